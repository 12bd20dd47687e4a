//! Does a mapped file fit its table? Found before any file is opened.

use crate::mapping::MappedFile;
use crate::nearest::did_you_mean;
use crate::reading::is_money;
use crate::{dates, opening};
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
        ("date_format_of", file.date_format_of.keys().collect()),
        ("from_name", file.from_name.iter().collect()),
        ("may_lack", file.may_lack.iter().collect()),
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
    dates_of(file)?;
    numbers(file)?;
    form(file)?;
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

fn dates_of(file: &MappedFile) -> Result<(), Found> {
    let own = file.date_format_of.iter().map(|(name, formats)| (format!("date_format_of.{name}"), formats));
    for (key, formats) in own.chain([("date_format".to_owned(), &file.date_format)]) {
        for format in &formats.0 {
            dates::check_format(format).map_err(|problem| (key.clone(), problem))?;
        }
    }
    for name in &file.from_name {
        let is_date = file.table.column(name).is_some_and(|column| matches!(column.kind, Kind::Day | Kind::When));
        let problem = if !is_date {
            "a file's name can only tell a date"
        } else if file.columns.contains_key(name) || file.fixed.contains_key(name) {
            "the column is mapped or fixed as well. hint: keep one"
        } else {
            continue;
        };
        return Err((format!("from_name.{name}"), problem.to_owned()));
    }
    if file.two_digit_years_from.is_some_and(|year| !(1900..=2100).contains(&year)) {
        let problem = "it is a year from 1900 to 2100, such as 1969 for 1969 to 2068".to_owned();
        return Err(("two_digit_years_from".to_owned(), problem));
    }
    Ok(())
}

/// How the file is taken apart.
fn form(file: &MappedFile) -> Result<(), Found> {
    let refuse = |key: &str, problem: &str| Err((key.to_owned(), problem.to_owned()));
    let parts = |letter: char| letter.is_ascii() && !matches!(letter, '"' | '\n' | '\r');
    if file.delimiter.is_some_and(|letter| !parts(letter)) {
        return refuse("delimiter", "what stands between cells is one ASCII character such as `,`, `;` or a tab");
    }
    if file.quote.as_ref().is_some_and(|quote| quote.len() > 1 || !quote.is_ascii()) {
        return refuse("quote", "what stands around cells is one ASCII character such as `'`, or nothing");
    }
    if let Some(name) = file.encoding.as_ref().filter(|name| opening::encoding_named(name).is_none()) {
        let problem = format!("`{name}` is no encoding. hint: such as utf-8, windows-1252, utf-16le");
        return Err(("encoding".to_owned(), problem));
    }
    if let Some(name) = file.may_lack.iter().find(|name| !file.columns.contains_key(*name)) {
        return Err((format!("may_lack.{name}"), "the column is not mapped, so no file has it".to_owned()));
    }
    let named = |name: &String| file.columns.values().any(|columns| columns.0.contains(name));
    if let Some(name) = file.also_called.keys().find(|name| !named(name)) {
        let problem = "no column is taken from it. hint: first the name that stands under `columns`, then its others";
        return Err((format!("also_called.{name}"), problem.to_owned()));
    }
    Ok(())
}

fn numbers(file: &MappedFile) -> Result<(), Found> {
    let refuse = |key: &str, problem: &str| Err((key.to_owned(), problem.to_owned()));
    if file.decimal.is_some_and(|mark| !matches!(mark, '.' | ',')) {
        return refuse("decimal", "only `.` or `,` can stand before the pennies");
    }
    if file.thousands.is_some_and(|mark| mark == file.decimal.unwrap_or('.')) {
        return refuse("thousands", "the same character cannot stand before the pennies as well");
    }
    if file.thousands.is_some_and(|mark| mark.is_ascii_digit() || mark == '-') {
        return refuse("thousands", "a digit or a minus cannot stand between digits");
    }
    if file.scope.is_some() && file.table.column(SCOPE).is_none() {
        return refuse("scope", "only contracts and payments have a scope");
    }
    Ok(())
}

fn required(file: &MappedFile) -> Result<(), Found> {
    let is_amount = |name: &String| file.table.column(name).is_some_and(is_money);
    if file.add_up && !file.columns.keys().any(is_amount) {
        return Err(("add_up".to_owned(), "no column of money is mapped, so there is nothing to add up".to_owned()));
    }
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
        let made = column.name == ID && file.make_id || file.from_name.iter().any(|name| name == column.name);
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
