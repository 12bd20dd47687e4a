//! The command line.

mod renewals;

pub(crate) use renewals::{Format, Renewals};

use clap::{Args, Parser, Subcommand, ValueEnum};
use estate::{Date, FinancialYear};
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Works out what an organisation spends on keeping archaic systems alive: where that money sits, which contracts can still be
/// stopped, and by when. Reads registers and never writes back.
///
/// Data goes to standard output, talk to standard error. Exit codes: 0 done, 1 done but a policy was breached, 2 wrong use or
/// settings, 3 a source could not be read in full, 4 a bug.
#[derive(Debug, Parser)]
#[command(name = "oldiron", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Say nothing but errors.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The whole pack for a fictional estate: no files, no network, no credentials.
    Demo(Demo),
    /// Propose settings and a mapping for the files in a folder.
    Init(Init),
    /// Look at a system of record: tables, columns, how often they are filled, and the mapping they suggest.
    Discover(Discover),
    /// Check settings, headers, codes, addresses, credentials and permissions before an audit; keeps nothing.
    Check(From),
    /// Read every source into a snapshot, and account for every row.
    Pull(Pull),
    /// Read the records, judge them at a date, and write the pack.
    Audit(Audit),
    /// Decision dates: the last day on which each contract can still be stopped.
    Renewals(Renewals),
    /// Trace a figure, asset, contract, service, supplier, finding or cost line back to the records behind it.
    Why(Why),
    /// What is known about products.
    #[command(subcommand)]
    Catalogue(Catalogue),
    /// Which names are one supplier.
    #[command(subcommand)]
    Suppliers(Suppliers),
    /// Records as they were read, kept unchanged.
    #[command(subcommand)]
    Snapshot(Snapshot),
    /// The JSON Schema of audit.json.
    Schema,
}

/// Where records come from: a folder of flat tables, a settings file, or a snapshot.
#[derive(Debug, Args)]
#[group(required = false, multiple = false)]
pub(crate) struct From {
    /// A folder of flat tables: contracts.csv, assets.csv, payments.csv …
    #[arg(long, value_name = "DIR")]
    #[allow(clippy::struct_field_names, reason = "the flag is `--from`")]
    pub(crate) from: Option<PathBuf>,
    /// A settings file [default: oldiron.toml in this folder, where there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// A snapshot made by an earlier run.
    #[arg(long, value_name = "DIR")]
    pub(crate) snapshot: Option<PathBuf>,
}

/// The date and the money.
#[derive(Debug, Args)]
pub(crate) struct When {
    /// Judge everything as of this day [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    /// What this financial year cost, by day, such as 2025-26 [default: a year at the rate of the audit date].
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub(crate) financial_year: Option<FinancialYear>,
}

/// Where results go.
#[derive(Debug, Args)]
pub(crate) struct To {
    /// The folder of the pack [default: oldiron-DATE].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Where snapshots are kept [default: the setting, else oldiron-data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Leave out the pages, charts and workbook: audit.json and tables only.
    #[arg(long)]
    pub(crate) no_pages: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Judge everything as of this day.
    #[arg(long, value_name = "DATE", value_parser = day, default_value = "2026-04-01")]
    pub(crate) as_of: Date,
    /// What this financial year cost, by day, such as 2025-26 [default: a year at the rate of the audit date].
    #[arg(long, value_name = "YEAR", value_parser = year)]
    pub(crate) financial_year: Option<FinancialYear>,
    /// Another estate for another number.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many assets; contracts, payments and tickets follow.
    #[arg(long, value_name = "N")]
    pub(crate) assets: Option<u64>,
    /// Write the estate's flat tables to this folder instead of auditing it.
    #[arg(long, value_name = "DIR")]
    pub(crate) files: Option<PathBuf>,
    /// Pull what a ServiceNow instance would hold of it from an emulated one; the ledger stays in files. The figures are the same.
    #[arg(long, conflicts_with = "files")]
    pub(crate) from_servicenow: bool,
    #[command(flatten)]
    pub(crate) to: To,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to look at.
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    /// Write the settings there instead of to standard output. Never overwrites.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Discover {
    /// The source, by its name in the settings.
    pub(crate) source: String,
    /// A settings file [default: oldiron.toml in this folder, where there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, Args)]
pub(crate) struct Pull {
    /// A folder of flat tables: contracts.csv, assets.csv, payments.csv …
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    pub(crate) from: Option<PathBuf>,
    /// A settings file [default: oldiron.toml in this folder, where there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Rebuild a snapshot from the raw pages that an earlier pull kept, without a network.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["from", "fresh"])]
    pub(crate) replay: Option<PathBuf>,
    /// Begin again, where an earlier run was stopped.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Where snapshots are kept [default: the setting, else oldiron-data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// How to print the receipts.
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) from: From,
    #[command(flatten)]
    pub(crate) when: When,
    /// What would stop being spent if these assets were retired? Ids as in assets.csv [default: the setting].
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) retire: Vec<String>,
    #[command(flatten)]
    pub(crate) to: To,
}

