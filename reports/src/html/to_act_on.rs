//! What to act on: contracts by their decision, suppliers, what is bought alike, findings, the worklist.

use super::links::Links;
use super::table::{Column, Table, Value};
use crate::pages::renewal;
use crate::words;
use crate::workbook::said;
use audit::{Audit, Renewal, Standing};

/// Contracts, suppliers and what several bodies buy alike, those that are empty left out.
pub(super) fn contracts(audit: &Audit, links: &Links<'_>) -> Vec<Table> {
    [renewals(audit, links), suppliers(audit, links), together(audit, links)].into_iter().flatten().collect()
}

fn renewals(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let columns = vec![
        Column::new("Standing").choice(),
        Column::new("Act by"),
        Column::new("What it is about"),
        Column::of("Contract", "contract"),
        Column::of("Supplier", "supplier"),
        Column::of("Body", "body"),
        Column::new("Owner"),
        Column::new("If nobody acts"),
        Column::amount("Locked in", &audit.currency),
        Column::amount("A year of it", &audit.currency),
        Column::detail("State"),
        Column::detail("Renewal"),
        Column::detail("Current end"),
        Column::detail("Notice by"),
        Column::detail("Decide by"),
        Column::detail("Start buying by"),
        Column::detail("Committed to"),
        Column::detail("Next exit"),
        Column::detail("The records lack"),
        Column::detail("How it was worked out"),
    ];
    let all = audit.decisions();
    let lists = [all.late, all.due, all.missed, all.undated, all.later, all.open, all.over];
    let rows = lists.iter().flatten().map(|(contract, standing)| decision(links, contract, standing));
    Table::new("contracts", "Contracts by decision", columns)
        .noted("Contracts without a decision to take, such as those that are not clearly ICT, stand in tables/contracts.csv.")
        .filled(rows)
}

fn decision(links: &Links<'_>, contract: &Renewal, standing: &Standing) -> Vec<Value> {
    let day = |day: &Option<String>| Value::day(day.as_deref());
    let act_by = renewal::day(standing);
    vec![
        words::sentence(said(standing)).into(),
        standing.day().map_or_else(|| Value::unknown(&act_by), |day| Value::keyed(&act_by, day)),
        Value::maybe(contract.title.as_deref()),
        Links::record(&contract.contract),
        links.supplier(&contract.supplier),
        links.body(&contract.organisation),
        Value::maybe(contract.owner.as_deref()),
        words::sentence(&renewal::otherwise(contract)).into(),
        Value::maybe_pence(contract.locked_in_pence),
        Value::maybe_pence(contract.annual_pence),
        words::code(&contract.state).into(),
        words::code(&contract.renewal).into(),
        day(&contract.current_end),
        day(&contract.notice_on),
        day(&contract.decide_by),
        day(&contract.start_procuring_by),
        day(&contract.committed_to),
        day(&contract.next_exit),
        Value::maybe(Some(&contract.unknown.join(", "))),
        Value::maybe(Some(&contract.why.join(" "))),
    ]
}

fn suppliers(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let columns = vec![
        Column::of("Supplier", "supplier"),
        Column::amount("Run cost", &audit.currency),
        Column::number("Share of run cost"),
        Column::amount("Legacy", &audit.currency),
        Column::number("Bodies"),
        Column::number("Contracts that go on"),
        Column::amount("A year of them", &audit.currency),
        Column::detail("How its prices moved"),
        Column::detail("How they are set to move"),
    ];
    let run = audit::total(&audit.by_supplier).pence;
    let rows = audit.suppliers.iter().map(|sheet| {
        let moved = sheet.uplifts.iter().map(|uplift| {
            format!("{} from {}: {} to {} a {}", uplift.contract, uplift.on, uplift.from, uplift.to, uplift.per)
        });
        let indexed = sheet.indexed.iter().map(|indexed| format!("{}: {}", indexed.contract, indexed.words));
        vec![
            links.supplier(&sheet.supplier),
            Value::pence(sheet.run_pence),
            Value::share(sheet.run_pence, run),
            Value::pence(sheet.legacy_pence),
            Value::count(sheet.bodies.len()),
            Value::count(sheet.contracts.len()),
            Value::pence(sheet.annual_pence),
            Value::maybe(Some(&words::with_days(&moved.collect::<Vec<_>>().join("; ")))),
            Value::maybe(Some(&indexed.collect::<Vec<_>>().join("; "))),
        ]
    });
    let table = Table::new("suppliers", "Suppliers, before signing again", columns).filled(rows)?;
    let unpriced: u64 = audit.suppliers.iter().map(|sheet| sheet.annual_unknown).sum();
    Some(match unpriced {
        0 => table,
        some => table.noted(format!(
            "{} without a known price are not in the year of them.",
            words::counted(some, "contract", "contracts")
        )),
    })
}

