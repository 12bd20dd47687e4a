//! Of how much of the money, and of the records, can anything be said?

use super::bars::Scale;
use super::frame::{Frame, Look, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, MUTED, OTHER, RULE};
use crate::paint::line::{Line, Type};
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::Audit;

/// A bar: so much of a whole.
struct Row {
    label: String,
    part: i128,
    whole: i128,
    known: bool,
    said: String,
    share: Option<String>,
}

/// Run cost that can be judged and that cannot, by reason; and how far the records reach. None if there is neither money nor record.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let (money, mut records) = (money_rows(audit), record_rows(audit));
    if money.is_empty() && records.is_empty() {
        return None;
    }
    let rounded = (!money.is_empty()).then(|| ROUNDED.to_owned());
    let words = Words {
        name: "completeness",
        title: title(audit),
        subtitle: "What the records let us judge, and why the rest cannot be judged".to_owned(),
        notes: rounded.into_iter().chain([saying::judged(audit)]).collect(),
    };
    let mut frame = Frame::start(size, words);
    let head = frame.look.label.size * 2.0;
    let heads = head * 2.0 + frame.look.label.size * 0.8;
    // Lines of text need a quarter more than their size; the last records, which are ledgers, give way.
    while records.len() > 1 && frame.pitch(money.len() + records.len(), heads, 1.0) < frame.look.label.size * 1.25 {
        records.pop();
    }
    let pitch = frame.pitch(money.len() + records.len(), heads, 1.0);
    let groups: Vec<(&str, &[Row])> = [("Run cost", money.as_slice()), ("Records", &records)]
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    let columns = Columns::measured(&frame, &money.iter().chain(&records).collect::<Vec<_>>());
    for (index, (heading, rows)) in groups.iter().enumerate() {
        if index > 0 {
            frame.y += frame.look.label.size * 0.8;
        }
        let set = frame.look.strong;
        let baseline = frame.y + set.size;
        frame.sheet.text((frame.left(), baseline), Anchor::Start, set, INK, &Line::of(heading));
        let y = baseline + set.size * 0.55;
        frame.sheet.rule((frame.left(), y), (frame.right(), y), 0.5, RULE);
        frame.y += head;
        for row in *rows {
            columns.row(&mut frame, row, pitch);
        }
    }
    Some(frame.finish(&alt(&groups)))
}

fn money_rows(audit: &Audit) -> Vec<Row> {
    let complete = &audit.completeness;
    let all = audit::total(&audit.by_verdict).pence;
    let row = |label: &str, pence: i64, known| Row {
        label: words::sentence(label),
        part: pence.into(),
        whole: all,
        known,
        said: words::money(pence, &audit.currency),
        share: saying::share(pence.into(), all),
    };
    let mut reasons: Vec<(&String, i64)> =
        complete.unknown_pence.iter().map(|(reason, pence)| (reason, *pence)).collect();
    reasons.retain(|(_, pence)| *pence != 0);
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    if all == 0 && complete.judged_pence == 0 && reasons.is_empty() {
        return Vec::new();
    }
    let judged = row("can be judged", complete.judged_pence, true);
    let unknown = reasons.into_iter().map(|(reason, pence)| row(words::unknown_reason(reason), pence, false));
    std::iter::once(judged).chain(unknown).collect()
}

fn record_rows(audit: &Audit) -> Vec<Row> {
    let complete = &audit.completeness;
    let row = |label: String, part: u64, whole: u64| Row {
        label,
        part: part.into(),
        whole: whole.into(),
        known: true,
        said: format!("{} of {}", words::number(part), words::number(whole)),
        share: saying::share(part.into(), whole.into()),
    };
    let mut rows = Vec::new();
    if complete.assets > 0 {
        rows.push(row("Assets whose support is known".to_owned(), complete.assets_judged, complete.assets));
    }
    let contracts = complete.contracts;
    if contracts > 0 {
        let with = |without: u64| contracts.saturating_sub(without);
        rows.push(row("Contracts with a decision date".to_owned(), with(complete.contracts_without_date), contracts));
        rows.push(row("Contracts with a price".to_owned(), with(complete.contracts_without_price), contracts));
    }
    // The ledgers that reach least far say most; with many, the rest are in the pack's receipts.
    let mut ledgers: Vec<(&String, u32)> = complete.ledger_days.iter().map(|(source, days)| (source, *days)).collect();
    ledgers.sort_by_key(|(source, days)| (*days, *source));
    for (source, days) in ledgers.into_iter().take(3) {
        let source = saying::name([source.as_str()]);
        rows.push(row(format!("Days covered by {source}"), days.into(), complete.period_days.into()));
    }
    rows
}

/// The finding: how much cannot be judged, and for which reason most of it.
fn title(audit: &Audit) -> String {
    let complete = &audit.completeness;
    let all = audit::total(&audit.by_verdict);
    let money = |pence: i128| words::money(pence, &audit.currency);
    if all.pence == 0 && all.unknown_pence == 0 {
        return format!(
            "No run cost is recorded; support is known for {} of {}",
            words::number(complete.assets_judged),
            words::counted(complete.assets, "asset", "assets")
        );
    }
    if all.unknown_pence == 0 {
        return format!("All {} run cost can be judged", money(all.pence));
    }
    let most = complete.unknown_pence.values().copied().max().unwrap_or(0);
    let mut top = complete.unknown_pence.iter().filter(|(_, pence)| **pence == most);
    let because = match (top.next(), top.next()) {
        (Some((reason, pence)), None) if i128::from(*pence) == all.unknown_pence => {
            format!(" because {}", words::unknown_reason(reason))
        }
        (Some((reason, pence)), None) if *pence > 0 => {
            format!(", {} of it because {}", money((*pence).into()), words::unknown_reason(reason))
        }
        _ => String::new(),
    };
    if all.unknown_pence == all.pence {
        return format!("None of the {} run cost can be judged{because}", money(all.pence));
    }
    let share = saying::bracketed_share(all.unknown_pence, all.pence);
    format!("{} of {} run cost{share} cannot be judged{because}", money(all.unknown_pence), money(all.pence))
}

