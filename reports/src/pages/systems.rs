//! Systems seen together: which are the dearest, which run on the oldest, and what is known of their risk.

use super::Picture;
use super::names::Names;
use super::table::{self, Cell, Table};
use crate::words;
use audit::{Audit, SystemSheet, SystemView};
use serde::Serialize;
use std::cmp::Reverse;

/// What the page shows.
#[derive(Debug, Serialize)]
pub(crate) struct SystemsPages {
    headline: String,
    lead: String,
    scatter: Option<Picture>,
    risk: Option<Picture>,
    weakest: Option<Table>,
}

/// Systems that have a page of their own: so many of the dearest, and of those that run on the oldest.
const DEAREST: usize = 3;
const OLDEST: usize = 3;
/// Rows of the table.
const MOST_SYSTEMS: usize = 12;

/// A system with what it costs and rests on.
pub(crate) type System<'a> = (&'a SystemView, &'a SystemSheet);

/// The systems that have a page of their own, the dearest first, then the oldest.
pub(crate) fn chosen(audit: &Audit) -> Vec<System<'_>> {
    let mut all: Vec<System<'_>> =
        audit.systems.iter().zip(&audit.system_sheets).filter(|(view, _)| view.pence > 0).collect();
    all.sort_by(|(a, _), (b, _)| b.pence.cmp(&a.pence).then_with(|| a.system.cmp(&b.system)));
    let mut chosen: Vec<System<'_>> = all.iter().take(DEAREST).copied().collect();
    all.retain(|(_, sheet)| sheet.mean_age_months.is_some());
    all.sort_by_key(|(_, sheet)| Reverse(sheet.mean_age_months));
    let known =
        |(view, _): &System<'_>, chosen: &[System<'_>]| chosen.iter().any(|(other, _)| other.system == view.system);
    for system in all.into_iter().take(OLDEST) {
        if !known(&system, &chosen) {
            chosen.push(system);
        }
    }
    chosen
}

/// Builds the page; none if no system has cost.
pub(crate) fn page(audit: &Audit, picture: impl Fn(&str) -> Option<Picture>) -> Option<SystemsPages> {
    let chosen = chosen(audit);
    if chosen.is_empty() {
        return None;
    }
    let many = chosen.len();
    let scatter = picture("age-and-cost");
    let pages = if many == 1 {
        "page is about it".to_owned()
    } else {
        format!("{} pages are about the dearest and the oldest of them, one each", words::number(many))
    };
    Some(SystemsPages {
        headline: says(audit),
        lead: format!(
            "A system is a service, or the application at the top where no service is known. Systems share what they rest on, so what is \
             said of them overlaps and is never added up. The next {pages}."
        ),
        scatter,
        risk: picture("litraf-grid"),
        weakest: weakest(audit),
    })
}

/// How many systems rest on something that is out of support, in one sentence.
fn says(audit: &Audit) -> String {
    let weak = audit.systems.iter().filter(|view| view.weakest == "unsupported").count();
    let all = audit.systems.len();
    let systems = words::counted(all, "system", "systems");
    match weak {
        0 => format!("None of {systems} is known to rest on anything out of support"),
        weak if weak == all && all > 1 => format!("Each of the {systems} rests on something out of support"),
        1 if all == 1 => "The one system rests on something out of support".to_owned(),
        1 => format!("1 of {systems} rests on something out of support"),
        weak => format!("{} of {systems} rest on something out of support", words::number(weak)),
    }
}

/// A system's name, or its id.
pub(crate) fn name(view: &SystemView, most: usize) -> String {
    table::name([view.name.as_str(), view.system.as_str()], most)
}

/// Systems that rest on something legacy or unknown: overlapping views, so without a total.
fn weakest(audit: &Audit) -> Option<Table> {
    let order = ["unsupported", "extended-paid", "aged", "ending", "unknown"];
    let mut rows: Vec<_> = audit
        .systems
        .iter()
        .filter_map(|system| Some((order.iter().position(|verdict| *verdict == system.weakest)?, system)))
        .filter(|(rank, _)| *rank < 3)
        .collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|(_, a), (_, b)| b.pence.cmp(&a.pence).then_with(|| a.system.cmp(&b.system)));
    let names = Names::of(audit);
    let unit = words::symbol(&audit.currency);
    let (cost, legacy) = (format!("Run cost ({unit})"), format!("Legacy ({unit})"));
    let header = ["System", "Weakest part", "Assets", "Unknown", &cost, &legacy];
    let mut table = Table::new(&header);
    for (_, system) in rows.iter().take(MOST_SYSTEMS) {
        let asset = system.weakest_asset.as_deref().map_or_else(String::new, |asset| table::name([asset], 50));
        table.row([
            Cell::noted(
                table::name([system.name.as_str(), system.system.as_str()], 70),
                names.body(&system.organisation),
            ),
            Cell::noted(words::verdict(&system.weakest).to_owned(), asset),
            words::number(system.assets).into(),
            words::number(system.unknown_assets).into(),
            words::amount(system.pence).into(),
            words::amount(system.legacy_pence).into(),
        ]);
    }
    table.left_out(rows.len().saturating_sub(MOST_SYSTEMS), ["system", "systems"], "Systems");
    table.notes.push("Systems share what they rest on: they overlap and are never added up.".to_owned());
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_dearest_and_the_oldest_are_chosen_once_each() {
        let mut audit = sample::county();
        for sheet in &mut audit.system_sheets {
            sheet.mean_age_months = Some(10);
        }
        audit.system_sheets[1].mean_age_months = Some(90);
        audit.system_sheets[7].mean_age_months = Some(80);
        audit.system_sheets[5].mean_age_months = None;
        let ids: Vec<&str> = chosen(&audit).iter().map(|(view, _)| view.system.as_str()).collect();
        let of = |place: usize| audit.systems[place].system.as_str();
        assert_eq!(ids, [of(0), of(1), of(2), of(7)]);
        assert!(chosen(&sample::empty()).is_empty());
    }

    #[test]
    fn the_sentence_counts_systems_that_rest_on_what_is_out_of_support() {
        let mut audit = sample::county();
        audit.systems.truncate(2);
        for (verdicts, words) in [
            (["supported", "aged"], "None of 2 systems is known to rest on anything out of support"),
            (["unsupported", "aged"], "1 of 2 systems rests on something out of support"),
            (["unsupported", "unsupported"], "Each of the 2 systems rests on something out of support"),
        ] {
            for (view, verdict) in audit.systems.iter_mut().zip(verdicts) {
                verdict.clone_into(&mut view.weakest);
            }
            assert_eq!(says(&audit), words);
        }
    }
}
