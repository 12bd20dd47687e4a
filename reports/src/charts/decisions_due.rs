//! Which contracts need a decision within 12 months, by which day, and how many pounds are locked in if nobody takes it?

use super::bars::Scale;
use super::frame::{Frame, Look, Words, number};
use super::window::Window;
use super::{Chart, Size, saying};
use crate::paint::colour::{BAND, Colour, INK, LEGACY, MUTED, PAPER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
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
            "Drawn: the {} that lock in the most of {}. The renewals register lists them all.",
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

/// What happens at the end of the term, in words.
fn renewal_words(renewal: &str) -> &'static str {
    match renewal {
        "automatic" => "renews by itself",
        "express" | "none" => "ends unless renewed",
        _ => "renewal not known",
    }
}

/// Where the columns stand.
struct Columns {
    name_width: f64,
    /// Left edge of the days.
    day: f64,
    /// The band of days that have passed; without width if none has.
    passed: Area,
    window: Window,
    time: (f64, f64),
    money: Area,
    /// The most pence that a row locks in.
    most: i64,
}

impl Columns {
    fn measured(audit: &Audit, frame: &Frame, open: &[Decision<'_>], last: &str) -> Option<Columns> {
        let look = frame.look;
        let inside = frame.right() - frame.left();
        let gap = look.label.size * 1.4;
        let widest = |lines: &dyn Fn(&Decision<'_>) -> f64| open.iter().map(lines).fold(0.0, f64::max);
        let names =
            widest(&|decision| decision.name().width(look.label).max(decision.parties(audit).width(look.small)));
        let name_width = names.clamp(inside * 0.2, inside * 0.33);
        let day = frame.left() + name_width + gap;
        let days = widest(&|decision| decision.act_by().width(look.strong).max(decision.remark().width(look.small)));
        let any_passed = open.iter().any(Decision::has_passed);
        let passed_width = if any_passed { Line::of(PASSED).width(look.small) + look.small.size } else { 0.0 };
        let passed = Area { x: day + days + gap, y: 0.0, width: passed_width, height: 0.0 };
        let amount = widest(&|decision| decision.locked_in(&audit.currency).width(look.strong));
        let amount = amount.max(Line::of(LOCKED_IN).width(look.label));
        let bar = inside * 0.09;
        let money = Area { x: frame.right() - amount - gap * 0.5 - bar, y: 0.0, width: bar, height: 0.0 };
        let time = (passed.x + passed.width, money.x - gap);
        let window = Window::new(&audit.as_of, last, time.0, time.1)?;
        let most = open.iter().filter_map(|decision| decision.renewal.locked_in_pence).max().unwrap_or(0).max(1);
        Some(Columns { name_width, day, passed, window, time, money, most })
    }

    /// Months behind the marks, and the band of days that have passed.
    fn grid(&self, audit: &Audit, frame: &mut Frame, (top, bottom): (f64, f64)) {
        let set = frame.look.small;
        frame.sheet.fill(Area { y: top, height: bottom - top, ..self.passed }, Fill::Plain(BAND));
        let months = self.window.months(&audit.as_of);
        let widest = months.iter().map(|month| Line::of(&month.name).width(set)).fold(0.0, f64::max) + set.size * 0.8;
        let spacing = (self.time.1 - self.time.0) / 12.0;
        let step = [1, 2, 3, 4, 6].into_iter().find(|step| spacing * number(*step) > widest).unwrap_or(12);
        let (mut year_ends, mut said) = (f64::NEG_INFINITY, "");
        for month in months.iter().step_by(step) {
            frame.sheet.rule((month.x, top), (month.x, bottom), 0.5, RULE);
            let (name, year) = (Line::of(&month.name), Line::of(&month.year));
            if month.x + name.width(set) > self.money.x {
                continue;
            }
            frame.sheet.text((month.x, top - set.size * 0.55), Anchor::Start, set, MUTED, &name);
            if month.year != said && month.x > year_ends && month.x + year.width(set) < self.money.x {
                frame.sheet.text((month.x, top - set.size * 1.8), Anchor::Start, set, MUTED, &year);
                (said, year_ends) = (&month.year, month.x + year.width(set) + set.size * 0.5);
            }
        }
        frame.sheet.rule((self.time.0, top), (self.time.0, bottom), 0.75, INK);
    }

    /// The heads of the columns, and what the marks mean.
    fn heads(&self, frame: &mut Frame, open: &[Decision<'_>], top: f64) {
        let look = frame.look;
        let lower = top - look.small.size * 0.55;
        frame.sheet.text((self.day, lower), Anchor::Start, look.label, MUTED, &Line::of("Act by"));
        frame.sheet.text((frame.right(), lower), Anchor::End, look.label, MUTED, &Line::of(LOCKED_IN));
        if self.passed.width > 0.0 {
            let at = (self.passed.x + look.small.size * 0.5, lower);
            frame.sheet.text(at, Anchor::Start, look.small, MUTED, &Line::of(PASSED));
        }
        let drawn = |code: &&str| {
            let words = renewal_words(code);
            open.iter().any(|decision| renewal_words(&decision.renewal.renewal) == words)
        };
        let kinds: Vec<&str> = ["automatic", "express", "unknown"].into_iter().filter(drawn).collect();
        // From the lowest line up, so that one kind stands on the line of the other heads.
        for (code, above) in kinds.iter().rev().zip([0.0, 1.25, 2.5]) {
            let y = lower - look.small.size * above;
            let set = look.small;
            mark(frame, code, (frame.left() + set.size * 0.5, y - set.size * 0.36), set.size * 0.42, INK);
            let at = (frame.left() + set.size * 1.4, y);
            frame.sheet.text(at, Anchor::Start, set, MUTED, &Line::of(renewal_words(code)));
        }
        frame.sheet.rule((frame.left(), top), (frame.right(), top), 0.5, RULE);
    }

    fn row(&self, audit: &Audit, frame: &mut Frame, decision: &Decision<'_>, middle: f64) {
        let look = frame.look;
        let upper = middle - look.label.size * 0.2;
        let lower = upper + look.label.size * 1.08;
        let name = decision.name().fit(self.name_width, look.label);
        frame.sheet.text((frame.left(), upper), Anchor::Start, look.label, INK, &name);
        let parties = decision.parties(audit).fit(self.name_width, look.small);
        frame.sheet.text((frame.left(), lower), Anchor::Start, look.small, MUTED, &parties);
        let colour = if decision.has_passed() { LEGACY } else { INK };
        frame.sheet.text((self.day, upper), Anchor::Start, look.strong, colour, &decision.act_by());
        frame.sheet.text((self.day, lower), Anchor::Start, look.small, MUTED, &decision.remark());
        self.time(frame, decision, middle);
        self.money(audit, frame, decision, middle);
    }

    fn time(&self, frame: &mut Frame, decision: &Decision<'_>, middle: f64) {
        let radius = frame.look.label.size * 0.48;
        let band = self.passed.x + self.passed.width / 2.0;
        let x = |day: &str| self.window.x(day).unwrap_or(self.time.1);
        let (at, until, colour) = match &decision.standing {
            Standing::Due { on, latest } => (x(on), latest.as_deref().map(x), INK),
            Standing::Late { until, .. } => (band, Some(x(until)), LEGACY),
            Standing::Missed { .. } => (band, None, LEGACY),
            Standing::Later { .. } | Standing::Undated | Standing::Open | Standing::Over => return,
        };
        if let Some(until) = until {
            frame.sheet.rule((at, middle), (until, middle), 1.4, colour);
        }
        mark(frame, &decision.renewal.renewal, (at, middle), radius, colour);
    }

    fn money(&self, audit: &Audit, frame: &mut Frame, decision: &Decision<'_>, middle: f64) {
        let look = frame.look;
        let known = decision.renewal.locked_in_pence.filter(|pence| *pence != 0);
        let (set, colour) = if known.is_some() { (look.strong, INK) } else { (look.label, MUTED) };
        let at = (frame.right(), middle + Look::drop(look.label));
        frame.sheet.text(at, Anchor::End, set, colour, &decision.locked_in(&audit.currency));
        let scale = Scale::between(0, self.most.into(), self.money);
        let height = look.label.size * 0.9;
        let width = scale.length(i128::from(known.unwrap_or(0).max(0)));
        frame.sheet.fill(Area { y: middle - height / 2.0, width, height, ..self.money }, Fill::Plain(MUTED));
    }
}

const PASSED: &str = "past";
const LOCKED_IN: &str = "Locked in";

/// A full diamond renews by itself, a ring ends unless somebody renews it, an empty diamond is not known.
fn mark(frame: &mut Frame, renewal: &str, (x, y): (f64, f64), radius: f64, colour: Colour) {
    let words = renewal_words(renewal);
    if words == renewal_words("none") {
        frame.sheet.circle((x, y), radius * 0.88, PAPER, colour, 1.2);
        return;
    }
    let fill = if words == renewal_words("automatic") { colour } else { PAPER };
    let points = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)];
    frame.sheet.shape(&points, fill, colour, 1.2);
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
