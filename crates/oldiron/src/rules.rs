//! From settings to what an audit is told: reads the rules in `config/` and says what it took as given.

mod procurement;
mod risk;
mod support_prices;

use crate::failure::Failure;
use crate::talk::Progress;
use ::audit::Assumption;
use analysis::{Carries, Costing, Rules, SourceRule};
use estate::{Accounting, Allocation, Capacity, Date, Decimal, SourceRole, parse_day};
use serde::Deserialize;
use settings::{Settings, embedded, embedded_file};
use snapshot::Digest;
use std::collections::BTreeMap;
use std::path::Path;

/// Today, by the machine's clock: the only place that looks at it.
#[allow(clippy::disallowed_methods, reason = "the command line is the one room that knows today's date")]
pub(crate) fn today() -> Date {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since_1970.map_or(0, |time| i64::try_from(time.as_secs() / 86_400).unwrap_or(0));
    estate::day_since_1970(days).unwrap_or(Date::MAX)
}

/// Reads the settings: the file named, else `oldiron.toml` here where there is one; then the environment. Warnings are told.
pub(crate) fn settings(file: Option<&Path>, progress: &Progress) -> Result<Settings, Failure> {
    let settings = Settings::load(file).map_err(Failure::usage)?;
    settings.warnings.iter().for_each(|warning| progress.note(&format!("warning: {warning}")));
    Ok(settings)
}

