//! On which assets a contract's amount lands, day by day (rules L21, L26).

use crate::model::Model;
use crate::period::Days;
use crate::price::Run;
use estate::tables::Cover;
use estate::{Date, Decimal, Exact, Waste, When};
use num_traits::{One, Signed, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// A part of an origin's amount, before pennies.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// The asset it lands on.
    pub(crate) asset: Option<usize>,
    /// Relative to the origin's other pieces.
    pub(crate) weight: Exact,
    pub(crate) waste: Option<Waste>,
    /// Is it change, in an origin that is run besides?
    pub(crate) change: bool,
    /// Is it of a day after the audit date?
    pub(crate) forecast: bool,
}

impl Piece {
    /// All of an amount, on one asset or on none.
    pub(crate) fn whole(asset: Option<usize>) -> Piece {
        Piece { asset, weight: Exact::one(), waste: None, change: false, forecast: false }
    }
}

/// One row of cover with its ids resolved.
#[derive(Debug, Clone)]
pub(crate) struct CoverRow {
    /// The asset; `None` for an id that leads nowhere.
    pub(crate) asset: Option<usize>,
    id: String,
    weight: Option<Exact>,
    pub(crate) days: Days,
}

impl CoverRow {
    pub(crate) fn new(model: &Model, row: &Cover) -> Option<CoverRow> {
        let days = Days::new(row.from.unwrap_or(Date::MIN), row.to.unwrap_or(Date::MAX))?;
        let asset = model.asset(&row.asset);
        // Two ids of one asset are one share.
        let id = asset.map_or_else(|| row.asset.clone(), |asset| model.assets[asset].record.id.clone());
        Some(CoverRow { asset, id, weight: row.weight.map(Decimal::exact), days })
    }
}

/// Contracts of one class that cover an asset, in the order in which they began: the later ones duplicate the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cause {
    /// Place in that order.
    pub(crate) rank: usize,
    pub(crate) days: Days,
}

/// Who else covers an asset: for each, the causes in order of rank.
pub(crate) type Covered = BTreeMap<usize, Vec<Cause>>;

/// Spreads an amount given by runs of days over what is covered on them. Days without live cover, and ids that lead nowhere, keep their
/// share on the contract (asset `None`).
pub(crate) fn land(
    model: &Model,
    rows: &[CoverRow],
    runs: &[Run],
    rank: Option<usize>,
    covered: &Covered,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in runs {
        for days in cut(model, rows, run.days, rank.map(|_| covered)) {
            let pence = &run.pence * Exact::new(days.count().into(), run.days.count().into());
            if pence.is_zero() {
                continue;
            }
            let forecast = days.from > model.period.as_of;
            for (asset, share) in shares(rows, days.from) {
                let waste = asset.and_then(|asset| waste(model, asset, days.from, rank, covered));
                pieces.push(Piece { asset, weight: (&pence * share).abs(), waste, change: false, forecast });
            }
        }
    }
    pieces
}

fn waste(model: &Model, asset: usize, day: Date, rank: Option<usize>, covered: &Covered) -> Option<Waste> {
    if model.assets[asset].retired(day) {
        return Some(Waste::OnRetiredOrMissing);
    }
    let earlier =
        |cause: &&Cause| rank.is_some_and(|rank| cause.rank < rank) && cause.days.from <= day && day <= cause.days.to;
    covered.get(&asset)?.iter().find(earlier).map(|_| Waste::DuplicateCover)
}

/// Runs of days on which nothing that matters changes: the same cover, the same assets in use, the same side of the audit date.
fn cut(model: &Model, rows: &[CoverRow], days: Days, covered: Option<&Covered>) -> Vec<Days> {
    if days.from == days.to {
        return vec![days];
    }
    let mut firsts = BTreeSet::from([days.from]);
    let mut begin = |first: Result<Date, jiff::Error>| {
        firsts.extend(first.ok().filter(|first| days.from < *first && *first <= days.to));
    };
    begin(model.period.as_of.tomorrow());
    for row in rows {
        begin(Ok(row.days.from));
        begin(row.days.to.tomorrow());
        let Some(asset) = row.asset else { continue };
        if let When::Day(last) = model.assets[asset].record.retired_on {
            begin(last.tomorrow());
        }
        for cause in covered.and_then(|covered| covered.get(&asset)).into_iter().flatten() {
            begin(Ok(cause.days.from));
            begin(cause.days.to.tomorrow());
        }
    }
    let lasts: Vec<Date> = firsts.iter().skip(1).filter_map(|first| first.yesterday().ok()).chain([days.to]).collect();
    firsts.into_iter().zip(lasts).filter_map(|(from, to)| Days::new(from, to)).collect()
}

/// Each covered asset's share of a day: by weight if every row live that day has one, else evenly; one share an asset.
fn shares(rows: &[CoverRow], day: Date) -> Vec<(Option<usize>, Exact)> {
    let live = rows.iter().filter(|row| row.days.from <= day && day <= row.days.to);
    let mut by_asset: BTreeMap<&str, (Option<usize>, Option<Exact>)> = BTreeMap::new();
    let mut even = false;
    for row in live {
        even |= row.weight.is_none();
        let (_, weight) = by_asset.entry(&row.id).or_insert((row.asset, None));
        if row.weight > *weight {
            weight.clone_from(&row.weight);
        }
    }
    if by_asset.is_empty() {
        return vec![(None, Exact::one())];
    }
    let weight = |weight: Option<Exact>| weight.filter(Signed::is_positive).unwrap_or_else(Exact::zero);
    let mut shares: Vec<(Option<usize>, Exact)> = by_asset.into_values().map(|(asset, w)| (asset, weight(w))).collect();
    let whole: Exact = shares.iter().map(|(_, weight)| weight).sum();
    if even || whole.is_zero() {
        let each = Exact::new(1.into(), shares.len().into());
        shares.iter_mut().for_each(|(_, share)| *share = each.clone());
    } else {
        shares.iter_mut().for_each(|(_, share)| *share /= &whole);
    }
    shares
}
