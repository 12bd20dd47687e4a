//! Procurement law and policy: reads `config/procurement.toml` and `config/term-caps.toml`, and takes the directions of the settings.

use crate::failure::Failure;
use analysis::{AutomaticExtension, Consent, Direction, Entitlements, Modification, Peers, Procurement, TermCap};
use estate::{Length, parse_day};
use serde::Deserialize;
use settings::{Settings, embedded_file};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    automatic_extension: Sourced<ExtensionWords>,
    modification: Sourced<ModificationWords>,
    consent: Sourced<ConsentWords>,
    peers: Sourced<PeersWords>,
    entitlements: Sourced<EntitlementWords>,
}

/// A section with who says so.
#[derive(Deserialize)]
struct Sourced<T> {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "url")]
    _url: Option<String>,
    #[serde(rename = "read_on")]
    _read_on: String,
    #[serde(flatten)]
    words: T,
}

#[derive(Deserialize)]
struct ExtensionWords {
    says: String,
    binds: Vec<String>,
}

#[derive(Deserialize)]
struct ModificationWords {
    regimes: Vec<String>,
    term_per_cent: u32,
    value_per_cent: u32,
}

#[derive(Deserialize)]
struct ConsentWords {
    capital_above: i64,
    other_above: i64,
    with_those_after: String,
}

#[derive(Deserialize)]
struct PeersWords {
    least: usize,
    above_per_cent: u32,
}

#[derive(Deserialize)]
struct EntitlementWords {
    spare_per_cent: u32,
    assets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CapsFile {
    #[serde(rename = "source")]
    _source: String,
    framework: Vec<Sourced<CapWords>>,
}

#[derive(Deserialize)]
struct CapWords {
    name: String,
    also: Vec<String>,
    most: String,
    says: String,
}

/// What ships, with the directions that the settings state.
pub(super) fn read(settings: &Settings) -> Result<Procurement, Failure> {
    let text = |name: &str| embedded_file(name).unwrap_or_default();
    let file: File = toml::from_str(text("procurement.toml"))
        .map_err(|error| Failure::usage(format!("procurement.toml: {error}")))?;
    let caps: CapsFile =
        toml::from_str(text("term-caps.toml")).map_err(|error| Failure::usage(format!("term-caps.toml: {error}")))?;
    let (extension, modification, consent) =
        (file.automatic_extension.words, file.modification.words, file.consent.words);
    let directions = settings.directions.iter().map(|direction| Direction {
        organisation: direction.organisation.clone(),
        from: direction.from,
        past: direction.past,
    });
    Ok(Procurement {
        automatic_extension: Some(AutomaticExtension { says: extension.says, binds: extension.binds }),
        term_caps: caps.framework.into_iter().map(|cap| self::cap(cap.words)).collect::<Result<_, _>>()?,
        modification: Some(Modification {
            regimes: modification.regimes,
            term_per_cent: modification.term_per_cent,
            value_per_cent: modification.value_per_cent,
        }),
        consent: Some(Consent {
            capital_above: consent.capital_above.saturating_mul(100),
            other_above: consent.other_above.saturating_mul(100),
            with_those_after: parse_day(&consent.with_those_after).map_err(Failure::usage)?,
        }),
        directions: directions.collect(),
        peers: Some(Peers { least: file.peers.words.least, above_per_cent: file.peers.words.above_per_cent }),
        entitlements: Some(Entitlements {
            spare_per_cent: file.entitlements.words.spare_per_cent,
            assets: file.entitlements.words.assets,
        }),
    })
}

fn cap(words: CapWords) -> Result<TermCap, Failure> {
    match Length::parse(&words.most) {
        Some(Length::Months(most_months)) => {
            Ok(TermCap { name: words.name, also: words.also, most_months, says: words.says })
        }
        _ => Err(Failure::usage(format!(
            "term-caps.toml: {}: `{}` is no number of months. hint: write 48 months",
            words.name, words.most
        ))),
    }
}
