//! Lists that the audit made for people's own spreadsheets: the worklist and the risk register.

use crate::failure::{Failure, on};
use crate::tables::{csv_text, words};
use ::audit::{Audit, Ratio, RiskScore, WorklistRow};
use estate::tables::Litraf;
use std::fs;
use std::path::Path;

/// `worklist.csv` and `risk_register.csv`, each where it has a row.
pub(super) fn write(dir: &Path, audit: &Audit) -> Result<(), Failure> {
    let put = |name: &str, text: String| {
        let path = dir.join(name);
        fs::write(&path, text).map_err(on(&path))
    };
    if !audit.worklist.is_empty() {
        put("worklist.csv", worklist(&audit.worklist)?)?;
    }
    if !audit.risk.is_empty() {
        put("risk_register.csv", risk_register(audit)?)?;
    }
    Ok(())
}

const WORKLIST: [&str; 11] =
    ["pence", "assets", "organisation", "owner", "words", "versions", "reason", "product", "example", "fix", "toml"];

/// The worklist as a file.
pub(crate) fn worklist(rows: &[WorklistRow]) -> Result<String, Failure> {
    let cells = rows.iter().map(|row| {
        let maybe = |text: &Option<String>| words(text.as_deref().unwrap_or_default());
        [
            row.pence.to_string(),
            row.assets.to_string(),
            words(&row.organisation),
            maybe(&row.owner),
            words(&row.words),
            words(&row.versions.join(", ")),
            row.reason.clone(),
            maybe(&row.product),
            words(&row.example),
            words(&row.fix),
            maybe(&row.toml),
        ]
    });
    csv_text(&WORKLIST, cells)
}

/// The columns in which bodies hand in their scores, then what stands behind them.
fn risk_register(audit: &Audit) -> Result<String, Failure> {
    let ids = audit
        .risk
        .first()
        .map(|score| score.scores.iter().map(|one| one.id.as_str()).collect::<Vec<_>>())
        .unwrap_or_default();
    let mut header = vec!["system", "name", "organisation", Litraf::assessor, Litraf::assessed_on];
    header.extend(&ids);
    header.extend([
        "likelihood",
        "impact",
        "overall",
        "overall_exact",
        "status",
        "is_legacy",
        "unconfirmed",
        Litraf::has_plan,
        Litraf::plan_funded,
        Litraf::target_on,
        Litraf::cost_change_percent,
        "highest_proximity",
        "all_passed",
        "no_data",
        Litraf::notes,
        "evidence",
    ]);
    csv_text(&header, audit.risk.iter().map(row))
}

fn row(score: &RiskScore) -> Vec<String> {
    let maybe = |text: &Option<String>| words(text.as_deref().unwrap_or_default());
    let plain = |text: &Option<String>| text.clone().unwrap_or_default();
    let flag = |flag: Option<bool>| flag.map(|flag| flag.to_string()).unwrap_or_default();
    let printed = |ratio: &Option<Ratio>| ratio.as_ref().map(|ratio| ratio.printed.clone()).unwrap_or_default();
    let mut cells = vec![
        words(&score.system),
        words(&score.name),
        words(&score.organisation),
        maybe(&score.assessor),
        plain(&score.assessed_on),
    ];
    cells.extend(score.scores.iter().map(|one| one.score.map(|score| score.to_string()).unwrap_or_default()));
    let proposed = score.scores.iter().filter(|one| one.by == "proposed");
    cells.extend([
        printed(&score.likelihood),
        printed(&score.impact),
        printed(&score.overall),
        score.overall.as_ref().map(|ratio| ratio.exact.clone()).unwrap_or_default(),
        score.status.clone(),
        flag(score.is_legacy),
        score.unconfirmed.to_string(),
        flag(score.has_plan),
        flag(score.plan_funded),
        plain(&score.target_on),
        plain(&score.cost_change_percent),
        score.proximity.highest.map(|highest| highest.to_string()).unwrap_or_default(),
        score.proximity.all_passed.to_string(),
        score.proximity.no_data.to_string(),
        maybe(&score.notes),
        words(&proposed.map(|one| format!("{} proposed: {}", one.id, one.evidence)).collect::<Vec<_>>().join("; ")),
    ]);
    cells
}
