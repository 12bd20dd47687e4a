//! The other two methods of sharing out what assets use of each other: direct, and step-down. Both leave a graph without the links that
//! they ignore, so that everything after them is the same (cost accounting's service-department methods; case G8).

use crate::graph::{Graph, Node};
use crate::model::Model;
use crate::shares::strongly_connected;
use estate::{Allocation, Exact};
use std::cmp::Reverse;

/// Leaves out of the graph what the method ignores.
pub(crate) fn apply(graph: &mut Graph, model: &Model, method: Allocation) {
    match method {
        Allocation::Reciprocal => {}
        Allocation::Direct => direct(graph, model),
        Allocation::StepDown => step_down(graph),
    }
}

/// Assets of one circle pass nothing to each other, and a service nothing to a service that passes its own cost on; but what would
/// then pass to nobody goes on as before.
fn direct(graph: &mut Graph, model: &Model) {
    let mut circle_of: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    for (circle, part) in circles(graph).into_iter().enumerate() {
        part.into_iter().for_each(|asset| circle_of[asset] = Some(circle));
    }
    let passes: Vec<bool> = graph.nodes.iter().map(|node| !node.links.is_empty()).collect();
    let is_service = |asset: usize| model.assets[asset].is_service();
    for (asset, node) in graph.nodes.iter_mut().enumerate() {
        let same_circle = |to: usize| circle_of[asset].is_some() && circle_of[to] == circle_of[asset];
        let between_services = |to: usize| is_service(asset) && is_service(to) && passes[to];
        keep(node, |to| !same_circle(to) && !between_services(to));
    }
}

fn circles(graph: &Graph) -> Vec<Vec<usize>> {
    strongly_connected(graph).into_iter().filter(|part| part.len() > 1).collect()
}

/// In each circle, nothing passes back. Those furthest from the way out come first, so that each can still pass on; then those that serve
/// most others in it, then by id.
fn step_down(graph: &mut Graph) {
    for mut circle in circles(graph) {
        circle.sort_unstable();
        let Some(away) = steps_to_the_way_out(graph, &circle) else { continue };
        let inside = |asset: usize| circle.binary_search(&asset).ok();
        let serves = |asset: usize| graph.nodes[asset].links.iter().filter(|link| inside(link.to).is_some()).count();
        let mut order: Vec<usize> = (0..circle.len()).collect();
        order.sort_by_key(|place| (Reverse(away[*place]), Reverse(serves(circle[*place])), *place));
        let mut turn = vec![0; circle.len()];
        order.iter().enumerate().for_each(|(at, place)| turn[*place] = at);
        for (place, asset) in circle.iter().enumerate() {
            let earlier = |to: usize| circle.binary_search(&to).is_ok_and(|other| turn[other] < turn[place]);
            keep(&mut graph.nodes[*asset], |to| !earlier(to));
        }
        graph.orders.push(order.into_iter().map(|place| circle[place]).collect());
    }
    graph.orders.sort();
}

/// How many links each asset of a circle is from one that leads out of it. None if none does: such a circle stays unallocatable.
fn steps_to_the_way_out(graph: &Graph, circle: &[usize]) -> Option<Vec<usize>> {
    let inside = |asset: usize| circle.binary_search(&asset).ok();
    let leads_out = |asset: &usize| graph.nodes[*asset].links.iter().any(|link| inside(link.to).is_none());
    let mut away: Vec<Option<usize>> = circle.iter().map(|asset| leads_out(asset).then_some(0)).collect();
    for step in 0..circle.len() {
        for (place, asset) in circle.iter().enumerate() {
            let near = |to: usize| inside(to).is_some_and(|other| away[other] == Some(step));
            if away[place].is_none() && graph.nodes[*asset].links.iter().any(|link| near(link.to)) {
                away[place] = Some(step + 1);
            }
        }
        if away.iter().all(Option::is_some) {
            break;
        }
    }
    away.into_iter().collect()
}

/// Keeps some of a node's links, if any; they carry what the others did. Its idle part stays what it is.
fn keep(node: &mut Node, wanted: impl Fn(usize) -> bool) {
    let kept = |node: &Node| -> Exact { node.links.iter().map(|link| &link.part).sum() };
    let wanted_links = node.links.iter().filter(|link| wanted(link.to)).count();
    if wanted_links == 0 || wanted_links == node.links.len() {
        return;
    }
    let before = kept(node);
    node.links.retain(|link| wanted(link.to));
    let scale = before / kept(node);
    node.links.iter_mut().for_each(|link| link.part *= &scale);
}
