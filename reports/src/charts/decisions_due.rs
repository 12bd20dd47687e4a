//! Which contracts need a decision within 12 months, by which day, and how many pounds are locked in if nobody takes it?

mod columns;

pub(super) use self::columns::mark;

use self::columns::Columns;
use super::frame::{Frame, Words, number};
use super::{Chart, Size, saying};
use crate::paint::line::Line;
use crate::words;
use audit::{Audit, Decisions, Renewal, Standing};

/// A contract whose decision is due or past.
struct Decision<'a> {
    renewal: &'a Renewal,
    standing: Standing,
    /// Its place in the picture when all are drawn.
    place: usize,
}

/// The decisions of the next 12 months and those whose day has passed. None if there is neither.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let last = audit.next_12_months_end()?;
    let all = audit.decisions();
    let undated = all.undated.len();
    let title = title(audit, &all, &last)?;
    // What has passed comes first, then by day.
    let open = all.missed.into_iter().chain(all.late).chain(all.due);
    let mut open: Vec<Decision<'_>> =
        open.enumerate().map(|(place, (renewal, standing))| Decision { renewal, standing, place }).collect();
    open.sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.place.cmp(&b.place)));
    let counts = (open.len(), undated);
    let mut frame = Frame::start(size, heading(audit, title.clone(), counts, None));
    let head = frame.look.label.size * 2.9;
    if open.len() > frame.rows(head, LEAST_TALL) {
        // A note that says how many are drawn takes room itself, so the room is measured with it.
        let with_note = Frame::start(size, heading(audit, title.clone(), counts, Some(open.len())));
        open.truncate(with_note.rows(head, LEAST_TALL));
        frame = Frame::start(size, heading(audit, title, counts, Some(open.len())));
    }
    open.sort_by_key(|decision| decision.place);
    let pitch = frame.pitch(open.len(), head, TALL);
    let columns = Columns::measured(audit, &frame, &open, &last)?;
    let (top, bottom) = (frame.y + head, frame.y + head + pitch * number(open.len()));
    columns.grid(audit, &mut frame, (top, bottom));
    columns.heads(&mut frame, &open, top);
    frame.y = top;
    for decision in &open {
        let middle = frame.y + pitch / 2.0;
        columns.row(audit, &mut frame, decision, middle);
        frame.y += pitch;
    }
    Some(frame.finish(&alt(audit, &open)))
}

/// A row has two lines.
const TALL: f64 = 1.55;
/// The same where room is short.
const LEAST_TALL: f64 = 1.38;

fn heading(audit: &Audit, title: String, (open, undated): (usize, usize), drawn: Option<usize>) -> Words {
    let mut notes = Vec::new();
    if let Some(drawn) = drawn {
        notes.push(format!(
            "Drawn: the {} that lock in the most of {}. Sheet Renewals of the workbook lists them all.",
            words::number(drawn),
            words::number(open)
        ));
    }
    if undated > 0 {
        let contracts = words::counted(undated, "contract has", "contracts have");
        notes.push(format!("{contracts} no day that can be worked out, and may fall due unseen."));
    }
    notes.push(saying::judged(audit));
    let subtitle =
        "Last working day to act, and the price of the next term that is locked in if nobody does".to_owned();
    Words { name: "decisions-due", title, subtitle, notes }
}

