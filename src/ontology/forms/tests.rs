//! Words in, forms out.

use std::collections::BTreeMap;

use super::*;
use crate::model::Language;

/// A lexicon with these words; tests of rules do not depend on the files.
fn lexicon(language: &str, lists: &[(&str, &str, &[&str])]) -> Lexicon {
    let own = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let lists = lists
        .iter()
        .map(|(category, predicate, words)| (((*category).to_owned(), (*predicate).to_owned()), own(words)));
    Lexicon { language: Language::new(language).expect("a language"), lists: lists.collect::<BTreeMap<_, _>>() }
}

/// The features with which `text` occurs, whatever its particle.
fn features(forms: &[Form], text: &str) -> Option<Features> {
    let found = forms.iter().filter(|form| form.text == text && form.particle.is_none());
    found.map(|form| form.features).reduce(Features::with)
}

#[track_caller]
fn holds(forms: &[Form], texts: &[(&str, Features)]) {
    for (text, wanted) in texts {
        let found = features(forms, text);
        assert!(found.is_some_and(|found| found.has(*wanted)), "{text}: {found:?} among {forms:?}");
    }
}

#[track_caller]
fn lacks(forms: &[Form], texts: &[&str]) {
    for text in texts {
        assert!(forms.iter().all(|form| form.text != *text), "{text} among {forms:?}");
    }
}

#[test]
fn english_verbs_double_drop_and_turn_y() {
    let lexicon =
        lexicon("en", &[("Irregular", "forms", &["choose chose chosen", "hold held", "cast cast", "take took taken"])]);
    let of = Paradigms::new(&lexicon);
    holds(
        &of.verb("plan"),
        &[("planned", Features::PAST), ("planning", Features::GERUND), ("plans", Features::FINITE)],
    );
    lacks(&of.verb("plan"), &["planed", "planing"]);
    lacks(&of.verb("team"), &["teammed", "teamming"]);
    holds(&of.verb("acquire"), &[("acquired", Features::PARTICIPLE), ("acquiring", Features::GERUND)]);
    holds(
        &of.verb("deny"),
        &[("denies", Features::FINITE), ("denied", Features::PARTICIPLE), ("denying", Features::GERUND)],
    );
    lacks(&of.verb("stay"), &["staied", "staies"]);
    holds(&of.verb("agree"), &[("agreed", Features::PAST), ("agreeing", Features::GERUND)]);
    lacks(&of.verb("agree"), &["agreing", "agreeed"]);
    holds(&of.verb("tie"), &[("tying", Features::GERUND), ("tied", Features::PAST)]);
    holds(&of.verb("equip"), &[("equipped", Features::PAST)]);
    holds(&of.verb("offer"), &[("offered", Features::PAST)]);
    holds(&of.verb("reach"), &[("reaches", Features::FINITE)]);
    holds(&of.verb("panic"), &[("panicked", Features::PAST)]);
    let choose = of.verb("choose");
    holds(&choose, &[("chose", Features::PAST), ("chosen", Features::PARTICIPLE), ("choosing", Features::GERUND)]);
    lacks(&choose, &["choosed"]);
    assert!(!features(&choose, "chosen").expect("a form").has(Features::PAST));
    holds(&of.verb("uphold"), &[("upheld", Features::PARTICIPLE)]);
    holds(&of.verb("broadcast"), &[("broadcast", Features::PAST), ("broadcasting", Features::GERUND)]);
}

#[test]
fn english_words_of_several_parts() {
    let lexicon =
        lexicon("en", &[("Irregular", "forms", &["take took taken"]), ("Preposition", "word", &["of", "in"])]);
    let of = Paradigms::new(&lexicon);
    holds(&of.verb("turn down"), &[("turned down", Features::PARTICIPLE), ("turns down", Features::FINITE)]);
    holds(&of.verb("take over"), &[("took over", Features::PAST), ("taken over", Features::PARTICIPLE)]);
    holds(&of.noun("joint venture"), &[("joint ventures", Features::PLURAL)]);
    holds(&of.noun("head of state"), &[("heads of state", Features::PLURAL)]);
    holds(&of.noun("subsidiary"), &[("subsidiaries", Features::PLURAL)]);
    holds(&of.noun("spokesman"), &[("spokesmen", Features::PLURAL)]);
    let any = of.any("deal");
    holds(&any, &[("deals", Features::PLURAL.with(Features::FINITE)), ("dealing", Features::GERUND)]);
}

