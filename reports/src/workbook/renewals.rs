//! The renewals workbook: what to decide, by when, and columns in which the buyer writes what was decided. They are read back before
//! the next one is written, so that no decision is lost.

use super::sheet::{self, Column, Styles, writable};
use super::{Cell, described};
use crate::{Error, words};
use audit::{Renewal, Standing};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

/// What was decided on a contract, for the buyer's own columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub decision: String,
    /// By whom.
    pub who: String,
    /// The last day on which it holds, or nothing.
    pub until: String,
    /// Anything else.
    pub note: String,
    /// Has that last day passed?
    pub expired: bool,
}

/// A contract of the workbook.
#[derive(Debug, Clone)]
pub struct RenewalRow<'a> {
    /// Its dates.
    pub renewal: &'a Renewal,
    /// Where its decision stands. `None` if nobody decides on it: a ceiling, a total of others, a purchase made once.
    pub standing: Option<Standing>,
    /// The body that pays, by name.
    pub organisation: &'a str,
    /// What its register says, as words: each beside the heading of [`FACTS`] in the same place.
    pub facts: [String; FACTS.len()],
    /// What is still to be paid up to the next exit.
    pub to_exit_pence: Option<i64>,
    /// What was decided.
    pub decided: Option<Decided>,
}

/// Headings of what the register says.
pub const FACTS: [&str; 9] = [
    "Renewal term",
    "Notice",
    "Price",
    "Indexation",
    "Break dates",
    "Reference",
    "Kind",
    "Document",
    "Clause checked by",
];

/// The sheet that holds the buyer's columns.
pub const RENEWALS_SHEET: &str = "Renewals";

/// The heading of a contract's id, and of the buyer's columns: decision, by whom, until when, note.
pub const DECISION_HEADINGS: [&str; 5] = ["Contract", "Decision", "Decided by", "Holds until", "Note"];

/// Contracts whose dates get a note each; further ones have their explanation in a column only, so that the file stays light.
const MOST_NOTES: usize = 5_000;

/// A workbook of renewals: the bytes of an XLSX file, the same for the same rows. `choices` are the decisions to choose from.
///
/// # Errors
/// [`Error::Day`] if `as_of` is no day; [`Error::Workbook`] if a sheet cannot be written.
pub fn renewals_workbook(
    as_of: &str,
    currency: &str,
    choices: &[&str],
    rows: &[RenewalRow<'_>],
) -> Result<Vec<u8>, Error> {
    let made_on = sheet::day(as_of).ok_or_else(|| Error::Day { field: "as_of", text: as_of.to_owned() })?;
    let mut book = Workbook::new();
    described(&mut book, "Contract renewals", "", &made_on);
    let styles = Styles::new();
    let refused = |sheet: &'static str| {
        move |wrong: XlsxError| Error::Workbook { sheet: sheet.to_owned(), problem: wrong.to_string() }
    };
    let page = book.add_worksheet().set_name(RENEWALS_SHEET).map_err(refused(RENEWALS_SHEET))?;
    page.set_header(format!("&L&BContract renewals&B&Ras of {}", words::day(as_of)));
    main(page, &styles, currency, choices, rows).map_err(refused(RENEWALS_SHEET))?;
    let page = book.add_worksheet().set_name("No day").map_err(refused("No day"))?;
    undated(page, &styles, rows).map_err(refused("No day"))?;
    let page = book.add_worksheet().set_name("About").map_err(refused("About"))?;
    about(page, &styles, as_of, currency, rows).map_err(refused("About"))?;
    book.save_to_buffer().map_err(refused("all"))
}

/// Where the buyer's columns begin, after what they decide on.
const DECISION_AT: u16 = 16;