fn together(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let columns = vec![
        Column::new("Of one").choice(),
        Column::new("Which"),
        Column::of("Contract", "contract"),
        Column::of("Body", "body"),
        Column::new("Act by"),
        Column::new("Current end"),
        Column::amount("A year of it", &audit.currency),
        Column::new("End together on"),
        Column::amount("Cost of that", &audit.currency),
    ];
    let rows = audit.joint.iter().flat_map(|joint| {
        joint.contracts.iter().map(move |row| {
            vec![
                words::sentence(&joint.kind).into(),
                joint.name.as_deref().unwrap_or(&joint.key).into(),
                Links::record(&row.contract),
                links.body(&row.organisation),
                Value::day(row.act_on.as_deref()),
                Value::day(row.current_end.as_deref()),
                Value::maybe_pence(row.annual_pence),
                Value::day(joint.end_together_on.as_deref()),
                Value::maybe_pence(joint.end_together_pence),
            ]
        })
    });
    Table::new("together", "What several bodies buy alike", columns)
        .noted("A contract stands once for its supplier and once for every product: never add these rows up.")
        .filled(rows)
}

/// Every finding.
pub(super) fn findings(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let columns = vec![
        Column::new("Finding").choice(),
        Column::new("For").choice(),
        Column::new("What it says"),
        Column::of("Contract", "contract"),
        Column::of("Asset or other", "asset"),
        Column::of("Body", "body"),
        Column::new("Owner"),
        Column::new("Act by"),
        Column::amount("Amount", &audit.currency),
        Column::of("Supplier", "supplier").hidden(),
        Column::detail("What the amount is"),
        Column::detail("Rests on"),
        Column::detail("Accepted"),
    ];
    let mut all: Vec<_> = audit.findings.iter().collect();
    all.sort_by(|a, b| {
        (std::cmp::Reverse(a.amount_pence), &a.code, &a.subject, &a.message).cmp(&(
            std::cmp::Reverse(b.amount_pence),
            &b.code,
            &b.subject,
            &b.message,
        ))
    });
    let nothing = || Value::unknown("–");
    let rows = all.into_iter().map(|finding| {
        let subject = finding.subject.as_str();
        let [contract, other, supplier] = match links.kind_of(subject) {
            "contract" => [Links::record(subject), nothing(), nothing()],
            "supplier" => [nothing(), subject.into(), links.supplier(subject)],
            _ => [nothing(), Links::record(subject), nothing()],
        };
        let waived = finding.waived.iter().map(|waived| {
            let until = if waived.expired { "was accepted until" } else { "is accepted until" };
            let day = words::day_short(&waived.until);
            format!("{} {until} {day} by {}: {}", waived.asset, waived.approved_by, waived.reason)
        });
        vec![
            words::code(&finding.code).into(),
            finding.reader.as_str().into(),
            words::with_days(&finding.message).into(),
            contract,
            other,
            finding.organisation.as_deref().map_or_else(nothing, |body| links.body(body)),
            Value::maybe(finding.owner.as_deref()),
            Value::day(finding.due_on.as_deref()),
            Value::maybe_pence(finding.amount_pence),
            supplier,
            Value::from(&finding.amount_means),
            Value::from(finding.evidence.join(", ")),
            Value::maybe(Some(&waived.collect::<Vec<_>>().join("; "))),
        ]
    });
    Table::new("findings", "Findings", columns)
        .noted("Amounts of findings overlap and are never added up.")
        .filled(rows)
}

/// What would settle what has no verdict.
pub(super) fn worklist(audit: &Audit, links: &Links<'_>) -> Option<Table> {
    let columns = vec![
        Column::new("What the records say"),
        Column::new("What would settle it"),
        Column::new("Owner"),
        Column::of("Body", "body"),
        Column::new("Because").choice(),
        Column::number("Assets"),
        Column::amount("Waits", &audit.currency),
        Column::of("Such as", "asset"),
        Column::detail("Versions"),
        Column::detail("Read as"),
    ];
    let rows = audit.worklist.iter().map(|row| {
        let said = if row.words.is_empty() { "no product and no model" } else { row.words.as_str() };
        vec![
            said.into(),
            row.fix.as_str().into(),
            Value::maybe(row.owner.as_deref()),
            links.body(&row.organisation),
            words::sentence(words::unknown_reason(&row.reason)).into(),
            Value::count(row.assets),
            Value::pence(row.pence),
            Links::record(&row.example),
            Value::maybe(Some(&row.versions.join(", "))),
            Value::maybe(row.product.as_deref()),
        ]
    });
    Table::new("worklist", "Worklist", columns).filled(rows)
}
