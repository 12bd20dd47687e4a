//! Contracts: which are in force, what the period costs, and which bucket of the receipt that is.

use super::Counted;
use super::calendar::{Day, Window, add_months, day, length_around};
use super::flat::{Flat, hundredths, source, word};
use super::fraction::Fraction;
use crate::binary::Row;
use std::collections::BTreeMap;

/// One agreement, from one row or from the rows of several registers, the most trusted first.
pub(super) struct Agreement<'flat> {
    flat: &'flat Flat,
    rows: Vec<&'flat Row>,
    /// Its rows of `prices.csv`.
    prices: Vec<&'flat Row>,
    /// The row whose price it takes.
    priced: usize,
    /// First day, last day of the first term, and last day in force. No last day: it goes on.
    pub(super) days: (Option<Day>, Option<Day>, Option<Day>),
    pub(super) who: String,
    pub(super) kind: Kind,
    pub(super) is_parent: bool,
}

/// Every agreement. Rows of different sources with one payer, supplier and reference are one.
pub(super) fn agreements<'flat>(flat: &'flat Flat, window: &Window) -> Vec<Agreement<'flat>> {
    let mut keyed: BTreeMap<[String; 3], Vec<&Row>> = BTreeMap::new();
    for row in flat.table("contracts") {
        let reference = word(row, "reference").to_owned();
        let alone = if reference.is_empty() { word(row, "id") } else { "" };
        let key = [format!("{}\u{1}{alone}", word(row, "organisation")), flat.who(word(row, "supplier")), reference];
        keyed.entry(key).or_default().push(row);
    }
    let order = flat.order("contracts");
    let mut found = Vec::new();
    for mut rows in keyed.into_values() {
        rows.sort_by_key(|row| order.iter().position(|name| *name == source(row)));
        let twice = rows.windows(2).any(|pair| source(pair[0]) == source(pair[1]));
        let groups = if twice { rows.into_iter().map(|row| vec![row]).collect() } else { vec![rows] };
        found.extend(groups.into_iter().map(|rows| Agreement::new(flat, rows, window)));
    }
    found
}

