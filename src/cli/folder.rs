//! The folder that a build writes into.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs::{self, File},
    io::{self, ErrorKind, Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::{
    error::hinted,
    lock::{self, Lock},
    term::Term,
};

/// What may stand in a folder of ours besides exports of the graph.
const OURS: [&str; 6] = ["claims.ndjson", "decisions.ttl", "report.json", "README.md", "sample", ".gitignore"];
/// Ending of a file that is not finished.
const UNFINISHED: &str = ".unfinished";

/// A folder that holds nothing of anybody else's, and that nobody else changes meanwhile.
///
/// Whatever is put into it is written beside what it replaces, brought to the disk, and renamed: a process that is killed
/// at any moment leaves each file as it was or as it is to be. What it had not finished goes with the next.
pub struct Folder {
    path: PathBuf,
    /// Names of the files that are written and not in their places yet.
    prepared: RefCell<Vec<String>>,
    _lock: Lock,
}

impl Folder {
    /// The folder at a path, made where it is missing. Refused where it holds what this program does not write, or where
    /// another process is changing it.
    pub fn ours(path: &Path) -> Result<Self> {
        fs::create_dir_all(path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                hinted(format!("{} is no folder", path.display()), "name a folder with -o")
            }
            _ => unwritable(path, &error),
        })?;
        let mut names: Vec<String> = fs::read_dir(path)
            .and_then(|entries| entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect())
            .with_context(|| format!("{}: cannot be read", path.display()))?;
        names.sort();
        let foreign = |name: &&String| {
            let name = name.strip_suffix(UNFINISHED).unwrap_or(name);
            !OURS.contains(&name) && !name.starts_with("graph.")
        };
        let foreign: Vec<&str> = names.iter().filter(foreign).map(String::as_str).collect();
        if let Some(first) = foreign.first() {
            let others = match foreign.len() {
                1 => String::new(),
                n => format!(" and {} more", n - 1),
            };
            let message = format!("{} holds files of another program: {first}{others}", path.display());
            return Err(hinted(message, "write into a new or empty folder with `-o DIR`"));
        }
        let lock = Lock::of(path)?;
        for name in names.iter().filter(|name| name.ends_with(UNFINISHED)) {
            match fs::remove_file(path.join(name)) {
                // Its owner may have ended between our looking and our lock.
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(unwritable(path, &error)),
                _ => {}
            }
        }
        let folder = Self { path: path.to_owned(), prepared: RefCell::default(), _lock: lock };
        // Found out before hours of work, not after.
        folder.prepare("report.json", "")?;
        folder.give_up();
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses where `graph.ttl` is a graph that this program did not write: nothing in its first 64 KiB names it.
    pub fn holds_no_other_graph(&self) -> Result<()> {
        let mut head = Vec::new();
        match File::open(self.path.join("graph.ttl")) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            file => file.and_then(|file| file.take(64 << 10).read_to_end(&mut head)),
        }
        .with_context(|| format!("{}: graph.ttl cannot be read", self.path.display()))?;
        if head.is_empty() || String::from_utf8_lossy(&head).contains("newsgraph") {
            return Ok(());
        }
        let message = format!("{} holds a graph of another program: graph.ttl", self.path.display());
        Err(hinted(message, "write into a new or empty folder with `-o DIR`"))
    }

    /// Writes a file beside the one it will replace.
    pub fn prepare(&self, name: &str, text: &str) -> Result<()> {
        self.prepared.borrow_mut().push(name.to_owned());
        let write = |mut file: File| file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        File::create(self.unfinished(name)).and_then(write).map_err(|error| unwritable(&self.path, &error))
    }

    /// Takes files away that are in their places, in this order: their names are gone from the disk before the next is.
    pub fn remove(&self, names: &[String]) -> Result<()> {
        let gone = |name: &String| fs::remove_file(self.path.join(name)).and_then(|()| lock::sync(&self.path));
        names.iter().try_for_each(gone).map_err(|error| unwritable(&self.path, &error))
    }

    /// Puts all prepared files in their places, in the order in which they were prepared.
    pub fn publish(&self) -> Result<()> {
        let failed = |error: io::Error| unwritable(&self.path, &error);
        for name in self.prepared.borrow_mut().drain(..) {
            fs::rename(self.unfinished(&name), self.path.join(name)).map_err(failed)?;
        }
        lock::sync(&self.path).map_err(failed)
    }

    /// Takes away what is prepared.
    fn give_up(&self) {
        for name in self.prepared.borrow_mut().drain(..) {
            let _ = fs::remove_file(self.unfinished(&name));
        }
    }

    fn unfinished(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}{UNFINISHED}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.give_up();
    }
}

