//! Which contract a payment belongs to (rule L2): by its id, by its reference as a whole word, or by payer and supplier where only one
//! contract fits.

use crate::ledger::Ledger;
use crate::period::Wanted;
use aho_corasick::AhoCorasick;
use estate::Scope;
use estate::tables::{Payment, Supplier};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// How a payment was matched to its contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// Its id.
    Id,
    /// Its reference in the payment's text.
    Reference,
    /// Payer and supplier.
    Supplier,
}

/// What was found.
pub(crate) enum Match {
    /// This contract, by its place.
    One(usize, How),
    /// Several contracts fit: it counts, and somebody should say which.
    Several,
    /// None fits.
    None,
}

/// Contracts by what a payment may name them with.
pub(crate) struct Index<'a> {
    references: Option<(AhoCorasick, Vec<usize>)>,
    by_supplier: HashMap<(&'a str, &'a str), Vec<usize>>,
    suppliers: BTreeMap<&'a str, &'a Supplier>,
    /// What is known of each spelling that was met: a ledger repeats itself.
    paid: RefCell<HashMap<String, Rc<Paid>>>,
}

/// Who a spelling is.
pub(crate) struct Paid {
    pub(crate) id: String,
    identity: String,
    /// One of the bodies themselves.
    pub(crate) is_body: bool,
}

impl<'a> Index<'a> {
    pub(crate) fn new(ledger: &Ledger<'a>) -> Index<'a> {
        let mut words = Vec::new();
        let mut contracts = Vec::new();
        let mut by_supplier: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (place, held) in ledger.model.contracts.iter().enumerate() {
            let reference = held.record.reference.as_deref().unwrap_or_default().trim();
            if !reference.is_empty() {
                words.push(reference);
                contracts.push(place);
            }
            let facts = &ledger.contracts[place];
            let may_be =
                facts.scope == Scope::Ict && facts.priced && !facts.framework && !facts.one_off && !held.is_parent;
            if may_be {
                by_supplier.entry((&held.record.organisation, &held.identity)).or_default().push(place);
            }
        }
        let build = AhoCorasick::builder().ascii_case_insensitive(true).build(&words).ok();
        let suppliers = ledger.model.supplier_rows.iter().map(|row| (row.id.as_str(), row)).collect();
        Index {
            references: build.filter(|_| !words.is_empty()).map(|build| (build, contracts)),
            by_supplier,
            suppliers,
            paid: RefCell::default(),
        }
    }

    /// Who a spelling is.
    pub(crate) fn paid(&self, ledger: &Ledger<'_>, spelling: &str) -> Rc<Paid> {
        if let Some(paid) = self.paid.borrow().get(spelling) {
            return Rc::clone(paid);
        }
        let suppliers = &ledger.model.suppliers;
        let paid = Rc::new(Paid {
            id: suppliers.id(spelling).to_owned(),
            identity: suppliers.identity(spelling),
            is_body: suppliers.body(spelling, &self.suppliers).is_some(),
        });
        self.paid.borrow_mut().insert(spelling.to_owned(), Rc::clone(&paid));
        paid
    }

    /// Contracts whose reference stands in the text as a whole word.
    fn quoted(&self, text: &str) -> BTreeSet<usize> {
        let Some((references, contracts)) = &self.references else { return BTreeSet::new() };
        let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let whole = |start: usize, end: usize| {
            !part_of_word(text[..start].chars().next_back()) && !part_of_word(text[end..].chars().next())
        };
        let found = references.find_overlapping_iter(text);
        found.filter(|m| whole(m.start(), m.end())).map(|m| contracts[m.pattern().as_usize()]).collect()
    }
}

impl Ledger<'_> {
    /// The contract of a payment.
    pub(crate) fn matched(&self, index: &Index<'_>, payment: &Payment) -> Match {
        if let Some(place) = payment.contract.as_deref().and_then(|id| self.model.contract(id)) {
            return Match::One(place, How::Id);
        }
        let texts = [&payment.description, &payment.category, &payment.commitment];
        let quoted: BTreeSet<usize> = texts.into_iter().flatten().flat_map(|text| index.quoted(text)).collect();
        match (quoted.len(), quoted.first()) {
            (1, Some(place)) => return Match::One(*place, How::Reference),
            (0, _) => {}
            _ => return Match::Several,
        }
        let Some(supplier) = payment.supplier.as_deref() else { return Match::None };
        let paid = index.paid(self, supplier);
        let day = match self.model.period.wanted {
            Wanted::Rate => self.model.period.as_of,
            Wanted::Year(_) => payment.period_from.unwrap_or(payment.paid_on),
        };
        let candidates = index.by_supplier.get(&(payment.organisation.as_str(), paid.identity.as_str()));
        let mut in_force =
            candidates.into_iter().flatten().copied().filter(|place| self.contracts[*place].force.on(day));
        match (in_force.next(), in_force.next()) {
            (Some(place), None) => Match::One(place, How::Supplier),
            (Some(_), Some(_)) => Match::Several,
            (None, _) => Match::None,
        }
    }
}
