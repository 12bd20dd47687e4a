//! What findings about support share: assets in use of one body and release, with what of the run cost lands on them.

use super::{Context, Found, counted};
use crate::verdicts::Read;
use estate::Date;
use lifecycle::Judgement;
use std::collections::BTreeMap;

/// Assets in use of one body and one release.
pub(super) struct Alike<'a> {
    pub(super) organisation: &'a str,
    /// Product and release, or the product where only a bound on the release is known.
    pub(super) release: String,
    pub(super) assets: Vec<usize>,
    /// Run cost of the period that lands on them.
    pub(super) pence: i64,
    /// How the first of them is judged; all of them are alike in what makes the finding.
    pub(super) judged: &'a Judgement,
    /// The earliest day of those that the finding is about.
    pub(super) day: Option<Date>,
}

impl Alike<'_> {
    /// A finding about them.
    pub(super) fn found(&self, context: &Context<'_>, message: String) -> Found {
        let records = || self.assets.iter().map(|asset| &context.model.assets[*asset].record);
        // They have an owner together where all have the same.
        let first = records().next().and_then(|record| record.owner.clone());
        let owner = first.filter(|owner| records().all(|record| record.owner.as_ref() == Some(owner)));
        Found {
            subject: self.release.clone(),
            organisation: Some(self.organisation.to_owned()),
            owner,
            pence: Some(self.pence),
            due: self.day,
            message,
            evidence: records().map(|record| format!("assets:{}", record.id)).collect(),
        }
    }

    /// `3 assets of County Council`.
    pub(super) fn counted(&self, context: &Context<'_>) -> String {
        format!("{} of {}", counted(self.assets.len(), "asset"), context.body(self.organisation))
    }
}

/// Groups the facets of assets in use that `about` picks; it says on which day the finding is about them, if on any.
pub(super) fn in_use<'a>(context: &Context<'a>, about: impl Fn(&Read) -> Option<Option<Date>>) -> Vec<Alike<'a>> {
    let judged = context.judged;
    let mut groups: BTreeMap<(&'a str, String), Alike<'a>> = BTreeMap::new();
    for (asset, held) in context.model.assets.iter().enumerate() {
        if !held.in_use(context.model.period.as_of) {
            continue;
        }
        for read in judged.read(asset) {
            let Some(day) = about(read) else { continue };
            let Some(product) = read.judged.product.clone() else { continue };
            let release = read.judged.release.clone().unwrap_or(product);
            let key = (held.record.organisation.as_str(), release.clone());
            let alike = groups.entry(key).or_insert_with(|| Alike {
                organisation: &held.record.organisation,
                release,
                assets: Vec::new(),
                pence: 0,
                judged: &read.judged,
                day,
            });
            alike.assets.push(asset);
            alike.pence += context.asset_pence[asset];
            alike.day = [alike.day, day].into_iter().flatten().min();
        }
    }
    groups.into_values().collect()
}

/// When support ended, for a sentence.
pub(super) fn ended(judged: &Judgement) -> String {
    match (judged.ended_on, judged.days_past, judged.ended_by) {
        (Some(day), Some(days), _) => {
            format!("ended on {day}, {} ago", counted(usize::try_from(days).unwrap_or(0), "day"))
        }
        (Some(day), None, _) => format!("ended on {day}"),
        (None, _, Some(day)) => format!("ended by {day}"),
        (None, _, None) => match judged.between {
            Some(between) => format!("ended between {} and {}", between.earliest, between.latest),
            None => "has ended, nobody says when".to_owned(),
        },
    }
}
