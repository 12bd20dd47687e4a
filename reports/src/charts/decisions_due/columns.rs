//! Where everything of a decision stands, from its name to its pounds, and what its mark means.

use super::Decision;
use crate::charts::bars::Scale;
use crate::charts::frame::{Frame, Look, number};
use crate::charts::window::Window;
use crate::paint::colour::{BAND, Colour, INK, LEGACY, MUTED, PAPER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use audit::{Audit, Standing};

/// What happens at the end of the term, in words.
fn renewal_words(renewal: &str) -> &'static str {
    match renewal {
        "automatic" => "renews by itself",
        "express" | "none" => "ends unless renewed",
        _ => "renewal not known",
    }
}

/// Where the columns stand.
pub(super) struct Columns {
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
    pub(super) fn measured(audit: &Audit, frame: &Frame, open: &[Decision<'_>], last: &str) -> Option<Columns> {
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
    pub(super) fn grid(&self, audit: &Audit, frame: &mut Frame, (top, bottom): (f64, f64)) {
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
    pub(super) fn heads(&self, frame: &mut Frame, open: &[Decision<'_>], top: f64) {
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

    pub(super) fn row(&self, audit: &Audit, frame: &mut Frame, decision: &Decision<'_>, middle: f64) {
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
pub(in crate::charts) fn mark(frame: &mut Frame, renewal: &str, (x, y): (f64, f64), radius: f64, colour: Colour) {
    let words = renewal_words(renewal);
    if words == renewal_words("none") {
        frame.sheet.circle((x, y), radius * 0.88, PAPER, colour, 1.2);
        return;
    }
    let fill = if words == renewal_words("automatic") { colour } else { PAPER };
    let points = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)];
    frame.sheet.shape(&points, fill, colour, 1.2);
}
