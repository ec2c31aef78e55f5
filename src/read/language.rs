//! The language of a text.

use whatlang::{Detector, Lang};

use super::{Draft, Error, boilerplate::story, words::Words};
use crate::model::Language;

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 2048;
/// From this share of function words on, in percent, a text is in a language, whatever the detector says.
const PLAIN: usize = 38;

/// ISO 639-1 codes (first) and the ISO 639-3 codes of the detector.
const CODES: [(&str, &str); 70] = [
    ("af", "afr"),
    ("ak", "aka"),
    ("am", "amh"),
    ("ar", "ara"),
    ("az", "aze"),
    ("be", "bel"),
    ("bn", "ben"),
    ("bg", "bul"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("zh", "cmn"),
    ("cy", "cym"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("eo", "epo"),
    ("et", "est"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("gu", "guj"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye"),
    ("id", "ind"),
    ("it", "ita"),
    ("jv", "jav"),
    ("ja", "jpn"),
    ("kn", "kan"),
    ("ka", "kat"),
    ("km", "khm"),
    ("ko", "kor"),
    ("la", "lat"),
    ("lv", "lav"),
    ("lt", "lit"),
    ("ml", "mal"),
    ("mr", "mar"),
    ("mk", "mkd"),
    ("my", "mya"),
    ("ne", "nep"),
    ("nl", "nld"),
    ("nb", "nob"),
    ("or", "ori"),
    ("pa", "pan"),
    ("fa", "pes"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("si", "sin"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sn", "sna"),
    ("es", "spa"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("ta", "tam"),
    ("te", "tel"),
    ("tl", "tgl"),
    ("th", "tha"),
    ("tk", "tuk"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("yi", "yid"),
    ("zu", "zul"),
];

/// The language of a draft: the one `given`; else what its metadata says, checked where that is doubtful; else that
/// of its text.
///
/// # Errors
/// Where no language with a file fits.
pub fn of(draft: &Draft, given: Option<Language>, words: &Words) -> Result<Language, Error> {
    if let Some(language) = given {
        return words.of(language).map(|_| language).ok_or_else(|| unsupported(language.as_str()));
    }
    let said = draft.language.as_deref().and_then(|code| Language::new(code.trim()));
    let supported = said.filter(|language| words.of(*language).is_some());
    match supported {
        Some(language) if !draft.language_doubtful => return Ok(language),
        _ => {}
    }
    let sample = story(&draft.text, words, LOOKED_AT);
    match (detected(&sample, words), supported) {
        (Ok(Detected { language, sure }), Some(said)) => Ok(if sure { language } else { said }),
        (Ok(Detected { language, sure: true }), None) => Ok(language),
        // What is said and what is seen disagree, and neither is sure: the text is in a language we do not read.
        (Ok(Detected { language, .. }), None) => said.map_or(Ok(language), |said| Err(unsupported(said.as_str()))),
        (Err(error), _) => Err(error),
    }
}

struct Detected {
    language: Language,
    /// Whether detector and function words agree.
    sure: bool,
}

fn detected(sample: &str, words: &Words) -> Result<Detected, Error> {
    let lang_of = |language: Language| {
        let code =
            CODES.iter().find(|(short, _)| *short == language.as_str()).map_or(language.as_str(), |(_, long)| long);
        Lang::from_code(code)
    };
    let supported: Vec<(Language, Option<Lang>)> =
        words.languages.iter().map(|own| (own.language, lang_of(own.language))).collect();
    let ours = |lang: Lang| supported.iter().find(|(_, known)| *known == Some(lang)).map(|(language, _)| *language);
    let vote = vote(sample, words);
    let full = whatlang::detect(sample);
    if let Some(info) = &full {
        match ours(info.lang()) {
            Some(language) if info.is_reliable() => {
                let sure = vote.is_none_or(|(voted, _)| voted == language);
                return Ok(Detected { language, sure });
            }
            None if info.is_reliable() && vote.is_none_or(|(_, share)| share < PLAIN) => {
                return Err(unsupported(info.lang().eng_name()));
            }
            _ => {}
        }
    }
    if let Some((language, share)) = vote.filter(|(_, share)| *share >= 20) {
        return Ok(Detected { language, sure: share >= PLAIN });
    }
    let allowed = supported.iter().filter_map(|(_, lang)| *lang).collect();
    let language = Detector::with_allowlist(allowed).detect_lang(sample).and_then(ours);
    let named = || full.as_ref().map_or("unknown", |info| info.lang().eng_name());
    language
        .or(vote.map(|(language, _)| language))
        .map(|language| Detected { language, sure: false })
        .ok_or_else(|| unsupported(named()))
}

/// The language with the most function words in `sample`, and their share in percent.
fn vote(sample: &str, words: &Words) -> Option<(Language, usize)> {
    let small = sample.to_lowercase();
    let tokens: Vec<&str> = small.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let share = |count: usize| count * 100 / tokens.len().max(1);
    let counts = words
        .languages
        .iter()
        .map(|own| (tokens.iter().filter(|word| own.function.contains(**word)).count(), own.language));
    counts
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .map(|(count, language)| (language, share(count)))
}

fn unsupported(language: &str) -> Error {
    Error::UnsupportedLanguage { language: language.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tests::words;

    fn read(text: &str, said: Option<&str>) -> String {
        let draft = Draft {
            text: text.to_owned(),
            language: said.map(str::to_owned),
            language_doubtful: true,
            ..Draft::default()
        };
        match of(&draft, None, words()) {
            Ok(language) => language.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn every_code_is_known_to_the_detector() {
        for lang in Lang::all() {
            assert!(CODES.iter().any(|(_, long)| *long == lang.code()), "{lang}");
        }
    }

    #[test]
    fn languages_with_a_file() {
        for (text, language) in [
            ("The company said on Monday that it will buy a stake in the bank.", "en"),
            ("Das Unternehmen teilte am Montag mit, dass es einen Anteil an der Bank kaufen wird.", "de"),
            ("Le groupe a annoncé lundi qu'il allait acheter une part de la banque dans le pays.", "fr"),
            ("Perusahaan itu mengatakan pada Senin bahwa mereka akan membeli saham bank tersebut.", "id"),
            ("Alfatech rejected Boreasoft.", "en"),
            ("Saham Nusaraya naik 3 persen.", "id"),
        ] {
            assert_eq!(read(text, None), language, "{text}");
            let checked = if text.len() > 40 { language } else { "en" };
            assert_eq!(read(text, Some("en")), checked, "{text} (said to be en)");
        }
    }

    #[test]
    fn languages_without_one() {
        for (text, language) in [
            (
                "La empresa dijo el lunes que comprará una participación en el banco, según la agencia. El acuerdo fue aprobado por los accionistas de la compañía y por el regulador del país, que no puso condiciones.",
                "Spanish",
            ),
            ("Компания сообщила в понедельник, что купит долю в банке.", "Russian"),
            ("这家公司周一表示将收购该银行的股份。", "Mandarin"),
            (
                "Het bedrijf zei maandag dat het een belang in de bank koopt. De toezichthouder heeft de overname goedgekeurd, aldus de woordvoerder van het ministerie in Den Haag, die verder geen vragen wilde beantwoorden.",
                "Dutch",
            ),
            (
                "A empresa disse na segunda-feira que vai comprar uma participação no banco. O regulador aprovou o negócio, segundo a agência, e as ações da companhia subiram na bolsa de São Paulo.",
                "Portuguese",
            ),
            (
                "La società ha detto lunedì che comprerà una quota della banca. L'autorità ha approvato l'operazione, secondo quanto riferito dall'agenzia, e le azioni del gruppo sono salite alla borsa di Milano.",
                "Italian",
            ),
        ] {
            assert_eq!(read(text, None), format!("unsupported language: {language}"));
        }
        assert_eq!(read("1, 2, 3", None), "unsupported language: unknown");
    }
}
