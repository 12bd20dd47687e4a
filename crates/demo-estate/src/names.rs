//! Words that belong to nobody: names of services, applications, suppliers.

use crate::blocks::Purpose;
use crate::bodies::Body;

const ONSETS: [&str; 23] = [
    "Zel", "Quor", "Tess", "Vimm", "Ostr", "Brinn", "Kaph", "Drell", "Mirv", "Plann", "Skor", "Thall", "Ulm", "Yarv",
    "Jask", "Fenk", "Grill", "Holv", "Nurr", "Ront", "Sibb", "Torv", "Wulm",
];
const MIDDLES: [&str; 9] = ["a", "i", "o", "e", "ando", "ebri", "ilu", "oqua", "usti"];
const ENDS: [&str; 19] = [
    "brane", "vint", "solme", "quist", "dorn", "gaff", "hesk", "jorn", "lunk", "mesk", "nault", "plint", "rusk",
    "sterl", "trask", "vosk", "wend", "yole", "zance",
];

/// A word that no other number has, and that is no word. The same whatever the seed, so that it can be checked once.
pub(crate) fn invented(number: u64) -> String {
    const WORDS: u64 = 23 * 9 * 19;
    // The lists are of odd lengths and 1,010 shares no factor with their product, so that numbers in steps of two or
    // four, too, walk through all words before they meet one again.
    let walk = (number % WORDS) * 1010 % WORDS;
    let (onset, middle, end) = (walk % 23, walk / 23 % 9, walk / 207);
    let word = format!("{}{}{}", word(&ONSETS, onset), word(&MIDDLES, middle), word(&ENDS, end));
    match number / WORDS {
        0 => word,
        more => format!("{word} {}", invented(more - 1)),
    }
}

fn word(words: &[&'static str], place: u64) -> &'static str {
    words[usize::try_from(place).unwrap_or(0)]
}

const COUNCIL_SERVICES: &[&str] = &[
    "Adult social care records",
    "Payroll and pensions",
    "Libraries",
    "School admissions",
    "Highways maintenance",
    "Planning applications",
    "Children's case management",
    "Finance and procurement",
    "Customer contact",
    "Blue badges and travel passes",
    "Trading standards",
    "Electoral services",
    "Waste and recycling",
    "Property and assets",
    "Archives",
    "Committee papers",
    "Public health",
    "Home to school transport",
    "Youth justice",
    "Web site and forms",
];
const HOSPITAL_SERVICES: &[&str] = &[
    "Patient administration",
    "Pathology results",
    "Theatres",
    "Pharmacy stock",
    "Radiology images",
    "Maternity notes",
    "Emergency department",
    "Outpatient booking",
    "Bed management",
    "Staff rostering",
    "Clinical letters",
    "Medical engineering",
    "Infection control",
    "Catering orders",
    "Cardiology",
    "Blood tracking",
];
const FIRE_SERVICES: &[&str] = &[
    "Mobilising",
    "Fire safety inspections",
    "Crew rostering",
    "Hydrants",
    "Fleet and equipment",
    "Incident reporting",
    "Training records",
];

/// The name of a block's service; no two services of a body share one.
pub(crate) fn service(purpose: Purpose, body: Body, block: u64) -> String {
    let zone = block / 10 + 1;
    match purpose {
        Purpose::Workplace => format!("Desktops, area {}", zone * 2 - u64::from(block % 10 == 2)),
        Purpose::Network => format!("Network, zone {zone}"),
        Purpose::Leftover => format!("Host systems {zone}"),
        Purpose::Planted => "Registration and records".to_owned(),
        Purpose::Business => {
            let names = match body {
                Body::Council => COUNCIL_SERVICES,
                Body::Hospitals => HOSPITAL_SERVICES,
                Body::Fire => FIRE_SERVICES,
            };
            let (place, length) = (place_among_its_kind(block), u64::try_from(names.len()).unwrap_or(1));
            let name = word(names, place % length);
            if place < length { name.to_owned() } else { format!("{name} {}", place / length + 1) }
        }
    }
}

/// How many earlier business blocks have the same body. Bodies and purposes repeat every hundred blocks.
fn place_among_its_kind(block: u64) -> u64 {
    let alike = |other: &u64| {
        Body::of_turn(other + other / 10) == Body::of_turn(block + block / 10) && !matches!(other % 10, 2 | 4 | 6 | 8)
    };
    let round = block - block % 100;
    let count = |blocks: std::ops::Range<u64>| u64::try_from(blocks.filter(alike).count()).unwrap_or(0);
    count(0..100) * (block / 100) + count(round..block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_numbers_share_an_invented_word() {
        let words: BTreeSet<String> = (0..20_000).map(invented).collect();
        assert_eq!(words.len(), 20_000);
    }

    #[test]
    fn no_two_services_of_a_body_share_a_name() {
        let mut seen = BTreeSet::new();
        for block in 0..1000 {
            let (purpose, body) = (crate::blocks::purpose(block), Body::of_turn(block + block / 10));
            if purpose != Purpose::Planted {
                assert!(seen.insert((body, service(purpose, body, block))), "{block}");
            }
        }
    }
}
