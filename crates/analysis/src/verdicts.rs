//! The support verdict of every asset, and of every cost line (rule L25).

use crate::extended_cover::{ExtendedCovers, names};
use crate::graph::Graph;
use crate::leaves::{Line, Origin};
use crate::ledger::ContractFacts;
use crate::model::Model;
use crate::rules::Rules;
use estate::tables::{Asset, AssetVerdict};
use estate::{Date, Facet, NoServiceReason, UnknownReason, Verdict, When};
use lifecycle::{ExtendedCover, Facts, Fixes, Found, Judgement, Match, Outcome};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What was judged.
pub(crate) struct Judged {
    /// Asset → its verdict, and why it is unknown.
    assets: Vec<(Verdict, Option<UnknownReason>)>,
    /// Asset → how each of its facets was read and judged; empty where its records give verdicts.
    read: Vec<Vec<Read>>,
    /// Origin → the verdict of a product that its words name, for lines that reach no asset.
    by_words: HashMap<usize, Verdict>,
    /// A row an asset and facet.
    pub(crate) rows: Vec<AssetVerdict>,
}

/// How a facet was read and judged. Assets of which the same is said share both.
#[derive(Clone)]
pub(crate) struct Read {
    pub(crate) matched: Rc<Match>,
    pub(crate) judged: Rc<Judgement>,
}

impl Judged {
    pub(crate) fn of_asset(&self, asset: usize) -> (Verdict, Option<UnknownReason>) {
        self.assets[asset]
    }

    /// How the facets of an asset were read and judged.
    pub(crate) fn read(&self, asset: usize) -> &[Read] {
        &self.read[asset]
    }

    /// A line keeps the verdict of the asset it landed on. Without an asset it takes that of a product its record names.
    pub(crate) fn of_line(&self, line: &Line) -> (Verdict, Option<UnknownReason>) {
        match line.asset {
            Some(asset) => self.assets[asset],
            None => match self.by_words.get(&line.origin) {
                Some(verdict) => (*verdict, None),
                None => (Verdict::Unknown, Some(UnknownReason::NoAsset)),
            },
        }
    }

    /// Places of assets that count as ending, and whose support may have ended already: a date known in part.
    pub(crate) fn may_have_ended(&self, model: &Model) -> Vec<usize> {
        let as_of = model.period.as_of;
        let vague = |read: &Read| {
            let judged = &read.judged;
            judged.verdict == Verdict::Ending && judged.between.is_some_and(|between| between.earliest < as_of)
        };
        let assets = model
            .assets
            .iter()
            .enumerate()
            .filter(|(asset, _)| self.of_asset(*asset).0 == Verdict::Ending && self.read(*asset).iter().any(vague));
        assets.map(|(asset, _)| asset).collect()
    }

    pub(crate) fn count_by_verdict(&self) -> BTreeMap<Verdict, u64> {
        let mut counts = BTreeMap::new();
        self.assets.iter().for_each(|(verdict, _)| *counts.entry(*verdict).or_insert(0) += 1);
        counts
    }
}

/// From the worst known verdict to the best; unknown last.
pub(crate) fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Unsupported => 0,
        Verdict::ExtendedPaid => 1,
        Verdict::Aged => 2,
        Verdict::Ending => 3,
        Verdict::Supported => 4,
        Verdict::Unknown => 5,
    }
}

/// The worst known verdict; unknown only if none is known, with the first reason in the order of rule L25.
fn worst(facets: impl Iterator<Item = (Verdict, Option<UnknownReason>)>) -> (Verdict, Option<UnknownReason>) {
    let mut worst = (Verdict::Unknown, None::<UnknownReason>);
    for (verdict, reason) in facets {
        if rank(verdict) < rank(worst.0) {
            worst = (verdict, None);
        } else if verdict == Verdict::Unknown && worst.0 == Verdict::Unknown {
            let reason = reason.unwrap_or(UnknownReason::NoProduct);
            worst.1 = Some(worst.1.map_or(reason, |known| known.min(reason)));
        }
    }
    if worst == (Verdict::Unknown, None) { (Verdict::Unknown, Some(UnknownReason::NoProduct)) } else { worst }
}

