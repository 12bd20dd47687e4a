//! What stands between cells, and around them.

use super::{Form, SourceFile, Wanted, declared, header, text};
use crate::Error;
use crate::detected::{Detected, Sure};
use std::collections::HashMap;

/// What stands between cells in files of the field, the commonest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So many records show it.
const RECORDS: usize = 400;

/// How well a delimiter takes a file apart.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fit {
    delimiter: u8,
    /// Wanted columns that one record names.
    named: usize,
    /// Cells of most records.
    width: usize,
    /// Of a thousand records, those with that many cells.
    even: usize,
}

/// Finds the delimiter and the quotes, and tells them.
pub(super) fn of(
    file: &SourceFile,
    mut form: Form,
    wanted: &Wanted<'_>,
    head: &[u8],
    told: &mut Vec<Detected>,
) -> Result<Form, Error> {
    quotes(&mut form, wanted, head, told);
    if let Some(delimiter) = wanted.delimiter {
        told.push(declared("delimiter", shown(delimiter)));
        return Ok(Form { delimiter, ..form });
    }
    if let Some(delimiter) = said_by_first_line(head) {
        let why = "the first line says so".to_owned();
        told.push(Detected { what: "delimiter", found: shown(delimiter), sure: Sure::Certain, why });
        return Ok(Form { delimiter, ..form });
    }
    let mut fits: Vec<Fit> =
        DELIMITERS.iter().map(|delimiter| fit(file, Form { delimiter: *delimiter, ..form }, wanted, head)).collect();
    // A stable sort: of equals the commonest delimiter comes first.
    fits.sort_by_key(|fit| std::cmp::Reverse((fit.named, weight(*fit))));
    let (best, next) = (fits[0], fits[1]);
    let (sure, why) = if best.width < 2 {
        (Sure::Likely, "there is one cell in every row".to_owned())
    } else if best.named > 1 && next.named < 2 {
        (Sure::Certain, format!("it parts {} named columns", best.named))
    } else if weight(best) == weight(next) {
        (Sure::Unsure, String::new())
    } else {
        let why = format!("{} cells in {} of 1000 rows", best.width, best.even);
        (if best.even > 900 && next.width < 2 { Sure::Certain } else { Sure::Likely }, why)
    };
    if sure == Sure::Unsure {
        let [one, other] = [best, next].map(|fit| shown(fit.delimiter));
        let problem = format!("{one} and {other} part it equally well");
        return Err(file.undecided("", problem, "say which with `delimiter`".to_owned()));
    }
    told.push(Detected { what: "delimiter", found: shown(best.delimiter), sure, why });
    Ok(Form { delimiter: best.delimiter, ..form })
}

/// A delimiter as people name it.
fn shown(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tab".to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}

/// Spreadsheets write `sep=;` above some tables.
fn said_by_first_line(head: &[u8]) -> Option<u8> {
    let line = head.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line.to_ascii_lowercase().strip_prefix(b"sep=") {
        Some([delimiter]) if delimiter.is_ascii() => Some(*delimiter),
        _ => None,
    }
}

fn quotes(form: &mut Form, wanted: &Wanted<'_>, head: &[u8], told: &mut Vec<Detected>) {
    if let Some(quote) = wanted.quote {
        form.quote = quote.bytes().next();
        told.push(declared("quote", form.quote.map_or_else(|| "none".to_owned(), shown)));
        return;
    }
    // A cell that begins with a quote stands behind a delimiter or a line end, and so does one that ends with it before one.
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| DELIMITERS.contains(byte) || matches!(byte, b'\n' | b'\r'));
    let cells = |quote: u8| {
        let at = |place: &usize| head[*place] == quote;
        let begins = |place: &usize| edge(place.checked_sub(1).and_then(|before| head.get(before)));
        let ends = |place: &usize| edge(head.get(place + 1));
        let places: Vec<usize> = (0..head.len()).filter(at).collect();
        (places.iter().filter(|place| begins(place)).count(), places.iter().filter(|place| ends(place)).count())
    };
    let (double, single) = (cells(b'"'), cells(b'\''));
    if double.0.min(double.1) == 0 && single.0 > 1 && single.0 == single.1 {
        form.quote = Some(b'\'');
        let why = format!("{} cells begin and end with it", single.0);
        told.push(Detected { what: "quote", found: "`'`".to_owned(), sure: Sure::Likely, why });
    }
    // `\"` inside a cell, and never `\""`, which is a backslash at its end.
    let escapes =
        head.windows(3).filter(|three| three[0] == b'\\' && three[1] == b'"' && !edge(Some(&three[2]))).count();
    let doubled = head.windows(4).any(|four| four[1..3] == *b"\"\"" && !edge(Some(&four[0])) && !edge(Some(&four[3])));
    if escapes > 0 && !doubled && double.0 > 0 {
        form.backslash = true;
        let why = format!("{escapes} quotes stand behind one");
        told.push(Detected { what: "escape", found: "`\\`".to_owned(), sure: Sure::Likely, why });
    }
}

