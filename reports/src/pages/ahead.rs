//! Decisions of the next 36 months: how many pounds in which month, and how each day was worked out.

use super::Picture;
use super::names::Names;
use super::renewal;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Ahead, Audit, ENDS_ON, Renewal, STARTS_ON, Standing};
use serde::Serialize;

/// What the pages show. What is empty is left out.
#[derive(Debug, Serialize)]
pub(crate) struct AheadPages {
    headline: String,
    lead: String,
    months: Option<Picture>,
    timeline: Option<Picture>,
    worked_out: Table,
    joint: Option<Table>,
    unjudged: Option<Table>,
}

const MOST_WORKED_OUT: usize = 15;
const MOST_JOINT: usize = 15;

/// Builds the pages; none if no contract has a decision to take in that time.
pub(crate) fn page(audit: &Audit, picture: impl Fn(&str) -> Option<Picture>) -> Option<AheadPages> {
    let ahead = audit.ahead()?;
    if ahead.decisions.is_empty() {
        return None;
    }
    Some(AheadPages {
        headline: says(audit, &ahead),
        lead: "A contract stands in the month of its last working day to act. Its pounds are a year of its price, whether or not it \
               renews by itself, since either way somebody must decide what follows."
            .to_owned(),
        months: picture("decision-months"),
        timeline: picture("decision-timeline"),
        worked_out: worked_out(audit, &ahead),
        joint: joint(audit),
        unjudged: unjudged(audit),
    })
}

fn says(audit: &Audit, ahead: &Ahead<'_>) -> String {
    let open = words::counted(ahead.decisions.len(), "contract", "contracts");
    let last = words::day(&ahead.last);
    let first = ahead.months.first().map_or(0, |month| month.contracts);
    let now = match first {
        0 => String::new(),
        1 => "; 1 of them this month".to_owned(),
        many => format!("; {} of them this month", words::number(many)),
    };
    if ahead.annual_pence <= 0 {
        return format!("{open} to decide on by {last}{now}");
    }
    let least = if ahead.annual_unknown > 0 { "at least " } else { "" };
    format!("{open} to decide on by {last}, {least}{} a year{now}", words::money(ahead.annual_pence, &audit.currency))
}

/// The next decisions, each with how its day came about.
fn worked_out(audit: &Audit, ahead: &Ahead<'_>) -> Table {
    let names = Names::of(audit);
    let unit = words::symbol(&audit.currency);
    let mut table = Table::new(&["Act by", "Contract", "How the day was worked out", &format!("A year ({unit})")]);
    for (contract, standing) in ahead.decisions.iter().take(MOST_WORKED_OUT) {
        table.row([
            renewal::day(standing).into(),
            Cell::noted(renewal::title(contract, 80), renewal::parties(contract, &names)),
            how(contract, standing).into(),
            contract.annual_pence.map_or_else(|| "not known".to_owned(), words::amount).into(),
        ]);
    }
    table.left_out(ahead.decisions.len().saturating_sub(MOST_WORKED_OUT), ["contract", "contracts"], "Renewals");
    table
}

/// The sentences behind the days that matter, in the order in which one leads to the other; a day that is the one before says nothing.
fn how(contract: &Renewal, standing: &Standing) -> String {
    let decides = if contract.decide_by == contract.notice_on { None } else { Some("decide_by") };
    let acts = if contract.act_on == contract.decide_by { None } else { Some("act_on") };
    let wanted = [Some("current_end"), Some("notice_on"), decides, acts];
    let said = |field: &str| contract.why.iter().find(|line| line.starts_with(field));
    let sentences: Vec<String> = wanted.into_iter().flatten().filter_map(said).map(|line| sentence(line)).collect();
    let mut text = sentences.join(" ");
    if let Standing::Due { latest: Some(_), .. } = standing {
        text = format!("Known only in part: the earliest day counts. {text}");
    }
    table::text(text.trim(), 420)
}

/// What columns are called inside a sentence.
const READ_AS: [(&str, &str); 7] = [
    ("from ends_on ", "stated as "),
    (" as stated", ""),
    (ENDS_ON, "the stated end"),
    (STARTS_ON, "the start"),
    ("current_end", "the end"),
    ("notice_on", "notice"),
    ("decide_by", "then"),
];

