//! The model file, `.ngm`: named sections behind a checksum.
//!
//! Four bytes `NGM` and a line feed, the version (two bytes, lowest first), SHA-256 of the rest, then the language, the
//! number of sections, and each section's name, length and bytes, compressed together (zlib, RFC 1950).

use std::collections::BTreeMap;

use miniz_oxide::{deflate::compress_to_vec_zlib, inflate::decompress_to_vec_zlib_with_limit};
use sha2::{Digest, Sha256};

use super::{
    Error,
    bytes::{Reader, Writer},
};

const MAGIC: &[u8; 4] = b"NGM\n";
/// Version of the file and of what its sections mean: features, tags, order of actions.
const VERSION: u16 = 1;
/// Bytes of magic, version and checksum.
const HEAD: usize = 4 + 2 + 32;
/// A model grows to no more than this many bytes.
const LIMIT: usize = 1 << 26;

/// The sections of a model file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    /// ISO 639 code of its language.
    pub language: String,
    sections: BTreeMap<String, Vec<u8>>,
}

impl Container {
    /// An empty container for a language.
    #[must_use]
    pub fn new(language: &str) -> Self {
        Self { language: language.to_owned(), sections: BTreeMap::new() }
    }

    /// Adds a section, or replaces the one of this name.
    pub fn insert(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.insert(name.to_owned(), bytes);
    }

    /// The bytes of a section, if it is there.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.sections.get(name).map(Vec::as_slice)
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// [`Error::Missing`] where there is none of this name.
    pub fn section(&self, section: &'static str) -> Result<&[u8], Error> {
        self.get(section).ok_or(Error::Missing { section })
    }

    /// The names of its sections, in order, with their sizes in bytes before compression.
    pub fn sections(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sections.iter().map(|(name, bytes)| (name.as_str(), bytes.len()))
    }

    /// The file. The same sections give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Writer::default();
        body.text(&self.language);
        body.number(self.sections.len() as u64);
        for (name, bytes) in &self.sections {
            body.text(name);
            body.block(bytes);
        }
        let packed = compress_to_vec_zlib(&body.bytes, 9);
        let mut file = MAGIC.to_vec();
        file.extend_from_slice(&VERSION.to_le_bytes());
        file.extend_from_slice(&Sha256::digest(&packed));
        file.extend_from_slice(&packed);
        file
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Where it is no model, of another version, cut short or changed. Never panics.
    pub fn from_bytes(file: &[u8]) -> Result<Self, Error> {
        if !file.starts_with(MAGIC) {
            return Err(Error::NotAModel);
        }
        let (head, packed) = file.split_at_checked(HEAD).ok_or(Error::Damaged { what: "it ends early" })?;
        let found = u16::from_le_bytes([head[4], head[5]]);
        if found != VERSION {
            return Err(Error::Version { found, wanted: VERSION });
        }
        if Sha256::digest(packed)[..] != head[6..] {
            return Err(Error::Damaged { what: "its checksum does not fit" });
        }
        let body = decompress_to_vec_zlib_with_limit(packed, LIMIT)
            .map_err(|_| Error::Damaged { what: "it cannot be unpacked" })?;
        let mut reader = Reader::new(&body);
        let mut container = Self::new(reader.text()?);
        for _ in 0..reader.count()? {
            let name = reader.text()?;
            let bytes = reader.block()?;
            container.insert(name, bytes.to_vec());
        }
        Ok(container)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Container {
        let mut container = Container::new("de");
        container.insert("tags", vec![1, 2, 3]);
        container.insert("arcs", vec![0; 1000]);
        container
    }

    #[test]
    fn a_file_gives_back_its_sections() {
        let file = sample().to_bytes();
        assert_eq!(Container::from_bytes(&file), Ok(sample()));
        assert_eq!(sample().to_bytes(), file);
        assert_eq!(sample().section("names"), Err(Error::Missing { section: "names" }));
    }

    #[test]
    fn no_prefix_and_no_changed_byte_passes() {
        let file = sample().to_bytes();
        for end in 0..file.len() {
            assert!(Container::from_bytes(&file[..end]).is_err(), "{end} bytes");
        }
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 0x10;
            assert!(Container::from_bytes(&changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut file = sample().to_bytes();
        file[4] = 9;
        assert_eq!(Container::from_bytes(&file), Err(Error::Version { found: 9, wanted: VERSION }));
    }
}
