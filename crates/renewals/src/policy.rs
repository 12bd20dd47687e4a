//! Which contracts must not stand as they do? A policy as data, and what breaches it.

use crate::error::{unreadable, wrong};
use crate::{Decisions, Error, Turn, Watched};
use estate::{ContractKind, Date, Length, Renewal, add_months};
use serde::Deserialize;

/// A policy: a contract that fits any of its rules breaches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    rules: Vec<Rule>,
}

/// Contracts that must not be. Every condition that is set must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    name: String,
    renewal: Vec<Renewal>,
    kind: Vec<ContractKind>,
    finding: Vec<String>,
    standing: Vec<String>,
    over_pence: Option<i64>,
    value: Value,
    within: Option<Length>,
    unless: Unless,
}

/// Which value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Value {
    LockedIn,
    Annual,
}

/// What makes a contract that fits a rule no breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Unless {
    /// A decision that still holds.
    Decided,
    /// That, or an acknowledgement that still holds.
    Acknowledged,
    /// Nothing.
    Never,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "read_on")]
    _read_on: Option<String>,
    rule: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    name: String,
    #[serde(rename = "source")]
    _source: Option<String>,
    #[serde(default)]
    renewal: Vec<String>,
    #[serde(default)]
    kind: Vec<String>,
    #[serde(default)]
    finding: Vec<String>,
    #[serde(default)]
    standing: Vec<String>,
    over: Option<i64>,
    value: Option<Value>,
    within: Option<String>,
    unless: Option<Unless>,
}

/// A contract that breaches a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The rule, by its name.
    pub rule: String,
    /// The contract.
    pub contract: String,
    /// The value that was compared; `None` if no value was asked for, or it is not known.
    pub value_pence: Option<i64>,
    /// Was a value asked for that is not known? It may be above the limit, so it counts.
    pub value_unknown: bool,
}

impl Policy {
    /// Reads a policy. `file` is named in errors.
    pub fn from_toml(file: &str, text: &str) -> Result<Policy, Error> {
        let words: File = toml::from_str(text).map_err(|error| unreadable(file, text, &error))?;
        let rules = words.rule.into_iter().map(|rule| rule.read(file, text)).collect::<Result<_, _>>()?;
        Ok(Policy { rules })
    }

    /// Does a rule ask for findings? Then an audit must come first.
    pub fn asks_for_findings(&self) -> bool {
        self.rules.iter().any(|rule| !rule.finding.is_empty())
    }

    /// What breaches the policy on the as-of day, by rule, then in the order of the contracts given.
    pub fn breaches(&self, watched: &[Watched], decisions: &Decisions, as_of: Date) -> Vec<Breach> {
        let of_rule = |rule: &Rule| {
            let breach = |contract: &Watched| rule.breach(contract, decisions, as_of);
            watched.iter().filter_map(breach).collect::<Vec<_>>()
        };
        self.rules.iter().flat_map(of_rule).collect()
    }
}

impl Rule {
    fn breach(&self, contract: &Watched, decisions: &Decisions, as_of: Date) -> Option<Breach> {
        let among = |list: &[String], word: &str| list.is_empty() || list.iter().any(|listed| listed == word);
        let fits = (self.renewal.is_empty() || self.renewal.contains(&contract.renewal))
            && (self.kind.is_empty() || contract.kind.is_some_and(|kind| self.kind.contains(&kind)))
            && (self.finding.is_empty() || contract.findings.iter().any(|code| self.finding.contains(code)))
            && among(&self.standing, contract.turn.word())
            && contract.turn != Turn::Nothing
            && self.is_near(contract.turn, as_of);
        let excused = match self.unless {
            Unless::Never => false,
            Unless::Decided => decisions.settled(&contract.contract, as_of),
            Unless::Acknowledged => {
                decisions.settled(&contract.contract, as_of) || decisions.acknowledged(&contract.contract, as_of)
            }
        };
        if !fits || excused {
            return None;
        }
        let value = match self.value {
            Value::LockedIn => contract.locked_in_pence,
            Value::Annual => contract.annual_pence,
        };
        if let (Some(over), Some(value)) = (self.over_pence, value)
            && value <= over
        {
            return None;
        }
        let asked = self.over_pence.is_some();
        Some(Breach {
            rule: self.name.clone(),
            contract: contract.contract.clone(),
            value_pence: value.filter(|_| asked),
            value_unknown: asked && value.is_none(),
        })
    }

