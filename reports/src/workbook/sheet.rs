//! How is one sheet written: header, rows, total, notes?

use super::{Cell, Sheet};
use crate::words;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text, a day, or anything that is not added up.
    Plain,
    /// Long text that wraps.
    Wide,
    /// Amounts with a total below them.
    Summed,
}

/// A column of one of our own sheets.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) heading: String,
    /// In letters.
    pub(crate) width: u16,
    pub(crate) kind: Kind,
}

impl Column {
    pub(crate) fn new(heading: impl Into<String>, width: u16) -> Column {
        Column { heading: heading.into(), width, kind: Kind::Plain }
    }

    pub(crate) fn wide(heading: &str, width: u16) -> Column {
        Column { kind: Kind::Wide, ..Column::new(heading, width) }
    }

    pub(crate) fn summed(heading: impl Into<String>) -> Column {
        Column { kind: Kind::Summed, ..Column::new(heading, 17) }
    }

    /// Amounts of this currency, without a total.
    pub(crate) fn amount(heading: &str, currency: &str) -> Column {
        Column::new(format!("{heading} ({})", words::symbol(currency)), 17)
    }

    /// Amounts of this currency, with one.
    pub(crate) fn total(heading: &str, currency: &str) -> Column {
        Column { kind: Kind::Summed, ..Column::amount(heading, currency) }
    }
}

/// The looks of cells.
pub(crate) struct Styles {
    pub(crate) title: Format,
    pub(crate) header: Format,
    pub(crate) text: Format,
    pub(crate) wrapped: Format,
    pub(crate) pence: Format,
    pub(crate) count: Format,
    pub(crate) share: Format,
    pub(crate) day: Format,
    pub(crate) total: Format,
    pub(crate) total_count: Format,
    pub(crate) note: Format,
}

impl Styles {
    pub(crate) fn new() -> Styles {
        let text = Format::new().set_align(FormatAlign::Top);
        let total = Format::new().set_bold().set_border_top(FormatBorder::Thin);
        Styles {
            title: Format::new().set_bold().set_font_size(14),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_background_color(Color::RGB(0x00F1_F3F5)),
            wrapped: text.clone().set_text_wrap(),
            pence: text.clone().set_num_format("#,##0.00"),
            count: text.clone().set_num_format("#,##0"),
            share: text.clone().set_num_format("0.0%"),
            day: text.clone().set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
            total_count: total.clone().set_num_format("#,##0"),
            total: total.set_num_format("#,##0.00"),
            note: Format::new().set_italic(),
            text,
        }
    }
}

/// Where a sheet went on after its rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filled {
    /// The first row that is free.
    pub(crate) next: u32,
}

/// Writes a header at a row, the rows below it, and a total below those if a column has one.
pub(crate) fn fill(
    page: &mut Worksheet,
    styles: &Styles,
    at: u32,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Filled, XlsxError> {
    for (index, column) in (0_u16..).zip(columns) {
        page.write_string_with_format(at, index, writable(&column.heading), &styles.header)?;
        page.set_column_width(index, column.width)?;
    }
    let mut next = at + 1;
    let mut sums = vec![0_i128; columns.len()];
    let mut counted = vec![false; columns.len()];
    for row in rows {
        for ((index, cell), column) in (0_u16..).zip(&row).zip(columns) {
            put(page, styles, next, index, cell, column.kind == Kind::Wide)?;
            match cell {
                Cell::Pence(pence) => sums[usize::from(index)] += pence,
                Cell::Count(count) => {
                    sums[usize::from(index)] += i128::from(*count);
                    counted[usize::from(index)] = true;
                }
                _ => {}
            }
        }
        next += 1;
    }
    let last = next - 1;
    if at == 0 {
        page.set_freeze_panes(1, 1)?;
        page.set_repeat_rows(0, 0)?;
        if last > at {
            page.autofilter(at, 0, last, last_column(columns.len()))?;
        }
    }
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    if last > at && columns.iter().any(|column| column.kind == Kind::Summed) {
        page.write_string_with_format(next, 0, "Total", &styles.total)?;
        for (index, column) in (0_u16..).zip(columns).skip(1) {
            if column.kind != Kind::Summed {
                page.write_blank(next, index, &styles.total)?;
                continue;
            }
            let letter = letter(index);
            // The number beside the formula is what a reader sees before the spreadsheet has worked it out.
            let (sum, counted) = (sums[usize::from(index)], counted[usize::from(index)]);
            let result = if counted { sum.to_string() } else { major(sum) };
            let formula = Formula::new(format!("=SUM({letter}{}:{letter}{})", at + 2, last + 1)).set_result(result);
            let style = if counted { &styles.total_count } else { &styles.total };
            page.write_formula_with_format(next, index, formula, style)?;
        }
        next += 1;
    }
    Ok(Filled { next })
}

/// A sentence below what is filled.
pub(crate) fn note(page: &mut Worksheet, styles: &Styles, filled: Filled, text: &str) -> Result<(), XlsxError> {
    page.write_string_with_format(filled.next + 1, 0, writable(text), &styles.note)?;
    Ok(())
}

/// Writes rows as they come, so many at the most.
pub(crate) fn stream(page: &mut Worksheet, styles: &Styles, table: &mut Sheet<'_>, most: u32) -> Result<(), XlsxError> {
    for (index, heading) in (0_u16..).zip(table.header) {
        page.write_string_with_format(0, index, writable(heading), &styles.header)?;
        page.set_column_width(index, 18)?;
    }
    page.set_freeze_panes(1, 0)?;
    let mut written = 0;
    for row in &mut *table.rows {
        if written == most {
            let number = words::number(most);
            let text = format!("This sheet stops after {number} rows. All rows are in tables/{}.csv.", table.name);
            page.write_string_with_format(written + 1, 0, writable(&text), &styles.note)?;
            break;
        }
        written += 1;
        for (index, cell) in (0_u16..).zip(&row) {
            put(page, styles, written, index, cell, false)?;
        }
    }
    if written > 0 && !table.header.is_empty() {
        page.autofilter(0, 0, written, last_column(table.header.len()))?;
    }
    Ok(())
}

pub(crate) fn put(
    page: &mut Worksheet,
    styles: &Styles,
    row: u32,
    column: u16,
    cell: &Cell,
    wrap: bool,
) -> Result<(), XlsxError> {
    let text = if wrap { &styles.wrapped } else { &styles.text };
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(words) => page.write_string_with_format(row, column, writable(words), text)?,
        Cell::Pence(pence) => page.write_number_with_format(row, column, number(&major(*pence)), &styles.pence)?,
        Cell::Count(count) => page.write_number_with_format(row, column, number(&count.to_string()), &styles.count)?,
        Cell::Number(number) => page.write_number_with_format(row, column, *number, text)?,
        Cell::Share(share) => page.write_number_with_format(row, column, *share, &styles.share)?,
        Cell::Day(words) => match day(words) {
            Some(day) => page.write_datetime_with_format(row, column, &day, &styles.day)?,
            None => page.write_string_with_format(row, column, writable(words), text)?,
        },
        Cell::Flag(flag) => page.write_boolean_with_format(row, column, *flag, text)?,
    };
    Ok(())
}

