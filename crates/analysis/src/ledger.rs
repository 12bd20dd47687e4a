//! The ledger under construction: contracts first, then payments against them, then labour, then what assets' own figures add.

use crate::Error;
use crate::exchange::Exchange;
use crate::landing::CoverRow;
use crate::leaves::{Line, Origin, lines};
use crate::model::Model;
use crate::period::Days;
use crate::price::Force;
use crate::receipt::{Book, Bucket};
use crate::rules::Rules;
use crate::shares::Shares;
use crate::spending::Spending;
use estate::tables::CrossCheck;
use estate::{Accounting, Amount, Class, Currency, Date, Flow, MoneyKind, Scope, SetAside, Table, round_half_away};

/// What was decided about a contract, for its payments and for findings.
pub(crate) struct ContractFacts {
    pub(crate) scope: Scope,
    pub(crate) class: Class,
    pub(crate) flow: Flow,
    pub(crate) money: MoneyKind,
    pub(crate) force: Force,
    pub(crate) framework: bool,
    pub(crate) one_off: bool,
    /// Is its price known?
    pub(crate) priced: bool,
    /// Its value in the period in pence, where it counts.
    pub(crate) counted: i64,
    /// Days in force without a known price.
    pub(crate) incomplete: Vec<Days>,
    pub(crate) cover: Vec<CoverRow>,
}

/// An amount that was left outside the sums, for want of an exchange rate.
pub(crate) struct NoRate {
    pub(crate) table: Table,
    pub(crate) id: String,
    pub(crate) organisation: String,
    pub(crate) words: String,
}

impl NoRate {
    pub(crate) fn of(table: Table, id: &str, organisation: &str, amount: Amount, currency: Option<Currency>) -> NoRate {
        let currency = currency.map(|currency| currency.to_string()).unwrap_or_default();
        let (id, organisation) = (id.to_owned(), organisation.to_owned());
        NoRate { table, id, organisation, words: format!("{currency} {amount}") }
    }
}

/// A record that names one which no table holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dangling {
    pub(crate) table: Table,
    pub(crate) id: String,
    pub(crate) organisation: String,
    /// The id that leads nowhere.
    pub(crate) names: String,
}

impl Dangling {
    pub(crate) fn new(table: Table, id: &str, organisation: &str, names: Option<&str>) -> Dangling {
        let names = names.unwrap_or_default().to_owned();
        Dangling { table, id: id.to_owned(), organisation: organisation.to_owned(), names }
    }
}

/// The rule by which money from capital counts as depreciation and not as paid.
pub(crate) const CAPITAL_UNDER_ACCRUAL: &str = "accrual.depreciation-counts";

/// An amount that lost, with the rule that decided.
pub(crate) struct Lost<'a> {
    pub(crate) table: Table,
    pub(crate) id: &'a str,
    pub(crate) source: &'a str,
    pub(crate) pence: i64,
    pub(crate) why: &'a str,
}

