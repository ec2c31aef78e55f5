//! The sources of the program as a test sees them: code, strings and comments kept apart.
//!
//! In goes a `.rs` file; out come its tokens without comments, strings and `#[cfg(test)]` parts, and the strings that
//! stand in its code. It understands no Rust beyond that.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A string of the source, with the line it begins on.
#[derive(Clone, Debug)]
pub struct Literal {
    /// Line, from 1.
    pub line: usize,
    /// What stands between its quotation marks, escapes as written.
    pub text: String,
}

/// One file under `src/`.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path from the root of the repository, with `/`.
    pub path: String,
    /// Number of lines.
    pub lines: usize,
    /// Words and marks of the code; `::` is one.
    pub tokens: Vec<String>,
    /// Strings of the code.
    pub literals: Vec<Literal>,
}

impl Source {
    /// Names of the modules it lies in, from the root of the library: `src/a/b.rs` and `src/a/b/mod.rs` give `a`, `b`.
    pub fn module(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        if matches!(path, "lib" | "main") { Vec::new() } else { path.split('/').collect() }
    }

    /// The room it lies in: the first of its modules; the binary is `cli`, the crate's root `lib`.
    pub fn room(&self) -> &str {
        match self.path.as_str() {
            "src/lib.rs" => "lib",
            "src/main.rs" => "cli",
            _ => self.module().first().copied().unwrap_or("lib"),
        }
    }

    /// The first names after a path that leads to the root of the crate `root`: `crate::a::B`, `crate::{a, b::c}`, and
    /// for the own crate `super::…` as far as it leads out of the top module.
    pub fn names_after(&self, root: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let begins = at == 0 || self.tokens[at - 1] != "::";
            if token == root && begins && self.is(at + 1, "::") {
                self.names_at(at + 2, &mut names);
            } else if root == "crate" && token == "super" && begins && self.is(at + 1, "::") {
                let mut next = at;
                let mut above = self.module().len();
                while self.is(next, "super") && self.is(next + 1, "::") {
                    above = above.saturating_sub(1);
                    next += 2;
                }
                if above == 0 {
                    self.names_at(next, &mut names);
                }
            }
        }
        names
    }

    /// Whether the code names the package `name` (written as in paths) outside a longer path.
    pub fn uses_package(&self, name: &str) -> bool {
        self.tokens.iter().enumerate().any(|(at, token)| {
            let begins = at == 0 || !matches!(self.tokens[at - 1].as_str(), "::" | ".");
            let imported = at > 0 && self.tokens[at - 1] == "use" && (self.is(at + 1, ";") || self.is(at + 1, "as"));
            token == name && begins && (self.is(at + 1, "::") || imported)
        })
    }

    fn is(&self, at: usize, token: &str) -> bool {
        self.tokens.get(at).is_some_and(|found| found == token)
    }

    fn names_at(&self, at: usize, names: &mut BTreeSet<String>) {
        if !self.is(at, "{") {
            names.extend(self.tokens.get(at).cloned());
            return;
        }
        let mut depth = 0;
        for at in at..self.tokens.len() {
            match self.tokens[at].as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                token if depth == 1 && matches!(self.tokens[at - 1].as_str(), "{" | ",") => {
                    names.insert(token.to_owned());
                }
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

/// Every `.rs` file under `src/` that is not for tests alone, sorted by path.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    rust_files(&root.join("src"), &mut paths);
    paths.sort();
    let mut sources = Vec::new();
    let mut for_tests = BTreeSet::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a readable source");
        let inside =
            path.strip_prefix(root).expect("a path inside the repository").to_string_lossy().replace('\\', "/");
        let (tokens, literals) = scan(&text);
        let mut source = Source { path: inside, lines: text.lines().count(), tokens: Vec::new(), literals };
        without_tests(&mut source, &tokens, &mut for_tests);
        sources.push(source);
    }
    sources.retain(|source| !for_tests.contains(&source.path));
    sources
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Drops what stands under `#[cfg(test)]`: a block with its strings, or a module in a file of its own.
fn without_tests(source: &mut Source, tokens: &[(String, usize)], for_tests: &mut BTreeSet<String>) {
    let attribute = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = attribute.iter().enumerate().all(|(i, mark)| tokens.get(at + i).is_some_and(|(t, _)| t == mark));
        if !begins {
            kept.push(tokens[at].0.clone());
            at += 1;
            continue;
        }
        let first_line = tokens[at].1;
        at += attribute.len();
        let mut depth = 0usize;
        let mut last_line = first_line;
        while let Some((token, line)) = tokens.get(at) {
            last_line = *line;
            at += 1;
            match token.as_str() {
                "mod" if depth == 0 && tokens.get(at + 1).is_some_and(|(t, _)| t == ";") => {
                    for_tests.extend(module_files(&source.path, &tokens[at].0));
                }
                "{" => depth += 1,
                "}" if depth == 1 => break,
                "}" => depth -= 1,
                ";" if depth == 0 => break,
                _ => {}
            }
        }
        source.literals.retain(|literal| !(first_line..=last_line).contains(&literal.line));
    }
    source.tokens = kept;
}

