//! What is run, how it hangs together, what was measured of it and how its support is judged.

use crate::table::record;
use crate::{Amount, AssetStatus, Currency, Date, Decimal, Facet, Stated, UnknownReason, Verdict, WeightFrom, When};

record! {
    /// A thing that is run: application, database, server, device, service.
    Asset in Assets {
        /// Its id, `source:key`.
        id: String,
        /// The source that gave it.
        source: Option<String>,
        /// Its key in that source.
        source_key: Option<String>,
        /// The body that runs it.
        organisation: String,
        /// What it is. `service` and `application` have a meaning for cost; other words are free.
        kind: String,
        /// Its name.
        name: String,
        /// Who made it, as found.
        vendor: Option<String>,
        /// What it is, as found.
        product: Option<String>,
        /// Which version, as found.
        version: Option<String>,
        /// The hardware model, as found.
        model: Option<String>,
        /// The maker's serial number.
        serial: Option<String>,
        /// The owner's label.
        asset_tag: Option<String>,
        /// Where it is in its life.
        status: Option<AssetStatus>,
        /// Production, test and so on.
        environment: Option<String>,
        /// How much depends on it.
        criticality: Option<String>,
        /// Day of purchase.
        purchased_on: When,
        /// Day it was put to use.
        installed_on: When,
        /// Last day of its warranty.
        warranty_ends: When,
        /// Day it was taken out of use.
        retired_on: When,
        /// Day somebody or something last saw it.
        last_seen: When,
        /// What was paid for it. Never run cost.
        purchase_price: Stated<Amount>,
        /// What it costs, all in, by its owner's figure.
        own_cost: Stated<Amount>,
        /// The time that figure is for: month, quarter or year. Any other word sets the figure aside.
        own_cost_per: Option<String>,
        /// Currency of its amounts; the audit's, where empty.
        currency: Option<Currency>,
        /// For how long it was meant to last.
        useful_life: Option<String>,
        /// What it is worth at the end of that time.
        residual_value: Stated<Amount>,
        /// The budget it belongs to.
        cost_centre: Option<String>,
        /// Where it stands.
        location: Option<String>,
        /// Who answers for it.
        owner: Option<String>,
    }
}

record! {
    /// A typed link between two assets.
    Relation in Relations {
        /// The asset the link starts at.
        from: String,
        /// The asset it leads to.
        to: String,
        /// runs-on, depends-on, part-of, backs-up, connects-to. Which way cost flows is data.
        kind: String,
        /// How much of it, relative to the other links of the same provider.
        weight: Option<Decimal>,
        /// Where the weight comes from.
        weight_from: Option<WeightFrom>,
        /// The source that gave it.
        source: Option<String>,
    }
}

record! {
    /// A driver: how much of an asset a consumer uses, or how much there is.
    Measure in Measures {
        /// The asset that is measured.
        asset: String,
        /// Who uses it; empty for the whole capacity.
        consumer: Option<String>,
        /// cpu-hours, gigabytes, seats, users, devices.
        name: String,
        /// How much.
        value: Decimal,
        /// When.
        period: Option<String>,
        /// The source that gave it.
        source: Option<String>,
    }
}

record! {
    /// The judgement on one facet of an asset.
    AssetVerdict in Verdicts {
        /// The asset.
        asset: String,
        /// What of it is judged; the product, where empty.
        facet: Option<Facet>,
        /// The judgement.
        verdict: Verdict,
        /// The release in the catalogue.
        release: Option<String>,
        /// How the product's words were read.
        outcome: Option<String>,
        /// The day its support ended or ends.
        ended_on: Option<Date>,
        /// Days since then.
        days_past: Option<i64>,
        /// How sure: A to D.
        grade: Option<String>,
        /// The rule that judged.
        rule: Option<String>,
        /// Why it is unknown.
        unknown_reason: Option<UnknownReason>,
        /// What it rests on.
        evidence: Option<String>,
    }
}
