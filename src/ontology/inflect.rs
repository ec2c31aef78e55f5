//! The forms of phrases: nouns, titles, descriptors; adjectives of cities.

use super::Grammar;

impl Grammar {
    /// The forms of a noun, title or descriptor: every combination of the forms of its longer words, at most 48.
    #[must_use]
    pub fn inflected(&self, phrase: &str) -> Vec<String> {
        let mut out = vec![String::new()];
        let parts: Vec<&str> = phrase.split(' ').collect();
        for (at, part) in parts.iter().enumerate() {
            // Only the last part of a hyphenated word is inflected.
            let (before, stem) = part.rfind('-').map_or(("", *part), |at| part.split_at(at + 1));
            let mut forms: Vec<String> = vec![(*part).to_owned()];
            // Where adjectives agree every word is inflected, elsewhere the last.
            let agrees = self.traits.verb_second || self.traits.clitic_pronouns || at + 1 == parts.len();
            if stem.chars().count() > 2 && agrees {
                let capital = stem.chars().next().is_some_and(char::is_uppercase);
                for form in self.paradigms.noun(stem) {
                    let text = if capital { capitalised(&form.text) } else { form.text };
                    forms.push([before, &text].concat());
                }
            }
            forms.sort_unstable();
            forms.dedup();
            let glue = if at == 0 { "" } else { " " };
            let joined = out.iter().flat_map(|so_far| forms.iter().map(move |form| [so_far, glue, form].concat()));
            out = joined.take(48).collect();
        }
        out
    }

    /// The adjectives that the name of a city makes, where the language has such: «der Mainzer Konzern».
    #[must_use]
    pub fn city_adjectives(&self, city: &str) -> Vec<String> {
        self.paradigms.city_adjectives(city)
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
