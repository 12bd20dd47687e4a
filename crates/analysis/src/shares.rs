//! Where an asset's pounds end: terminal shares, composed unrounded along the graph (rule L23).
//!
//! `t(n) = 1·itself` for a terminal, else `Σ part(n→c)·t(c)`. Circles are strongly connected parts: one with a way out is solved exactly as a
//! block of linear equations, one without is unallocatable.

use crate::graph::Graph;
use crate::model::Model;
use estate::{Exact, NoServiceReason};
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Where a pound ends. Ordered by the asset's id, those without a service last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum End {
    /// A service, or the application at the top.
    System(usize),
    /// Nowhere that anybody consumes.
    Nowhere(NoServiceReason),
}

/// Parts of one, by where they end.
pub(crate) type Ends = Rc<[(End, Exact)]>;

/// The ends of every asset, and the circles found on the way.
pub(crate) struct Shares {
    ends: Vec<Ends>,
    /// The one system that everybody who uses an asset serves in the end, where there is one. Capacity that nobody uses is no user.
    sole: Vec<Option<usize>>,
    /// Strongly connected parts of more than one asset, each sorted; with whether money can leave it.
    pub(crate) circles: Vec<(Vec<usize>, bool)>,
}

impl Shares {
    pub(crate) fn of(&self, asset: usize) -> &Ends {
        &self.ends[asset]
    }

    /// The one system that an asset serves, directly or not, if it serves no other and has no user that leads nowhere.
    pub(crate) fn sole(&self, asset: usize) -> Option<usize> {
        self.sole[asset]
    }
}

/// Works out the ends of every asset. Strongly connected parts come in an order in which all that a part feeds is known before it.
pub(crate) fn shares(model: &Model, graph: &Graph) -> Shares {
    shares_up_to(model, graph, &BTreeSet::new())
}

/// The same, where the way also ends at these assets, whatever they are.
pub(crate) fn shares_up_to(model: &Model, graph: &Graph, stops: &BTreeSet<usize>) -> Shares {
    let unknown: Ends = Rc::new([]);
    let mut ends: Vec<Ends> = vec![unknown; graph.nodes.len()];
    let mut sole: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    let mut circles = Vec::new();
    for mut part in strongly_connected(graph) {
        part.sort_unstable();
        if let [one] = part[..] {
            let end = if stops.contains(&one) { Some(End::System(one)) } else { end_of_the_way(model, graph, one) };
            ends[one] = alone(graph, &ends, one, end);
            sole[one] = match end {
                Some(End::System(system)) => Some(system),
                Some(End::Nowhere(_)) => None,
                None => served(graph, &sole, &part),
            };
            continue;
        }
        let solved = block(graph, &ends, &part);
        let serves = served(graph, &sole, &part).filter(|_| solved.is_some());
        part.iter().for_each(|asset| sole[*asset] = serves);
        circles.push((part.clone(), solved.is_some()));
        for (place, asset) in part.iter().enumerate() {
            ends[*asset] = match &solved {
                Some(solved) => Rc::clone(&solved[place]),
                None => Rc::new([(End::Nowhere(NoServiceReason::Unallocatable), Exact::one())]),
            };
        }
    }
    circles.sort();
    Shares { ends, sole, circles }
}

/// Where the way of an asset without consumers ends; none where it has some.
fn end_of_the_way(model: &Model, graph: &Graph, asset: usize) -> Option<End> {
    let (node, held) = (&graph.nodes[asset], &model.assets[asset]);
    if !node.links.is_empty() {
        return None;
    }
    Some(if held.is_service() || held.is_application() {
        End::System(asset)
    } else if node.had_consumers || !node.idle.0.is_zero() {
        End::Nowhere(NoServiceReason::Idle)
    } else {
        End::Nowhere(NoServiceReason::NoConsumer)
    })
}

/// The one system that all who use this part from outside it serve.
fn served(graph: &Graph, sole: &[Option<usize>], part: &[usize]) -> Option<usize> {
    let links = part.iter().flat_map(|asset| &graph.nodes[*asset].links);
    let mut serves = links.filter(|link| part.binary_search(&link.to).is_err()).map(|link| sole[link.to]);
    let first = serves.next()??;
    serves.all(|other| other == Some(first)).then_some(first)
}

