//! Scores that records can propose: L1 from support, L2 from contracts, L6 from a count of vulnerabilities, L7 from incidents, C6
//! from what other systems share. Everything else needs a person.

use super::{Incidents, RiskRules};
use crate::findings::{Context, counted};
use estate::{Date, Verdict, add_months};
use lifecycle::Judgement;
use renewals::State;
use std::collections::{BTreeMap, BTreeSet};

/// A score that records propose, and why; or what it would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposal {
    pub(super) score: Option<i64>,
    pub(super) evidence: String,
}

impl Proposal {
    fn of(score: i64, evidence: String) -> Proposal {
        Proposal { score: Some(score), evidence }
    }

    fn none(needs: &str) -> Proposal {
        Proposal { score: None, evidence: needs.to_owned() }
    }
}

/// What proposals are made from.
pub(super) struct Proposals<'a> {
    context: &'a Context<'a>,
    incidents: &'a Incidents,
    /// Asset → contracts that cover or covered it.
    contracts: BTreeMap<usize, Vec<usize>>,
    /// Application or service → systems that rest on it.
    users: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'a> Proposals<'a> {
    pub(super) fn new(context: &'a Context<'a>, systems: &[Vec<usize>], incidents: &'a Incidents) -> Proposals<'a> {
        let mut contracts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (contract, facts) in context.ledger.contracts.iter().enumerate() {
            for asset in facts.cover.iter().filter_map(|row| row.asset).collect::<BTreeSet<usize>>() {
                contracts.entry(asset).or_default().push(contract);
            }
        }
        let mut users: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (system, assets) in systems.iter().enumerate() {
            for asset in assets {
                let held = &context.model.assets[*asset];
                if held.is_application() || held.is_service() {
                    users.entry(*asset).or_default().insert(system);
                }
            }
        }
        Proposals { context, incidents, contracts, users }
    }

    /// The thirteen proposals of a system that rests on these assets.
    pub(super) fn of(&self, system: usize, assets: &[usize]) -> [Proposal; 13] {
        let person = || Proposal::none("needs a person");
        [
            self.support(assets),
            self.contract(assets),
            person(),
            person(),
            person(),
            self.vulnerabilities(assets),
            self.issues(assets),
            person(),
            person(),
            person(),
            person(),
            person(),
            self.shared(system, assets),
        ]
    }

    fn rules(&self) -> &RiskRules {
        &self.context.rules.risk
    }

    fn name(&self, asset: usize) -> &str {
        &self.context.model.assets[asset].record.name
    }

    fn by_months(&self, day: Date) -> i64 {
        let rules = self.rules();
        let as_of = self.context.model.period.as_of;
        let within = rules.within.iter().find(|(months, _)| day <= add_months(as_of, i64::from(*months)));
        within.map_or(rules.later, |(_, score)| *score)
    }

    /// L1: the worst of everything it rests on.
    fn support(&self, assets: &[usize]) -> Proposal {
        let rules = self.rules();
        let score = |judged: &Judgement| match judged.verdict {
            Verdict::Unsupported => Some(rules.over),
            Verdict::Aged => Some(rules.aged),
            Verdict::ExtendedPaid => Some(rules.extended),
            Verdict::Ending | Verdict::Supported => {
                let day = judged.ended_on.or_else(|| judged.between.map(|between| between.earliest));
                Some(day.map_or(rules.later, |day| self.by_months(day)))
            }
            Verdict::Unknown => None,
        };
        let judged = assets
            .iter()
            .flat_map(|asset| self.context.judged.read(*asset).iter().map(move |read| (*asset, &read.judged)));
        let worst = judged
            .filter_map(|(asset, judged)| Some((score(judged)?, asset, judged)))
            .max_by_key(|(score, asset, _)| (*score, std::cmp::Reverse(*asset)));
        let unknown = assets.iter().filter(|asset| self.context.judged.of_asset(**asset).0 == Verdict::Unknown).count();
        let beside =
            if unknown == 0 { String::new() } else { format!("; {} without a verdict", counted(unknown, "asset")) };
        match worst {
            Some((score, asset, judged)) => {
                let release = judged.release.as_deref().or(judged.product.as_deref()).unwrap_or("its product");
                Proposal::of(score, format!("{} on {release} is {}{beside}", self.name(asset), judged.verdict))
            }
            None => Proposal::none("nothing that it rests on has a verdict"),
        }
    }

    /// L2: the asset whose last contract is over or ends first, with nothing after it.
    fn contract(&self, assets: &[usize]) -> Proposal {
        let rules = self.rules();
        let mut worst: Option<(i64, String)> = None;
        for asset in assets {
            let Some(contracts) = self.contracts.get(asset) else { continue };
            let ends: Vec<(i64, String)> =
                contracts.iter().filter_map(|contract| self.contract_score(*contract)).collect();
            // The best of an asset's contracts counts: a successor takes over from one that is out.
            let best = ends.into_iter().min_by_key(|(score, _)| *score);
            if let Some((score, why)) = best
                && worst.as_ref().is_none_or(|(known, _)| score > *known)
            {
                worst = Some((score, format!("{}: {why}", self.name(*asset))));
            }
        }
        match worst {
            Some((score, why)) => Proposal::of(score.clamp(1, rules.over), why),
            None => Proposal::none("no contract that covers it has a known end"),
        }
    }

    fn contract_score(&self, contract: usize) -> Option<(i64, String)> {
        let rules = self.rules();
        let timeline = crate::timelines::of(self.context.dated, contract)?;
        let named = self.context.named(&self.context.model.contracts[contract]);
        let rolls = self.context.model.contracts[contract].record.renewal == Some(estate::Renewal::Automatic);
        Some(match timeline.state {
            State::Expired | State::Stopped => (rules.over, format!("{named} is over, and nothing came after it")),
            State::OpenEnded => (rules.later, format!("{named} has no end")),
            State::InForce | State::Rolled | State::NotYetStarted if rolls => {
                (rules.later, format!("{named} renews itself"))
            }
            State::InForce | State::Rolled | State::NotYetStarted => {
                let end = timeline.current_end?;
                (self.by_months(end), format!("{named} ends {end}"))
            }
            State::Unknown => return None,
        })
    }

    /// L6: a count of known vulnerabilities, where a scanner's measures are there.
    fn vulnerabilities(&self, assets: &[usize]) -> Proposal {
        let rules = self.rules();
        let counts = || assets.iter().filter_map(|asset| Some((*asset, *self.context.vulnerabilities.get(asset)?)));
        let known: usize = counts().count();
        if known == 0 {
            return Proposal::none("no measure `known-vulnerabilities` of what it rests on");
        }
        let total: u64 = counts().map(|(_, count)| count).sum();
        let of = format!("{} of {} scanned", counted(known, "asset"), assets.len());
        match total {
            0 => Proposal::of(1, format!("no known vulnerability; {of}")),
            1 => Proposal::of(rules.over, format!("1 known vulnerability; {of}")),
            total => Proposal::of(rules.over, format!("{total} known vulnerabilities; {of}")),
        }
    }

    /// L7: the most urgent incident, now or in the months before.
    fn issues(&self, assets: &[usize]) -> Proposal {
        let rules = self.rules();
        if !self.incidents.known {
            return Proposal::none("no incident of the estate names an asset");
        }
        let recorded = self.incidents.of(assets);
        let months = rules.recent_months;
        if let Some(urgency) = recorded.open.filter(|urgency| *urgency <= rules.open_now_priority) {
            return Proposal::of(rules.open_now, format!("an incident of priority {urgency} is open"));
        }
        match recorded.recent.and_then(|urgency| Some((urgency, *rules.priority.get(&urgency)?))) {
            Some((urgency, score)) => {
                let incidents = format!("{} in {months} months", recorded.count);
                Proposal::of(score, format!("{incidents}, the most urgent of priority {urgency}"))
            }
            None if recorded.count == 0 => Proposal::of(rules.none, format!("no incident in {months} months")),
            None => Proposal::none("its incidents state no priority"),
        }
    }

    /// C6: other systems that use the same applications and services.
    fn shared(&self, system: usize, assets: &[usize]) -> Proposal {
        let rules = self.rules();
        let mut others: BTreeSet<usize> =
            assets.iter().filter_map(|asset| self.users.get(asset)).flatten().copied().collect();
        others.remove(&system);
        let count = u64::try_from(others.len()).unwrap_or(u64::MAX);
        let score = rules.shared.iter().find(|(least, _)| count >= *least).map_or(rules.alone, |(_, score)| *score);
        Proposal::of(score, format!("{} use the same applications", counted(others.len(), "other system")))
    }
}
