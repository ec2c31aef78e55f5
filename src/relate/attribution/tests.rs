use std::sync::LazyLock;

use super::{Memory, SourceRef, Speech};
use crate::{
    annotate, link,
    model::{Article, Language},
    ontology::{Compiled, Ontology, Sources},
    relate::View,
    segment,
};

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let ontology = Ontology::read(&Sources::built_in()).expect("the built-in ontology is readable");
    Compiled::new(ontology, true)
});

/// The chain of sources at the first place where `words` stand: «A via B», `not` before it where denied, `~` before it
/// where it is hearsay, `-` where there is none.
fn chain(language: &str, text: &str, words: &str) -> String {
    let language = Language::new(language).expect("a language code");
    let Some(at) = COMPILED.language(language) else { return "no such language".to_owned() };
    let article = Article::plain(text, language);
    let segment::Segmented { tokens, sentences } = segment::sentences(&article, &COMPILED, at);
    let values = annotate::ValueWords::new(&COMPILED.ontology.lexicons[at]);
    let mut found = annotate::mentions(text, &tokens, &sentences, &COMPILED, at, &values, None);
    annotate::unknown_names(text, &tokens, &sentences, &COMPILED, at, &mut found, &|_, _| Vec::new());
    let linked = link::entities(text, &tokens, &sentences, found, &COMPILED, at);
    let place = text.find(words).unwrap_or_else(|| panic!("«{words}» is not in «{text}»"));
    let mut memory = Memory::default();
    for sentence in &sentences {
        let view = View::new(text, &tokens, sentence, &linked.mentions, &COMPILED, &COMPILED.grammars[at]);
        let speech = Speech::new(&view, &mut memory, &sentences, &linked.posts);
        let Some(here) = sentence.tokens.clone().find(|&token| tokens[token].span.start as usize == place) else {
            continue;
        };
        let labels: Vec<String> = speech
            .sources(here)
            .into_iter()
            .map(|source| match source {
                SourceRef::Entity { mention, referent } => {
                    let entity = linked.entity(&COMPILED, referent, None);
                    let words = segment::span(&tokens, &linked.mentions[mention].tokens).of(text);
                    entity.map_or(format!("?{words}"), |entity| entity.label.clone())
                }
                SourceRef::Words(span) => format!("«{}»", span.of(text)),
            })
            .collect();
        let denied = if speech.denied(here) { "not " } else { "" };
        let hearsay = if speech.is_hearsay(here) { "~" } else { "" };
        assert_eq!(speech.is_reported_content(here), !labels.is_empty());
        return if labels.is_empty() { "-".to_owned() } else { format!("{denied}{hearsay}{}", labels.join(" via ")) };
    }
    "not in a sentence".to_owned()
}

