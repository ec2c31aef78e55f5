//! Sentences in, dates out.

use super::*;
use crate::annotate::testing::{lexicon, tokens};

/// Every date as `words=value`, read on Thursday, 13 February 2025.
fn found(language: &str, text: &str, published: Option<Date>) -> Vec<String> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    dates(text, &tokens, 0..tokens.len(), published, &DateWords::new(lexicon(language)), &mut out);
    let shown = out.iter().filter_map(|mention| {
        let MentionKind::Date(date) = mention.kind else { return None };
        let span = tokens[mention.tokens.start].span.join(tokens[mention.tokens.end - 1].span);
        let value = date.map_or("?".to_owned(), |date| date.to_string());
        Some(format!("{}={value}", span.of(text)))
    });
    shown.collect()
}

#[track_caller]
fn check(language: &str, cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, wanted)| (text, wanted, found(language, text, Date::day(2025, 2, 13))))
        .filter(|(_, wanted, found)| found != *wanted)
        .map(|(text, wanted, found)| format!("{text}\n  wanted {wanted:?}\n  found  {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn english() {
    check(
        "en",
        &[
            ("It closed on 13 February 2025.", &["13 February 2025=2025-02-13"]),
            ("It closed on February 13, 2025.", &["February 13, 2025=2025-02-13"]),
            ("It closed on Feb. 13, 2025.", &["Feb. 13, 2025=2025-02-13"]),
            ("It closed on Thursday, February 13.", &["Thursday, February 13=2025-02-13"]),
            ("It closed on the 5th of October 2024.", &["5th of October 2024=2024-10-05"]),
            ("It closed on December 20th.", &["December 20th=2024-12-20"]),
            ("It closed on 2025-02-13.", &["2025-02-13=2025-02-13"]),
            ("It closed on 17/02/2025.", &["17/02/2025=2025-02-17"]),
            ("It closed on 02/17/2025.", &["02/17/2025=2025-02-17"]),
            ("It closed on 02/03/2025.", &["02/03/2025=?"]),
            ("It closed in October 2024.", &["October 2024=2024-10"]),
            ("It closed last October.", &["last October=2024-10"]),
            ("It closed in October last year.", &["October last year=2024-10"]),
            ("It closed in January.", &["January=2025-01"]),
            ("It closed in May.", &["May=2025-05"]),
            ("It may close.", &[]),
            ("May it close.", &[]),
            ("It said so on Thursday.", &["Thursday=2025-02-13"]),
            ("It said so on Tuesday.", &["Tuesday=2025-02-11"]),
            ("It said so last Thursday.", &["last Thursday=2025-02-06"]),
            ("It will do so next Tuesday.", &["next Tuesday=2025-02-18"]),
            ("It said so on Monday last week.", &["Monday last week=2025-02-03"]),
            ("It said so today.", &["today=2025-02-13"]),
            ("Yesterday it fell.", &["Yesterday=2025-02-12"]),
            ("It will open tomorrow.", &["tomorrow=2025-02-14"]),
            ("It grew last year.", &["last year=2024"]),
            ("It grew last month.", &["last month=2025-01"]),
            ("It grew over the past year.", &[]),
            ("It grew in the last two years.", &[]),
            ("It will grow next year.", &["next year=2026"]),
            ("It fell this week.", &[]),
            ("It fell this year.", &["this year=2025"]),
            ("It was founded in 1976.", &["1976=1976"]),
            ("It has been here since 2019.", &["2019=2019"]),
            ("It employs 2000 people in 2000 stores.", &[]),
            ("2024 was hard.", &[]),
            ("Shares fell 3 percent in March 5 percent in April.", &["March=2025-03", "April=2025-04"]),
            ("It reads the Sun.", &[]),
            ("From 13-15 February it closes.", &[]),
            ("Version 1.2.3 is out.", &[]),
            ("It lasted a decade.", &[]),
            ("It closed in July of 1977.", &["July of 1977=1977-07"]),
        ],
    );
}

#[test]
fn indonesian() {
    check(
        "id",
        &[
            ("Pada 13 Februari 2025 saham naik.", &["13 Februari 2025=2025-02-13"]),
            ("Pada Senin (17/02/25) saham naik.", &["Senin (17/02/25)=2025-02-17"]),
            ("Pada Senin (17/02/2025) saham naik.", &["Senin (17/02/2025)=2025-02-17"]),
            ("Pada Senin (17/2) saham naik.", &["Senin (17/2)=2025-02-17"]),
            ("Saham naik (17/2/2025).", &["17/2/2025=2025-02-17"]),
            ("Pada Oktober lalu saham naik.", &["Oktober lalu=2024-10"]),
            ("Pada Oktober 2024 saham naik.", &["Oktober 2024=2024-10"]),
            ("Pada tahun 2024 saham naik.", &["2024=2024"]),
            ("Sejak 2019 saham naik.", &["2019=2019"]),
            ("Saham naik tahun lalu.", &["tahun lalu=2024"]),
            ("Saham naik dua tahun lalu.", &["tahun lalu=?"]),
            ("Saham naik bulan lalu.", &["bulan lalu=2025-01"]),
            ("Saham naik tahun ini.", &["tahun ini=2025"]),
            ("Saham naik tahun depan.", &["tahun depan=2026"]),
            ("Saham naik hari ini.", &["hari ini=2025-02-13"]),
            ("Saham naik kemarin.", &["kemarin=2025-02-12"]),
            ("Pada Kamis saham naik.", &["Kamis=2025-02-13"]),
            ("Pada Rabu lalu saham naik.", &["Rabu lalu=2025-02-12"]),
            ("Kata dia, Kamis (13/2/2025).", &["Kamis (13/2/2025)=2025-02-13"]),
            ("Saham naik minggu lalu.", &[]),
            ("Periode Januari-September 2007 baik.", &["2007=2007"]),
            ("Periode 15 April-14 Mei 2007 baik.", &["15 April=?"]),
            ("Perusahaan itu mulai menjual 50 toko.", &[]),
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            ("Am 13. Februar 2025 schloss das Werk.", &["13. Februar 2025=2025-02-13"]),
            ("Am Donnerstag, den 13. Februar 2025, schloss es.", &["Donnerstag, den 13. Februar 2025=2025-02-13"]),
            ("Am 24. Dezember schloss das Werk.", &["24. Dezember=2024-12-24"]),
            ("Am 13.02.2025 schloss das Werk.", &["13.02.2025=2025-02-13"]),
            ("Am 3.4.25 schloss das Werk.", &["3.4.25=2025-04-03"]),
            ("Im Oktober 2024 schloss das Werk.", &["Oktober 2024=2024-10"]),
            ("Im vergangenen Oktober schloss das Werk.", &["vergangenen Oktober=2024-10"]),
            ("Im Oktober schloss das Werk.", &["Oktober=2024-10"]),
            ("Im Februar 5 Prozent mehr.", &["Februar=2025-02"]),
            ("Am Dienstag schloss das Werk.", &["Dienstag=2025-02-11"]),
            ("Am kommenden Dienstag schließt das Werk.", &["kommenden Dienstag=2025-02-18"]),
            ("Gestern schloss das Werk.", &["Gestern=2025-02-12"]),
            ("Das Werk schließt heute.", &["heute=2025-02-13"]),
            ("Im vergangenen Jahr schloss das Werk.", &["vergangenen Jahr=2024"]),
            ("In den vergangenen Jahren schloss das Werk.", &[]),
            ("Im letzten Monat schloss das Werk.", &["letzten Monat=2025-01"]),
            ("Nächstes Jahr schließt das Werk.", &["Nächstes Jahr=2026"]),
            ("Seit 2019 steht das Werk.", &["2019=2019"]),
            ("Im Jahr 2024 schloss das Werk.", &["2024=2024"]),
            ("Das Werk mit 2000 Mitarbeitern schließt.", &[]),
            ("In dieser Woche schloss das Werk.", &[]),
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            ("Le 13 février 2025, l'usine a fermé.", &["13 février 2025=2025-02-13"]),
            ("L'usine a fermé le 1er mars.", &["1er mars=2025-03-01"]),
            ("L'usine a fermé jeudi 13 février.", &["jeudi 13 février=2025-02-13"]),
            ("L'usine a fermé le 17/02/2025.", &["17/02/2025=2025-02-17"]),
            ("L'usine a fermé en octobre 2024.", &["octobre 2024=2024-10"]),
            ("L'usine a fermé en octobre dernier.", &["octobre dernier=2024-10"]),
            ("L'usine a fermé en octobre de l'année dernière.", &["octobre de l'année dernière=2024-10"]),
            ("L'usine a fermé mardi.", &["mardi=2025-02-11"]),
            ("L'usine a fermé mardi dernier.", &["mardi dernier=2025-02-11"]),
            ("L'usine fermera mardi prochain.", &["mardi prochain=2025-02-18"]),
            ("L'usine a fermé hier.", &["hier=2025-02-12"]),
            ("Aujourd'hui, l'usine ferme.", &["Aujourd'hui=2025-02-13"]),
            ("L'usine a fermé l'année dernière.", &["année dernière=2024"]),
            ("L'usine a fermé le mois dernier.", &["mois dernier=2025-01"]),
            ("L'usine fermera l'an prochain.", &["an prochain=2026"]),
            ("L'usine a fermé cette année.", &["cette année=2025"]),
            ("L'usine a fermé cette semaine.", &[]),
            ("L'usine a fermé en 2024.", &["2024=2024"]),
            ("Depuis 2019, l'usine est fermée.", &["2019=2019"]),
            ("Ces dernières années, l'usine a fermé.", &[]),
        ],
    );
}

#[test]
fn without_a_day_of_publication_relative_dates_stay_open() {
    let of = |text| found("en", text, None);
    assert_eq!(of("It fell last October, on Thursday and yesterday."), ["last October=?", "Thursday=?", "yesterday=?"]);
    assert_eq!(of("It fell on 13 February."), ["13 February=?"]);
    assert_eq!(of("It fell on 13 February 2025."), ["13 February 2025=2025-02-13"]);
    assert_eq!(found("en", "It fell today.", Some(Date::year(2025))), ["today=?"]);
}

#[test]
fn odd_texts_do_no_harm() {
    for text in [
        "",
        "99/99/9999",
        "2025-13-45",
        "31 February 2025",
        "1 1 1",
        "13.",
        "(17/",
        "last",
        "Monday (",
        "é 5 é",
        "0000-00-00",
    ] {
        for language in ["en", "id"] {
            let found = found(language, text, Date::day(2025, 2, 13));
            assert!(found.iter().all(|date| date.ends_with('?') || date.ends_with("2025-02-10")), "{text}: {found:?}");
        }
    }
}

#[test]
fn part_of_a_year_or_month() {
    check(
        "en",
        &[("It opens in early 2027.", &["early 2027=2027"]), ("A plant by mid-2026 is late.", &["mid-2026=2026"])],
    );
    check(
        "de",
        &[
            ("Bis Ende 2027 fallen Stellen weg.", &["Ende 2027=2027"]),
            ("Ende Juni folgt mehr.", &["Ende Juni=2025-06"]),
        ],
    );
    check("fr", &[("D'ici fin 2026, l'usine ouvrira.", &["fin 2026=2026"])]);
    check("id", &[("Pabrik dibuka pada akhir 2026.", &["akhir 2026=2026"])]);
}
