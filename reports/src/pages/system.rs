//! One system on one page: what it costs and why, what it rests on, until when, and room for its owner to answer.

use super::names::Names;
use super::renewal;
use super::systems::{System, chosen, name};
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, Renewal, RestsOn, RiskScore};
use serde::Serialize;

/// What the page shows. What is empty is left out.
#[derive(Debug, Serialize)]
pub(crate) struct SystemPage {
    headline: String,
    /// What it is, in short pieces.
    what: Vec<String>,
    facts: Vec<Fact>,
    classes: Table,
    suppliers: Table,
    rests_on: Option<Table>,
    contracts: Option<Table>,
    scores: Vec<Score>,
    /// What is said of the scores.
    risk: Vec<String>,
    options: Vec<String>,
    comment: String,
}

/// A number with its name and a smaller line.
#[derive(Debug, Serialize)]
struct Fact {
    label: String,
    value: String,
    beside: String,
}

/// One of the thirteen scores.
#[derive(Debug, Serialize)]
struct Score {
    id: String,
    given: String,
    /// Did a person answer?
    answered: bool,
}

const MOST_ROWS: usize = 4;
const MOST_RELEASES: usize = 6;
const MOST_CONTRACTS: usize = 3;

/// The pages of the dearest and of the oldest systems.
pub(crate) fn pages(audit: &Audit) -> Vec<SystemPage> {
    let names = Names::of(audit);
    chosen(audit).into_iter().map(|system| page(audit, &names, system)).collect()
}

fn page(audit: &Audit, names: &Names<'_>, system: System<'_>) -> SystemPage {
    let (view, sheet) = system;
    let risk = audit.risk.iter().find(|risk| risk.system == view.system);
    let contracts = contracts(audit, system);
    SystemPage {
        headline: says(audit, system),
        what: what(audit, names, system),
        facts: facts(audit, system, risk),
        classes: shares(
            audit,
            "Kind of spending",
            sheet.by_class.iter().map(|row| (words::class(&row.class), row.pence)),
            view.pence,
        ),
        suppliers: shares(
            audit,
            "Supplier",
            sheet.by_supplier.iter().map(|row| {
                (
                    row.supplier
                        .as_deref()
                        .map_or_else(|| "Own staff, or no supplier".to_owned(), |id| names.supplier(id)),
                    row.pence,
                )
            }),
            view.pence,
        ),
        rests_on: rests_on(audit, &sheet.rests_on),
        options: options(audit, system, &contracts),
        contracts: contract_table(audit, names, system, &contracts),
        scores: risk.map(scores).unwrap_or_default(),
        risk: risk.map(risk_says).unwrap_or_default(),
        comment: risk.and_then(|risk| risk.notes.as_deref()).map(|notes| table::text(notes, 240)).unwrap_or_default(),
    }
}

fn says(audit: &Audit, (view, _): System<'_>) -> String {
    let money = |pence: i64| words::money(pence, &audit.currency);
    let cost = money(view.pence);
    let name = name(view, 48);
    let (low, high) = (view.legacy_pence, view.legacy_pence.saturating_add(view.unknown_pence));
    match (low, high) {
        (0, 0) => format!("{name} costs {cost} a year, none of it legacy"),
        (low, high) if low == high && low == view.pence => format!("{name} costs {cost} a year, all of it legacy"),
        (low, high) if low == high => format!("{name} costs {cost} a year, {} of it legacy", money(low)),
        (low, high) => {
            format!("{name} costs {cost} a year; {} of it is legacy", words::money_range(low, high, &audit.currency))
        }
    }
}

fn what(audit: &Audit, names: &Names<'_>, (view, sheet): System<'_>) -> Vec<String> {
    let mut what = vec![table::text(&names.body(&view.organisation), 40), table::name([view.system.as_str()], 30)];
    if let Some(owner) = sheet.owner.as_deref().filter(|owner| !owner.is_empty()) {
        what.push(format!("owner: {}", table::name([owner], 30)));
    }
    if let Some(words) = sheet.criticality.as_deref().filter(|words| !words.is_empty()) {
        what.push(format!("criticality: {}", table::text(words, 30)));
    }
    let dearer = audit.systems.iter().filter(|other| other.pence > view.pence).count();
    what.push(format!("number {} of {} by run cost", words::number(dearer + 1), words::number(audit.systems.len())));
    if let Some(months) = sheet.mean_age_months {
        let older = audit.system_sheets.iter().filter(|other| other.mean_age_months > Some(months)).count();
        what.push(format!("number {} by age", words::number(older + 1)));
    }
    what
}

