//! `ontology suggest`: frames for what no frame reads.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
    sync::Arc,
};

use anyhow::Result;
use newsgraph::{
    model::{Article, Evidence, Language},
    ontology::{FrameKind, Ontology, Relation},
    pipeline,
    relate::{Candidate, Gap},
};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::cli::{
    Outcome,
    args::{Global, OntologySuggest, Reading},
    articles,
    build::count,
    knowledge,
    term::Term,
};

/// Groups whose frames are tried for each one that is printed: some frames do not catch their sentence.
const TRIED: usize = 4;

/// Prints the groups of sentences that a frame is missing for.
pub fn suggest(args: &OntologySuggest, global: &Global, term: &Term) -> Result<Outcome> {
    let ontology = knowledge::ontology(global)?;
    if let Some(language) = args.lang {
        super::supported(&ontology, language)?;
    }
    let engine = knowledge::engine(ontology, global, term);
    let ontology = &engine.compiled.ontology;
    let reading = Reading { format: args.format, lang: None, fields: Vec::new(), jobs: None, strict: false };
    let mut groups: BTreeMap<(Language, String), Group> = BTreeMap::new();
    let tally = articles::each(
        ontology,
        &args.articles,
        &reading,
        term,
        |article| {
            let wanted = args.lang.is_none_or(|language| language == article.head.language);
            let gaps = if wanted { pipeline::gaps(engine, &article) } else { Vec::new() };
            (article, gaps)
        },
        |(article, gaps)| {
            let article = Arc::new(article);
            for gap in gaps {
                let Some(first) = gap.candidates.first() else { continue };
                let key = (article.head.language, first.text.clone());
                groups.entry(key).or_insert_with(|| Group::new(&article, gap.clone())).add(&gap);
            }
            Ok(())
        },
    )?;
    let found = groups.len();
    let mut groups: Vec<Group> = groups.into_values().collect();
    // The map is sorted, and the sort is stable: of groups of one size the order of languages and words stays.
    groups.sort_by_key(|group| Reverse(group.count));
    groups.truncate(args.limit.saturating_mul(TRIED));
    let mut suggestions = tried(groups, ontology, global)?;
    suggestions.truncate(args.limit);
    let mut out = Term::stdout();
    if args.json {
        let all: Vec<Value> = suggestions.iter().map(Suggestion::json).collect();
        writeln!(out, "{:#}", Value::from(all))?;
    } else {
        for suggestion in &suggestions {
            suggestion.write(&mut out, term)?;
        }
    }
    out.flush()?;
    term.say(&format!(
        "{} of {} without a frame, from {}",
        count(suggestions.len(), "suggestion"),
        count(found, "group"),
        count(tally.articles, "article")
    ));
    Ok(if tally.lost() > 0 { Outcome::Skipped } else { Outcome::Done })
}

/// Gaps with the same words between.
struct Group {
    count: usize,
    /// The article of the first gap, and that gap.
    article: Arc<Article>,
    gap: Gap,
    /// How many gaps the classes of each relation fit.
    relations: BTreeMap<u16, usize>,
}

impl Group {
    fn new(article: &Arc<Article>, gap: Gap) -> Self {
        Self { count: 0, article: Arc::clone(article), gap, relations: BTreeMap::new() }
    }

    fn add(&mut self, gap: &Gap) {
        self.count += 1;
        for relation in gap.candidates.iter().take(1).flat_map(|candidate| &candidate.relations) {
            *self.relations.entry(*relation).or_default() += 1;
        }
    }

    /// The relations that a candidate may be of: first those of which a frame in the language has most of its words,
    /// then those whose classes fit most gaps.
    fn ranked<'o>(&self, candidate: &Candidate, ontology: &'o Ontology) -> Vec<&'o Relation> {
        let words = words(&candidate.text);
        let language = self.article.head.language;
        let shared = |relation: &Relation| {
            let frames =
                relation.frames.iter().filter(|frame| frame.language == language && frame.kind != FrameKind::Unless);
            frames
                .map(|frame| words.intersection(&self::words(&frame.text)).map(|word| word.len()).sum::<usize>())
                .max()
        };
        let mut ranked: Vec<u16> = candidate.relations.clone();
        let relation = |at: u16| &ontology.relations[usize::from(at)];
        ranked.sort_by_key(|at| {
            let often = self.relations.get(at).copied().unwrap_or_default();
            (Reverse(shared(relation(*at))), Reverse(often), &relation(*at).name)
        });
        ranked.into_iter().map(relation).collect()
    }
}

