//! What was paid, what may be spent, and what a currency was worth.

use crate::table::record;
use crate::{Amount, ChargeKind, Class, CommitmentStatus, Currency, Date, Decimal, Flow, MoneyKind, Scope, Vat};

record! {
    /// A line of a ledger: invoice, expense line, cloud bill row.
    Payment in Payments {
        /// Its id, `source:key`.
        id: String,
        /// The source that gave it.
        source: Option<String>,
        /// The body that paid.
        organisation: String,
        /// Day it was paid.
        paid_on: Date,
        /// First day of the service it pays for.
        period_from: Option<Date>,
        /// Last day of that service.
        period_to: Option<Date>,
        /// Who was paid.
        supplier: Option<String>,
        /// How much; negative for a credit.
        amount: Amount,
        /// Its currency; the audit's, where empty.
        currency: Option<Currency>,
        /// Does it hold value added tax?
        vat: Vat,
        /// The ledger's own category, as found.
        category: Option<String>,
        /// What it was for, as found.
        description: Option<String>,
        /// The budget it was paid from.
        cost_centre: Option<String>,
        /// Is it ICT?
        scope: Option<Scope>,
        /// The class of the money.
        class: Option<Class>,
        /// Run or change.
        flow: Option<Flow>,
        /// Is it capital?
        capital: Option<bool>,
        /// Is it a total of other lines?
        roll_up: Option<bool>,
        /// The asset it was paid for.
        asset: Option<String>,
        /// The contract it was paid under.
        contract: Option<String>,
        /// The commitment or order it was paid against.
        commitment: Option<String>,
        /// Of a cloud bill: what became of that commitment. What was not used is waste.
        commitment_status: Option<CommitmentStatus>,
        /// Of a cloud bill: what the line is for.
        charge_kind: Option<ChargeKind>,
        /// Of a cloud bill: what was invoiced, beside the amount that is spread over its use.
        billed_amount: Option<Amount>,
    }
}

record! {
    /// An allowance for a year.
    Budget in Budgets {
        /// The body.
        organisation: String,
        /// The budget's own code.
        cost_centre: Option<String>,
        /// The year: `2025-26`.
        financial_year: String,
        /// Resource or capital.
        money: Option<MoneyKind>,
        /// How much.
        amount: Amount,
        /// Its currency; the audit's, where empty.
        currency: Option<Currency>,
        /// Is it protected from cuts?
        ringfenced: Option<bool>,
        /// The source that gave it.
        source: Option<String>,
    }
}

record! {
    /// What one unit of a currency was worth on a day.
    Rate in Rates {
        /// From this currency.
        from: Currency,
        /// To this one.
        to: Currency,
        /// On this day, and until the next row.
        on: Date,
        /// Units of `to` for one of `from`.
        rate: Decimal,
        /// Who says so.
        origin: Option<String>,
        /// The source that gave it.
        source: Option<String>,
    }
}