/// Pence as a plain decimal in major units: `-1234.5`, as short as spreadsheets write it.
pub(crate) fn major(pence: i128) -> String {
    let size = pence.unsigned_abs();
    let sign = if pence < 0 { "-" } else { "" };
    match (size / 100, size % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        (whole, part) => format!("{sign}{whole}.{part:02}"),
    }
}

/// A decimal as the nearest number that a spreadsheet can hold: exact to the penny up to ninety trillion.
fn number(decimal: &str) -> f64 {
    decimal.parse().unwrap_or_default()
}

/// A day as spreadsheets count them, from 1900 on.
pub(crate) fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.parse().ok().filter(|year| (1900..=9999).contains(year))?;
    if month.len() != 2 || day.len() != 2 {
        return None;
    }
    ExcelDateTime::from_ymd(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Text that a sheet can hold: at most 32,767 units of UTF-16, and no character that XML forbids.
pub(crate) fn writable(text: &str) -> String {
    const MOST: usize = 32_767;
    let allowed = |character: char| if matches!(character, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { character };
    if text.len() <= MOST {
        return text.chars().map(allowed).collect();
    }
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units < MOST
    };
    let cut: String = text.chars().map(allowed).take_while(fits).collect();
    if cut.chars().count() < text.chars().count() { format!("{cut}…") } else { cut }
}

fn last_column(columns: usize) -> u16 {
    u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// The letters of a column: `A`, `Z`, `AA`.
fn letter(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pence_become_the_decimal_that_a_spreadsheet_shows() {
        for (pence, decimal) in [(0, "0"), (5, "0.05"), (-50, "-0.5"), (123_456, "1234.56"), (100, "1"), (-1, "-0.01")]
        {
            assert_eq!(major(pence), decimal);
        }
    }

    #[test]
    fn a_day_before_1900_or_no_day_stays_text() {
        assert!(day("2026-02-28").is_some() && day("1900-01-01").is_some());
        for other in ["1899-12-31", "2026-02-30", "2026-4-1", "soon", "", "2026-Q3"] {
            assert!(day(other).is_none(), "{other}");
        }
    }

    #[test]
    fn text_is_cut_only_where_a_sheet_cannot_hold_it() {
        assert_eq!(writable("a\u{fffe}b"), "a\u{fffd}b");
        assert_eq!(writable(&"x".repeat(32_767)).len(), 32_767);
        let cut = writable(&"x".repeat(40_000));
        assert!(cut.ends_with('…') && cut.chars().count() == 32_767, "{}", cut.chars().count());
        assert_eq!(writable(&"é".repeat(20_000)).chars().count(), 20_000, "letters of two bytes count once");
        assert!(writable(&"🚑".repeat(20_000)).encode_utf16().count() <= 32_767);
    }
}