impl<'flat> Agreement<'flat> {
    fn new(flat: &'flat Flat, rows: Vec<&'flat Row>, window: &Window) -> Agreement<'flat> {
        let named = |row: &Row, column: &str| rows.iter().any(|own| word(own, "id") == word(row, column));
        let prices = flat.table("prices").iter().filter(|row| named(row, "contract")).collect();
        let is_parent = flat.table("contracts").iter().any(|row| named(row, "parent"));
        let supplier = rows.iter().map(|row| word(row, "supplier")).find(|word| !word.is_empty()).unwrap_or("");
        let (who, kind) = (flat.who(supplier), Kind::new("", "", "", ""));
        let mut made = Agreement { flat, rows, prices, priced: 0, days: (None, None, None), who, kind, is_parent };
        if made.rows.len() > 1 {
            let alone = made.rows.iter().map(|row| Agreement::new(flat, vec![*row], window));
            made.priced = alone.into_iter().position(|alone| alone.is_priced(window)).unwrap_or(0);
        }
        (made.days, made.kind) = (made.dated(), made.kind());
        made
    }

    /// A fact, from the first row that knows it.
    pub(super) fn word(&self, column: &str) -> &str {
        self.rows.iter().map(|row| word(row, column)).find(|word| !word.is_empty()).unwrap_or("")
    }

    /// Does it go by this id in any source?
    pub(super) fn is(&self, id: &str) -> bool {
        self.rows.iter().any(|row| word(row, "id") == id)
    }

    fn price(&self, column: &str) -> &str {
        word(self.rows[self.priced], column)
    }

    fn dated(&self) -> (Option<Day>, Option<Day>, Option<Day>) {
        let begins = day(self.word("starts_on"));
        let endless = self.word("ends_on") == "9999-12-31" || open_ended(self.word("initial_term"));
        let furthest = day(self.word("max_extent_on"));
        let length = length(self.word("initial_term"));
        let computed = length.zip(begins).map(|(length, begins)| length.after(begins, 1) - 1);
        let ends = if endless { None } else { day(self.word("ends_on")).or(computed) };
        let goes_on = ends.is_none() || self.word("renewal") == "automatic" && self.word("state") != "terminated";
        (begins, ends, if goes_on { furthest } else { ends })
    }

    pub(super) fn never(&self) -> bool {
        ["draft", "cancelled"].contains(&self.word("state"))
    }

    pub(super) fn in_force(&self, on: Day) -> bool {
        let (begins, _, last) = self.days;
        !self.never() && begins.is_none_or(|begins| begins <= on) && last.is_none_or(|last| on <= last)
    }

    pub(super) fn is_framework(&self) -> bool {
        self.word("regime") == "framework"
    }

    /// The price on a day and the time it is for, with a price a unit already times the units.
    pub(super) fn price_on(&self, on: Day, window: &Window) -> Option<(Fraction, String)> {
        let open = |text: &str, side: i64| day(text).unwrap_or(side);
        let rows = self.prices.iter().filter(|row| {
            let (from, to) = (open(word(row, "from"), i64::MIN), open(word(row, "to"), i64::MAX));
            from <= on && on <= to
        });
        let listed = rows.max_by_key(|row| open(word(row, "from"), i64::MIN));
        let or_own = |column: &str, own: &str| {
            let stated = listed.map_or("", |row| word(row, column));
            if stated.is_empty() { self.price(own).to_owned() } else { stated.to_owned() }
        };
        let amount = hundredths(listed.map_or_else(|| self.price("price_amount"), |row| word(row, "amount")))?;
        let (currency, per) = (or_own("currency", "price_currency"), or_own("per", "price_per"));
        let (begins, ends, _) = self.days;
        let at = window.as_of.min(window.last);
        let body = self.word("organisation");
        let price = self.flat.pence(amount, &currency, at, self.price("price_vat"), body)?;
        match per.as_str() {
            "" | "unknown" => None,
            "term" if begins.is_none() || ends.is_none() => None,
            "unit-year" => Some((price * Fraction::parse(self.price("units"))?, "year".to_owned())),
            _ => Some((price, per)),
        }
    }

    /// Is a price known: on the audit date, or on any day in force of the financial year?
    pub(super) fn is_priced(&self, window: &Window) -> bool {
        if window.rate {
            return self.price_on(window.as_of, window).is_some();
        }
        let own = self.price_on(i64::MIN, window).is_some();
        own || (window.first..=window.last).any(|on| self.in_force(on) && self.price_on(on, window).is_some())
    }

    /// What the period costs, and whether the agreement is of the period at all. Nothing, where the price is unknown.
    fn value(&self, window: &Window) -> Option<(Fraction, bool)> {
        let (begins, ends, _) = self.days;
        if self.price("price_per") == "one-off" {
            let (price, _) = self.price_on(begins.unwrap_or(window.as_of), window)?;
            let inside = begins.is_some_and(|begins| (window.first..=window.last).contains(&begins));
            return Some((price, inside && !self.never()));
        }
        if window.rate {
            let (price, per) = self.price_on(window.as_of, window)?;
            return Some((self.year_of(price, &per), self.in_force(window.as_of)));
        }
        if !self.is_priced(window) {
            return None;
        }
        let locked = self.locked_to(window);
        let mut sum = Fraction::ZERO;
        for on in window.first..=window.last {
            if !self.in_force(on) || on > window.as_of.max(locked) {
                continue;
            }
            if let Some((price, per)) = self.price_on(on, window) {
                let of = match per.as_str() {
                    "year" => window.length(),
                    "month" => length_around(on, 1),
                    "quarter" => length_around(on, 3),
                    _ => ends? - begins? + 1,
                };
                sum = sum + price.share(1, of);
            }
        }
        Some((sum, true))
    }

    /// A year of it, at today's price.
    fn year_of(&self, price: Fraction, per: &str) -> Fraction {
        let (begins, ends, _) = self.days;
        let days = begins.zip(ends).map(|(begins, ends)| ends - begins + 1);
        let months = begins.zip(ends).and_then(|(begins, ends)| {
            (1..=1200)
                .find(|months| add_months(begins, *months) > ends)
                .filter(|months| add_months(begins, *months) == ends + 1)
        });
        let year = match (per, months, days) {
            ("year", ..) => price,
            ("month", ..) => price.share(12, 1),
            ("quarter", ..) => price.share(4, 1),
            (_, Some(months), _) => price.share(12, months),
            (_, None, days) => price.share(365, days.unwrap_or(365)),
        };
        match (days, months) {
            (Some(days), _) if days >= 365 || self.word("renewal") == "automatic" => year,
            (Some(_), Some(months)) => year.share(months, 12),
            (Some(days), None) => year.share(days, 365),
            (None, _) => year,
        }
    }

    /// Last day of the term that holds the audit date, or of a first term that starts later.
    fn locked_to(&self, window: &Window) -> Day {
        let (begins, ends, last) = self.days;
        let Some(ends) = ends else { return last.unwrap_or(window.as_of) };
        let rolls = self.word("renewal") == "automatic" && self.word("state") != "terminated";
        if begins.is_some_and(|begins| begins > window.as_of) || ends >= window.as_of || !rolls {
            return ends;
        }
        let Some(renewal) = length(self.word("renewal_term")) else { return window.as_of };
        // A stated end is a last day; a computed one is the first day after the term.
        let after = i64::from(day(self.word("ends_on")).is_none());
        let mut times = 1;
        while renewal.after(ends + after, times) - after < window.as_of {
            times += 1;
        }
        (renewal.after(ends + after, times) - after).min(last.unwrap_or(i64::MAX))
    }

    /// Puts the agreement, and the rows that lost to its price, into the receipt.
    pub(super) fn count(&self, window: &Window, counted: &mut Counted) {
        let whose = source(self.rows[self.priced]);
        let bucket = |value: Option<(Fraction, bool)>, loses: bool| match value {
            None => "set_aside",
            Some(_) if self.is_parent => "roll_up",
            Some(_) if self.flat.is_a_body(self.word("supplier")) => "recharge",
            Some((_, false)) => "other_period",
            Some(_) if loses || self.is_framework() || self.flat.only_checks(&whose) => "cross_check",
            Some(_) => self.kind.bucket(),
        };
        let value = self.value(window);
        counted.book(&whose, "contracts", bucket(value, false), self.amount(value, window));
        for (_, row) in self.rows.iter().enumerate().filter(|(at, _)| *at != self.priced) {
            let alone = Agreement::new(self.flat, vec![*row], window);
            let value = alone.value(window);
            counted.book(&source(row), "contracts", bucket(value, true), alone.amount(value, window));
        }
    }

    /// Its pounds in the period, else the ones it states.
    fn amount(&self, value: Option<(Fraction, bool)>, window: &Window) -> i64 {
        let stated = || {
            let amount = hundredths(self.price("price_amount"))?;
            let (currency, vat) = (self.price("price_currency"), self.price("price_vat"));
            self.flat.pence(amount, currency, window.as_of.min(window.last), vat, self.word("organisation"))
        };
        value.map(|(value, _)| value).or_else(stated).map_or(0, Fraction::pence)
    }

    /// Scope, class, flow and money.
    fn kind(&self) -> Kind {
        let class = match self.word("kind") {
            _ if !self.word("class").is_empty() => self.word("class"),
            "maintenance" | "support" => "maintenance",
            "licence" | "subscription" => "licence",
            "hosting" => "hosting",
            "lease" => "ownership",
            _ => "other",
        };
        let one_off = self.price("price_per") == "one-off";
        let flow = if self.word("flow").is_empty() && one_off { "change" } else { self.word("flow") };
        let judged = || self.flat.judge(self.word("kind"), self.word("title"), self.word("supplier")).scope;
        let scope = if self.word("scope").is_empty() { judged().word() } else { self.word("scope") };
        Kind::new(scope, class, flow, self.word("capital"))
    }
}

