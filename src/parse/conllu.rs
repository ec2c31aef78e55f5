//! Treebanks: CoNLL-U (<https://universaldependencies.org/format.html>) into sentences with their trees.
//!
//! Words are what the trees connect; a multiword token («im») is kept beside its words («in», «dem»). Empty nodes belong
//! to another layer of annotation and are passed over. A sentence that is no tree is an error with its line.

use std::ops::Range;

use super::Error;

/// A word of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// As written.
    pub form: String,
    /// Universal part of speech.
    pub tag: String,
    /// Morphological features, `Name=Value` with `|` between; empty for none.
    pub features: String,
    /// Number of the head, from 1; 0 for the root of the sentence.
    pub head: usize,
    /// Relation to the head, with its subtype.
    pub relation: String,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// What `# sent_id` says, if anything.
    pub id: String,
    /// Its words.
    pub words: Vec<Word>,
    /// Tokens that are several words: positions of the words, from 0, and the token as written.
    pub contractions: Vec<(Range<usize>, String)>,
}

/// Reads a treebank.
///
/// # Errors
/// [`Error::Treebank`] with the line for missing columns, numbers out of order, heads outside the sentence, two roots or
/// none, and cycles.
pub fn sentences(text: &str) -> Result<Vec<Sentence>, Error> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut first = 0;
    for (at, line) in text.lines().chain([""]).enumerate() {
        let number = at + 1;
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            if !sentence.words.is_empty() {
                check(&sentence, first)?;
                sentences.push(std::mem::take(&mut sentence));
            }
            sentence = Sentence::default();
        } else if let Some(comment) = line.strip_prefix('#') {
            if let Some(id) = comment.trim_start().strip_prefix("sent_id") {
                id.trim_start_matches([' ', '=']).trim().clone_into(&mut sentence.id);
            }
        } else {
            if sentence.words.is_empty() && sentence.contractions.is_empty() {
                first = number;
            }
            word(line, &mut sentence).map_err(|what| Error::Treebank { line: number, what })?;
        }
    }
    Ok(sentences)
}

/// One line of a sentence.
fn word(line: &str, sentence: &mut Sentence) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, _, tag, _, features, head, relation, ..] = columns.as_slice() else {
        return Err(format!("{} columns; CoNLL-U has 10", columns.len()));
    };
    if columns.len() != 10 {
        return Err(format!("{} columns; CoNLL-U has 10", columns.len()));
    }
    let wrong_id = || format!("`{id}` is not the number of a word");
    let next = sentence.words.len() + 1;
    if id.contains('.') {
        return Ok(());
    }
    if let Some((from, to)) = id.split_once('-') {
        let from: usize = from.parse().map_err(|_| wrong_id())?;
        let to: usize = to.parse().map_err(|_| wrong_id())?;
        if from != next || to < from {
            return Err(format!("a token of words {id}, where word {next} is due"));
        }
        sentence.contractions.push((from - 1..to, form.to_owned()));
        return Ok(());
    }
    if id.parse::<usize>().map_err(|_| wrong_id())? != next {
        return Err(format!("word {id}, where word {next} is due"));
    }
    let given = |column: &str| if column == "_" { String::new() } else { column.to_owned() };
    sentence.words.push(Word {
        form: form.to_owned(),
        tag: given(tag),
        features: given(features),
        head: head.parse().map_err(|_| format!("`{head}` is not the number of a head"))?,
        relation: given(relation),
    });
    Ok(())
}

/// Whether a sentence is a tree; `first` is the line of its first word.
fn check(sentence: &Sentence, first: usize) -> Result<(), Error> {
    let fail = |what: String| Err(Error::Treebank { line: first, what });
    let count = sentence.words.len();
    if let Some((range, form)) = sentence.contractions.iter().find(|(range, _)| range.end > count) {
        return fail(format!("the token `{form}` reaches to word {}, the sentence has {count}", range.end));
    }
    let mut roots = 0;
    for (at, word) in sentence.words.iter().enumerate() {
        if word.head > count {
            return fail(format!("word {} hangs on word {}, the sentence has {count}", at + 1, word.head));
        }
        roots += usize::from(word.head == 0);
    }
    if roots != 1 {
        return fail(format!("{roots} roots; a sentence has one"));
    }
    // With one root and every head inside, what does not reach the root goes round in a cycle.
    let mut reaches = vec![false; count + 1];
    reaches[0] = true;
    for start in 1..=count {
        let mut path = Vec::new();
        let mut at = start;
        while !reaches[at] {
            if path.len() > count {
                return fail(format!("word {start} is in a cycle"));
            }
            path.push(at);
            at = sentence.words[at - 1].head;
        }
        for at in path {
            reaches[at] = true;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, form: &str, head: &str) -> String {
        format!("{id}\t{form}\t_\tNOUN\t_\t_\t{head}\tdep\t_\t_\n")
    }

    fn error(text: &str) -> (usize, String) {
        match sentences(text) {
            Err(Error::Treebank { line, what }) => (line, what),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn words_tokens_and_empty_nodes() {
        let text = format!(
            "# sent_id = s1\n{}{}{}{}\n\n{}",
            line("1-2", "zum", "_"),
            line("1", "zu", "2"),
            line("2", "dem", "0"),
            line("2.1", "leer", "_"),
            line("1", "Ende", "0"),
        );
        let read = sentences(&text).expect("a treebank");
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].id, "s1");
        assert_eq!(read[0].contractions, [(0..2, "zum".to_owned())]);
        assert_eq!(read[0].words[1].form, "dem");
        assert_eq!(read[1].words[0].head, 0);
    }

    #[test]
    fn broken_files_are_told_by_line() {
        assert_eq!(error("1\tA\t_\n").0, 1);
        assert_eq!(error(&(line("1", "A", "2") + &line("2", "B", "1"))), (1, "0 roots; a sentence has one".to_owned()));
        assert_eq!(error(&(line("1", "A", "0") + &line("2", "B", "0"))).1, "2 roots; a sentence has one");
        let cycle = line("1", "A", "0") + &line("2", "B", "3") + &line("3", "C", "2");
        assert_eq!(error(&cycle).1, "word 2 is in a cycle");
        assert_eq!(error(&line("2", "A", "0")).1, "word 2, where word 1 is due");
        assert_eq!(error(&("\n".to_owned() + &line("1", "A", "x"))), (2, "`x` is not the number of a head".to_owned()));
        assert_eq!(error(&line("1", "A", "7")).0, 1);
        assert!(error(&(line("1-3", "AB", "_") + &line("1", "A", "0"))).1.contains("reaches to word 3"));
    }
}
