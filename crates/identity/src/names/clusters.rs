//! Many names, put together: each with the name it stands under, the rule that says so, and how sure that is.

mod alike;
mod node;
mod ties;

use super::population::settle;
use super::reading::{Reading, Word, read};
use node::{Node, Words, key};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Why two names are one supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// A: the same words; B: the same name, spelled otherwise or said to be the same; C: the same rare name with other common words.
    pub grade: char,
    /// `supplier.spelling`, `supplier.legal-form`, …
    pub rule: &'static str,
}

const fn evidence(grade: char, rule: &'static str) -> Evidence {
    Evidence { grade, rule }
}

const ITSELF: Evidence = evidence('A', "supplier.itself");
const SPELLING: Evidence = evidence('A', "supplier.spelling");
const FORM: Evidence = evidence('A', "supplier.legal-form");
const ABBREVIATION: Evidence = evidence('B', "supplier.abbreviation");
const ORDER: Evidence = evidence('B', "supplier.order");
const JOINED: Evidence = evidence('B', "supplier.joined");
const ALSO: Evidence = evidence('B', "supplier.also-named");
const CUT: Evidence = evidence('B', "supplier.cut-off");
const SLIP: Evidence = evidence('B', "supplier.slip");
const BUSINESS: Evidence = evidence('C', "supplier.business-words");
const BRANCH: Evidence = evidence('C', "supplier.branch");

/// What an organisation decided about two names, in its aliases file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// A name, in any spelling.
    pub one: String,
    /// Another.
    pub other: String,
    /// One supplier, or two.
    pub same: bool,
}

const RULED: Evidence = evidence('A', "supplier.ruling");

/// Where a name belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// The name that stands for all of its supplier's: the one with the fewest words, of those the first in the alphabet.
    pub supplier: &'a str,
    /// That name's key: the same for every spelling of the supplier.
    pub key: &'a str,
    /// What ties the name to it.
    pub evidence: Evidence,
}

/// Names that are one supplier's.
#[derive(Debug, Default)]
pub struct Clusters {
    names: Vec<String>,
    place: HashMap<String, usize>,
    readings: Vec<Reading>,
    /// Name → node.
    node: Vec<usize>,
    by_key: HashMap<String, usize>,
    nodes: Vec<Node>,
    /// Node → cluster, named after one of its nodes.
    cluster: Vec<usize>,
    /// Cluster → the name and the key that stand for it.
    standing: HashMap<usize, (usize, String)>,
    /// Ties between nodes of one cluster.
    ties: HashMap<(usize, usize), Evidence>,
    /// Node → what ties it to the node that stands for its cluster.
    held: Vec<Evidence>,
}

