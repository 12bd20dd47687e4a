//! Which way cost flows between assets, and in what parts (rule L22).

use crate::ledger::Dangling;
use crate::methods;
use crate::model::Model;
use crate::rules::{Carries, Rules};
use estate::tables::{Measure, Relation};
use estate::{Capacity, Decimal, Exact, Table, WeightFrom};
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

/// A part of what an asset costs, passed on to a consumer.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) to: usize,
    pub(crate) part: Exact,
}

/// Where an asset's cost goes next.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    /// Parts passed on. They and `idle` add up to 1, unless there are none.
    pub(crate) links: Vec<Link>,
    /// The part of its capacity that nobody uses.
    pub(crate) idle: Exact0,
    /// Had it a consumer before links were dropped?
    pub(crate) had_consumers: bool,
    /// Where its parts come from.
    pub(crate) weight_from: Option<WeightFrom>,
}

/// A fraction that starts at nothing.
#[derive(Debug, Clone)]
pub(crate) struct Exact0(pub(crate) Exact);

impl Default for Exact0 {
    fn default() -> Self {
        Exact0(Exact::zero())
    }
}

/// The graph, and what was left out of it.
#[derive(Clone)]
pub(crate) struct Graph {
    pub(crate) nodes: Vec<Node>,
    /// Relation kinds that no rule knows, with how often each was met.
    pub(crate) unknown_kinds: BTreeMap<String, u64>,
    /// Links whose other end no table holds.
    pub(crate) dangling: Vec<Dangling>,
    /// Under step-down: the order in which the assets of each circle pass their cost on.
    pub(crate) orders: Vec<Vec<usize>>,
}

impl Graph {
    /// Consumer → the assets it uses directly.
    pub(crate) fn providers(&self) -> Vec<Vec<usize>> {
        let mut providers = vec![Vec::new(); self.nodes.len()];
        for (provider, node) in self.nodes.iter().enumerate() {
            node.links.iter().for_each(|link| providers[link.to].push(provider));
        }
        providers
    }
}

/// Builds the graph of the assets that are left after records of one asset were joined.
pub(crate) fn graph(model: &Model, relations: &[Relation], measures: &[Measure], rules: &Rules<'_>) -> Graph {
    let mut unknown_kinds = BTreeMap::new();
    let mut dangling = Vec::new();
    let mut nodes = vec![Node::default(); model.assets.len()];
    // Parallel links between a pair count once, with the largest weight; a weight that is missing is the smallest.
    let mut pairs: BTreeMap<(usize, usize), Option<Decimal>> = BTreeMap::new();
    let mut weight_from: BTreeMap<usize, WeightFrom> = BTreeMap::new();
    for relation in relations {
        let kind = relation.kind.trim().to_lowercase().replace([' ', '_'], "-");
        let Some(carries) = rules.relations.get(&kind) else {
            *unknown_kinds.entry(kind).or_insert(0) += 1;
            continue;
        };
        let (provider, consumer) = match carries {
            Carries::Nothing => continue,
            Carries::ToToFrom => (&relation.to, &relation.from),
            Carries::FromToTo => (&relation.from, &relation.to),
        };
        let (Some(provider), Some(consumer)) = (model.asset(provider), model.asset(consumer)) else {
            let (known, names) = match (model.asset(&relation.from), model.asset(&relation.to)) {
                (Some(from), _) => (Some(from), &relation.to),
                (None, to) => (to, &relation.from),
            };
            let known = known.map(|asset| &model.assets[asset].record);
            let (id, organisation) = known.map_or((relation.to.as_str(), ""), |row| (&row.id, &row.organisation));
            dangling.push(Dangling::new(Table::Assets, id, organisation, Some(names)));
            continue;
        };
        if provider == consumer {
            continue;
        }
        nodes[provider].had_consumers = true;
        let to_service = model.assets[consumer].is_service();
        if model.retired_on_audit_date(consumer) || (model.assets[provider].is_service() && !to_service) {
            continue;
        }
        let weight = pairs.entry((provider, consumer)).or_insert(None);
        if larger(relation.weight, *weight) {
            *weight = relation.weight;
        }
        if let Some(from) = relation.weight_from {
            weight_from.insert(provider, from);
        }
    }
    let usage = usage(model, measures, rules.costing.capacity);
    let mut pairs = pairs.into_iter().peekable();
    while let Some(((provider, consumer), weight)) = pairs.next() {
        let mut links = vec![(consumer, weight)];
        while let Some(((_, consumer), weight)) = pairs.next_if(|((next, _), _)| *next == provider) {
            links.push((consumer, weight));
        }
        let node = &mut nodes[provider];
        if let Some(used) = usage.get(&provider).and_then(|usage| usage.parts(&links)) {
            (node.links, node.idle.0) = used;
            node.weight_from = Some(WeightFrom::Metered);
            continue;
        }
        links.retain(|(_, weight)| weight.is_none_or(|weight| !weight.is_zero() && !weight.is_negative()));
        let even = links.iter().any(|(_, weight)| weight.is_none());
        let weights: Vec<Exact> =
            links.iter().map(|(_, weight)| weight.filter(|_| !even).map_or_else(Exact::one, Decimal::exact)).collect();
        let whole: Exact = weights.iter().sum();
        node.links =
            links.iter().zip(weights).map(|((to, _), weight)| Link { to: *to, part: weight / &whole }).collect();
        node.weight_from = if even { Some(WeightFrom::Even) } else { weight_from.get(&provider).copied() };
    }
    let mut graph = Graph { nodes, unknown_kinds, dangling, orders: Vec::new() };
    methods::apply(&mut graph, model, rules.costing.allocation);
    graph
}

