//! `oldiron renewals` to the end: workbook, calendar, decisions, policy, alerts and public notices, through the real binary.

mod alerts;
mod calendar;
mod decisions;
mod gate;
mod missing;
mod notices;
mod workbook;

use crate::binary::{Ran, oldiron, ran};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const HEADER: &str = "id,organisation,supplier,title,owner,scope,starts_on,ends_on,renewal,renewal_term,notice,indexation,price_amount,price_currency,price_per";

/// A folder to run in, with contracts in `files/`.
struct Place(TempDir);

impl Place {
    /// Contracts by the cells from `id` to `price_amount`, of which scope is always `ict`: `C1|Case system|owner|start|end|renewal|notice|amount`.
    fn with(contracts: &[&str]) -> Place {
        let place = Place(TempDir::new().unwrap());
        fs::create_dir(place.0.path().join("files")).unwrap();
        place.write("files/organisations.csv", "id,name\nTC,Town Council\n");
        place.contracts(contracts);
        place
    }

    fn contracts(&self, contracts: &[&str]) {
        let row = |words: &&str| {
            let cells: Vec<&str> = words.split('|').collect();
            let [id, title, owner, starts, ends, renewal, notice, amount] = cells[..] else { panic!("{words}") };
            format!(
                "{id},TC,Acme,{title},{owner},ict,{starts},{ends},{renewal},12 months,{notice},CPI,{amount},GBP,year\n"
            )
        };
        let rows: String = contracts.iter().map(row).collect();
        self.write("files/contracts.csv", &format!("{HEADER}\n{rows}"));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// `renewals` on a day, with further arguments.
    fn renewals(&self, as_of: &str, arguments: &[&str]) -> Ran {
        let inside: &Path = self.0.path();
        ran(oldiron(inside).args(["renewals", "--quiet", "--from", "files", "--as-of", as_of]).args(arguments))
    }
}

/// Three contracts: a dear one that renews by itself, one that must be signed, one without a known notice.
const THREE: [&str; 3] = [
    "C1|Case system|head@tc.example|2023-07-01|2026-06-30|automatic|1 month|60000.00",
    "C2|Printers||2024-01-01|2026-12-31|express|3 months|400.00",
    "C3|Old mail|it@tc.example|2020-01-01|2026-12-31|automatic||70000.00",
];