fn columns(currency: &str) -> Vec<Column> {
    let mut columns = vec![
        Column::new(DECISION_HEADINGS[0], 20),
        Column::new("Title", 34),
        Column::new("Body", 22),
        Column::new("Supplier", 24),
        Column::new("Owner", 24),
        Column::new("Standing", 10),
        Column::new("Act by", 12),
        Column::new("Decide by", 12),
        Column::new("Notice on", 12),
        Column::new("Current end", 12),
        Column::new("Next exit", 12),
        Column::new("Committed to", 12),
        Column::new("Start procuring by", 12),
        Column::amount("Locked in if missed", currency),
        Column::amount("A year of it", currency),
        Column::amount("To pay up to the next exit", currency),
        Column::new(DECISION_HEADINGS[1], 14),
        Column::new(DECISION_HEADINGS[2], 18),
        Column::new(DECISION_HEADINGS[3], 12),
        Column::wide(DECISION_HEADINGS[4], 30),
        Column::new("Decision stands", 12),
        Column::new("State", 13),
        Column::new("Renewal", 11),
        Column::new("Rolls", 7),
    ];
    columns.extend(FACTS.map(|heading| Column::new(heading, 16)));
    columns.extend([
        Column::new("Missing", 26),
        Column::new("Known in part", 34),
        Column::wide("How it was worked out", 80),
    ]);
    columns
}

/// The columns of computed days, by heading, and the field that each shows.
const DAYS: [(u16, &str); 7] = [
    (6, "act_on"),
    (7, "decide_by"),
    (8, "notice_on"),
    (9, "current_end"),
    (10, "next_exit"),
    (11, "committed_to"),
    (12, "start_procuring_by"),
];

fn main(
    page: &mut Worksheet,
    styles: &Styles,
    currency: &str,
    choices: &[&str],
    rows: &[RenewalRow<'_>],
) -> Result<(), XlsxError> {
    sheet::fill(page, styles, 0, &columns(currency), rows.iter().map(cells))?;
    page.set_freeze_panes(1, 1)?;
    // Headings of two lines; A3, because twenty columns are not to be read on A4.
    page.set_row_height(0, 34)?;
    page.set_paper_size(8);
    page.set_footer("&L&F&RPage &P of &N");
    let Some(last) = u32::try_from(rows.len()).ok().filter(|last| *last > 0) else { return Ok(()) };
    page.set_print_area(0, 0, last, DECISION_AT + 3)?;
    let to_fill = Format::new()
        .set_background_color(Color::RGB(0x00FF_F8E1))
        .set_border(FormatBorder::Hair)
        .set_border_color(Color::RGB(0x00C9_B458))
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    for (row, of) in (1..).zip(rows) {
        let decided = of.decided.clone().unwrap_or_default();
        for (column, text) in (DECISION_AT..).zip([&decided.decision, &decided.who, &decided.until, &decided.note]) {
            match sheet::day(text).filter(|_| column == DECISION_AT + 2) {
                Some(day) => {
                    let look = to_fill.clone().set_num_format("d mmm yyyy");
                    page.write_datetime_with_format(row, column, &day, &look)?;
                }
                None if text.is_empty() => drop(page.write_blank(row, column, &to_fill)?),
                None => drop(page.write_string_with_format(row, column, writable(text), &to_fill)?),
            }
        }
        if usize::try_from(row).is_ok_and(|row| row <= MOST_NOTES) {
            notes(page, row, of.renewal)?;
        }
    }
    let one_of = DataValidation::new()
        .allow_list_strings(choices)?
        .set_input_title("Decision")?
        .set_input_message("What was decided. It is read back by the next run.")?
        .set_error_title("No decision")?
        .set_error_message(format!("Choose one of: {}", choices.join(", ")))?;
    page.add_data_validation(1, DECISION_AT, last, DECISION_AT, &one_of)?;
    let a_day = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(2000, 1, 1)?))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("No day")?
        .set_error_message("The last day on which the decision holds, such as 31/03/2026.")?;
    page.add_data_validation(1, DECISION_AT + 2, last, DECISION_AT + 2, &a_day)?;
    Ok(())
}

/// A note on each computed day: the sentence that says how it came about.
fn notes(page: &mut Worksheet, row: u32, renewal: &Renewal) -> Result<(), XlsxError> {
    for (column, field) in DAYS {
        if let Some(why) = renewal.why.iter().find(|why| why.starts_with(field)) {
            let note = Note::new(writable(&words::with_days(why))).set_author("oldiron").add_author_prefix(false);
            page.insert_note(row, column, &note)?;
        }
    }
    Ok(())
}