fn module_files(parent: &str, name: &str) -> [String; 2] {
    let folder = match parent.rsplit_once('/') {
        Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder.to_owned(),
        _ => parent.trim_end_matches(".rs").to_owned(),
    };
    [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")]
}

/// Words and marks with their lines, and strings; comments are dropped.
fn scan(text: &str) -> (Vec<(String, usize)>, Vec<Literal>) {
    let chars: Vec<char> = text.chars().collect();
    let (mut tokens, mut literals) = (Vec::new(), Vec::new());
    let (mut at, mut line) = (0, 1);
    let looking = |at: usize, what: &str| what.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    while at < chars.len() {
        let begin = at;
        match chars[at] {
            '/' if looking(at, "//") => at = (at..chars.len()).find(|&i| chars[i] == '\n').unwrap_or(chars.len()),
            '/' if looking(at, "/*") => {
                let mut depth = 0;
                while at < chars.len() {
                    if looking(at, "/*") {
                        depth += 1;
                        at += 2;
                    } else if looking(at, "*/") {
                        depth -= 1;
                        at += 2;
                        if depth == 0 {
                            break;
                        }
                    } else {
                        at += 1;
                    }
                }
            }
            '"' => {
                let end = (at + 1..chars.len()).find(|&i| chars[i] == '"' && backslashes(&chars, i).is_multiple_of(2));
                at = end.map_or(chars.len(), |end| end + 1);
                literals.push(Literal { line, text: chars[begin + 1..at - 1].iter().collect() });
            }
            'r' if raw_string(&chars, at).is_some() => {
                let hashes = raw_string(&chars, at).unwrap_or_default();
                let close: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let first = at + hashes + 2;
                let end = (first..chars.len()).find(|&i| looking(i, &close)).unwrap_or(chars.len());
                at = end + close.len();
                literals.push(Literal { line, text: chars[first..end].iter().collect() });
            }
            '\'' if chars.get(at + 1) == Some(&'\\') => {
                at = (at + 3..chars.len()).find(|&i| chars[i] == '\'').map_or(chars.len(), |end| end + 1);
            }
            '\'' if chars.get(at + 2) == Some(&'\'') => at += 3,
            c if c.is_alphanumeric() || c == '_' => {
                while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                    at += 1;
                }
                let word: String = chars[begin..at].iter().collect();
                let string_prefix = matches!(word.as_str(), "b" | "br" | "c") && chars.get(at) == Some(&'"');
                if !string_prefix {
                    tokens.push((word, line));
                }
            }
            c if c.is_whitespace() => at += 1,
            _ if looking(at, "::") => {
                at += 2;
                tokens.push(("::".to_owned(), line));
            }
            c => {
                at += 1;
                tokens.push((c.to_string(), line));
            }
        }
        line += chars[begin..at.min(chars.len())].iter().filter(|&&c| c == '\n').count();
    }
    (tokens, literals)
}

fn backslashes(chars: &[char], before: usize) -> usize {
    chars[..before].iter().rev().take_while(|&&c| c == '\\').count()
}

/// The number of `#` where a raw string begins at `at`.
fn raw_string(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
    let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') && chars[at - 1] != 'b';
    (!word_before && chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}
