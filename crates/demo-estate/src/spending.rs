//! Ledger lines that no contract stands behind: small buys, credits, projects, equipment, and what is not ICT at all
//! or does not say.

use crate::Plan;
use crate::assets::{facts, in_use};
use crate::bodies::Body;
use crate::days::plus_days;
use crate::draw::{Draw, Topic};
use crate::payments::id;
use crate::suppliers::Key;
use estate::tables::Payment;
use estate::{Amount, Class, Date, Flow, Scope, Vat};

/// How many suppliers have no contract.
pub(crate) fn direct_suppliers(plan: &Plan) -> u64 {
    30 + plan.size.payments / 400
}

/// A supplier without a contract, always of the same body.
fn direct_supplier(plan: &Plan, body: Body, draw: &mut Draw) -> Key {
    let of_body = direct_suppliers(plan) / 3;
    Key::Direct(draw.below(of_body) * 3 + body.number())
}

/// A line that says who paid, when and how much, and no more.
pub(crate) fn bare(index: u64, body: Body, paid_on: Date, amount: Amount) -> Payment {
    Payment {
        id: id(body, index),
        source: Some(body.ledger().to_owned()),
        organisation: body.id().to_owned(),
        paid_on,
        period_from: None,
        period_to: None,
        supplier: None,
        amount,
        currency: None,
        vat: Vat::Unknown,
        category: None,
        description: None,
        cost_centre: None,
        scope: None,
        class: None,
        flow: None,
        capital: None,
        roll_up: None,
        asset: None,
        contract: None,
        commitment: None,
        commitment_status: None,
        charge_kind: None,
        billed_amount: None,
    }
}

/// What a line is for: category, description, class.
type Words = (&'static str, &'static str, Option<Class>);

const RUN: [Words; 8] = [
    ("ICT consumables", "Toner and labels", Some(Class::Other)),
    ("ICT maintenance and support", "Call-out, server room", Some(Class::Maintenance)),
    ("Software licences", "Extra seats", Some(Class::Licence)),
    ("Telephony and data lines", "Mobile data overage", Some(Class::Other)),
    ("ICT maintenance and support", "AD HOC SUPPORT DAYS", Some(Class::Maintenance)),
    ("ICT hosting", "Cloud usage", Some(Class::Hosting)),
    ("Software licences", "Annual software maintenance", Some(Class::Licence)),
    ("ICT services", "Data centre power recharge", Some(Class::Energy)),
];
const PROJECTS: [Words; 4] = [
    ("ICT projects", "Implementation days", None),
    ("ICT projects", "Data migration", None),
    ("ICT consultancy", "Options appraisal for replacement system", None),
    ("ICT projects", "Project manager, agency", None),
];
const EQUIPMENT: [Words; 3] = [
    ("Computer hardware", "Laptops", Some(Class::Ownership)),
    ("Computer hardware", "Server purchase", Some(Class::Ownership)),
    ("Computer hardware", "Network switches", Some(Class::Ownership)),
];
const NOT_ICT: [Words; 8] = [
    ("Catering supplies", "School meals", None),
    ("Building cleaning", "Window cleaning", None),
    ("Vehicle hire", "Minibus", None),
    ("Care placements", "Residential care, week", None),
    ("Road materials", "Asphalt", None),
    ("Medical consumables", "Gloves", None),
    ("Uniforms", "Boots", None),
    ("Grounds maintenance", "Grass cutting", None),
];
const UNCLEAR: [Words; 5] = [
    ("Professional fees", "Services as agreed", None),
    ("Miscellaneous", "see invoice", None),
    ("Subscriptions", "Annual subscription", None),
    ("Equipment", "Sundry equipment", None),
    ("", "JNL 4471", None),
];

/// What a line turns out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Run,
    Credit,
    Project,
    Equipment,
    NotIct,
    Unclear,
}

const SORTS: [Sort; 6] = [Sort::Run, Sort::Credit, Sort::Project, Sort::Equipment, Sort::NotIct, Sort::Unclear];

impl Sort {
    /// Its words, and the range of its pounds.
    fn words(self) -> (&'static [Words], (i64, i64)) {
        match self {
            Sort::Run => (&RUN, (60, 7_000)),
            Sort::Credit => (&RUN, (-900, -20)),
            Sort::Project => (&PROJECTS, (500, 22_000)),
            Sort::Equipment => (&EQUIPMENT, (400, 30_000)),
            Sort::NotIct => (&NOT_ICT, (30, 9_000)),
            Sort::Unclear => (&UNCLEAR, (20, 3_000)),
        }
    }

    /// Its scope, and in how many of a hundred lines the ledger says so; elsewhere it is left to the words.
    fn scope(self) -> (Scope, u64) {
        match self {
            Sort::Run | Sort::Credit | Sort::Project | Sort::Equipment => (Scope::Ict, 75),
            Sort::NotIct => (Scope::NotIct, 60),
            Sort::Unclear => (Scope::Unclear, 40),
        }
    }
}

/// The line of this index.
pub(crate) fn payment(plan: &Plan, index: u64) -> Payment {
    let mut draw = Draw::new(plan.seed, Topic::Spending, index);
    let body = Body::of_turn(draw.below(10));
    let paid_on = plus_days(plan.as_of, -draw.between(1, 3 * 365));
    let sort = SORTS[draw.weighted(&[46, 7, 8, 7, 20, 12])];
    let (words, (low, high)) = sort.words();
    let (category, description, class) = *draw.pick(words);
    let amount = Amount(draw.skewed(low, high) * 100 + draw.between(0, 99));
    let supplier = direct_supplier(plan, body, &mut draw);
    let mut payment = bare(index, body, paid_on, amount);
    // A ledger often holds the name as typed instead of the id.
    payment.supplier = Some(if draw.chance(15) { supplier.name().to_uppercase() } else { supplier.id() });
    payment.vat = match (body, draw.below(10)) {
        (_, 0..2) => Vat::Unknown,
        (Body::Hospitals, _) => Vat::Gross(None),
        (_, 2) => Vat::Exempt,
        _ => Vat::Net,
    };
    payment.category = crate::suppliers::some(category);
    payment.description = Some(description.to_owned());
    payment.cost_centre = draw.chance(85).then(|| format!("{}-{}", body.id(), 4100 + draw.below(12) * 10));
    let (scope, said) = sort.scope();
    payment.scope = draw.chance(said).then_some(scope);
    payment.class = class.filter(|_| draw.chance(70));
    payment.flow = (sort == Sort::Project).then_some(Flow::Change);
    payment.capital = (sort == Sort::Equipment).then_some(true);
    if sort == Sort::Run {
        payment.asset = asset_of(plan, body, &mut draw);
        if payment.asset.is_none() && draw.chance(12) {
            // Paid for a year ahead.
            payment.period_from = Some(payment.paid_on);
            payment.period_to = Some(plus_days(payment.paid_on, 364));
        }
    }
    payment
}

/// Something in use that the body bought this for, where the ledger says so.
fn asset_of(plan: &Plan, body: Body, draw: &mut Draw) -> Option<String> {
    if plan.size.assets == 0 || !draw.chance(70) {
        return None;
    }
    // A few looks for one of the same body; then whatever is there, or nothing.
    let looked: Vec<u64> = (0..6).map(|_| draw.below(plan.size.assets)).collect();
    let suits = |index: &&u64| {
        let facts = facts(plan, **index);
        in_use(&facts) && facts.place.body == body && facts.place.part.kind != crate::blocks::Kind::Service
    };
    looked.iter().find(suits).map(|index| crate::assets::id(*index))
}
