//! What can go wrong while a pack is drawn, and who can put it right.

/// Why a part of the pack could not be made. Names and amounts never cause these, whatever their length or script: they are made to
/// fit first.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A drawing of ours is not valid: a fault of this program, never of the records.
    #[error(
        "chart {chart}: its drawing cannot be read back: {problem}. hint: this is a fault of oldiron, not of your records; \
         please report it together with charts/{chart}.svg"
    )]
    Drawing {
        /// The chart, by its file stem.
        chart: &'static str,
        /// What the reader of drawings says.
        problem: String,
    },
    /// The picture asked for has no pixel, or more than can be held.
    #[error(
        "chart {chart}: no picture of {dpi} dots per inch can be made. hint: ask for 30 to 1200; 300 is right for paper"
    )]
    Dots {
        /// The chart, by its file stem.
        chart: &'static str,
        /// What was asked for.
        dpi: u32,
    },
    /// The pages could not be set: a fault of this program, never of the records.
    #[error(
        "board-pack.pdf: {problem}. hint: this is a fault of oldiron, not of your records; please report it together with \
         audit.json"
    )]
    Setting {
        /// What the typesetter says.
        problem: String,
    },
    /// A day of the audit is not a day.
    #[error("audit.json: {field} is `{text}`, which is not a day. hint: write it as 2026-03-31")]
    Day {
        /// The field.
        field: &'static str,
        /// What it holds.
        text: String,
    },
    /// A brand that pages cannot be set in.
    #[error("theme: {problem}. hint: correct the file that the setting `theme` names")]
    Theme {
        /// What is wrong with it.
        problem: String,
    },
    /// The report could not be written: a fault of this program, never of the records.
    #[error(
        "report.html: {problem}. hint: this is a fault of oldiron, not of your records; please report it together with audit.json"
    )]
    Report {
        /// What the writer of data says.
        problem: String,
    },
    /// The workbook could not be written.
    #[error("workbook.xlsx: sheet {sheet}: {problem}. hint: the same rows are in the tables folder")]
    Workbook {
        /// The sheet.
        sheet: String,
        /// What the writer of workbooks says.
        problem: String,
    },
}
