//! The door: a row of text cells becomes typed cells, or is refused with the column and the reason. Every reader of files goes
//! through here, so that a cell means the same whatever file it came from.

use crate::tables::{self, Contract};
use crate::{Amount, Date, Length, Record, Refused, Table, Term, Value, When, add_months};

/// A row that may enter.
#[derive(Debug, Clone, PartialEq)]
pub struct Admitted {
    /// One cell a column of the table, in order.
    pub values: Vec<Value>,
    /// Cells that were kept as words because they cannot be read. They count as empty.
    pub unreadable: Vec<Unreadable>,
}

/// A cell that was kept as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its column.
    pub column: &'static str,
    /// Its words.
    pub words: String,
}

/// Reads a row. `cells` has one text a column of the table, in order; empty is unknown.
pub fn admit(table: Table, cells: &[&str]) -> Result<Admitted, Refused> {
    let columns = table.columns();
    let mut values = Vec::with_capacity(columns.len());
    let mut unreadable = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let cell = cells.get(index).copied().unwrap_or_default();
        let value = column.read(cell).map_err(|problem| Refused { column: column.name, problem })?;
        if column.required && value == Value::Missing {
            return Err(Refused { column: column.name, problem: "is empty, and every row needs it".to_owned() });
        }
        if let Some(words) = column.unreadable(&value) {
            unreadable.push(Unreadable { column: column.name, words: words.to_owned() });
        }
        values.push(value);
    }
    if table == Table::Contracts {
        contract_dates_agree(&Contract::from_values(values.clone())?)?;
    }
    if table == Table::Litraf {
        scores_in_range(columns, &values)?;
    }
    Ok(Admitted { values: through_the_record(table, values)?, unreadable })
}

/// Likelihoods run from 1 to 6, impacts from 1 to 5 (LITRAF guidance).
fn scores_in_range(columns: &'static [crate::Column], values: &[Value]) -> Result<(), Refused> {
    for (column, value) in columns.iter().zip(values) {
        let most = match (column.name.as_bytes(), value) {
            ([b'l', b'1'..=b'7'], Value::Integer(_)) => 6,
            ([b'c', b'1'..=b'6'], Value::Integer(_)) => 5,
            _ => continue,
        };
        if let Value::Integer(score) = value
            && !(1..=most).contains(score)
        {
            return Err(Refused { column: column.name, problem: format!("`{score}` is no score from 1 to {most}") });
        }
    }
    Ok(())
}

/// What passes makes a record: a currency, say, is a column of words and is only read here. Each cell then has its one spelling,
/// `GBP` for `gbp`.
fn through_the_record(table: Table, values: Vec<Value>) -> Result<Vec<Value>, Refused> {
    fn through<R: Record>(values: Vec<Value>) -> Result<Vec<Value>, Refused> {
        Ok(R::from_values(values)?.to_values())
    }
    match table {
        Table::Sources => through::<tables::Source>(values),
        Table::Organisations => through::<tables::Organisation>(values),
        Table::Suppliers => through::<tables::Supplier>(values),
        Table::Assets => through::<tables::Asset>(values),
        Table::Relations => through::<tables::Relation>(values),
        Table::Contracts => through::<Contract>(values),
        Table::Prices => through::<tables::Price>(values),
        Table::Cover => through::<tables::Cover>(values),
        Table::Payments => through::<tables::Payment>(values),
        Table::Tickets => through::<tables::Ticket>(values),
        Table::TeamCosts => through::<tables::TeamCost>(values),
        Table::Measures => through::<tables::Measure>(values),
        Table::Entitlements => through::<tables::Entitlement>(values),
        Table::Budgets => through::<tables::Budget>(values),
        Table::Rates => through::<tables::Rate>(values),
        Table::Verdicts => through::<tables::AssetVerdict>(values),
        Table::Litraf => through::<tables::Litraf>(values),
        Table::Waivers => through::<tables::Waiver>(values),
        Table::CostLines => through::<tables::CostLine>(values),
        Table::CrossChecks => through::<tables::CrossCheck>(values),
        Table::Findings => through::<tables::FindingRow>(values),
        Table::Spending => through::<tables::SpendingRow>(values),
    }
}

/// The money that a row states, whether or not the row can be used: hundredths and currency, as far as they can be read.
pub fn stated_money(table: Table, cells: &[&str]) -> (Option<i64>, Option<String>) {
    let (amount, currency) = match table {
        Table::Contracts => ("price_amount", "price_currency"),
        Table::Payments | Table::TeamCosts => ("amount", "currency"),
        Table::Assets => ("own_cost", "currency"),
        _ => return (None, None),
    };
    let cell = |name: &str| {
        let index = table.columns().iter().position(|column| column.name == name)?;
        cells.get(index).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    };
    (cell(amount).and_then(Amount::parse).map(|amount| amount.0), cell(currency).map(str::to_owned))
}

