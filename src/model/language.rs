//! Languages by their ISO 639 code.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An ISO 639 code of two or three small letters, such as `id`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language([u8; 3]);

impl Language {
    /// The code, or `None` where `code` is not two or three ASCII letters. A region (`de-AT`) is dropped.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next()?.as_bytes();
        let letters = code.iter().all(u8::is_ascii_alphabetic);
        (letters && (2..=3).contains(&code.len())).then(|| {
            let mut bytes = [0; 3];
            for (to, from) in bytes.iter_mut().zip(code) {
                *to = from.to_ascii_lowercase();
            }
            Self(bytes)
        })
    }

    /// The code in small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        Self::new(code).ok_or_else(|| format!("`{code}` is not a language code such as en or id"))
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        code.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_dropped_and_nonsense_refused() {
        assert_eq!(Language::new("DE-at").map(String::from), Some("de".to_owned()));
        assert_eq!(Language::new(""), None);
        assert_eq!(Language::new("e1"), None);
    }
}
