//! The files of config/catalogue, as the product ships them.

use lifecycle::Catalogue;
use std::path::Path;

/// Name and text of each file.
pub(crate) fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/catalogue");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The catalogue made of them.
pub(crate) fn catalogue() -> Catalogue {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Catalogue::from_toml(&files).unwrap_or_else(|error| panic!("{error}"))
}
