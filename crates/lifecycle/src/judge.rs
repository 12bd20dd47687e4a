//! From a reading and dates to a verdict.
//!
//! Regular support ends at `eol` (or at `eoes`, where fixes stay free until then), never at `eoas` and never at the end of sale.
//! After it, cover that the estate shows to be bought makes a release `extended-paid` until that cover's own end. Without a date
//! hardware is `aged` past its life; nothing else ever is. Where several releases are possible the verdict is the one they share.

use crate::milestone::Standing;
use crate::product::{Category, Product, Release};
use crate::{
    Candidate, Catalogue, End, Extended, ExtendedCover, Facts, Fixes, Grade, Judgement, Match, Milestone, Monotone,
    Outcome, Remark,
};
use estate::{Date, Facet, Span, UnknownReason, Verdict, add_months, days_between};
use std::collections::BTreeSet;

impl Catalogue {
    /// Judges what was read. A later day never makes an asset younger.
    pub fn judge(&self, matched: &Match, facts: &Facts) -> Judgement {
        let product = matched.product.as_deref().and_then(|id| self.product(id));
        let mut judgement = match (matched.outcome, product) {
            (Outcome::Matched, Some(product)) => {
                match matched.cycle.as_deref().and_then(|cycle| product.release(cycle)) {
                    Some(release) => judge_release(product, release, facts),
                    None => unknown(UnknownReason::ReleaseUncertain, "verdict.release-uncertain"),
                }
            }
            (Outcome::OlderThanOldest, Some(product)) => {
                let bound = matched.bound.as_deref().and_then(|cycle| product.release(cycle));
                judge_older(product, bound, facts)
            }
            (Outcome::NewerThanNewest, Some(product)) => without_date(product, None, facts),
            (Outcome::ProductOnly | Outcome::Ambiguous, _) => self.judge_candidates(&matched.candidates, facts),
            (Outcome::VendorOnly, _) => unknown(UnknownReason::NoProduct, "verdict.vendor-only"),
            (Outcome::Denied, _) => unknown(UnknownReason::NotInCatalogue, "verdict.denied"),
            _ => unknown(UnknownReason::NotInCatalogue, "verdict.not-found"),
        };
        if let Some(aged) = aged_by_kind(matched, &judgement, facts) {
            return aged;
        }
        let reading = matched.grade.unwrap_or(Grade::D);
        let recognised = matched.grade.is_some();
        judgement.grade = recognised.then(|| judgement.grade.map_or(reading, |date| date.max(reading)));
        if judgement.grade == Some(Grade::D) && judgement.verdict != Verdict::Unknown {
            judgement.verdict = Verdict::Unknown;
            judgement.unknown_reason = Some(UnknownReason::ReleaseUncertain);
            "verdict.guessed".clone_into(&mut judgement.rule);
        }
        judgement.facet = matched.facet;
        judgement.outcome = matched.outcome;
        judgement.product.clone_from(&matched.product);
        let named = matched.product.as_ref().zip(matched.cycle.as_ref());
        judgement.release = named.map(|(product, cycle)| format!("{product} {cycle}"));
        if matched.evidence.iter().any(|proof| proof.proves.starts_with("contradicts")) {
            judgement.remarks.push(Remark::FieldsDiffer);
        }
        judgement.evidence = format!("{}{}", read_as(matched), judgement.evidence);
        judgement
    }

    /// Several releases are possible: the verdict that all of them share, at grade C; else unknown.
    fn judge_candidates(&self, candidates: &[Candidate], facts: &Facts) -> Judgement {
        let mut all: Vec<Judgement> = Vec::new();
        for candidate in candidates {
            let Some(product) = self.product(&candidate.product) else { continue };
            let releases = candidate.cycles.iter().filter_map(|cycle| product.release(cycle));
            all.extend(releases.map(|release| judge_release(product, release, facts)));
            // A list that is not known to be whole says nothing of what it leaves out.
            let whole = product.complete && all_older_are_bounded(product);
            if !candidate.by_version && !whole {
                all.push(without_date(product, None, facts));
            }
            if candidate.cycles.is_empty() {
                all.push(without_date(product, None, facts));
            }
        }
        let Some(first) = all.first() else {
            return unknown(UnknownReason::ReleaseUncertain, "verdict.release-uncertain");
        };
        if all.iter().any(|judgement| judgement.verdict != first.verdict) {
            return unknown(UnknownReason::ReleaseUncertain, "verdict.release-uncertain");
        }
        if first.verdict == Verdict::Unknown {
            let reason = all.iter().filter_map(|judgement| judgement.unknown_reason).min();
            return unknown(reason.unwrap_or(UnknownReason::ReleaseUncertain), "verdict.release-uncertain");
        }
        let same_day = all.iter().all(|judgement| judgement.ended_on == first.ended_on);
        let latest = |judgement: &Judgement| judgement.ended_on.or(judgement.ended_by);
        let passed = first.verdict == Verdict::Unsupported || first.verdict == Verdict::ExtendedPaid;
        let ended_by = if passed { all.iter().map(latest).collect::<Option<Vec<Date>>>() } else { None };
        let mut judgement = first.clone();
        judgement.remarks.retain(|remark| all.iter().all(|other| other.remarks.contains(remark)));
        judgement.grade = Some(Grade::C);
        if all.len() > 1 {
            "verdict.all-candidates-agree".clone_into(&mut judgement.rule);
            judgement.evidence = format!("every release it may be is {}", first.verdict);
        }
        if !same_day {
            judgement.ended_on = None;
            judgement.days_past = None;
            judgement.between = None;
            judgement.ended_by = ended_by.and_then(|days| days.into_iter().max());
        }
        judgement
    }
}

