//! A call-off that runs, or may run, longer than its framework allows. Caps are data: `config/term-caps.toml`.

use super::{Context, Found, Kind};
use crate::model::HeldContract;
use crate::procurement::TermCap;
use estate::{Date, Exact, Renewal, add_months, days_between, round_half_away};

pub(super) const KIND: Kind = Kind {
    code: "extension-beyond-term-cap",
    reader: "procurement",
    amount_means: "price of the days past the cap at today's rate; a year of it where no furthest day is stated",
};

pub(super) fn find(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (held, dated) in context.deciding() {
        let Some(cap) = cap_of(context, held) else { continue };
        let Some(starts) = held.record.starts_on.day() else { continue };
        let Ok(last) = add_months(starts, i64::from(cap.most_months)).yesterday() else { continue };
        let facts = &context.ledger.contracts[dated.contract];
        let reach = furthest(held, facts.force.ends.then_some(facts.force.to));
        let named = context.named(held);
        let (pence, sentence) = match reach {
            Reach::To(day) if day > last => {
                let annual = dated.timeline.annual_pence;
                let part = Exact::new(days_between(last, day).into(), 365.into());
                let pence = annual.and_then(|annual| round_half_away(&(Exact::from_integer(annual.into()) * part)));
                (pence, format!("{named} can run to {day}"))
            }
            Reach::On => (dated.timeline.annual_pence, format!("{named} renews itself without a furthest day")),
            Reach::To(_) | Reach::Unknown => continue,
        };
        found.push(Found {
            pence,
            due: Some(last),
            message: format!("{sentence}; {} allows call-offs to last {}: {last} at the latest.", cap.name, cap.says),
            ..Found::about(held)
        });
    }
    found
}

/// How far a contract may run.
enum Reach {
    To(Date),
    /// It rolls without end.
    On,
    Unknown,
}

fn furthest(held: &HeldContract, last_day: Option<Date>) -> Reach {
    let record = &held.record;
    match (record.max_extent_on.day(), last_day) {
        (Some(furthest), Some(last)) => Reach::To(furthest.max(last)),
        (Some(furthest), None) => Reach::To(furthest),
        (None, Some(last)) => Reach::To(last),
        (None, None) if record.renewal == Some(Renewal::Automatic) => Reach::On,
        (None, None) => Reach::Unknown,
    }
}

/// The one framework that the contract or its parent names; none if they name two.
fn cap_of<'a>(context: &'a Context<'_>, held: &HeldContract) -> Option<&'a TermCap> {
    let record = &held.record;
    let parent = record.parent.as_deref().and_then(|id| context.model.contract(id));
    let parent = parent.map(|place| &context.model.contracts[place].record);
    let mut texts = vec![&record.route, &record.regime, &record.reference, &record.title];
    texts.extend(parent.iter().flat_map(|parent| [&parent.reference, &parent.title]));
    let words: Vec<String> = texts.into_iter().flatten().map(|text| spaced(text)).collect();
    let names = |cap: &&TermCap| {
        let mut spellings = std::iter::once(&cap.name).chain(&cap.also).map(|name| spaced(name));
        spellings.any(|name| words.iter().any(|text| text.contains(&name)))
    };
    let mut named = context.rules.procurement.term_caps.iter().filter(names);
    named.next().filter(|_| named.next().is_none())
}

/// The words of a text, lower case, each between single spaces.
fn spaced(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |said, word| said + word + " ")
}

/// Call-offs from a framework whose cap no file holds.
pub(super) fn lacking(context: &Context<'_>) -> Vec<&'static str> {
    let calls_off = |held: &HeldContract| {
        let said = [&held.record.route, &held.record.regime];
        said.into_iter()
            .flatten()
            .any(|text| spaced(text).contains(" framework ") || spaced(text).contains(" call off "))
    };
    let unknown = context.deciding().filter(|(held, _)| calls_off(held) && cap_of(context, held).is_none());
    unknown.map(|_| "the name of the framework, or its longest call-off").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_marks_between_them_do_not_matter() {
        assert!(spaced("Call-off, G-Cloud 13 (lot 2)").contains(&spaced("g cloud 13")));
        assert!(!spaced("G-Cloud 130").contains(&spaced("G-Cloud 13")));
    }
}
