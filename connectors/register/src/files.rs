//! Which files there are to read: a folder's by their names, a mapping's by their paths.

use crate::Error;
use crate::keep::Warning;
use crate::layout::Layout;
use crate::mapping::{MappedFile, Mapping};
use crate::opening::{self, Kind, SourceFile};
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
    let (mut inputs, mut warnings) = match &mapping.folder {
        Some(folder) => of_folder(&base.join(folder), &mapping.source, mapping.scope)?,
        None => (vec![], vec![]),
    };
    for mapped in &mapping.file {
        let mut tables = vec![];
        for (path, shown) in paths(mapped, base)? {
            let (found, said) = chosen(mapped, opening::tables(&path, &shown)?, &shown)?;
            tables.extend(found);
            warnings.extend(said);
        }
        inputs.extend(tables.into_iter().map(|file| Input {
            file,
            table: mapped.table,
            source: mapping.source.clone(),
            scope: mapped.scope.or(mapping.scope),
            mapped: Some(mapped),
        }));
    }
    Ok((inputs, warnings))
}

/// Of the sheets of a workbook those that the mapping names, or that have its columns. Every sheet that is left out is said.
fn chosen(mapped: &MappedFile, tables: Vec<SourceFile>, shown: &str) -> Result<(Vec<SourceFile>, Vec<Warning>), Error> {
    let sheets: Vec<&str> = tables.iter().filter_map(sheet).collect();
    for name in &mapped.sheet.0 {
        if !sheets.iter().any(|known| known == name) {
            let problem = format!("there is no sheet `{name}`");
            let hint = crate::nearest::did_you_mean(name, sheets.iter().copied());
            return Err(Error::Undecided { file: shown.to_owned(), column: String::new(), problem, hint });
        }
    }
    if sheets.len() < 2 {
        return Ok((tables, vec![]));
    }
    let wanted = Layout::wanted(mapped);
    let mut fits = vec![];
    for file in &tables {
        fits.push(match sheet(file) {
            Some(name) if mapped.sheet.0.is_empty() => file.names(&wanted, name)?,
            Some(name) if !mapped.sheet.0.iter().any(|known| known == name) => 0,
            _ => wanted.len(),
        });
    }
    // Where no sheet has every column, the one with most of them is read, and its header says what is missing.
    let most = fits.iter().copied().max().unwrap_or(0);
    let first = fits.iter().position(|fit| *fit == most).unwrap_or(0);
    let is_read = |number: usize| fits[number] == wanted.len() || (most < wanted.len() && number == first);
    let (mut read, mut said) = (vec![], vec![]);
    for (number, file) in tables.into_iter().enumerate() {
        if is_read(number) {
            read.push(file);
        } else {
            let message = format!(
                "the sheet has {} of the {} columns of the mapping, and is not read",
                fits[number],
                wanted.len()
            );
            let message = if mapped.sheet.0.is_empty() {
                message
            } else {
                "`sheet` does not name it, and it is not read".to_owned()
            };
            said.push(Warning { file: file.shown, message });
        }
    }
    Ok((read, said))
}

fn sheet(file: &SourceFile) -> Option<&str> {
    match &file.kind {
        Kind::Sheet(name) => Some(name),
        _ => None,
    }
}

/// The files that a path means, in order of their names, each with the name it is shown by. A folder means the files of tables in it.
fn paths(mapped: &MappedFile, base: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let path = mapped.path.trim_end_matches('/');
    let mut found = vec![(base.to_owned(), String::new())];
    let steps: Vec<&str> = path.split('/').collect();
    for (number, step) in steps.iter().enumerate() {
        let is_last = number + 1 == steps.len();
        let mut next = vec![];
        for (place, shown) in found {
            let under = |name: &str| if number == 0 { name.to_owned() } else { format!("{shown}/{name}") };
            if !step.contains(['*', '?']) {
                // An empty first step is the root of an absolute path.
                let joined = if number == 0 && step.is_empty() { PathBuf::from("/") } else { place.join(step) };
                next.push((joined, under(step)));
                continue;
            }
            for name in names(&place)? {
                let text = name.to_string_lossy().into_owned();
                let entry = place.join(&name);
                if !text.starts_with('.') && fits(step, &text) && entry.is_dir() != is_last {
                    next.push((entry, under(&text)));
                }
            }
        }
        found = next;
    }
    if found.is_empty() {
        let (folder, pattern) =
            path.rsplit_once('/').map_or((base.to_owned(), path), |(folder, file)| (base.join(folder), file));
        return Err(Error::NoMatch { pattern: pattern.to_owned(), folder: folder.to_string_lossy().into_owned() });
    }
    let mut files = vec![];
    for (place, shown) in found {
        if !place.is_dir() {
            files.push((place, shown));
            continue;
        }
        let before = files.len();
        for name in names(&place)? {
            let text = name.to_string_lossy().into_owned();
            if opening::has_tables(&text) && !place.join(&name).is_dir() {
                files.push((place.join(&name), format!("{shown}/{text}")));
            }
        }
        if files.len() == before {
            return Err(Error::NoMatch {
                pattern: "any file of tables".to_owned(),
                folder: place.to_string_lossy().into_owned(),
            });
        }
    }
    Ok(files)
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
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
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