impl Decision<'_> {
    /// What is locked in; where that is not known, a year's price; where neither is, least of all.
    fn weight(&self) -> i64 {
        self.renewal.locked_in_pence.or(self.renewal.annual_pence).unwrap_or(-1)
    }

    fn name(&self) -> Line {
        name(self.renewal)
    }

    /// Who is paid and who pays, by name where the lists know one.
    fn parties(&self, audit: &Audit) -> Line {
        let (supplier, body) = (self.renewal.supplier.as_str(), self.renewal.organisation.as_str());
        let paid = audit.by_supplier.iter().find(|row| row.supplier.as_deref() == Some(supplier));
        let payer = audit.by_organisation.iter().find(|row| row.organisation.as_deref() == Some(body));
        let paid = Line::first_legible(paid.and_then(|row| row.name.as_deref()).into_iter().chain([supplier]));
        let payer = Line::first_legible(payer.and_then(|row| row.name.as_deref()).into_iter().chain([body]));
        Line::of(
            &[paid.text(), payer.text()]
                .map(str::to_owned)
                .into_iter()
                .filter(|name| !name.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        )
    }

    fn locked_in(&self, currency: &str) -> Line {
        Line::of(&match self.renewal.locked_in_pence {
            None => "not known".to_owned(),
            Some(pence) => words::money(pence, currency),
        })
    }

    /// The last day to act.
    fn act_by(&self) -> Line {
        Line::of(&self.standing.day().map_or_else(String::new, words::day_short))
    }

    /// What to know of that day.
    fn remark(&self) -> Line {
        let day =
            |words: &str, day: &Option<String>| day.as_deref().map(|day| format!("{words} {}", words::day_short(day)));
        let renewal = self.renewal;
        let remark = match &self.standing {
            Standing::Due { latest: Some(latest), .. } => Some(format!("or as late as {}", words::day_short(latest))),
            Standing::Late { until, .. } => Some(format!("late: until {}", words::day_short(until))),
            Standing::Missed { .. } => {
                day("committed to", &renewal.committed_to).or_else(|| Some("too late for this term".to_owned()))
            }
            _ => day("notice by", &renewal.notice_on).or_else(|| day("ends", &renewal.current_end)),
        };
        Line::of(&remark.unwrap_or_default())
    }

    fn has_passed(&self) -> bool {
        matches!(self.standing, Standing::Missed { .. } | Standing::Late { .. })
    }
}

/// The finding: what is locked in if nobody acts, on how many contracts, and how many are late. None if no decision is due or past.
fn title(audit: &Audit, all: &Decisions<'_>, last: &str) -> Option<String> {
    let contracts = |number: usize| words::counted(number, "contract", "contracts");
    let (open, late, missed) = (all.due.len() + all.late.len(), all.late.len(), all.missed.len());
    let is = |number: usize| if number == 1 { "is" } else { "are" };
    if open == 0 {
        return (missed > 0).then(|| format!("{} {} past the last day to act", contracts(missed), is(missed)));
    }
    let mut said = if all.locked_in_pence > 0 {
        let least = if all.locked_in_unknown > 0 { "At least " } else { "" };
        let amount = words::money(all.locked_in_pence, &audit.currency);
        format!(
            "{least}{amount} is locked in unless {} {} decided on by {}",
            contracts(open),
            is(open),
            saying::day(last)
        )
    } else {
        let needs = if open == 1 { "needs" } else { "need" };
        format!("{} {needs} a decision by {}", contracts(open), saying::day(last))
    };
    if late == open {
        said.push_str(if late == 1 { ", and it is already late" } else { ", and all are already late" });
    } else if late > 0 {
        said = format!("{said}; {} {} already late", words::number(late), is(late));
    }
    if missed > 0 {
        said = format!("{said}; for {} more it is too late", words::number(missed));
    }
    Some(said)
}

/// What a contract is called: its title, else its id.
fn name(renewal: &Renewal) -> Line {
    let line = Line::first_legible(renewal.title.as_deref().into_iter().chain([renewal.contract.as_str()]));
    if line.text().is_empty() { Line::of("(no name)") } else { line }
}

