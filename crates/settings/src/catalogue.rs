//! The catalogue's files: those that ship, those that were refreshed, those that the organisation names.

use crate::{Error, Settings, embedded};
use lifecycle::{Catalogue, Layer, LayerFile};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of refreshed files, inside `data_dir`.
const REFRESHED: &str = "catalogue";

/// A file of a layer, read.
struct Read {
    layer: Layer,
    name: String,
    text: String,
}

impl Settings {
    /// Where refreshed files of the catalogue live.
    pub fn refreshed_catalogue(&self) -> PathBuf {
        self.data_dir.join(REFRESHED)
    }

    /// What is known about products: what ships, then refreshed files, then the organisation's own from the settings, then `more`,
    /// which are files or folders of the same kinds. A later one wins.
    pub fn catalogue(&self, more: &[PathBuf]) -> Result<Catalogue, Error> {
        let mut files = Vec::new();
        let refreshed = self.refreshed_catalogue();
        if refreshed.is_dir() {
            for path in in_folder(&refreshed)? {
                files.push(read(Layer::Refreshed, &path)?);
            }
        }
        for path in self.own_catalogue.iter().chain(more) {
            let paths = if path.is_dir() { in_folder(path)? } else { vec![path.clone()] };
            if paths.is_empty() {
                return Err(Error::Rules(format!(
                    "{} holds no .toml and no .json. hint: put files of the catalogue there, or name one",
                    path.display()
                )));
            }
            for path in paths {
                files.push(read(Layer::Own, &path)?);
            }
        }
        let shipped = embedded("catalogue");
        let shipped = shipped.iter().map(|(name, text)| LayerFile { layer: Layer::BuiltIn, name, text });
        let more = files.iter().map(|file| LayerFile { layer: file.layer, name: &file.name, text: &file.text });
        Catalogue::of_layers(&shipped.chain(more).collect::<Vec<_>>()).map_err(|error| Error::Rules(error.to_string()))
    }
}

/// The files of the catalogue in a folder, by name.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |problem| Error::Unreadable { file: folder.display().to_string(), problem };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "toml" || ending == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(layer: Layer, path: &Path) -> Result<Read, Error> {
    let name = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => Ok(Read { layer, name, text }),
        Err(problem) => Err(Error::Unreadable { file: name, problem }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        Settings::from_text("oldiron.toml", text, Path::new("nowhere"), &[]).unwrap()
    }

    #[test]
    fn what_ships_can_be_read() {
        let catalogue = settings("").catalogue(&[]).unwrap();
        assert!(catalogue.products().len() > 20);
        assert_eq!(catalogue.layers().len(), 1);
    }

    #[test]
    fn a_layer_that_is_named_and_not_there_is_an_error() {
        let error = settings("catalogue = [\"ours\"]").catalogue(&[]).unwrap_err().to_string();
        assert!(error.contains("ours") && error.contains("cannot be read"), "{error}");
    }
}
