//! Why a sentence gives what it gives, for people.

use std::fmt::Write as _;

use super::{Input, Memory, Speech, View, choose, confirm::Witness, noun, qualify, topic::Topic, verb};
use crate::model::{Mention, MentionKind, Node, Referent, SentenceKind};

/// For each sentence: its tokens with their categories, its mentions, and every frame that was tried with the step at
/// which it failed.
#[must_use]
pub fn explain(input: &Input<'_>) -> String {
    let mut out = String::new();
    let grammar = &input.compiled.grammars[input.language];
    let frames = &input.compiled.frames[input.language];
    let mut memory = Memory::default();
    let mut topic = Topic::of(input.topic);
    for (number, sentence) in (1..).zip(input.sentences) {
        topic.enter(sentence, input.mentions, input.headings);
        let view = View::new(input.text, input.tokens, sentence, input.mentions, input.compiled, grammar)
            .with_posts(input.posts)
            .about(topic);
        topic.follow(&view);
        let _ = writeln!(out, "sentence {number}  {}", sentence.span.of(input.text));
        if sentence.kind == SentenceKind::Boilerplate {
            out.push_str("  boilerplate: not read\n");
            continue;
        }
        let speech = Speech::new(&view, &mut memory, input.sentences, input.posts);
        out.push_str("  words    ");
        for at in view.start..view.end {
            let names = categories(&view, at);
            let _ = write!(out, " {}{}", view.written(at), if names.is_empty() { names } else { format!("[{names}]") });
        }
        out.push('\n');
        for index in view.mention_range() {
            let _ = writeln!(out, "  mention   {}", mention(input, &view.mentions[index]));
        }
        let mut matches = noun::matches(&view, frames);
        let tree = (input.tree)(sentence);
        for node in tree.iter().flat_map(|tree| &tree.nodes) {
            let words = |node: &Node| {
                let tokens = &input.tokens[node.tokens.clone()];
                tokens.first().zip(tokens.last()).map_or("", |(first, last)| first.span.join(last.span).of(input.text))
            };
            let head = node.head.and_then(|head| tree.as_ref()?.nodes.get(head));
            let _ = writeln!(out, "  tree      {} {} ← {}", words(node), node.label, head.map_or("", words));
        }
        verb::attempts(&view, frames, |attempt| {
            let info = &input.compiled.frame_infos[attempt.pattern.meaning.frame as usize];
            let word = view.written(attempt.at);
            match attempt.outcome {
                Ok(found) => matches.push(found),
                Err(failure) => {
                    let _ = writeln!(out, "  {:<28} {}  failed at «{word}»: {failure:?}", info.name, info.text);
                }
            }
        });
        let tree = || tree.clone();
        let witness = Witness::new(&view, &tree);
        for mut found in choose::chosen(&view, matches) {
            found.verb = witness.verb(&found);
            let info = &input.compiled.frame_infos[found.meaning.frame as usize];
            let _ = write!(out, "  {:<28} {}  match at «{}» ", info.name, info.text, view.written(found.trigger));
            if let Some(verb) = found.verb {
                let _ = write!(out, " by {:?}", verb.tier);
            }
            for (slot, indices) in &found.filled {
                let names: Vec<&str> = indices.iter().map(|&index| written(input, &view.mentions[index])).collect();
                let _ = write!(out, " {:?}={}", slot.role, names.join("+"));
            }
            let _ = writeln!(out, "  {:?}", qualify::stance(&view, &found, &speech));
        }
    }
    out
}

fn written<'i>(input: &'i Input<'_>, mention: &Mention) -> &'i str {
    let tokens = &input.tokens[mention.tokens.clone()];
    let span = tokens.iter().fold(tokens[0].span, |span, token| span.join(token.span));
    span.of(input.text)
}

fn mention(input: &Input<'_>, mention: &Mention) -> String {
    let class = mention.class.map_or("?", |class| input.compiled.ontology.class_name(class));
    let entity = (input.entity)(mention.referent, mention.class).map(|entity| entity.label.clone());
    let whom = match (&mention.kind, mention.referent) {
        (MentionKind::Amount(amount), _) => format!("{amount:?}"),
        (MentionKind::Date(date), _) => date.map_or_else(|| "a date".to_owned(), |date| date.to_string()),
        (MentionKind::Title(role), _) => input.compiled.ontology.roles[*role as usize].name.clone(),
        (_, Referent::Nobody) => "nobody known".to_owned(),
        _ => entity.unwrap_or_default(),
    };
    format!("«{}» {:?} {class} → {whom}", written(input, mention), mention.kind)
}

/// The names of the categories of a word, for the reader of an explanation.
fn categories(view: &View<'_>, at: usize) -> String {
    let category = view.category(at);
    let named = crate::ontology::Category::ALL.iter().filter(|(flag, _, _)| category.is(*flag));
    let mut names: Vec<&str> = named.map(|(_, name, _)| *name).collect();
    names.dedup();
    names.join(",")
}
