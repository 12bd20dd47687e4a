//! Agreements, what they cost, what they cover and what they entitle to.

use crate::table::record;
use crate::{Amount, Class, ContractKind, Currency, Date, Decimal, Flow, PricePer, Renewal, Scope, Stated, Vat, When};

record! {
    /// An agreement that costs money.
    Contract in Contracts {
        /// Its id, `source:key`.
        id: String,
        /// The source that gave it.
        source: Option<String>,
        /// Its key in that source.
        source_key: Option<String>,
        /// The contract it belongs to; that one's own amount is then a roll-up.
        parent: Option<String>,
        /// The body that pays.
        organisation: String,
        /// Who is paid.
        supplier: String,
        /// The number both sides quote.
        reference: Option<String>,
        /// What it is about.
        title: Option<String>,
        /// What it is for.
        kind: Option<ContractKind>,
        /// Is it ICT?
        scope: Option<Scope>,
        /// draft, cancelled, terminated, or any other word.
        state: Option<String>,
        /// The law it was bought under; `framework` marks its amount as a ceiling.
        regime: Option<String>,
        /// The way it was bought.
        route: Option<String>,
        /// First day in force.
        starts_on: When,
        /// Last day in force, as stated; `9999-12-31` is no end at all.
        ends_on: When,
        /// The furthest last day that extensions may reach.
        max_extent_on: When,
        /// Length of the first term: `36 months`, `open-ended`.
        initial_term: Option<String>,
        /// What happens at the end of a term.
        renewal: Option<Renewal>,
        /// Length of each further term.
        renewal_term: Option<String>,
        /// How long before the end notice must be given.
        notice: Option<String>,
        /// How long before the notice a decision takes.
        lead_time: Option<String>,
        /// Days on which it may be left early, separated by `;`.
        break_dates: Option<String>,
        /// The price.
        price_amount: Stated<Amount>,
        /// Its currency.
        price_currency: Option<Currency>,
        /// The time it is for.
        price_per: Option<PricePer>,
        /// Does it hold value added tax?
        price_vat: Vat,
        /// How many units, for a price a unit.
        units: Option<Decimal>,
        /// How the price rises: `8%`, `CPI`, `none`.
        indexation: Option<String>,
        /// The class of its money, where its kind does not say.
        class: Option<Class>,
        /// Run or change.
        flow: Option<Flow>,
        /// Is it capital?
        capital: Option<bool>,
        /// The budget it belongs to.
        cost_centre: Option<String>,
        /// Who answers for it.
        owner: Option<String>,
        /// File and page of the clause.
        document: Option<String>,
        /// Who checked the clause.
        checked_by: Option<String>,
    }
}

record! {
    /// A contract's price over a period.
    Price in Prices {
        /// The contract.
        contract: String,
        /// First day; open, where empty.
        from: Option<Date>,
        /// Last day; open, where empty.
        to: Option<Date>,
        /// The price.
        amount: Amount,
        /// Its currency; the contract's, where empty.
        currency: Option<Currency>,
        /// The time it is for; the contract's, where empty.
        per: Option<PricePer>,
        /// The source that gave it.
        source: Option<String>,
    }
}

record! {
    /// A contract covers an asset.
    Cover in Cover {
        /// The contract.
        contract: String,
        /// The asset.
        asset: String,
        /// Its share, relative to the contract's other rows.
        weight: Option<Decimal>,
        /// First day; open, where empty.
        from: Option<Date>,
        /// Last day; open, where empty: payments after the contract's end still land.
        to: Option<Date>,
        /// The source that gave it.
        source: Option<String>,
    }
}

record! {
    /// A right that was bought.
    Entitlement in Entitlements {
        /// The contract.
        contract: String,
        /// The product, as found.
        product: String,
        /// What is counted: devices, users, cores.
        metric: Option<String>,
        /// How many.
        quantity: Decimal,
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// The source that gave it.
        source: Option<String>,
    }
}
