//! Random contracts, as cells for the engine and as a paper for the simulator.

use super::almanac::{Almanac, Day, Length};
use super::paper::{Cell, Paper, Per, Row, Term, Uplift};

/// A small generator (xorshift), so that a seed means the same everywhere.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Below `bound`.
    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from((self.next() >> 16) % u64::from(bound)).unwrap()
    }

    /// True `percent` times in a hundred.
    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(u32::try_from(choices.len()).unwrap())).unwrap()]
    }
}

pub(super) struct Case {
    /// The contract's cells.
    pub(super) words: String,
    /// Cells of its prices.
    pub(super) prices: Vec<String>,
    pub(super) paper: Paper,
}

pub(super) fn draw(almanac: &Almanac, dice: &mut Dice) -> Case {
    // At most two dates are known in part, so that the simulator can try every day.
    let parts = if dice.chance(15) { 2 } else { 0 };
    let mut drawing = Drawing { almanac, dice, parts, words: String::new() };
    let mut paper = Paper::blank();
    let first_end = drawing.first_term(&mut paper);
    drawing.renewal(&mut paper, first_end);
    drawing.money(&mut paper);
    let prices = drawing.rows(&mut paper, first_end);
    Case { words: drawing.words, prices, paper }
}

struct Drawing<'a> {
    almanac: &'a Almanac,
    dice: &'a mut Dice,
    parts: u32,
    words: String,
}

impl Drawing<'_> {
    fn say(&mut self, column: &str, cell: &str) {
        if !cell.is_empty() {
            self.words.extend([column, "=", cell, "; "]);
        }
    }

    fn date(&mut self, column: &str, day: Day, empty: u32) -> Cell<(Day, Day)> {
        if self.dice.chance(empty) {
            return Cell::Empty;
        }
        if self.dice.chance(3) {
            self.say(column, "to be agreed");
            return Cell::Garbled;
        }
        if self.parts == 0 || self.dice.chance(40) {
            self.say(column, &self.almanac.spell(day));
            return Cell::Says((day, day));
        }
        self.parts -= 1;
        let (year, month, _) = self.almanac.parts(day);
        let (first_month, months, words) = match self.dice.below(8) {
            0 if self.parts == 1 => (1, 12, format!("{year}")),
            1 => ((month - 1) / 3 * 3 + 1, 3, format!("{year}-Q{}", (month - 1) / 3 + 1)),
            _ => (month, 1, format!("{year}-{month:02}")),
        };
        self.say(column, &words);
        let first = self.almanac.day(year, first_month, 1).unwrap();
        Cell::Says((first, self.almanac.months(first, months) - 1))
    }

    /// Start, end and first term. Returns about where the first term ends.
    fn first_term(&mut self, paper: &mut Paper) -> Day {
        let starts = awkward_day(self.almanac, self.dice, 2016);
        let ends = awkward_day(self.almanac, self.dice, self.almanac.parts(starts).0);
        paper.starts = self.date("starts_on", starts, 15);
        paper.ends = self.date("ends_on", ends, 50);
        if paper.ends == Cell::Empty && self.dice.chance(5) {
            paper.never = true;
            self.say("ends_on", "9999-12-31");
        }
        let (initial, cell) = term(self.dice, 20);
        self.say("initial_term", &cell);
        paper.initial = initial;
        match (paper.ends, paper.initial) {
            (Cell::Empty | Cell::Garbled, Cell::Says(Term::Of(length))) => self.almanac.after(starts, length, 1),
            _ => ends,
        }
    }

    /// What happens at the end, and the day it is looked at: often on or beside one of the days that matter.
    fn renewal(&mut self, paper: &mut Paper, first_end: Day) {
        let renewals =
            [("automatic", Some(true)), ("express", Some(false)), ("none", Some(false)), ("unknown", None), ("", None)];
        let (cell, renews) = if self.dice.chance(60) { renewals[0] } else { self.dice.one_of(&renewals) };
        self.say("renewal", cell);
        paper.renews = renews;
        let (renewal_term, cell) = term(self.dice, 12);
        self.say("renewal_term", &cell);
        paper.renewal_term = renewal_term;
        let (notice, cell) = length(self.dice, 15);
        self.say("notice", &cell);
        paper.notice = notice;
        let (lead, cell) = length(self.dice, 60);
        self.say("lead_time", &cell);
        paper.lead = lead;

        let terms = self.dice.below(4);
        let later = match paper.renewal_term {
            Cell::Says(Term::Of(length)) => self.almanac.after(first_end, length, terms),
            _ => first_end + usize::try_from(300 * terms).unwrap(),
        };
        let far = self.beside(later, &[1, 1, 100]);
        paper.furthest = self.date("max_extent_on", far, 55);
        let notice_on = match paper.notice {
            Cell::Says(notice) => self.almanac.before(later, notice).unwrap_or(later),
            _ => later,
        };
        let near = self.dice.one_of(&[first_end, later, notice_on, notice_on, far]);
        paper.as_of = self.beside(near, &[1, 1, 40, 400, 1500]);

        let words = ["active", "draft", "expired", "terminated", "cancelled"];
        let state = if self.dice.chance(12) { self.dice.one_of(&words) } else { "" };
        self.say("state", state);
        paper.stopped = matches!(state, "terminated" | "cancelled");
    }

    /// A day at most so far away, to either side.
    fn beside(&mut self, day: Day, spreads: &[u32]) -> Day {
        let spread = self.dice.one_of(spreads);
        day + usize::try_from(self.dice.below(2 * spread + 1)).unwrap() - usize::try_from(spread).unwrap()
    }

    fn money(&mut self, paper: &mut Paper) {
        let pence = i128::from(self.dice.below(30_000_000));
        let (pence, cell) = match self.dice.below(20) {
            0 => (Cell::Empty, String::new()),
            1 => (Cell::Garbled, "12 000 a year".to_owned()),
            _ => (Cell::Says(pence), pounds(pence)),
        };
        self.say("price_amount", &cell);
        paper.pence = pence;
        let (known, cell) = match self.dice.below(14) {
            0 => (Some(false), "USD"),
            1 => (None, ""),
            _ => (Some(true), "GBP"),
        };
        self.say("price_currency", cell);
        paper.pounds = known;
        let (per, cell) = self.dice.one_of(&[
            (Some(Per::Year), "year"),
            (Some(Per::Month), "month"),
            (Some(Per::Quarter), "quarter"),
            (Some(Per::UnitYear), "unit-year"),
            (Some(Per::Term), "term"),
            (Some(Per::Term), "term"),
            (Some(Per::OneOff), "one-off"),
            (Some(Per::Unknown), "unknown"),
            (None, ""),
        ]);
        self.say("price_per", cell);
        paper.per = per;
        let units = self.dice.chance(70).then(|| self.dice.below(500));
        self.say("units", &units.map(|units| units.to_string()).unwrap_or_default());
        paper.units = units.map(i128::from);
        let (uplift, cell) = self.dice.one_of(&[
            (Uplift::None, ""),
            (Uplift::None, "none"),
            (Uplift::Percent(8), "8%"),
            (Uplift::Percent(3), "3% a year"),
            (Uplift::Index, "CPI"),
        ]);
        self.say("indexation", cell);
        paper.uplift = uplift;
    }

    fn rows(&mut self, paper: &mut Paper, first_end: Day) -> Vec<String> {
        if self.dice.chance(80) {
            return Vec::new();
        }
        let from = self.dice.chance(70).then(|| self.beside(first_end, &[2, 200]));
        let length = usize::try_from(self.dice.below(500)).unwrap();
        let to = self.dice.chance(50).then(|| from.unwrap_or(first_end) + length);
        let pence = i128::from(self.dice.below(9_000_000));
        paper.rows.push(Row { from, to, pence });
        let spelled = |day: Option<Day>| day.map(|day| self.almanac.spell(day)).unwrap_or_default();
        vec![format!("from={}; to={}; amount={}", spelled(from), spelled(to), pounds(pence))]
    }
}