/// The words of a frame, without its slots. Short ones are prepositions, and many relations have them.
fn words(frame: &str) -> BTreeSet<&str> {
    let parts = frame.split(|c: char| c.is_whitespace() || "()[]|*=".contains(c));
    parts.filter(|part| part.chars().count() > 3 && part.chars().all(|c| c.is_alphabetic() || c == '-')).collect()
}

/// A group with the frame that catches its first sentence.
struct Suggestion {
    group: Group,
    candidate: Candidate,
    /// Names of relations, the likeliest first.
    relations: Vec<String>,
}

/// Tries the candidates of every group, the most general first, and keeps the groups of which one catches its sentence.
fn tried(groups: Vec<Group>, ontology: &Ontology, global: &Global) -> Result<Vec<Suggestion>> {
    let most = groups.iter().map(|group| group.gap.candidates.len()).max().unwrap_or_default();
    let mut kept: Vec<Option<Suggestion>> = groups.iter().map(|_| None).collect();
    let mut open: Vec<(usize, Group)> = groups.into_iter().enumerate().collect();
    for round in 0..most {
        let tries: Vec<(usize, Suggestion)> = open
            .drain(..)
            .filter_map(|(at, group)| {
                let candidate = group.gap.candidates.get(round)?.clone();
                let ranked = group.ranked(&candidate, ontology);
                let relations = ranked.iter().map(|relation| relation.name.clone()).collect();
                Some((at, Suggestion { group, candidate, relations }))
            })
            .collect();
        let caught = caught(&tries, global)?;
        for ((at, suggestion), caught) in tries.into_iter().zip(caught) {
            if caught {
                kept[at] = Some(suggestion);
            } else {
                open.push((at, suggestion.group));
            }
        }
    }
    Ok(kept.into_iter().flatten().collect())
}

/// Which of the frames catch their sentences, where all are added to the ontology.
fn caught(tries: &[(usize, Suggestion)], global: &Global) -> Result<Vec<bool>> {
    let mut sources = knowledge::sources(global)?;
    let lines: String = tries.iter().map(|(_, suggestion)| suggestion.statement() + "\n").collect();
    sources.insert("relations/suggested.ttl", &format!("@prefix ng: <https://w3id.org/newsgraph/ns#> .\n{lines}"));
    let engine = pipeline::Engine::new(Ontology::read(&sources)?, false).asking(global.models.into());
    let catches = |suggestion: &Suggestion| {
        let reading = pipeline::reading(&engine, &suggestion.group.article);
        reading.evidence.iter().any(|evidence| suggestion.is_caught(evidence))
    };
    Ok(tries.par_iter().map(|(_, suggestion)| catches(suggestion)).collect())
}

impl Suggestion {
    /// What is to be pasted.
    fn statement(&self) -> String {
        let Candidate { kind, text, .. } = &self.candidate;
        let term = match kind {
            FrameKind::Verb => "verb",
            FrameKind::Noun => "noun",
            FrameKind::Phrase | FrameKind::Unless => "phrase",
        };
        let relation = self.relations.first().map_or("", String::as_str);
        format!("ng:{relation} ng:{term} \"{text}\"@{} .", self.group.article.head.language)
    }

    /// Whether an evidence joins the two mentions of the gap.
    fn is_caught(&self, evidence: &Evidence) -> bool {
        let Gap { sentence, first, second, .. } = &self.group.gap;
        let ends = [first.start, second.start];
        let subject = ends.contains(&evidence.subject.mention.start);
        let object = evidence.object.as_ref().is_none_or(|object| ends.contains(&object.mention.start));
        self.relations.first() == Some(&evidence.relation) && evidence.sentence == *sentence && subject && object
    }

    fn write(&self, out: &mut impl std::io::Write, term: &Term) -> Result<()> {
        let Group { count: number, article, gap, .. } = &self.group;
        let sentence = gap.sentence.text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{}", term.out.bold(&self.statement()))?;
        if let [_, others @ ..] = &self.relations[..]
            && !others.is_empty()
        {
            writeln!(out, "  or of: {}", others.join(", "))?;
        }
        writeln!(out, "  {}, such as in {}: {sentence}\n", count(*number, "sentence"), article.head.name)?;
        Ok(())
    }

    fn json(&self) -> Value {
        let Group { count, article, gap, .. } = &self.group;
        json!({
            "language": article.head.language, "count": count, "statement": self.statement(),
            "frame": self.candidate.text, "relations": self.relations,
            "article": article.head.name, "sentence": gap.sentence.text,
            "first": gap.first.text, "second": gap.second.text,
        })
    }
}
