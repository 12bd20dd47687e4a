//! Who is told what, and when? Alerts before the day to act, each step once; told again if the day moves; quiet while somebody has
//! said that they have seen it, or wants to be asked later.
//!
//! There is no clock here: what was said before goes in as a state, and the state after this run comes out. What sends an alert is
//! somebody else.

use crate::days::add_days;
use crate::error::{unreadable, wrong};
use crate::notice::before;
use crate::{Calendar, Decisions, Error, Turn, Watched};
use estate::{Date, Length, days_between, parse_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Steps before the day to act, by value and lead time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladders {
    ladders: Vec<Ladder>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Ladder {
    from_pence: i64,
    lead: Length,
    /// The furthest first.
    steps: Vec<Length>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    ladder: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    from: i64,
    lead: Option<String>,
    steps: Vec<String>,
}

impl Ladders {
    /// Reads ladders. `file` is named in errors.
    pub fn from_toml(file: &str, text: &str) -> Result<Ladders, Error> {
        let words: File = toml::from_str(text).map_err(|error| unreadable(file, text, &error))?;
        let ahead = |words: &str| match Length::parse(words) {
            Some(Length::WorkingDays(_)) | None => {
                let hint = "write 60 days, 2 weeks or 3 months";
                Err(wrong(file, text, words, format!("`{words}` is no time ahead"), hint))
            }
            Some(length) => Ok(length),
        };
        let mut ladders = Vec::new();
        for ladder in words.ladder {
            let from_pence = ladder.from.checked_mul(100).filter(|pence| *pence >= 0).ok_or_else(|| {
                let hint = "write whole units of the audit's currency, 0 or more";
                wrong(file, text, "from", format!("{} is no annual value", ladder.from), hint)
            })?;
            let lead = ladder.lead.as_deref().map_or(Ok(Length::Days(0)), ahead)?;
            let mut steps = ladder.steps.iter().map(|step| ahead(step)).collect::<Result<Vec<_>, _>>()?;
            if steps.is_empty() {
                return Err(wrong(file, text, "steps", "a ladder without steps".to_owned(), "give at least one"));
            }
            steps.sort_by_key(|step| std::cmp::Reverse(about_days(*step)));
            ladders.push(Ladder { from_pence, lead, steps });
        }
        if !ladders.iter().any(|ladder| ladder.from_pence == 0 && ladder.lead == Length::Days(0)) {
            let hint = "leave `from` and `lead` out of one of them";
            return Err(wrong(file, text, "ladder", "no ladder is for every contract".to_owned(), hint));
        }
        ladders.sort_by_key(|ladder| (ladder.from_pence, about_days(ladder.lead)));
        Ok(Ladders { ladders })
    }

    /// The steps for a contract, furthest first: of the ladders whose value and lead time it reaches, the one for the highest value,
    /// then for the longest lead. A value that is not known may be high.
    pub fn steps(&self, annual_pence: Option<i64>, lead_days: Option<i64>) -> &[Length] {
        let reaches = |ladder: &&Ladder| {
            annual_pence.is_none_or(|pence| pence >= ladder.from_pence)
                && lead_days.unwrap_or(0) >= about_days(ladder.lead)
        };
        self.ladders.iter().rev().find(reaches).map_or(&[], |ladder| &ladder.steps)
    }
}

/// Days of a length, a month counted as 30: to put lengths in order.
fn about_days(length: Length) -> i64 {
    match length {
        Length::Days(days) | Length::WorkingDays(days) => days.into(),
        Length::Months(months) => i64::from(months) * 30,
    }
}

/// What was said so far, by contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Schema of this state.
    schema: String,
    contracts: BTreeMap<String, SaidOf>,
}

/// What was said about a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidOf {
    /// The day to act that it was about. Once that moves, all steps are to come again.
    act_by: String,
    /// Steps that were taken.
    steps: Vec<String>,
}

const SCHEMA: &str = "oldiron/alerts/1";

