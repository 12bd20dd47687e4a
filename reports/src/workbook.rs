//! The workbook: every list of an audit as a sheet that finance can build on, with real numbers and days, and totals as formulas.
//!
//! Text is written as text, so that a name which begins with `=` is a name. Each figure is also a named range: `=run_cost` works in any
//! cell.

mod bought;
mod lists;
mod receipts;
mod renewals;
mod sheet;
mod summary;
mod to_act_on;

pub use renewals::{DECISION_HEADINGS, Decided, FACTS, RENEWALS_SHEET, RenewalRow, renewals_workbook};

use crate::Error;
use audit::Audit;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Styles;
pub(crate) use to_act_on::said;

/// What stands in one place of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Text, whatever it begins with.
    Text(String),
    /// Whole pence, shown in units of the currency with two decimals.
    Pence(i128),
    /// How many.
    Count(u64),
    /// A number of no unit, or of one that the heading names.
    Number(f64),
    /// A part of a whole, shown in percent.
    Share(f64),
    /// A day, `2026-03-31`; text that is no day is written as it is.
    Day(String),
    /// Yes or no.
    Flag(bool),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Cell {
        text.map_or(Cell::Empty, Cell::from)
    }
}

/// A sheet that somebody else fills, such as all cost lines. Rows are written as they come and not held in memory.
pub struct Sheet<'a> {
    /// Its name, at most 31 letters; also the stem of the file in `tables/` that has all rows: `cost_lines`.
    pub name: &'a str,
    /// Words above the columns.
    pub header: &'a [&'a str],
    /// Rows, each as long as the header.
    pub rows: &'a mut dyn Iterator<Item = Vec<Cell>>,
}

/// Rows that a sheet of somebody else's may have; spreadsheets end soon after.
const MOST_ROWS: u32 = 1_000_000;