/// What decides the bucket of pounds that are of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) scope: String,
    pub(super) class: String,
    pub(super) flow: String,
    pub(super) capital: bool,
}

impl Kind {
    /// Class is other, flow run and money resource where nothing says so.
    pub(super) fn new(scope: &str, class: &str, flow: &str, capital: &str) -> Kind {
        let or = |word: &str, other: &str| if word.is_empty() { other.to_owned() } else { word.to_owned() };
        Kind { scope: scope.to_owned(), class: or(class, "other"), flow: or(flow, "run"), capital: yes(capital) }
    }

    pub(super) fn bucket(&self) -> &'static str {
        match (self.scope.as_str(), self.capital, self.flow.as_str()) {
            ("not-ict", ..) => "not_ict",
            ("unclear", ..) => "unclear",
            (_, true, _) => "capital",
            (_, _, "change") => "change",
            _ => "counted",
        }
    }
}

pub(super) fn yes(word: &str) -> bool {
    ["yes", "true", "y", "1"].contains(&word)
}

#[derive(Clone, Copy)]
enum Length {
    Days(i64),
    Months(i64),
}

impl Length {
    /// The day so many lengths after `from`.
    fn after(self, from: Day, times: i64) -> Day {
        match self {
            Length::Days(days) => from + days * times,
            Length::Months(months) => add_months(from, months * times),
        }
    }
}

fn length(text: &str) -> Option<Length> {
    let (number, unit) = text.split_once(' ')?;
    let number: i64 = number.parse().ok()?;
    match unit.trim_end_matches('s') {
        "day" => Some(Length::Days(number)),
        "week" => Some(Length::Days(number * 7)),
        "month" => Some(Length::Months(number)),
        "year" => Some(Length::Months(number * 12)),
        _ => None,
    }
}

fn open_ended(text: &str) -> bool {
    ["open-ended", "open ended", "evergreen", "indefinite"].contains(&text)
}
