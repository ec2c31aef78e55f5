//! A form back into the lemma that a frame cites.
//!
//! Endings are taken off, those of lemmas put on, and what then has the form among its own is a lemma it may be of. No
//! dictionary tells which of two such lemmas exists; the likelier spelling comes first.

use super::{Family, Features, Paradigms, is_vowel, small};

/// Endings that a verb's forms have beyond its lemma, and what lemmas may have in their place.
type Endings = (&'static [&'static str], &'static [&'static str]);

const ENGLISH: Endings = (&["ing", "ies", "ied", "es", "ed", "d", "s", ""], &["e", "", "y"]);
const GERMAN: Endings = (&["eten", "ete", "ten", "te", "et", "en", "t", "e", "n", ""], &["en", "n"]);
const FRENCH: Endings = (
    &[
        "issaient", "issait", "issant", "issent", "aient", "eront", "ées", "ent", "ait", "ant", "era", "ira", "it",
        "és", "ée", "ir", "er", "re", "é", "i", "u", "a", "e", "t", "d", "",
    ],
    &["er", "ir", "re", "dre", "r"],
);
/// Indonesian prefixes of voice, with the consonants they may stand for.
const VOICES: [(&str, &[&str]); 8] = [
    ("meny", &["s"]),
    ("menge", &[""]),
    ("meng", &["", "k"]),
    ("mem", &["", "p"]),
    ("men", &["", "t"]),
    ("me", &[""]),
    ("di", &[""]),
    ("ter", &[""]),
];

impl Paradigms {
    /// The verb that `form` is likely to be a form of, as a frame cites it; `None` where no rule leads to one.
    #[must_use]
    pub fn cited_verb(&self, form: &str) -> Option<String> {
        let form = small(form);
        let listed = self.irregular.iter().find(|(lemma, forms)| {
            forms.contains(&form) && self.verb(lemma).iter().any(|other| other.text == form && is_verb(other.features))
        });
        if let Some((lemma, _)) = listed {
            return Some(lemma.clone());
        }
        let candidates = match self.language {
            Family::English => replaced(&form, ENGLISH),
            Family::German => self.german(&form),
            Family::French => replaced(&form, FRENCH),
            Family::Indonesian => unvoiced(&form),
            Family::Other => vec![form.clone()],
        };
        let has_form = |lemma: &String| {
            lemma.chars().count() > 2
                && self
                    .verb(lemma)
                    .iter()
                    .any(|other| other.text == form && other.particle.is_none() && is_verb(other.features))
        };
        let mut fitting: Vec<String> = candidates.into_iter().filter(has_form).collect();
        match self.language {
            Family::English => fitting.sort_by_key(|lemma| !is_likely_english(lemma)),
            Family::German => fitting.sort_by_key(|lemma| !is_likely_german(lemma)),
            // Of «finir» and «finisser» the first: few verbs end in *-isser*.
            Family::French => fitting.sort_by_key(|lemma| lemma.ends_with("isser")),
            Family::Indonesian | Family::Other => {}
        }
        fitting.into_iter().next()
    }

    /// The noun that `form` is likely to be a form of, in small letters.
    #[must_use]
    pub fn cited_noun(&self, form: &str) -> String {
        let form = small(form);
        let listed = self
            .irregular
            .iter()
            .find(|(lemma, forms)| forms.contains(&form) && self.noun(lemma).iter().any(|other| other.text == form));
        if let Some((lemma, _)) = listed {
            return lemma.clone();
        }
        let endings: Endings = match self.language {
            Family::English => (&["ies", "es", "s"], &["e", "", "y"]),
            Family::French => (&["s", "x"], &[""]),
            Family::Indonesian => (&["nya"], &[""]),
            Family::German | Family::Other => return form,
        };
        let candidates = replaced(&form, endings);
        let fits =
            |lemma: &String| lemma.chars().count() > 2 && self.noun(lemma).iter().any(|other| other.text == form);
        let mut fitting: Vec<String> = candidates.into_iter().filter(fits).collect();
        // Of «companies» and «taxes» the shortest is the likelier, but «houses» has its -e.
        fitting.sort_by_key(String::len);
        fitting.into_iter().next().unwrap_or(form)
    }

    /// Also without the mark of the participle, in front or behind a prefix that parts.
    fn german(&self, form: &str) -> Vec<String> {
        // «übernommen»: a prefix before a verb of the table.
        let prefixes =
            self.separable.iter().chain(&self.inseparable).filter(|prefix| form.starts_with(prefix.as_str()));
        let mut all: Vec<String> =
            prefixes.flat_map(|prefix| self.irregular.keys().map(move |lemma| format!("{prefix}{lemma}"))).collect();
        let parts =
            self.separable.iter().filter_map(|prefix| Some((prefix.as_str(), form.strip_prefix(prefix.as_str())?)));
        for (prefix, rest) in parts.chain([("", form)]) {
            let inner = rest.strip_prefix("ge").or_else(|| rest.strip_prefix("zu"));
            for rest in inner.into_iter().chain([rest]) {
                all.extend(replaced(rest, GERMAN).into_iter().map(|lemma| format!("{prefix}{lemma}")));
            }
        }
        all
    }
}