/// `config/relations.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationsFile {
    source: String,
    read_on: String,
    relation: Vec<RelationRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationRow {
    kind: String,
    #[serde(default)]
    also: Vec<String>,
    carries: CarriesWord,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CarriesWord {
    ToToFrom,
    FromToTo,
    Nothing,
}

/// `config/vat.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VatFile {
    source: String,
    read_on: String,
    standard: Vec<VatRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VatRow {
    from: String,
    per_cent: String,
}

/// Builds the rules and hands them to `judge`.
pub(crate) fn with<T>(settings: &Settings, judge: impl FnOnce(&Rules<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
    let catalogue = settings.catalogue(&[]).map_err(Failure::usage)?;
    let text = |name: &str| embedded_file(name).unwrap_or_default();
    let relations: RelationsFile =
        toml::from_str(text("relations.toml")).map_err(|error| Failure::usage(format!("relations.toml: {error}")))?;
    let vat: VatFile =
        toml::from_str(text("vat.toml")).map_err(|error| Failure::usage(format!("vat.toml: {error}")))?;
    let spending = settings::spending().map_err(Failure::usage)?;
    let assumptions = assumptions(settings, &relations, &vat);
    let mut told = String::new();
    for folder in ["", "spending", "holidays"] {
        embedded(folder).iter().for_each(|(name, text)| told.extend([folder, "/", name, "\n", text, "\n"]));
    }
    told.push_str(&catalogue.digest_input());
    let rules = Rules {
        currency: settings.currency,
        relations: carries(relations),
        vat_rates: vat_rates(&vat)?,
        sources: settings
            .sources
            .iter()
            .map(|source| SourceRule { name: source.name.clone(), cross_check: source.role == SourceRole::CrossCheck })
            .collect(),
        legacy: settings.legacy.clone(),
        catalogue: &catalogue,
        spending: &spending,
        calendar: &settings.calendar,
        lead_times: &settings.lead_times,
        procurement: procurement::read(settings)?,
        risk: risk::read()?,
        costing: Costing {
            accounting: settings.accounting,
            depreciation: settings.depreciation,
            allocation: settings.allocation,
            capacity: settings.capacity,
            retire: settings.retire.clone(),
        },
        support_prices: support_prices::read(settings)?,
        digest: Digest::of(told.as_bytes()).to_string(),
        assumptions,
    };
    judge(&rules)
}

fn carries(file: RelationsFile) -> BTreeMap<String, Carries> {
    let mut carries = BTreeMap::new();
    for row in file.relation {
        let way = match row.carries {
            CarriesWord::ToToFrom => Carries::ToToFrom,
            CarriesWord::FromToTo => Carries::FromToTo,
            CarriesWord::Nothing => Carries::Nothing,
        };
        carries.extend(row.also.into_iter().chain([row.kind]).map(|kind| (kind, way)));
    }
    carries
}

fn vat_rates(file: &VatFile) -> Result<Vec<(Date, Decimal)>, Failure> {
    let mut rates = Vec::new();
    for row in &file.standard {
        let from = parse_day(&row.from).map_err(Failure::usage)?;
        let rate = Decimal::parse(&row.per_cent)
            .ok_or_else(|| Failure::usage(format!("vat.toml: `{}` is not a rate", row.per_cent)))?;
        rates.push((from, rate));
    }
    rates.sort_by_key(|(from, _)| *from);
    Ok(rates)
}

fn assumptions(settings: &Settings, relations: &RelationsFile, vat: &VatFile) -> Vec<Assumption> {
    let legacy = &settings.legacy;
    let yes = |on: bool| if on { "yes" } else { "no" }.to_owned();
    let source = |rule: &str| {
        legacy
            .sources
            .iter()
            .find(|source| source.rule == rule)
            .map(|source| format!("{}, {} (read {})", source.title, source.url, source.read_on))
    };
    let mut told = vec![
        assumption(
            "currency",
            settings.currency.to_string(),
            "Every amount is in this currency; others are converted once, at the latest rate on or before their day.",
            None,
        ),
        assumption(
            "extended_support_is_legacy",
            yes(legacy.extended_support_is_legacy),
            "Run cost on assets whose extended support is bought counts as legacy cost.",
            source("extended_support_is_legacy"),
        ),
        assumption(
            "aged_is_legacy",
            yes(legacy.aged_is_legacy),
            "Run cost on hardware past the life set for its kind, where no support date is known, counts as legacy cost.",
            source("aged_is_legacy"),
        ),
        assumption(
            "ending_months",
            legacy.ending_months.to_string(),
            "Support that ends within so many months is called ending; it is never legacy.",
            source("ending_months"),
        ),
        assumption(
            "working_days",
            "bank holidays of the division set".to_owned(),
            "Days to act on are working days of this calendar of bank holidays.",
            Some("config/holidays".to_owned()),
        ),
        assumption(
            "relations",
            "runs-on, depends-on, part-of carry cost".to_owned(),
            "Cost flows from what is needed to who needs it, and from a part to its whole.",
            Some(format!("{} (read {})", relations.source, relations.read_on)),
        ),
        assumption(
            "vat",
            "as recorded".to_owned(),
            "Tax is taken out only where the record says gross and the body recovers it.",
            Some(format!("{} (read {})", vat.source, vat.read_on)),
        ),
        assumption(
            "duplicate_cover",
            "the contract that began first is needed".to_owned(),
            "Where two contracts for maintenance or support cover one asset on one day, the cost of the later one on it is waste.",
            None,
        ),
        assumption(
            "arrears",
            "92 days".to_owned(),
            "A payment up to 92 days after a contract's last day belongs to it; later ones are waste.",
            None,
        ),
        assumption(
            "tbm_taxonomy",
            "4.0".to_owned(),
            "Cost pools and towers are named after this version.",
            Some("TBM Council, TBM Taxonomy 4.0, 16 December 2020".to_owned()),
        ),
    ];
    told.splice(1..1, costing(settings));
    told
}

fn assumption(id: &str, value: String, meaning: &str, source: Option<String>) -> Assumption {
    Assumption { id: id.to_owned(), value, meaning: meaning.to_owned(), source }
}

/// How costs are worked out, where there is a choice.
fn costing(settings: &Settings) -> [Assumption; 3] {
    [
        assumption(
            "accounting",
            settings.accounting.to_string(),
            match settings.accounting {
                Accounting::Cash => {
                    "Purchase prices and depreciation are not run cost; capital payments are shown apart."
                }
                Accounting::Accrual => "Depreciation is run cost; what was paid from capital only checks it.",
            },
            None,
        ),
        assumption(
            "allocation",
            settings.allocation.to_string(),
            match settings.allocation {
                Allocation::Reciprocal => "The cost of assets that use each other is shared out all at once, exactly.",
                Allocation::StepDown => {
                    "Assets that use each other pass their cost on one after the other, and nothing back."
                }
                Allocation::Direct => "Services that only serve other services pass nothing to each other.",
            },
            None,
        ),
        assumption(
            "capacity",
            settings.capacity.to_string(),
            match settings.capacity {
                Capacity::AllUnits => "A measured asset is shared out over all its units; what nobody uses is idle.",
                Capacity::AllocatedUnits => {
                    "A measured asset is shared out over the units in use, which carry the rest."
                }
            },
            None,
        ),
    ]
}
