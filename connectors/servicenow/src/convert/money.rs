//! Amounts on their way into a record.

use super::Context;
use crate::wire::Money;
use connector_kit::Draft;

/// What `cost_cc` holds where nobody chose a currency.
const DEFAULT_CODE: &str = "USD";

impl Context<'_> {
    /// The currency of an amount: its own, else the account's.
    pub(super) fn currency(&self, money: &Money) -> String {
        if money.code.is_empty() { self.settings.currency.clone() } else { money.code.clone() }
    }

    /// Sets an amount with its currency; no amount sets nothing.
    pub(super) fn pay(&self, draft: &mut Draft, amount: &str, currency: &str, money: &Money) {
        if !money.amount.is_empty() {
            draft.set(amount, money.amount.as_str()).set(currency, self.currency(money));
        }
    }

    /// The cost that a configuration item states itself: a bare number beside a code which is `USD` unless somebody changed it. In an
    /// estate of another currency that code is no word of anybody's, so the amount is told and not used. Zero is zero in any currency.
    pub(super) fn stated_cost(&self, draft: &mut Draft, amount: &str, currency: &str, cost: &str, code: &str) {
        if cost.is_empty() {
            return;
        }
        let is_zero = cost.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let code = code.to_ascii_uppercase();
        if code == DEFAULT_CODE && self.settings.currency != DEFAULT_CODE && !is_zero {
            let reason = format!(
                "the currency is {DEFAULT_CODE}, which the product fills in by itself, so the amount is not used. hint: set `cost_cc` where the cost is known, or keep it on the asset"
            );
            draft.tell("cost", format!("{cost} {code}"), reason);
            return;
        }
        let code = if is_zero || code.is_empty() { self.settings.currency.clone() } else { code };
        draft.set(amount, cost).set(currency, code);
    }
}
