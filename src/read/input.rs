//! Where articles come from: files, folders, standard input, bytes.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufRead, BufReader, Cursor, Read},
    path::{Path, PathBuf},
};

use super::{Draft, Error, LARGEST, Options, Skipped, decode, html, ndjson};

/// How articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text, one article.
    Text,
    /// A web page, one article.
    Html,
    /// One JSON object a line, each an article.
    Ndjson,
}

impl Format {
    /// The format of an extension.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "html" | "htm" => Some(Self::Html),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }

    fn of_path(path: &Path) -> Option<Self> {
        Self::of_extension(path.extension()?.to_str()?)
    }

    /// The format that a file begins like.
    fn of_start(start: &[u8]) -> Self {
        let text = String::from_utf8_lossy(start);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let small: String = text.chars().take(1024).collect::<String>().to_ascii_lowercase();
        let page = ["<!doctype html", "<html", "<head", "<body"];
        if small.starts_with('{') {
            Self::Ndjson
        } else if page.iter().any(|tag| small.starts_with(tag)) || small.starts_with('<') && small.contains("<html") {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// Something to read articles from.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// What would be in a file of this name.
    Bytes {
        /// The name, whose extension tells the format.
        name: String,
        /// The content.
        bytes: Vec<u8>,
    },
}

impl Input {
    /// The input that an argument of the command line names: `-` is standard input.
    #[must_use]
    pub fn of_argument(argument: &str) -> Self {
        if argument == "-" { Self::Stdin } else { Self::Path(PathBuf::from(argument)) }
    }
}

type Drafts<'a> = Box<dyn Iterator<Item = Result<Draft, Skipped>> + Send + 'a>;

/// The drafts of all inputs, in order; opened one after the other.
pub fn drafts<'a>(
    inputs: &'a [Input],
    options: &'a Options,
) -> impl Iterator<Item = Result<Draft, Skipped>> + Send + 'a {
    inputs.iter().flat_map(move |input| match input {
        Input::Stdin => of_reader("-".to_owned(), Box::new(BufReader::new(io::stdin())), options.format, options),
        Input::Bytes { name, bytes } => {
            let format = options.format.or_else(|| Format::of_path(Path::new(name)));
            of_reader(name.clone(), Box::new(Cursor::new(bytes.as_slice())), format, options)
        }
        Input::Path(path) => of_path(path, options),
    })
}

fn one<'a>(result: Result<Draft, Skipped>) -> Drafts<'a> {
    Box::new(std::iter::once(result))
}

fn skipped<'a>(path: &Path, reason: Error) -> Drafts<'a> {
    one(Err(Skipped::new(path.display().to_string(), reason)))
}

fn of_path<'a>(path: &Path, options: &'a Options) -> Drafts<'a> {
    match fs::metadata(path) {
        Err(error) => skipped(path, of_io(error)),
        Ok(metadata) if metadata.is_dir() => of_folder(path, options),
        Ok(_) => of_file(path, options),
    }
}

fn of_io(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound { Error::Missing } else { Error::Unreadable(error) }
}

fn of_folder<'a>(path: &Path, options: &'a Options) -> Drafts<'a> {
    let mut found = BTreeMap::new();
    walk(path, &mut found);
    let none = !found.values().any(|entry| matches!(entry, Entry::Article));
    let last = none.then(|| Err(Skipped::new(path.display().to_string(), Error::NoArticles)));
    let drafts = found.into_iter().flat_map(move |(path, entry)| match entry {
        Entry::Article => of_file(&path, options),
        Entry::Other(reason) => skipped(&path, reason),
    });
    Box::new(drafts.chain(last))
}

enum Entry {
    Article,
    Other(Error),
}

/// All files below a folder by path; hidden ones and linked folders are passed over.
fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, Entry>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.insert(folder, Entry::Other(of_io(error)));
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if path.is_dir() {
                if !linked {
                    folders.push(path);
                }
            } else if Format::of_path(&path).is_some() {
                found.insert(path, Entry::Article);
            } else {
                let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
                found.insert(path, Entry::Other(Error::OtherFormat { extension }));
            }
        }
    }
}

fn of_file<'a>(path: &Path, options: &'a Options) -> Drafts<'a> {
    let name = path.display().to_string();
    match File::open(path) {
        Err(error) => skipped(path, of_io(error)),
        Ok(file) => {
            let format = options.format.or_else(|| Format::of_path(path));
            of_reader(name, Box::new(BufReader::with_capacity(1 << 16, file)), format, options)
        }
    }
}

