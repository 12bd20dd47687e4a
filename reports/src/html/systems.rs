//! Systems, seen whole: what each costs and rests on, and its risk.

use super::links::Links;
use super::table::{Column, Table, Value};
use crate::words;
use audit::{Audit, RiskScore, SystemSheet, SystemView};

/// Systems and what they rest on, those that are empty left out.
pub(super) fn tables(audit: &Audit, links: &Links<'_>) -> Vec<Table> {
    [systems(audit, links), rests_on(audit, links), releases(audit)].into_iter().flatten().collect()
}

fn systems(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let money = |heading: &str| Column::amount(heading, &audit.currency);
    let columns = vec![
        Column::of("System", "system"),
        Column::of("Body", "body"),
        money("Run cost"),
        money("Legacy"),
        money("Unknown"),
        Column::new("Weakest part").choice(),
        Column::of("Weakest asset", "asset"),
        Column::number("Assets"),
        Column::number("Without a verdict"),
        Column::new("Risk (LITRAF)").choice(),
        Column::number("Overall risk"),
        Column::detail("Owner"),
        Column::detail("Criticality, as recorded"),
        Column::detail("Stops if it alone were retired"),
        Column::detail("Likelihood"),
        Column::detail("Impact"),
        Column::detail("Run cost by kind"),
        Column::detail("Run cost by contract"),
        Column::detail("Scores"),
    ];
    let mut all: Vec<(usize, &SystemView)> = audit.systems.iter().enumerate().collect();
    all.sort_by(|(_, a), (_, b)| b.pence.cmp(&a.pence).then_with(|| a.system.cmp(&b.system)));
    let rows = all
        .into_iter()
        .map(|(place, view)| system(audit, links, view, audit.system_sheets.get(place), audit.risk.get(place)));
    Table::new("systems", "Systems", columns)
        .noted("Systems share what they rest on: they overlap and are never added up.")
        .filled(rows)
}

fn system(
    audit: &Audit,
    links: &Links<'_>,
    view: &SystemView,
    sheet: Option<&SystemSheet>,
    risk: Option<&RiskScore>,
) -> Vec<Value> {
    let money = |pence: i64| words::money_whole(pence, &audit.currency);
    let ratio =
        |ratio: Option<&audit::Ratio>| ratio.map_or_else(|| Value::unknown("–"), |ratio| (&ratio.printed).into());
    let classes = sheet.map(|sheet| {
        let each = sheet.by_class.iter().map(|row| format!("{} {}", words::class(&row.class), money(row.pence)));
        each.collect::<Vec<_>>().join("; ")
    });
    let contracts = sheet.map(|sheet| {
        let each = sheet.by_contract.iter().map(|row| {
            format!("{} {}", row.contract.as_deref().unwrap_or("under no known contract"), money(row.pence))
        });
        each.collect::<Vec<_>>().join("; ")
    });
    let scores = risk.map(|risk| {
        let each = risk.scores.iter().map(|score| {
            let said = score.score.map_or_else(|| "not scored".to_owned(), |score| score.to_string());
            format!("{} {}: {said} ({})", score.id, score.asks, score.by)
        });
        each.collect::<Vec<_>>().join("; ")
    });
    vec![
        links.system(&view.system),
        links.body(&view.organisation),
        Value::pence(view.pence),
        Value::pence(view.legacy_pence),
        Value::pence(view.unknown_pence),
        words::verdict(&view.weakest).into(),
        view.weakest_asset.as_deref().map_or_else(|| Value::unknown("–"), Links::record),
        Value::count(view.assets),
        Value::count(view.unknown_assets),
        Value::maybe(risk.map(|risk| words::code(&risk.status)).as_deref()),
        ratio(risk.and_then(|risk| risk.overall.as_ref())),
        Value::maybe(sheet.and_then(|sheet| sheet.owner.as_deref())),
        Value::maybe(sheet.and_then(|sheet| sheet.criticality.as_deref())),
        money(view.avoidable_pence).into(),
        ratio(risk.and_then(|risk| risk.likelihood.as_ref())),
        ratio(risk.and_then(|risk| risk.impact.as_ref())),
        Value::maybe(classes.as_deref()),
        Value::maybe(contracts.as_deref()),
        Value::maybe(scores.as_deref()),
    ]
}

fn rests_on(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let columns = vec![
        Column::of("System", "system"),
        Column::new("Rests on"),
        Column::new("Verdict").choice(),
        Column::new("Support ends"),
        Column::number("Assets"),
        Column::amount("Run cost", &audit.currency),
    ];
    let rows = audit.system_sheets.iter().flat_map(|sheet| {
        sheet.rests_on.iter().map(|row| {
            vec![
                links.system(&sheet.system),
                Value::maybe(Some(&row.name)),
                words::verdict(&row.verdict).into(),
                Value::day(row.ends_on.as_deref()),
                Value::count(row.assets),
                Value::pence(row.pence),
            ]
        })
    });
    Table::new("rests-on", "What systems rest on", columns).filled(rows)
}

fn releases(audit: &Audit) -> Option<Table> {
    let columns = vec![
        Column::new("Release"),
        Column::new("Verdict").choice(),
        Column::new("Support ends"),
        Column::number("Assets"),
        Column::amount("Run cost", &audit.currency),
        Column::new("Product of the catalogue"),
    ];
    let rows = audit.releases.iter().map(|row| {
        vec![
            Value::maybe(Some(&row.name)),
            words::verdict(&row.verdict).into(),
            Value::day(row.ends_on.as_deref()),
            Value::count(row.assets),
            Value::pence(row.pence),
            Value::maybe(row.product.as_deref()),
        ]
    });
    Table::new("releases", "What the estate runs", columns).filled(rows)
}
