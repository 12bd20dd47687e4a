//! Where records come from, by the settings: files with mappings, and systems of record through their connectors. A new connector is
//! wired here and nowhere else.

use crate::failure::Failure;
use connector_kit::{Clock, Connector, Error, Run, Secret, SecretFrom};
use register::Mapping;
use servicenow::ServiceNow;
use settings::{Settings, Source};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// The sources of a settings file.
pub(crate) struct Sources {
    /// Files.
    pub(crate) files: Vec<Mapping>,
    /// Systems of record.
    pub(crate) systems: Vec<System>,
}

/// A system of record.
pub(crate) struct System {
    /// The source's name.
    pub(crate) name: String,
    /// What reads it.
    pub(crate) connector: Arc<dyn Connector>,
    /// What is asked, of whom.
    pub(crate) run: Run,
    /// Are raw pages kept beside the snapshot?
    pub(crate) keep_pages: bool,
    /// For how long a pull that was stopped is gone on from.
    pub(crate) resume_within: Duration,
}

/// Are credentials needed?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Credentials {
    /// They are fetched.
    Fetched,
    /// Nothing will be asked of any system.
    NotNeeded,
}

impl Sources {
    /// Every source of the settings, at least one. A connector that is not there is named.
    pub(crate) fn of(settings: &Settings, credentials: Credentials) -> Result<Sources, Failure> {
        if settings.sources.is_empty() {
            return Err(Failure::usage(
                "no source is named. hint: give a folder of flat tables with --from DIR, or settings with --config FILE (`oldiron init DIR --to oldiron.toml` proposes some)",
            ));
        }
        let mut sources = Sources { files: vec![], systems: vec![] };
        for source in &settings.sources {
            match source.connector.as_str() {
                "register" => sources.files.push(mapping(source)?),
                servicenow::NAME => sources.systems.push(servicenow(source, &settings.base, credentials)?),
                other => {
                    let known = format!("\"register\" for files, \"{}\"", servicenow::NAME);
                    let problem = format!("`{other}` is no connector of this version. hint: there are {known}");
                    return Err(Failure::usage(source.section.fault("connector", problem)));
                }
            }
        }
        Ok(sources)
    }

    /// The system of this name.
    pub(crate) fn system(&self, name: &str) -> Result<&System, Failure> {
        self.systems.iter().find(|system| system.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.systems.iter().map(|system| system.name.as_str()).collect();
            let known = if names.is_empty() {
                "the settings name none".to_owned()
            } else {
                format!("there are {}", names.join(", "))
            };
            Failure::usage(format!(
                "`{name}` is no source that is a system of record. hint: {known}; for files, use `oldiron init`"
            ))
        })
    }
}

fn mapping(source: &Source) -> Result<Mapping, Failure> {
    let mapping: Mapping = source.section.read().map_err(Failure::usage)?;
    mapping.check().map_err(Failure::usage)?;
    Ok(mapping.named(&source.name))
}

fn servicenow(source: &Source, base: &Path, credentials: Credentials) -> Result<System, Failure> {
    let mut words: servicenow::Settings = source.section.read().map_err(Failure::usage)?;
    words.network.ca_file = words.network.ca_file.map(|file| base.join(file));
    let run = Run {
        format: String::new(),
        source: source.name.clone(),
        connector: servicenow::NAME.to_owned(),
        address: words.address.clone(),
        asked: words.asked(),
        begun: 0,
    };
    let keep_pages = words.keep_pages.unwrap_or(true);
    let resume_within = Duration::from_hours(words.resume_hours.unwrap_or(24));
    let fetch = |from: &SecretFrom| match credentials {
        Credentials::Fetched => fetched(from, base),
        Credentials::NotNeeded => Ok(Secret::new("none is needed")),
    };
    let connector =
        ServiceNow::new(&source.name, words, &fetch, Clock::real()).map_err(|error| at_home(source, error))?;
    Ok(System { name: source.name.clone(), connector: Arc::new(connector), run, keep_pages, resume_within })
}

/// An error of a connector's settings, with file and line.
fn at_home(source: &Source, error: Error) -> Failure {
    match error {
        Error::Setting { key, problem } => Failure::usage(source.section.fault(&key, problem)),
        error => Failure::usage(error),
    }
}

/// A secret, from where the settings say it is. What it is stands in no message.
fn fetched(from: &SecretFrom, base: &Path) -> Result<Secret, Error> {
    let refuse = |problem: String| Err(Error::Setting { key: "sign_in".to_owned(), problem });
    match from {
        SecretFrom::Env(name) => match settings::variable_named(name) {
            Some(value) => Ok(Secret::new(value)),
            None => {
                refuse(format!("the variable {name} is not set. hint: set it where oldiron runs, and nowhere else"))
            }
        },
        SecretFrom::File(path) => match std::fs::read_to_string(base.join(path)) {
            Ok(text) => Ok(Secret::new(text)),
            Err(error) => {
                refuse(format!("{} cannot be read: {error}. hint: check the path and its permissions", path.display()))
            }
        },
        SecretFrom::Command(words) => {
            let Some((program, arguments)) = words.split_first() else {
                return refuse(
                    "the command is empty. hint: write { command = [\"pass\", \"show\", \"cmdb\"] }".to_owned(),
                );
            };
            match Command::new(program).args(arguments).output() {
                Ok(output) if output.status.success() => match String::from_utf8(output.stdout) {
                    // Password stores print other things below the first line.
                    Ok(text) => Ok(Secret::new(text.lines().next().unwrap_or_default())),
                    Err(_) => refuse(format!("what {program} prints is no text. hint: let it print the secret alone")),
                },
                Ok(output) => {
                    refuse(format!("{program} ended with {}. hint: run it by hand as this user", output.status))
                }
                Err(error) => refuse(format!("{program} cannot be run: {error}. hint: give its full path")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use settings::{embedded, embedded_file};

    #[test]
    fn the_example_of_every_connector_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in embedded("") {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        std::fs::write(folder.path().join("closing-days.toml"), embedded("holidays")[0].1).unwrap();
        std::fs::write(folder.path().join("theme.toml"), "").unwrap();
        let text = embedded_file("oldiron.example.toml").unwrap();
        let settings = Settings::from_text("oldiron.example.toml", text, folder.path(), &[]).unwrap();
        let mut read = 0;
        for source in &settings.sources {
            match source.connector.as_str() {
                "register" => mapping(source).map(|_| ()).unwrap(),
                servicenow::NAME => source.section.read::<servicenow::Settings>().unwrap().check().unwrap(),
                other => panic!("{other} is no connector"),
            }
            read += 1;
        }
        assert_eq!(read, 3);
    }
}
