//! stub
use super::Lexicon;
/// What a form of a word is; a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(pub u32);
impl Features {
    pub const FINITE: Self = Self(1);
    pub const INFINITIVE: Self = Self(2);
    pub const PARTICIPLE: Self = Self(4);
    pub const GERUND: Self = Self(8);
    pub const PAST: Self = Self(16);
    pub const CONJUNCTIVE: Self = Self(32);
    pub const CONDITIONAL: Self = Self(64);
    pub const PLURAL: Self = Self(128);
    pub const GENITIVE: Self = Self(256);
    pub const ACTIVE: Self = Self(512);
    pub const PASSIVE: Self = Self(1024);
    pub const BARE: Self = Self(2048);
    pub const CLITIC: Self = Self(4096);
    pub const SPLIT: Self = Self(8192);
    pub const ZU: Self = Self(16384);
    pub const ADJECTIVAL: Self = Self(32768);
    pub const NOUN: Self = Self(65536);
    pub const VERB: Self = Self(131072);
    pub fn has(self, other: Self) -> bool { self.0 & other.0 != 0 }
}
pub struct Form { pub text: String, pub features: Features, pub particle: Option<String> }
pub struct Paradigms;
impl Paradigms {
    pub fn new(_lexicon: &Lexicon) -> Self { Self }
    pub fn verb(&self, lemma: &str) -> Vec<Form> { self.any(lemma) }
    pub fn noun(&self, lemma: &str) -> Vec<Form> { self.any(lemma) }
    pub fn any(&self, lemma: &str) -> Vec<Form> {
        ["", "s", "ed", "d"].iter().map(|e| Form { text: format!("{lemma}{e}").to_lowercase(), features: Features(0x30007), particle: None }).collect()
    }
}