/// How a tree is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TreeFormat {
    /// For the eye.
    Tree,
    /// For programs.
    Json,
}

/// `oldiron suppliers`.
#[derive(Debug, Subcommand)]
pub(crate) enum Suppliers {
    /// Read suppliers' names from standard input, one a line or one JSON object a line; write one JSON object a line, in order.
    ///
    /// A name, or an object with name, is answered with raw, supplier (the name that stands for all spellings), key, rule and grade. An
    /// object with a and b is answered with a, b, same, rule and grade. Grade A: the same words; B: the same name otherwise spelled; C: the
    /// same rare name beside other common words. All lines are read before the first answer, since what is rare among them tells.
    Match {
        /// What was decided about names: a CSV file with the columns name, other and decision (same, not-same).
        #[arg(long, value_name = "FILE")]
        aliases: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Why {
    /// A figure (`legacy_cost`), an id of an asset, contract, service or supplier, a finding (code or code:subject), or a cost line.
    pub(crate) subject: String,
    /// The pack to look in [default: the newest oldiron-* folder here].
    #[arg(long, value_name = "DIR")]
    pub(crate) pack: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = TreeFormat::Tree)]
    pub(crate) format: TreeFormat,
    /// At most this many rows under each step; the rest is one row with its sum.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) most: usize,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Catalogue {
    /// Read product strings from standard input, one a line or one JSON object a line; write one JSON object a line.
    ///
    /// A JSON object may have vendor, product, version, edition, os, cpe, purl, model, `last_seen`. An answer has raw, outcome, product,
    /// cycle, grade, rule and evidence, always all seven. It gives no verdict: dates are another step.
    Match {
        #[command(flatten)]
        layers: Layers,
    },
    /// Print what is known: every product, or one with its releases, dates, sources and layers.
    Show {
        /// The id of a product, such as windows-server, or words that name one [default: list all].
        product: Option<String>,
        #[command(flatten)]
        layers: Layers,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Listing::Table)]
        format: Listing,
    },
    /// Keep a newer list of support dates beside what ships: endoflife.date's API version 1, OpenEoX statements, or our own TOML.
    ///
    /// Works without a network from a file that came by other means. What a newer list no longer says is told, and stays known until
    /// it is accepted. Audits use what is kept here; it stands above what ships and below your own layer.
    Refresh(Refresh),
    /// How much of the estate, and of its money, has a verdict, and which strings would settle most of the rest.
    Completeness(Completeness),
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    /// For the eye.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// More to know about products.
#[derive(Debug, Args)]
pub(crate) struct Layers {
    /// A file or folder to lay on top of the catalogue: endoflife.date's API version 1, OpenEoX statements, or our own TOML. Again for
    /// more.
    #[arg(long, value_name = "FILE")]
    pub(crate) catalogue: Vec<PathBuf>,
    /// A settings file [default: oldiron.toml in this folder, where there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Refresh {
    /// The list: a file, or an address that begins with https://.
    #[arg(long, value_name = "FILE|URL", default_value = "https://endoflife.date/api/v1/products/full")]
    pub(crate) from: String,
    /// Keep a list that is more than a year old, too.
    #[arg(long)]
    pub(crate) accept_old: bool,
    /// Forget what the list before this one said and this one no longer says.
    #[arg(long)]
    pub(crate) accept_dropped: bool,
    /// Tell what would change, and keep nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The day to count the list's age from [default: today].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    /// A settings file [default: oldiron.toml in this folder, where there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Where refreshed lists are kept [default: the setting, else oldiron-data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Completeness {
    #[command(flatten)]
    pub(crate) from: From,
    #[command(flatten)]
    pub(crate) when: When,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
    /// Only what this owner can put right.
    #[arg(long)]
    pub(crate) owner: Option<String>,
    /// Where snapshots are kept [default: the setting, else oldiron-data].
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Snapshot {
    /// Recompute every hash, count and receipt.
    Verify {
        /// The snapshot's folder.
        dir: PathBuf,
    },
}

/// Days that an audit can be as of: from there, terms that roll on still end inside the calendar.
const DAYS: RangeInclusive<Date> = Date::constant(1900, 1, 1)..=Date::constant(2999, 12, 31);

fn day(text: &str) -> Result<Date, String> {
    let day = estate::parse_day(text).map_err(|_| format!("`{text}` is not a day. hint: write 2026-03-31"))?;
    let (first, last) = (DAYS.start(), DAYS.end());
    DAYS.contains(&day)
        .then_some(day)
        .ok_or_else(|| format!("`{text}` is out of reach. hint: choose a day from {first} to {last}"))
}

fn year(text: &str) -> Result<FinancialYear, String> {
    FinancialYear::parse(text).ok_or_else(|| {
        format!("`{text}` is not a financial year. hint: write 2025-26, for 1 April 2025 to 31 March 2026")
    })
}
