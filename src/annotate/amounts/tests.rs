//! Sentences in, amounts out.

use super::*;
use crate::{
    annotate::{
        DateWords, dates,
        testing::{lexicon, tokens},
    },
    model::Date,
};

/// Every amount as `words=value unit`.
fn found(language: &str, text: &str) -> Vec<String> {
    let lexicon = lexicon(language);
    let tokens = tokens(text);
    let mut out = Vec::new();
    dates(text, &tokens, 0..tokens.len(), Date::day(2025, 2, 13), &DateWords::new(lexicon), &mut out);
    amounts(text, &tokens, 0..tokens.len(), &NumberWords::new(lexicon), &mut out);
    let shown = out.iter().filter_map(|mention| {
        let MentionKind::Amount(amount) = mention.kind else { return None };
        let span = tokens[mention.tokens.start].span.join(tokens[mention.tokens.end - 1].span);
        let value = match amount {
            Amount::Percent(value) => format!("{value} %"),
            Amount::Money(value, code) => format!("{value} {}", String::from_utf8_lossy(&code)),
            Amount::Count(value) => value.to_string(),
        };
        Some(format!("{}={value}", span.of(text)))
    });
    shown.collect()
}

#[track_caller]
fn check(language: &str, cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, wanted)| (text, wanted, found(language, text)))
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
            ("Shares fell 9.1% in early trading.", &["9.1%=9.1 %"]),
            ("Shares rose by 8.5 percent.", &["8.5 percent=8.5 %"]),
            ("It holds 33 per cent of the firm.", &["33 per cent=33 %"]),
            ("A +6% jump.", &["6%=6 %"]),
            ("The rate went up 0.25 percentage points.", &[]),
            ("It paid $1.5bn for the unit.", &["$1.5bn=1500000000 USD"]),
            ("It paid US$ 3 billion for the unit.", &["US$ 3 billion=3000000000 USD"]),
            ("It paid US$3 billion.", &["US$3 billion=3000000000 USD"]),
            ("The fine of €1,234.50 stands.", &["€1,234.50=1234.5 EUR"]),
            ("A $3-billion deal.", &["$3-billion=3000000000 USD"]),
            ("A £20m stake.", &["£20m=20000000 GBP"]),
            ("It raised 250 million euros.", &["250 million euros=250000000 EUR"]),
            ("It raised 2.5 billion US dollars.", &["2.5 billion US dollars=2500000000 USD"]),
            ("A loan of HK$7.8 billion.", &["HK$7.8 billion=7800000000 HKD"]),
            ("It costs 500 yen.", &["500 yen=500 JPY"]),
            ("It costs EUR 40.", &["EUR 40=40 EUR"]),
            ("It plans to cut 1,500 jobs.", &["1,500=1500"]),
            ("It bought two companies.", &["two=2"]),
            ("About two million users left.", &["two million=2000000"]),
            ("A million users left.", &["A million=1000000"]),
            ("A billion dollars went missing.", &["A billion dollars=1000000000 USD"]),
            ("It opened twenty-five stores.", &["twenty-five=25"]),
            ("It opened two hundred fifty-five stores.", &["two hundred fifty-five=255"]),
            ("Sales rose from $5 billion to $6 billion.", &["$5 billion=5000000000 USD", "$6 billion=6000000000 USD"]),
            ("It opened 300 stores in 12 countries.", &["300=300", "12=12"]),
            ("One company is enough.", &[]),
            ("Growth of 10 to 12 percent is expected.", &[]),
            ("Growth of 10-12% is expected.", &[]),
            ("Between 5 and 10 percent of users left.", &[]),
            ("Between $5 billion and $10 billion.", &["$5 billion=5000000000 USD", "$10 billion=10000000000 USD"]),
            ("It wants $5 billion to $10 billion.", &[]),
            ("It will cut 200 to 300 jobs.", &[]),
            ("Revenue was $5 billion, up 7%.", &["$5 billion=5000000000 USD", "7%=7 %"]),
            ("The Boeing 737 stays grounded.", &[]),
            ("Its iPhone 16 sells well.", &[]),
            ("Covid-19 hit sales.", &[]),
            ("The 5G network grows.", &[]),
            ("In 2024 sales fell.", &[]),
            ("2024 was hard.", &[]),
            ("On 13 February 2025 it left.", &[]),
            ("A five-year plan.", &[]),
            ("A 10-year bond.", &[]),
            ("It won 3-2.", &[]),
            ("Call 24/7.", &[]),
            ("At 10:30 it fell.", &[]),
            ("The company won 300 contracts.", &["300=300"]),
            ("The Team 2 won the race.", &[]),
            ("Some 300 people came.", &["300=300"]),
            ("1. Results", &[]),
            ("Shares (down 3%) fell.", &["3%=3 %"]),
            ("Millions of dollars vanished.", &[]),
            ("Half a million people came.", &[]),
            ("Back in 1519, it fell.", &[]),
        ],
    );
}