/// Would every release older than the listed ones have ended with the oldest of them?
fn all_older_are_bounded(product: &Product) -> bool {
    product.monotone == Monotone::Product || product.releases.iter().all(|release| release.eol.is_some())
}

/// Judges a release. Where another source dates it so that the verdict would differ, the verdict is only probable.
fn judge_release(product: &Product, release: &Release, facts: &Facts) -> Judgement {
    let mut judgement = judge_dates(product, release, facts);
    let mut told = BTreeSet::new();
    for disputed in release.disputed.iter().filter(|disputed| disputed.other.backing.verified()) {
        let verdict = judge_dates(product, &release.with(disputed), facts).verdict;
        if verdict != judgement.verdict && told.insert((disputed.key, verdict)) {
            judgement.grade = judgement.grade.map(|grade| grade.max(Grade::C));
            let what =
                format!("{} would be {} ({}): {verdict}", disputed.key, sourced(&disputed.other), disputed.other.layer);
            also(&mut judgement, &what);
            if !judgement.remarks.contains(&Remark::DatesDisagree) {
                judgement.remarks.push(Remark::DatesDisagree);
            }
        }
    }
    judgement
}

fn judge_dates(product: &Product, release: &Release, facts: &Facts) -> Judgement {
    if product.fixes == Fixes::Host
        && let Some(judgement) = by_host(product, facts)
    {
        return judgement;
    }
    let Some(regular) = release.regular_end(product.extended) else {
        return match product.bound_above(&release.version, release.sp) {
            Some(bound) => judge_older(product, Some(bound), facts),
            None => without_date(product, Some(release), facts),
        };
    };
    let age = days_between(regular.read_on, facts.as_of);
    if regular.end == End::NotAnnounced && facts.undated_days.is_some_and(|days| age > i64::from(days)) {
        let mut judgement = unknown(UnknownReason::NoDate, "verdict.statement-too-old");
        judgement.evidence = format!("that no end was announced was read on {}, {age} days before", regular.read_on);
        return judgement;
    }
    match regular.standing(facts.as_of, facts.ending_months) {
        Standing::Passed => after_the_end(product, release, regular, facts),
        Standing::Near => dated(Verdict::Ending, "verdict.ending", "ends", regular, facts),
        Standing::Far if regular.end == End::NotAnnounced => {
            dated(Verdict::Supported, "verdict.no-end-announced", "has no announced end", regular, facts)
        }
        Standing::Far => dated(Verdict::Supported, "verdict.supported", "ends", regular, facts),
        Standing::Unclear => match product.bound_above(&release.version, release.sp) {
            Some(bound) => judge_older(product, Some(bound), facts),
            None => unknown(UnknownReason::NoDate, "verdict.no-date"),
        },
    }
}

/// A component ends with what it runs on: its verdict is its host's. Where no host is known, its own dates say when it ended at the
/// latest.
fn by_host(product: &Product, facts: &Facts) -> Option<Judgement> {
    let host = facts.host.filter(|host| *host != Verdict::Unknown)?;
    let mut judgement = empty(host, "verdict.ends-with-host");
    judgement.grade = Some(Grade::C);
    judgement.evidence =
        format!("{} is a component and ends with the operating system it runs on: {host}", product.name);
    Some(judgement)
}