impl Said {
    /// Reads a state. An empty text is the state before the first run.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn from_json(text: &str) -> Result<Said, String> {
        if text.trim().is_empty() {
            return Ok(Said { schema: SCHEMA.to_owned(), contracts: BTreeMap::new() });
        }
        let said: Said = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if said.schema != SCHEMA {
            return Err(format!("its schema is `{}`, and this version knows `{SCHEMA}`", said.schema));
        }
        match said.contracts.iter().find(|(_, of)| parse_day(&of.act_by).is_err()) {
            Some((contract, of)) => Err(format!("act_by of `{contract}`: `{}` is not a day", of.act_by)),
            None => Ok(said),
        }
    }

    /// The state as text, the same for the same state.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }
}

/// Something to tell somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The contract.
    pub contract: String,
    /// Which step it is: `60 days`, `late`, `missed`.
    pub step: String,
    /// The day to act.
    pub act_by: Date,
    /// Days from the as-of day to it; negative once it has passed.
    pub days_left: i64,
    /// It was told before, of another day.
    pub moved_from: Option<Date>,
}

/// What a run leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alerted {
    /// What to tell, the nearest day first.
    pub alerts: Vec<Alert>,
    /// What is kept quiet: the contract, and until when, if it is only snoozed.
    pub quiet: Vec<(String, Option<Date>)>,
    /// What was said up to now, this run included.
    pub said: Said,
}

/// What is to be said on the as-of day, and what has been said after it. Of several steps that fall due at once only the nearest is
/// told; the others count as taken. Nothing is kept of contracts with nothing to decide.
pub fn alerts(
    watched: &[Watched],
    ladders: &Ladders,
    decisions: &Decisions,
    said: &Said,
    as_of: Date,
    calendar: &Calendar,
) -> Alerted {
    let mut out = Alerted {
        alerts: Vec::new(),
        quiet: Vec::new(),
        said: Said { schema: SCHEMA.to_owned(), contracts: BTreeMap::new() },
    };
    for contract in watched {
        let Some(act_by) = contract.turn.day() else { continue };
        let id = &contract.contract;
        if decisions.settled(id, as_of) {
            // A decision ends the ladder; once it expires the steps are to come again.
            continue;
        }
        let known = said.contracts.get(id);
        let same = known.filter(|known| known.act_by == act_by.to_string());
        let mut steps: Vec<String> = same.map(|known| known.steps.clone()).unwrap_or_default();
        let due = steps_due(contract, ladders, as_of, calendar);
        let new: Vec<&String> = due.iter().filter(|step| !steps.contains(step)).collect();
        let snoozed = decisions.snoozed(id, as_of);
        // What somebody has seen was about the day of then: once that has moved, it is told again.
        let moved = known.is_some() && same.is_none();
        let acknowledged = decisions.acknowledged(id, as_of) && !moved;
        if snoozed.is_some() || acknowledged {
            out.quiet.push((id.clone(), snoozed.filter(|_| !acknowledged)));
        } else if let Some(step) = new.last() {
            let moved_from = known.and_then(|known| parse_day(&known.act_by).ok()).filter(|day| *day != act_by);
            out.alerts.push(Alert {
                contract: id.clone(),
                step: (*step).clone(),
                act_by,
                days_left: days_between(as_of, act_by),
                moved_from,
            });
        }
        // What falls due while it is snoozed is told after that; what is acknowledged has been heard.
        if snoozed.is_none() || acknowledged {
            steps.extend(new.into_iter().cloned());
        }
        if !steps.is_empty() || same.is_some() || acknowledged {
            out.said.contracts.insert(id.clone(), SaidOf { act_by: act_by.to_string(), steps });
        } else if let Some(known) = known {
            // Nothing has been said of the new day yet: that it moved is still to be told.
            out.said.contracts.insert(id.clone(), known.clone());
        }
    }
    out.alerts.sort_by(|a, b| (a.act_by, &a.contract).cmp(&(b.act_by, &b.contract)));
    out.quiet.sort();
    out
}

