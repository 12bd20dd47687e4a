//! `oldiron audit`: read the records, judge them at a date, write the pack.

use crate::arguments::{Audit, From, To};
use crate::failure::{DONE, Failure};
use crate::pack;
use crate::pull::{self, Judged};
use crate::rules;
use crate::show::money;
use crate::systems::Read;
use crate::talk::{self, Progress};
use analysis::Wanted;
use estate::{Date, FinancialYear};
use settings::Settings;
use snapshot::Snapshot;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) fn run(audit: &Audit, progress: &Progress) -> Result<ExitCode, Failure> {
    let as_of = audit.when.as_of.unwrap_or_else(rules::today);
    let (snapshot, mut settings) = snapshot(&audit.from, audit.to.data_dir.as_deref(), progress)?;
    if !audit.retire.is_empty() {
        settings.retire.clone_from(&audit.retire);
    }
    judge(&snapshot, &settings, as_of, audit.when.financial_year, &audit.to, progress)
}

/// The snapshot to judge: given, or made now.
pub(super) fn snapshot(
    from: &From,
    data_dir: Option<&Path>,
    progress: &Progress,
) -> Result<(Snapshot, Settings), Failure> {
    let mut settings = rules::settings(from.config.as_deref(), progress)?;
    if let Some(data_dir) = data_dir {
        data_dir.clone_into(&mut settings.data_dir);
    }
    let snapshot = if let Some(dir) = &from.snapshot {
        Snapshot::open(dir)?
    } else if let Some(dir) = &from.from {
        pull::folder(dir, &settings.data_dir, rules::today(), progress)?
    } else {
        pull::configured(&settings, Read::GoingOn, &settings.data_dir, rules::today(), progress)?
    };
    Ok((snapshot, settings))
}

/// Judges a snapshot and writes the pack.
pub(super) fn judge(
    snapshot: &Snapshot,
    settings: &Settings,
    as_of: Date,
    year: Option<FinancialYear>,
    to: &To,
    progress: &Progress,
) -> Result<ExitCode, Failure> {
    progress.step("judging");
    let judged = Judged::read(snapshot)?;
    let wanted = year.map_or(Wanted::Rate, Wanted::Year);
    let theme = pack::theme(&settings.theme)?;
    let outcome = rules::with(settings, |rules| Ok(analysis::audit(&judged.input(), rules, as_of, wanted)?))?;
    let out = to.out.clone().unwrap_or_else(|| PathBuf::from(format!("oldiron-{as_of}")));
    let incomplete = judged.receipts.iter().any(|receipt| !receipt.is_whole());
    let summary = summary(&outcome.audit);
    pack::write(&out, snapshot, &judged, outcome, Some(&theme).filter(|_| !to.no_pages), progress)?;
    progress.note(&summary);
    talk::data(&format!("{}\n", out.display()));
    if incomplete {
        return Err(Failure::source(
            "a source gave fewer rows than it said it has; the pack says which. hint: read it again with `oldiron audit`",
        ));
    }
    Ok(DONE)
}

/// The point, in a line for the log.
fn summary(audit: &::audit::Audit) -> String {
    if audit.money_receipt.iter().all(|row| row.received_pence == 0) {
        return format!("{}: these records hold no cost; {} findings", audit.period.label, audit.findings.len());
    }
    let amount = |id: &str| audit.pence(id).map_or("unknown".to_owned(), |pence| money(&audit.currency, pence));
    format!(
        "{}: run cost {}, of which legacy {} and without a verdict {}; {} findings",
        audit.period.label,
        amount("run_cost"),
        amount("legacy_cost"),
        amount("unknown_cost"),
        audit.findings.len()
    )
}
