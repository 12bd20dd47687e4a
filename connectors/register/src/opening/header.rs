//! Where the header is, and which of its columns a name means.

use super::{Form, SourceFile, Wanted, text};
use crate::Error;
use crate::detected::{Detected, Sure};
use crate::{amounts, dates, header_words};

/// A header stands among so many records.
pub(super) const RECORDS: usize = 100;

/// Which column a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    One(usize),
    /// So many columns have the name.
    Several(usize),
    None,
}

/// Finds the header, and tells it.
pub(super) fn of(
    file: &SourceFile,
    form: Form,
    wanted: &Wanted<'_>,
    head: &[u8],
    told: &mut Vec<Detected>,
) -> Result<Form, Error> {
    let records = text::records_of(file, form, head, RECORDS);
    let (before_header, detected) =
        in_records(&records, wanted).map_err(|(problem, hint)| file.undecided("", problem, hint))?;
    told.push(detected);
    Ok(Form { before_header, ..form })
}

/// The number of the record that is the header: the first that names most of the wanted columns, or looks most like one.
pub(crate) fn in_records(
    records: &[(u64, Vec<String>)],
    wanted: &Wanted<'_>,
) -> Result<(usize, Detected), (String, String)> {
    let told = |place: usize, sure, why: String| {
        let line = records.get(place).map_or(1, |(line, _)| *line);
        (place, Detected { what: "header", found: format!("on line {line}"), sure, why })
    };
    if let Some(line) = wanted.header_line {
        let place = records.iter().position(|(begins, _)| *begins >= line);
        let hint = format!("the first {RECORDS} rows are looked at");
        let place = place.ok_or_else(|| (format!("there is no row on line {line}, where `header_line` says"), hint))?;
        return Ok(told(place, Sure::Declared, String::new()));
    }
    let named: Vec<usize> = records.iter().map(|(_, record)| named(record, &wanted.columns)).collect();
    let most = named.iter().copied().max().unwrap_or(0);
    if most > 0 {
        let place = named.iter().position(|named| *named == most).unwrap_or(0);
        let all = wanted.columns.len();
        return Ok(if most == all {
            told(place, Sure::Certain, format!("it names all {all} columns of the mapping"))
        } else {
            told(place, Sure::Likely, format!("it names {most} of the {all} columns of the mapping"))
        });
    }
    let Some((place, weight)) = likest(records) else {
        return Ok(told(0, Sure::Unsure, "nothing looks like one".to_owned()));
    };
    let sure = if weight > 0 { Sure::Likely } else { Sure::Unsure };
    Ok(told(place, sure, "it has names, and the rows below it have values".to_owned()))
}

/// The record that looks most like a header, and how many of its cells are words that headers have.
fn likest(records: &[(u64, Vec<String>)]) -> Option<(usize, usize)> {
    let widest = records.iter().map(|(_, record)| filled(record)).max()?;
    let looks = records.iter().take(RECORDS / 2).enumerate().filter_map(|(place, (_, record))| {
        let names = record.iter().filter(|cell| !cell.is_empty());
        let is_header = names.clone().all(|cell| is_name(cell)) && filled(record) * 2 > widest;
        let known = names.filter(|cell| header_words::is_known(cell)).count();
        is_header.then_some((place, known, filled(record)))
    });
    // The first of equals: what is below a header and looks like it is a row of words.
    let best = looks.max_by_key(|(place, known, filled)| (*known, *filled, std::cmp::Reverse(*place)))?;
    Some((best.0, best.1))
}

fn filled(record: &[String]) -> usize {
    record.iter().filter(|cell| !cell.is_empty()).count()
}

/// Could it be the name of a column: words, and no date or amount?
fn is_name(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && !dates::looks_like(cell) && !amounts::looks_like(cell)
}

/// How many of the wanted columns a record names.
pub(super) fn named(record: &[String], wanted: &[Vec<&str>]) -> usize {
    wanted.iter().filter(|names| names.iter().any(|name| place(record, name) != Place::None)).count()
}

/// Which column of a header a name means: the name itself; else the same but for case, spaces and punctuation. `Name [2]` is the
/// second column of that name, `[3]` the third column.
pub(crate) fn place(header: &[String], name: &str) -> Place {
    let name = name.trim();
    let exactly = |wanted: &str| all(header, |known| !wanted.is_empty() && known == wanted);
    let nearly = |wanted: &str| {
        let wanted = key(wanted);
        all(header, |known| !wanted.is_empty() && key(known) == wanted)
    };
    let found = Some(exactly(name)).filter(|found| !found.is_empty()).unwrap_or_else(|| nearly(name));
    match found.as_slice() {
        [one] => Place::One(*one),
        [] => numbered(header, name).map_or(Place::None, Place::One),
        several => Place::Several(several.len()),
    }
}

fn numbered(header: &[String], name: &str) -> Option<usize> {
    let (name, number) = name.strip_suffix(']')?.rsplit_once('[')?;
    let place = number.parse::<usize>().ok()?.checked_sub(1)?;
    match name.trim() {
        "" => (place < header.len()).then_some(place),
        name => {
            let wanted = key(name);
            all(header, |known| key(known) == wanted).get(place).copied()
        }
    }
}

fn all(header: &[String], fits: impl Fn(&str) -> bool) -> Vec<usize> {
    header.iter().enumerate().filter(|(_, known)| fits(known)).map(|(place, _)| place).collect()
}

/// A name without what drifts from export to export: case, spaces, punctuation. Signs that mean something stay.
pub(crate) fn key(name: &str) -> String {
    letters(name).collect()
}

/// Is it the same name, but for what drifts?
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    let stays = |letter: &char| letter.is_alphanumeric() || matches!(letter, '£' | '$' | '€' | '%' | '#');
    name.chars().filter(stays).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn a_name_means_one_column() {
        let names = header("Supplier,Amount,,AMOUNT (£),Net_Amount,Amount");
        for (name, place_of) in [
            ("Supplier", Place::One(0)),
            ("supplier ", Place::One(0)),
            ("Amount", Place::Several(2)),
            ("Amount [2]", Place::One(5)),
            ("amount £", Place::One(3)),
            ("Amount (€)", Place::None),
            ("net amount", Place::One(4)),
            ("[3]", Place::One(2)),
            ("[9]", Place::None),
            ("", Place::None),
        ] {
            assert_eq!(place(&names, name), place_of, "{name}");
        }
    }

    #[test]
    fn a_header_is_found_below_a_preamble() {
        let rows = |text: &str| -> Vec<(u64, Vec<String>)> { (1..).zip(text.lines().map(header)).collect() };
        let ledger = rows("Spending over £500,,\nMay 2026,,\nDate,Supplier,Amount\n01/05/2026,Acme,12.50\n");
        let wanted = Wanted { columns: vec![vec!["Supplier"], vec!["Paid", "Date"]], ..Wanted::default() };
        let (place, told) = in_records(&ledger, &wanted).unwrap();
        assert_eq!(
            (place, told.to_string().as_str()),
            (2, "header on line 3 (certain: it names all 2 columns of the mapping)")
        );
        assert_eq!(in_records(&ledger, &Wanted::default()).unwrap().0, 2);
        let wanted = Wanted { header_line: Some(4), ..Wanted::default() };
        assert_eq!(in_records(&ledger, &wanted).unwrap().0, 3);
        assert!(in_records(&ledger, &Wanted { header_line: Some(9), ..wanted }).is_err());
    }
}
