//! Does a contract breach a policy?

use super::rows::Rows;
use crate::failure::{Failure, on};
use crate::pull::Judged;
use crate::rules;
use crate::show::money;
use analysis::Wanted;
use estate::Date;
use renewals::{Breach, Policy, Watched};
use settings::{Settings, embedded_file};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A policy by its file, or one that ships by its name.
pub(super) fn policy(name: &str) -> Result<Policy, Failure> {
    let path = Path::new(name);
    if !path.is_file()
        && let Some(text) = embedded_file(&format!("policies/{name}.toml"))
    {
        return Policy::from_toml(&format!("policies/{name}.toml"), text).map_err(Failure::usage);
    }
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::usage(format!(
            "{name}: no such file, and no policy of that name ships. hint: `renewals` ships; or name a file in its shape"
        )),
        _ => on(path)(error),
    })?;
    Policy::from_toml(name, &text).map_err(Failure::usage)
}

/// Adds the codes of an audit's findings to the contracts that they are about.
pub(super) fn add_findings(
    watched: &mut [Watched],
    judged: &Judged,
    settings: &Settings,
    as_of: Date,
) -> Result<(), Failure> {
    let audit = |rules: &analysis::Rules<'_>| Ok(analysis::audit(&judged.input(), rules, as_of, Wanted::Rate)?);
    let findings = rules::with(settings, audit)?.audit.findings;
    let mut about: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for finding in &findings {
        about.entry(&finding.subject).or_default().push(finding.code.clone());
    }
    for contract in watched {
        contract.findings = about.remove(contract.contract.as_str()).unwrap_or_default();
    }
    Ok(())
}

/// The breaches, for the operator.
pub(super) fn told(breaches: &[Breach], rows: &Rows) -> String {
    let s = if breaches.len() == 1 { "" } else { "es" };
    let mut lines = vec![format!("policy breached: {} breach{s}", breaches.len())];
    for breach in breaches {
        let of = rows.find(&breach.contract);
        let supplier =
            of.map(|of| of.renewal.supplier_name.as_deref().unwrap_or(&of.renewal.supplier)).unwrap_or_default();
        let day =
            of.and_then(|of| rows.standing(of).day().map(|day| format!(", to decide by {day}"))).unwrap_or_default();
        let owner = of.and_then(|of| of.renewal.owner.as_deref()).unwrap_or("no owner");
        let value = match breach.value_pence {
            Some(pence) => format!(", {}", money(&rows.currency, pence)),
            None if breach.value_unknown => ", value not known".to_owned(),
            None => String::new(),
        };
        lines.push(format!("  {} ({supplier}{value}{day}; {owner}): {}", breach.contract, breach.rule));
    }
    lines.push("hint: decide, and write it to decisions.csv or the workbook's own columns".to_owned());
    lines.join("\n")
}