/// The ledger under construction.
pub(crate) struct Ledger<'a> {
    pub(crate) model: &'a Model,
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) exchange: &'a Exchange,
    pub(crate) shares: &'a Shares,
    pub(crate) book: Book,
    pub(crate) spending: Spending,
    pub(crate) origins: Vec<Origin>,
    pub(crate) lines: Vec<Line>,
    pub(crate) cross_checks: Vec<CrossCheck>,
    pub(crate) contracts: Vec<ContractFacts>,
    pub(crate) no_rate: Vec<NoRate>,
    pub(crate) dangling: Vec<Dangling>,
    /// Assets with a purchase price that cannot be depreciated, for want of a day or a life.
    pub(crate) undepreciated: u64,
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(
        model: &'a Model,
        rules: &'a Rules<'a>,
        exchange: &'a Exchange,
        shares: &'a Shares,
        set_aside: &[SetAside],
    ) -> Ledger<'a> {
        let mut ledger = Ledger {
            model,
            rules,
            exchange,
            shares,
            book: Book::default(),
            spending: Spending::default(),
            origins: Vec::new(),
            lines: Vec::new(),
            cross_checks: Vec::new(),
            contracts: Vec::new(),
            no_rate: Vec::new(),
            dangling: Vec::new(),
            undepreciated: 0,
        };
        set_aside.iter().for_each(|row| ledger.set_aside(row));
        ledger
    }

    /// The money that a row set aside at the door states.
    fn set_aside(&mut self, row: &SetAside) {
        let (Some(table), Some(minor), true) = (Table::named(&row.table), row.amount_minor, row.whole_row) else {
            return;
        };
        let currency = match &row.currency {
            None => None,
            Some(words) => match Currency::parse(words) {
                Some(currency) => Some(currency),
                None => return,
            },
        };
        let day = self.model.period.exchange_day();
        match self.exchange.convert(Amount(minor), currency, day).and_then(|c| round_half_away(&c.pence)) {
            Some(pence) => {
                self.book.add(&row.source, table, Bucket::SetAside, pence);
                if table == Table::Payments {
                    self.spending.set_aside(&row.source, pence);
                }
            }
            None => self.no_rate.push(NoRate {
                table,
                id: row.id.clone().unwrap_or_else(|| format!("{}:{}", row.file, row.line)),
                organisation: String::new(),
                words: format!("{} {}", row.currency.as_deref().unwrap_or_default(), Amount(minor)),
            }),
        }
    }

    /// Where money falls once it is of this period and has not lost to better. Under accrual, depreciation counts for what capital bought.
    pub(crate) fn bucket(&self, scope: Scope, money: MoneyKind, flow: Flow) -> Bucket {
        let accrual = self.rules.costing.accounting == Accounting::Accrual;
        match (scope, money, flow) {
            (Scope::NotIct, _, _) => Bucket::NotIct,
            (Scope::Unclear, _, _) => Bucket::Unclear,
            (Scope::Ict, MoneyKind::Capital, _) if accrual => Bucket::CrossCheck,
            (Scope::Ict, MoneyKind::Capital, _) => Bucket::Capital,
            (Scope::Ict, MoneyKind::Resource, Flow::Change) => Bucket::Change,
            (Scope::Ict, MoneyKind::Resource, Flow::Run) => Bucket::Counted,
        }
    }

    /// Books an amount that lost to a better one, or to nothing.
    pub(crate) fn cross_check(&mut self, lost: &Lost<'_>, organisation: &str, instead_of: Option<String>) {
        self.book.add(lost.source, lost.table, Bucket::CrossCheck, lost.pence);
        self.cross_checks.push(CrossCheck {
            origin_table: lost.table.name().to_owned(),
            origin_id: lost.id.to_owned(),
            source: lost.source.to_owned(),
            organisation: organisation.to_owned(),
            instead_of,
            amount_pence: lost.pence,
            difference_pence: None,
            rule: lost.why.to_owned(),
        });
    }

    /// Adds an origin whose money counts, and its lines.
    pub(crate) fn count(&mut self, origin: Origin) {
        let place = self.origins.len();
        self.lines.extend(lines(place, &origin, self.shares));
        self.origins.push(origin);
    }

    /// Adds an origin that is run and change: its pennies are dealt once, and what is change becomes an origin of its own. Gives the pence
    /// of change.
    pub(crate) fn count_parted(&mut self, origin: &Origin) -> i64 {
        let dealt = lines(self.origins.len(), origin, self.shares);
        let mut changed = 0;
        for (flow, change) in [(Flow::Run, false), (Flow::Change, true)] {
            let place = self.origins.len();
            let part = dealt.iter().filter(|line| line.change == change);
            let part: Vec<Line> = part.map(|line| Line { origin: place, ..line.clone() }).collect();
            if part.is_empty() {
                continue;
            }
            let pence = part.iter().map(|line| line.pence).sum();
            let pieces = origin.pieces.iter().filter(|piece| piece.change == change).cloned().collect();
            self.lines.extend(part);
            self.origins.push(Origin { flow, pence, pieces, ..origin.clone() });
            if change {
                changed = pence;
            }
        }
        changed
    }
}

/// Run cost of the period that lands on each asset, by the asset's place.
pub(crate) fn run_pence_by_asset(ledger: &Ledger<'_>) -> Vec<i64> {
    let mut pence = vec![0; ledger.model.assets.len()];
    for line in ledger.lines.iter().filter(|line| ledger.origins[line.origin].is_run_cost()) {
        if let Some(asset) = line.asset {
            pence[asset] += line.pence;
        }
    }
    pence
}

pub(crate) fn too_large(id: &str) -> Error {
    Error::TooLarge { id: id.to_owned() }
}

/// 92 days of arrears after a day (and as many in advance before it).
pub(crate) fn arrears(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