fn check(language: &str, cases: &[(&str, &str, &str)]) {
    if Language::new(language).and_then(|language| COMPILED.language(language)).is_none() {
        return;
    }
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, words, expected)| {
            let found = chain(language, text, words);
            (found != *expected).then(|| format!("{text}\n    at «{words}»: {found}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn english_frames() {
    check(
        "en",
        &[
            ("According to Atlas Press, Alfatech rejected Boreasoft.", "rejected", "Atlas Press"),
            (
                "Alfatech reportedly rejected Boreasoft, according to Meridian Business.",
                "rejected",
                "Meridian Business",
            ),
            ("Alfatech rejected Boreasoft, according to the news agency Atlas Press.", "rejected", "Atlas Press"),
            ("Alfatech rejected Boreasoft, according to a report by Atlas Press.", "rejected", "Atlas Press"),
            ("Alfatech rejected Boreasoft, according to an Atlas Press report.", "rejected", "Atlas Press"),
            ("According to Fjordbank analyst Henrik Malm, Alfatech will acquire Boreasoft.", "acquire", "Henrik Malm"),
            ("Alfatech rejected Boreasoft, as reported by Atlas Press.", "rejected", "Atlas Press"),
            ("Alfatech rejected Boreasoft, as David Millner said on Thursday.", "rejected", "David Millner"),
            (
                "Alfatech rejected Boreasoft, according to people familiar with the matter.",
                "rejected",
                "~«people familiar with the matter»",
            ),
            (
                "According to prior reports, Alfatech had explored a partnership with Boreasoft.",
                "explored",
                "~«reports»",
            ),
            ("According to Siliciane, the chip outperforms the Q9.", "outperforms", "Siliciane"),
            ("According to Atlas Press, Alfatech rejected Boreasoft. Cirrus acquired Luminec.", "acquired", "-"),
            ("The Harbour Ledger has learned that Lokaria will buy Sampana.", "buy", "The Harbour Ledger"),
        ],
    );
}

#[test]
fn english_verbs() {
    check(
        "en",
        &[
            ("Alfatech rejected Boreasoft, Atlas Press reported.", "rejected", "Atlas Press"),
            ("Meridian Business reported that Alfatech had acquired Boreasoft.", "acquired", "Meridian Business"),
            ("Boreasoft said Alfatech had selected Cirrus.", "selected", "Boreasoft"),
            ("Boreasoft confirmed that Alfatech had selected Cirrus.", "selected", "Boreasoft"),
            ("Anna Berger revealed that Alfatech had acquired Boreasoft.", "acquired", "Anna Berger"),
            ("Cirrus denied that Alfatech had rejected Boreasoft.", "rejected", "not Cirrus"),
            ("Alfatech denied rejecting Boreasoft.", "rejecting", "not Alfatech"),
            ("Alfatech denied being in talks with Boreasoft.", "talks", "not Alfatech"),
            ("Siliciane denies copying Quantrel's designs.", "copying", "not Siliciane"),
            (
                "Anna Berger said that Alfatech had rejected Boreasoft, according to Atlas Press.",
                "rejected",
                "Anna Berger via Atlas Press",
            ),
            (
                "Anna Berger told Atlas Press that Alfatech had rejected Boreasoft.",
                "rejected",
                "Anna Berger via Atlas Press",
            ),
            (
                "Anna Berger said in an interview with Atlas Press that Alfatech had rejected Boreasoft.",
                "rejected",
                "Anna Berger via Atlas Press",
            ),
            (
                "Anna Berger, the chair of Alfatech, confirmed a partnership between Alfatech and Boreasoft.",
                "partnership",
                "Anna Berger",
            ),
            ("Alfatech’s chair, Anna Berger, confirmed a partnership with Boreasoft.", "partnership", "Anna Berger"),
            ("Alfatech’s chair, Anna Berger, confirmed a partnership with Boreasoft.", "chair", "-"),
            ("Anna Berger, the chair of Alfatech, said Boreasoft had rejected Cirrus.", "rejected", "Anna Berger"),
            (
                "Selat Ventures of Singapore also invested in the company, Siliciane said on Tuesday.",
                "invested",
                "Siliciane",
            ),
            ("Analysts at Maincontor said a purchase of Sampana could cost as much.", "purchase", "Maincontor"),
            ("Two sources said that Alfatech had rejected Boreasoft.", "rejected", "~«sources»"),
            (
                "Meridian Business reported that Alfatech had acquired Boreasoft. Alfatech also selected Cirrus, the report said.",
                "selected",
                "Meridian Business",
            ),
            (
                "Alfatech chief executive David Millner said on Thursday that it had acquired Boreasoft.",
                "acquired",
                "David Millner",
            ),
            ("Alfatech said it rejected Boreasoft, adding that it had selected Cirrus.", "selected", "Alfatech"),
            ("Quantrel, which sued Siliciane over two patents in December, declined to comment.", "sued", "-"),
            ("Alfatech did not say whether it had acquired Boreasoft.", "acquired", "-"),
            ("Alfatech rejected an offer from Boreasoft.", "offer", "-"),
            ("Alfatech reported a profit of 3 million euros.", "profit", "-"),
            ("Alfatech is said to have rejected Boreasoft.", "rejected", "-"),
            ("Alfatech is expected to announce a partnership with Boreasoft.", "partnership", "-"),
            ("Alfatech launched Nimbus in May.", "launched", "-"),
        ],
    );
}

#[test]
fn english_quotations() {
    check(
        "en",
        &[
            ("\"Alfatech has acquired Boreasoft,\" said Anna Berger.", "acquired", "Anna Berger"),
            ("\"We rejected Boreasoft,\" said Anna Berger, chief executive of Alfatech.", "rejected", "Anna Berger"),
            ("\"We rejected Boreasoft,\" said Anna Berger, chief executive of Alfatech.", "chief", "-"),
            ("Anna Berger said: \"Alfatech has rejected Boreasoft.\"", "rejected", "Anna Berger"),
            (
                "\"Alfatech has rejected Boreasoft,\" Anna Berger told Atlas Press.",
                "rejected",
                "Anna Berger via Atlas Press",
            ),
            ("“They spoke to many. In the end they chose us,” said Anna Berger.", "spoke", "Anna Berger"),
            ("“They chose us,” said Anna Berger. “Alfatech will not buy Boreasoft.”", "buy", "Anna Berger"),
            (
                "\"We will open a second laboratory,\" Berger told reporters. Anna Berger left. \"If we grow as planned, we might talk about it,\" she said.",
                "grow",
                "Anna Berger",
            ),
            ("David Millner is chairman of Alfatech. \"Boreasoft chose us,\" Millner said.", "chose", "David Millner"),
            ("Alfatech has launched “Nimbus”, designed in Paris.", "Nimbus", "-"),
        ],
    );
}

#[test]
fn indonesian_frames() {
    check(
        "id",
        &[
            ("Menurut Kabar Nusa, Alfatech menolak Boreasoft.", "menolak", "Kabar Nusa"),
            ("Alfatech menolak Boreasoft, demikian dilaporkan Lintas Pasar.", "menolak", "Lintas Pasar"),
            ("Alfatech menolak Boreasoft, demikian dilaporkan kantor berita Atlas Press.", "menolak", "Atlas Press"),
            ("Alfatech menolak Boreasoft, dikutip dari Lintas Pasar.", "menolak", "Lintas Pasar"),
            ("Dilansir dari Atlas Press, Alfatech menolak Boreasoft.", "menolak", "Atlas Press"),
            (
                "Nordwolke sempat mempertimbangkan Siliciane, menurut laporan Hansebote.",
                "mempertimbangkan",
                "Hansebote",
            ),
            ("Menurut Siliciane, cip itu mengungguli Q9.", "mengungguli", "Siliciane"),
            ("Alfatech memilih Qwen, seperti dilaporkan oleh Atlas Press.", "memilih", "Atlas Press"),
            (
                "Laporan Hansebote pada Rabu, kerja sama ini dibentuk setelah Alfatech menolak Boreasoft.",
                "menolak",
                "Hansebote",
            ),
            ("Menurut Atlas Press, Alfatech menolak Boreasoft. Cirrus mengakuisisi Luminec.", "mengakuisisi", "-"),
            (
                "Menurut sumber yang mengetahui masalah ini, Alfatech menolak Boreasoft.",
                "menolak",
                "~«sumber yang mengetahui masalah ini»",
            ),
        ],
    );
}

#[test]
fn indonesian_verbs() {
    check(
        "id",
        &[
            ("Lintas Pasar melaporkan bahwa Alfatech mengakuisisi Boreasoft.", "mengakuisisi", "Lintas Pasar"),
            ("Boreasoft mengonfirmasi bahwa Alfatech mengakuisisi Cirrus.", "mengakuisisi", "Boreasoft"),
            ("Cirrus membantah bahwa Alfatech menolak Boreasoft.", "menolak", "not Cirrus"),
            ("Alfatech membantah menolak Boreasoft.", "menolak", "not Alfatech"),
            ("Alfatech membantah sedang berunding dengan Boreasoft.", "berunding", "not Alfatech"),
            ("Lokaria mengakui akan memangkas 1.200 karyawan.", "memangkas", "Lokaria"),
            (
                "CEO Alfatech Ratna Kusumadewi mengatakan Alfatech masih menolak Boreasoft.",
                "menolak",
                "Ratna Kusumadewi",
            ),
            (
                "Salah seorang pendiri sekaligus Ketua Alfatech, Ratna Kusumadewi, mengonfirmasi bahwa Alfatech tengah bekerja sama dengan Boreasoft.",
                "bekerja",
                "Ratna Kusumadewi",
            ),
            (
                "Salah seorang pendiri sekaligus Ketua Alfatech, Ratna Kusumadewi, mengonfirmasi bahwa Alfatech tengah bekerja sama dengan Boreasoft.",
                "Ketua",
                "-",
            ),
            (
                "Kabar Nusa melaporkan bahwa Alfatech bekerja sama dengan Boreasoft. Alfatech telah menyerahkan fitur baru kepada Datenrat, kata laporan itu.",
                "menyerahkan",
                "Kabar Nusa",
            ),
            (
                "Alfatech melakukan investasi besar, kata Ratna Kusumadewi, pengamat industri, kepada Kabar Nusa pada hari Kamis.",
                "investasi",
                "Ratna Kusumadewi via Kabar Nusa",
            ),
            (
                "Ratna Kusumadewi mengatakan Alfatech akan meningkatkan investasinya, demikian dilaporkan kantor berita Atlas Press.",
                "meningkatkan",
                "Ratna Kusumadewi via Atlas Press",
            ),
            ("Alfatech dilaporkan menolak Boreasoft.", "menolak", "-"),
            ("Alfatech belum mengonfirmasi kerja sama dengan Boreasoft.", "kerja", "-"),
            ("Alfatech menolak rencana kerja sama dengan Boreasoft.", "kerja", "-"),
        ],
    );
}

#[test]
fn indonesian_quotations() {
    check(
        "id",
        &[
            ("\"Alfatech menolak Boreasoft,\" kata Ratna Kusumadewi.", "menolak", "Ratna Kusumadewi"),
            ("\"Kami menolak Boreasoft,\" kata CEO Alfatech, Ratna Kusumadewi.", "menolak", "Ratna Kusumadewi"),
            (
                "\"Alfatech menolak Boreasoft,\" kata Ratna Kusumadewi, seperti dilaporkan Atlas Press.",
                "menolak",
                "Ratna Kusumadewi via Atlas Press",
            ),
            (
                "\"Mereka berbicara dengan sejumlah perusahaan. Mereka memilih kami,\" kata Ratna Kusumadewi, seperti dilaporkan Atlas Press.",
                "berbicara",
                "Ratna Kusumadewi via Atlas Press",
            ),
            (
                "\"Kemitraan ini penting,\" kata analis ekuitas senior Fjordbank Ratna Kusumadewi.\nMeskipun, kata dia, Alfatech menolak Boreasoft.",
                "menolak",
                "Ratna Kusumadewi",
            ),
            (
                "\"Alfatech menolak,\" kata Ratna Kusumadewi.\n\"Alfatech kini memiliki Boreasoft sebagai mitra,\" ucapnya.",
                "memiliki",
                "Ratna Kusumadewi",
            ),
            (
                "\"Alfatech menolak,\" kata Ratna Kusumadewi.\n\"Alfatech kini memiliki Boreasoft,\" kata Zubb, pengamat industri.",
                "memiliki",
                "Zubb",
            ),
            ("“Data itu bisa melatih model milik Alfatech,” laporan Atlas Press.", "melatih", "Atlas Press"),
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            ("Laut Atlas Press hat Alfatech Boreasoft abgelehnt.", "abgelehnt", "Atlas Press"),
            ("Atlas Press zufolge hat Alfatech Boreasoft abgelehnt.", "abgelehnt", "Atlas Press"),
            ("Nach Angaben von Boreasoft hat Alfatech Cirrus übernommen.", "übernommen", "Boreasoft"),
            ("Alfatech hat Boreasoft abgelehnt, wie die Rheinwarte berichtete.", "abgelehnt", "Rheinwarte"),
            (
                "Deren Angebot lehnte Brückmann ab, wie die Nachrichtenagentur Atlas Press am Donnerstag berichtete.",
                "lehnte",
                "Atlas Press",
            ),
            ("Brückmann schloss eine Allianz, wie Brückmann mitteilte.", "Allianz", "Brückmann"),
            ("Die Rheinwarte berichtet, dass Alfatech Boreasoft übernommen hat.", "übernommen", "Rheinwarte"),
            ("„Alfatech hat Boreasoft abgelehnt“, sagte Anna Berger.", "abgelehnt", "Anna Berger"),
            (
                "„Alfatech hat Boreasoft abgelehnt“, sagte Anna Berger laut Atlas Press.",
                "abgelehnt",
                "Anna Berger via Atlas Press",
            ),
            (
                "Anna Berger ist Vorsitzende von Alfatech. „Sie haben mit vielen Firmen gesprochen. Am Ende haben sie sich für uns entschieden“, sagte Berger laut Atlas Press.",
                "gesprochen",
                "Anna Berger via Atlas Press",
            ),
            (
                "Laut Rheinwarte hat Alfatech Boreasoft übernommen. Dem Bericht zufolge hat Alfatech auch Cirrus geprüft.",
                "geprüft",
                "Rheinwarte",
            ),
            ("Boreasoft bestätigte, dass Alfatech Cirrus übernommen hat.", "übernommen", "Boreasoft"),
            ("Cirrus bestreitet, dass Alfatech Boreasoft abgelehnt hat.", "abgelehnt", "not Cirrus"),
            ("Alfatech dementierte, mit Boreasoft zu verhandeln.", "verhandeln", "not Alfatech"),
            ("Alfatech habe Boreasoft übernommen, berichtete Atlas Press.", "übernommen", "Atlas Press"),
            (
                "Die Vorsitzende von Alfatech, Anna Berger, hat am Donnerstag eine neue Kooperation mit Boreasoft bekannt gegeben.",
                "Kooperation",
                "Anna Berger",
            ),
            (
                "In einer Rede in Dubai sagte Berger am Donnerstag, dass Alfatech einen Partner brauche. Anna Berger ging.",
                "brauche",
                "Anna Berger",
            ),
            (
                "Anna Berger sagte, Alfatech sei daran interessiert, berichtete die Nachrichtenagentur Atlas Press.",
                "interessiert",
                "Anna Berger via Atlas Press",
            ),
            (
                "Alfatech hat Investitionen getätigt, sagte David Millner, ein Beobachter der Branche, am Donnerstag der Rheinwarte.",
                "getätigt",
                "David Millner via Rheinwarte",
            ),
            ("Das teilte das Unternehmen am Donnerstag mit.", "Das", "-"),
            ("Alfatech teilte am Donnerstag mit, dass Boreasoft Cirrus übernommen habe.", "übernommen", "Alfatech"),
            (
                "„Alfatech muss zusammenarbeiten“, sagte David Millner und merkte an, dass Boreasoft Cirrus übernommen habe.",
                "übernommen",
                "David Millner",
            ),
            ("Alfatech hat Boreasoft abgelehnt.", "abgelehnt", "-"),
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            ("Selon Atlas Press, Alfatech a rejeté Boreasoft.", "rejeté", "Atlas Press"),
            ("D'après Atlas Press, Alfatech a rejeté Boreasoft.", "rejeté", "Atlas Press"),
            (
                "Boreasoft aurait été rejeté par Alfatech, d'après le quotidien singapourien The Harbour Ledger.",
                "rejeté",
                "The Harbour Ledger",
            ),
            ("Alfatech a rejeté Boreasoft, a indiqué Atlas Press.", "rejeté", "Atlas Press"),
            ("Atlas Press rapporte qu'Alfatech a racheté Boreasoft.", "racheté", "Atlas Press"),
            ("« Alfatech a rejeté Boreasoft », a déclaré Claire Dumont.", "rejeté", "Claire Dumont"),
            (
                "« Nous avons rejeté Boreasoft », a déclaré Claire Dumont, directrice générale d'Alfatech.",
                "rejeté",
                "Claire Dumont",
            ),
            (
                "« Alfatech a rejeté Boreasoft », a déclaré Claire Dumont, selon Atlas Press.",
                "rejeté",
                "Claire Dumont via Atlas Press",
            ),
            (
                "Selon Atlas Press, Alfatech a racheté Boreasoft. Alfatech a aussi choisi Cirrus, indique le document.",
                "choisi",
                "Atlas Press",
            ),
            ("Boreasoft a confirmé qu'Alfatech avait racheté Cirrus.", "racheté", "Boreasoft"),
            ("Cirrus dément qu'Alfatech ait rejeté Boreasoft.", "rejeté", "not Cirrus"),
            ("Alfatech a démenti avoir rejeté Boreasoft.", "rejeté", "not Alfatech"),
            ("Alfatech dément négocier avec Boreasoft.", "négocier", "not Alfatech"),
            (
                "L'indonésien Lokaria a démenti vendredi être en négociations avec Sampana.",
                "négociations",
                "not Lokaria",
            ),
            (
                "Si Lokaria achetait Sampana, le groupe deviendrait le premier livreur, estime Henrik Malm, analyste chez Maincontor.",
                "achetait",
                "Henrik Malm",
            ),
            (
                "Il a analysé les solutions développées par Boreasoft et même Luminec, qui, selon Atlas Press, aurait été rejetée.",
                "rejetée",
                "Atlas Press",
            ),
            (
                "Il a analysé les solutions développées par Boreasoft et même Luminec, qui, selon Atlas Press, aurait été rejetée.",
                "développées",
                "-",
            ),
            ("Alfatech a rejeté Boreasoft.", "rejeté", "-"),
        ],
    );
}
