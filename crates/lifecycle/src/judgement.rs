//! A verdict on one facet of an asset, what it rests on, and the verdict on the whole asset.

use crate::{Grade, Outcome};
use estate::tables::AssetVerdict;
use estate::{Date, Facet, Span, UnknownReason, Verdict};

/// Does the estate show that cover beyond regular support is bought? Ordinary maintenance is no such cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ExtendedCover {
    /// Nothing shows it.
    #[default]
    None,
    /// A flag on the record.
    Flag,
    /// A contract or licence line that names extended support.
    Contract {
        /// Its last day; none for an open end.
        until: Option<Date>,
    },
    /// A maintainer who is not the vendor.
    ThirdParty,
}

/// What is known of the asset beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts {
    /// The day to judge at. On the last day of support the asset is still supported.
    pub as_of: Date,
    /// Is cover beyond regular support bought?
    pub cover: ExtendedCover,
    /// The day from which its age counts: purchase, else installation; the latest day, where it is known in part.
    pub age_from: Option<Date>,
    /// Support that ends within so many months is `ending`.
    pub ending_months: u32,
    /// Hardware of its kind is meant to last so many years; for hardware that the catalogue does not know.
    pub kind_life: Option<u32>,
    /// For so many days after it was read a statement holds that no end is announced; none for ever. Dated statements never rot.
    pub undated_days: Option<u32>,
    /// The verdict on the operating system it runs on: what a distribution goes on patching follows that.
    pub host: Option<Verdict>,
}

impl Facts {
    /// A day and nothing else known; support that ends within 12 months is ending.
    pub fn at(as_of: Date) -> Facts {
        Facts {
            as_of,
            cover: ExtendedCover::None,
            age_from: None,
            kind_life: None,
            ending_months: 12,
            undated_days: Some(365),
            host: None,
        }
    }
}

/// A fact beside the verdict that a finding may be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remark {
    /// Cover is sold until this day, and none is bought.
    CoverSoldUntil(Date),
    /// Bought cover ends on this day, within the months asked for.
    CoverEnds(Date),
    /// Cover is bought, and what it covers ended on this day; none where the day is not known.
    CoverPastItsEnd(Option<Date>),
    /// Out of its makers' support, patched by the distribution it came with.
    DistributionPackage,
    /// A date from an unverified source was not used.
    DateSetAside,
    /// Sources date it differently, and the verdict depends on which one is right.
    DatesDisagree,
    /// The name and the version field name different releases.
    FieldsDiffer,
}

/// The verdict on one facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// What of the asset is judged.
    pub facet: Facet,
    /// The product, where it is known.
    pub product: Option<String>,
    /// The release: product and cycle with a space between.
    pub release: Option<String>,
    /// How the words were read.
    pub outcome: Outcome,
    /// The day regular support ended or ends, where it is known to the day.
    pub ended_on: Option<Date>,
    /// The day by which it had ended, where only a bound is known.
    pub ended_by: Option<Date>,
    /// The days between which it ends, where it is known in part.
    pub between: Option<Span>,
    /// Days since it ended.
    pub days_past: Option<i64>,
    /// How sure; none where nothing was recognised.
    pub grade: Option<Grade>,
    /// The rule that judged. Ids are stable.
    pub rule: String,
    /// Why the verdict is unknown; none where it is known.
    pub unknown_reason: Option<UnknownReason>,
    /// What it rests on, in one line.
    pub evidence: String,
    /// What else there is to know.
    pub remarks: Vec<Remark>,
}

impl Judgement {
    /// As a row of the table of verdicts.
    pub fn row(&self, asset: &str) -> AssetVerdict {
        AssetVerdict {
            asset: asset.to_owned(),
            facet: Some(self.facet),
            verdict: self.verdict,
            release: self.release.clone(),
            outcome: Some(self.outcome.word().to_owned()),
            ended_on: self.ended_on,
            days_past: self.days_past,
            grade: self.grade.map(|grade| grade.to_string()),
            rule: Some(self.rule.clone()),
            unknown_reason: self.unknown_reason,
            evidence: Some(self.evidence.clone()),
        }
    }
}

/// The verdict on an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssetJudgement<'a> {
    /// The worst known verdict of its facets; unknown only if none is known.
    pub verdict: Verdict,
    /// Why it is unknown: the first reason, in the order of [`UnknownReason`], that holds for a facet; no product, where there is
    /// no facet at all (rule L25).
    pub unknown_reason: Option<UnknownReason>,
    /// The facet it comes from.
    pub by: Option<&'a Judgement>,
}

/// The verdict on an asset of these facets, whatever their order.
pub fn worst<'a>(facets: impl IntoIterator<Item = &'a Judgement>) -> AssetJudgement<'a> {
    // Verdicts and reasons are declared worst first and first first; what they leave open is settled by the facet itself.
    let key = |judgement: &Judgement| (judgement.verdict, judgement.unknown_reason, judgement.grade, judgement.facet);
    let by = facets
        .into_iter()
        .min_by(|a, b| (key(a), &a.release, &a.rule, &a.evidence).cmp(&(key(b), &b.release, &b.rule, &b.evidence)));
    AssetJudgement {
        verdict: by.map_or(Verdict::Unknown, |judgement| judgement.verdict),
        unknown_reason: by.map_or(Some(UnknownReason::NoProduct), |judgement| judgement.unknown_reason),
        by,
    }
}
