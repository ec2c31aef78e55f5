//! `why`: the sentences behind a claim.

use std::io::Write as _;

use anyhow::Result;
use newsgraph::{
    model::{Aspect, Claim, Decimal, Evidence, Graph, Modality, Object, Polarity, Quote},
    ontology::Ontology,
    query::nearest,
};

use super::{
    Outcome,
    args::{Global, Why},
    build::count,
    decisions::Decisions,
    error::hinted,
    evidence::Json,
    graph, knowledge,
    term::{Paint, Term},
};

/// Prints every claim asked for with its evidence; says no where there is none.
pub fn run(args: &Why, global: &Global, term: &Term) -> Result<Outcome> {
    let whole = graph::graph(global)?;
    let ontology = knowledge::ontology(global)?;
    let question = Question::of(&args.claim, &whole, &ontology)?;
    let graph = graph::filtered(whole, &args.filters, &ontology)?;
    let claims: Vec<&Claim> = graph.claims.iter().filter(|claim| question.asks_for(claim, &ontology)).collect();
    if claims.is_empty() {
        term.say(&format!("nothing says so: {}", args.claim.join(" ")));
        let others: Vec<String> =
            graph.claims.iter().filter(|claim| question.is_near(claim)).map(|c| one_line(&graph, c)).collect();
        if !others.is_empty() {
            term.say(&format!("{} {}", term.err.bold("hint:"), others.join("; ")));
        }
        return Ok(Outcome::No);
    }
    let decisions = Decisions::beside(&global.graph)?;
    let mut out = Term::stdout();
    for (number, claim) in claims.iter().enumerate() {
        if args.json {
            for evidence in graph.evidence_of(claim) {
                let article = graph.article(&evidence.article).map_or("", |article| article.name.as_str());
                write!(out, "{}", Json::of(article, evidence).line())?;
            }
            continue;
        }
        if number > 0 {
            writeln!(out)?;
        }
        write_claim(&mut out, &graph, claim, term.out)?;
        for decision in decisions.about(claim) {
            writeln!(out, "decided: {}", harmless_line(&decision))?;
        }
        for evidence in graph.evidence_of(claim) {
            writeln!(out)?;
            write_evidence(&mut out, &graph, evidence, &ontology, term.out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// What is asked: an entity, and what of a relation and another end is given.
pub struct Question {
    subject: String,
    relation: Option<String>,
    object: Option<End>,
}

enum End {
    Entity(String),
    Number(Decimal),
}

impl Question {
    /// What words ask for.
    pub fn of(words: &[String], graph: &Graph, ontology: &Ontology) -> Result<Self> {
        let entity = |name: &String| Ok::<_, anyhow::Error>(graph::entity(graph, ontology, name)?.id.clone());
        let relation = |name: &String| {
            let local = name.strip_prefix("ng:").unwrap_or(name);
            ontology.relations.iter().find(|relation| relation.name.eq_ignore_ascii_case(local)).map(|r| r.name.clone())
        };
        let object = |name: &String| {
            let number = Decimal::parse(name.trim_start_matches('+').trim_end_matches(['%', ' ']));
            match entity(name) {
                Ok(id) => Ok(End::Entity(id)),
                Err(error) => number.map(End::Number).ok_or(error),
            }
        };
        match words {
            [subject, last] => {
                let subject = entity(subject)?;
                if let Some(name) = relation(last).filter(|_| entity(last).is_err()) {
                    return Ok(Self { subject, relation: Some(name), object: None });
                }
                Ok(Self { subject, relation: None, object: Some(object(last)?) })
            }
            [subject, name, last] => {
                let relation = relation(name).ok_or_else(|| {
                    let names = ontology.relations.iter().map(|relation| relation.name.as_str());
                    graph::unknown("relation", name, nearest(name, names))
                })?;
                Ok(Self { subject: entity(subject)?, relation: Some(relation), object: Some(object(last)?) })
            }
            _ => Err(hinted(
                format!("{} given, but a claim has two or three", count(words.len(), "part")),
                "newsgraph why SUBJECT [RELATION] OBJECT; a name of several words stands in quotation marks",
            )),
        }
    }

    /// Whether it asks for a claim.
    pub fn asks_for(&self, claim: &Claim, ontology: &Ontology) -> bool {
        if self.relation.as_ref().is_some_and(|relation| *relation != claim.key.relation) {
            return false;
        }
        let symmetric = ontology.relation(&claim.key.relation).is_some_and(|relation| relation.symmetric);
        let either_way = symmetric || self.relation.is_none();
        match (&self.object, &claim.key.object) {
            (None, _) => claim.key.subject == self.subject || symmetric && graph::is_about(claim, &self.subject),
            (Some(End::Number(number)), Object::Quantity(quantity)) => {
                claim.key.subject == self.subject && (quantity.value == *number || quantity.value == number.negated())
            }
            (Some(End::Entity(wanted)), Object::Entity(object)) => {
                let straight = claim.key.subject == self.subject && object == wanted;
                straight || either_way && claim.key.subject == *wanted && *object == self.subject
            }
            _ => false,
        }
    }

    /// Whether a claim is about the same two, whatever it says of them.
    fn is_near(&self, claim: &Claim) -> bool {
        match &self.object {
            Some(End::Entity(object)) => graph::is_about(claim, &self.subject) && graph::is_about(claim, object),
            _ => claim.key.subject == self.subject && self.relation.as_ref() == Some(&claim.key.relation),
        }
    }
}

/// A claim in a line.
pub fn one_line(graph: &Graph, claim: &Claim) -> String {
    let subject = graph::label(graph, &claim.key.subject);
    format!("{subject} {} {} ({})", claim.key.relation, graph::object(graph, claim), claim.status.name().to_lowercase())
}

fn write_claim(out: &mut impl std::io::Write, graph: &Graph, claim: &Claim, paint: Paint) -> Result<()> {
    let subject = graph::label(graph, &claim.key.subject);
    let title = format!("{subject} {} {}", claim.key.relation, graph::object(graph, claim));
    let place = claim.key.place.as_ref().map_or(String::new(), |place| format!(" in {}", graph::label(graph, place)));
    let mut day = claim.key.date.map_or(String::new(), |date| format!(" on {date}"));
    for (word, date) in [("from", claim.from), ("until", claim.until)] {
        day.extend(date.map(|date| format!(" {word} {date}")));
    }
    writeln!(out, "{}{place}{day}", paint.bold(&title))?;
    let mut facts = vec![claim.status.name().to_lowercase(), format!("support {}", thousandths(claim.support))];
    if claim.denial > 0 {
        facts.push(format!("denial {}", thousandths(claim.denial)));
    }
    facts.push(count(claim.evidence.len(), "sentence"));
    facts.push(count(claim.articles as usize, "article"));
    facts.push(count(claim.languages as usize, "language"));
    facts.push(count(claim.lineages as usize, "independent source"));
    writeln!(out, "{}", facts.join(", "))?;
    let other = |id: &String| {
        graph.claims.iter().find(|claim| claim.id == *id).map_or_else(|| id.clone(), |c| one_line(graph, c))
    };
    for id in &claim.differs_from {
        writeln!(out, "differs from: {}", other(id))?;
    }
    for id in &claim.contradicts {
        let other = if *id == claim.id { "those who deny it".to_owned() } else { other(id) };
        writeln!(out, "contradicted by: {other}")?;
    }
    if let Some(id) = &claim.superseded_by {
        writeln!(out, "superseded by: {}", other(id))?;
    }
    Ok(())
}

fn write_evidence(
    out: &mut impl std::io::Write,
    graph: &Graph,
    evidence: &Evidence,
    ontology: &Ontology,
    paint: Paint,
) -> Result<()> {
    writeln!(out, "  {}  {}", paint.faint(evidence.language.as_str()), marked(evidence, paint))?;
    let line = |out: &mut dyn std::io::Write, name: &str, value: &str| {
        writeln!(out, "      {} {value}", paint.faint(&format!("{name:<9}")))
    };
    let said: Vec<&str> = evidence.attribution.iter().map(|source| source.label.as_str()).collect();
    if !said.is_empty() {
        line(out, "said by", &said.join(", via "))?;
    }
    let article = graph.article(&evidence.article);
    let outlet = article.and_then(|article| article.publisher.clone().or_else(|| article.agency.clone()));
    let day = article.and_then(|article| article.published).map(|date| date.to_string());
    let published: Vec<String> = [outlet, day].into_iter().flatten().collect();
    if !published.is_empty() {
        line(out, "published", &published.join(", "))?;
    }
    line(out, "how", &manner(evidence))?;
    let text = frame_text(ontology, &evidence.frame).map_or(String::new(), |text| format!("  {text}"));
    line(out, "frame", &format!("{}{}", evidence.frame, paint.faint(&text)))?;
    let name = article.map_or(evidence.article.as_str(), |article| article.name.as_str());
    line(out, "article", &format!("{name}, characters {} to {}", evidence.sentence.start, evidence.sentence.end))?;
    Ok(())
}

fn manner(evidence: &Evidence) -> String {
    let polarity = match evidence.polarity {
        Polarity::Affirmed => "affirmed",
        Polarity::Denied => "denied",
    };
    let modality = match evidence.modality {
        Modality::Asserted => "asserted",
        Modality::Reported => "reported",
        Modality::Planned => "planned",
        Modality::Possible => "possible",
        Modality::Hypothetical => "hypothetical",
    };
    let aspect = match evidence.aspect {
        Aspect::Plain => "",
        Aspect::Ongoing => ", going on",
        Aspect::Ended => ", over",
        Aspect::NotYet => ", not yet",
    };
    let mut manner = format!("{polarity}, {modality}{aspect}");
    if evidence.by_party {
        manner.push_str(", by a party to it");
    }
    if evidence.computed {
        manner.push_str(", computed from the two amounts");
    }
    let qualifiers = &evidence.qualifiers;
    let named = [
        ("place", qualifiers.place.as_ref().map(|place| place.label.clone())),
        ("date", qualifiers.date.map(|date| date.to_string())),
        ("role", qualifiers.role.clone()),
        ("period", qualifiers.period.clone()),
    ];
    for (name, value) in named {
        if let Some(value) = value {
            manner.extend([", ", name, " ", &value]);
        }
    }
    manner
}

fn frame_text<'o>(ontology: &'o Ontology, name: &str) -> Option<&'o str> {
    let relation = ontology.relation(name.split('/').next()?)?;
    relation.frames.iter().find(|frame| frame.name == name).map(|frame| frame.text.as_str())
}

/// The sentence with subject and object in square brackets and the trigger in pointed ones, or in colours.
fn marked(evidence: &Evidence, paint: Paint) -> String {
    #[derive(Clone, Copy, PartialEq)]
    enum Part {
        Plain,
        Subject,
        Trigger,
        Object,
    }
    let sentence = &evidence.sentence;
    let mut parts: Vec<(char, Part)> = sentence.text.chars().map(|c| (c, Part::Plain)).collect();
    let mut mark = |quote: &Quote, part: Part| {
        let from = quote.start.saturating_sub(sentence.start) as usize;
        let to = quote.end.saturating_sub(sentence.start) as usize;
        if quote.start >= sentence.start {
            parts.iter_mut().take(to).skip(from).for_each(|(_, kind)| *kind = part);
        }
    };
    mark(&evidence.trigger, Part::Trigger);
    if let Some(object) = &evidence.object {
        mark(&object.mention, Part::Object);
    }
    mark(&evidence.subject.mention, Part::Subject);
    let mut out = String::new();
    for run in parts.chunk_by(|a, b| a.1 == b.1) {
        let text: String = run.iter().map(|(c, _)| harmless(*c)).collect();
        let part = run.first().map_or(Part::Plain, |(_, part)| *part);
        let shown = match part {
            Part::Plain => text,
            Part::Subject if paint.is_on() => paint.green(&text),
            Part::Trigger if paint.is_on() => paint.yellow(&text),
            Part::Object if paint.is_on() => paint.blue(&text),
            Part::Trigger => format!("<{text}>"),
            Part::Subject | Part::Object => format!("[{text}]"),
        };
        out.push_str(&shown);
    }
    out
}

/// A text on one line, made safe to print.
pub fn harmless_line(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// A character of a text, made safe to print: what would break the line or turn its direction becomes a blank.
pub fn harmless(c: char) -> char {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || turns { ' ' } else { c }
}

/// 950 as `0.95`.
pub fn thousandths(value: u16) -> String {
    let text = format!("{}.{:03}", value / 1000, value % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
