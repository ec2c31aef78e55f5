//! A name of several words that the article has elsewhere, found again where a part of it is known by itself.

use std::{collections::BTreeMap, ops::Range};

use super::Finder;
use crate::model::{ClassId, Mention, MentionKind, Shape};

impl Finder<'_> {
    /// «Nusantara Motor» at the start of a sentence, where «Nusantara» alone is a country, in an article that has «PT
    /// Nusantara Motor Tbk»: the places of `names` that no mention of `sure` holds and that are more than what is known
    /// there.
    pub(super) fn again<'n>(
        &self,
        names: impl Iterator<Item = (&'n &'n str, &'n Option<ClassId>)>,
        sure: &[Mention],
    ) -> Vec<(Range<usize>, Option<ClassId>)> {
        let mut by_start: BTreeMap<&str, Vec<(&str, Option<ClassId>)>> = BTreeMap::new();
        for (name, class) in names {
            if let Some((start, _)) = name.split_once(' ') {
                by_start.entry(start).or_default().push((name, *class));
            }
        }
        if by_start.is_empty() {
            return Vec::new();
        }
        for longest_first in by_start.values_mut() {
            longest_first.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        let mut taken = vec![false; self.tokens.len()];
        for mention in sure {
            taken[mention.tokens.clone()].fill(true);
        }
        let mut found: Vec<(Range<usize>, Option<ClassId>)> = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let free = !taken[at] && found.last().is_none_or(|(last, _)| last.end <= at);
            let known_alone = self.covered[at].is_some() && token.shape.has(Shape::CAPITAL);
            let Some(names) = by_start.get(token.span.of(self.text)).filter(|_| free && known_alone) else { continue };
            let place = names.iter().find_map(|(name, class)| {
                let range = at..self.behind(at, name)?;
                (range.clone().all(|at| !taken[at]) && self.is_more(&range)).then_some((range, *class))
            });
            found.extend(place);
        }
        found
    }

    /// The token behind a name that is written at a token.
    fn behind(&self, at: usize, name: &str) -> Option<usize> {
        let start = self.tokens[at].span.start as usize;
        self.text[start..].starts_with(name).then_some(())?;
        let last = start + name.len();
        let end = at + self.tokens[at..].partition_point(|token| (token.span.end as usize) <= last);
        (self.tokens[end - 1].span.end as usize == last).then_some(end)
    }

    /// Whether what is known in a range lies within it and is no name of all of it, and no person, amount or date.
    fn is_more(&self, range: &Range<usize>) -> bool {
        let person = self.compiled.classes.person;
        range.clone().filter_map(|at| self.known(at)).all(|mention| {
            let inside = mention.tokens.start >= range.start && mention.tokens.end <= range.end;
            let part = mention.tokens.len() < range.len();
            let thing = mention.class.is_some_and(|class| !self.compiled.fits(class, person));
            inside && part && thing && !matches!(mention.kind, MentionKind::Amount(_) | MentionKind::Date(_))
        })
    }
}