/// The ends of an asset that is on no circle.
fn alone(graph: &Graph, ends: &[Ends], asset: usize, end: Option<End>) -> Ends {
    if let Some(end) = end {
        return Rc::new([(end, Exact::one())]);
    }
    let node = &graph.nodes[asset];
    // Most assets have one consumer and no idle rest: share its ends.
    if let ([link], true) = (&node.links[..], node.idle.0.is_zero()) {
        return Rc::clone(&ends[link.to]);
    }
    let mut sum: BTreeMap<End, Exact> = BTreeMap::new();
    add_idle(graph, asset, &mut sum);
    for link in &node.links {
        for (end, part) in ends[link.to].iter() {
            *sum.entry(*end).or_insert_with(Exact::zero) += part * &link.part;
        }
    }
    sum.into_iter().collect()
}

fn add_idle(graph: &Graph, asset: usize, sum: &mut BTreeMap<End, Exact>) {
    let idle = &graph.nodes[asset].idle.0;
    if !idle.is_zero() {
        *sum.entry(End::Nowhere(NoServiceReason::Idle)).or_insert_with(Exact::zero) += idle;
    }
}

/// Solves `(I - W)·X = B` for a circle by exact elimination: `W` are the parts that stay inside, `B` what leaves it, by end. `None` if
/// nothing leaves.
fn block(graph: &Graph, ends: &[Ends], part: &[usize]) -> Option<Vec<Ends>> {
    let place = |asset: usize| part.binary_search(&asset).ok();
    let size = part.len();
    let mut matrix: Vec<Vec<Exact>> = vec![vec![Exact::zero(); size]; size];
    let mut out: Vec<BTreeMap<End, Exact>> = vec![BTreeMap::new(); size];
    for (row, asset) in part.iter().enumerate() {
        matrix[row][row] = Exact::one();
        add_idle(graph, *asset, &mut out[row]);
        for link in &graph.nodes[*asset].links {
            if let Some(column) = place(link.to) {
                matrix[row][column] -= &link.part;
            } else {
                for (end, share) in ends[link.to].iter() {
                    *out[row].entry(*end).or_insert_with(Exact::zero) += share * &link.part;
                }
            }
        }
    }
    if out.iter().all(BTreeMap::is_empty) {
        return None;
    }
    for pivot in 0..size {
        let swap = (pivot..size).find(|row| !matrix[*row][pivot].is_zero())?;
        matrix.swap(pivot, swap);
        out.swap(pivot, swap);
        let scale = matrix[pivot][pivot].recip();
        matrix[pivot].iter_mut().for_each(|cell| *cell *= &scale);
        out[pivot].values_mut().for_each(|cell| *cell *= &scale);
        for row in 0..size {
            if row == pivot || matrix[row][pivot].is_zero() {
                continue;
            }
            let factor = matrix[row][pivot].clone();
            let (from, of) = (matrix[pivot].clone(), out[pivot].clone());
            matrix[row].iter_mut().zip(from).for_each(|(cell, pivot)| *cell -= pivot * &factor);
            for (end, share) in of {
                *out[row].entry(end).or_insert_with(Exact::zero) -= share * &factor;
            }
        }
    }
    Some(out.into_iter().map(|ends| ends.into_iter().filter(|(_, share)| !share.is_zero()).collect()).collect())
}

/// Strongly connected parts in reverse topological order (Tarjan 1972), without recursion, so that a chain of a million assets is
/// no deeper than one of ten.
pub(crate) fn strongly_connected(graph: &Graph) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let size = graph.nodes.len();
    let (mut number, mut low) = (vec![UNSEEN; size], vec![0; size]);
    let (mut on_stack, mut stack, mut parts, mut next) = (vec![false; size], Vec::new(), Vec::new(), 0);
    for root in 0..size {
        if number[root] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((asset, link)) = work.pop() {
            if link == 0 {
                number[asset] = next;
                low[asset] = next;
                next += 1;
                stack.push(asset);
                on_stack[asset] = true;
            }
            let links = &graph.nodes[asset].links;
            if let Some(to) = links.get(link).map(|link| link.to) {
                work.push((asset, link + 1));
                if number[to] == UNSEEN {
                    work.push((to, 0));
                } else if on_stack[to] {
                    low[asset] = low[asset].min(number[to]);
                }
                continue;
            }
            if low[asset] == number[asset] {
                let from = stack.iter().rposition(|on| *on == asset).unwrap_or(0);
                let part = stack.split_off(from);
                part.iter().for_each(|asset| on_stack[*asset] = false);
                parts.push(part);
            }
            if let Some((above, _)) = work.last() {
                low[*above] = low[*above].min(low[asset]);
            }
        }
    }
    parts
}
