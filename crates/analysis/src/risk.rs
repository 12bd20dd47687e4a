//! Scores of the Legacy IT Risk Assessment Framework: what people answered, what records propose where nobody did, and the one
//! formula over both. Source: GOV.UK, Guidance on the Legacy IT Risk Assessment Framework, 29 September 2023.

mod formula;
mod incidents;
mod proposals;

pub(crate) use incidents::Incidents;

use crate::findings::Context;
use crate::verdicts::Read;
use audit::{Criterion, Proximity, RiskScore, SystemView};
use estate::tables::Litraf;
use formula::{Status, judge};
use lifecycle::Nearness;
use proposals::{Proposal, Proposals};
use std::collections::{BTreeMap, BTreeSet};

/// Rules by which scores are proposed, from `config/litraf.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RiskRules {
    /// Support or contract is over.
    pub over: i64,
    /// It ends within so many months → score, in rising months.
    pub within: Vec<(u32, i64)>,
    /// It ends later, or never.
    pub later: i64,
    /// Regular support is over and cover is bought: at least this.
    pub extended: i64,
    /// Past the life set for its kind.
    pub aged: i64,
    /// The measure that counts known vulnerabilities.
    pub vulnerabilities: String,
    /// Incidents of so many months count.
    pub recent_months: u32,
    /// An incident of at least `open_now_priority` is open.
    pub open_now: i64,
    /// The priority that counts as occurring now.
    pub open_now_priority: u8,
    /// Priority → score.
    pub priority: BTreeMap<u8, i64>,
    /// No incident.
    pub none: i64,
    /// At least so many other systems use the same applications → score, in falling numbers.
    pub shared: Vec<(u64, i64)>,
    /// No other system does.
    pub alone: i64,
}

/// The thirteen questions.
const QUESTIONS: [(&str, &str); 13] = [
    ("L1", "end of life or support"),
    ("L2", "expired vendor contract"),
    ("L3", "lack of knowledge and skills"),
    ("L4", "cannot meet the business need"),
    ("L5", "unsuitable physical environment"),
    ("L6", "known vulnerabilities"),
    ("L7", "recorded issues"),
    ("C1", "national security, health, safety, life"),
    ("C2", "reputation"),
    ("C3", "direct financial"),
    ("C4", "external stakeholders"),
    ("C5", "operational"),
    ("C6", "barrier to innovation"),
];

/// Every system, in the order of `systems`, each with what it rests on.
pub(crate) fn scores(
    context: &Context<'_>,
    systems: &[SystemView],
    rest_on: Vec<BTreeSet<usize>>,
    incidents: &Incidents,
    answers: Vec<Litraf>,
) -> Vec<RiskScore> {
    let answers: BTreeMap<String, Litraf> = answers.into_iter().map(|row| (row.asset.clone(), row)).collect();
    let of: Vec<Vec<usize>> = rest_on
        .into_iter()
        .map(|assets| assets.into_iter().filter(|asset| !context.model.retired_on_audit_date(*asset)).collect())
        .collect();
    let nearness = nearness(context);
    let proposals = Proposals::new(context, &of, incidents);
    let scored = systems.iter().zip(&of).enumerate();
    scored
        .map(|(place, (system, assets))| {
            score(system, answers.get(&system.system), &proposals.of(place, assets), proximity(&nearness, assets))
        })
        .collect()
}

fn score(system: &SystemView, answer: Option<&Litraf>, proposed: &[Proposal; 13], proximity: Proximity) -> RiskScore {
    let answered: Vec<Option<i64>> = match answer {
        Some(row) => row.likelihoods().into_iter().chain(row.impacts()).collect(),
        None => vec![None; QUESTIONS.len()],
    };
    let scores: Vec<Criterion> = QUESTIONS
        .iter()
        .zip(&answered)
        .zip(proposed)
        .map(|(((id, asks), answered), proposed)| Criterion {
            id: (*id).to_owned(),
            asks: (*asks).to_owned(),
            score: answered.or(proposed.score),
            by: match (answered, proposed.score) {
                (Some(_), _) => "assessor",
                (None, Some(_)) => "proposed",
                (None, None) => "none",
            }
            .to_owned(),
            proposed: proposed.score,
            evidence: proposed.evidence.clone(),
        })
        .collect();
    let values: Vec<Option<i64>> = scores.iter().map(|criterion| criterion.score).collect();
    let judged = judge(&values[..7], &values[7..]);
    RiskScore {
        system: system.system.clone(),
        name: system.name.clone(),
        organisation: system.organisation.clone(),
        unconfirmed: u64::try_from(scores.iter().filter(|criterion| criterion.by == "proposed").count()).unwrap_or(0),
        scores,
        likelihood: judged.likelihood,
        impact: judged.impact,
        overall: judged.overall,
        status: Status::word(judged.status).to_owned(),
        is_legacy: judged.is_legacy,
        assessor: answer.and_then(|row| row.assessor.clone()),
        assessed_on: answer.and_then(|row| row.assessed_on).map(|day| day.to_string()),
        has_plan: answer.and_then(|row| row.has_plan),
        plan_funded: answer.and_then(|row| row.plan_funded),
        target_on: answer.and_then(|row| row.target_on).map(|day| day.to_string()),
        cost_change_percent: answer.and_then(|row| row.cost_change_percent.as_ref()).map(ToString::to_string),
        notes: answer.and_then(|row| row.notes.clone()),
        proximity,
    }
}

/// How near the next milestone of each asset's facets is, by the asset's place.
fn nearness(context: &Context<'_>) -> Vec<Vec<Nearness>> {
    let as_of = context.model.period.as_of;
    let of = |read: &Read| context.rules.catalogue.nearness(&read.matched, as_of);
    (0..context.model.assets.len()).map(|asset| context.judged.read(asset).iter().map(of).collect()).collect()
}

fn proximity(nearness: &[Vec<Nearness>], assets: &[usize]) -> Proximity {
    let mut proximity = Proximity { highest: None, near: 0, all_passed: 0, no_data: 0 };
    for nearness in assets.iter().flat_map(|asset| &nearness[*asset]) {
        match nearness {
            Nearness::AllPassed => proximity.all_passed += 1,
            Nearness::NoData => proximity.no_data += 1,
            Nearness::In(..) => {
                let score = nearness.score();
                proximity.highest = proximity.highest.max(Some(score));
                proximity.near += u64::from(score > 0);
            }
        }
    }
    proximity
}
