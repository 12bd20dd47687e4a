//! What would have to be known so that more of the money has a verdict.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Assets of one owner that are named alike and have no verdict, with the run cost that waits for one. Each asset without a verdict
/// stands in one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorklistRow {
    /// How records name it: maker and product, or the model; empty where they name nothing.
    pub words: String,
    /// The versions that they state.
    pub versions: Vec<String>,
    /// The body that runs it.
    pub organisation: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Why there is no verdict: no-product, not-in-catalogue, release-uncertain, no-date.
    pub reason: String,
    /// The product of the catalogue that it was read as, where it was.
    pub product: Option<String>,
    /// Assets named so.
    pub assets: u64,
    /// One of them.
    pub example: String,
    /// Run cost that waits for the verdict.
    pub pence: i64,
    /// Who can put it right, and how, in one sentence.
    pub fix: String,
    /// A file of the organisation's own layer of the catalogue, to fill in; none where the record is what must be put right.
    pub toml: Option<String>,
}

/// How many rows, the dearest first, settle this part of what all of them hold, in hundredths. None where they hold no cost.
pub fn rows_that_settle(rows: &[WorklistRow], hundredths: u8) -> Option<usize> {
    let total: i128 = rows.iter().map(|row| i128::from(row.pence.max(0))).sum();
    if total == 0 {
        return None;
    }
    let mut sum = 0;
    let enough = |row: &WorklistRow| {
        sum += i128::from(row.pence.max(0));
        sum * 100 >= total * i128::from(hundredths)
    };
    rows.iter().position(enough).map(|last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pence: i64) -> WorklistRow {
        WorklistRow {
            words: String::new(),
            versions: Vec::new(),
            organisation: String::new(),
            owner: None,
            reason: String::new(),
            product: None,
            assets: 1,
            example: String::new(),
            pence,
            fix: String::new(),
            toml: None,
        }
    }

    #[test]
    fn the_fewest_rows_that_reach_the_part_are_counted() {
        for (pence, rows) in [
            (vec![80, 10, 10], Some(1)),
            (vec![79, 11, 10], Some(2)),
            (vec![50, 20, 10, 10, 10], Some(3)),
            (vec![10, 0, -5], Some(1)),
            (vec![0, 0], None),
            (vec![], None),
        ] {
            let list: Vec<WorklistRow> = pence.iter().map(|pence| row(*pence)).collect();
            assert_eq!(rows_that_settle(&list, 80), rows, "{pence:?}");
        }
    }
}
