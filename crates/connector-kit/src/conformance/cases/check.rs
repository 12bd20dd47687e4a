//! What is found out before the first long read.

use super::case;
use crate::conformance::report::{Case, Failed};
use crate::conformance::{What, Wish};

/// A check may look at a row to see which columns come, and no more.
const ROWS_LOOKED_AT: u64 = 1;

pub(super) const CASES: &[Case] = &[
    case("check", "A check reads no records, and counts each table.", |ground| {
        let raised = ground.stand.raise(&Wish::default());
        let access = ground.wait(raised.connector.check()).map_err(|error| error.to_string())?;
        let large = ground.stand.large();
        if let Some(asked) = raised.system.asked().iter().find(|asked| asked.large && asked.rows > ROWS_LOOKED_AT) {
            return Err(Failed::Broke(format!("{} brought {} rows", asked.spelled, asked.rows)));
        }
        let Some(table) = access.tables.iter().find(|table| table.table == large.system_table) else {
            return Err(Failed::Broke(format!("{} is not in the check", large.system_table)));
        };
        if table.readable.is_err() || table.rows.is_some_and(|rows| rows != large.rows) {
            return Err(Failed::Broke(format!("{table:?}")));
        }
        if table.needs.is_empty() {
            return Err(Failed::Broke("it does not say which permission would do".to_owned()));
        }
        Ok(())
    }),
    case("check-of-a-closed-table", "A table that is closed is named, with what it needs.", |ground| {
        let raised = ground.stand.raise(&Wish { closed: true, ..Wish::default() });
        let access = ground.wait(raised.connector.check()).map_err(|error| error.to_string())?;
        let system_table = ground.stand.large().system_table;
        let table = access.tables.iter().find(|table| table.table == system_table);
        match table {
            Some(table) if table.readable.is_err() && !table.needs.is_empty() => Ok(()),
            other => Err(Failed::Broke(format!("{other:?}"))),
        }
    }),
    case("pull-of-a-closed-table", "A table that is closed is not one without rows.", |ground| {
        let raised = ground.stand.raise(&Wish { closed: true, ..Wish::default() });
        let outcome = ground.pull(&raised, &crate::Pages::none());
        Ok(crate::conformance::expect::told(ground, &outcome)?)
    }),
    case("check-with-a-wrong-secret", "A wrong secret is found out by the check.", |ground| {
        let raised = ground.stand.raise(&Wish { wrong_secret: true, ..Wish::default() });
        match ground.wait(raised.connector.check()) {
            Err(_) => Ok(()),
            Ok(access) if !access.problems.is_empty() => Ok(()),
            Ok(_) => Err(Failed::Broke("all is well, says the check".to_owned())),
        }
    }),
    case("discover", "What there is to be read is found, in few requests and without secrets.", |ground| {
        let raised = ground.stand.raise(&Wish::default());
        let found = ground.wait(raised.connector.discover()).map_err(|error| error.to_string())?;
        if !found.tables.iter().any(|table| !table.columns.is_empty()) {
            return Err(Failed::Broke("nothing is found".to_owned()));
        }
        let read: u64 = raised
            .system
            .asked()
            .iter()
            .filter(|asked| asked.large && asked.what == What::Rows)
            .map(|asked| asked.rows)
            .sum();
        let rows = ground.stand.large().rows;
        if read > rows.max(1_000) {
            return Err(Failed::Broke(format!("{read} rows were read to look at a table of {rows}")));
        }
        Ok(())
    }),
];
