//! Cases and what came of them.

use super::Stand;
use super::ground::Ground;
use std::fmt;

/// A case: one thing wrong, and the rule that holds nevertheless.
#[derive(Clone, Copy)]
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// The rule that it holds a connector to.
    pub rule: &'static str,
    pub(crate) run: fn(&Ground<'_>) -> Result<(), Failed>,
}

/// Why a case did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failed {
    /// The connector broke the rule.
    Broke(String),
    /// The system cannot have what the case needs.
    CannotBe,
}

impl From<String> for Failed {
    fn from(how: String) -> Failed {
        Failed::Broke(how)
    }
}

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The rule was kept.
    Kept,
    /// The rule was broken, and how.
    Broken(String),
    /// The system cannot have what the case needs.
    CannotBe,
}

/// What came of all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The stand's name.
    pub stand: String,
    /// Name, rule and verdict of each case.
    pub cases: Vec<(&'static str, &'static str, Verdict)>,
}

/// So many cases a stand must be able to have, or the emulator is too tame to prove anything.
pub const LEAST: usize = 40;

impl Report {
    /// How many rules were kept.
    pub fn kept(&self) -> usize {
        self.cases.iter().filter(|(_, _, verdict)| *verdict == Verdict::Kept).count()
    }

    /// The cases whose rule was broken.
    pub fn broken(&self) -> Vec<&'static str> {
        self.cases
            .iter()
            .filter(|(_, _, verdict)| matches!(verdict, Verdict::Broken(_)))
            .map(|(name, _, _)| *name)
            .collect()
    }

    /// Does the connector conform?
    pub fn conforms(&self) -> bool {
        self.broken().is_empty() && self.kept() >= LEAST
    }

    /// Stops the test that calls it, with the report, unless the connector conforms.
    ///
    /// # Panics
    ///
    /// Where a rule was broken, or fewer than [`LEAST`] cases could be had.
    pub fn demand_all(&self) {
        assert!(self.conforms(), "{self}");
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}: {} rules kept, {} broken", self.stand, self.kept(), self.broken().len())?;
        for (name, rule, verdict) in &self.cases {
            match verdict {
                Verdict::Kept => {}
                Verdict::Broken(how) => writeln!(out, "BROKEN {name}: {how}\n  rule: {rule}")?,
                Verdict::CannotBe => writeln!(out, "cannot be had here: {name}")?,
            }
        }
        Ok(())
    }
}

pub(super) fn run(stand: &dyn Stand, rooms: &[&[Case]]) -> Report {
    let mut report = Report { stand: stand.name().to_owned(), cases: Vec::new() };
    let ground = match Ground::new(stand) {
        Ok(ground) => ground,
        Err(how) => {
            let rule = "Nothing wrong, everything read.";
            report.cases.push(("undisturbed", rule, Verdict::Broken(how)));
            return report;
        }
    };
    for case in rooms.iter().copied().flatten() {
        let verdict = match (case.run)(&ground).and_then(|()| Ok(ground.nothing_private()?)) {
            Ok(()) => Verdict::Kept,
            Err(Failed::Broke(how)) => Verdict::Broken(how),
            Err(Failed::CannotBe) => Verdict::CannotBe,
        };
        report.cases.push((case.name, case.rule, verdict));
    }
    report
}
