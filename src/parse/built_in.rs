//! The models in the binary: those of `models/`, where the feature `models` is on.

use super::Container;
use crate::model::Language;

/// The model file of a language, if one is built in.
#[must_use]
pub fn file(language: Language) -> Option<&'static [u8]> {
    #[cfg(feature = "models")]
    const FILES: [(&str, &[u8]); 4] = [
        ("de", include_bytes!("../../models/de.ngm")),
        ("en", include_bytes!("../../models/en.ngm")),
        ("fr", include_bytes!("../../models/fr.ngm")),
        ("id", include_bytes!("../../models/id.ngm")),
    ];
    #[cfg(not(feature = "models"))]
    const FILES: [(&str, &[u8]); 0] = [];
    FILES.into_iter().find(|(code, _)| *code == language.as_str()).map(|(_, bytes)| bytes)
}

/// The sections of the built-in model of a language.
#[must_use]
pub fn container(language: Language) -> Option<Container> {
    // The files are written by this program and tested: a broken one is no model.
    file(language).and_then(|bytes| Container::from_bytes(bytes).ok())
}
