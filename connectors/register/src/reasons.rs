//! Why a row or a cell is set aside, in words for the owner of the data. A reason says nothing that depends on where the row stands,
//! so that equal troubles can be counted; file, line, column and value stand beside it.

use estate::{Column, Kind, Refused};

pub(crate) fn ragged(expected: usize, found: usize) -> String {
    format!(
        "the row has {found} cells and the header has {expected}. hint: quote cells that hold a delimiter or a line end, and close every quote"
    )
}

pub(crate) fn not_utf8() -> String {
    "the cell is not UTF-8. hint: save the file as CSV UTF-8".to_owned()
}

/// What reasons begin with of rows that are none of the table, so that nobody counts them as a loss.
const APART: &str = "no row of the table: ";

pub(crate) fn header_again() -> String {
    format!("{APART}the header again")
}

pub(crate) fn text() -> String {
    format!("{APART}a line of text")
}

pub(crate) fn total() -> String {
    format!("{APART}a total of the file's own, which checks its rows and is no payment")
}

/// What reasons begin with of rows that are kept elsewhere.
const ONCE: &str = "counted once: ";

pub(crate) fn in_another_file() -> String {
    format!("{ONCE}the same row stands in another file that covers the same days, and is kept there")
}

/// What reasons begin with of rows whose money is kept in another's record.
const ADDED: &str = "added up: ";

pub(crate) fn added_up() -> String {
    format!("{ADDED}the row agrees with another in all but its amounts, and they are in the record of that row")
}

/// Is it the reason of a row that is none of the table, or is kept elsewhere?
pub(crate) fn is_apart(reason: &str) -> bool {
    [APART, ONCE, ADDED].iter().any(|begins| reason.starts_with(begins))
}

pub(crate) fn equal_row() -> String {
    "an equal row with the same id is kept; its place stands beside the value. hint: export each row once".to_owned()
}

pub(crate) fn same_id() -> String {
    "another row with the same id is kept; its place stands beside the value. hint: give each row an id of its own, or take one away".to_owned()
}

/// A cell that the mapping cannot read, of a row that needs it.
pub(crate) fn unreadable(column: &Column, problem: &str, mapped: bool) -> String {
    format!("{problem}{}", hint(column, mapped))
}

/// A row that the door refuses. The cell's words stand beside the reason and are taken out of it.
pub(crate) fn refused(column: &Column, refused: &Refused, cell: &str, mapped: bool) -> String {
    let problem = refused.problem.strip_prefix(&format!("`{}` ", cell.trim())).unwrap_or(&refused.problem);
    if problem.contains("hint: ") && !mapped {
        return problem.to_owned();
    }
    let problem = problem.split(". hint: ").next().unwrap_or(problem);
    if problem.starts_with("is empty") {
        return format!("{problem}. hint: fill it in the source");
    }
    // A date that can be read and is refused contradicts another.
    if matches!(column.kind, Kind::Day | Kind::When) && column.read(cell).is_ok() {
        return format!("{problem}. hint: correct one of the two in the source");
    }
    format!("{problem}{}", hint(column, mapped))
}

/// A cell that counts as empty, of a row that is kept.
pub(crate) fn unreadable_cell(column: &Column, problem: Option<&str>, mapped: bool) -> String {
    let what = match (problem, column.kind) {
        // How amounts are declared says the mapping, and the reason stays the same for all.
        (Some(problem), _) if !problem.starts_with("is not an amount") => problem,
        (_, Kind::When | Kind::Day) => "is not a date",
        (_, Kind::Integer | Kind::Decimal) => "is not a number",
        _ => "is not an amount",
    };
    format!("{what}, and counts as empty{}", hint(column, mapped))
}

fn hint(column: &Column, mapped: bool) -> String {
    let hint = match (column.kind, mapped) {
        (Kind::Day | Kind::When, false) => "write 2026-03-31",
        (Kind::Day | Kind::When, true) => "write 2026-03-31, or add its spelling to `date_format`",
        (Kind::Amount | Kind::StatedAmount | Kind::Integer | Kind::Decimal, false) => {
            "write plain digits such as 12000.50"
        }
        (Kind::Amount | Kind::StatedAmount | Kind::Integer | Kind::Decimal, true) => {
            "write plain digits such as 12000.50, or say in the mapping what `decimal`, `thousands` and `currency_sign` are"
        }
        (Kind::Code(_), true) => "write one of these, or translate the word under `codes`",
        (Kind::Text, true) => "correct it in the source, or translate the word under `codes`",
        (Kind::Code(_) | Kind::Flag | Kind::Text, _) => "correct it in the source",
    };
    format!(". hint: {hint}")
}