#[test]
fn indonesian() {
    check(
        "id",
        &[
            ("Saham turun 9,1 persen.", &["9,1 persen=9.1 %"]),
            ("Saham turun 9.1 persen.", &["9.1 persen=9.1 %"]),
            ("Saham naik 8,5%.", &["8,5%=8.5 %"]),
            ("Nilainya Rp 20,6 triliun.", &["Rp 20,6 triliun=20600000000000 IDR"]),
            ("Nilainya Rp20,6 triliun.", &["Rp20,6 triliun=20600000000000 IDR"]),
            ("Harga Rp 1.250 per saham.", &["Rp 1.250=1250 IDR"]),
            ("Harga Rp 1.234.567,89 sekarang.", &["Rp 1.234.567,89=1234567.89 IDR"]),
            ("Investasi 3 miliar dolar AS.", &["3 miliar dolar AS=3000000000 USD"]),
            ("Investasi US$ 1,5 miliar.", &["US$ 1,5 miliar=1500000000 USD"]),
            ("Sebanyak 5.000 karyawan dipecat.", &["5.000=5000"]),
            ("Sekitar dua juta pengguna.", &["dua juta=2000000"]),
            ("Ada dua puluh lima toko.", &["dua puluh lima=25"]),
            ("Naik 10 hingga 12 persen.", &[]),
            ("Naik 10-12 persen.", &[]),
            ("Turun 25 basis poin.", &["25=25"]),
            ("Naik 0,25 poin persentase.", &[]),
            ("Pada tahun 2024 laba naik.", &[]),
            ("Pada Senin (17/02/25) saham turun 3 persen.", &["3 persen=3 %"]),
            ("Pada 13 Februari 2025 saham naik.", &[]),
            ("Satu perusahaan saja.", &[]),
            ("Utang Rp 50 ribu.", &["Rp 50 ribu=50000 IDR"]),
            (
                "Laba Rp106,93 miliar dari Rp90 miliar.",
                &["Rp106,93 miliar=106930000000 IDR", "Rp90 miliar=90000000000 IDR"],
            ),
            ("Dana 15 juta rupiah.", &["15 juta rupiah=15000000 IDR"]),
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            ("Die Aktie fiel um 9,1 Prozent.", &["9,1 Prozent=9.1 %"]),
            ("Die Aktie fiel um 9.1 %.", &["9.1 %=9.1 %"]),
            ("Die Aktie fiel um 8,5%.", &["8,5%=8.5 %"]),
            ("Der Kaufpreis liegt bei 3 Milliarden Euro.", &["3 Milliarden Euro=3000000000 EUR"]),
            ("Der Kaufpreis liegt bei 1,5 Mrd. Euro.", &["1,5 Mrd. Euro=1500000000 EUR"]),
            ("Der Kaufpreis liegt bei 20 Mio. US-Dollar.", &["20 Mio. US-Dollar=20000000 USD"]),
            ("Der Kaufpreis liegt bei 3,5 Mrd.", &["3,5 Mrd=3500000000"]),
            ("Ein Schaden von einer Million Euro.", &["einer Million Euro=1000000 EUR"]),
            ("Rund zwei Milliarden Menschen nutzen es.", &["zwei Milliarden=2000000000"]),
            ("Der Konzern streicht 1.500 Stellen.", &["1.500=1500"]),
            ("Der Konzern streicht 300 Stellen.", &["300=300"]),
            ("Der Konzern streicht drei Werke.", &["drei=3"]),
            ("Der Umsatz stieg auf 1.234,5 Millionen Euro.", &["1.234,5 Millionen Euro=1234500000 EUR"]),
            ("Das Wachstum liegt bei 10 bis 12 Prozent.", &[]),
            ("Das Wachstum liegt bei 10-12 Prozent.", &[]),
            ("Zwischen 5 und 10 Prozent der Kunden gingen.", &[]),
            ("Die Quote stieg um 0,5 Prozentpunkte.", &[]),
            ("Die Boeing 737 bleibt am Boden.", &[]),
            ("Am 13. Februar 2025 schloss das Werk.", &[]),
            ("Ein 10-jähriger Plan.", &[]),
            ("Das kostet 45.000 Dollar.", &["45.000 Dollar=45000 USD"]),
            ("Das kostet 500 Schweizer Franken.", &["500 Schweizer Franken=500 CHF"]),
            ("Ein Unternehmen reicht.", &[]),
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            ("L'action a perdu 9,1 %.", &["9,1 %=9.1 %"]),
            ("L'action a perdu 9,1\u{a0}%.", &["9,1\u{a0}%=9.1 %"]),
            ("L'action a perdu 8,5 pour cent.", &["8,5 pour cent=8.5 %"]),
            ("L'achat coûte 1,2 milliard d'euros.", &["1,2 milliard d'euros=1200000000 EUR"]),
            ("L'achat coûte 3 milliards de dollars.", &["3 milliards de dollars=3000000000 USD"]),
            ("L'achat coûte un milliard d’euros.", &["un milliard d’euros=1000000000 EUR"]),
            ("L'achat coûte 45\u{a0}000 euros.", &["45\u{a0}000 euros=45000 EUR"]),
            ("L'achat coûte 45\u{202f}000 €.", &["45\u{202f}000 €=45000 EUR"]),
            ("L'achat coûte 45 000 euros.", &["45 000 euros=45000 EUR"]),
            ("Ils sont 1 250 300 en 2024.", &["1 250 300=1250300"]),
            ("L'achat coûte 5 M€.", &["5 M€=5000000 EUR"]),
            ("Le groupe supprime 1\u{a0}500 postes.", &["1\u{a0}500=1500"]),
            ("Le groupe supprime 300 postes.", &["300=300"]),
            ("Le groupe ferme trois usines.", &["trois=3"]),
            ("Environ deux millions d'abonnés sont partis.", &["deux millions=2000000"]),
            ("Une hausse de 10 à 12 % est prévue.", &[]),
            ("Une hausse de 10-12 % est prévue.", &[]),
            ("Entre 5 et 10 % des clients partent.", &[]),
            ("Le taux a pris 0,5 point de pourcentage.", &[]),
            ("Le Boeing 737 reste au sol.", &[]),
            ("En 2024, le chiffre a baissé.", &[]),
            ("Le 13 février 2025, l'usine a fermé.", &[]),
            ("Plus d'un million de clients.", &["un million=1000000"]),
            ("Une entreprise suffit.", &[]),
            ("Il compte vingt-cinq magasins.", &["vingt-cinq=25"]),
        ],
    );
}