/// Judges every asset: verdicts that the records give are taken as given (rule L33), all others come from the catalogue. What
/// follows its host, a component or a distribution's package, is judged when the hosts are.
pub(crate) fn assets(
    model: &Model,
    graph: &Graph,
    given: Vec<AssetVerdict>,
    contracts: &[ContractFacts],
    rules: &Rules<'_>,
) -> Judged {
    let mut by_asset: BTreeMap<usize, Vec<AssetVerdict>> = BTreeMap::new();
    for row in given {
        if let Some(asset) = model.asset(&row.asset) {
            by_asset.entry(asset).or_default().push(row);
        }
    }
    let covers = ExtendedCovers::new(model, contracts, rules);
    let mut reader = Reader::new(rules, model.period.as_of);
    let mut read: Vec<Vec<Read>> = Vec::with_capacity(model.assets.len());
    let mut follow: Vec<usize> = Vec::new();
    for (place, held) in model.assets.iter().enumerate() {
        if by_asset.contains_key(&place) {
            read.push(Vec::new());
            continue;
        }
        let facets = reader.judge(place, &held.record, &covers, Host::default());
        if facets.iter().any(|facet| reader.follows_host(&facet.matched)) {
            follow.push(place);
        }
        read.push(facets);
    }
    let hosts = Hosts::new(graph, &follow);
    let found: Vec<(usize, Host)> = follow
        .iter()
        .map(|place| {
            (
                *place,
                Host {
                    any: hosts.of(*place, &read, &by_asset, |_| true),
                    distribution: hosts.of(*place, &read, &by_asset, |product| {
                        rules.catalogue.product(product).is_some_and(|product| product.distributes)
                    }),
                },
            )
        })
        .collect();
    for (place, host) in found {
        read[place] = reader.judge(place, &model.assets[place].record, &covers, host);
    }
    let mut verdicts = Vec::with_capacity(model.assets.len());
    let mut rows = Vec::new();
    for (place, held) in model.assets.iter().enumerate() {
        let id = &held.record.id;
        let mut judged =
            by_asset.remove(&place).unwrap_or_else(|| read[place].iter().map(|facet| facet.judged.row(id)).collect());
        judged.sort_by(|a, b| (a.facet, rank(a.verdict), &a.release).cmp(&(b.facet, rank(b.verdict), &b.release)));
        verdicts.push(worst(judged.iter().map(|row| (row.verdict, row.unknown_reason))));
        for row in &mut judged {
            row.asset.clone_from(id);
        }
        rows.extend(judged);
    }
    Judged { assets: verdicts, read, by_words: HashMap::new(), rows }
}

/// The verdict on the operating system that an asset runs on, where all of them agree.
#[derive(Debug, Clone, Copy, Default)]
struct Host {
    any: Option<Verdict>,
    /// The same, of systems that go on patching the packages they come with.
    distribution: Option<Verdict>,
}

/// What assets run on, for those whose verdict follows their host.
struct Hosts {
    /// Asset → what carries its cost to it, then what it carries its own to.
    beside: BTreeMap<usize, (Vec<usize>, Vec<usize>)>,
}

impl Hosts {
    fn new(graph: &Graph, wanted: &[usize]) -> Hosts {
        let mut beside: BTreeMap<usize, (Vec<usize>, Vec<usize>)> =
            wanted.iter().map(|asset| (*asset, (Vec::new(), Vec::new()))).collect();
        if wanted.is_empty() {
            return Hosts { beside };
        }
        for (provider, node) in graph.nodes.iter().enumerate() {
            for link in &node.links {
                if let Some((providers, _)) = beside.get_mut(&link.to) {
                    providers.push(provider);
                }
                if let Some((_, consumers)) = beside.get_mut(&provider) {
                    consumers.push(link.to);
                }
            }
        }
        Hosts { beside }
    }

    /// The verdict on the operating system that an asset runs on: its own, else that of what it runs on, else that of what it is a
    /// part of; none where two of them differ.
    fn of(
        &self,
        asset: usize,
        read: &[Vec<Read>],
        given: &BTreeMap<usize, Vec<AssetVerdict>>,
        counts: impl Fn(&str) -> bool,
    ) -> Option<Verdict> {
        // What is no system that counts leaves the others nothing to agree with.
        let verdict = |product: Option<&str>, verdict: Verdict| {
            if product.is_none_or(&counts) { verdict } else { Verdict::Unknown }
        };
        let own = Some(Facet::OperatingSystem);
        let system = |asset: &usize| -> Vec<Verdict> {
            if let Some(rows) = given.get(asset) {
                let product = |row: &AssetVerdict| Some(row.release.as_ref()?.split_once(' ')?.0.to_owned());
                let rows = rows.iter().filter(|row| row.facet == own);
                return rows.map(|row| verdict(product(row).as_deref(), row.verdict)).collect();
            }
            let facets = read[*asset].iter().map(|facet| &facet.judged).filter(|judged| Some(judged.facet) == own);
            facets.map(|judged| verdict(judged.product.as_deref(), judged.verdict)).collect()
        };
        let agreed = |assets: &[usize]| -> Option<Option<Verdict>> {
            let verdicts: Vec<Verdict> = assets.iter().flat_map(system).collect();
            let first = *verdicts.first()?;
            Some(verdicts.iter().all(|verdict| *verdict == first).then_some(first))
        };
        let (providers, consumers) = self.beside.get(&asset)?;
        agreed(&[asset]).or_else(|| agreed(providers)).or_else(|| agreed(consumers)).flatten()
    }
}

