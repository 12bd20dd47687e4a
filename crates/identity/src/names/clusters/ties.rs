//! What ties two nodes, rule by rule.

use super::super::population::slips;
use super::super::reading::Word;
use super::super::words::Kind;
use super::alike::{alike, completed};
use super::node::{Words, differ, key};
use super::{ALSO, BRANCH, BUSINESS, CUT, Clusters, Evidence, JOINED, SLIP};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word that more names carry is not rare.
const MOST_CARRIERS: usize = 40;

impl Clusters {
    pub(super) fn find_ties(&self, words: &Words) -> Vec<(Evidence, usize, usize, usize)> {
        let mut ties = vec![];
        let tie = |ties: &mut Vec<_>, evidence: Evidence, one: usize, other: usize| {
            if one != other {
                let apart = self.nodes[one].extras(&self.nodes[other]);
                ties.push((evidence, apart, one.min(other), one.max(other)));
            }
        };
        let telling = self.telling(words);
        let mut by_core: HashMap<&[usize], Vec<usize>> = HashMap::new();
        let mut by_run: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, node) in self.nodes.iter().enumerate() {
            if !node.core.is_empty() {
                by_core.entry(&node.core).or_default().push(place);
            }
            if node.run.len() >= 6 {
                by_run.entry(&node.run).or_default().push(place);
            }
        }
        for places in by_run.values() {
            places.iter().for_each(|other| tie(&mut ties, JOINED, places[0], *other));
        }
        for (core, places) in &by_core {
            if telling(core) && self.one_trade(core, places, words) {
                self.tie_extras(places, &mut |evidence, one, other| tie(&mut ties, evidence, one, other));
            }
        }
        self.tie_slips(words, &by_core, &telling, &mut |evidence, one, other| tie(&mut ties, evidence, one, other));
        self.tie_alike(words, &mut |evidence, one, other| tie(&mut ties, evidence, one, other));
        self.tie_also(&mut |evidence, one, other| tie(&mut ties, evidence, one, other));
        self.tie_cut(&mut |evidence, one, other| tie(&mut ties, evidence, one, other));
        ties.sort_unstable();
        ties.dedup();
        ties
    }

    /// Whether words that name say by themselves who it is, so that common words beside them do not matter.
    fn telling<'w>(&self, words: &'w Words) -> impl Fn(&[usize]) -> bool + use<'w> {
        let mut carried: Vec<usize> = vec![0; words.all.len()];
        let mut alone: Vec<usize> = vec![0; words.all.len()];
        for node in &self.nodes {
            for word in &node.core {
                carried[*word] += 1;
                alone[*word] += usize::from(node.core.len() == 1);
            }
        }
        move |core: &[usize]| {
            core.iter().any(|word| {
                let Word { text, kind } = &words.all[*word];
                *kind == Kind::Name
                    && text.chars().count() >= 3
                    && (core.len() > 1 || carried[*word] <= 3 || alone[*word] * 4 >= carried[*word])
            })
        }
    }

    /// Three letters are anybody's: they tell only where hardly any of the names that carry them states a trade. A fund is what its words
    /// say, all of them.
    fn one_trade(&self, core: &[usize], places: &[usize], words: &Words) -> bool {
        let trading = places.iter().filter(|place| !self.nodes[**place].trades.is_empty()).count();
        let funds = core.iter().any(|word| words.all[*word].text == "fund");
        let short = core.len() == 1 && words.all[core[0]].text.chars().count() < 4;
        !funds && (!short || places.len() >= 5 && trading * 3 <= places.len())
    }

    /// Ties names that differ in common words alone.
    fn tie_extras(&self, places: &[usize], tie: &mut impl FnMut(Evidence, usize, usize)) {
        for (at, one) in places.iter().enumerate().take(400) {
            for other in places.iter().skip(at + 1).take(400) {
                let (a, b) = (&self.nodes[*one], &self.nodes[*other]);
                // A trade that only one of them names may be another company of the group.
                if a.companies(b) || a.trades != b.trades {
                    continue;
                }
                let evidence = if a.places != b.places || a.countries != b.countries { BRANCH } else { BUSINESS };
                tie(evidence, *one, *other);
            }
        }
    }

    fn tie_slips(
        &self,
        words: &Words,
        by_core: &HashMap<&[usize], Vec<usize>>,
        telling: &impl Fn(&[usize]) -> bool,
        tie: &mut impl FnMut(Evidence, usize, usize),
    ) {
        let mut carried = vec![0_usize; words.all.len()];
        for node in &self.nodes {
            node.core.iter().for_each(|word| carried[*word] += node.names.len());
        }
        let texts: Vec<(&str, Kind)> = words.all.iter().map(|word| (word.text.as_str(), word.kind)).collect();
        let near = slips(&texts);
        for core in by_core.keys() {
            for (at, word) in core.iter().enumerate() {
                for other in near.get(word).into_iter().flatten() {
                    // The rarer spelling is the slip.
                    if carried[*word] > carried[*other] || carried[*word] > 2 && carried[*word] * 8 > carried[*other] {
                        continue;
                    }
                    let mut meant = core.to_vec();
                    meant[at] = *other;
                    meant.sort_unstable();
                    let length = texts[*word].0.len();
                    // Another letter in its place makes another name sooner than one too many or too few.
                    let replaced = length == texts[*other].0.len();
                    for one in &by_core[core] {
                        for another in by_core.get(meant.as_slice()).into_iter().flatten() {
                            let (a, b) = (&self.nodes[*one], &self.nodes[*another]);
                            let same = a.trades == b.trades && a.places == b.places;
                            let enough = core.len() > 1 && length >= 5
                                || !a.trades.is_empty() && length >= 6
                                || length >= if replaced { 10 } else { 8 };
                            // Two slips of attention are two suppliers: another letter, and another line of business.
                            let loose = telling(core)
                                && !differ(&a.business, &b.business)
                                && length >= if replaced { 10 } else { 7 }
                                && !differ(&a.trades, &b.trades)
                                && !differ(&a.places, &b.places);
                            if same && enough && (a.business == b.business || loose)
                                || loose && core.len() == 1 && length >= 8 && same
                            {
                                tie(SLIP, *one, *another);
                            }
                        }
                    }
                }
            }
        }
    }

    /// Ties names that share a rare word, where every other word of one is a spelling of a word of the other.
    fn tie_alike(&self, words: &Words, tie: &mut impl FnMut(Evidence, usize, usize)) {
        let mut carriers: Vec<Vec<usize>> = vec![vec![]; words.all.len()];
        for (place, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.core.len() > 1) {
            node.core.iter().for_each(|word| carriers[*word].push(place));
        }
        for (word, places) in carriers.iter().enumerate() {
            if words.all[word].kind != Kind::Name || places.len() > MOST_CARRIERS {
                continue;
            }
            for (at, one) in places.iter().enumerate() {
                for other in &places[at + 1..] {
                    let (a, b) = (&self.nodes[*one], &self.nodes[*other]);
                    if a.core.len() == b.core.len()
                        && a.core != b.core
                        && !a.companies(b)
                        && a.places == b.places
                        && alike(a, b, words)
                    {
                        tie(SLIP, *one, *other);
                    }
                }
            }
        }
    }

    /// Ties a name to what another text says it is also called, where only one supplier is called so.
    fn tie_also(&self, tie: &mut impl FnMut(Evidence, usize, usize)) {
        let mut claims: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, reading) in self.readings.iter().enumerate() {
            for also in &reading.also {
                if also.len() > 1 || also.iter().any(|word| word.text.len() > 3 && word.kind == Kind::Name) {
                    claims.entry(key(also)).or_default().insert(self.node[place]);
                }
            }
        }
        for (key, nodes) in claims {
            let mut nodes = nodes.into_iter();
            let Some(first) = nodes.next() else { continue };
            if let Some(named) = self.by_key.get(key.as_str()) {
                tie(ALSO, first, *named);
            }
        }
    }

    /// Ties a text that a field was too short for to the one it begins.
    fn tie_cut(&self, tie: &mut impl FnMut(Evidence, usize, usize)) {
        let mut texts: Vec<(String, usize)> =
            self.readings.iter().zip(&self.node).map(|(reading, node)| (reading.written.join(" "), *node)).collect();
        texts.sort_unstable();
        texts.dedup();
        for (at, (short, node)) in texts.iter().enumerate() {
            if short.len() < 20 {
                continue;
            }
            let longer = texts[at + 1..].iter().take_while(|(text, _)| text.starts_with(short.as_str())).take(8);
            let cut: Vec<(&str, usize)> =
                longer.filter_map(|(text, node)| Some((completed(short, text)?, *node))).collect();
            // Where two words may have been meant, neither is.
            if cut.iter().all(|(word, _)| *word == cut[0].0) {
                cut.iter().for_each(|(_, other)| tie(CUT, *node, *other));
            }
        }
    }
}
