//! `oldiron catalogue completeness`: how much has a verdict, and what would settle most of the rest.

use crate::arguments::{Completeness, Listing};
use crate::commands::audit::snapshot;
use crate::failure::{DONE, Failure};
use crate::pack::worklist;
use crate::pull::Judged;
use crate::rules;
use crate::show::{Cell, money, table};
use crate::talk::{self, Progress};
use ::audit::{Audit, WorklistRow, rows_that_settle, share};
use analysis::Wanted;
use serde_json::json;
use std::process::ExitCode;

/// The part of the money without a verdict that the list promises to settle, in hundredths.
const MOST: u8 = 80;

/// Of a long list, so many rows are printed for the eye.
const SHOWN: usize = 40;

pub(super) fn run(asked: &Completeness, progress: &Progress) -> Result<ExitCode, Failure> {
    let as_of = asked.when.as_of.unwrap_or_else(rules::today);
    let (snapshot, settings) = snapshot(&asked.from, asked.data_dir.as_deref(), progress)?;
    progress.step("judging");
    let judged = Judged::read(&snapshot)?;
    let wanted = asked.when.financial_year.map_or(Wanted::Rate, Wanted::Year);
    let outcome = rules::with(&settings, |rules| Ok(analysis::audit(&judged.input(), rules, as_of, wanted)?))?;
    let audit = outcome.audit;
    let of_owner = |row: &&WorklistRow| asked.owner.is_none() || row.owner == asked.owner;
    let rows: Vec<WorklistRow> = audit.worklist.iter().filter(of_owner).cloned().collect();
    if let (Some(owner), true) = (&asked.owner, rows.is_empty()) {
        progress.note(&format!("nothing without a verdict belongs to {owner}"));
    }
    let text = match asked.format {
        Listing::Table => for_the_eye(&audit, &rows),
        Listing::Csv => worklist(&rows)?,
        Listing::Json => {
            let all = json!({
                "as_of": audit.as_of, "period": audit.period, "currency": audit.currency,
                "completeness": audit.completeness, "rows_that_settle_80_per_cent": rows_that_settle(&rows, MOST),
                "worklist": rows,
            });
            format!("{}\n", serde_json::to_string_pretty(&all).map_err(Failure::bug)?)
        }
    };
    talk::data(&text);
    Ok(DONE)
}

fn for_the_eye(audit: &Audit, rows: &[WorklistRow]) -> String {
    let amount = |pence: i64| money(&audit.currency, pence);
    let known = &audit.completeness;
    let mut out = format!(
        "{} of {} assets have a verdict ({}).\n",
        known.assets_judged,
        known.assets,
        part(i128::from(known.assets_judged), i128::from(known.assets))
    );
    let unknown: i64 = known.unknown_pence.values().sum();
    let all = i128::from(known.judged_pence) + i128::from(unknown);
    out.push_str(&format!(
        "{} of {} run cost ({}) has one, {}.\n",
        amount(known.judged_pence),
        amount(known.judged_pence.saturating_add(unknown)),
        part(i128::from(known.judged_pence), all),
        audit.period.label
    ));
    for (reason, pence) in &known.unknown_pence {
        out.push_str(&format!("  without one, {reason}: {}\n", amount(*pence)));
    }
    if rows.is_empty() {
        return out;
    }
    let total: i128 = rows.iter().map(|row| i128::from(row.pence.max(0))).sum();
    if let Some(count) = rows_that_settle(rows, MOST) {
        let these = if count == 1 {
            "Settling the first row".to_owned()
        } else {
            format!("Settling these first {count} of {} rows", rows.len())
        };
        out.push_str(&format!(
            "\n{these} settles {MOST} % of the {} that wait for a product's verdict.\n",
            amount(i64::try_from(total).unwrap_or(i64::MAX))
        ));
    }
    out.push('\n');
    let mut sum = 0_i128;
    let cells = rows.iter().take(SHOWN).enumerate().map(|(place, row)| {
        sum += i128::from(row.pence.max(0));
        let versions = if row.versions.is_empty() { String::new() } else { format!(" [{}]", row.versions.join(", ")) };
        vec![
            Cell::Right((place + 1).to_string()),
            Cell::Right(amount(row.pence)),
            Cell::Right(part(sum, total)),
            Cell::Right(row.assets.to_string()),
            Cell::Left(row.owner.clone().unwrap_or_else(|| row.organisation.clone())),
            Cell::Left(format!("{}{versions}", if row.words.is_empty() { "(nothing named)" } else { &row.words })),
            Cell::Left(row.fix.clone()),
        ]
    });
    out.push_str(&table(
        &["", "waits", "in all", "assets", "owner", "named as", "what settles it"],
        cells.collect::<Vec<_>>(),
    ));
    if rows.len() > SHOWN {
        out.push_str(&format!("and {} more: --format csv\n", rows.len() - SHOWN));
    }
    let paste: Vec<&str> = rows.iter().take(SHOWN).filter_map(|row| row.toml.as_deref()).collect();
    if !paste.is_empty() {
        out.push_str("\nTo paste into your own layer of the catalogue:\n\n");
        out.push_str(&paste.join("\n"));
    }
    out
}

fn part(of: i128, whole: i128) -> String {
    share(of, whole).map_or("-".to_owned(), |share| format!("{:.1} %", share * 100.0))
}
