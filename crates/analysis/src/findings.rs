//! Findings: facts that somebody should act on. One file a code: its constant and its function, listed in [`REGISTRY`].

mod auto_renews;
mod bill_does_not_add_up;
mod clause_unverified;
mod consent_needed;
mod cover_ends;
mod cover_past_its_end;
mod dangling_reference;
mod dates_disagree;
mod decision_due;
mod distribution_package;
mod duplicate_cover;
mod ending_soon;
mod evergreen_without_review;
mod expired_still_paid;
mod extended_support_unpaid;
mod extension_beyond_term_cap;
mod incomplete_prices;
mod joint_supplier;
mod modification_over_10_percent;
mod no_computable_date;
mod no_exchange_rate;
mod notice_missed;
mod over_entitled;
mod own_costs_disagree;
mod paid_for_retired;
mod price_above_peers;
mod price_differs;
mod relation_cycle;
mod renews_on_legacy;
mod renews_on_retired;
mod same_supplier_many_bodies;
mod source_without_money;
mod stale_catalogue;
mod support;
mod too_late_to_tender;
mod uncovered_live_asset;
mod under_entitled;
mod unjudged;
mod unknown_product;
mod unknown_relation;
mod unmatched_beside_contract;
mod unsupported_in_use;
mod unused_commitment;

pub(crate) use unjudged::unjudged;

use crate::entitled::Right;
use crate::graph::Graph;
use crate::ledger::Ledger;
use crate::model::{HeldContract, Model};
use crate::past_support::PastSupport;
use crate::payments::PaymentFacts;
use crate::rules::Rules;
use crate::shares::Shares;
use crate::timelines::Dated;
use crate::verdicts::Judged;
use audit::{Finding, Joint};
use estate::{Amount, Currency, Date, Scope, Table};
use std::collections::BTreeMap;

/// What one finding's constant says of it.
pub(crate) struct Kind {
    /// Which finding.
    pub(crate) code: &'static str,
    /// For whom: cio, procurement, it.
    pub(crate) reader: &'static str,
    /// What its amount is.
    pub(crate) amount_means: &'static str,
}

/// Everything a finding may look at.
pub(crate) struct Context<'a> {
    pub(crate) model: &'a Model,
    pub(crate) rules: &'a Rules<'a>,
    pub(crate) ledger: &'a Ledger<'a>,
    pub(crate) paid: &'a PaymentFacts,
    pub(crate) judged: &'a Judged,
    pub(crate) dated: &'a [Dated],
    pub(crate) graph: &'a Graph,
    pub(crate) shares: &'a Shares,
    /// Known vulnerabilities, by the asset's place.
    pub(crate) vulnerabilities: &'a BTreeMap<usize, u64>,
    /// Contracts that renew themselves past the end of support of what they cover.
    pub(crate) past_support: &'a [PastSupport],
    /// Rights bought, with what is deployed.
    pub(crate) rights: &'a [Right],
    /// What several bodies buy of one thing.
    pub(crate) joint: &'a [Joint],
    /// Run cost of the period that lands on each asset, by the asset's place.
    pub(crate) asset_pence: &'a [i64],
    /// Places of the cost lines of each contract's own amount, by the contract's place.
    pub(crate) contract_lines: &'a [Vec<usize>],
}

/// The lines of each contract's own amount.
pub(crate) fn contract_lines(ledger: &Ledger<'_>) -> Vec<Vec<usize>> {
    let mut lines = vec![Vec::new(); ledger.model.contracts.len()];
    for (place, line) in ledger.lines.iter().enumerate() {
        let origin = &ledger.origins[line.origin];
        if let Some(contract) = ledger.model.contract(&origin.id).filter(|_| origin.table == Table::Contracts) {
            lines[contract].push(place);
        }
    }
    lines
}

/// A finding before its kind is added.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) subject: String,
    pub(crate) organisation: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) pence: Option<i64>,
    pub(crate) due: Option<Date>,
    pub(crate) message: String,
    pub(crate) evidence: Vec<String>,
}

