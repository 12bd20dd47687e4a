//! A page a supplier, for whoever sits across the table from it: how much hangs on it, when its contracts end, how its prices moved, and
//! what could be dropped before signing again.

use super::names::Names;
use super::renewal;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, Finding, Renewal, SupplierSheet};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The page of one supplier. What is empty is left out.
#[derive(Debug, Serialize)]
pub(crate) struct SupplierPage {
    name: String,
    headline: String,
    facts: Vec<String>,
    contracts: Option<Table>,
    droppable: Option<Table>,
    uplifts: Option<Table>,
    /// Does the section begin with it?
    first: bool,
}

/// Suppliers that have a page; the workbook has them all.
const MOST_SUPPLIERS: usize = 6;
const MOST_CONTRACTS: usize = 14;
const MOST_DROPPABLE: usize = 8;
const MOST_UPLIFTS: usize = 8;

/// Findings that name something to drop, to lower or to ask for before signing.
const LEVERS: [&str; 9] = [
    "renews-on-retired",
    "paid-for-retired",
    "duplicate-cover",
    "over-entitled",
    "price-above-peers",
    "expired-still-paid",
    "price-differs",
    "extension-beyond-term-cap",
    "renews-on-legacy",
];

/// The pages of the dearest suppliers that have a contract to decide on.
pub(crate) fn pages(audit: &Audit) -> Vec<SupplierPage> {
    let renewals: BTreeMap<&str, &Renewal> = audit.renewals.iter().map(|row| (row.contract.as_str(), row)).collect();
    let names = Names::of(audit);
    let sheets = audit.suppliers.iter().filter(|sheet| !sheet.contracts.is_empty() && sheet.run_pence > 0);
    let pages = sheets.take(MOST_SUPPLIERS).map(|sheet| page(audit, &names, &renewals, sheet));
    pages.enumerate().map(|(place, page)| SupplierPage { first: place == 0, ..page }).collect()
}

fn page(audit: &Audit, names: &Names<'_>, renewals: &BTreeMap<&str, &Renewal>, sheet: &SupplierSheet) -> SupplierPage {
    let contracts: Vec<&Renewal> = sheet.contracts.iter().filter_map(|id| renewals.get(id.as_str()).copied()).collect();
    let name = table::name(sheet.name.as_deref().into_iter().chain([sheet.supplier.as_str()]), 60);
    SupplierPage {
        headline: says(audit, sheet, &contracts, &name),
        facts: facts(audit, names, sheet),
        contracts: table_of(audit, names, &contracts),
        droppable: droppable(audit, sheet),
        uplifts: uplifts(sheet, renewals),
        first: false,
        name,
    }
}

fn says(audit: &Audit, sheet: &SupplierSheet, contracts: &[&Renewal], name: &str) -> String {
    let money = words::money(sheet.run_pence, &audit.currency);
    let share = sheet.run_share.map_or_else(String::new, |share| format!(", {} of run cost", words::share(share)));
    let open = contracts.iter().filter_map(|renewal| {
        let standing = renewal.standing(&audit.as_of);
        matches!(standing, audit::Standing::Due { .. } | audit::Standing::Later { .. })
            .then(|| standing.day().map(str::to_owned))
            .flatten()
    });
    let first = open.min().map_or_else(String::new, |day| format!("; the next day to act is {}", words::day(&day)));
    let under = words::counted(contracts.len(), "contract", "contracts");
    format!("{name} is paid {money}{share}, under {under}{first}")
}

fn facts(audit: &Audit, names: &Names<'_>, sheet: &SupplierSheet) -> Vec<String> {
    let money = |pence: i64| words::money(pence, &audit.currency);
    let mut facts = vec![format!("It is supplier number {} by run cost.", words::number(sheet.place))];
    if sheet.legacy_pence > 0 {
        let share = words::share_of(sheet.legacy_pence, sheet.run_pence)
            .map_or_else(String::new, |share| format!(" ({share})"));
        facts.push(format!("{}{share} of that keeps legacy going.", money(sheet.legacy_pence)));
    }
    let bodies: Vec<String> = sheet.bodies.iter().take(6).map(|body| names.body(body)).collect();
    if sheet.bodies.len() > 1 {
        let more = sheet.bodies.len().saturating_sub(6);
        let mut listed = bodies;
        if more > 0 {
            listed.push(words::counted(more, "other body", "other bodies"));
        }
        facts.push(format!("{} buy from it.", words::list(&listed)));
    }
    if sheet.ids.len() > 1 {
        facts.push(format!("The records know it under {} ids.", words::number(sheet.ids.len())));
    }
    let joint = audit.joint.iter().find(|joint| joint.kind == "supplier" && sheet.ids.contains(&joint.key));
    let together = joint.and_then(|joint| joint.end_together_on.as_deref().zip(joint.end_together_pence));
    if let Some((day, pence)) = together {
        facts.push(format!(
            "Contracts of all bodies could end together on {}, at a cost of {}.",
            words::day(day),
            money(pence)
        ));
    }
    facts
}

