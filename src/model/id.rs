//! Identifiers from content.

use sha2::{Digest, Sha256};

/// Version of the scheme; part of every hash, so that a change of the scheme changes every identifier.
const VERSION: &str = "1";

/// Twenty-four characters that stand for `parts`: SHA-256 over the length-prefixed version, `kind` and parts, first 15
/// bytes, base32 (RFC 4648, small letters, no padding).
#[must_use]
pub fn identifier(kind: &str, parts: &[&str]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut hash = Sha256::new();
    for part in [VERSION, kind].iter().chain(parts) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let mut out = String::with_capacity(24);
    for five in digest[..15].chunks(5) {
        let bits = five.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
        for i in (0..8).rev() {
            out.push(char::from(ALPHABET[(bits >> (5 * i) & 31) as usize]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn parts_do_not_run_together() {
        assert_eq!(identifier("a", &["bc"]).len(), 24);
        assert_ne!(identifier("a", &["bc", ""]), identifier("a", &["b", "c"]));
        assert_ne!(identifier("a", &["bc"]), identifier("ab", &["c"]));
        assert_eq!(identifier("a", &["bc"]), identifier("a", &["bc"]));
    }
}