fn facts(audit: &Audit, (view, sheet): System<'_>, risk: Option<&RiskScore>) -> Vec<Fact> {
    let fact = |label: &str, value: String, beside: String| Fact { label: label.to_owned(), value, beside };
    let money = |pence: i64| words::money(pence, &audit.currency);
    let share = |pence: i64| {
        words::share_of(pence, view.pence).map_or_else(String::new, |share| format!("{share} of its run cost"))
    };
    let age = sheet.mean_age_months.map_or_else(
        || fact("Mean age", "not known".to_owned(), "no date of use is on record".to_owned()),
        |months| {
            let tenths = (months * 10 + 6) / 12;
            let dated = words::share_of(sheet.dated_pence, view.pence).unwrap_or_else(|| "part".to_owned());
            fact(
                "Mean age of what it pays for",
                format!("{}.{} years", tenths / 10, tenths % 10),
                format!("known for {dated} of its run cost"),
            )
        },
    );
    let near = risk.map_or_else(String::new, |risk| {
        let passed = words::counted(risk.proximity.all_passed, "part is", "parts are");
        format!("of every date of {passed} over")
    });
    let weakest = view.weakest_asset.as_deref().map_or(near, |asset| table::name([asset], 34));
    vec![
        fact("Legacy, known", money(view.legacy_pence), share(view.legacy_pence)),
        fact(
            "Not known",
            money(view.unknown_pence),
            format!("{} of {}", words::number(view.unknown_assets), words::counted(view.assets, "asset", "assets")),
        ),
        age,
        fact("Its weakest part", words::verdict(&view.weakest).to_owned(), weakest),
    ]
}

/// Parts of its run cost, those that there is no room for as one.
fn shares(audit: &Audit, heading: &str, rows: impl Iterator<Item = (String, i64)>, all: i64) -> Table {
    let mut rows: Vec<(String, i64)> = rows.collect();
    let mut table = Table::new(&[heading, &format!("A year ({})", words::symbol(&audit.currency)), "Share"]);
    if rows.len() > MOST_ROWS + 1 {
        let rest = rows.split_off(MOST_ROWS);
        let sum: i128 = rest.iter().map(|(_, pence)| i128::from(*pence)).sum();
        rows.push((words::counted(rest.len(), "other", "others"), i64::try_from(sum).unwrap_or(i64::MAX)));
    }
    for (label, pence) in rows {
        let share = words::share_of(pence, all).unwrap_or_else(|| "–".to_owned());
        table.row([table::text(&label, 30).into(), words::amount(pence).into(), share.into()]);
    }
    table
}

fn rests_on(audit: &Audit, rows: &[RestsOn]) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let mut table =
        Table::new(&["What", "Support", "Ends", "Assets", &format!("A year ({})", words::symbol(&audit.currency))]);
    for row in rows.iter().take(MOST_RELEASES) {
        table.row([
            table::name([row.name.as_str()], 40).into(),
            words::verdict(&row.verdict).into(),
            row.ends_on.as_deref().map_or_else(|| "not known".to_owned(), words::day_short).into(),
            words::number(row.assets).into(),
            words::amount(row.pence).into(),
        ]);
    }
    let left = rows.get(MOST_RELEASES..).unwrap_or_default();
    if !left.is_empty() {
        let assets: u64 = left.iter().map(|row| row.assets).sum();
        let pence: i128 = left.iter().map(|row| i128::from(row.pence)).sum();
        table.row([
            words::counted(left.len(), "other", "others").into(),
            "".into(),
            "".into(),
            words::number(assets).into(),
            words::amount(pence).into(),
        ]);
    }
    Some(table)
}

/// Its contracts, dearest for it first, with what of each reaches it.
fn contracts<'a>(audit: &'a Audit, (_, sheet): System<'_>) -> Vec<(&'a Renewal, i64)> {
    let of = |id: &str| audit.renewals.iter().find(|renewal| renewal.contract == id);
    sheet.by_contract.iter().filter_map(|row| Some((of(row.contract.as_deref()?)?, row.pence))).collect()
}

fn contract_table(
    audit: &Audit,
    names: &Names<'_>,
    (_, sheet): System<'_>,
    contracts: &[(&Renewal, i64)],
) -> Option<Table> {
    if contracts.is_empty() {
        return None;
    }
    let mut table =
        Table::new(&["Act by", "Contract", "If nobody acts", &format!("For it ({})", words::symbol(&audit.currency))]);
    for (contract, pence) in contracts.iter().take(MOST_CONTRACTS) {
        let day = if contract.has_decision {
            renewal::day(&contract.standing(&audit.as_of))
        } else {
            "none to take".to_owned()
        };
        table.row([
            day.into(),
            Cell::noted(renewal::title(contract, 40), table::text(&names.supplier(&contract.supplier), 40)),
            words::sentence(&renewal::otherwise(contract)).into(),
            words::amount(*pence).into(),
        ]);
    }
    table.left_out(contracts.len().saturating_sub(MOST_CONTRACTS), ["contract", "contracts"], "Renewals");
    if let Some(row) = sheet.by_contract.iter().find(|row| row.contract.is_none()) {
        table.notes.push(format!(
            "{} of its run cost is under no contract that is known.",
            words::money(row.pence, &audit.currency)
        ));
    }
    Some(table)
}

fn scores(risk: &RiskScore) -> Vec<Score> {
    let score = |criterion: &audit::Criterion| Score {
        id: table::text(&criterion.id, 4),
        given: criterion.score.map_or_else(|| "–".to_owned(), |score| score.to_string()),
        answered: criterion.by == "assessor",
    };
    risk.scores.iter().map(score).collect()
}

