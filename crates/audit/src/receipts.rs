//! Where every row and every pound received went.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where every pound received from one source and table went (rule L29): received is the sum of all the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoneyReceipt {
    /// The source.
    pub source: String,
    /// `contracts`, `payments`, `assets` (own costs) or `team_costs`.
    pub table: String,
    /// The period value of contracts and own costs; the amount of payments and team costs.
    pub received_pence: i64,
    /// Could not be used.
    pub set_aside_pence: i64,
    /// Is the total of other records.
    pub roll_up_pence: i64,
    /// One body in scope paid another.
    pub recharge_pence: i64,
    /// Belongs to another period.
    pub other_period_pence: i64,
    /// Lost to a better amount.
    pub cross_check_pence: i64,
    /// Is not ICT.
    pub not_ict_pence: i64,
    /// The data do not say whether it is ICT.
    pub unclear_pence: i64,
    /// Is capital.
    pub capital_pence: i64,
    /// Is change.
    pub change_pence: i64,
    /// Is run cost: in the cost lines.
    pub counted_pence: i64,
}

impl MoneyReceipt {
    /// Do its numbers add up?
    pub fn adds_up(&self) -> bool {
        let parts = [
            self.set_aside_pence,
            self.roll_up_pence,
            self.recharge_pence,
            self.other_period_pence,
            self.cross_check_pence,
            self.not_ict_pence,
            self.unclear_pence,
            self.capital_pence,
            self.change_pence,
            self.counted_pence,
        ];
        i128::from(self.received_pence) == parts.into_iter().map(i128::from).sum()
    }
}

/// One amount of all these receipts added up: `receipts_total(&audit.money_receipt, |row| row.counted_pence)`.
pub fn receipts_total(receipts: &[MoneyReceipt], amount: impl Fn(&MoneyReceipt) -> i64) -> i128 {
    receipts.iter().map(|receipt| i128::from(amount(receipt))).sum()
}

/// Rows received from one source for one table: received = kept + set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableReceipt {
    /// The source.
    pub source: String,
    /// The table.
    pub table: String,
    /// Rows that the source said it has.
    pub declared: Option<u64>,
    /// Rows that arrived.
    pub received: u64,
    /// Rows that became records.
    pub kept: u64,
    /// Rows that could not be used.
    pub set_aside: u64,
}

/// Rows of several receipts added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows {
    /// Rows that arrived.
    pub received: u64,
    /// Rows that became records.
    pub kept: u64,
    /// Rows that could not be used.
    pub set_aside: u64,
}

/// The rows of all these receipts.
pub fn rows(receipts: &[TableReceipt]) -> Rows {
    receipts.iter().fold(Rows::default(), |sum, receipt| Rows {
        received: sum.received + receipt.received,
        kept: sum.kept + receipt.kept,
        set_aside: sum.set_aside + receipt.set_aside,
    })
}

/// Rows and cells that could not be used, by what was wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetAsideCount {
    /// The source.
    pub source: String,
    /// The table.
    pub table: String,
    /// The column at fault.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// Whole rows set aside.
    pub rows: u64,
    /// Cells set aside whose row was kept.
    pub cells: u64,
}