impl Judged {
    /// Judges the words of records whose money reaches no asset.
    pub(crate) fn read_words(&mut self, origins: &[Origin], lines: &[Line], rules: &Rules<'_>, as_of: Date) {
        let mut reader = Reader::new(rules, as_of);
        let no_asset = lines.iter().filter(|line| line.end == crate::shares::End::Nowhere(NoServiceReason::NoAsset));
        for line in no_asset {
            if self.by_words.contains_key(&line.origin) {
                continue;
            }
            let Some(words) = origins[line.origin].words.as_deref() else { continue };
            if let Some(verdict) = reader.words(words) {
                self.by_words.insert(line.origin, verdict);
            }
        }
    }
}

/// How words were read.
#[derive(Clone)]
struct Answer {
    matched: Rc<Match>,
    /// Do they say themselves that extended support is bought? That is the plainest sign of all.
    says_covered: bool,
}

/// Reads product strings, each distinct question once, and judges each distinct answer once.
struct Reader<'a> {
    rules: &'a Rules<'a>,
    as_of: Date,
    read: HashMap<String, Answer>,
    /// Question and facts → the judgement.
    judged: HashMap<(String, Facts), Rc<Judgement>>,
}

impl Reader<'_> {
    fn new<'a>(rules: &'a Rules<'a>, as_of: Date) -> Reader<'a> {
        Reader { rules, as_of, read: HashMap::new(), judged: HashMap::new() }
    }

    fn ask(&mut self, question: &str, found: &Found<'_>) -> Answer {
        if let Some(known) = self.read.get(question) {
            return known.clone();
        }
        let matched = Rc::new(self.rules.catalogue.match_found(found));
        let mut words = [found.product, found.version].into_iter().flatten();
        let says_covered = matched.product.is_some() && words.any(|words| names(self.rules, words));
        let answer = Answer { matched, says_covered };
        self.read.insert(question.to_owned(), answer.clone());
        answer
    }

    fn product(&self, matched: &Match) -> Option<&lifecycle::Product> {
        self.rules.catalogue.product(matched.product.as_deref()?)
    }

    /// Is its verdict, or may it be, that of what it runs on?
    fn follows_host(&self, matched: &Match) -> bool {
        self.product(matched).is_some_and(|product| product.fixes != Fixes::Makers)
    }

    fn judge(&mut self, place: usize, asset: &Asset, covers: &ExtendedCovers, host: Host) -> Vec<Read> {
        // The latest day it may have been bought: nothing is called older than it must be.
        let latest = |when: &When| when.span().map(|span| span.latest);
        let bought = latest(&asset.purchased_on).or_else(|| latest(&asset.installed_on));
        let mut facets = Vec::new();
        for mut found in Found::of_asset(asset) {
            // When it was last seen differs from record to record and matters only where the words leave a choice.
            let seen = found.last_seen.take();
            // The question in full; two records that ask it get one answer.
            let mut question = format!("{found:?}");
            let mut answer = self.ask(&question, &found);
            if answer.matched.outcome == Outcome::ProductOnly && seen.is_some() {
                found.last_seen = seen;
                question = format!("{found:?}");
                answer = self.ask(&question, &found);
            }
            let Answer { matched, says_covered } = answer;
            let product = self.product(&matched);
            // A model that the catalogue does not know has the life of its kind, from the day it was bought.
            let kind_life = found
                .model
                .filter(|_| product.is_none())
                .and_then(|model| self.rules.legacy.life_of(&asset.kind, model));
            let cover = match covers.of(place, &asset.organisation, &matched) {
                ExtendedCover::None if says_covered => ExtendedCover::Flag,
                cover => cover,
            };
            let facts = Facts {
                cover,
                // Only hardware ages, and only what distributions or hosts keep alive follows them.
                age_from: bought
                    .filter(|_| kind_life.is_some() || product.is_some_and(|product| product.life.is_some())),
                kind_life,
                host: match product.map(|product| product.fixes) {
                    Some(Fixes::Distribution) => host.distribution,
                    Some(Fixes::Host) => host.any,
                    Some(Fixes::Makers) | None => None,
                },
                ending_months: self.rules.legacy.ending_months,
                undated_days: self.rules.legacy.undated_days,
                ..Facts::at(self.as_of)
            };
            let key = (question, facts);
            let known = self.judged.get(&key).map(Rc::clone);
            let judged = known.unwrap_or_else(|| {
                let judged = Rc::new(self.rules.catalogue.judge(&matched, &key.1));
                self.judged.insert(key, Rc::clone(&judged));
                judged
            });
            facets.push(Read { matched, judged });
        }
        facets
    }

    /// The verdict of one product and release that a text names beyond doubt.
    fn words(&mut self, words: &str) -> Option<Verdict> {
        let facts = Facts {
            ending_months: self.rules.legacy.ending_months,
            undated_days: self.rules.legacy.undated_days,
            ..Facts::at(self.as_of)
        };
        let matched = self.ask(words, &Found::text(words)).matched;
        matched.cycle.as_ref()?;
        let verdict = self.rules.catalogue.judge(&matched, &facts).verdict;
        (verdict != Verdict::Unknown).then_some(verdict)
    }
}
