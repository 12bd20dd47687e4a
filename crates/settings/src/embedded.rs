//! The files of `config/`, in the binary.

include!(concat!(env!("OUT_DIR"), "/config_files.rs"));

/// Name and text of the files in a folder of `config/`, by name; `embedded("catalogue")`. An empty folder name means the files that
/// stand in none.
pub fn embedded(folder: &str) -> Vec<(&'static str, &'static str)> {
    let in_folder = |path: &'static str| match path.rsplit_once('/') {
        Some((of, name)) => (of == folder).then_some(name),
        None => folder.is_empty().then_some(path),
    };
    FILES.iter().filter_map(|(path, text)| Some((in_folder(path)?, *text))).collect()
}