fn german() -> Lexicon {
    lexicon(
        "de",
        &[
            (
                "Irregular",
                "forms",
                &[
                    "schließen schließt schloss schlösse geschlossen",
                    "nehmen nimmt nahm nähme genommen",
                    "geben gibt gab gäbe gegeben",
                    "gehen ging gegangen",
                    "bringen brachte brächte gebracht",
                    "kennen kannte gekannt",
                    "halten hält hielt gehalten",
                    "bieten bot geboten",
                    "Markt Märkte Märkten Marktes Markts",
                ],
            ),
            (
                "SeparablePrefix",
                "word",
                &["ab", "an", "auf", "ein", "über", "vor", "wieder", "zu", "zurück", "zusammen"],
            ),
            ("InseparablePrefix", "word", &["be", "emp", "ent", "er", "ge", "über", "ver", "zer"]),
        ],
    )
}

#[test]
fn german_separable_verbs_part_and_join() {
    let lexicon = german();
    let of = Paradigms::new(&lexicon);
    let forms = of.verb("abschließen");
    holds(
        &forms,
        &[
            ("abschließen", Features::INFINITIVE),
            ("abschließt", Features::FINITE),
            ("abgeschlossen", Features::PARTICIPLE),
            ("abzuschließen", Features::ZU),
            ("abschließend", Features::GERUND),
            ("abgeschlossenen", Features::ADJECTIVAL),
            ("abschloss", Features::PAST),
        ],
    );
    for (text, wanted) in [
        ("schließt", Features::FINITE),
        ("schloss", Features::PAST),
        ("schlossen", Features::PAST),
        ("schließe", Features::CONJUNCTIVE),
        ("schlösse", Features::CONDITIONAL),
    ] {
        let form = forms.iter().find(|form| form.text == text).unwrap_or_else(|| panic!("{text} is missing"));
        assert_eq!(form.particle.as_deref(), Some("ab"));
        assert!(form.features.has(wanted.with(Features::SPLIT)), "{form:?}");
    }
    lacks(&forms, &["geabschließt", "abschließte", "geschlossen"]);
    let refuse = of.verb("ablehnen");
    holds(&refuse, &[("abgelehnt", Features::PARTICIPLE), ("ablehnte", Features::PAST), ("abzulehnen", Features::ZU)]);
    assert!(refuse.iter().any(|form| form.text == "lehnte" && form.particle.as_deref() == Some("ab")));
    holds(&of.verb("anerkennen"), &[("anerkannt", Features::PARTICIPLE), ("anzuerkennen", Features::ZU)]);
    let resume = of.verb("wiederaufnehmen");
    holds(&resume, &[("wiederaufgenommen", Features::PARTICIPLE), ("wiederaufzunehmen", Features::ZU)]);
}

#[test]
fn german_prefixes_that_stay() {
    let lexicon = german();
    let of = Paradigms::new(&lexicon);
    holds(
        &of.verb("beschließen"),
        &[("beschlossen", Features::PARTICIPLE.with(Features::PAST)), ("beschließt", Features::FINITE)],
    );
    lacks(&of.verb("beschließen"), &["gebeschlossen"]);
    let take = of.verb("übernehmen");
    holds(
        &take,
        &[("übernimmt", Features::FINITE), ("übernommen", Features::PARTICIPLE), ("übernahmen", Features::PAST)],
    );
    holds(&of.verb("ergeben"), &[("ergeben", Features::PARTICIPLE), ("ergab", Features::PAST)]);
    holds(&of.verb("verkaufen"), &[("verkauft", Features::PARTICIPLE), ("verkaufte", Features::PAST)]);
    lacks(&of.verb("verkaufen"), &["geverkauft"]);
    holds(&of.verb("einigen"), &[("geeinigt", Features::PARTICIPLE), ("einigten", Features::PAST)]);
    holds(&of.verb("kritisieren"), &[("kritisiert", Features::PARTICIPLE), ("kritisierte", Features::PAST)]);
    holds(&of.verb("vorbereiten"), &[("vorbereitet", Features::PARTICIPLE), ("vorzubereiten", Features::ZU)]);
    holds(&of.verb("öffnen"), &[("öffnet", Features::FINITE), ("geöffnet", Features::PARTICIPLE)]);
    holds(&of.verb("fördern"), &[("fördert", Features::FINITE), ("gefördert", Features::PARTICIPLE)]);
    holds(&of.verb("warnen"), &[("warnt", Features::FINITE), ("gewarnt", Features::PARTICIPLE)]);
    holds(&of.verb("bringen"), &[("brachten", Features::PAST), ("brächte", Features::CONDITIONAL)]);
    holds(&of.verb("halten"), &[("hält", Features::FINITE), ("hielten", Features::PAST)]);
    lacks(&of.verb("in Betracht ziehen"), &["in betracht zieht", "ins"]);
}

