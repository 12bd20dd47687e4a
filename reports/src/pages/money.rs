//! Where the money sits: run cost by verdict, kind, age, service, supplier and body.

use super::Picture;
use super::table::{self, AMOUNTS, Cell, Table, amounts, rounding_note};
use crate::words;
use audit::{Audit, Part, Sum, largest, total};
use serde::Serialize;

/// What the pages show. A list with nothing in it is left out.
#[derive(Debug, Serialize)]
pub(crate) struct MoneyPages {
    headline: String,
    verdicts: Table,
    flow: Option<Picture>,
    lists: Vec<List>,
}

/// One way of sharing run cost out.
#[derive(Debug, Serialize)]
struct List {
    heading: String,
    charts: Vec<Picture>,
    table: Option<Table>,
}

/// Rows of a list that a page has room for.
const MOST_ROWS: usize = 25;

/// Builds the pages; none if there is no run cost.
pub(crate) fn page(audit: &Audit, mut chart: impl FnMut(&str) -> Option<Picture>) -> Option<MoneyPages> {
    if total(&audit.by_verdict).lines == 0 {
        return None;
    }
    let flow = chart("supplier-flow");
    let mut lists = Vec::new();
    let mut add = |heading: &str, names: [&str; 2], table: Option<Table>| {
        let charts: Vec<Picture> = names.into_iter().filter_map(&mut chart).collect();
        if table.is_some() || !charts.is_empty() {
            lists.push(List { heading: heading.to_owned(), charts, table });
        }
    };
    let [service, supplier, body] = [
        ["service", "services", "Reaches no service"],
        ["supplier", "suppliers", "Paid to no supplier"],
        ["body", "bodies", "Names no body"],
    ];
    add("By kind of spending", ["legacy-over-estate", "run-cost-causes"], None);
    add("By age", ["legacy-by-age", "support-ends"], None);
    let table = list(audit, &audit.by_service, service, "By service");
    add("By service", ["legacy-by-service", "cost-pareto"], table);
    let table = list(audit, &audit.by_supplier, supplier, "By supplier");
    add("By supplier", ["legacy-by-supplier", "supplier-concentration"], table);
    let table = list(audit, &audit.by_organisation, body, "By organisation");
    add("By body", ["legacy-by-organisation", "body-comparison"], table);
    Some(MoneyPages { headline: says(audit), verdicts: verdicts(audit), flow, lists })
}

/// Which services carry the most legacy cost, in one sentence.
fn says(audit: &Audit) -> String {
    let all = total(&audit.by_service);
    let money = |pence: i128| words::money(pence, &audit.currency);
    if all.legacy_pence == 0 {
        return match all.unknown_pence {
            0 => "No run cost is legacy".to_owned(),
            _ => "No run cost is known to be legacy".to_owned(),
        };
    }
    let cut = largest(&audit.by_service, 3, |sum| (sum.legacy_pence, sum.pence));
    let carry: Vec<String> = cut
        .shown
        .iter()
        .take(3)
        .filter(|row| row.legacy_pence > 0)
        .map(|row| {
            format!("{} ({})", table::name(row.name().into_iter().chain(row.key()), 48), money(row.legacy_pence.into()))
        })
        .collect();
    // A tie for the last place would leave somebody out by name alone.
    let with_legacy = audit.by_service.iter().filter(|row| row.service.is_some() && row.legacy_pence > 0).count();
    match carry.as_slice() {
        [] => format!("None of the {} of legacy cost reaches a service", money(all.legacy_pence)),
        [one] => format!("The legacy cost that reaches a service sits in {one}"),
        some if with_legacy <= 3 => format!("The legacy cost that reaches services sits in {}", words::list(some)),
        some => format!(
            "Among {} services with legacy cost, the dearest are {}",
            words::number(with_legacy),
            words::list(some)
        ),
    }
}

fn heading(currency: &str) -> Vec<String> {
    AMOUNTS.iter().map(|name| format!("{name} ({})", words::symbol(currency))).collect()
}

fn verdicts(audit: &Audit) -> Table {
    let all = total(&audit.by_verdict);
    let unit = words::symbol(&audit.currency);
    let (cost, legacy, waste) = (format!("Run cost ({unit})"), format!("Legacy ({unit})"), format!("Waste ({unit})"));
    let header = ["Verdict", "Assets", &cost, "Share", &legacy, &waste];
    let mut table = Table::new(&header);
    let mut rows = Vec::new();
    for row in &audit.by_verdict {
        let sum = row.sum();
        rows.push([sum.pence, sum.legacy_pence, sum.waste_pence]);
        table.row(verdict_cells(words::verdict(&row.verdict), row.assets, &sum, &all));
    }
    table.total = Some(verdict_cells("All run cost", audit.completeness.assets, &all, &all).into());
    table.notes.extend(rounding_note(&rows, [all.pence, all.legacy_pence, all.waste_pence], &audit.currency));
    table
}

