//! Sentences as training sees them: everything a number.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    conllu::{Sentence, Word},
    look::Look,
};

/// A sentence with its right answers.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its words.
    pub looks: Vec<Look>,
    /// Their tags.
    pub tags: Vec<u8>,
    /// By node number, from 1, their heads; the root is the number of words and one more. `heads[0]` is no node's.
    pub heads: Vec<u32>,
    /// By word, from 0, their relations.
    pub relations: Vec<u8>,
}

/// The tags and relations of a treebank, and its sentences in their numbers.
#[must_use]
pub fn lessons(treebank: &[Sentence]) -> (Vec<String>, Vec<String>, Vec<Lesson>) {
    let words = || treebank.iter().flat_map(|sentence| &sentence.words);
    let tags: BTreeSet<String> = words().map(fine_tag).collect();
    let relations: BTreeSet<String> = words().map(|word| plain_relation(&word.relation).to_owned()).collect();
    let tag_numbers: BTreeMap<&str, u8> = tags.iter().map(String::as_str).zip(0..=u8::MAX).collect();
    let relation_numbers: BTreeMap<&str, u8> = relations.iter().map(String::as_str).zip(0..=u8::MAX).collect();
    let mut buffer = String::new();
    let lessons = treebank
        .iter()
        .map(|sentence| Lesson {
            looks: sentence.words.iter().map(|word| Look::new(&word.form, &mut buffer)).collect(),
            tags: sentence.words.iter().map(|word| tag_numbers[fine_tag(word).as_str()]).collect(),
            heads: heads(sentence),
            relations: sentence.words.iter().map(|word| relation_numbers[plain_relation(&word.relation)]).collect(),
        })
        .collect();
    (tags.into_iter().collect(), relations.into_iter().collect(), lessons)
}

/// The sentences of a treebank of another language in the numbers of this one: their trees without their words. One
/// that has a part of speech or a relation that is not among them is passed over.
#[must_use]
pub fn foreign(treebank: &[Sentence], tags: &[String], relations: &[String]) -> Vec<Lesson> {
    let mut buffer = String::new();
    let mut lesson = |sentence: &Sentence| {
        let place = |word: &Word| {
            let find = |name: &str| relations.iter().position(|known| known == name);
            let plain = plain_relation(&word.relation);
            find(plain).or_else(|| find(plain.split(':').next()?))
        };
        let relations: Option<Vec<usize>> = sentence.words.iter().map(place).collect();
        let tags: Option<Vec<u8>> = sentence.words.iter().map(|word| nearest_tag(&fine_tag(word), tags)).collect();
        Some(Lesson {
            looks: sentence.words.iter().map(|word| Look::foreign(&word.form, &mut buffer)).collect(),
            tags: tags?,
            heads: heads(sentence),
            relations: relations?.into_iter().map(|at| at as u8).collect(),
        })
    };
    treebank.iter().filter_map(&mut lesson).collect()
}

/// The tag of this language that is likest to one of another: as much of it as is known, else any of its part of speech.
fn nearest_tag(tag: &str, tags: &[String]) -> Option<u8> {
    let mut likest = std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once(' ')?.0));
    let part = tag.split(' ').next();
    likest
        .find_map(|tag| tags.iter().position(|known| known == tag))
        .or_else(|| tags.iter().position(|known| known.split(' ').next() == part))
        .map(|at| at as u8)
}

/// By node number, from 1, the heads of a sentence.
fn heads(sentence: &Sentence) -> Vec<u32> {
    let root = sentence.words.len() as u32 + 1;
    let head = |word: &Word| if word.head == 0 { root } else { word.head as u32 };
    std::iter::once(0).chain(sentence.words.iter().map(head)).collect()
}

/// The tag that the tagger learns for a word: its part of speech, and what the parser can use of its features: whether
/// a verb is finite, which voice it has; whether a pronoun relates or asks; the case of what stands before a noun.
fn fine_tag(word: &Word) -> String {
    let mut tag = word.tag.clone();
    for feature in word.features.split('|') {
        let told = match (feature.split_once('='), word.tag.as_str()) {
            (Some(("VerbForm", value)), "VERB" | "AUX") => value,
            (Some(("Voice", value)), "VERB") => value,
            (Some(("Case", value)), "PRON" | "DET") => value,
            (Some(("PronType", value)), "PRON" | "DET" | "ADV") => match value.split(',').next_back() {
                Some(last) => last,
                None => continue,
            },
            _ => continue,
        };
        tag.push(' ');
        tag.push_str(told);
    }
    tag
}

/// The relation that the parser learns: universal, with the subtypes that tell who does from who undergoes.
fn plain_relation(relation: &str) -> &str {
    match relation.split_once(':') {
        Some((_, "pass" | "agent")) | None => relation,
        Some((universal, _)) => universal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_tag_is_of_the_same_part_of_speech() {
        let tags = ["ADP", "PRON Nom", "VERB", "VERB Fin"].map(str::to_owned);
        let likest = |tag| nearest_tag(tag, &tags).map(|at| tags[usize::from(at)].as_str());
        assert_eq!(likest("VERB Fin"), Some("VERB Fin"));
        assert_eq!(likest("VERB Fin Pass"), Some("VERB Fin"));
        assert_eq!(likest("VERB Ger"), Some("VERB"));
        assert_eq!(likest("PRON Rel"), Some("PRON Nom"));
        assert_eq!(likest("INTJ"), None);
    }
}