impl Found {
    /// A finding about a contract.
    pub(crate) fn about(held: &HeldContract) -> Found {
        Found {
            subject: held.record.id.clone(),
            organisation: Some(held.record.organisation.clone()),
            owner: held.record.owner.clone(),
            evidence: vec![format!("contracts:{}", held.record.id)],
            ..Found::default()
        }
    }
}

type Find = fn(&Context<'_>) -> Vec<Found>;

/// Every finding there is.
const REGISTRY: &[(Kind, Find)] = &[
    (auto_renews::KIND, auto_renews::find),
    (bill_does_not_add_up::KIND, bill_does_not_add_up::find),
    (clause_unverified::KIND, clause_unverified::find),
    (consent_needed::KIND, consent_needed::find),
    (cover_ends::KIND, cover_ends::find),
    (cover_past_its_end::KIND, cover_past_its_end::find),
    (dangling_reference::KIND, dangling_reference::find),
    (dates_disagree::KIND, dates_disagree::find),
    (decision_due::KIND, decision_due::find),
    (distribution_package::KIND, distribution_package::find),
    (duplicate_cover::KIND, duplicate_cover::find),
    (ending_soon::KIND, ending_soon::find),
    (evergreen_without_review::KIND, evergreen_without_review::find),
    (expired_still_paid::KIND, expired_still_paid::find),
    (extended_support_unpaid::KIND, extended_support_unpaid::find),
    (extension_beyond_term_cap::KIND, extension_beyond_term_cap::find),
    (incomplete_prices::KIND, incomplete_prices::find),
    (joint_supplier::KIND, joint_supplier::find),
    (modification_over_10_percent::KIND, modification_over_10_percent::find),
    (no_computable_date::KIND, no_computable_date::find),
    (no_exchange_rate::KIND, no_exchange_rate::find),
    (notice_missed::KIND, notice_missed::find),
    (over_entitled::KIND, over_entitled::find),
    (own_costs_disagree::KIND, own_costs_disagree::find),
    (paid_for_retired::KIND, paid_for_retired::find),
    (price_above_peers::KIND, price_above_peers::find),
    (price_differs::KIND, price_differs::find),
    (relation_cycle::KIND, relation_cycle::find),
    (renews_on_legacy::KIND, renews_on_legacy::find),
    (renews_on_retired::KIND, renews_on_retired::find),
    (same_supplier_many_bodies::KIND, same_supplier_many_bodies::find),
    (source_without_money::KIND, source_without_money::find),
    (stale_catalogue::KIND, stale_catalogue::find),
    (too_late_to_tender::KIND, too_late_to_tender::find),
    (uncovered_live_asset::KIND, uncovered_live_asset::find),
    (under_entitled::KIND, under_entitled::find),
    (unknown_product::KIND, unknown_product::find),
    (unknown_relation::KIND, unknown_relation::find),
    (unmatched_beside_contract::KIND, unmatched_beside_contract::find),
    (unsupported_in_use::KIND, unsupported_in_use::find),
    (unused_commitment::KIND, unused_commitment::find),
];

/// All findings, by code; within one the earliest date, then the most pounds, first.
pub(crate) fn findings(context: &Context<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for (kind, find) in REGISTRY {
        let mut found = find(context);
        found.sort_by(|a, b| {
            let key = |found: &Found| (found.due.unwrap_or(Date::MAX), -i128::from(found.pence.unwrap_or(i64::MIN)));
            key(a).cmp(&key(b)).then_with(|| a.subject.cmp(&b.subject))
        });
        all.extend(found.into_iter().map(|found| Finding {
            code: kind.code.to_owned(),
            reader: kind.reader.to_owned(),
            subject: found.subject,
            organisation: found.organisation,
            owner: found.owner,
            amount_pence: found.pence,
            amount_means: kind.amount_means.to_owned(),
            due_on: found.due.map(|day| day.to_string()),
            message: found.message,
            evidence: found.evidence,
            waived: Vec::new(),
        }));
    }
    all
}

impl Context<'_> {
    /// Contracts for ICT with their timelines, those stopped or expired left out.
    pub(crate) fn going_on(&self) -> impl Iterator<Item = (&HeldContract, &Dated)> {
        self.dated.iter().filter_map(|dated| {
            let facts = &self.ledger.contracts[dated.contract];
            let stopped = matches!(dated.timeline.state, renewals::State::Stopped | renewals::State::Expired);
            let held = &self.model.contracts[dated.contract];
            (facts.scope == Scope::Ict && !stopped && !held.is_parent).then_some((held, dated))
        })
    }

    /// Those of them on which there is a decision to take: no ceiling that others call off from.
    pub(crate) fn deciding_or_once(&self) -> impl Iterator<Item = (&HeldContract, &Dated)> {
        self.going_on().filter(|(_, dated)| !self.ledger.contracts[dated.contract].framework)
    }

    /// Those of them that are no purchase made once.
    pub(crate) fn deciding(&self) -> impl Iterator<Item = (&HeldContract, &Dated)> {
        self.deciding_or_once().filter(|(_, dated)| !self.ledger.contracts[dated.contract].one_off)
    }

    /// The last day to act on the contract at this place, where it is known.
    pub(crate) fn act_by(&self, contract: usize) -> Option<Date> {
        crate::timelines::of(self.dated, contract).and_then(|timeline| timeline.act_on.or(timeline.decide_by))
    }

    /// Pence for a sentence: `£12000.50`, `EUR 12000.50`.
    pub(crate) fn money(&self, pence: i64) -> String {
        let currency = self.rules.currency;
        if currency == Currency::GBP { format!("£{}", Amount(pence)) } else { format!("{currency} {}", Amount(pence)) }
    }

    /// A body's name, or its id.
    pub(crate) fn body<'b>(&'b self, id: &'b str) -> &'b str {
        self.model.organisations.get(id).map_or(id, |body| body.name.as_str())
    }

    /// Contracts that renew themselves and cover assets of interest: a finding each, with what of their cost lands there.
    pub(crate) fn renewing_over(
        &self,
        of_interest: impl Fn(usize) -> bool,
        sentence: impl Fn(&str, usize) -> String,
    ) -> Vec<Found> {
        let automatic = self.going_on().filter(|(held, _)| held.record.renewal == Some(estate::Renewal::Automatic));
        let mut found = Vec::new();
        for (held, dated) in automatic {
            let (pence, assets) = self.landed(dated.contract, &of_interest);
            if assets.is_empty() {
                continue;
            }
            let mut about = Found::about(held);
            about.evidence.extend(assets.iter().map(|asset| format!("assets:{}", self.model.assets[*asset].record.id)));
            about.pence = Some(pence);
            about.due = dated.timeline.act_on.or(dated.timeline.decide_by);
            about.message = sentence(&self.named(held), assets.len());
            found.push(about);
        }
        found
    }

    /// A contract's title and supplier, for a sentence.
    pub(crate) fn named(&self, held: &HeldContract) -> String {
        let title = held.record.title.as_deref().unwrap_or(&held.record.id);
        format!("{title} ({})", self.model.suppliers.name(&held.supplier).unwrap_or(&held.supplier))
    }

    /// Pence of a contract's lines that are of interest, and the assets they landed on.
    pub(crate) fn landed(&self, contract: usize, of_interest: impl Fn(usize) -> bool) -> (i64, Vec<usize>) {
        let facts = &self.ledger.contracts[contract];
        let day = self.model.period.as_of;
        let live = facts.cover.iter().filter(|row| row.days.from <= day && day <= row.days.to);
        let mut assets: Vec<usize> = live.filter_map(|row| row.asset).filter(|asset| of_interest(*asset)).collect();
        assets.sort_unstable();
        assets.dedup();
        let lines = self.contract_lines[contract].iter().map(|place| &self.ledger.lines[*place]);
        let pence = lines.filter(|line| line.asset.is_some_and(&of_interest)).map(|line| line.pence).sum();
        (pence, assets)
    }
}

/// `1 asset`, `2 assets`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