fn table_of(audit: &Audit, names: &Names<'_>, contracts: &[&Renewal]) -> Option<Table> {
    if contracts.is_empty() {
        return None;
    }
    let unit = words::symbol(&audit.currency);
    let mut table = Table::new(&[
        "Act by",
        "Contract",
        "If nobody acts",
        &format!("Locked in ({unit})"),
        &format!("A year ({unit})"),
    ]);
    for contract in contracts.iter().take(MOST_CONTRACTS) {
        let amount = |pence: Option<i64>| pence.map_or_else(|| "not known".to_owned(), words::amount);
        let mut note = vec![table::name([contract.contract.as_str()], 40)];
        if names.several_bodies() {
            note.push(names.body(&contract.organisation));
        }
        table.row([
            renewal::day(&contract.standing(&audit.as_of)).into(),
            Cell::noted(renewal::title(contract, 80), note.join(" · ")),
            words::sentence(&renewal::otherwise(contract)).into(),
            amount(contract.locked_in_pence).into(),
            amount(contract.annual_pence).into(),
        ]);
    }
    table.left_out(contracts.len().saturating_sub(MOST_CONTRACTS), ["contract", "contracts"], "Renewals");
    Some(table)
}

/// What findings say of its contracts that could be put on the table.
fn droppable(audit: &Audit, sheet: &SupplierSheet) -> Option<Table> {
    let contracts: BTreeSet<String> = sheet.contracts.iter().map(|id| format!("contracts:{id}")).collect();
    let about = |finding: &&Finding| {
        LEVERS.contains(&finding.code.as_str()) && finding.evidence.iter().any(|record| contracts.contains(record))
    };
    let mut found: Vec<&Finding> = audit.findings.iter().filter(about).collect();
    if found.is_empty() {
        return None;
    }
    found.sort_by(|a, b| {
        b.amount_pence.cmp(&a.amount_pence).then_with(|| (&a.code, &a.subject).cmp(&(&b.code, &b.subject)))
    });
    let unit = words::symbol(&audit.currency);
    let mut table = Table::new(&["What", "Why", &format!("Amount ({unit})")]);
    for finding in found.iter().take(MOST_DROPPABLE) {
        table.row([
            table::text(&words::code(&finding.code), 40).into(),
            table::text(&words::with_days(&finding.message), 240).into(),
            finding.amount_pence.map_or_else(|| "not known".to_owned(), words::amount).into(),
        ]);
    }
    table.left_out(found.len().saturating_sub(MOST_DROPPABLE), ["finding", "findings"], "Findings");
    table
        .notes
        .push("Amounts overlap and are not added up; what each of them is, stands with the findings.".to_owned());
    Some(table)
}

/// How its prices moved, and how they are set to move.
fn uplifts(sheet: &SupplierSheet, renewals: &BTreeMap<&str, &Renewal>) -> Option<Table> {
    if sheet.uplifts.is_empty() && sheet.indexed.is_empty() {
        return None;
    }
    let title = |id: &str| match renewals.get(id) {
        Some(contract) => Cell::noted(renewal::title(contract, 70), table::name([id], 40)),
        None => table::name([id], 40).into(),
    };
    let mut table = Table::new(&["Contract", "Since", "From, to", "Change"]);
    for uplift in sheet.uplifts.iter().take(MOST_UPLIFTS) {
        let sign = uplift.currency.as_deref().map_or("", words::symbol);
        let change = uplift.change.map_or_else(
            || "–".to_owned(),
            |change| format!("{}{}", if change > 0.0 { "+" } else { "" }, words::share_exact(change)),
        );
        table.row([
            title(&uplift.contract),
            words::day_short(&uplift.on).into(),
            format!("{sign}{} to {sign}{} a {}", uplift.from, uplift.to, uplift.per).into(),
            change.into(),
        ]);
    }
    table.left_out(sheet.uplifts.len().saturating_sub(MOST_UPLIFTS), ["change", "changes"], "Suppliers");
    for indexed in sheet.indexed.iter().take(MOST_UPLIFTS) {
        table.row([
            title(&indexed.contract),
            "next term".into(),
            "by its terms".into(),
            table::text(&indexed.words, 40).into(),
        ]);
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_page_names_what_hangs_on_the_supplier_and_what_could_be_dropped() {
        let pages = pages(&sample::county());
        assert_eq!(pages.len(), MOST_SUPPLIERS);
        let page = pages.iter().find(|page| page.name == "Brackenfold Systems").unwrap();
        assert_eq!(
            page.headline,
            "Brackenfold Systems is paid £3.6m, 16% of run cost, under 2 contracts; the next day to act is 28 May 2026"
        );
        let droppable = page.droppable.as_ref().unwrap();
        assert_eq!(droppable.rows.len(), 1, "renews on legacy");
        assert_eq!(page.uplifts.as_ref().unwrap().rows.len(), 2);
        assert!(super::pages(&sample::empty()).is_empty());
    }
}
