//! How scores of risk are proposed: reads `config/litraf.toml`.

use crate::failure::Failure;
use analysis::RiskRules;
use serde::Deserialize;
use settings::embedded_file;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "read_on")]
    _read_on: String,
    over: i64,
    within: Vec<Within>,
    later: i64,
    extended: i64,
    aged: i64,
    vulnerabilities: String,
    recent_months: u32,
    open_now: i64,
    open_now_priority: u8,
    priority: BTreeMap<String, i64>,
    none: i64,
    shared: Vec<Shared>,
    alone: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Within {
    months: u32,
    score: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    systems: u64,
    score: i64,
}

/// The rules that ship.
pub(super) fn read() -> Result<RiskRules, Failure> {
    let fault = |problem: String| Failure::usage(format!("litraf.toml: {problem}"));
    let text = embedded_file("litraf.toml").unwrap_or_default();
    let file: File = toml::from_str(text).map_err(|error| fault(error.to_string()))?;
    let digit = |(digit, score): (String, i64)| match digit.parse() {
        Ok(digit) => Ok((digit, score)),
        Err(_) => Err(fault(format!("priority `{digit}` is no digit"))),
    };
    let mut within: Vec<(u32, i64)> = file.within.iter().map(|row| (row.months, row.score)).collect();
    within.sort_unstable();
    let mut shared: Vec<(u64, i64)> = file.shared.iter().map(|row| (row.systems, row.score)).collect();
    shared.sort_unstable_by(|a, b| b.cmp(a));
    Ok(RiskRules {
        over: file.over,
        within,
        later: file.later,
        extended: file.extended,
        aged: file.aged,
        vulnerabilities: file.vulnerabilities,
        recent_months: file.recent_months,
        open_now: file.open_now,
        open_now_priority: file.open_now_priority,
        priority: file.priority.into_iter().map(digit).collect::<Result<_, _>>()?,
        none: file.none,
        shared,
        alone: file.alone,
    })
}