    /// Does it turn within the time set? What has no day, or is past it, is not far off.
    fn is_near(&self, turn: Turn, as_of: Date) -> bool {
        let (Some(within), Turn::Due(day)) = (self.within, turn) else { return true };
        let last = match within {
            Length::Months(months) => add_months(as_of, months.into()),
            Length::Days(days) | Length::WorkingDays(days) => crate::days::add_days(as_of, days.into()),
        };
        day <= last
    }
}

impl Words {
    fn read(self, file: &str, text: &str) -> Result<Rule, Error> {
        let refuse = |words: &str, problem: String, hint: &str| {
            wrong(file, text, words, format!("rule `{}`: {problem}", self.name), hint)
        };
        let mut renewal = Vec::new();
        for word in &self.renewal {
            let one_of = Renewal::WORDS.join(", ");
            let read = Renewal::parse(word)
                .ok_or_else(|| refuse(word, format!("`{word}` is no renewal"), &format!("write one of {one_of}")))?;
            renewal.push(read);
        }
        let mut kind = Vec::new();
        for word in &self.kind {
            let one_of = ContractKind::WORDS.join(", ");
            let read = ContractKind::parse(word).ok_or_else(|| {
                refuse(word, format!("`{word}` is no kind of contract"), &format!("write one of {one_of}"))
            })?;
            kind.push(read);
        }
        let standings = ["due", "late", "missed", "undated"];
        if let Some(word) = self.standing.iter().find(|word| !standings.contains(&word.as_str())) {
            return Err(refuse(word, format!("`{word}` is no standing"), "write due, late, missed or undated"));
        }
        let within = self.within.as_deref().map(|words| match Length::parse(words) {
            Some(Length::WorkingDays(_)) | None => {
                Err(refuse(words, format!("`{words}` is no time ahead"), "write 30 days, 6 weeks or 3 months"))
            }
            Some(length) => Ok(length),
        });
        let over_pence = self.over.map(|over| {
            over.checked_mul(100).filter(|pence| *pence >= 0).ok_or_else(|| {
                refuse("over", format!("{over} is no value"), "write whole units of the audit's currency, 0 or more")
            })
        });
        Ok(Rule {
            renewal,
            kind,
            within: within.transpose()?,
            over_pence: over_pence.transpose()?,
            finding: self.finding,
            standing: self.standing,
            value: self.value.unwrap_or(Value::LockedIn),
            unless: self.unless.unwrap_or(Unless::Decided),
            name: self.name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::COLUMNS;
    use crate::sample::day;

    fn contract(id: &str, turn: Turn, locked_in_pence: Option<i64>) -> Watched {
        Watched {
            contract: id.to_owned(),
            kind: Some(ContractKind::Support),
            renewal: Renewal::Automatic,
            turn,
            locked_in_pence,
            annual_pence: Some(1),
            lead_days: None,
            findings: vec!["renews-on-legacy".to_owned()],
        }
    }

    fn breaches(rule: &str, contracts: &[Watched], decided: &[[&str; 5]]) -> Vec<String> {
        let policy = Policy::from_toml("p.toml", &format!("source = \"s\"\n[[rule]]\nname = \"r\"\n{rule}")).unwrap();
        let mut decisions = Decisions::default();
        decisions.read("d.csv", &COLUMNS, (2..).zip(decided.iter().copied()), &|_| true).unwrap();
        policy.breaches(contracts, &decisions, day("2026-04-01")).into_iter().map(|breach| breach.contract).collect()
    }

    #[test]
    fn an_automatic_renewal_over_50_000_to_decide_within_30_days_without_a_decision_is_a_breach() {
        let rule = "renewal = [\"automatic\"]\nover = 50000\nwithin = \"30 days\"\nstanding = [\"due\", \"late\"]";
        let due = |day_due: &str| Turn::Due(day(day_due));
        let dear = Some(5_000_001);
        let contracts = [
            contract("breach", due("2026-05-01"), dear),
            contract("a-day-later", due("2026-05-02"), dear),
            contract("a-penny-less", due("2026-05-01"), Some(5_000_000)),
            contract("decided", due("2026-05-01"), dear),
            contract("decision-expired", due("2026-05-01"), dear),
            contract("only-seen", due("2026-05-01"), dear),
            contract("late", Turn::Late(day("2026-03-01")), dear),
            contract("missed", Turn::Missed(day("2026-03-01")), dear),
            contract("undated", Turn::Undated, dear),
            contract("over", Turn::Nothing, dear),
            contract("value-unknown", due("2026-05-01"), None),
            Watched { renewal: Renewal::Express, ..contract("express", due("2026-05-01"), dear) },
        ];
        let decided = [
            ["decided", "renew", "", "2026-04-01", ""],
            ["decision-expired", "renew", "", "2026-03-31", ""],
            ["only-seen", "acknowledge", "", "", ""],
        ];
        let expected = ["breach", "decision-expired", "only-seen", "late", "value-unknown"];
        assert_eq!(breaches(rule, &contracts, &decided), expected);
        let seen = rule.to_owned() + "\nunless = \"acknowledged\"";
        assert_eq!(breaches(&seen, &contracts, &decided), ["breach", "decision-expired", "late", "value-unknown"]);
        let never = rule.to_owned() + "\nunless = \"never\"";
        assert_eq!(breaches(&never, &contracts, &decided).len(), 6);
    }

    #[test]
    fn rules_ask_for_kinds_findings_and_standings() {
        let contracts = [contract("a", Turn::Undated, None)];
        for (rule, found) in [
            ("standing = [\"undated\"]", 1),
            ("standing = [\"missed\"]", 0),
            ("kind = [\"support\", \"lease\"]", 1),
            ("kind = [\"lease\"]", 0),
            ("finding = [\"renews-on-legacy\"]", 1),
            ("finding = [\"auto-renews\"]", 0),
            ("value = \"annual\"\nover = 0", 1),
            ("value = \"annual\"\nover = 1", 0),
        ] {
            assert_eq!(breaches(rule, &contracts, &[]).len(), found, "{rule}");
        }
    }

    #[test]
    fn the_shipped_policy_reads() {
        let text = include_str!("../../../config/policies/renewals.toml");
        let policy = Policy::from_toml("renewals.toml", text).unwrap();
        assert!(policy.rules.len() > 2 && !policy.asks_for_findings());
    }

    #[test]
    fn a_faulty_policy_is_refused_with_file_line_and_hint() {
        for (rule, message) in [
            ("renewal = [\"maybe\"]", "p, line 4: rule `r`: `maybe` is no renewal. hint: write one of automatic, "),
            ("kind = [\"toys\"]", "p, line 4: rule `r`: `toys` is no kind of contract"),
            ("standing = [\"soon\"]", "p, line 4: rule `r`: `soon` is no standing"),
            ("within = \"5 working days\"", "p, line 4: rule `r`: `5 working days` is no time ahead"),
            ("over = -1", "p, line 4: rule `r`: -1 is no value"),
            ("unless = \"raining\"", "p, line 4: "),
            ("colour = 1", "p, line 4: unknown field `colour`"),
        ] {
            let text = format!("source = \"s\"\n[[rule]]\nname = \"r\"\n{rule}");
            let error = Policy::from_toml("p", &text).unwrap_err().to_string();
            assert!(error.starts_with(message) && error.contains("hint: "), "{error}");
        }
    }
}