fn fit(file: &SourceFile, form: Form, wanted: &Wanted<'_>, head: &[u8]) -> Fit {
    let records = text::records_of(file, form, head, RECORDS);
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for (_, record) in &records {
        *widths.entry(record.len()).or_default() += 1;
    }
    // Rows of one cell are preambles and footers as well.
    let most = widths.iter().filter(|(width, _)| **width > 1).max_by_key(|(width, times)| (**times, **width));
    let (width, times) = most.map_or((1, 0), |(width, times)| (*width, *times));
    let named = records.iter().map(|(_, record)| header::named(record, &wanted.columns)).max().unwrap_or(0);
    Fit { delimiter: form.delimiter, named, width, even: times * 1000 / records.len().max(1) }
}

/// Evenness first: a comma in prose parts rows unevenly. Width tells apart what is even in both.
fn weight(fit: Fit) -> usize {
    if fit.width < 2 { 0 } else { fit.even * 8 + fit.width.min(1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Form, Vec<String>) {
        let file = SourceFile::new("x".as_ref(), "x".to_owned());
        let mut told = vec![];
        let form = of(&file, Form { strict: false, ..Form::FLAT }, &Wanted::default(), text.as_bytes(), &mut told);
        (form.unwrap(), told.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_file_says_what_stands_between_its_cells() {
        for (text, delimiter) in [
            ("a,b\n1,2\n", b','),
            ("a;b;c\n1,5;2,5;x\n2,5;3,5;y, z\n", b';'),
            ("a\tb\nAcme, Ltd\t1,234\nBeta, Ltd\t2,345\n", b'\t'),
            ("a|b|c\n1|2|x;y\n", b'|'),
            ("sep=;\na,b;c\n", b';'),
            ("Spending, May; June\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n", b';'),
            ("a\n1\n", b','),
        ] {
            assert_eq!(found(text).0.delimiter, delimiter, "{text}");
        }
        let (form, told) = found("'a';'b'\n'x; y';'2'\n");
        assert_eq!((form.quote, form.delimiter), (Some(b'\''), b';'));
        assert_eq!(told[0], "quote `'` (likely: 4 cells begin and end with it)");
        assert!(found("a,b\n\"5\\\" disk\",1\n").0.backslash);
        assert!(!found("a,b\n\"5\"\" disk\",\"c:\\\"\n").0.backslash);
    }

    #[test]
    fn what_two_delimiters_part_equally_is_asked() {
        let file = SourceFile::new("x".as_ref(), "x".to_owned());
        let form = Form { strict: false, ..Form::FLAT };
        let error = of(&file, form, &Wanted::default(), b"a;b,c\n1;2,3\n", &mut vec![]).unwrap_err();
        assert!(error.to_string().contains("`,` and `;` part it equally well"), "{error}");
        let wanted = Wanted { columns: vec![vec!["a"], vec!["b,c"]], ..Wanted::default() };
        assert_eq!(of(&file, form, &wanted, b"a;b,c\n1;2,3\n", &mut vec![]).unwrap().delimiter, b';');
    }
}
