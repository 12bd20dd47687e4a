//! The sections of the page: which charts and tables stand together, and in which order.

use super::links::Links;
use super::markup::text;
use super::table::{Column, Table, Value};
use super::{ahead, known, money, systems, to_act_on};
use crate::charts::Chart;
use crate::pages;
use crate::words;
use audit::Audit;
use std::fmt::Write;

/// A section.
#[derive(Debug)]
pub(super) struct Section {
    /// What leads to it.
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    lead: Vec<String>,
    /// Pictures, as markup.
    charts: Vec<String>,
    pub(super) tables: Vec<Table>,
}

/// Charts that stand outside the section on money, which has all others.
const ELSEWHERE: [(&str, &[&str]); 5] = [
    ("point", &["legacy-by-verdict"]),
    ("systems", &["age-and-cost", "litraf-grid"]),
    ("contracts", &["decisions-due", "decision-months", "decision-timeline"]),
    ("completeness", &["completeness"]),
    ("receipts", &["money-receipt"]),
];

/// All sections in which this audit has something to show.
pub(super) fn all(audit: &Audit, charts: &[Chart], links: &Links<'_>, records: Vec<Table>) -> Vec<Section> {
    let worklist = to_act_on::worklist(audit, links);
    let findings = to_act_on::findings(audit, links);
    let about_systems = "A system is a service, or the application at the top where no service is known.";
    let about_contracts =
        "The day to act is the last working day on which notice can still be given, less the time it takes to decide.";
    let about_findings = "What somebody should act on, the largest amounts first.";
    let about_worklist =
        "Each row is one thing to put right in one record system, with the run cost that waits for it.";
    let about_records = "Every figure is a sum of these lines, and every line names the record it came from.";
    let list = [
        ("figures", "Figures", vec![pages::method::period(audit)], vec![figures(audit)]),
        ("money", "Where the money sits", Vec::new(), money::tables(audit, links)),
        ("systems", "Systems", vec![about_systems.to_owned()], systems::tables(audit, links)),
        ("contracts", "Contracts and suppliers", vec![about_contracts.to_owned()], to_act_on::contracts(audit, links)),
        ("ahead", "The years ahead", ahead::says(audit), ahead::tables(audit, links)),
        ("findings", "Findings", vec![about_findings.to_owned()], findings.into_iter().collect()),
        ("completeness", "What is known", vec![format!("{}.", pages::known::says(audit))], known::completeness(audit)),
        ("worklist", "Worklist", vec![about_worklist.to_owned()], worklist.into_iter().collect()),
        ("receipts", "Receipts", Vec::new(), known::receipts(audit)),
        (
            "method",
            "What was taken as given",
            pages::method::snapshot(audit),
            known::assumptions(audit).into_iter().collect(),
        ),
        ("records", "Cost lines", vec![about_records.to_owned()], records),
    ];
    list.into_iter()
        .map(|(id, heading, lead, tables)| Section { id, heading, lead, charts: pictures(id, charts), tables })
        .filter(|section| !section.charts.is_empty() || !section.tables.is_empty())
        .collect()
}

/// The pictures of a section.
pub(super) fn pictures(section: &str, charts: &[Chart]) -> Vec<String> {
    let home = |chart: &str| ELSEWHERE.iter().find(|(_, names)| names.contains(&chart)).map_or("money", |(id, _)| id);
    charts.iter().filter(|chart| home(chart.name) == section).map(|chart| without_faces(&chart.svg)).collect()
}

/// Pictures, two abreast where there is room.
pub(super) fn side_by_side(pictures: &[String]) -> String {
    if pictures.is_empty() {
        return String::new();
    }
    let each: String = pictures.iter().map(|picture| format!("<div class=\"chart\">{picture}</div>\n")).collect();
    format!("<div class=\"charts\">\n{each}</div>\n")
}

/// A picture without its own faces: the page has them once for all.
fn without_faces(svg: &str) -> String {
    match (svg.find("<style>"), svg.find("</style>")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &svg[..from], &svg[to + "</style>".len()..]),
        _ => svg.to_owned(),
    }
}

/// Every figure with its definition.
fn figures(audit: &Audit) -> Table {
    let columns = vec![
        Column::of("Figure", "figure"),
        Column::number("Value"),
        Column::new("What it includes"),
        Column::new("Note"),
        Column::new("Rests on"),
        Column::number("Cost lines"),
    ];
    let rows = audit.figures.iter().map(|figure| {
        let value = pages::method::value(figure, &audit.currency);
        let size = figure.pence.map(i128::from).or(figure.count.map(i128::from));
        let rests_on = figure
            .evidence
            .iter()
            .map(|(kind, pence)| format!("{kind} {}", words::money_exact(*pence, &audit.currency)));
        vec![
            Value::keyed(&figure.label, &figure.id),
            size.map_or_else(|| Value::unknown(&value), |size| Value::number(value.clone(), size)),
            Value::from(&figure.definition),
            Value::maybe(figure.note.as_deref()),
            Value::maybe(Some(&rests_on.collect::<Vec<_>>().join(", "))),
            figure.lines.as_ref().map_or_else(|| Value::unknown("–"), |lines| Value::count(lines.count)),
        ]
    });
    let mut table = Table::new("figures", "Every figure, with its definition", columns);
    table.rows = rows.collect();
    table
}

impl Section {
    /// The section as it stands in the page.
    pub(super) fn markup(&self) -> String {
        let mut out = format!(
            "<section id=\"{}\" tabindex=\"-1\">\n<h2 class=\"section\">{}</h2>\n",
            self.id,
            text(self.heading)
        );
        // Writing to a string cannot fail.
        for line in &self.lead {
            let _ = writeln!(out, "<p class=\"lead\">{}</p>", text(line));
        }
        out.push_str(&side_by_side(&self.charts));
        for table in &self.tables {
            out.push_str(&table.markup());
        }
        out.push_str("</section>\n");
        out
    }
}
