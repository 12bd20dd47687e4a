//! Which assets have support bought beyond the regular end. Only what the estate shows counts: a contract or a right in force on the
//! audit date that names such support or comes from a third-party maintainer. Ordinary maintenance is no such cover.

use crate::ledger::ContractFacts;
use crate::model::Model;
use crate::rules::Rules;
use estate::tables::Entitlement;
use estate::{Date, Facet};
use lifecycle::{ExtendedCover, Found, Match};
use std::collections::BTreeMap;

/// What cover is for: a product that its words name, else software or machines by who gives it.
#[derive(Debug, Clone)]
enum For {
    Product { product: String, cycle: Option<String> },
    Software,
    Hardware,
}

#[derive(Debug, Clone)]
struct Bought {
    what: For,
    cover: ExtendedCover,
}

/// All extended cover that the estate shows.
pub(crate) struct ExtendedCovers {
    by_asset: BTreeMap<usize, Vec<Bought>>,
    /// Cover that names no asset holds for the body's assets of the product that its words name.
    by_body: BTreeMap<String, Vec<Bought>>,
}

impl ExtendedCovers {
    /// Looks through contracts and entitlements.
    pub(crate) fn new(model: &Model, contracts: &[ContractFacts], rules: &Rules<'_>) -> ExtendedCovers {
        let mut covers = ExtendedCovers { by_asset: BTreeMap::new(), by_body: BTreeMap::new() };
        let day = model.period.as_of;
        let legacy = &rules.legacy;
        let mut rights: BTreeMap<&str, Vec<&Entitlement>> = BTreeMap::new();
        for right in model.entitlements.iter().filter(|right| in_force(right, day)) {
            rights.entry(&right.contract).or_default().push(right);
        }
        for (held, facts) in model.contracts.iter().zip(contracts).filter(|(_, facts)| facts.force.on(day)) {
            let record = &held.record;
            let title = record.title.as_deref().unwrap_or_default();
            let ends = facts.force.ends.then_some(facts.force.to);
            let by = |known: &dyn Fn(&str) -> bool| known(&record.supplier) || known(&held.supplier);
            let third = |what: For| Bought { what, cover: ExtendedCover::ThirdParty };
            let mut bought: Vec<Bought> = Vec::new();
            if by(&|name| legacy.maintains_software(name)) {
                bought.push(third(For::Software));
            }
            if by(&|name| legacy.maintains_hardware(name)) {
                bought.push(third(For::Hardware));
            }
            if bought.is_empty() && names(rules, title) {
                let what = product(rules, title).unwrap_or(For::Software);
                bought.push(Bought { what, cover: ExtendedCover::Contract { until: ends } });
            }
            for right in
                rights.get(record.id.as_str()).into_iter().flatten().filter(|right| names(rules, &right.product))
            {
                let until = [right.to, ends].into_iter().flatten().min();
                let what = product(rules, &right.product).unwrap_or(For::Software);
                bought.push(Bought { what, cover: ExtendedCover::Contract { until } });
            }
            if bought.is_empty() {
                continue;
            }
            // What covers assets covers those on their days; only what has no row of cover at all is for a product in general.
            if facts.cover.is_empty() {
                let products = bought.into_iter().filter(|bought| matches!(bought.what, For::Product { .. }));
                covers.by_body.entry(record.organisation.clone()).or_default().extend(products);
                continue;
            }
            for row in facts.cover.iter().filter(|row| row.days.from <= day && day <= row.days.to) {
                if let Some(asset) = row.asset {
                    covers.by_asset.entry(asset).or_default().extend(bought.iter().cloned());
                }
            }
        }
        covers
    }

    /// What is bought for this asset's facet, read as `matched`.
    pub(crate) fn of(&self, asset: usize, organisation: &str, matched: &Match) -> ExtendedCover {
        let fits = |bought: &&Bought| match &bought.what {
            For::Product { product, cycle } => {
                matched.product.as_ref() == Some(product) && (cycle.is_none() || *cycle == matched.cycle)
            }
            For::Software => matched.facet != Facet::Hardware,
            For::Hardware => matched.facet == Facet::Hardware,
        };
        let own = self.by_asset.get(&asset).into_iter().flatten();
        let of_body = self.by_body.get(organisation).into_iter().flatten();
        own.chain(of_body).find(fits).map_or(ExtendedCover::None, |bought| bought.cover)
    }
}

fn in_force(right: &Entitlement, day: Date) -> bool {
    right.from.is_none_or(|from| from <= day) && right.to.is_none_or(|to| day <= to)
}

/// Do these words name support beyond the regular end?
pub(crate) fn names(rules: &Rules<'_>, words: &str) -> bool {
    rules.legacy.names_extended_support(words, |rest| rules.catalogue.match_found(&Found::text(rest)).product.is_some())
}

/// The product that words such as "Windows Server 2012 R2 Extended Security Updates, year 3" are about.
fn product(rules: &Rules<'_>, words: &str) -> Option<For> {
    let about = rules.legacy.without_extended_support(words);
    let matched = rules.catalogue.match_found(&Found::text(&about));
    Some(For::Product { product: matched.product?, cycle: matched.cycle })
}
