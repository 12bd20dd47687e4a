//! The support verdict of every asset, and of every cost line (rule L25).

use crate::leaves::{Line, Origin};
use crate::ledger::ContractFacts;
use crate::model::Model;
use crate::rules::Rules;
use estate::tables::{Asset, AssetVerdict};
use estate::{Date, NoServiceReason, UnknownReason, Verdict, When};
use lifecycle::{ExtendedCover, Facts, Found, Match};
use std::collections::{BTreeMap, HashMap};

/// What was judged.
pub(crate) struct Judged {
    /// Asset → its verdict, and why it is unknown.
    assets: Vec<(Verdict, Option<UnknownReason>)>,
    /// Origin → the verdict of a product that its words name, for lines that reach no asset.
    by_words: HashMap<usize, Verdict>,
    /// A row an asset and facet.
    pub(crate) rows: Vec<AssetVerdict>,
}

impl Judged {
    pub(crate) fn of_asset(&self, asset: usize) -> (Verdict, Option<UnknownReason>) {
        self.assets[asset]
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

/// Judges every asset: verdicts that the records give are taken as given (rule L33), all others come from the catalogue.
pub(crate) fn assets(
    model: &Model,
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
    let covers = extended_cover(model, contracts);
    let mut reader = Reader::new(rules, model.period.as_of);
    let mut verdicts = Vec::with_capacity(model.assets.len());
    let mut rows = Vec::new();
    for (place, held) in model.assets.iter().enumerate() {
        let mut judged = match by_asset.remove(&place) {
            Some(given) => given,
            None => reader.judge(&held.record, covers.get(&place).copied().unwrap_or_default()),
        };
        judged.sort_by(|a, b| (a.facet, rank(a.verdict), &a.release).cmp(&(b.facet, rank(b.verdict), &b.release)));
        verdicts.push(worst(judged.iter().map(|row| (row.verdict, row.unknown_reason))));
        for row in &mut judged {
            row.asset.clone_from(&held.record.id);
        }
        rows.extend(judged);
    }
    Judged { assets: verdicts, by_words: HashMap::new(), rows }
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

/// Reads product strings, each distinct question once.
struct Reader<'a> {
    rules: &'a Rules<'a>,
    as_of: Date,
    read: HashMap<String, Match>,
}

impl Reader<'_> {
    fn new<'a>(rules: &'a Rules<'a>, as_of: Date) -> Reader<'a> {
        Reader { rules, as_of, read: HashMap::new() }
    }

    fn matched(&mut self, found: &Found<'_>) -> &Match {
        // The question in full; two records that ask it get one answer.
        let question = format!("{found:?}");
        self.read.entry(question).or_insert_with(|| self.rules.catalogue.match_found(found))
    }

    fn judge(&mut self, asset: &Asset, cover: ExtendedCover) -> Vec<AssetVerdict> {
        // The latest day it may have been bought: nothing is called older than it must be.
        let latest = |when: &When| when.span().map(|span| span.latest);
        let facts = Facts {
            cover,
            age_from: latest(&asset.purchased_on).or_else(|| latest(&asset.installed_on)),
            ending_months: self.rules.legacy.ending_months,
            ..Facts::at(self.as_of)
        };
        let catalogue = self.rules.catalogue;
        let judged = Found::of_asset(asset).into_iter().map(|mut found| {
            // When it was last seen differs from record to record and matters to few: it is no part of what is asked here.
            found.last_seen = None;
            catalogue.judge(self.matched(&found), &facts).row(&asset.id)
        });
        judged.collect()
    }

    /// The verdict of one product and release that a text names beyond doubt.
    fn words(&mut self, words: &str) -> Option<Verdict> {
        let facts = Facts { ending_months: self.rules.legacy.ending_months, ..Facts::at(self.as_of) };
        let catalogue = self.rules.catalogue;
        let matched = self.matched(&Found::text(words));
        matched.cycle.as_ref()?;
        let verdict = catalogue.judge(matched, &facts).verdict;
        (verdict != Verdict::Unknown).then_some(verdict)
    }
}

/// Words by which contracts name support beyond the regular end: Microsoft's ESU, SUSE's LTSS, Red Hat's ELS, Ubuntu's ESM, and what
/// vendors in general call it. Ordinary maintenance is no such cover.
const EXTENDED_SUPPORT: &[&str] =
    &["esu", "ltss", "els", "esm", "extended support", "extended security", "extended life", "custom support"];

fn names_extended_support(title: &str) -> bool {
    let words: Vec<String> = title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let text = format!(" {} ", words.join(" "));
    EXTENDED_SUPPORT.iter().any(|words| text.contains(&format!(" {words} ")))
}

/// Assets whose extended support is bought: a contract in force on the audit date that names it covers them.
fn extended_cover(model: &Model, contracts: &[ContractFacts]) -> BTreeMap<usize, ExtendedCover> {
    let day = model.period.as_of;
    let mut covers = BTreeMap::new();
    for (held, facts) in model.contracts.iter().zip(contracts) {
        let title = held.record.title.as_deref().unwrap_or_default();
        if !facts.force.on(day) || !names_extended_support(title) {
            continue;
        }
        let until = facts.force.ends.then_some(facts.force.to);
        for row in facts.cover.iter().filter(|row| row.days.from <= day && day <= row.days.to) {
            if let Some(asset) = row.asset {
                covers.entry(asset).or_insert(ExtendedCover::Contract { until });
            }
        }
    }
    covers
}
