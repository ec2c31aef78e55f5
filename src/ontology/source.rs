//! Where the ontology's files come from.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use super::{Error, SavedQuery, build::saved};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology");

/// One file of the ontology.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path inside the ontology's folder, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files that make up an ontology, by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, String>,
}

impl Sources {
    /// The files compiled into the program, without the entities that serve examples.
    #[must_use]
    pub fn built_in() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILT_IN, &mut files);
        Self { files }
    }

    /// Adds the files of a folder: one with the path of a file that is there replaces it.
    ///
    /// # Errors
    /// Where the folder or a file in it cannot be read.
    pub fn extend(&mut self, folder: &Path) -> Result<(), Error> {
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(&next).map_err(at(&next))? {
                let path = entry.map_err(at(&next))?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if wanted(&path) {
                    let text = fs::read_to_string(&path).map_err(at(&path))?;
                    let inside = path.strip_prefix(folder).unwrap_or(&path);
                    let name = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>();
                    self.files.insert(name.join("/"), text);
                }
            }
        }
        Ok(())
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.to_owned());
    }

    /// The saved queries, without reading anything else.
    #[must_use]
    pub fn queries(&self) -> Vec<SavedQuery> {
        self.saved("queries/")
    }

    /// The checks, without reading anything else.
    #[must_use]
    pub fn checks(&self) -> Vec<SavedQuery> {
        self.saved("checks/")
    }

    fn saved(&self, folder: &str) -> Vec<SavedQuery> {
        let files: Vec<SourceFile> = self.files().filter(|file| file.path.starts_with(folder)).collect();
        saved(&files, folder)
    }

    /// The files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = SourceFile> + '_ {
        self.files.iter().map(|(path, text)| SourceFile { path: path.clone(), text: text.clone() })
    }
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Error + use<> {
    let path = PathBuf::from(path);
    move |source| Error::Read { path, source }
}

fn wanted(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ttl" || extension == "rq")
}

fn collect(dir: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for file in dir.files().filter(|file| wanted(file.path())) {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, file.contents_utf8().unwrap_or_default().to_owned());
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}
