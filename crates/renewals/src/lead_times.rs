//! How long a decision and a procurement take, by route and by value (rules R10, R11).

use crate::Error;
use crate::error::{unreadable, wrong};
use estate::Length;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Lead times: how long before the notice a decision must be taken. A contract's own wins over its route's, that over its value
/// band's, that over the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadTimes {
    /// Where nothing else is set: 0 days.
    pub default: Length,
    /// By procurement route, each name in lower case.
    pub routes: BTreeMap<String, Route>,
    /// By annual value, lowest first.
    pub bands: Vec<Band>,
}

/// A procurement route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// How long before the notice a decision takes; the band's, where empty.
    pub lead: Option<Length>,
    /// How long before the end buying a replacement must begin.
    pub time_to_procure: Option<Length>,
}

/// Contracts of an annual value from this one up to the next band's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The lower bound, itself included, in whole pence of the audit's currency.
    pub from_pence: i64,
    /// How long before the notice a decision takes.
    pub lead: Length,
}

impl Default for LeadTimes {
    fn default() -> LeadTimes {
        LeadTimes { default: Length::Days(0), routes: BTreeMap::new(), bands: Vec::new() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    default: Option<String>,
    #[serde(rename = "source")]
    _source: Option<String>,
    #[serde(default)]
    routes: BTreeMap<String, RouteWords>,
    #[serde(default)]
    bands: Vec<BandWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteWords {
    lead: Option<String>,
    time_to_procure: Option<String>,
    #[serde(rename = "source")]
    _source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BandWords {
    from: i64,
    lead: String,
    #[serde(rename = "source")]
    _source: Option<String>,
}

impl LeadTimes {
    /// Reads `lead-times.toml`. `file` is named in errors.
    pub fn from_toml(file: &str, text: &str) -> Result<LeadTimes, Error> {
        let words: File = toml::from_str(text).map_err(|error| unreadable(file, text, &error))?;
        let read = |key: String, length: &str| {
            Length::parse(length).ok_or_else(|| {
                let hint = "write 90 days, 2 weeks, 3 months, 1 year or 10 working days";
                wrong(file, text, length, format!("{key}: `{length}` is not a length"), hint)
            })
        };
        let default = words.default.map_or(Ok(Length::Days(0)), |length| read("default".to_owned(), &length))?;
        let mut routes = BTreeMap::new();
        for (name, route) in words.routes {
            let cell = |key: &str, length: Option<String>| {
                length.map(|length| read(format!("routes.{name}.{key}"), &length)).transpose()
            };
            let lead = cell("lead", route.lead)?;
            let time_to_procure = cell("time_to_procure", route.time_to_procure)?;
            routes.insert(name.trim().to_lowercase(), Route { lead, time_to_procure });
        }
        let mut bands = Vec::new();
        for band in words.bands {
            let from = band.from;
            let lead = read(format!("bands from {from}"), &band.lead)?;
            let refuse = |problem: String, hint: &str| wrong(file, text, &format!("from = {from}"), problem, hint);
            let from_pence = from.checked_mul(100).filter(|pence| *pence >= 0).ok_or_else(|| {
                refuse(
                    format!("bands: {from} is no annual value"),
                    "write whole units of the audit's currency, 0 or more",
                )
            })?;
            if bands.iter().any(|other: &Band| other.from_pence == from_pence) {
                return Err(refuse(format!("bands: two begin at {from}"), "keep one of them"));
            }
            bands.push(Band { from_pence, lead });
        }
        bands.sort_by_key(|band| band.from_pence);
        Ok(LeadTimes { default, routes, bands })
    }

    /// The route of this name, in any case.
    pub fn route(&self, name: Option<&str>) -> Option<&Route> {
        if self.routes.is_empty() {
            return None;
        }
        self.routes.get(&name?.trim().to_lowercase())
    }

    /// The lead time by annual value. `None` if bands are set and the value is unknown.
    pub(crate) fn by_value(&self, annual_pence: Option<i64>) -> Option<Length> {
        if self.bands.is_empty() {
            return Some(self.default);
        }
        let pence = annual_pence?;
        Some(self.bands.iter().rev().find(|band| band.from_pence <= pence).map_or(self.default, |band| band.lead))
    }

    /// Every lead time that some annual value has.
    pub(crate) fn of_any_value(&self) -> Vec<Length> {
        let all_values_banded = self.bands.first().is_some_and(|band| band.from_pence == 0);
        let default = (!all_values_banded).then_some(self.default);
        default.into_iter().chain(self.bands.iter().map(|band| band.lead)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../config/lead-times.toml");

    #[test]
    fn the_shipped_lead_times_are_none() {
        assert_eq!(LeadTimes::from_toml("lead-times.toml", SHIPPED).unwrap(), LeadTimes::default());
    }

    #[test]
    fn the_shipped_example_reads_once_its_comment_signs_are_taken_away() {
        let example: Vec<_> = SHIPPED.lines().filter_map(|line| line.strip_prefix("#: ")).collect();
        let lead_times = LeadTimes::from_toml("example", &example.join("\n")).unwrap();
        assert!(!lead_times.routes.is_empty() && !lead_times.bands.is_empty());
    }

    #[test]
    fn a_band_includes_its_lower_bound_and_below_the_lowest_is_the_default() {
        let text =
            "default = \"1 day\"\n[[bands]]\nfrom = 500\nlead = \"5 days\"\n[[bands]]\nfrom = 100\nlead = \"3 days\"";
        let lead_times = LeadTimes::from_toml("t", text).unwrap();
        for (pence, days) in [(9_999, 1), (10_000, 3), (49_999, 3), (50_000, 5), (i64::MAX, 5)] {
            assert_eq!(lead_times.by_value(Some(pence)), Some(Length::Days(days)), "{pence}");
        }
        assert_eq!(lead_times.by_value(None), None);
        assert_eq!(LeadTimes::default().by_value(None), Some(Length::Days(0)), "no bands, so no value is needed");
    }

    #[test]
    fn faulty_lead_times_are_refused_with_file_line_key_and_hint() {
        for (text, message) in [
            ("default = \"soon\"", "t, line 1: default: `soon` is not a length"),
            ("[routes.open]\nlead = \"1 moon\"", "t, line 2: routes.open.lead: `1 moon` is not a length"),
            ("[routes.open]\nled = \"1 day\"", "t, line 2: unknown field `led`"),
            ("[[bands]]\nfrom = 1\nlead = \"x\"", "t, line 3: bands from 1: `x` is not a length"),
            ("[[bands]]\nfrom = -1\nlead = \"1 day\"", "t, line 2: bands: -1 is no annual value"),
            (
                "[[bands]]\nfrom = 1\nlead = \"1 day\"\n[[bands]]\nfrom = 1\nlead = \"2 days\"",
                "t, line 2: bands: two begin at 1",
            ),
        ] {
            let error = LeadTimes::from_toml("t", text).unwrap_err().to_string();
            assert!(error.starts_with(message) && error.contains("hint: "), "{error}");
        }
    }
}