/// A contract starts no later than its last day in force, and that is no later than its furthest day (rule R3).
fn contract_dates_agree(contract: &Contract) -> Result<(), Refused> {
    let refuse = |column, problem: String| Err(Refused { column, problem });
    let last_day = last_day_in_force(contract);
    if let (Some(starts), Some((last, stated))) = (contract.starts_on.span(), &last_day)
        && *last < starts.earliest
    {
        return refuse("ends_on", format!("the contract ends {stated} before it starts {}", contract.starts_on));
    }
    let Some(furthest) = contract.max_extent_on.span() else { return Ok(()) };
    // Known in part, the end may be as early as its first day: only what cannot be is refused.
    let earliest_end = contract.ends_on.span().map(|span| span.earliest);
    if let Some((_, stated)) = last_day.filter(|(last, _)| furthest.latest < earliest_end.unwrap_or(*last)) {
        let furthest = &contract.max_extent_on;
        return refuse("max_extent_on", format!("the furthest day {furthest} is before the contract ends {stated}"));
    }
    match contract.starts_on.span() {
        Some(starts) if furthest.latest < starts.earliest => {
            let (furthest, starts) = (&contract.max_extent_on, &contract.starts_on);
            refuse("max_extent_on", format!("the furthest day {furthest} is before the contract starts {starts}"))
        }
        _ => Ok(()),
    }
}

/// The last day in force of the first term and how it is spelled: the stated end, else the day before the computed one.
fn last_day_in_force(contract: &Contract) -> Option<(Date, String)> {
    if let Some(ends) = contract.ends_on.span() {
        return (ends.latest.year() != 9999).then(|| (ends.latest, contract.ends_on.to_string()));
    }
    let When::Day(starts) = contract.starts_on else { return None };
    let Term::Of(length) = Term::parse(contract.initial_term.as_deref()?)? else { return None };
    let first_day_after = match length {
        Length::Months(months) => add_months(starts, i64::from(months)),
        Length::Days(days) | Length::WorkingDays(days) => {
            starts.saturating_add(jiff::Span::new().days(i64::from(days)))
        }
    };
    let last = first_day_after.yesterday().ok()?;
    Some((last, last.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(table: Table, cells: &[(&str, &str)]) -> Vec<String> {
        let columns = table.columns().iter();
        columns
            .map(|column| cells.iter().find(|(name, _)| *name == column.name).map_or("", |(_, cell)| cell).to_owned())
            .collect()
    }

    fn contract(extra: &[(&str, &str)]) -> Result<Admitted, Refused> {
        let mut cells = vec![("id", "C1"), ("organisation", "O1"), ("supplier", "S1")];
        cells.extend_from_slice(extra);
        let row = row(Table::Contracts, &cells);
        admit(Table::Contracts, &row.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn an_unreadable_date_of_a_contract_is_kept_as_words_and_named() {
        let admitted = contract(&[("ends_on", "TBC"), ("price_amount", "12 000 € /an")]).unwrap();
        let columns: Vec<_> = admitted.unreadable.iter().map(|cell| cell.column).collect();
        assert_eq!(columns, ["ends_on", "price_amount"]);
    }

    #[test]
    fn a_contract_that_contradicts_itself_is_refused() {
        for (cells, column) in [
            (vec![("starts_on", "2020-01-02"), ("ends_on", "2020-01-01")], "ends_on"),
            (vec![("ends_on", "2027-01-01"), ("max_extent_on", "2026-12-31")], "max_extent_on"),
            (
                vec![("starts_on", "2025-04-01"), ("initial_term", "13 months"), ("max_extent_on", "2026-04-29")],
                "max_extent_on",
            ),
            (vec![("renewal", "perhaps")], "renewal"),
        ] {
            assert_eq!(contract(&cells).unwrap_err().column, column, "{cells:?}");
        }
        // A year of which only a part is possible is possible.
        assert!(contract(&[("ends_on", "2026"), ("max_extent_on", "2026-06-30")]).is_ok());
        // One day is a contract, and a computed first day after the term does not pass the furthest day before it.
        assert!(contract(&[("starts_on", "2020-01-01"), ("ends_on", "2020-01-01")]).is_ok());
        let computed = [("starts_on", "2025-04-01"), ("initial_term", "12 months"), ("max_extent_on", "2026-03-31")];
        assert!(contract(&computed).is_ok());
    }

    #[test]
    fn a_row_without_what_it_is_about_is_refused() {
        let cells = row(Table::Payments, &[("id", "P1"), ("organisation", "O1"), ("amount", "12.50")]);
        let cells: Vec<_> = cells.iter().map(String::as_str).collect();
        assert_eq!(admit(Table::Payments, &cells).unwrap_err().column, "paid_on");
        assert_eq!(stated_money(Table::Payments, &cells), (Some(1250), None));
    }

    #[test]
    fn a_currency_is_read_at_the_door() {
        let payment = |currency| {
            let cells = [
                ("id", "P1"),
                ("organisation", "O1"),
                ("paid_on", "2026-01-31"),
                ("amount", "1"),
                ("currency", currency),
            ];
            let row = row(Table::Payments, &cells);
            admit(Table::Payments, &row.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert_eq!(payment("pounds").unwrap_err().column, "currency");
        let currency = Table::Payments.columns().iter().position(|column| column.name == "currency").unwrap();
        assert_eq!(payment("gbp").unwrap().values[currency], Value::Text("GBP".to_owned()));
    }
}
