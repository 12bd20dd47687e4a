//! Sets of contract columns: what a null is waiting for (rule R28).

use estate::tables::Contract;

/// Columns of the `contracts` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Columns(u16);

impl Columns {
    pub(crate) const NONE: Columns = Columns(0);
    pub(crate) const STARTS_ON: Columns = Columns(1);
    pub(crate) const ENDS_ON: Columns = Columns(1 << 1);
    pub(crate) const MAX_EXTENT_ON: Columns = Columns(1 << 2);
    pub(crate) const INITIAL_TERM: Columns = Columns(1 << 3);
    pub(crate) const RENEWAL: Columns = Columns(1 << 4);
    pub(crate) const RENEWAL_TERM: Columns = Columns(1 << 5);
    pub(crate) const NOTICE: Columns = Columns(1 << 6);
    pub(crate) const LEAD_TIME: Columns = Columns(1 << 7);
    pub(crate) const PRICE_AMOUNT: Columns = Columns(1 << 8);
    pub(crate) const PRICE_CURRENCY: Columns = Columns(1 << 9);
    pub(crate) const PRICE_PER: Columns = Columns(1 << 10);
    pub(crate) const UNITS: Columns = Columns(1 << 11);
    pub(crate) const INDEXATION: Columns = Columns(1 << 12);

    /// Adds the columns of `other`.
    pub(crate) fn add(&mut self, other: Columns) {
        self.0 |= other.0;
    }

    /// Adds `other` if `wanted`.
    pub(crate) fn add_if(&mut self, wanted: bool, other: Columns) {
        if wanted {
            self.add(other);
        }
    }

    /// Does it hold all of `other`?
    pub(crate) fn holds(self, other: Columns) -> bool {
        self.0 & other.0 == other.0
    }

    /// Names, in table order.
    pub(crate) fn names(self) -> Vec<&'static str> {
        if self == Columns::NONE {
            return Vec::new();
        }
        NAMES.iter().filter(|(column, _)| self.0 & column.0 != 0).map(|(_, name)| *name).collect()
    }
}

const NAMES: [(Columns, &str); 13] = [
    (Columns::STARTS_ON, Contract::starts_on),
    (Columns::ENDS_ON, Contract::ends_on),
    (Columns::MAX_EXTENT_ON, Contract::max_extent_on),
    (Columns::INITIAL_TERM, Contract::initial_term),
    (Columns::RENEWAL, Contract::renewal),
    (Columns::RENEWAL_TERM, Contract::renewal_term),
    (Columns::NOTICE, Contract::notice),
    (Columns::LEAD_TIME, Contract::lead_time),
    (Columns::PRICE_AMOUNT, Contract::price_amount),
    (Columns::PRICE_CURRENCY, Contract::price_currency),
    (Columns::PRICE_PER, Contract::price_per),
    (Columns::UNITS, Contract::units),
    (Columns::INDEXATION, Contract::indexation),
];

#[cfg(test)]
mod tests {
    use super::*;
    use estate::Table;

    #[test]
    fn names_are_columns_of_the_contracts_table_in_its_order() {
        let places: Vec<_> = NAMES
            .iter()
            .map(|(_, name)| Table::Contracts.columns().iter().position(|column| column.name == *name))
            .collect();
        assert!(places.iter().all(Option::is_some), "{places:?}");
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn a_set_names_each_column_once() {
        let mut set = Columns::UNITS;
        set.add(Columns::STARTS_ON);
        set.add(Columns::UNITS);
        set.add_if(false, Columns::NOTICE);
        assert_eq!(set.names(), ["starts_on", "units"]);
        assert!(Columns::NONE.names().is_empty());
    }
}
