//! What people say of risk: their scores of systems, and what they have accepted until a day.

use crate::table::record;
use crate::{Date, Decimal};

record! {
    /// What people answered of one system, in the terms of the Legacy IT Risk Assessment Framework (LITRAF). Likelihood runs from 1 to
    /// 6, impact from 1 to 5; an empty score is not answered.
    Litraf in Litraf {
        /// The system: a service, or the application at the top.
        asset: String,
        /// End of life or support.
        l1: Option<i64>,
        /// Expired vendor contract.
        l2: Option<i64>,
        /// Lack of knowledge and skills.
        l3: Option<i64>,
        /// Cannot meet the business need.
        l4: Option<i64>,
        /// Unsuitable physical environment.
        l5: Option<i64>,
        /// Known vulnerabilities.
        l6: Option<i64>,
        /// Recorded issues.
        l7: Option<i64>,
        /// National security, health, safety, life.
        c1: Option<i64>,
        /// Reputation.
        c2: Option<i64>,
        /// Direct financial.
        c3: Option<i64>,
        /// External stakeholders.
        c4: Option<i64>,
        /// Operational.
        c5: Option<i64>,
        /// Barrier to innovation.
        c6: Option<i64>,
        /// Who answered.
        assessor: Option<String>,
        /// Day of the answer.
        assessed_on: Option<Date>,
        /// Is there a plan to remedy it?
        has_plan: Option<bool>,
        /// Is that plan paid for?
        plan_funded: Option<bool>,
        /// Day by which it is to be remedied.
        target_on: Option<Date>,
        /// By how much its cost is expected to change, in per cent.
        cost_change_percent: Option<Decimal>,
        /// Notes.
        notes: Option<String>,
    }
}

record! {
    /// A risk that somebody has accepted until a day. It is told beside findings and moves no verdict and no pound.
    Waiver in Waivers {
        /// The asset.
        asset: String,
        /// The finding that is accepted, by its code; every finding about the asset's support, where empty.
        code: Option<String>,
        /// Why.
        reason: String,
        /// Who accepted it.
        approved_by: String,
        /// Day from which it holds.
        granted_on: Option<Date>,
        /// Last day on which it holds.
        until: Date,
    }
}

impl Litraf {
    /// The seven likelihoods, L1 to L7.
    pub fn likelihoods(&self) -> [Option<i64>; 7] {
        [self.l1, self.l2, self.l3, self.l4, self.l5, self.l6, self.l7]
    }

    /// The six impacts, C1 to C6.
    pub fn impacts(&self) -> [Option<i64>; 6] {
        [self.c1, self.c2, self.c3, self.c4, self.c5, self.c6]
    }
}
