//! The command line of `oldiron renewals`.

use super::{From, day};
use clap::{Args, ValueEnum};
use estate::Date;
use std::path::PathBuf;

/// How renewals are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For the eye, by the day to act.
    Table,
    /// For programs: every field of every contract.
    Json,
    /// For spreadsheets, as plain text.
    Csv,
    /// A workbook with columns for decisions.
    Xlsx,
    /// A calendar that updates.
    Ics,
    /// Open Contracting Data Standard 1.1, a release a contract.
    Ocds,
}

const EXAMPLES: &str = "\
Examples:
  oldiron renewals --from exports --as-of 2026-04-01
        decision dates of the contracts in exports/contracts.csv
  oldiron renewals --from exports --out renewals.xlsx
        a workbook; what was decided in the last one is read first and kept
  oldiron renewals --from exports --out renewals.ics
        a calendar; run again over the same file, it updates and doubles nothing
  oldiron renewals --from exports --decisions board.csv --fail-on renewals
        exit code 1 and a list, if a contract breaches the policy that ships
  oldiron renewals --from exports --alerts alerts.json
        whom to tell what today; alerts.json remembers what was said";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Renewals {
    #[command(flatten)]
    pub(crate) from: From,
    /// Judge everything as of this day [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    /// How to print [default: by the ending of --out, else table].
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Write to this file instead of standard output. A workbook or calendar that stands there is read first: decisions in it are
    /// kept, and events keep their ids.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Contracts that are not ICT, too.
    #[arg(long)]
    pub(crate) all: bool,
    /// What was decided: a CSV file (contract, decision, who, until, note) or a workbook that this command made. Several are read in
    /// turn, and the later is right. `decisions.csv` in the folder of --from is always read.
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Vec<PathBuf>,
    /// End with exit code 1 if a contract breaches this policy: a file like config/policies/renewals.toml, or `renewals` for that one.
    #[arg(long, value_name = "POLICY")]
    pub(crate) fail_on: Option<String>,
    /// Print whom to tell what, instead of all contracts. The file holds what was said before; it is written anew.
    #[arg(long, value_name = "STATE")]
    pub(crate) alerts: Option<PathBuf>,
    /// Write what has been said to this file, and leave the file of --alerts as it is.
    #[arg(long, value_name = "STATE", requires = "alerts")]
    pub(crate) alerts_out: Option<PathBuf>,
    /// Steps of alerts, in the shape of config/alerts.toml [default: those that ship].
    #[arg(long, value_name = "FILE")]
    pub(crate) ladders: Option<PathBuf>,
    /// Where snapshots are kept [default: the setting, else oldiron-data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}
