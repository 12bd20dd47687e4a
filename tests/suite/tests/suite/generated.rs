//! Pages that are made from the code: `docs/tables.md` from the columns, `docs/audit.schema.json` from the types of an audit.
//!
//! They are made in memory and compared with the committed copies. `BLESS_DOCS=1` writes them instead.

use estate::{Column, Kind, Table};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const HOW: &str = "run: BLESS_DOCS=1 cargo test --workspace --test suite generated";

const PREFACE: &str = "# The tables

Made from the columns in `crates/estate/src/tables/`; do not edit. To change it, change a column's comment there, then run
`BLESS_DOCS=1 cargo test --workspace --test suite generated`.

A table travels as a flat file of its name (`contracts.csv`), as Parquet (in a snapshot) and as a frame, with the same columns
everywhere. What a cell holds:

| kind | in a flat file | in Parquet |
|---|---|---|
| text | any words | string |
| word of a list | one of the words given | string |
| day | `2026-03-31` | date |
| day, perhaps in part | `2026-03-31`; also `2026-03`, `2026`, `2026-Q3`, or words, which are kept as they are | date; the words in `<name>_words` |
| money | a plain decimal in major units: `12000.50` | whole hundredths in `<name>_minor` |
| money as stated | as money; words that are no number are kept as they are | whole hundredths in `<name>_minor`; the words in `<name>_words` |
| whole number, number | `12`, `0.75` | integer, decimal |
| yes or no | `yes`, `no` | boolean |

An empty cell is unknown: never zero, never no. A column that is not required may be missing from a file. Terms and notices are lengths:
`36 months`, `90 days`, `10 working days`. A flat folder needs no other files than those it has rows for.
";

fn tables() -> String {
    let mut page = PREFACE.to_owned();
    for (heading, said, tables) in [
        ("What a source may fill", "In the order in which they are read.", Table::RECEIVED),
        ("What an audit makes", "In `tables/` of a pack, as CSV and Parquet.", Table::MADE),
    ] {
        write!(page, "\n## {heading}\n\n{said}\n").unwrap();
        for table in tables {
            write!(page, "\n### {table}\n\n| column | kind | required | meaning |\n|---|---|---|---|\n").unwrap();
            table.columns().iter().for_each(|column| page.push_str(&row(column)));
        }
    }
    page
}

fn row(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text => "text".to_owned(),
        Kind::Code(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Kind::Day => "day".to_owned(),
        Kind::When => "day, perhaps in part".to_owned(),
        Kind::Amount => "money".to_owned(),
        Kind::StatedAmount => "money as stated".to_owned(),
        Kind::Integer => "whole number".to_owned(),
        Kind::Decimal => "number".to_owned(),
        Kind::Flag => "yes or no".to_owned(),
    };
    let required = if column.required { "yes" } else { "" };
    let meaning = column.meaning.trim().replace('|', "\\|");
    format!("| `{}` | {kind} | {required} | {meaning} |\n", column.name)
}

fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&audit::json_schema()).unwrap();
    text.push('\n');
    text
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// The committed file is what the code makes; or it is written, where that is asked for.
fn held(path: &str, made: &str) {
    let place = root().join(path);
    if blessing() {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, made).unwrap();
    }
    assert!(is_current(&place, made), "{path} is not what the code makes. {HOW}");
}

fn is_current(place: &Path, made: &str) -> bool {
    fs::read_to_string(place).is_ok_and(|committed| committed.replace("\r\n", "\n") == made)
}

#[allow(clippy::disallowed_methods, reason = "a developer asks this test to write; no setting of the product")]
fn blessing() -> bool {
    std::env::var("BLESS_DOCS").is_ok_and(|asked| asked == "1")
}

#[test]
fn the_data_dictionary_is_current() {
    held("docs/tables.md", &tables());
}

#[test]
fn the_schema_of_an_audit_is_current() {
    held("docs/audit.schema.json", &schema());
}

#[test]
fn every_column_has_a_meaning_in_one_line() {
    for table in Table::RECEIVED.iter().chain(Table::MADE) {
        for column in table.columns() {
            let meaning = column.meaning.trim();
            assert!(!meaning.is_empty() && !meaning.contains('\n'), "{table}.{}: {meaning:?}", column.name);
        }
    }
}

#[test]
fn a_page_that_fell_behind_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("tables.md");
    assert!(!is_current(&page, "a"), "a missing page is not current");
    fs::write(&page, tables().replacen("`price_amount`", "`price`", 1)).unwrap();
    assert!(!is_current(&page, &tables()));
    fs::write(&page, tables()).unwrap();
    assert!(is_current(&page, &tables()));
}