fn verdict_cells(label: &str, assets: u64, sum: &Sum, all: &Sum) -> [Cell; 6] {
    [
        label.into(),
        words::number(assets).into(),
        words::amount(sum.pence).into(),
        share(sum.pence, all.pence).into(),
        words::amount(sum.legacy_pence).into(),
        words::amount(sum.waste_pence).into(),
    ]
}

fn share(part: i128, whole: i128) -> String {
    words::share_of(part, whole).unwrap_or_else(|| "–".to_owned())
}

fn list<T: Part>(audit: &Audit, rows: &[T], [one, many, nowhere]: [&str; 3], sheet: &str) -> Option<Table> {
    let all = total(rows);
    let cut = largest(rows, MOST_ROWS, |sum| (sum.legacy_pence, sum.pence));
    if all.lines == 0 || cut.shown.is_empty() {
        return None;
    }
    let columns = heading(&audit.currency);
    let header: Vec<String> =
        [words::sentence(one)].into_iter().chain(columns).chain(["Legacy share".to_owned()]).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = Table::new(&header);
    let mut printed = Vec::new();
    let mut add = |table: &mut Table, label: String, sum: &Sum| {
        printed.push(amounts(sum));
        table.row(cells(label, sum));
    };
    for row in &cut.shown {
        add(&mut table, table::name(row.name().into_iter().chain(row.key()), 90), &row.sum());
    }
    if cut.others.rows > 0 {
        let label = format!("{} other {many}", words::number(cut.others.rows));
        add(&mut table, label, &cut.others);
        table.notes.push(format!("All {many} are in the workbook, sheet {sheet}."));
    }
    if let Some(row) = cut.nowhere.filter(|row| row.sum().lines > 0) {
        add(&mut table, nowhere.to_owned(), &row.sum());
    }
    table.total = Some(cells("All run cost".to_owned(), &all).into());
    table.notes.extend(rounding_note(&printed, amounts(&all), &audit.currency));
    Some(table)
}

fn cells(label: String, sum: &Sum) -> [Cell; 6] {
    let [legacy, unknown, other, all] = amounts(sum).map(words::amount);
    [label.into(), legacy.into(), unknown.into(), other.into(), all.into(), share(sum.legacy_pence, sum.pence).into()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, money, with};

    fn text(cell: &Cell) -> &str {
        match cell {
            Cell::Plain(text) | Cell::Noted { text, .. } => text,
        }
    }

    #[test]
    fn printed_rows_of_a_list_cut_short_add_up_to_its_total() {
        let mut large = sample::large(200);
        // Whole pounds, so that rounding cannot hide a row that is missing.
        assert!(large.by_service.iter().all(|row| row.pence % 100 == 0));
        large.by_service.reverse();
        let page = page(&large, |_| None).unwrap();
        let table = page.lists[0].table.as_ref().unwrap();
        assert_eq!(table.rows.len(), MOST_ROWS + 1);
        assert_eq!(text(&table.rows[MOST_ROWS][0]), "175 other services");
        for column in 1..5 {
            let number = |cell: &Cell| text(cell).replace(',', "").parse::<i64>().unwrap();
            let sum: i64 = table.rows.iter().map(|row| number(&row[column])).sum();
            assert_eq!(sum, number(&table.total.as_ref().unwrap()[column]));
        }
    }

    #[test]
    fn the_sentence_names_services_only_if_they_carry_legacy() {
        let says = |lines: &[sample::Money]| says(&with(lines, Vec::new(), Vec::new()));
        let line = |service: &str, verdict| money("Wexmoor", service, "Ostrand", verdict, 10);
        assert_eq!(says(&[line("Payroll", "supported")]), "No run cost is legacy");
        assert_eq!(says(&[line("Payroll", "unknown")]), "No run cost is known to be legacy");
        assert_eq!(says(&[line("", "aged")]), "None of the £10 of legacy cost reaches a service");
        assert_eq!(says(&[line("Payroll", "aged")]), "The legacy cost that reaches a service sits in Payroll (£10)");
        let many: Vec<_> = ["a", "b", "c", "d"].map(|name| line(name, "unsupported")).to_vec();
        assert_eq!(says(&many), "Among 4 services with legacy cost, the dearest are a (£10), b (£10) and c (£10)");
    }

    #[test]
    fn there_is_no_page_without_cost() {
        assert!(page(&sample::empty(), |_| None).is_none());
    }
}