#[test]
fn german_nouns() {
    let lexicon = german();
    let of = Paradigms::new(&lexicon);
    holds(
        &of.noun("Vertrag"),
        &[("verträge", Features::PLURAL), ("verträgen", Features::PLURAL), ("vertrags", Features::GENITIVE)],
    );
    holds(&of.noun("Kooperation"), &[("kooperationen", Features::PLURAL)]);
    lacks(&of.noun("Kooperation"), &["kooperations", "kooperationer"]);
    holds(&of.noun("Vorsitzende"), &[("vorsitzender", Features::NOUN), ("vorsitzenden", Features::NOUN)]);
    holds(&of.noun("Vorsitzender"), &[("vorsitzende", Features::NOUN), ("vorsitzenden", Features::NOUN)]);
    holds(&of.noun("Gründerin"), &[("gründerinnen", Features::PLURAL)]);
    holds(&of.noun("Markt"), &[("märkte", Features::PLURAL), ("marktes", Features::GENITIVE)]);
    holds(
        &of.noun("Haus"),
        &[("häuser", Features::PLURAL), ("häusern", Features::PLURAL), ("hauses", Features::GENITIVE)],
    );
}

#[test]
fn french_verbs_keep_their_sound() {
    let lexicon = lexicon("fr", &[("Reflexive", "word", &["se", "s'"])]);
    let of = Paradigms::new(&lexicon);
    holds(&of.verb("s'associer"), &[("associe", Features::FINITE), ("associés", Features::PARTICIPLE)]);
    holds(
        &of.verb("se rendre"),
        &[("rendu", Features::PARTICIPLE), ("rendent", Features::FINITE), ("rendait", Features::PAST)],
    );
    holds(
        &of.verb("s’engager"),
        &[("engageait", Features::PAST), ("engageons", Features::FINITE), ("engagea", Features::PAST)],
    );
    holds(
        &of.verb("annoncer"),
        &[("annonçait", Features::PAST), ("annoncera", Features::FINITE), ("annoncerait", Features::CONDITIONAL)],
    );
    holds(
        &of.verb("acheter"),
        &[("achète", Features::FINITE), ("achètera", Features::FINITE), ("achetées", Features::PARTICIPLE)],
    );
    holds(&of.verb("rejeter"), &[("rejette", Features::FINITE), ("rejetterait", Features::CONDITIONAL)]);
    holds(&of.verb("céder"), &[("cède", Features::FINITE), ("cédera", Features::FINITE)]);
    holds(&of.verb("employer"), &[("emploie", Features::FINITE), ("emploiera", Features::FINITE)]);
    holds(&of.verb("renvoyer"), &[("renverra", Features::FINITE)]);
    holds(
        &of.verb("investir"),
        &[("investit", Features::PAST), ("investissant", Features::GERUND), ("investissent", Features::FINITE)],
    );
    holds(&of.verb("produire"), &[("produisent", Features::FINITE), ("produites", Features::PARTICIPLE)]);
    holds(
        &of.verb("atteindre"),
        &[("atteint", Features::PARTICIPLE.with(Features::FINITE)), ("atteignait", Features::PAST)],
    );
    holds(&of.verb("mettre fin"), &[("mettra fin", Features::FINITE)]);
    lacks(&of.verb("annoncer"), &["annoncait"]);
}

#[test]
fn french_irregular_lists_are_completed_and_derived_from() {
    let list = "tenir tient tiennent tenait tenaient tint tinrent tiendra tiendront tiendrait tiendraient tenu tenue tenus tenues tenant";
    let lexicon = lexicon("fr", &[("Irregular", "forms", &[list])]);
    let of = Paradigms::new(&lexicon);
    let hold = of.verb("détenir");
    holds(
        &hold,
        &[
            ("détient", Features::FINITE),
            ("détiendra", Features::FINITE),
            ("détiendraient", Features::CONDITIONAL),
            ("détenait", Features::PAST),
            ("détenue", Features::PARTICIPLE),
            ("détenant", Features::GERUND),
            ("détenons", Features::FINITE),
            ("détienne", Features::FINITE),
        ],
    );
    assert!(!features(&hold, "détiendrait").expect("a form").has(Features::PAST));
}