/// Regular support is over: is cover bought, and does it still hold?
fn after_the_end(product: &Product, release: &Release, regular: &Milestone, facts: &Facts) -> Judgement {
    let mut judgement = dated(Verdict::Unsupported, "verdict.regular-end-passed", "ended", regular, facts);
    judgement.days_past = judgement.ended_on.map(|day| days_between(day, facts.as_of));
    if judgement.ended_on.is_none() && judgement.between.is_none() && regular.end != End::Passed {
        judgement.ended_by = regular.latest();
    }
    let cover_end = release.cover_end(product.extended);
    cover(&mut judgement, product, cover_end, facts);
    if judgement.verdict == Verdict::Unsupported
        && product.fixes == Fixes::Distribution
        && let Some(host @ (Verdict::Supported | Verdict::Ending | Verdict::ExtendedPaid)) = facts.host
    {
        judgement.verdict = host;
        "verdict.patched-by-host".clone_into(&mut judgement.rule);
        judgement.grade = Some(Grade::C);
        judgement.remarks.push(Remark::DistributionPackage);
        also(&mut judgement, "its distribution goes on patching it");
    }
    judgement
}

/// What bought cover makes of a release that is out of regular support.
fn cover(judgement: &mut Judgement, product: &Product, cover_end: Option<&Milestone>, facts: &Facts) {
    let sold_until = cover_end.and_then(Milestone::latest);
    let passed = cover_end.is_some_and(|end| end.standing(facts.as_of, facts.ending_months) == Standing::Passed);
    let (in_force, until) = match facts.cover {
        ExtendedCover::None => (false, None),
        ExtendedCover::Flag | ExtendedCover::ThirdParty => (true, None),
        ExtendedCover::Contract { until } => (until.is_none_or(|until| facts.as_of <= until), until),
    };
    let name = product.extended_name.as_deref().unwrap_or("extended support");
    if !in_force {
        if let Some(end) = cover_end.filter(|_| !passed) {
            judgement.remarks.extend(end.day().map(Remark::CoverSoldUntil));
            also(judgement, &format!("{name} is sold to {end}"));
        }
        return;
    }
    let third_party = facts.cover == ExtendedCover::ThirdParty || product.extended == Extended::ThirdParty;
    if passed && !third_party {
        "verdict.cover-past-its-end".clone_into(&mut judgement.rule);
        judgement.remarks.push(Remark::CoverPastItsEnd(cover_end.and_then(Milestone::day)));
        if let Some(end) = cover_end {
            judgement.grade = judgement.grade.max(Some(end.grade(facts.as_of)));
            also(judgement, &format!("{name} is bought and ended {end}"));
        }
        return;
    }
    judgement.verdict = Verdict::ExtendedPaid;
    "verdict.extended-paid".clone_into(&mut judgement.rule);
    also(judgement, "cover beyond it is bought");
    match cover_end.filter(|_| !third_party) {
        Some(end) => {
            judgement.grade = judgement.grade.max(Some(end.grade(facts.as_of)));
            also(judgement, &format!("{name} ends {end}"));
        }
        // Nobody says until when that cover can be had.
        None => judgement.grade = judgement.grade.max(Some(Grade::C)),
    }
    let sold_until = sold_until.filter(|_| !third_party && cover_end.is_some_and(|end| end.end != End::Passed));
    let ends = [until, sold_until].into_iter().flatten().min();
    let soon = add_months(facts.as_of, i64::from(facts.ending_months));
    judgement.remarks.extend(ends.filter(|day| *day <= soon).map(Remark::CoverEnds));
}

/// A release that is not listed, or not dated, and no newer than `bound`.
fn judge_older(product: &Product, bound: Option<&Release>, facts: &Facts) -> Judgement {
    let bounded = bound.and_then(|bound| Some((bound, bound.regular_end(product.extended)?)));
    let Some((bound, end)) = bounded else { return without_date(product, None, facts) };
    if end.standing(facts.as_of, facts.ending_months) != Standing::Passed {
        return unknown(UnknownReason::NoDate, "verdict.bound-not-passed");
    }
    let mut judgement = empty(Verdict::Unsupported, "verdict.bound-by-newer");
    judgement.grade = Some(Grade::C);
    judgement.ended_by = end.latest();
    judgement.evidence =
        format!("support ended no later than that of {} {}, {}", product.id, bound.cycle, sourced(end));
    cover(&mut judgement, product, bound.cover_end(product.extended), facts);
    judgement
}

/// No date: hardware past its life is aged; all else is unknown.
fn without_date(product: &Product, release: Option<&Release>, facts: &Facts) -> Judgement {
    let set_aside = release.is_some_and(|release| release.unverified_end().is_some());
    let mut judgement = match aged(product, release, facts) {
        Some(judgement) => judgement,
        None => unknown(UnknownReason::NoDate, "verdict.no-date"),
    };
    if set_aside {
        judgement.remarks.push(Remark::DateSetAside);
        if let Some(end) = release.and_then(Release::unverified_end) {
            also(&mut judgement, &format!("set aside: {} ({})", sourced(end), end.backing.word()));
        }
    }
    judgement
}