/// `notice_on 2026-06-28: 2 months before current_end.` as a reader would say it.
fn sentence(line: &str) -> String {
    let names = [("current_end", "End"), ("notice_on", "Notice by"), ("decide_by", "Decide by"), ("act_on", "Act by")];
    let named = names.iter().find_map(|(field, said)| line.strip_prefix(field).map(|rest| (*said, rest)));
    let (said, rest) = named.unwrap_or(("", line));
    // Which calendar of working days it was stands with what was taken as given.
    let rest = rest.split_once(" (").filter(|(_, tail)| tail.contains(')')).map_or(rest, |(before, _)| before);
    let rest = READ_AS.iter().fold(rest.to_owned(), |text, (column, words)| text.replace(column, words));
    let text = words::with_days(&format!("{said}{rest}"));
    if text.ends_with('.') { text } else { format!("{text}.") }
}

/// What several bodies buy alike: windows side by side and a day to end together.
fn joint(audit: &Audit) -> Option<Table> {
    if audit.joint.is_empty() {
        return None;
    }
    let names = Names::of(audit);
    let unit = words::symbol(&audit.currency);
    let mut table =
        Table::new(&["What", "Bodies and their next ends", "Together", "End together on", &format!("A year ({unit})")]);
    for joint in audit.joint.iter().take(MOST_JOINT) {
        let name = table::name(joint.name.as_deref().into_iter().chain([joint.key.as_str()]), 50);
        let kind = if joint.kind == "supplier" { "supplier" } else { "product" };
        let mut windows: Vec<String> = Vec::new();
        for body in joint.bodies.iter().take(5) {
            let ends = joint
                .contracts
                .iter()
                .filter(|row| row.organisation == *body)
                .filter_map(|row| row.next_exit.as_deref());
            let next = ends.min().map_or_else(|| "no known end".to_owned(), words::day_short);
            windows.push(format!("{}: {next}", names.body(body)));
        }
        if joint.bodies.len() > 5 {
            windows.push(words::counted(joint.bodies.len() - 5, "other body", "other bodies"));
        }
        let mut volume = vec![words::counted(joint.contracts.len(), "contract", "contracts")];
        volume.extend(
            joint
                .volume
                .iter()
                .take(3)
                .map(|volume| table::text(&format!("{} {}", volume.quantity, volume.metric), 30)),
        );
        let end = match (&joint.end_together_on, joint.end_together_pence) {
            (Some(day), Some(pence)) => {
                Cell::noted(words::day_short(day), format!("at a cost of {}", words::money(pence, &audit.currency)))
            }
            _ => "–".into(),
        };
        let more = if joint.annual_unknown > 0 { "+" } else { "" };
        table.row([
            Cell::noted(name, kind.to_owned()),
            windows.join("; ").into(),
            volume.join(", ").into(),
            end,
            format!("{}{more}", words::amount(joint.annual_pence)).into(),
        ]);
    }
    table.left_out(audit.joint.len().saturating_sub(MOST_JOINT), ["row", "rows"], "Together");
    table.notes.push(
        "Rows overlap and are not added up. Ending together costs what is paid after the day, or bridged up to it, at each contract's own price; \
         a + marks contracts without a known price."
            .to_owned(),
    );
    Some(table)
}

/// What findings could not judge.
fn unjudged(audit: &Audit) -> Option<Table> {
    let rows = &audit.completeness.unjudged;
    if rows.is_empty() {
        return None;
    }
    let mut table = Table::new(&["Finding", "What the records lack", "How many"]);
    for row in rows {
        table.row([
            table::text(&words::code(&row.code), 60).into(),
            table::text(&words::sentence(&row.lacks), 120).into(),
            words::number(row.subjects).into(),
        ]);
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_sentence_counts_contracts_and_pounds() {
        let county = sample::county();
        let said = page(&county, |_| None).unwrap().headline;
        assert_eq!(said, "8 contracts to decide on by 31 March 2029, £8.7m a year; 1 of them this month");
        assert!(page(&sample::empty(), |_| None).is_none());
    }

    #[test]
    fn a_reason_reads_as_a_sentence() {
        assert_eq!(
            sentence("notice_on 2026-06-28: 2 months before the end"),
            "Notice by 28 Jun 2026: 2 months before the end."
        );
    }
}