fn is_verb(features: Features) -> bool {
    features.has(Features::VERB)
}

fn replaced(form: &str, (taken, put): Endings) -> Vec<String> {
    let stems = taken.iter().filter_map(|ending| form.strip_suffix(ending)).filter(|stem| stem.chars().count() > 1);
    let mut all = Vec::new();
    for stem in stems {
        all.extend(put.iter().map(|ending| format!("{stem}{ending}")));
        // «planned»: the consonant was doubled for its ending.
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
            && !is_vowel(last)
        {
            all.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    }
    all
}

fn unvoiced(form: &str) -> Vec<String> {
    let form = form.strip_suffix("nya").unwrap_or(form);
    let voiced = VOICES.iter().filter_map(|(prefix, first)| Some((form.strip_prefix(prefix)?, first)));
    let bases = voiced.flat_map(|(rest, first)| {
        let begins_with_vowel = rest.starts_with(is_vowel);
        // A consonant was dropped before a vowel only.
        first
            .iter()
            .rev()
            .filter(move |first| first.is_empty() || begins_with_vowel)
            .map(move |first| format!("{first}{rest}"))
    });
    bases.chain([form.to_owned()]).collect()
}

/// Whether English spells a verb like this: a lone vowel and consonant at the end of a longer stem want an -e, unless
/// the last syllable is one that carries no stress (*open*, *offer*, *visit*).
fn is_likely_english(lemma: &str) -> bool {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    // The «u» of «qu» is no vowel: «acquire».
    let letters: Vec<char> = stem.replace("qu", "q").chars().rev().take(3).collect();
    let lone = matches!(letters[..], [last, vowel, before] if !is_vowel(last) && is_vowel(vowel) && !is_vowel(before));
    let soft = ["c", "g", "s", "v", "z", "u", "dg"].iter().any(|end| stem.ends_with(end)) && !stem.ends_with("ss");
    let unstressed = ["er", "en", "on", "or", "it", "op", "el", "al", "ow", "ew", "ay", "ey", "in", "om"];
    let with_e = soft || lone && !unstressed.iter().any(|end| stem.ends_with(end));
    with_e == lemma.ends_with('e')
}

/// Whether German spells a verb like this: behind a consonant it has *-eln*, *-ern*, and no *-elen*, *-eren*.
fn is_likely_german(lemma: &str) -> bool {
    let stem = lemma.strip_suffix("elen").or_else(|| lemma.strip_suffix("eren"));
    stem.and_then(|stem| stem.chars().next_back()).is_none_or(is_vowel)
}

#[cfg(test)]
mod tests {
    use crate::ontology::{Ontology, Sources, forms::Paradigms};

    fn paradigms(language: &str) -> Paradigms {
        let ontology = Ontology::read(&Sources::built_in()).expect("the built-in ontology");
        let language = crate::model::Language::new(language).expect("a code");
        Paradigms::new(ontology.lexicon(language).expect("a language"))
    }

    #[test]
    fn a_form_leads_back_to_the_word_that_frames_cite() {
        for (language, pairs) in [
            (
                "en",
                &[
                    ("partnered", "partner"),
                    ("snapped", "snap"),
                    ("bought", "buy"),
                    ("acquired", "acquire"),
                    ("carries", "carry"),
                    ("investing", "invest"),
                ][..],
            ),
            (
                "de",
                &[
                    ("kaufte", "kaufen"),
                    ("übernommen", "übernehmen"),
                    ("gekauft", "kaufen"),
                    ("eingesammelt", "einsammeln"),
                    ("ausgebootet", "ausbooten"),
                ][..],
            ),
            ("fr", &[("croqué", "croquer"), ("avale", "avaler"), ("finissait", "finir")][..]),
            (
                "id",
                &[
                    ("mencaplok", "caplok"),
                    ("diluncurkan", "luncurkan"),
                    ("menggandeng", "gandeng"),
                    ("memborong", "borong"),
                ][..],
            ),
        ] {
            let paradigms = paradigms(language);
            for (form, lemma) in pairs {
                assert_eq!(paradigms.cited_verb(form).as_deref(), Some(*lemma), "{form}");
            }
        }
        assert_eq!(paradigms("en").cited_noun("companies"), "company");
        assert_eq!(paradigms("en").cited_noun("deals"), "deal");
        assert_eq!(paradigms("fr").cited_noun("accords"), "accord");
        assert_eq!(paradigms("de").cited_noun("Tochter"), "tochter");
    }
}