/// Writes text to a file, or to stdout where none is named.
pub fn deliver(text: &str, output: Option<&Path>) -> Result<()> {
    if let Some(path) = output {
        return fs::write(path, text).map_err(|error| unwritable(path, &error));
    }
    let mut out = Term::stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes files into a folder that is new, empty, or holds no files but those of an earlier export of the same kind.
pub fn deliver_all(files: &BTreeMap<String, String>, folder: &Path) -> Result<()> {
    let failed = |error: io::Error| unwritable(folder, &error);
    fs::create_dir_all(folder).map_err(failed)?;
    let entries = fs::read_dir(folder).map_err(failed)?.collect::<io::Result<Vec<_>>>().map_err(failed)?;
    let mine = [".md", ".csv", ".sh", ".obsidian"];
    let foreign = |name: &String| !mine.iter().any(|end| name.ends_with(end));
    let mut names = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let ours = files.keys().any(|name| folder.join(name).exists());
    if let Some(name) = names.find(|name| !ours || foreign(name)) {
        let message = format!("{} holds other files, such as {name}", folder.display());
        return Err(hinted(message, "write into a new or empty folder with `-o DIR`"));
    }
    for (name, text) in files {
        fs::write(folder.join(name), text).map_err(failed)?;
    }
    Ok(())
}

/// The error for a folder or file that cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> anyhow::Error {
    let hint = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "it is read-only; name another place with `-o`",
        ErrorKind::StorageFull => "the disk is full",
        _ => "name another place with `-o`",
    };
    hinted(format!("{} cannot be written: {error}", path.display()), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_ours_is_taken_and_another_refused() {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("new/out");
        let folder = Folder::ours(&path).expect("made");
        folder.prepare("graph.ttl", "x").expect("written");
        assert!(!path.join("graph.ttl").exists());
        folder.publish().expect("renamed");
        folder.prepare("graph.ttl", "y").expect("written");
        assert!(Folder::ours(&path).is_err(), "one at a time");
        drop(folder);
        assert!(!path.join("graph.ttl.unfinished").exists());
        let of_a_killed_process = ["graph.dot.unfinished", "claims.ndjson.unfinished", "report.json.unfinished"];
        for name in of_a_killed_process {
            fs::write(path.join(name), "cut of").expect("written");
        }
        assert_eq!(fs::read_to_string(path.join("graph.ttl")).expect("there"), "x");
        assert!(Folder::ours(&path).is_ok());
        assert!(!of_a_killed_process.iter().any(|name| path.join(name).exists()));
        let folder = Folder::ours(&path).expect("free");
        assert!(folder.holds_no_other_graph().is_err(), "nothing in it is ours");
        fs::write(path.join("graph.ttl"), "# newsgraph graph, format 1\n").expect("written");
        assert!(folder.holds_no_other_graph().is_ok());
        drop(folder);
        fs::write(path.join("thesis.odt"), "").expect("written");
        let error = Folder::ours(&path).err().map(|error| error.to_string());
        assert!(error.is_some_and(|message| message.contains("thesis.odt")));
        assert!(Folder::ours(&path.join("graph.ttl")).is_err());
    }
}
