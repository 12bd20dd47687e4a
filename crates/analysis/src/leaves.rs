//! From an origin's whole pence to cost lines: split once, by largest remainder, so that the lines add up to it (rule L24).

use crate::landing::Piece;
use crate::shares::{End, Shares};
use estate::tables::Asset;
use estate::{
    Amount, Class, Currency, Decimal, Evidence, Exact, Flow, MoneyKind, NoServiceReason, Table, Waste, split,
};
use num_traits::Zero;
use std::collections::BTreeMap;

/// A record whose money counts, before it is split.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) table: Table,
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) organisation: String,
    pub(crate) supplier: Option<String>,
    pub(crate) contract: Option<String>,
    pub(crate) class: Class,
    pub(crate) nature: String,
    pub(crate) flow: Flow,
    pub(crate) money: MoneyKind,
    pub(crate) evidence: Evidence,
    pub(crate) cost_centre: Option<String>,
    pub(crate) original: Option<(Amount, Currency, Decimal)>,
    pub(crate) vat: String,
    pub(crate) rule: String,
    /// Words that may name a product, for a line that reaches no asset.
    pub(crate) words: Option<String>,
    /// Whole pence.
    pub(crate) pence: i64,
    /// Where it goes. Empty: the whole of it reaches no asset.
    pub(crate) pieces: Vec<Piece>,
}

impl Origin {
    /// What the record of an asset says that it costs itself: run, resource, and the asset's own.
    pub(crate) fn of_asset(asset: usize, record: &Asset, source: &str, pence: i64) -> Origin {
        Origin {
            table: Table::Assets,
            id: record.id.clone(),
            source: source.to_owned(),
            organisation: record.organisation.clone(),
            supplier: None,
            contract: None,
            class: Class::Other,
            nature: String::new(),
            flow: Flow::Run,
            money: MoneyKind::Resource,
            evidence: Evidence::Estimated,
            cost_centre: record.cost_centre.clone(),
            original: None,
            vat: String::new(),
            rule: String::new(),
            words: None,
            pence,
            pieces: vec![Piece::whole(Some(asset))],
        }
    }

    /// Is it run cost that counts, whatever it lands on: run, and resource?
    pub(crate) fn is_run_cost(&self) -> bool {
        self.flow == Flow::Run && self.money == MoneyKind::Resource
    }
}

/// One amount, once.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Place of its origin.
    pub(crate) origin: usize,
    pub(crate) asset: Option<usize>,
    pub(crate) end: End,
    pub(crate) forecast: bool,
    pub(crate) waste: Option<Waste>,
    /// Is it change, in an origin that is run besides?
    pub(crate) change: bool,
    pub(crate) pence: i64,
}

/// What tells pennies of one asset and service apart. Ordered as they are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    reason: Option<NoServiceReason>,
    change: bool,
    forecast: bool,
    waste: Option<Waste>,
}

/// Stands for no asset and for no service: null is served last.
const NOTHING: usize = usize::MAX;

/// Splits an origin. Pennies are dealt by (asset, service) first, null last, then inside each by what is change, forecast and waste (rules L20, L26).
pub(crate) fn lines(place: usize, origin: &Origin, shares: &Shares) -> Vec<Line> {
    let mut leaves: BTreeMap<(usize, usize), BTreeMap<Mark, Exact>> = BTreeMap::new();
    let whole =
        [Piece { asset: None, weight: Exact::from_integer(1.into()), waste: None, change: false, forecast: false }];
    let pieces = if origin.pieces.is_empty() { &whole[..] } else { &origin.pieces };
    for piece in pieces {
        let mut add = |asset: usize, end: End, weight: Exact| {
            let idle = (end == End::Nowhere(NoServiceReason::Idle)).then_some(Waste::IdleOrUnused);
            let (service, reason) = match end {
                End::System(service) => (service, None),
                End::Nowhere(reason) => (NOTHING, Some(reason)),
            };
            let mark = Mark { reason, change: piece.change, forecast: piece.forecast, waste: piece.waste.or(idle) };
            *leaves.entry((asset, service)).or_default().entry(mark).or_insert_with(Exact::zero) += weight;
        };
        match piece.asset {
            None => add(NOTHING, End::Nowhere(NoServiceReason::NoAsset), piece.weight.clone()),
            Some(asset) => match &shares.of(asset)[..] {
                [(end, _)] => add(asset, *end, piece.weight.clone()),
                ends => ends.iter().for_each(|(end, share)| add(asset, *end, &piece.weight * share)),
            },
        }
    }
    let weights: Vec<Exact> = leaves.values().map(|marks| marks.values().sum()).collect();
    let amounts = if weights.len() == 1 { Some(vec![origin.pence]) } else { split(origin.pence, &weights) };
    let mut lines = Vec::new();
    for (((asset, service), marks), pence) in leaves.into_iter().zip(amounts.unwrap_or_default()) {
        let weights: Vec<Exact> = marks.values().cloned().collect();
        let parts = if weights.len() == 1 { Some(vec![pence]) } else { split(pence, &weights) };
        for (mark, pence) in marks.into_keys().zip(parts.unwrap_or_default()).filter(|(_, pence)| *pence != 0) {
            let asset = (asset != NOTHING).then_some(asset);
            let end = mark.reason.map_or(End::System(service), End::Nowhere);
            let Mark { change, forecast, waste, .. } = mark;
            lines.push(Line { origin: place, asset, end, forecast, waste, change, pence });
        }
    }
    lines
}