/// The workbook of an audit, with these sheets after its own: the bytes of an XLSX file. The same audit and rows give the same bytes.
///
/// A sheet stops after 1,000,000 rows, with a note that names the file which has them all.
///
/// # Errors
/// [`Error::Day`] if `as_of` is no day; [`Error::Workbook`] if a sheet cannot be written, for example because its name is taken.
pub fn workbook(audit: &Audit, tables: &mut [Sheet<'_>]) -> Result<Vec<u8>, Error> {
    write(audit, tables, MOST_ROWS)
}

fn write(audit: &Audit, tables: &mut [Sheet<'_>], most: u32) -> Result<Vec<u8>, Error> {
    let made_on = sheet::day(&audit.as_of).ok_or_else(|| Error::Day { field: "as_of", text: audit.as_of.clone() })?;
    let mut book = Workbook::new();
    describe(&mut book, audit, &made_on);
    let styles = Styles::new();
    for (name, fill) in SHEETS {
        let refused = |wrong: XlsxError| Error::Workbook { sheet: name.to_owned(), problem: wrong.to_string() };
        let page = book.add_worksheet().set_name(name).map_err(refused)?;
        fill(audit, page, &styles).map_err(refused)?;
    }
    for (name, cell) in summary::named_ranges(audit) {
        let refused = |wrong: XlsxError| Error::Workbook { sheet: "Summary".to_owned(), problem: wrong.to_string() };
        book.define_name(name, &cell).map_err(refused)?;
    }
    for table in tables {
        let refused = |wrong: XlsxError| Error::Workbook { sheet: table.name.to_owned(), problem: wrong.to_string() };
        let page = book.add_worksheet_with_constant_memory().map_err(refused)?;
        page.set_name(table.name).map_err(refused)?;
        sheet::stream(page, &styles, table, most).map_err(refused)?;
    }
    book.save_to_buffer().map_err(|wrong| Error::Workbook { sheet: "all".to_owned(), problem: wrong.to_string() })
}

/// How one sheet is filled.
type Fill = fn(&Audit, &mut rust_xlsxwriter::Worksheet, &Styles) -> Result<(), XlsxError>;

/// The sheets of every workbook, by the names that the board pack refers to.
const SHEETS: [(&str, Fill); 15] = [
    ("Summary", summary::fill),
    ("Completeness", summary::completeness),
    ("By verdict", lists::by_verdict),
    ("By organisation", lists::by_organisation),
    ("By service", lists::by_service),
    ("By supplier", lists::by_supplier),
    ("Systems", lists::systems),
    ("Renewals", to_act_on::renewals),
    ("Suppliers", bought::suppliers),
    ("Together", bought::together),
    ("Findings", to_act_on::findings),
    ("Money receipt", receipts::money),
    ("Receipts", receipts::rows),
    ("Set aside", receipts::set_aside),
    ("Assumptions", receipts::assumptions),
];

fn describe(book: &mut Workbook, audit: &Audit, made_on: &ExcelDateTime) {
    let bodies = crate::pages::names::bodies(audit, 4);
    described(book, "Legacy ICT cost audit", &bodies, made_on);
}

fn described(book: &mut Workbook, title: &str, subject: &str, made_on: &ExcelDateTime) {
    let properties = DocProperties::new()
        .set_title(title)
        .set_subject(sheet::writable(subject))
        .set_author("oldiron")
        .set_creation_datetime(made_on);
    book.set_properties(&properties);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use std::io::{Cursor, Read};

    /// The files inside a workbook, by path.
    fn unpacked(book: &[u8]) -> std::collections::BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        (0..archive.len())
            .map(|index| {
                let mut file = archive.by_index(index).unwrap();
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                (file.name().unwrap().into_owned(), text)
            })
            .collect()
    }

    /// The sheet of this name, as XML.
    fn sheet(book: &[u8], name: &str) -> String {
        let index = SHEETS.iter().position(|(known, _)| *known == name).unwrap_or(SHEETS.len()) + 1;
        unpacked(book).remove(&format!("xl/worksheets/sheet{index}.xml")).unwrap()
    }

    #[test]
    fn the_same_audit_gives_the_same_bytes() {
        let county = sample::county();
        let made = || {
            let mut rows =
                (0..50).map(|index| vec![Cell::Count(index), Cell::from("=1+1"), Cell::Day("2026-04-01".to_owned())]);
            workbook(&county, &mut [Sheet { name: "cost_lines", header: &["a", "b", "c"], rows: &mut rows }]).unwrap()
        };
        assert_eq!(made(), made());
    }

    #[test]
    fn every_total_agrees_with_the_figure_it_stands_for() {
        let county = sample::county();
        let book = workbook(&county, &mut []).unwrap();
        for (name, column) in [("By verdict", 'C'), ("By organisation", 'C'), ("By service", 'C'), ("By supplier", 'C')]
        {
            let xml = sheet(&book, name);
            for (offset, id) in ["run_cost", "legacy_cost", "unknown_cost"].into_iter().enumerate() {
                let column = char::from_u32(u32::from(column) + u32::try_from(offset).unwrap()).unwrap();
                let pounds = sheet::major(county.pence(id).unwrap().into());
                assert!(xml.contains(&format!("<f>SUM({column}2:")), "{name} {id}");
                assert!(xml.contains(&format!("</f><v>{pounds}</v>")), "{name} {id}: {pounds}");
            }
        }
    }

    #[test]
    fn no_name_becomes_a_formula_and_none_is_lost() {
        let hostile = sample::hostile();
        let book = workbook(&hostile, &mut []).unwrap();
        let files = unpacked(&book);
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("xl/worksheets/")) {
            for formula in text.split("<f>").skip(1) {
                assert!(formula.starts_with("SUM(") || formula.starts_with("ROUND("), "{path}: {formula:.60}");
            }
        }
        let strings = &files["xl/sharedStrings.xml"];
        for name in sample::HOSTILE.into_iter().filter(|name| !name.contains(['\0', '"'])) {
            let escaped = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert!(strings.contains(&escaped), "{name}");
        }
        assert!(strings.contains(&"W".repeat(499)), "a long name is whole");
    }

    #[test]
    fn days_and_amounts_are_numbers() {
        let county = sample::county();
        let xml = sheet(&workbook(&county, &mut []).unwrap(), "Renewals");
        // 28 April 2026 as spreadsheets count days.
        assert!(xml.contains("<v>46140</v>"), "{xml:.400}");
        assert!(xml.contains("<v>2870000</v>"));
        assert!(xml.contains("state=\"frozen\"") && xml.contains("<autoFilter"));
    }

    #[test]
    fn a_sheet_that_is_too_long_stops_and_names_the_file() {
        let mut rows = (0..9).map(|index| vec![Cell::Pence(index * 100)]);
        let mut tables = [Sheet { name: "cost_lines", header: &["amount"], rows: &mut rows }];
        let book = write(&sample::empty(), &mut tables, 5).unwrap();
        let xml = sheet(&book, "cost_lines");
        assert!(xml.contains("All rows are in tables/cost_lines.csv"), "{xml}");
        assert!(xml.contains("<c r=\"A6\"") && !xml.contains("<v>5</v>"));
        let mut rows = (0..5).map(|index| vec![Cell::Pence(index * 100)]);
        let mut tables = [Sheet { name: "cost_lines", header: &["amount"], rows: &mut rows }];
        let book = write(&sample::empty(), &mut tables, 5).unwrap();
        assert!(!sheet(&book, "cost_lines").contains("All rows are in"));
    }

    #[test]
    fn a_name_that_is_taken_is_refused_with_the_sheet() {
        let mut rows = std::iter::empty();
        let refused = workbook(&sample::empty(), &mut [Sheet { name: "Summary", header: &["a"], rows: &mut rows }]);
        assert!(refused.unwrap_err().to_string().starts_with("workbook.xlsx: sheet"));
    }

    #[test]
    fn figures_are_named_ranges() {
        let book = workbook(&sample::county(), &mut []).unwrap();
        let xml = &unpacked(&book)["xl/workbook.xml"];
        assert!(xml.contains("<definedName name=\"run_cost\">Summary!$C$"), "{xml}");
    }
}
