//! The files of `config/`, in the binary.

include!(concat!(env!("OUT_DIR"), "/config_files.rs"));

/// Name and text of the files in a folder of `config/`, by name: `embedded("catalogue")`. An empty name means the files that stand
/// in no folder. An unknown folder is empty.
pub fn embedded(folder: &str) -> Vec<(&'static str, &'static str)> {
    let in_folder = |path: &'static str| match path.rsplit_once('/') {
        Some((of, name)) => (of == folder).then_some(name),
        None => folder.is_empty().then_some(path),
    };
    FILES.iter().filter_map(|(path, text)| Some((in_folder(path)?, *text))).collect()
}

/// The text of a file that stands in no folder of `config/`.
pub fn embedded_file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(path, _)| *path == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_folder_come_by_name() {
        let names: Vec<&str> = embedded("holidays").iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["england-and-wales.toml", "northern-ireland.toml", "scotland.toml"]);
        assert!(embedded("").iter().any(|(name, _)| *name == "oldiron.example.toml"));
        assert!(embedded("spending").is_sorted());
        assert_eq!(embedded("nowhere"), []);
        assert!(embedded_file("legacy.toml").is_some_and(|text| text.contains("aged_is_legacy")));
    }
}
