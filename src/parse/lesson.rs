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
        .map(|sentence| {
            let root = sentence.words.len() as u32 + 1;
            let head = |word: &Word| if word.head == 0 { root } else { word.head as u32 };
            Lesson {
                looks: sentence.words.iter().map(|word| Look::new(&word.form, &mut buffer)).collect(),
                tags: sentence.words.iter().map(|word| tag_numbers[fine_tag(word).as_str()]).collect(),
                heads: std::iter::once(0).chain(sentence.words.iter().map(head)).collect(),
                relations: sentence.words.iter().map(|word| relation_numbers[plain_relation(&word.relation)]).collect(),
            }
        })
        .collect();
    (tags.into_iter().collect(), relations.into_iter().collect(), lessons)
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