/// The steps that have been reached, furthest first.
fn steps_due(contract: &Watched, ladders: &Ladders, as_of: Date, calendar: &Calendar) -> Vec<String> {
    let Some(act_by) = contract.turn.day() else { return Vec::new() };
    let ladder = ladders.steps(contract.annual_pence, contract.lead_days);
    let reached = |step: &&Length| before(act_by, **step, calendar).is_some_and(|day| day <= as_of);
    let mut due: Vec<String> = ladder.iter().filter(reached).map(Length::to_string).collect();
    match contract.turn {
        Turn::Late(_) => due.push("late".to_owned()),
        Turn::Missed(_) => due.push("missed".to_owned()),
        Turn::Due(_) | Turn::Undated | Turn::Nothing => {}
    }
    due
}

/// Days before the day to act on which a calendar rings, furthest first: the steps of the ladder.
pub fn rings(ladders: &Ladders, contract: &Watched, calendar: &Calendar) -> Vec<i64> {
    let Some(act_by) = contract.turn.day() else { return Vec::new() };
    let steps = ladders.steps(contract.annual_pence, contract.lead_days);
    let day = |step: &Length| before(act_by, *step, calendar).unwrap_or_else(|| add_days(act_by, -about_days(*step)));
    steps.iter().map(|step| days_between(day(step), act_by)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::COLUMNS;
    use crate::sample::{calendar, day};
    use estate::Renewal;

    const LADDERS: &str = "source = \"s\"\n[[ladder]]\nsteps = [\"7 days\", \"30 days\"]\n\
        [[ladder]]\nfrom = 50000\nsteps = [\"1 month\", \"3 months\"]\n[[ladder]]\nlead = \"60 days\"\nsteps = [\"90 days\"]\n";

    fn ladders() -> Ladders {
        Ladders::from_toml("l.toml", LADDERS).unwrap()
    }

    fn contract(turn: Turn) -> Watched {
        Watched {
            contract: "C1".to_owned(),
            kind: None,
            renewal: Renewal::Automatic,
            turn,
            locked_in_pence: None,
            annual_pence: Some(100),
            lead_days: None,
            findings: Vec::new(),
        }
    }

    fn decided(rows: &[[&str; 5]]) -> Decisions {
        let mut decisions = Decisions::default();
        decisions.read("d.csv", &COLUMNS, (2..).zip(rows.iter().copied()), &|_| true).unwrap();
        decisions
    }

    /// The steps told on each day, one after the other, with `-` for silence.
    fn told(days: &[(&str, Turn)], rows: &[[&str; 5]]) -> Vec<String> {
        let (mut said, mut told) = (Said::from_json("").unwrap(), Vec::new());
        for (as_of, turn) in days {
            let found = alerts(&[contract(*turn)], &ladders(), &decided(rows), &said, day(as_of), calendar());
            let shown = |alert: &Alert| {
                let moved = alert.moved_from.map(|from| format!(" moved from {from}")).unwrap_or_default();
                format!("{} {}{moved}", alert.step, alert.days_left)
            };
            told.push(found.alerts.first().map_or_else(|| "-".to_owned(), shown));
            said = Said::from_json(&found.said.to_json()).unwrap();
        }
        told
    }

    #[test]
    fn each_step_is_told_once_and_of_several_at_once_the_nearest() {
        let due = Turn::Due(day("2026-06-30"));
        let days = [
            ("2026-05-30", due),
            ("2026-05-31", due),
            ("2026-06-01", due),
            ("2026-06-24", due),
            ("2026-06-30", due),
            ("2026-07-01", Turn::Late(day("2026-06-30"))),
            ("2026-07-02", Turn::Late(day("2026-06-30"))),
            ("2026-08-01", Turn::Missed(day("2026-06-30"))),
        ];
        assert_eq!(told(&days, &[]), ["-", "30 days 30", "-", "7 days 6", "-", "late -1", "-", "missed -32"]);
        assert_eq!(told(&days[4..], &[])[0], "7 days 0", "the first run tells the nearest step and no other");
    }

    #[test]
    fn v16_a_day_that_moves_arms_the_steps_again() {
        let (before, after) = (Turn::Due(day("2026-06-30")), Turn::Due(day("2026-09-30")));
        let days = [("2026-06-25", before), ("2026-06-26", after), ("2026-09-01", after), ("2026-09-02", after)];
        assert_eq!(told(&days, &[]), ["7 days 5", "-", "30 days 29 moved from 2026-06-30", "-"]);
        // It moved and moved back: the step is told again, because what was said in between is about another day.
        let back = [("2026-06-25", before), ("2026-09-24", after), ("2026-06-26", before)];
        assert_eq!(told(&back, &[])[2], "7 days 4 moved from 2026-09-30");
    }

    #[test]
    fn what_was_seen_stays_quiet_and_what_is_snoozed_comes_after_it() {
        let due = Turn::Due(day("2026-06-30"));
        let days = [("2026-05-31", due), ("2026-06-10", due), ("2026-06-11", due), ("2026-06-24", due)];
        let snoozed = [["C1", "snooze", "", "2026-06-10", ""]];
        assert_eq!(told(&days, &snoozed), ["-", "-", "30 days 19", "7 days 6"]);
        let seen = [["C1", "acknowledge", "", "2026-06-10", ""]];
        assert_eq!(told(&days, &seen), ["-", "-", "-", "7 days 6"]);
        // Seen, and then the day moves: told once more, and quiet again.
        let later = Turn::Due(day("2026-09-30"));
        let moves = [("2026-05-31", due), ("2026-06-10", later), ("2026-09-01", later), ("2026-09-23", later)];
        assert_eq!(
            told(&moves, &[["C1", "acknowledge", "", "", ""]]),
            ["-", "-", "30 days 29 moved from 2026-06-30", "-"]
        );
        let decided = [["C1", "leave", "", "2026-06-11", ""]];
        assert_eq!(told(&days, &decided), ["-", "-", "-", "7 days 6"]);
    }

    #[test]
    fn the_ladder_goes_by_value_and_lead_and_a_value_nobody_knows_may_be_high() {
        let ladders = ladders();
        let steps = |annual, lead| {
            let words: Vec<_> = ladders.steps(annual, lead).iter().map(ToString::to_string).collect();
            words.join(" ")
        };
        assert_eq!(steps(Some(4_999_999), None), "30 days 7 days");
        assert_eq!(steps(Some(5_000_000), Some(59)), "3 months 1 month");
        assert_eq!(steps(None, None), "3 months 1 month");
        assert_eq!(steps(Some(0), Some(60)), "90 days");
        assert_eq!(rings(&ladders, &contract(Turn::Due(day("2026-03-31"))), calendar()), [30, 7]);
        let dear = Watched { annual_pence: None, ..contract(Turn::Due(day("2026-05-31"))) };
        assert_eq!(rings(&ladders, &dear, calendar()), [92, 31], "28 February and 30 April");
    }

    #[test]
    fn the_shipped_ladders_read_and_a_faulty_one_is_refused() {
        let shipped = Ladders::from_toml("alerts.toml", include_str!("../../../config/alerts.toml")).unwrap();
        assert!(shipped.ladders.len() > 1);
        for (text, message) in [
            ("[[ladder]]\nsteps = [\"soon\"]", "l, line 3: `soon` is no time ahead"),
            ("[[ladder]]\nsteps = []", "l, line 3: a ladder without steps"),
            ("[[ladder]]\nfrom = 5\nsteps = [\"1 day\"]", "l, line 2: no ladder is for every contract"),
            ("[[ladder]]\nfrom = -5\nsteps = [\"1 day\"]", "l, line 3: -5 is no annual value"),
        ] {
            let error = Ladders::from_toml("l", &format!("source = \"s\"\n{text}")).unwrap_err().to_string();
            assert!(error.starts_with(message) && error.contains("hint: "), "{error}");
        }
    }

    #[test]
    fn a_state_of_something_else_is_refused() {
        for (text, message) in [
            ("{", "EOF"),
            ("{\"schema\": \"other/1\", \"contracts\": {}}", "its schema is `other/1`"),
            (
                "{\"schema\": \"oldiron/alerts/1\", \"contracts\": {\"C\": {\"act_by\": \"soon\", \"steps\": []}}}",
                "act_by of `C`",
            ),
        ] {
            let error = Said::from_json(text).unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
