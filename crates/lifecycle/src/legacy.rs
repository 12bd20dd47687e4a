//! Which verdicts count as legacy: switches as data, each with its source.

use crate::Error;
use estate::{Date, Verdict, parse_day};
use serde::Deserialize;
use std::collections::BTreeMap;

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
    /// For so many days after it was read a statement holds that no end is announced; none for ever.
    pub undated_days: Option<u32>,
    /// Words by which contracts name support beyond the regular end, in lower case with single spaces.
    pub extended_support_words: Vec<String>,
    /// Companies that keep others' software patched, in lower case.
    pub third_party_maintainers: Vec<String>,
    /// Companies that keep others' machines running, in lower case.
    pub third_party_hardware: Vec<String>,
    /// Kind of asset, in lower case → for how many years such hardware is meant to last, where the catalogue does not know the model.
    pub lives: BTreeMap<String, u32>,
    /// Words in a model that tell of a machine that is none.
    pub virtual_words: Vec<String>,
    /// Who says so.
    pub sources: Vec<RuleSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    extended_support_is_legacy: bool,
    aged_is_legacy: bool,
    ending_months: u32,
    undated_days: u32,
    extended_support_words: Vec<String>,
    third_party_maintainers: Vec<String>,
    third_party_hardware: Vec<String>,
    lives: BTreeMap<String, u32>,
    virtual_words: Vec<String>,
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
        for switch in [
            "extended_support_is_legacy",
            "aged_is_legacy",
            "ending_months",
            "undated_days",
            "extended_support_words",
            "third_party_maintainers",
            "lives",
        ] {
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
            undated_days: Some(rules.undated_days),
            extended_support_words: rules.extended_support_words.iter().map(|words| plain(words)).collect(),
            third_party_maintainers: rules.third_party_maintainers.iter().map(|words| plain(words)).collect(),
            third_party_hardware: rules.third_party_hardware.iter().map(|words| plain(words)).collect(),
            lives: rules.lives.into_iter().map(|(kind, years)| (kind.to_lowercase(), years)).collect(),
            virtual_words: rules.virtual_words.iter().map(|words| plain(words)).collect(),
            sources: rules.source.into_iter().map(source).collect::<Result<_, _>>()?,
        })
    }

    /// Do these words name support beyond the regular end? Ordinary maintenance is no such cover, nor is what is said not to be had.
    /// A short name such as `esm` may be anybody's: `about` says whether the rest of the words names a product.
    pub fn names_extended_support(&self, text: &str, about: impl Fn(&str) -> bool) -> bool {
        const DENIED: [&str; 7] = ["no", "not", "without", "excluding", "excl", "except", "ohne"];
        const ANYBODYS: [&str; 2] = ["els", "esm"];
        const OTHERWISE: [&str; 6] = ["hours", "hour", "desk", "portal", "team", "monitoring"];
        let plain = plain(text);
        let words: Vec<&str> = plain.split_whitespace().collect();
        self.extended_support_words.iter().any(|named| {
            let named: Vec<&str> = named.split_whitespace().collect();
            words.windows(named.len()).enumerate().any(|(at, window)| {
                let denied = words[at.saturating_sub(2)..at].iter().any(|word| DENIED.contains(word));
                let otherwise = words.get(at + named.len()).is_some_and(|next| OTHERWISE.contains(next));
                let sure = !matches!(named[..], [word] if ANYBODYS.contains(&word))
                    || about(&self.without_extended_support(text));
                window == named && !denied && !otherwise && sure
            })
        })
    }

    /// The words without those that name such support and its year: what it is bought for.
    pub fn without_extended_support(&self, text: &str) -> String {
        let mut text = format!(" {} ", plain(text));
        for words in &self.extended_support_words {
            text = text.replace(&format!(" {words} "), " ");
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let year = |at: usize| words.get(at) == Some(&"year") && words.get(at + 1).is_some_and(|next| next.len() == 1);
        let left = (0..words.len()).filter(|at| !(year(*at) || *at > 0 && year(at - 1))).map(|at| words[at]);
        left.collect::<Vec<_>>().join(" ")
    }

    /// For how many years hardware of this kind is meant to last, if its model is that of a machine.
    pub fn life_of(&self, kind: &str, model: &str) -> Option<u32> {
        let model = format!(" {} ", plain(model));
        let is_virtual = self.virtual_words.iter().any(|words| model.contains(&format!(" {words} ")));
        self.lives.get(kind.trim().to_lowercase().as_str()).copied().filter(|_| !is_virtual)
    }

    /// Is this supplier known to keep others' software patched?
    pub fn maintains_software(&self, supplier: &str) -> bool {
        begins(supplier, &self.third_party_maintainers)
    }

    /// Is this supplier known to keep others' machines running?
    pub fn maintains_hardware(&self, supplier: &str) -> bool {
        begins(supplier, &self.third_party_hardware)
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

/// Does a name begin with one of these?
fn begins(name: &str, known: &[String]) -> bool {
    let name = format!("{} ", plain(name));
    known.iter().any(|known| name.starts_with(&format!("{known} ")))
}

/// Lower case, single spaces, nothing but letters, digits and the dots between digits.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> LegacyRules {
        LegacyRules {
            extended_support_is_legacy: true,
            aged_is_legacy: true,
            ending_months: 12,
            undated_days: Some(365),
            extended_support_words: ["extended security updates", "esu", "ltss", "els"].map(str::to_owned).to_vec(),
            third_party_maintainers: vec!["rimini street".to_owned()],
            third_party_hardware: Vec::new(),
            lives: BTreeMap::from([("server".to_owned(), 7)]),
            virtual_words: vec!["virtual".to_owned(), "kvm".to_owned()],
            sources: Vec::new(),
        }
    }

    #[test]
    fn a_machine_has_the_life_of_its_kind_and_a_virtual_one_none() {
        assert_eq!(rules().life_of("Server", "Box 3000"), Some(7));
        assert_eq!(rules().life_of("printer", "Box 3000"), None);
        assert_eq!(rules().life_of("server", "VMware Virtual Platform"), None);
        assert_eq!(rules().life_of("server", "Standard PC (KVM)"), None);
    }

    #[test]
    fn cover_beyond_the_end_is_told_from_ordinary_maintenance() {
        for (title, names, about) in [
            ("Windows Server 2012 R2 - Extended Security Updates (year 3)", true, "windows server 2012 r2"),
            ("SLES 12 SP5 LTSS", true, "sles 12 sp5"),
            ("Oracle 11.2 premier support", false, "oracle 11.2 premier support"),
            ("Resume of services", false, "resume of services"),
            ("SLES 12 SP5 without LTSS", false, "sles 12 sp5 without"),
            ("Els Consulting", false, "consulting"),
            ("Extended security updates desk", false, "desk"),
        ] {
            let is_product = |rest: &str| rest.contains("sles");
            assert_eq!(rules().names_extended_support(title, is_product), names, "{title}");
            assert_eq!(rules().without_extended_support(title), about, "{title}");
        }
        assert!(rules().maintains_software("Rimini Street Limited"));
        assert!(!rules().maintains_software("Riministreetwear Ltd"));
    }
}