fn alt(groups: &[(&str, &[Row])]) -> String {
    let said: Vec<String> = groups
        .iter()
        .map(|(heading, rows)| {
            let rows: Vec<String> = rows
                .iter()
                .map(|row| {
                    format!(
                        "{}: {}{}",
                        row.label,
                        row.said,
                        row.share.as_ref().map_or_else(String::new, |share| format!(" ({share})"))
                    )
                })
                .collect();
            format!("{heading}: {}.", rows.join("; "))
        })
        .collect();
    format!("Bar chart of completeness. {}", said.join(" "))
}

struct Columns {
    bar: Area,
    /// Right edges of amounts and shares.
    edges: [f64; 2],
    label: Type,
}

impl Columns {
    fn measured(frame: &Frame, rows: &[&Row]) -> Columns {
        let look = frame.look;
        let widest =
            |text: fn(&Row) -> &str| rows.iter().map(|row| Line::of(text(row)).width(look.strong)).fold(0.0, f64::max);
        let share = widest(|row| row.share.as_deref().unwrap_or_default());
        let said = widest(|row| &row.said);
        let gap = look.label.size * 1.5;
        let edges = [frame.right() - share - gap, frame.right()];
        let left = edges[0] - said - gap;
        let label = rows.iter().map(|row| Line::of(&row.label).width(look.label)).fold(0.0, f64::max);
        let x = frame.left() + label.min((left - frame.left()) * 0.68) + look.label.size;
        Columns { bar: Area { x, y: 0.0, width: left - x, height: 0.0 }, edges, label: look.label }
    }

    fn row(&self, frame: &mut Frame, row: &Row, pitch: f64) {
        let look = frame.look;
        let middle = frame.y + pitch / 2.0;
        let baseline = middle + Look::drop(self.label);
        let label = Line::of(&row.label).fit(self.bar.x - frame.left() - self.label.size, self.label);
        frame.sheet.text((frame.left(), baseline), Anchor::Start, self.label, INK, &label);
        let area = Area { y: middle - pitch * 0.3, height: pitch * 0.6, ..self.bar };
        let scale = Scale::between(0, row.whole.max(1), area);
        let part = row.part.clamp(0, row.whole.max(0));
        let fill = if row.known { Fill::Plain(OTHER) } else { Fill::Hatched };
        frame.sheet.fill(Area { width: scale.length(part), ..area }, fill);
        // The whole, as a thin line that the bar could reach.
        frame.sheet.rule((area.x, area.y + area.height), (area.x + area.width, area.y + area.height), 0.4, RULE);
        let colour = if row.part == 0 { MUTED } else { INK };
        frame.sheet.text((self.edges[0], baseline), Anchor::End, look.strong, colour, &Line::of(&row.said));
        let share = Line::of(row.share.as_deref().unwrap_or_default());
        frame.sheet.text((self.edges[1], baseline), Anchor::End, look.label, colour, &share);
        frame.y += pitch;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn audit(reasons: &[(&'static str, i64)], judged: i64) -> Audit {
        let line = |verdict, pounds| sample::money("body", "service", "supplier", verdict, pounds);
        let known = (judged != 0).then(|| line("supported", judged));
        let lines: Vec<_> = reasons.iter().map(|(reason, pounds)| line(reason, *pounds)).chain(known).collect();
        sample::with(&lines, Vec::new(), Vec::new())
    }

    #[test]
    fn the_title_is_true_of_the_amounts() {
        let (no_asset, no_date) = ("unknown:no-asset", "unknown:no-date");
        for (reasons, judged, said) in [
            (vec![], 70_000, "All £70k run cost can be judged"),
            (
                vec![(no_asset, 20_000), (no_date, 10_000)],
                70_000,
                "£30k of £100k run cost (30%) cannot be judged, £20k of it because the money names no asset",
            ),
            (
                vec![(no_asset, 30_000)],
                70_000,
                "£30k of £100k run cost (30%) cannot be judged because the money names no asset",
            ),
            (vec![(no_asset, 20_000), (no_date, 20_000)], 60_000, "£40k of £100k run cost (40%) cannot be judged"),
            (vec![(no_asset, 30_000)], 0, "None of the £30k run cost can be judged because the money names no asset"),
        ] {
            assert_eq!(title(&audit(&reasons, judged)), said);
        }
        assert_eq!(title(&sample::without_cost()), "No run cost is recorded; support is known for 31 of 74 assets");
    }

    #[test]
    fn reasons_go_by_their_pounds_and_a_reason_of_nothing_is_not_drawn() {
        let rows = money_rows(&audit(&[("unknown:no-date", 5), ("unknown:no-asset", 9), ("unknown:no-product", 0)], 1));
        let labels: Vec<_> = rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["Can be judged", "The money names no asset", "No support date is known for the product"]);
        assert!(rows[0].known && !rows[1].known);
    }

    #[test]
    fn the_ledgers_that_reach_least_far_are_named() {
        let mut audit = sample::county();
        audit.completeness.ledger_days = (1..=9).map(|days| (format!("ledger-{days}"), days * 10)).collect();
        let rows = record_rows(&audit);
        assert_eq!(rows.len(), 6);
        assert_eq!((rows[3].label.as_str(), rows[3].said.as_str()), ("Days covered by ledger-1", "10 of 365"));
    }
}
