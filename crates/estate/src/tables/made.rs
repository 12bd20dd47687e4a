//! What an audit makes: cost lines, amounts that lost to better ones, findings.

use crate::table::record;
use crate::{
    Amount, Class, Currency, Date, Decimal, Evidence, Flow, MoneyKind, NoServiceReason, UnknownReason, Verdict, Waste,
};

record! {
    /// One amount, once. Every figure is a group-by of these.
    CostLine in CostLines {
        /// `origin table:origin id:landing asset:service`, with a mark for what is waste.
        id: String,
        /// The period: the audit date for the year at its rate, or a financial year.
        period: String,
        /// Whole pence in the audit's currency.
        amount_pence: i64,
        /// The table of the record it comes from.
        origin_table: String,
        /// The id of that record.
        origin_id: String,
        /// The source of that record.
        source: String,
        /// Who pays.
        organisation: String,
        /// Who is paid.
        supplier: Option<String>,
        /// The contract.
        contract: Option<String>,
        /// The asset it landed on.
        asset: Option<String>,
        /// The service that uses it in the end.
        service: Option<String>,
        /// Why there is no service.
        no_service_reason: Option<NoServiceReason>,
        /// The verdict on the asset it landed on.
        verdict: Verdict,
        /// Why that is unknown.
        unknown_reason: Option<UnknownReason>,
        /// Why it buys nothing.
        waste: Option<Waste>,
        /// The class of the money.
        class: Class,
        /// The nature of the spending, for the reader: the contract's kind or the ledger's.
        nature: String,
        /// TBM cost pool.
        pool: String,
        /// TBM tower.
        tower: String,
        /// Run or change.
        flow: Flow,
        /// Resource or capital.
        money: MoneyKind,
        /// What the amount rests on.
        evidence: Evidence,
        /// Days after the audit date that are locked in.
        forecast: bool,
        /// The budget it belongs to.
        cost_centre: Option<String>,
        /// The amount of the record, where it was in another currency.
        original_amount: Option<Amount>,
        /// That currency.
        original_currency: Option<Currency>,
        /// The rate it was converted at.
        rate: Option<Decimal>,
        /// What the record says about value added tax.
        vat: String,
        /// The rules that made it.
        rule: String,
    }
}

record! {
    /// An amount that lost to a better one.
    CrossCheck in CrossChecks {
        /// The table of the record it comes from.
        origin_table: String,
        /// The id of that record.
        origin_id: String,
        /// The source of that record.
        source: String,
        /// Who pays.
        organisation: String,
        /// What counts instead, `table:id`.
        instead_of: Option<String>,
        /// Whole pence in the audit's currency.
        amount_pence: i64,
        /// How far it is from what counts.
        difference_pence: Option<i64>,
        /// The rule that decided.
        rule: String,
    }
}

record! {
    /// Something a reader should act on. Amounts of findings overlap and are never added up.
    FindingRow in Findings {
        /// Which finding.
        code: String,
        /// What it is about.
        subject: String,
        /// Whose it is.
        organisation: Option<String>,
        /// Who answers for it.
        owner: Option<String>,
        /// What the code says this amount means.
        amount_pence: Option<i64>,
        /// The last day to act.
        due_on: Option<Date>,
        /// What it says, in a sentence.
        message: String,
        /// The records it rests on.
        evidence: String,
    }
}

record! {
    /// What a ledger says it was spent on. A source's rows add up to what the money receipt says was received of its payments.
    SpendingRow in Spending {
        /// The body that paid; empty for rows that could not be used.
        organisation: String,
        /// The source.
        source: String,
        /// The financial year of the service, else of the day it was paid; empty for rows that could not be used.
        period: String,
        /// ict, not-ict, unclear; `set-aside` for rows that could not be used.
        scope: String,
        /// Of ICT: maintenance, licence, purchase, hosting, telecoms, consultancy, staff, other. Empty where no rule says so, or several disagree.
        nature: String,
        /// Whole pence in the audit's currency.
        pence: i64,
        /// Lines of the ledger.
        lines: i64,
    }
}