fn risk_says(risk: &RiskScore) -> Vec<String> {
    let missing = risk.scores.iter().filter(|score| score.score.is_none()).count();
    let mut says = Vec::new();
    match (&risk.overall, missing) {
        (Some(overall), _) => {
            says.push(format!("Overall {} of 30: {}.", overall.printed, words::code(&risk.status).to_lowercase()));
        }
        (None, missing) => {
            says.push(format!("No overall score: {} missing.", words::counted(missing, "answer is", "answers are")));
        }
    }
    if risk.unconfirmed > 0 {
        says.push(format!(
            "{} from records alone, grey below, and nobody has confirmed them.",
            words::counted(risk.unconfirmed, "score comes", "scores come")
        ));
    }
    if let (Some(who), Some(day)) = (&risk.assessor, &risk.assessed_on) {
        says.push(format!("Answered by {} on {}.", table::name([who.as_str()], 40), words::day(day)));
    }
    let plan = match (risk.has_plan, risk.plan_funded) {
        (Some(true), Some(true)) => Some("There is a plan, and it is paid for"),
        (Some(true), Some(false)) => Some("There is a plan, and it is not paid for"),
        (Some(true), None) => Some("There is a plan"),
        (Some(false), _) => Some("There is no plan"),
        (None, _) => None,
    };
    if let Some(plan) = plan {
        let by =
            risk.target_on.as_deref().map_or_else(String::new, |day| format!(", to be done by {}", words::day(day)));
        says.push(format!("{plan}{by}."));
    }
    says
}

/// What its records leave to decide, as sentences. They weigh nothing: that is for its owner.
fn options(audit: &Audit, (view, sheet): System<'_>, contracts: &[(&Renewal, i64)]) -> Vec<String> {
    let money = |pence: i128| words::money(pence, &audit.currency);
    let mut options = Vec::new();
    let open: Vec<(&Renewal, audit::Standing)> = contracts
        .iter()
        .filter(|(contract, _)| contract.has_decision)
        .map(|(contract, _)| (*contract, contract.standing(&audit.as_of)))
        .filter(|(_, standing)| matches!(standing, audit::Standing::Due { .. } | audit::Standing::Late { .. }))
        .collect();
    if let Some((contract, standing)) =
        open.iter().min_by_key(|(contract, standing)| (standing.day().map(str::to_owned), contract.contract.clone()))
    {
        options.push(format!(
            "Give notice: {} of its contracts can be acted on within 12 months, the first by {}, on {}.",
            words::number(open.len()),
            renewal::day(standing),
            renewal::title(contract, 40)
        ));
    }
    let over: Vec<&RestsOn> = sheet.rests_on.iter().filter(|row| row.verdict == "unsupported").collect();
    if !over.is_empty() {
        let assets: u64 = over.iter().map(|row| row.assets).sum();
        let pence: i128 = over.iter().map(|row| i128::from(row.pence)).sum();
        options.push(format!(
            "Move what is out of support: {}, on which {} of its run cost lands.",
            words::counted(assets, "asset", "assets"),
            money(pence)
        ));
    }
    if view.unknown_pence != 0 {
        options.push(format!(
            "Find out first: the support behind {} is not known; the worklist says what would settle it.",
            money(view.unknown_pence.into())
        ));
    }
    if !sheet.by_class.is_empty() && view.pence > 0 {
        options.push(format!(
            "Leave it as it is: {} a year at today's rate, and whatever support ends meanwhile.",
            money(view.pence.into())
        ));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_page_adds_up_to_what_the_system_costs() {
        let audit = sample::county();
        let names = Names::of(&audit);
        let system = chosen(&audit)[0];
        let page = page(&audit, &names, system);
        let amount = |row: &Vec<Cell>, column: usize| match &row[column] {
            Cell::Plain(text) | Cell::Noted { text, .. } => text.replace(',', "").parse::<i64>().unwrap(),
        };
        for table in [&page.classes, &page.suppliers] {
            let sum: i64 = table.rows.iter().map(|row| amount(row, 1)).sum();
            assert!((sum - system.0.pence / 100).abs() <= 1, "{sum}");
        }
        assert_eq!(page.scores.len(), 13);
        assert!(page.options.iter().any(|option| option.starts_with("Leave it as it is")));
    }

    #[test]
    fn the_headline_is_a_range_only_where_something_is_unknown() {
        let audit = sample::county();
        let sheet = &audit.system_sheets[0];
        for (legacy, unknown, says) in [
            (0, 0, "x costs £100 a year, none of it legacy"),
            (10_000, 0, "x costs £100 a year, all of it legacy"),
            (4_000, 0, "x costs £100 a year, £40 of it legacy"),
            (4_000, 1_000, "x costs £100 a year; £40–£50 of it is legacy"),
        ] {
            let view = audit::SystemView {
                name: "x".to_owned(),
                pence: 10_000,
                legacy_pence: legacy,
                unknown_pence: unknown,
                ..audit.systems[0].clone()
            };
            assert_eq!(super::says(&audit, (&view, sheet)), says);
        }
    }
}
