//! The list of what is planted: what an audit must say, about what, what must stay silent beside it, and why.

use crate::planted::assets as a;
use crate::planted::contracts as c;
use crate::planted::payments as p;
use crate::products::Found;
use crate::suppliers::{ALIKE, BESIDE, JOINT, Key};
use crate::{Plan, Truth, assets, contracts, payments, work};

/// A row that a truth needs.
#[derive(Clone, Copy)]
enum Row {
    Asset(u64),
    Contract(u64),
    /// A contract together with all its payments.
    Paid(u64),
    Payment(u64),
    Ticket(u64),
    Supplier(Key),
    /// The words of a product.
    Product(&'static Found),
}

use Row::{Asset, Contract, Paid, Payment, Product, Supplier, Ticket};

impl Row {
    fn is_in(self, plan: &Plan) -> bool {
        match self {
            Asset(index) => index < plan.size.assets,
            Contract(index) => index < plan.size.contracts,
            Paid(index) => payments::holds_all_of(plan, index),
            Payment(index) => index < plan.size.payments,
            Ticket(index) => index < plan.size.tickets,
            Supplier(_) | Product(_) => true,
        }
    }

    fn id(self) -> String {
        match self {
            Asset(index) => assets::id(index),
            Contract(index) | Paid(index) => contracts::id(index),
            Payment(index) => p::planted_id(index),
            Ticket(index) => work::id(index),
            Supplier(key) => key.id(),
            Product(found) => {
                let words = [found.vendor, found.product, found.version];
                words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// A truth about one row, its near miss, what else must be there, and why.
struct Planting {
    code: &'static str,
    subject: Row,
    twin: Option<Row>,
    needs: &'static [Row],
    why: &'static str,
}

const fn planting(code: &'static str, subject: Row, twin: Row, needs: &'static [Row], why: &'static str) -> Planting {
    Planting { code, subject, twin: Some(twin), needs, why }
}

const fn alone(code: &'static str, subject: Row, needs: &'static [Row], why: &'static str) -> Planting {
    Planting { code, subject, twin: None, needs, why }
}

/// Every truth whose rows the estate is large enough to hold.
pub(crate) fn truths(plan: &Plan) -> Vec<Truth> {
    let all = [LEGACY, COVER, MONEY, SUPPLIERS, DATES, FACTS, LINKS, SET_ASIDE].into_iter().flatten();
    let present = all.filter(|planting| {
        let needs = planting.needs.iter().chain([&planting.subject]).chain(&planting.twin);
        needs.into_iter().all(|row| row.is_in(plan))
    });
    present
        .map(|planting| Truth {
            code: planting.code,
            subject: planting.subject.id(),
            twin: planting.twin.map(Row::id),
            why: planting.why.to_owned(),
        })
        .collect()
}

const LEGACY: &[Planting] = &[
    planting(
        "renews-on-legacy",
        Contract(c::LEGACY_RENEWS),
        Contract(c::SUPPORTED_RENEWS),
        &[Asset(a::LEGACY_SERVER), Asset(a::SUPPORTED_SERVER)],
        "It renews itself in eight months and covers a server on Windows Server 2003, which is out of support. The \
         twin has the same terms and covers a server on Windows Server 2025, whose support outlasts the next term.",
    ),
    planting(
        "renews-on-legacy",
        Contract(c::LEGACY_DATABASE_RENEWS),
        Contract(c::LEGACY_DATABASE_ENDS),
        &[Asset(a::LEGACY_DATABASE), Asset(a::LEGACY_DATABASE_ENDS)],
        "It renews itself and covers an Oracle 10g database, which is out of support. The twin covers one of the \
         same release, and ends.",
    ),
    planting(
        "renews-on-retired",
        Contract(c::RETIRED_RENEWS),
        Contract(c::RETIRED_RELEASED),
        &[Asset(a::RETIRED_RENEWED), Asset(a::RETIRED_RELEASED)],
        "It renews itself and covers a server that was retired 430 days ago. The twin covered one too, until the day \
         before it was retired.",
    ),
    planting(
        "renews-on-retired",
        Contract(c::RETIRED_RENEWS),
        Contract(c::RETIRED_ENDS),
        &[Asset(a::RETIRED_RENEWED), Asset(a::RETIRED_PAID)],
        "It renews itself and covers a server that was retired 430 days ago. The twin covers one too, and does not \
         renew.",
    ),
    planting(
        "paid-for-retired",
        Asset(a::RETIRED_RENEWED),
        Asset(a::RETIRED_RELEASED),
        &[Contract(c::RETIRED_RENEWS), Contract(c::RETIRED_RELEASED)],
        "Retired 430 days ago, and a contract in force still covers it. The twin's cover ended with it.",
    ),
    planting(
        "paid-for-retired",
        Asset(a::RETIRED_PAID),
        Asset(a::IN_STOCK),
        &[Contract(c::RETIRED_ENDS)],
        "Retired 430 days ago, and a contract in force, which will not renew, still covers it. The twin is in stock, \
         not retired, and has no cover.",
    ),
    planting(
        "unknown-product",
        Product(&a::REGISTRARS),
        Product(&a::ORACLE_11),
        &[Asset(a::LOCAL_PRODUCT), Asset(a::UNTIDY_PRODUCT)],
        "An application names a line-of-business product of an invented maker, which no catalogue knows. The twin's \
         words are as untidy, and known.",
    ),
];

const COVER: &[Planting] = &[
    planting(
        "duplicate-cover",
        Contract(c::TWICE_SUPPORT),
        Contract(c::AFTER_HANDOVER),
        &[Asset(a::TWICE), Asset(a::HANDED_OVER)],
        "It covers a server that an earlier contract of the same class (maintenance) covers too, both in force. The \
         twin covers one that an earlier contract covered until the day before the twin began.",
    ),
    planting(
        "duplicate-cover",
        Contract(c::TWICE_SUPPORT),
        Contract(c::ANOTHER_CLASS),
        &[Asset(a::TWICE), Asset(a::TWO_CLASSES)],
        "It covers a server that an earlier contract of the same class (maintenance) covers too. The twin is a \
         licence for one that a maintenance contract covers.",
    ),
    planting(
        "uncovered-live-asset",
        Asset(a::UNCOVERED),
        Asset(a::UNDER_WARRANTY),
        &[],
        "A live server that no contract covers and whose warranty ended yesterday. The twin's ends today, and still \
         holds.",
    ),
    planting(
        "uncovered-live-asset",
        Asset(a::UNCOVERED),
        Asset(a::IN_STOCK),
        &[],
        "A live server that no contract covers and whose warranty is over. The twin has neither, but it is in stock.",
    ),
    planting(
        "uncovered-live-asset",
        Asset(a::COVER_ENDED),
        Asset(a::COVER_ENDS_TODAY),
        &[Contract(c::COVER_IN_PART)],
        "A live server whose cover ended yesterday, though the contract goes on. The twin's cover ends today, and \
         still holds.",
    ),
];

const MONEY: &[Planting] = &[
    planting(
        "expired-still-paid",
        Paid(c::PAID_PAST_END),
        Paid(c::PAID_IN_ARREARS),
        &[],
        "Its last payment is dated 93 days after its last day, one more than arrears may be. The twin's is dated 92 \
         days after.",
    ),
    planting(
        "price-differs",
        Paid(c::DEARER),
        Paid(c::NEARLY),
        &[],
        "Its payments are 6 % above its price, more than 5 %. The twin's are 4 % above.",
    ),
    planting(
        "price-differs",
        Paid(c::DEARER),
        Paid(c::PENNIES),
        &[],
        "Its payments are 6 % above its price. The twin's are 8 % above a price of £12 a year: less than a pound.",
    ),
    planting(
        "price-differs",
        Paid(c::TAX_UNSAID),
        Paid(c::TAX_SAID),
        &[],
        "Its payments are 20 % above its net price and do not say whether they hold tax: the ratio of the standard \
         rate. The twin's are, too, say that they are gross, and its payer recovers the tax.",
    ),
    planting(
        "unmatched-beside-contract",
        Supplier(BESIDE),
        Supplier(Key::Sole(c::ALONE)),
        &[Payment(p::BESIDE_CONTRACTS), Contract(c::BESIDE_OTHER), Paid(c::ALONE)],
        "The first payment of the council's ledger names no contract and no reference, and its supplier has two \
         priced contracts in force with this payer. Payments to the twin name none either, but it has one contract \
         only.",
    ),
];

const SUPPLIERS: &[Planting] = &[planting(
    "joint-supplier",
    Supplier(JOINT[0]),
    Supplier(ALIKE[0]),
    &[Contract(c::ALIKE_HOSPITALS)],
    "One company sells to three bodies under three spellings; the first of its ids stands for it. The twin sells to \
     one body, and another company of similar name and another number to a second one.",
)];

const DATES: &[Planting] = &[
    planting(
        "notice-missed",
        Contract(c::MISSED),
        Contract(c::LAST_DAY),
        &[],
        "It renews itself, ends on a stated day, and the last day for notice was yesterday. The twin's is today.",
    ),
    planting(
        "notice-missed",
        Contract(c::MISSED_COMPUTED),
        Contract(c::LAST_DAY_COMPUTED),
        &[],
        "It renews itself, its end is computed, and the day of notice is today, when it had to be given before. The \
         twin's is tomorrow.",
    ),
    planting(
        "decision-due",
        Contract(c::DUE),
        Contract(c::DUE_LATER),
        &[],
        "It has to be decided on by the last day of the next twelve months, that day included. The twin a day later.",
    ),
    planting(
        "auto-renews",
        Contract(c::ROLLS),
        Contract(c::ENDS),
        &[],
        "It renews itself unless notice is given. The twin, of the same dates, goes on only if both sides sign.",
    ),
];

const FACTS: &[Planting] = &[
    planting(
        "no-computable-date",
        Contract(c::NO_END),
        Contract(c::END_BY_TERM),
        &[],
        "It renews itself and states neither an end nor a term. The twin states no end, but a term from which it \
         follows.",
    ),
    planting(
        "no-computable-date",
        Contract(c::END_IN_WORDS),
        Contract(c::OPEN_ENDED),
        &[],
        "Its end is `TBC` and there is no term. The twin has no end either, and says so: open-ended, so nothing is \
         missing.",
    ),
    planting(
        "no-computable-date",
        Contract(c::NO_NOTICE),
        Contract(c::NOTICE_OF_NOTHING),
        &[],
        "It renews itself and states no notice, so that no day to decide follows. The twin states a notice of 0 days.",
    ),
    planting(
        "no-computable-date",
        Contract(c::RENEWAL_UNKNOWN),
        Contract(c::RENEWAL_UNKNOWN_AGREES),
        &[],
        "Whether it renews is unknown, no notice is stated, and the two readings differ. The twin states a notice, \
         and both readings agree.",
    ),
    planting(
        "no-computable-date",
        Contract(c::NO_RENEWAL_TERM),
        Contract(c::RENEWAL_TERM),
        &[],
        "It renews itself, its first term is over, and for how long it renews is not stated. The twin states 12 \
         months.",
    ),
];

const LINKS: &[Planting] = &[
    planting(
        "relation-cycle",
        Asset(a::CYCLE),
        Asset(a::CONNECTED),
        &[Asset(a::CYCLE + 2), Asset(a::CONNECTED + 1)],
        "Three applications depend on each other in a circle; the first of their ids stands for it. The twin and its \
         neighbour connect to each other, and such links carry no cost.",
    ),
    alone("dangling-reference", Asset(a::LINKED_TO_NOTHING), &[], "It depends on an asset that no table holds."),
    alone(
        "dangling-reference",
        Contract(c::COVER_IN_PART),
        &[Asset(a::LINKED_TO_NOTHING)],
        "It covers an asset that no table holds; that share of its price stays with it.",
    ),
    alone(
        "dangling-reference",
        Payment(p::NO_SUCH_CONTRACT),
        &[],
        "It names a contract that no table holds, and its supplier has none.",
    ),
    alone("dangling-reference", Ticket(work::NO_SUCH_ASSET), &[], "It is about an asset that no table holds."),
];

const SET_ASIDE: &[Planting] = &[
    planting(
        "set-aside",
        Payment(p::BAD_DATE),
        Payment(p::LAST_DAY_OF_MONTH),
        &[],
        "It was paid on a 31 November. The twin was paid on the last day of a month.",
    ),
    planting(
        "set-aside",
        Payment(p::NO_AMOUNT),
        Payment(p::NOTHING_PAID),
        &[],
        "It states no amount. The twin states 0.",
    ),
    alone("set-aside", Payment(p::UNKNOWN_CODE), &[], "Its flow is `upkeep`, a word that the list does not hold."),
    planting(
        "set-aside",
        Contract(c::ENDS_BEFORE_START),
        Contract(c::ONE_DAY),
        &[],
        "It ends before it starts. The twin ends on the day on which it starts.",
    ),
    planting(
        "set-aside",
        Contract(c::UNKNOWN_CODE),
        Contract(c::CODE_IN_CAPITALS),
        &[],
        "Its renewal is `perhaps`, a word that the list does not hold. The twin's is `AUTOMATIC`.",
    ),
    planting(
        "set-aside",
        Asset(a::UNKNOWN_CODE),
        Asset(a::CODE_IN_CAPITALS),
        &[],
        "Its status is `decommissioning`, a word that the list does not hold. The twin's is `LIVE`.",
    ),
    planting(
        "set-aside",
        Ticket(work::BAD_DATE),
        Ticket(work::NO_DATE),
        &[],
        "It was opened `yesterday`. The twin does not say when.",
    ),
    alone(
        "unreadable-cell",
        Contract(c::END_IN_WORDS),
        &[],
        "Its end is `TBC`: the row is kept, the cell is not read.",
    ),
    alone(
        "unreadable-cell",
        Contract(contracts::special::PRICE_IN_WORDS),
        &[],
        "Its price is `POA`: the row is kept, the cell is not read, its payments count.",
    ),
    alone(
        "unreadable-cell",
        Asset(a::CODE_IN_CAPITALS),
        &[],
        "It was bought `circa 2023`: the row is kept, the cell is not read.",
    ),
];