/// A weight that is missing is smaller than any that is not.
fn larger(new: Option<Decimal>, old: Option<Decimal>) -> bool {
    match (new, old) {
        (Some(new), Some(old)) => new.exact() > old.exact(),
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// What was measured of one asset, under one name.
#[derive(Default)]
struct Usage {
    by_consumer: BTreeMap<Option<usize>, Exact>,
    capacity: Option<Exact>,
}

impl Usage {
    /// The parts of each link and the idle rest, if every measured consumer is a direct one (rule L22).
    fn parts(&self, links: &[(usize, Option<Decimal>)]) -> Option<(Vec<Link>, Exact)> {
        let direct = |consumer: &Option<usize>| consumer.is_some_and(|at| links.iter().any(|(to, _)| *to == at));
        if self.by_consumer.is_empty() || !self.by_consumer.keys().all(direct) {
            return None;
        }
        let used: Exact = self.by_consumer.values().sum();
        // More used than there is: the measured use is the whole.
        let whole = self.capacity.clone().filter(|capacity| *capacity > used).unwrap_or_else(|| used.clone());
        if !whole.is_positive() {
            return None;
        }
        let parts = self.by_consumer.iter().filter(|(_, value)| value.is_positive());
        let links = parts.filter_map(|(to, value)| Some(Link { to: (*to)?, part: value / &whole })).collect();
        Some((links, (&whole - used) / &whole))
    }
}

/// Measures by asset. Where an asset is measured under several names, the first name in byte order that has consumers is taken.
fn usage(model: &Model, measures: &[Measure], units: Capacity) -> BTreeMap<usize, Usage> {
    let mut by_name: BTreeMap<(usize, &str), Usage> = BTreeMap::new();
    for measure in measures {
        let Some(asset) = model.asset(&measure.asset) else { continue };
        let usage = by_name.entry((asset, &measure.name)).or_default();
        match &measure.consumer {
            // Over the units in use, what there is besides does not matter.
            None if units == Capacity::AllocatedUnits => {}
            None => *usage.capacity.get_or_insert_with(Exact::zero) += measure.value.exact(),
            Some(consumer) => {
                *usage.by_consumer.entry(model.asset(consumer)).or_insert_with(Exact::zero) += measure.value.exact();
            }
        }
    }
    let mut usage = BTreeMap::new();
    for ((asset, _), measured) in by_name {
        if !measured.by_consumer.is_empty() {
            usage.entry(asset).or_insert(measured);
        }
    }
    usage
}
