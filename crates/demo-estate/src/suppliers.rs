//! Who is paid. A supplier's key says which contracts are its, so that no list of suppliers is kept.

use crate::Plan;
use crate::bodies::Body;
use crate::contracts;
use crate::draw::{Draw, Topic};
use crate::names::invented;
use crate::spending;
use estate::tables::Supplier;

/// What makes a supplier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// One of the planted suppliers.
    Planted(u64),
    /// Has this contract and no other.
    Sole(u64),
    /// Has several contracts of one body.
    Shared(u64, Body),
    /// Has no contract.
    Direct(u64),
}

/// One company under three spellings, one a body.
pub(crate) const JOINT: [Key; 3] = [Key::Planted(0), Key::Planted(1), Key::Planted(2)];
/// Two companies of similar name, one a body.
pub(crate) const ALIKE: [Key; 2] = [Key::Planted(3), Key::Planted(4)];
/// A supplier of two contracts of one body.
pub(crate) const BESIDE: Key = Key::Planted(5);
/// The supplier of a framework and its call-offs.
pub(crate) const FRAMEWORK: Key = Key::Planted(6);
/// The supplier of a contract in parts.
pub(crate) const IN_PARTS: Key = Key::Planted(7);

/// Planted suppliers: name, number, other spellings.
const PLANTED: [(&str, &str, &str); 8] = [
    ("Zelabrane Informatics Ltd", "ZZ900001", ""),
    ("ZELABRANE INFORMATICS LIMITED", "ZZ900001", ""),
    ("The Zelabrane Informatics Company Limited", "ZZ900001", "Zelabrane"),
    ("Corrivane Systems Ltd", "ZZ900011", ""),
    ("Corrivane Systems International Ltd", "ZZ900012", ""),
    ("Meskwick Data Ltd", "ZZ900021", ""),
    ("Ostravint Frameworks plc", "ZZ900031", ""),
    ("Drellusti Managed Services Ltd", "ZZ900041", "Drellusti MS"),
];

/// What invented suppliers do.
const TRADES: [&str; 8] =
    ["Systems", "Software", "Networks", "Computing", "Data Services", "Technology", "Informatics", "Solutions"];
/// Forms of company.
const FORMS: [&str; 5] = ["Ltd", "Limited", "plc", "LLP", "Ltd"];

impl Key {
    /// Its number, which no other key has.
    fn number(self) -> u64 {
        match self {
            Key::Planted(number) => number * 4,
            Key::Sole(contract) => contract * 4 + 1,
            Key::Shared(group, body) => (group * 3 + body.number()) * 4 + 2,
            Key::Direct(number) => number * 4 + 3,
        }
    }

    /// Its id.
    pub(crate) fn id(self) -> String {
        format!("suppliers:S{:06}", self.number())
    }

    /// Its name.
    pub(crate) fn name(self) -> String {
        if let Key::Planted(number) = self {
            return PLANTED[usize::try_from(number).unwrap_or(0)].0.to_owned();
        }
        let mut draw = Draw::new(0, Topic::Supplier, self.number());
        format!("{} {} {}", invented(self.number()), draw.pick(&TRADES), draw.pick(&FORMS))
    }

    fn record(self, plan: &Plan) -> Supplier {
        if let Key::Planted(number) = self {
            let (name, company_number, also_known_as) = PLANTED[usize::try_from(number).unwrap_or(0)];
            return Supplier {
                id: self.id(),
                name: name.to_owned(),
                company_number: Some(company_number.to_owned()),
                also_known_as: some(also_known_as),
                parent: None,
            };
        }
        let mut draw = Draw::new(plan.seed, Topic::Supplier, self.number());
        // A company number that begins with ZZ is nobody's.
        let company_number = (!draw.chance(15)).then(|| format!("ZZ{:06}", self.number()));
        let trading_name = draw.chance(12).then(|| format!("{} Group", invented(self.number())));
        Supplier { id: self.id(), name: self.name(), company_number, also_known_as: trading_name, parent: None }
    }
}

/// Words, or nothing where there are none.
pub(crate) fn some(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| words.to_owned())
}

/// Every supplier, each once: those that a contract or a payment may name.
pub(crate) fn each(plan: &Plan, keep: &mut dyn FnMut(&Supplier)) {
    let planted = u64::try_from(PLANTED.len()).unwrap_or(0);
    (0..planted).for_each(|number| keep(&Key::Planted(number).record(plan)));
    for contract in 0..plan.size.contracts {
        match contracts::supplier(contract) {
            Some(key @ Key::Sole(_)) => keep(&key.record(plan)),
            // The first contract of a group stands for all of it.
            Some(Key::Shared(group, _)) if contracts::opens_group(contract) => {
                Body::ALL.iter().for_each(|body| keep(&Key::Shared(group, *body).record(plan)));
            }
            _ => {}
        }
    }
    (0..spending::direct_suppliers(plan)).for_each(|number| keep(&Key::Direct(number).record(plan)));
}