fn cells(of: &RenewalRow<'_>) -> Vec<Cell> {
    let renewal = of.renewal;
    let day = |day: &Option<String>| day.clone().map_or(Cell::Empty, Cell::Day);
    let pence = |pence: Option<i64>| pence.map_or(Cell::Empty, |pence| Cell::Pence(pence.into()));
    let stands = of.decided.as_ref().map(|decided| if decided.expired { "expired" } else { "holds" });
    let mut cells = vec![
        renewal.contract.as_str().into(),
        renewal.title.as_deref().into(),
        of.organisation.into(),
        renewal.supplier_name.as_deref().unwrap_or(&renewal.supplier).into(),
        renewal.owner.as_deref().into(),
        of.standing.as_ref().map_or("nothing", super::to_act_on::said).into(),
        day(&renewal.act_on),
        day(&renewal.decide_by),
        day(&renewal.notice_on),
        day(&renewal.current_end),
        day(&renewal.next_exit),
        day(&renewal.committed_to),
        day(&renewal.start_procuring_by),
        pence(renewal.locked_in_pence),
        pence(renewal.annual_pence),
        pence(of.to_exit_pence),
    ];
    // The buyer's own are written after all others, with their look.
    cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    cells.push(stands.into());
    cells.push(renewal.state.as_str().into());
    cells.push(renewal.renewal.as_str().into());
    cells.push(renewal.rolls.map_or(Cell::Empty, |rolls| Cell::Count(rolls.into())));
    cells.extend(of.facts.iter().map(|fact| if fact.is_empty() { Cell::Empty } else { fact.as_str().into() }));
    cells.push(Cell::Text(renewal.unknown.join(", ")));
    cells.push(Cell::Text(in_part(renewal)));
    cells.push(Cell::Text(renewal.why.join(" ")));
    cells
}

fn in_part(renewal: &Renewal) -> String {
    let between = renewal.between.iter().map(|(field, (from, to))| format!("{field}: {from} to {to}"));
    between.collect::<Vec<_>>().join("; ")
}

fn undated(page: &mut Worksheet, styles: &Styles, rows: &[RenewalRow<'_>]) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Contract", 22),
        Column::new("Title", 40),
        Column::new("Body", 24),
        Column::new("Supplier", 26),
        Column::new("Owner", 26),
        Column::new("What is missing", 40),
        Column::new("Known in part", 40),
    ];
    let none = rows.iter().filter(|of| of.standing == Some(Standing::Undated));
    let cells = none.map(|of| {
        let renewal = of.renewal;
        vec![
            renewal.contract.as_str().into(),
            renewal.title.as_deref().into(),
            of.organisation.into(),
            renewal.supplier_name.as_deref().unwrap_or(&renewal.supplier).into(),
            renewal.owner.as_deref().into(),
            Cell::Text(renewal.unknown.join(", ")),
            Cell::Text(in_part(renewal)),
        ]
    });
    let filled = sheet::fill(page, styles, 0, &columns, cells)?;
    sheet::note(
        page,
        styles,
        filled,
        "Contracts on which no day to decide can be worked out. Their owners can say what is missing.",
    )
}

fn about(
    page: &mut Worksheet,
    styles: &Styles,
    as_of: &str,
    currency: &str,
    rows: &[RenewalRow<'_>],
) -> Result<(), XlsxError> {
    page.set_column_width(0, 120)?;
    page.write_string_with_format(0, 0, "Contract renewals", &styles.title)?;
    let lines = [
        format!("As of {}. {} contracts. Amounts in {currency}.", words::day(as_of), rows.len()),
        "The yellow columns are yours: choose a decision, say who took it and, where it does not hold for good, until when. The next run \
         with this file as its output reads them first and writes them again."
            .to_owned(),
        "A decision of which the last day has passed is shown as expired, and counts as none.".to_owned(),
        "acknowledge: somebody has seen the alert. snooze: ask again after a day. Neither is a decision.".to_owned(),
        "Act by: the last working day up to the day to decide. Decide by: the day of notice less the lead time.".to_owned(),
        "Locked in if missed: the price of the next term with a fixed uplift; without one that follows an index.".to_owned(),
        "To pay up to the next exit: at today's price, by days, from the day after the audit date; fees for leaving come on top."
            .to_owned(),
        "Standing nothing: nobody decides on it, because it is a ceiling, the total of others or a purchase made once.".to_owned(),
        "An empty day or amount is not known, or there is none: the column `Missing` says what it waits for.".to_owned(),
    ];
    for (row, line) in (2..).zip(&lines) {
        page.write_string_with_format(row, 0, line, &styles.wrapped)?;
    }
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}
