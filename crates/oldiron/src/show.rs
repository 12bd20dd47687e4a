//! Plain tables for a terminal: columns as wide as their widest cell, pounds to the right.

/// A cell, and the side it leans to.
pub(crate) enum Cell {
    Left(String),
    Right(String),
}

impl Cell {
    fn text(&self) -> &str {
        match self {
            Cell::Left(text) | Cell::Right(text) => text,
        }
    }
}

/// An amount in a currency, with thousands and hundredths: `-£1,234.50`, `AUD 3.00`.
pub(crate) fn money(currency: &str, pence: i64) -> String {
    let size = pence.unsigned_abs();
    let whole = (size / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let unit = if currency == "GBP" { "£".to_owned() } else { format!("{currency} ") };
    format!("{}{unit}{grouped}.{:02}", if pence < 0 { "-" } else { "" }, size % 100)
}

/// The rows under the header. Control characters in data are shown, not sent to the terminal.
pub(crate) fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let head: Vec<Cell> = header.iter().map(|name| Cell::Left((*name).to_owned())).collect();
    let rows: Vec<Vec<Cell>> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| shown(cell.text()).chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| match cell {
            Cell::Left(text) => format!("{:<width$}", shown(text)),
            Cell::Right(text) => format!("{:>width$}", shown(text)),
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Lines, each without characters that would steer the terminal.
pub(crate) fn shown_lines(lines: &[String]) -> String {
    lines.iter().map(|line| shown(line) + "\n").collect()
}

/// Text without characters that would steer the terminal.
pub(crate) fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_keep_their_pence() {
        for (pence, text) in
            [(0, "£0.00"), (123_456_789, "£1,234,567.89"), (-99_999, "-£999.99"), (100_000, "£1,000.00")]
        {
            assert_eq!(money("GBP", pence), text);
        }
    }

    #[test]
    fn data_cannot_steer_the_terminal() {
        let out = table(&["name"], [vec![Cell::Left("a\u{1b}[2Jb".to_owned())]]);
        assert!(!out.contains('\u{1b}'), "{out:?}");
    }
}
