//! What may come of made-up money.

use super::Money;
use audit::{DoNothing, Range, StepAhead, SystemPath, YearAhead};

/// Every line goes on as it is at least, and rises by 4 % a year at most.
pub(super) fn do_nothing(lines: &[Money]) -> DoNothing {
    let path = |pence: i64| -> Vec<Range> {
        let grown = |years: i64| pence + pence / 25 * years;
        let range = |years: i64| Range { low: pence.min(grown(years)), high: pence.max(grown(years)) };
        (1..=5).map(range).collect()
    };
    let run: i64 = lines.iter().map(|line| line.pence).sum();
    if run == 0 {
        return DoNothing::default();
    }
    let step = |pence: i64| StepAhead {
        rule: "has no end: no rise is stated".to_owned(),
        base_pence: pence,
        years: path(pence),
    };
    let systems = lines.iter().map(|line| SystemPath {
        system: line.service.clone(),
        years: path(line.pence),
        steps: vec![step(line.pence)],
    });
    DoNothing {
        years: (6..=10)
            .map(|year| YearAhead {
                from: format!("20{:02}-04-02", year + 20),
                to: format!("20{:02}-04-01", year + 21),
            })
            .collect(),
        whole: path(run),
        systems: systems.collect(),
        steps: vec![step(run)],
    }
}
