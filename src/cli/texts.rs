//! The texts of articles, read again from the files they came from.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use newsgraph::{
    model::ArticleHead,
    ontology::Ontology,
    read::{self, Input, Options},
    serve::Texts,
};

/// A file with more bytes is not read for a page.
const LARGEST: u64 = 8 << 20;

/// Gives an article's text where its file is still there and says the same: by its path as the build was given it, from
/// here or from the folder beside the graph. The graph holds the sentences of its evidence, not whole texts.
pub fn texts(graph: &Path, ontology: Ontology) -> Arc<Texts> {
    let beside = graph.parent().map(Path::to_owned).unwrap_or_default();
    Arc::new(move |head: &ArticleHead| {
        let file = [PathBuf::from(&head.name), beside.join(&head.name)].into_iter().find(|path| readable(path))?;
        let options = Options { language: Some(head.language), ..Options::default() };
        let inputs = [Input::Path(file)];
        read::articles(&ontology, &inputs, &options).flatten().find(|article| article.head.id == head.id)
    })
}

/// A graph from elsewhere may name anything as the path of an article.
fn readable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LARGEST)
}