fn aged(product: &Product, release: Option<&Release>, facts: &Facts) -> Option<Judgement> {
    let life = product.life.as_ref().filter(|_| product.category == Category::Hardware)?;
    // What is no longer sold is at least so old. When it came out says nothing about when this one was bought.
    let end_of_sale = release.and_then(|release| release.discontinued.as_ref()).filter(|end| end.backing.verified());
    let (from, grade, words) = match (facts.age_from, end_of_sale.and_then(Milestone::latest)) {
        (Some(from), _) => (from, Grade::B, "in use since"),
        (None, Some(sold)) => (sold, Grade::C, "no longer sold since"),
        (None, None) => return None,
    };
    let over = add_months(from, i64::from(life.years).saturating_mul(12));
    if over >= facts.as_of {
        return None;
    }
    let mut judgement = empty(Verdict::Aged, "verdict.aged");
    judgement.grade = Some(grade);
    judgement.evidence = format!("no support date known; {words} {from}, life {} years ({})", life.years, life.source);
    Some(judgement)
}

/// Hardware that the catalogue does not know is aged by the life of its kind. What is no thing of its own, or two, has no age.
fn aged_by_kind(matched: &Match, judgement: &Judgement, facts: &Facts) -> Option<Judgement> {
    let unknown_model = matched.facet == Facet::Hardware
        && judgement.verdict == Verdict::Unknown
        && matches!(matched.outcome, Outcome::NotFound | Outcome::VendorOnly);
    let (years, from) = facts.kind_life.zip(facts.age_from).filter(|_| unknown_model)?;
    if add_months(from, i64::from(years).saturating_mul(12)) >= facts.as_of {
        return None;
    }
    let mut judgement = empty(Verdict::Aged, "verdict.aged-by-kind");
    judgement.facet = Facet::Hardware;
    judgement.outcome = matched.outcome;
    judgement.grade = Some(Grade::C);
    judgement.evidence =
        format!("`{}` is not in the catalogue; in use since {from}, life of its kind {years} years", matched.raw);
    Some(judgement)
}

fn dated(verdict: Verdict, rule: &str, verb: &str, end: &Milestone, facts: &Facts) -> Judgement {
    let mut judgement = empty(verdict, rule);
    judgement.grade = Some(end.grade(facts.as_of));
    judgement.ended_on = end.day();
    if let End::Between { earliest: Some(earliest), latest: Some(latest), .. } = end.end {
        judgement.between = Some(Span { earliest, latest });
    }
    judgement.evidence = format!("regular support {verb} {}", sourced(end));
    judgement
}

fn unknown(reason: UnknownReason, rule: &str) -> Judgement {
    let mut judgement = empty(Verdict::Unknown, rule);
    judgement.unknown_reason = Some(reason);
    let words = match reason {
        UnknownReason::NoDate => "no date of its support is known",
        UnknownReason::ReleaseUncertain => "which release it is cannot be told, and the releases it may be differ",
        UnknownReason::NotInCatalogue => "the catalogue does not list it",
        UnknownReason::NoProduct | UnknownReason::NoAsset => "no product is named",
    };
    words.clone_into(&mut judgement.evidence);
    judgement
}

fn empty(verdict: Verdict, rule: &str) -> Judgement {
    Judgement {
        verdict,
        facet: Facet::Product,
        product: None,
        release: None,
        outcome: Outcome::NotFound,
        ended_on: None,
        ended_by: None,
        between: None,
        days_past: None,
        grade: None,
        rule: rule.to_owned(),
        unknown_reason: None,
        evidence: String::new(),
        remarks: Vec::new(),
    }
}

/// More of what it rests on.
fn also(judgement: &mut Judgement, words: &str) {
    judgement.evidence.extend(["; ", words]);
}

/// When, and who says so.
fn sourced(end: &Milestone) -> String {
    format!("{end} ({}, read {})", end.source, end.read_on)
}

/// How the words were read, for the beginning of the evidence.
fn read_as(matched: &Match) -> String {
    let words = matched.evidence.iter().map(|proof| proof.text.as_str()).filter(|text| !text.is_empty());
    let mut words: Vec<&str> = words.collect();
    words.dedup();
    let named = match (&matched.product, &matched.cycle) {
        (Some(product), Some(cycle)) => format!(" as {product} {cycle}"),
        (Some(product), None) => format!(" as {product}"),
        _ => String::new(),
    };
    let quoted = if words.is_empty() { String::new() } else { format!(" `{}`", words.join("` `")) };
    format!("{}{quoted}{named} ({}): ", matched.outcome, matched.rule)
}
