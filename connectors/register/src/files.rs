//! Which files there are to read: a folder's by their names, a mapping's by their paths.

use crate::Error;
use crate::keep::Warning;
use crate::mapping::{MappedFile, Mapping};
use crate::opening::SourceFile;
use crate::rows::Input;
use estate::{Scope, Table};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that are no strays in a folder of tables: settings, and what was decided on contracts.
const BESIDE: [&str; 2] = ["oldiron.toml", "decisions.csv"];

/// The flat files of a folder, in the order of tables, and what else lies there.
pub(crate) fn of_folder<'m>(
    folder: &Path,
    source: &str,
    scope: Option<Scope>,
) -> Result<(Vec<Input<'m>>, Vec<Warning>), Error> {
    let mut inputs: Vec<Input<'m>> = vec![];
    let mut warnings = vec![];
    for name in names(folder)? {
        let shown = name.to_string_lossy().into_owned();
        let path = folder.join(&name);
        if shown.starts_with('.') || BESIDE.contains(&shown.as_str()) || path.is_dir() {
            continue;
        }
        let lower = shown.to_lowercase();
        let table = lower.strip_suffix(".csv").and_then(Table::named);
        let message = match table {
            Some(table) if Table::RECEIVED.contains(&table) => {
                if let Some(other) = inputs.iter().find(|input| input.table == table) {
                    return Err(Error::TwoFiles {
                        folder: folder.to_string_lossy().into_owned(),
                        first: other.file.shown.clone(),
                        second: shown,
                        table: table.to_string(),
                    });
                }
                let file = SourceFile::new(&path, shown);
                inputs.push(Input { file, table, source: source.to_owned(), scope, mapped: None });
                continue;
            }
            Some(_) => "an audit makes this table, and it is not read".to_owned(),
            None => {
                let known = Table::RECEIVED.iter().map(|table| table.name());
                let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
                format!("its name is no table's, and it is not read; {}", crate::nearest::did_you_mean(stem, known))
            }
        };
        warnings.push(Warning { file: shown, message });
    }
    if inputs.is_empty() {
        let looked_for: Vec<String> = Table::RECEIVED.iter().map(|table| format!("{table}.csv")).collect();
        let folder = folder.to_string_lossy().into_owned();
        return Err(Error::NoTables { folder, looked_for: looked_for.join(", ") });
    }
    inputs.sort_by_key(|input| input.table);
    Ok((inputs, warnings))
}

/// The files of a mapping, those of its folder first. Paths start at `base`.
pub(crate) fn of_mapping<'m>(mapping: &'m Mapping, base: &Path) -> Result<(Vec<Input<'m>>, Vec<Warning>), Error> {
    mapping.check()?;
    let (mut inputs, warnings) = match &mapping.folder {
        Some(folder) => of_folder(&base.join(folder), &mapping.source, mapping.scope)?,
        None => (vec![], vec![]),
    };
    for mapped in &mapping.file {
        for (path, shown) in paths(mapped, base)? {
            inputs.push(Input {
                file: SourceFile::new(&path, shown),
                table: mapped.table,
                source: mapping.source.clone(),
                scope: mapped.scope.or(mapping.scope),
                mapped: Some(mapped),
            });
        }
    }
    Ok((inputs, warnings))
}

/// The files that a path means, in order of their names, each with the name it is shown by.
fn paths(mapped: &MappedFile, base: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let (folder, pattern) = match mapped.path.rsplit_once('/') {
        Some((folder, pattern)) => (Some(folder), pattern),
        None => (None, mapped.path.as_str()),
    };
    if !pattern.contains(['*', '?']) {
        return Ok(vec![(base.join(&mapped.path), mapped.path.clone())]);
    }
    let place = folder.map_or_else(|| base.to_owned(), |folder| base.join(folder));
    let mut found = vec![];
    for name in names(&place)? {
        let shown = name.to_string_lossy().into_owned();
        if !shown.starts_with('.') && fits(pattern, &shown) && !place.join(&name).is_dir() {
            let shown = folder.map_or_else(|| shown.clone(), |folder| format!("{folder}/{shown}"));
            found.push((place.join(&name), shown));
        }
    }
    if found.is_empty() {
        let folder = place.to_string_lossy().into_owned();
        return Err(Error::NoMatch { pattern: pattern.to_owned(), folder });
    }
    Ok(found)
}

/// The way from one folder to another, as a path in a mapping: empty where both are the same, else with its last `/`.
pub(crate) fn way(from: &Path, to: &Path) -> Result<String, Error> {
    let real = |folder: &Path| {
        // The empty path of a file without a folder is this folder.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let unreadable = |problem| Error::Unreadable { file: folder.to_string_lossy().into_owned(), problem };
        folder.canonicalize().map_err(unreadable)
    };
    let (from, to) = (real(from)?, real(to)?);
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| "../".to_owned());
    let down = to.components().skip(shared).map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
    Ok(up.chain(down).collect())
}

/// What lies in a folder, in order of names.
pub(crate) fn names(folder: &Path) -> Result<Vec<OsString>, Error> {
    let unreadable = |problem| Error::Unreadable { file: folder.to_string_lossy().into_owned(), problem };
    let mut names = vec![];
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name());
    }
    names.sort();
    Ok(names)
}

/// Does a name fit a pattern, in which `*` is any run of characters and `?` any one?
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // Where the last star stood, and how much of the name it has taken.
    let mut star = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(letter) if *letter == '?' || *letter == name[n] => {
                p += 1;
                n += 1;
            }
            _ => {
                let Some((at, taken)) = star else { return false };
                star = Some((at, taken + 1));
                p = at + 1;
                n = taken + 1;
            }
        }
    }
    pattern[p..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_run_and_a_question_mark_any_one() {
        for (pattern, name, fit) in [
            ("pay-*.csv", "pay-2026-01.csv", true),
            ("pay-*.csv", "pay-.csv", true),
            ("pay-*.csv", "repay-1.csv", false),
            ("*.csv", "a.csv.csv", true),
            ("a?c.csv", "abc.csv", true),
            ("a?c.csv", "ac.csv", false),
            ("*", "", true),
            ("*a*b*", "xxaxxbxx", true),
            ("*a*b", "ab a", false),
        ] {
            assert_eq!(fits(pattern, name), fit, "{pattern} {name}");
        }
    }
}
