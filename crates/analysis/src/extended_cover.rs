//! Which assets have support bought beyond the regular end. Only what the estate shows counts: a contract or a right in force on the
//! audit date that names such support or comes from a third-party maintainer. Ordinary maintenance is no such cover.

use crate::ledger::ContractFacts;
use crate::model::Model;
use crate::rules::Rules;
use estate::Date;
use estate::tables::Entitlement;
use lifecycle::{Catalogue, ExtendedCover, Found, Match};
use std::collections::BTreeMap;

/// Cover that names no asset holds for a body's assets of the product that its words name.
struct ByProduct {
    organisation: String,
    product: String,
    /// The release, where the words name one.
    cycle: Option<String>,
    cover: ExtendedCover,
}

/// All extended cover that the estate shows.
pub(crate) struct ExtendedCovers {
    by_asset: BTreeMap<usize, ExtendedCover>,
    by_product: Vec<ByProduct>,
}

impl ExtendedCovers {
    /// Looks through contracts and entitlements.
    pub(crate) fn new(model: &Model, contracts: &[ContractFacts], rules: &Rules<'_>) -> ExtendedCovers {
        let mut covers = ExtendedCovers { by_asset: BTreeMap::new(), by_product: Vec::new() };
        let day = model.period.as_of;
        let mut rights: BTreeMap<&str, Vec<&Entitlement>> = BTreeMap::new();
        for right in model.entitlements.iter().filter(|right| in_force(right, day)) {
            rights.entry(&right.contract).or_default().push(right);
        }
        for (held, facts) in model.contracts.iter().zip(contracts).filter(|(_, facts)| facts.force.on(day)) {
            let record = &held.record;
            let title = record.title.as_deref().unwrap_or_default();
            let ends = facts.force.ends.then_some(facts.force.to);
            let third_party = rules.legacy.is_third_party_maintainer(&record.supplier)
                || rules.legacy.is_third_party_maintainer(&held.supplier);
            let by_title = if third_party {
                Some(ExtendedCover::ThirdParty)
            } else {
                rules.legacy.names_extended_support(title).then_some(ExtendedCover::Contract { until: ends })
            };
            let named = by_title.map(|cover| (title, cover));
            let of_rights = rights.get(record.id.as_str()).into_iter().flatten();
            let of_rights =
                of_rights.filter(|right| rules.legacy.names_extended_support(&right.product)).map(|right| {
                    let until = [right.to, ends].into_iter().flatten().min();
                    (right.product.as_str(), ExtendedCover::Contract { until })
                });
            for (words, cover) in named.into_iter().chain(of_rights) {
                let assets = facts.cover.iter().filter(|row| row.days.from <= day && day <= row.days.to);
                let assets: Vec<usize> = assets.filter_map(|row| row.asset).collect();
                if assets.is_empty() {
                    covers.by_product.extend(by_product(rules, &record.organisation, words, cover));
                }
                for asset in assets {
                    covers.by_asset.entry(asset).or_insert(cover);
                }
            }
        }
        covers
    }

    /// What is bought for this asset, read as `matched`.
    pub(crate) fn of(&self, asset: usize, organisation: &str, matched: &Match) -> ExtendedCover {
        if let Some(cover) = self.by_asset.get(&asset) {
            return *cover;
        }
        let fits = |cover: &&ByProduct| {
            cover.organisation == organisation
                && matched.product.as_ref() == Some(&cover.product)
                && (cover.cycle.is_none() || cover.cycle == matched.cycle)
        };
        self.by_product.iter().find(fits).map_or(ExtendedCover::None, |cover| cover.cover)
    }
}

fn in_force(right: &Entitlement, day: Date) -> bool {
    right.from.is_none_or(|from| from <= day) && right.to.is_none_or(|to| day <= to)
}

/// The product that words such as "Windows Server 2012 R2 Extended Security Updates, year 3" are about.
fn by_product(rules: &Rules<'_>, organisation: &str, words: &str, cover: ExtendedCover) -> Option<ByProduct> {
    let about = rules.legacy.without_extended_support(words);
    let matched = read(rules.catalogue, &about)?;
    let product = matched.product?;
    Some(ByProduct { organisation: organisation.to_owned(), product, cycle: matched.cycle, cover })
}

fn read(catalogue: &Catalogue, words: &str) -> Option<Match> {
    let matched = catalogue.match_found(&Found::text(words));
    matched.product.is_some().then_some(matched)
}
