//! Which verdicts count as legacy: switches as data, each with its source.

use crate::Error;
use estate::{Date, Verdict, parse_day};
use serde::Deserialize;

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSource {
    /// The switch it stands behind.
    pub rule: String,
    /// The document.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// When it was read.
    pub read_on: Date,
}

/// Which verdicts count as legacy, and when support is about to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegacyRules {
    /// Does cover beyond regular support count?
    pub extended_support_is_legacy: bool,
    /// Does hardware past its life count?
    pub aged_is_legacy: bool,
    /// Support that ends within so many months is `ending`; that is never legacy.
    pub ending_months: u32,
    /// Who says so.
    pub sources: Vec<RuleSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    extended_support_is_legacy: bool,
    aged_is_legacy: bool,
    ending_months: u32,
    source: Vec<SourceRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRow {
    rule: String,
    title: String,
    url: String,
    read_on: String,
}

impl LegacyRules {
    /// Reads `legacy.toml`. Every switch needs a source.
    pub fn from_toml(file: &str, text: &str) -> Result<LegacyRules, Error> {
        let rules: RulesFile = toml::from_str(text).map_err(|error| Error::toml(file, text, &error))?;
        for switch in ["extended_support_is_legacy", "aged_is_legacy", "ending_months"] {
            if !rules.source.iter().any(|source| source.rule == switch) {
                return Err(Error::wrong(file, switch, "it names no source", "add a [[source]] with this rule"));
            }
        }
        let source = |row: SourceRow| -> Result<RuleSource, Error> {
            let read_on = parse_day(&row.read_on)
                .map_err(|error| Error::wrong(file, "source.read_on", error.to_string(), "write 2026-11-24"))?;
            Ok(RuleSource { rule: row.rule, title: row.title, url: row.url, read_on })
        };
        Ok(LegacyRules {
            extended_support_is_legacy: rules.extended_support_is_legacy,
            aged_is_legacy: rules.aged_is_legacy,
            ending_months: rules.ending_months,
            sources: rules.source.into_iter().map(source).collect::<Result<_, _>>()?,
        })
    }

    /// Does money with this verdict count as legacy? What is about to end does not, and what is unknown is never counted as either.
    pub fn is_legacy(&self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Unsupported => true,
            Verdict::ExtendedPaid => self.extended_support_is_legacy,
            Verdict::Aged => self.aged_is_legacy,
            Verdict::Ending | Verdict::Supported | Verdict::Unknown => false,
        }
    }
}
