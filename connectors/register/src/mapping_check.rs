//! Does a mapped file fit its table? Found before any file is opened.

use crate::mapping::MappedFile;
use crate::nearest::did_you_mean;
use crate::spelling;
use estate::tables::Contract;
use estate::{Column, Currency, Kind, Table};

/// The name of the column that says which source a row is from. Any file may have it.
pub(crate) const SOURCE: &str = Contract::source;
/// The name of the column that tells rows of a table apart.
pub(crate) const ID: &str = Contract::id;
/// The name of the column of declared scope.
pub(crate) const SCOPE: &str = Contract::scope;

type Found = (String, String);

/// Says which key is wrong, from the file's own section, and why.
pub(crate) fn file(file: &MappedFile) -> Result<(), Found> {
    let table = file.table;
    let named = [
        ("columns", file.columns.keys().collect::<Vec<_>>()),
        ("fixed", file.fixed.keys().collect()),
        ("otherwise", file.otherwise.keys().collect()),
        ("codes", file.codes.keys().collect()),
        ("prefix", file.prefix.keys().collect()),
    ];
    for (key, name) in named.iter().flat_map(|(key, names)| names.iter().map(move |name| (*key, name.as_str()))) {
        if table.column(name).is_none() && !(name == SOURCE && key == "columns") {
            let names = table.columns().iter().map(|column| column.name);
            let hint = did_you_mean(name, names);
            return Err((format!("{key}.{name}"), format!("{table} has no column `{name}`. hint: {hint}")));
        }
    }
    columns(file)?;
    for (name, value) in &file.fixed {
        fixed(file, name, value).map_err(|problem| (format!("fixed.{name}"), problem))?;
    }
    for (name, value) in &file.otherwise {
        let checked = if file.columns.contains_key(name) {
            fixed(file, name, value)
        } else {
            Err("the column is not mapped, so it is never empty. hint: put it under `fixed`".to_owned())
        };
        checked.map_err(|problem| (format!("otherwise.{name}"), problem))?;
    }
    for (name, words) in &file.codes {
        codes(file, name, words.values()).map_err(|problem| (format!("codes.{name}"), problem))?;
    }
    for name in file.prefix.keys() {
        let is_text = table.column(name).is_some_and(|column| column.kind == Kind::Text);
        if !is_text || !(file.columns.contains_key(name) || (name == ID && file.make_id)) {
            return Err((
                format!("prefix.{name}"),
                "only a column of words that is mapped can have a prefix".to_owned(),
            ));
        }
    }
    for format in &file.date_format.0 {
        spelling::check_date_format(format).map_err(|problem| ("date_format".to_owned(), problem))?;
    }
    numbers(file)?;
    required(file)
}

fn columns(file: &MappedFile) -> Result<(), Found> {
    for (name, columns) in &file.columns {
        let problem = if columns.0.is_empty() {
            "the list of columns is empty"
        } else if file.fixed.contains_key(name) {
            "the column is mapped and fixed as well. hint: keep one"
        } else {
            continue;
        };
        return Err((format!("columns.{name}"), problem.to_owned()));
    }
    Ok(())
}

fn fixed(file: &MappedFile, name: &str, value: &str) -> Result<(), String> {
    let Some(column) = file.table.column(name) else { return Ok(()) };
    let read = column.read(value)?;
    if column.unreadable(&read).is_some() {
        return Err(format!("`{value}` cannot be read"));
    }
    if is_currency(column) && Currency::parse(value.trim()).is_none() {
        return Err(format!("`{value}` is no currency. hint: write its code of three letters, such as GBP"));
    }
    Ok(())
}

/// Columns of words that hold a currency are so named.
fn is_currency(column: &Column) -> bool {
    column.name.ends_with("currency")
}

fn codes<'v>(file: &MappedFile, name: &str, mut ours: impl Iterator<Item = &'v String>) -> Result<(), String> {
    if !file.columns.contains_key(name) {
        return Err("the column is not mapped, so there are no words to translate".to_owned());
    }
    let Some(column) = file.table.column(name) else { return Ok(()) };
    ours.try_for_each(|word| column.read(word).map(|_| ()))
}

fn numbers(file: &MappedFile) -> Result<(), Found> {
    let refuse = |key: &str, problem: &str| Err((key.to_owned(), problem.to_owned()));
    if !matches!(file.decimal, '.' | ',') {
        return refuse("decimal", "only `.` or `,` can stand before the pennies");
    }
    if file.thousands == Some(file.decimal) {
        return refuse("thousands", "the same character cannot stand before the pennies as well");
    }
    if file.thousands.is_some_and(|mark| mark.is_ascii_digit() || mark == '-') {
        return refuse("thousands", "a digit or a minus cannot stand between digits");
    }
    if !file.delimiter.is_ascii() || matches!(file.delimiter, '"' | '\n' | '\r') {
        return refuse("delimiter", "what stands between cells is one ASCII character such as `,`, `;` or a tab");
    }
    if file.scope.is_some() && file.table.column(SCOPE).is_none() {
        return refuse("scope", "only contracts and payments have a scope");
    }
    Ok(())
}

fn required(file: &MappedFile) -> Result<(), Found> {
    if file.make_id {
        let problem = if file.columns.contains_key(ID) {
            "the id is mapped as well. hint: keep one"
        } else if file.table.column(ID).is_none() {
            "the table has no id"
        } else {
            ""
        };
        if !problem.is_empty() {
            return Err(("make_id".to_owned(), problem.to_owned()));
        }
    }
    let missing = required_columns(file.table).find(|column| {
        let made = column.name == ID && file.make_id;
        !made && !file.columns.contains_key(column.name) && !file.fixed.contains_key(column.name)
    });
    match missing {
        None => Ok(()),
        Some(column) => {
            let id = if column.name == ID { ", or say `make_id = true` if the file has none" } else { "" };
            let (name, meaning) = (column.name, column.meaning.trim());
            let problem = format!(
                "every row of {} needs `{name}` ({meaning}). hint: say which column it is under `columns`, or its value under `fixed`{id}",
                file.table
            );
            Err(("columns".to_owned(), problem))
        }
    }
}

/// The columns that every row of a table needs.
pub(crate) fn required_columns(table: Table) -> impl Iterator<Item = &'static Column> {
    table.columns().iter().filter(|column| column.required)
}
