//! Dirty twins: one table, written as programs of the field write tables. Each twin has to read to the same records. And files that
//! are broken at random, which have to be read or refused, and never to end the program.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Numbers that are the same for the same seed (Marsaglia's xorshift, 64 bits).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap_or(1)).unwrap_or(0)
    }

    fn one<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        &of[self.roll(of.len())]
    }
}

/// A row of the table: day (year, month, day), supplier, pence, what for.
type Row = ((u16, u8, u8), &'static str, i64, &'static str);

const ROWS: [Row; 9] = [
    ((2026, 3, 31), "Café Müller & Söhne", 123_450, "hosting, two \"years\""),
    ((2026, 4, 1), "Acme; Ltd", -700, "credit"),
    ((2026, 4, 2), "Total Gas Ltd", 50, "gas | heat"),
    ((2025, 12, 25), "O'Neill £ Partners", 123_456_789, "plural"),
    ((2026, 4, 2), "Total Gas Ltd", 50, "gas | heat"),
    ((2024, 2, 29), "Beta\tGroup", 10_000_000, "tab"),
    ((2026, 11, 12), "Gamma", 0, "free"),
    ((2026, 1, 13), "Delta", -99_999, "1,000 seats"),
    ((2026, 1, 30), "Überseehandel", 1, ""),
];

/// The mapping that reads every twin.
pub(crate) const MAPPING: &str = r#"
    [[file]]
    path = "in"
    table = "payments"
    make_id = true
    columns = { paid_on = "Payment Date", amount = "Net Amount", supplier = "Supplier Name", description = "What for" }
    fixed = { organisation = "county" }
    [file.also_called]
    "Supplier Name" = ["Beneficiary"]
    "Payment Date" = ["Date paid"]
"#;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn date((year, month, day): (u16, u8, u8), style: usize) -> String {
    let name = MONTHS[usize::from(month) - 1];
    match style {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{day:02}/{month:02}/{year}"),
        2 => format!("{month}/{day}/{year}"),
        3 => format!("{day}.{month}.{year}"),
        4 => format!("{day:02}-{}-{:02}", &name[..3], year % 100),
        5 => format!("{day} {name} {year}"),
        6 => format!("{name} {day}, {year}"),
        7 => format!("{year}{month:02}{day:02}"),
        8 => format!("{year}-{month:02}-{day:02}T00:00:00Z"),
        9 => format!("{day:02}/{month:02}/{year} 00:00"),
        10 => format!("{day}/{month}/{:02}", year % 100),
        _ => serial(i64::from(year), i64::from(month), i64::from(day)).to_string(),
    }
}
const DATES: usize = 12;

/// The day that a spreadsheet counts (Hinnant, days from civil).
fn serial(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year / 400;
    let of_era = year - era * 400;
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468 + 25_569
}

fn grouped(whole: i64, mark: &str) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}

fn amount(pence: i64, style: usize) -> String {
    let (whole, part) = (pence.abs() / 100, pence.abs() % 100);
    let english = format!("{}.{part:02}", grouped(whole, ","));
    let minus = if pence < 0 { "-" } else { "" };
    match style {
        0 => format!("{minus}{whole}.{part:02}"),
        1 => format!("{minus}{english}"),
        2 => format!("{minus}£{english}"),
        3 if pence < 0 => format!("(£{english})"),
        3 => format!("£{english}"),
        4 => format!("{english}{minus}"),
        5 => format!("{english} {}", if pence < 0 { "CR" } else { "DR" }),
        6 => format!("GBP {minus}{english}"),
        7 => format!("{minus}{},{part:02}", grouped(whole, ".")),
        8 => format!("{minus}{},{part:02}", grouped(whole, "\u{a0}")),
        9 => format!("{minus}{}.{part:02}", grouped(whole, "'")),
        _ => format!("{minus}{english} pounds"),
    }
}
const AMOUNTS: usize = 11;

const HEADERS: [[&str; 4]; 5] = [
    ["Payment Date", "Supplier Name", "Net Amount", "What for"],
    ["PAYMENT DATE", "SUPPLIER NAME", "NET AMOUNT", "WHAT FOR"],
    ["payment_date", "supplier_name", "net_amount", "what_for"],
    [" Payment  date ", "Supplier-Name:", "Net Amount", "What For?"],
    ["Date Paid", "Beneficiary", "Net amount", "What for"],
];