fn of_reader<'a>(
    name: String,
    mut from: Box<dyn BufRead + Send + 'a>,
    format: Option<Format>,
    options: &'a Options,
) -> Drafts<'a> {
    let format = match format {
        Some(format) => format,
        None => match from.fill_buf() {
            Ok(start) => Format::of_start(start),
            Err(error) => return one(Err(Skipped::new(name, of_io(error)))),
        },
    };
    if format == Format::Ndjson {
        return Box::new(Lines { name, from: Some(from), number: 0, any: false, options });
    }
    let mut bytes = Vec::new();
    let mut limited = from.take(LARGEST + 1);
    one(match limited.read_to_end(&mut bytes) {
        Err(error) => Err(Skipped::new(name, of_io(error))),
        Ok(read) if read as u64 > LARGEST => Err(Skipped::new(name, Error::TooLarge { limit: LARGEST })),
        Ok(_) => whole(name, bytes, format == Format::Html),
    })
}

fn whole(name: String, bytes: Vec<u8>, page: bool) -> Result<Draft, Skipped> {
    let mut notes = Vec::new();
    let text = match decode::text(bytes, page, &mut notes) {
        Ok(text) => text,
        Err(reason) => return Err(Skipped::new(name, reason)),
    };
    let mut draft = if page { html::draft(&name, &text) } else { Draft { name, text, ..Draft::default() } };
    draft.notes.append(&mut notes);
    Ok(draft)
}

/// The articles of an NDJSON stream; one line is held at a time.
struct Lines<'a> {
    name: String,
    /// None once it is read to its end.
    from: Option<Box<dyn BufRead + Send + 'a>>,
    number: u64,
    any: bool,
    options: &'a Options,
}

impl Iterator for Lines<'_> {
    type Item = Result<Draft, Skipped>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let from = self.from.as_mut()?;
            let mut line = Vec::new();
            let read = from.as_mut().take(LARGEST).read_until(b'\n', &mut line);
            self.number += 1;
            match read {
                Err(error) => {
                    self.from = None;
                    return Some(Err(Skipped::new(self.name.clone(), of_io(error))));
                }
                Ok(0) => {
                    self.from = None;
                    return (!self.any).then(|| Err(Skipped::new(self.name.clone(), Error::Empty)));
                }
                Ok(read) if read as u64 == LARGEST && line.last() != Some(&b'\n') => {
                    self.any = true;
                    if pass_line(from).is_err() {
                        self.from = None;
                    }
                    let name = format!("{}:{}", self.name, self.number);
                    return Some(Err(Skipped::new(name, Error::TooLarge { limit: LARGEST })));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    self.any = true;
                    return Some(self.draft(line));
                }
            }
        }
    }
}

impl Lines<'_> {
    fn draft(&self, line: Vec<u8>) -> Result<Draft, Skipped> {
        let mut notes = Vec::new();
        let draft = decode::text(line, false, &mut notes)
            .and_then(|line| ndjson::draft(&self.name, self.number, line.trim(), &self.options.fields));
        match draft {
            Ok(mut draft) => {
                draft.notes.append(&mut notes);
                Ok(draft)
            }
            Err(reason @ (Error::Line { .. } | Error::NoText { .. })) => Err(Skipped::new(self.name.clone(), reason)),
            Err(reason) => Err(Skipped::new(format!("{}:{}", self.name, self.number), reason)),
        }
    }
}

/// Reads to the end of the line without keeping it.
fn pass_line(from: &mut Box<dyn BufRead + Send + '_>) -> io::Result<()> {
    loop {
        let buffer = from.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        from.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn formats_by_extension_and_by_start() {
        assert_eq!(Format::of_extension("JSONL"), Some(Format::Ndjson));
        assert_eq!(Format::of_extension("pdf"), None);
        assert_eq!(Format::of_start(b"\xEF\xBB\xBF\n {\"text\""), Format::Ndjson);
        assert_eq!(Format::of_start(b"<?xml version='1.0'?><html>"), Format::Html);
        assert_eq!(Format::of_start(b"<3 of readers"), Format::Text);
        assert_eq!(Format::of_start(b""), Format::Text);
    }
}
