//! The tagger: words into parts of speech, from left to right.
//!
//! A tag is a universal part of speech, where it helps the parser with a few features («VERB Part»). Each word is
//! decided by how it and its neighbours look and by the two tags before it. Words that training saw often and always
//! with one tag are looked up.

use rustc_hash::FxHashMap;

use super::{
    Error,
    bytes::{Reader, Writer},
    linear::{Weights, best, feature},
    look::Look,
};

/// Gives words their tags.
#[derive(Clone, Debug)]
pub struct Tagger {
    /// Names of the tags: a part of speech, and features behind a blank.
    pub(crate) tags: Vec<String>,
    /// Words with only one tag.
    pub(crate) sure: FxHashMap<u32, u8>,
    pub(crate) weights: Weights,
}

/// Tag before the first word.
pub(crate) const BEGIN: u32 = 255;

/// The features of word `at`, given the tags of the two words before it.
pub(crate) fn features(looks: &[Look], at: usize, last: u32, second: u32, out: &mut Vec<u32>) {
    let none = Look { word: 1, ..Look::default() };
    let look = |offset: isize| at.checked_add_signed(offset).and_then(|at| looks.get(at)).unwrap_or(&none);
    let this = look(0);
    let (before, after) = (look(-1), look(1));
    let first = u32::from(at == 0);
    let [end1, end2, end3, end4] = this.ends;
    let values = [
        (0, 0, 0),
        (this.word, 0, 0),
        (end1, 0, 0),
        (end2, 0, 0),
        (end3, 0, 0),
        (end4, 0, 0),
        (this.starts[0], 0, 0),
        (this.starts[1], 0, 0),
        (this.shape, first, 0),
        (last, 0, 0),
        (last, second, 0),
        (last, this.word, 0),
        (before.word, 0, 0),
        (after.word, 0, 0),
        (look(-2).word, 0, 0),
        (look(2).word, 0, 0),
        (this.word, after.word, 0),
        (before.word, this.word, 0),
        (last, end3, 0),
        (this.shape, end3, first),
        (after.ends[2], 0, 0),
        (after.shape, this.shape, 0),
        (after.ends[1], end3, 0),
        (before.ends[2], 0, 0),
        (last, after.word, 0),
        (last, after.ends[2], this.shape),
        (last, second, after.shape),
    ];
    out.clear();
    out.extend(values.iter().zip(0..).map(|(&(a, b, c), template)| feature(template, a, b, c)));
}

impl Tagger {
    /// The tags of the words, as positions in the list of tags.
    #[must_use]
    pub fn tags(&self, looks: &[Look]) -> Vec<u8> {
        let (mut holding, mut scores) = (Vec::new(), Vec::new());
        let (mut last, mut second) = (BEGIN, BEGIN);
        (0..looks.len())
            .map(|at| {
                let tag = self.sure.get(&looks[at].word).copied().unwrap_or_else(|| {
                    features(looks, at, last, second, &mut holding);
                    self.weights.score(&holding, &mut scores);
                    best(&scores, |_| true) as u8
                });
                (last, second) = (u32::from(tag), last);
                tag
            })
            .collect()
    }

    /// The tagger as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.texts(self.tags.iter());
        let mut sure: Vec<(u32, u8)> = self.sure.iter().map(|(&word, &tag)| (word, tag)).collect();
        sure.sort_unstable();
        writer.number(sure.len() as u64);
        for (word, tag) in sure {
            writer.number(u64::from(word));
            writer.number(u64::from(tag));
        }
        writer.block(&self.weights.to_bytes());
        writer.bytes
    }

    /// Reads what [`Tagger::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        const WRONG: Error = Error::Damaged { what: "tags that cannot be" };
        let mut reader = Reader::new(bytes);
        let tags = reader.texts()?;
        let known = |tag: u64| u8::try_from(tag).ok().filter(|&tag| usize::from(tag) < tags.len()).ok_or(WRONG);
        let mut sure = FxHashMap::default();
        for _ in 0..reader.count()? {
            let word = u32::try_from(reader.number()?).map_err(|_| WRONG)?;
            sure.insert(word, known(reader.number()?)?);
        }
        let weights = Weights::from_bytes(reader.block()?)?;
        if weights.classes() != tags.len() {
            return Err(WRONG);
        }
        Ok(Self { tags, sure, weights })
    }
}