#[test]
fn french_nouns_have_plural_and_feminine() {
    let lexicon = lexicon("fr", &[("Preposition", "word", &["de", "en"])]);
    let of = Paradigms::new(&lexicon);
    holds(&of.noun("fondateur"), &[("fondatrice", Features::NOUN), ("fondatrices", Features::PLURAL)]);
    holds(&of.noun("président"), &[("présidente", Features::NOUN), ("présidents", Features::PLURAL)]);
    holds(&of.noun("directeur"), &[("directrice", Features::NOUN)]);
    holds(
        &of.noun("directeur général"),
        &[("directrice générale", Features::NOUN), ("directeurs généraux", Features::PLURAL)],
    );
    holds(&of.noun("prise de contrôle"), &[("prises de contrôle", Features::PLURAL)]);
    holds(&of.noun("chiffre d'affaires"), &[("chiffres d'affaires", Features::PLURAL)]);
    holds(&of.noun("bureau"), &[("bureaux", Features::PLURAL)]);
    lacks(&of.noun("investissement"), &["investissemente"]);
}

#[test]
fn indonesian_voices() {
    let lexicon = lexicon("id", &[("Loan", "word", &["proses", "klaim", "kaji", "transfer"])]);
    let of = Paradigms::new(&lexicon);
    for (base, active) in [
        ("luncurkan", "meluncurkan"),
        ("tolak", "menolak"),
        ("setujui", "menyetujui"),
        ("pilih", "memilih"),
        ("kritik", "mengkritik"),
        ("kaji", "mengkaji"),
        ("prosesi", "memprosesi"),
        ("transfer", "mentransfer"),
        ("syukuri", "mensyukuri"),
        ("beli", "membeli"),
        ("gugat", "menggugat"),
        ("akuisisi", "mengakuisisi"),
        ("jual", "menjual"),
        ("cek", "mengecek"),
        ("perbaiki", "memperbaiki"),
        ("nyatakan", "menyatakan"),
        ("veto", "memveto"),
    ] {
        let forms = of.verb(base);
        holds(&forms, &[(active, Features::ACTIVE), (&format!("di{base}"), Features::PASSIVE), (base, Features::BARE)]);
        holds(&forms, &[(&format!("{active}nya"), Features::CLITIC.with(Features::ACTIVE))]);
    }
    lacks(&of.verb("kaji"), &["mengaji"]);
    lacks(&of.verb("tolak"), &["mentolak"]);
    holds(
        &of.verb("ambil alih"),
        &[("mengambil alih", Features::ACTIVE), ("diambil alih", Features::PASSIVE), ("ambil alih", Features::BARE)],
    );
    holds(&of.verb("bekerja sama"), &[("bekerja sama", Features::ACTIVE)]);
    holds(&of.verb("berinvestasi"), &[("berinvestasi", Features::ACTIVE)]);
    holds(&of.verb("berikan"), &[("memberikan", Features::ACTIVE), ("berikan", Features::BARE)]);
    holds(&of.noun("perusahaan"), &[("perusahaannya", Features::CLITIC), ("perusahaan-perusahaan", Features::PLURAL)]);
    holds(
        &of.noun("anak perusahaan"),
        &[("anak perusahaannya", Features::CLITIC), ("anak-anak perusahaan", Features::PLURAL)],
    );
}

#[test]
fn a_language_without_rules_has_its_lists() {
    let lexicon = lexicon("eo", &[("Irregular", "forms", &["esti estas estis"])]);
    let of = Paradigms::new(&lexicon);
    let texts = |forms: Vec<Form>| forms.into_iter().map(|form| form.text).collect::<Vec<_>>();
    assert_eq!(texts(of.verb("esti")), ["estas", "esti", "estis"]);
    assert_eq!(texts(of.noun("domo")), ["domo"]);
}

#[test]
fn odd_lemmas_do_no_harm() {
    for language in ["en", "de", "fr", "id", "xx"] {
        let lexicon = lexicon(language, &[("Reflexive", "word", &["se"]), ("SeparablePrefix", "word", &["ab", ""])]);
        let of = Paradigms::new(&lexicon);
        for lemma in
            ["", " ", "é", "e", "y", "ß", "'", "se ", "a b c", "中文", "-", "ab", "qu", "ie", "er", "ir", "re", "x'y"]
        {
            let (verb, noun, any) = (of.verb(lemma), of.noun(lemma), of.any(lemma));
            assert!(any.len() <= verb.len() + noun.len());
            assert!(any.windows(2).all(|pair| pair[0] < pair[1]), "{lemma} in {language}: {any:?}");
        }
    }
}