fn pounds(pence: i128) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

/// A day within ten years of `year`: often the last of a month, a leap day or around it.
fn awkward_day(almanac: &Almanac, dice: &mut Dice, year: i32) -> Day {
    let year = year + i32::try_from(dice.below(7)).unwrap();
    let month = 1 + dice.below(12);
    let (month, mut day) = match dice.below(8) {
        0 => (2, 29),
        1 => (2, 28),
        2 | 3 => (month, 31),
        4 => (month, 30),
        5 => (month, 1),
        _ => (month, 1 + dice.below(31)),
    };
    loop {
        match almanac.day(year, month, day) {
            Some(found) => return found,
            None => day -= 1,
        }
    }
}

fn term(dice: &mut Dice, empty: u32) -> (Cell<Term>, String) {
    if dice.chance(empty) {
        return (Cell::Empty, String::new());
    }
    let months = dice.one_of(&[1, 1, 3, 6, 12, 12, 24, 36]);
    let days = dice.one_of(&[1, 28, 30, 90, 365]);
    match dice.below(20) {
        0 => (Cell::Says(Term::Endless), "open-ended".to_owned()),
        1 => (Cell::Garbled, "10 working days".to_owned()),
        2 => (Cell::Garbled, "0 months".to_owned()),
        3..=6 => (Cell::Says(Term::Of(Length::Days(days))), format!("{days} days")),
        7 => (Cell::Says(Term::Of(Length::Days(14))), "2 weeks".to_owned()),
        8 => (Cell::Says(Term::Of(Length::Months(24))), "2 years".to_owned()),
        _ => (Cell::Says(Term::Of(Length::Months(months))), format!("{months} months")),
    }
}

fn length(dice: &mut Dice, empty: u32) -> (Cell<Length>, String) {
    if dice.chance(empty) {
        return (Cell::Empty, String::new());
    }
    let months = dice.one_of(&[1, 1, 2, 3, 3, 6, 12, 18]);
    let days = dice.one_of(&[0, 1, 30, 60, 90, 400]);
    let working = dice.one_of(&[0, 1, 5, 10, 60]);
    match dice.below(10) {
        0 => (Cell::Garbled, "three months".to_owned()),
        1..=3 => (Cell::Says(Length::Days(days)), format!("{days} days")),
        4..=5 => (Cell::Says(Length::Working(working)), format!("{working} working days")),
        _ => (Cell::Says(Length::Months(months)), format!("{months} months")),
    }
}