impl Clusters {
    /// Puts names together. Neither the order of the names nor how often one stands there matters.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Clusters {
        Clusters::ruled(names, &[], 'C')
    }

    /// The same, where an organisation has decided about some names, on evidence of the weakest grade or better.
    pub fn ruled<'a>(names: impl IntoIterator<Item = &'a str>, rulings: &[Ruling], weakest: char) -> Clusters {
        let mut distinct: BTreeSet<String> = names.into_iter().map(str::to_owned).collect();
        distinct.extend(rulings.iter().flat_map(|ruling| [ruling.one.clone(), ruling.other.clone()]));
        let names: Vec<String> = distinct.into_iter().collect();
        let mut readings: Vec<Reading> = names.iter().map(|name| read(name)).collect();
        settle(&mut readings);
        let place = names.iter().enumerate().map(|(place, name)| (name.clone(), place)).collect();
        let mut clusters = Clusters { names, place, readings, ..Clusters::default() };
        let words = clusters.make_nodes(rulings);
        let mut ties = clusters.find_ties(&words);
        ties.retain(|(evidence, ..)| evidence.grade <= weakest);
        clusters.join(&mut ties, rulings);
        clusters.stand();
        clusters
    }

    /// Where a name belongs; nothing for a name that was not among those given.
    pub fn place(&self, name: &str) -> Option<Place<'_>> {
        let place = *self.place.get(name)?;
        let node = self.node[place];
        let (standing, key) = self.standing.get(&self.cluster[node])?;
        let evidence = if *standing == place {
            ITSELF
        } else if self.node[*standing] == node {
            self.within(place, *standing)
        } else {
            self.held[node]
        };
        Some(Place { supplier: &self.names[*standing], key, evidence })
    }

    /// What all spellings of a name's supplier have in common, also for a name that was not given.
    pub fn key(&self, name: &str) -> String {
        if let Some(place) = self.place(name) {
            return place.key.to_owned();
        }
        let key = name_key(name);
        let node = self.by_key.get(&key).and_then(|node| self.standing.get(&self.cluster[*node]));
        node.map_or(key, |(_, standing)| standing.clone())
    }

    /// Why two of the names are one supplier; nothing where they are not, or where one was not given.
    pub fn same(&self, one: &str, other: &str) -> Option<Evidence> {
        let (one, other) = (*self.place.get(one)?, *self.place.get(other)?);
        let (a, b) = (self.node[one], self.node[other]);
        if self.cluster[a] != self.cluster[b] {
            return None;
        }
        if a == b {
            return Some(self.within(one, other));
        }
        let tie = self.ties.get(&(a.min(b), a.max(b))).copied();
        Some(tie.unwrap_or_else(|| self.held[a].max(self.held[b])))
    }

    fn within(&self, one: usize, other: usize) -> Evidence {
        if one == other {
            return ITSELF;
        }
        let (one, other) = (&self.readings[one], &self.readings[other]);
        if one.written == other.written {
            SPELLING
        } else if one.bare == other.bare {
            FORM
        } else if one.bare.concat() == other.bare.concat() {
            JOINED
        } else if one.plain == other.plain {
            ABBREVIATION
        } else if sorted(&one.plain) == sorted(&other.plain) {
            ORDER
        } else {
            SLIP
        }
    }

    fn make_nodes(&mut self, rulings: &[Ruling]) -> Words {
        let mut words = Words::default();
        // Two names of the same words can still be ruled apart: then each is what is written.
        let mut parted: HashSet<&[String]> = HashSet::new();
        for ruling in rulings.iter().filter(|ruling| !ruling.same) {
            let [one, other] = [&ruling.one, &ruling.other].map(|name| &self.readings[self.place[name]]);
            if key(&one.words) == key(&other.words) {
                parted.extend([one.written.as_slice(), other.written.as_slice()]);
            }
        }
        for (place, reading) in self.readings.iter().enumerate() {
            let mut key = key(&reading.words);
            if parted.contains(reading.written.as_slice()) {
                key = format!("{key} / {}", reading.written.join(" "));
            }
            let node = *self.by_key.entry(key.clone()).or_insert_with(|| {
                self.nodes.push(Node::of(&reading.words, key, &mut words));
                self.nodes.len() - 1
            });
            self.nodes[node].names.push(place);
            self.nodes[node].formed |= reading.formed;
            self.node.push(node);
        }
        words
    }

    fn join(&mut self, ties: &mut Vec<(Evidence, usize, usize, usize)>, rulings: &[Ruling]) {
        let mut apart: HashSet<(usize, usize)> = HashSet::new();
        for ruling in rulings {
            let (Some(one), Some(other)) = (self.place.get(&ruling.one), self.place.get(&ruling.other)) else {
                continue;
            };
            let (one, other) = (self.node[*one], self.node[*other]);
            let pair = (one.min(other), one.max(other));
            if ruling.same {
                ties.push((RULED, 0, pair.0, pair.1));
            } else {
                apart.insert(pair);
            }
        }
        ties.sort_by_key(|(evidence, extras, one, other)| {
            (evidence.rule != RULED.rule, evidence.grade, *extras, *one, *other)
        });
        self.cluster = (0..self.nodes.len()).collect();
        let mut members: HashMap<usize, Vec<usize>> = (0..self.nodes.len()).map(|node| (node, vec![node])).collect();
        for (evidence, _, one, other) in ties.iter() {
            let (a, b) = (self.cluster[*one], self.cluster[*other]);
            if a == b {
                self.ties.entry((*one, *other)).or_insert(*evidence);
                continue;
            }
            let ruled = evidence.rule == RULED.rule;
            let clash = members[&a].iter().any(|x| {
                members[&b].iter().any(|y| {
                    apart.contains(&((*x).min(*y), (*x).max(*y))) || !ruled && self.nodes[*x].clashes(&self.nodes[*y])
                })
            });
            if clash {
                continue;
            }
            let (into, from) = if members[&a].len() >= members[&b].len() { (a, b) } else { (b, a) };
            let moved = members.remove(&from).unwrap_or_default();
            moved.iter().for_each(|node| self.cluster[*node] = into);
            members.entry(into).or_default().extend(moved);
            self.ties.insert((*one, *other), *evidence);
        }
    }

    /// Chooses the name that stands for each cluster, and works out what ties the others to it.
    fn stand(&mut self) {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, cluster) in self.cluster.iter().enumerate() {
            members.entry(*cluster).or_default().push(node);
        }
        let mut neighbours: HashMap<usize, Vec<(usize, Evidence)>> = HashMap::new();
        for ((one, other), evidence) in &self.ties {
            neighbours.entry(*one).or_default().push((*other, *evidence));
            neighbours.entry(*other).or_default().push((*one, *evidence));
        }
        self.held = vec![ITSELF; self.nodes.len()];
        for (cluster, nodes) in members {
            let shortest = nodes.iter().min_by_key(|node| {
                let node = &self.nodes[**node];
                (node.words(), node.names.first().map(|name| &self.names[*name]))
            });
            let Some(standing) = shortest.copied() else { continue };
            let node = &self.nodes[standing];
            let Some(name) = node.names.first().copied() else { continue };
            self.standing.insert(cluster, (name, node.key.clone()));
            // The strongest way, which is as strong as its weakest tie.
            let mut open = std::collections::BinaryHeap::from([(Reverse(ITSELF), standing)]);
            let mut done = HashSet::new();
            while let Some((Reverse(evidence), node)) = open.pop() {
                if !done.insert(node) {
                    continue;
                }
                self.held[node] = evidence;
                for (next, tie) in neighbours.get(&node).into_iter().flatten() {
                    let weakest = if evidence == ITSELF { *tie } else { evidence.max(*tie) };
                    open.push((Reverse(weakest), *next));
                }
            }
        }
    }
}

fn sorted(words: &[Word]) -> Vec<&Word> {
    let mut words: Vec<&Word> = words.iter().collect();
    words.sort_unstable();
    words
}

/// What identifies a name by itself: plain words without forms of company, in the order of the alphabet where one of them names.
pub fn name_key(name: &str) -> String {
    key(&read(name).words)
}