/// A twin, and how it is written.
pub(crate) fn twin(dice: &mut Dice) -> (Vec<u8>, String) {
    let (dates, amounts, head) = (dice.roll(DATES), dice.roll(AMOUNTS), dice.roll(HEADERS.len()));
    let delimiter = *dice.one(&[",", ";", "\t", "|"]);
    let end = *dice.one(&["\n", "\r\n", "\r", "mixed"]);
    let encoding =
        *dice.one(&["utf-8", "utf-8 with a mark", "utf-16le", "utf-16be", "utf-16le without a mark", "windows-1252"]);
    let (preamble, total, blanks, always) = (dice.roll(3), dice.roll(3), dice.roll(2) == 1, dice.roll(2) == 1);
    let mut order: Vec<usize> = (0..ROWS.len()).collect();
    (1..order.len()).for_each(|place| order.swap(place, dice.roll(place + 1)));
    let mut columns = [0, 1, 2, 3];
    (1..4).for_each(|place| columns.swap(place, dice.roll(place + 1)));

    let mut lines: Vec<[String; 4]> = vec![HEADERS[head].map(str::to_owned)];
    for row in order.iter().map(|place| ROWS[*place]) {
        lines.push([date(row.0, dates), row.1.to_owned(), amount(row.2, amounts), row.3.to_owned()]);
        if blanks && dice.roll(3) == 0 {
            lines.push(Default::default());
        }
    }
    if total > 0 {
        let sum = ROWS.iter().map(|row| row.2).sum();
        let label = if total == 1 { "Grand total" } else { "" };
        lines.push([String::new(), label.to_owned(), amount(sum, amounts), String::new()]);
    }
    let mut text = String::new();
    let close = |text: &mut String, line: usize| {
        text.push_str(match (end, line % 3) {
            ("mixed", 0) => "\n",
            ("mixed", _) => "\r\n",
            _ => end,
        });
    };
    for line in 0..preamble {
        text.push_str(["Payments of the county", "Published under the code"][line]);
        close(&mut text, line);
    }
    for (line, cells) in lines.iter().enumerate() {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| {
                let cell = &cells[*column];
                let needs = cell.contains([',', ';', '\t', '|', '"']);
                if needs || always { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
            })
            .collect();
        text.push_str(&cells.join(delimiter));
        close(&mut text, line);
    }
    let units = |mark: bool, big: bool| -> Vec<u8> {
        let text = if mark { format!("\u{feff}{text}") } else { text.clone() };
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let bytes = match encoding {
        "utf-8" => text.clone().into_bytes(),
        "utf-8 with a mark" => format!("\u{feff}{text}").into_bytes(),
        "utf-16le" => units(true, false),
        "utf-16be" => units(true, true),
        "utf-16le without a mark" => units(false, false),
        _ => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect(),
    };
    let mut told =
        format!("{encoding}, ends {end:?}, parted by {delimiter:?}, header {head}, preamble {preamble}, total {total}");
    write!(told, ", dates {dates}, amounts {amounts}\n{text}").unwrap_or_default();
    (bytes, told)
}

/// Breaks a file at one to six places.
pub(crate) fn broken(dice: &mut Dice, mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len().max(1)).min(bytes.len());
        match dice.roll(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, *dice.one(b"\"'\0,;\r\n\xff\xfe\xc2<&{[]}/\\=-9")),
            2 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            3 if at < bytes.len() => {
                bytes.remove(at);
            }
            4 => {
                let to = (at + dice.roll(64)).min(bytes.len());
                let piece = bytes[at..to].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let to = (at + dice.roll(64)).min(bytes.len());
                bytes.drain(at..to);
            }
        }
    }
    bytes
}

/// Puts one file into an empty folder `in`.
pub(crate) fn put(dir: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let place = dir.join("in");
    if place.exists() {
        fs::remove_dir_all(&place)?;
    }
    fs::create_dir(&place)?;
    fs::write(place.join(name), bytes)
}
