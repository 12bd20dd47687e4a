//! From the file's words to ours.

use crate::mapping::MappedFile;
use crate::reading::Reading;
use crate::{amounts, dates};
use estate::{Column, Kind};
use std::borrow::Cow;

/// One cell. What cannot be read comes back with the problem.
pub(crate) fn cell<'r>(
    file: &MappedFile,
    reading: &Reading,
    column: &Column,
    words: Cow<'r, str>,
) -> Result<Cow<'r, str>, (Cow<'r, str>, String)> {
    if is_empty(file, reading, &words) {
        return Ok(file.otherwise.get(column.name).map_or(Cow::Borrowed(""), |value| Cow::Owned(value.clone())));
    }
    let codes = file.codes.get(column.name);
    let exactly = codes.and_then(|codes| codes.get(words.as_ref()));
    let nearly = || codes?.iter().find(|(theirs, _)| plain_eq(theirs, &words)).map(|(_, ours)| ours);
    let mut cell = match exactly.or_else(nearly) {
        Some(ours) => Cow::Owned(ours.clone()),
        None => match reading {
            Reading::Date(spelling) => date(spelling, column, words)?,
            Reading::Amount(spelling) => match spelling.read(&words) {
                Ok(number) => Cow::Owned(amounts::shortest(&number)),
                Err(problem) => return Err((words, problem)),
            },
            Reading::Words if amounts::is_spreadsheet_error(&words) => {
                return Err((words, "is an error of a spreadsheet".to_owned()));
            }
            Reading::Words => unwrapped(words),
        },
    };
    if let Some(prefix) = file.prefix.get(column.name) {
        cell.to_mut().insert_str(0, prefix);
    }
    Ok(cell)
}

fn date<'r>(
    spelling: &dates::Spelling,
    column: &Column,
    words: Cow<'r, str>,
) -> Result<Cow<'r, str>, (Cow<'r, str>, String)> {
    let whole = column.kind == Kind::Day;
    let read = spelling.read(&words, whole);
    if read.as_deref().unwrap_or(&words).get(..10).is_some_and(dates::is_placeholder) {
        return Err((words, "is a date that stands for having none".to_owned()));
    }
    match read {
        Some(day) => Ok(Cow::Owned(day)),
        // The door reads what is spelled as ISO does, which can mean one day only, and keeps or refuses the rest.
        None if column.required || !whole || estate::parse_day(&words).is_ok() => Ok(words),
        None => Err((words, "is not a date".to_owned())),
    }
}

/// Does a cell count as empty? In dates and amounts the usual words do, without being declared.
pub(crate) fn is_empty(file: &MappedFile, reading: &Reading, words: &str) -> bool {
    words.is_empty()
        || file.empty_words.iter().any(|empty| plain_eq(empty, words))
        || (*reading != Reading::Words && amounts::is_empty_word(words))
}

/// A text that is wrapped so that no spreadsheet takes it for a number: `="0012"`.
fn unwrapped(words: Cow<'_, str>) -> Cow<'_, str> {
    let inner = |words: &str| words.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).map(str::to_owned);
    match inner(&words) {
        Some(inner) => Cow::Owned(inner),
        None => words,
    }
}

/// The same word, whatever its case and the spaces around it.
fn plain_eq(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    a.eq_ignore_ascii_case(b) || (!a.is_ascii() && a.to_lowercase() == b.to_lowercase())
}