fn alt(audit: &Audit, open: &[Decision<'_>]) -> String {
    let said: Vec<String> = open
        .iter()
        .map(|decision| {
            let (name, remark) = (decision.name().shorten(60), decision.remark());
            let (act_by, locked) = (decision.act_by(), decision.locked_in(&audit.currency));
            format!("{}: act by {}, {}, locked in {}.", name.text(), act_by.text(), remark.text(), locked.text())
        })
        .collect();
    format!("Timeline of decisions on contracts over the next 12 months. {}", said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    /// A contract to act on by a day, which locks in so many thousand pounds.
    fn contract(id: &str, act_on: &str, thousands: Option<i64>) -> Renewal {
        Renewal {
            act_on: Some(act_on.to_owned()),
            decide_by: Some(act_on.to_owned()),
            notice_on: Some(act_on.to_owned()),
            locked_in_pence: thousands.map(|pounds| pounds * 100_000),
            annual_pence: thousands.map(|pounds| pounds * 100_000),
            ..sample::renewal(id, "body", "supplier", id, "2027-12-31", 0)
        }
    }

    fn audit(renewals: Vec<Renewal>) -> Audit {
        sample::with(&[], renewals, Vec::new())
    }

    fn late(id: &str) -> Renewal {
        Renewal { notice_on: Some("2026-05-01".to_owned()), ..contract(id, "2026-03-01", Some(10)) }
    }

    fn missed(id: &str) -> Renewal {
        Renewal { committed_to: Some("2028-12-31".to_owned()), ..contract(id, "2026-03-01", Some(10)) }
    }

    #[test]
    fn the_title_is_true_of_the_contracts() {
        let due = |id: &str| contract(id, "2026-08-03", Some(20));
        for (renewals, said) in [
            (vec![due("a")], "£20k is locked in unless 1 contract is decided on by 31 March 2027"),
            (vec![due("a"), due("b")], "£40k is locked in unless 2 contracts are decided on by 31 March 2027"),
            (
                vec![due("a"), contract("b", "2026-08-03", None)],
                "At least £20k is locked in unless 2 contracts are decided on by 31 March 2027",
            ),
            (vec![contract("a", "2026-08-03", Some(0))], "1 contract needs a decision by 31 March 2027"),
            (vec![contract("a", "2026-08-03", None)], "1 contract needs a decision by 31 March 2027"),
            (
                vec![due("a"), late("b"), missed("c"), missed("d")],
                "£30k is locked in unless 2 contracts are decided on by 31 March 2027; 1 is already late; for 2 more it is too late",
            ),
            (
                vec![late("b")],
                "£10k is locked in unless 1 contract is decided on by 31 March 2027, and it is already late",
            ),
            (vec![missed("c")], "1 contract is past the last day to act"),
        ] {
            assert_eq!(chart(&audit(renewals), Size::A4).unwrap().title, said);
        }
        assert!(chart(&audit(vec![contract("later", "2027-04-01", Some(9))]), Size::A4).is_none());
    }

    #[test]
    fn the_largest_are_drawn_by_day_and_the_rest_are_counted() {
        let mut renewals: Vec<_> =
            (1..=28).map(|day| contract(&format!("C{day:02}"), &format!("2026-05-{day:02}"), Some(day))).collect();
        renewals[4].locked_in_pence = None;
        renewals[4].annual_pence = Some(900_000_000);
        let mut undated = contract("undated", "", None);
        (undated.act_on, undated.decide_by, undated.notice_on) = (None, None, None);
        renewals.push(undated);
        let chart = chart(&audit(renewals), Size::A4).unwrap();
        let place = |id: &str| chart.svg.find(&format!(">{id}<"));
        assert!(place("C05").is_some(), "an unknown amount ranks by a year of the price");
        assert!(place("C05") < place("C18") && place("C18") < place("C28"), "by day");
        assert!(place("C04").is_none());
        assert!(chart.svg.contains("Drawn: the 12 that lock in the most of 28."));
        assert_eq!(chart.svg.matches(">notice by").count(), 12);
        assert!(chart.svg.contains("1 contract has no day that can be worked out"));
    }

    #[test]
    fn a_day_known_in_part_is_drawn_as_a_stretch() {
        let mut partial = contract("partial", "", Some(1));
        (partial.act_on, partial.decide_by, partial.notice_on) = (None, None, None);
        partial.between.insert("act_on".to_owned(), ("2026-07-01".to_owned(), "2026-09-30".to_owned()));
        let chart = chart(&audit(vec![partial]), Size::A4).unwrap();
        assert!(chart.alt.contains("act by 1 Jul 2026, or as late as 30 Sep 2026"), "{}", chart.alt);
    }
}
