//! An instance to pull from, and what a pull gave.

use connector_kit::{Clock, Connector, Error, Pages, Pulled, Record, Run, Secret, Since, Want, pull_all, wait_for};
use demo_estate::{Estate, Size};
use emulator::servicenow::Instance;
use emulator::{Latency, Server};
use estate::{SetAside, Table, Value};
use servicenow::{ServiceNow, Settings};
use std::sync::{Arc, Mutex};

/// A row to put in: table, id and cells.
pub(crate) type Put<'p> = (&'p str, &'p str, &'p [(&'p str, &'p str)]);

/// A small instance, and what a test puts into it.
pub(crate) fn instance(rows: &[Put<'_>]) -> Instance {
    let size = Size { assets: 60, contracts: 8, payments: 30, tickets: 20 };
    let mut instance = Instance::of_estate(&Estate::new(5, size, estate::parse_day("2026-04-01").unwrap()));
    for (table, id, cells) in rows {
        instance.put(table, id, cells);
    }
    instance
}

pub(crate) fn serve(instance: Instance) -> Server {
    Server::start(instance, Latency::Counted(0)).unwrap()
}

pub(crate) fn connector(server: &Server, more: &serde_json::Value) -> ServiceNow {
    let mut settings = serde_json::json!({
        "address": server.address(),
        "sign_in": {"kind": "basic", "user": "oldiron.reader", "password": {"env": "open-sesame-7f3"}},
        "organisation": "tarrowshire",
        "page_rows": 20,
    });
    settings.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let settings: Settings = serde_json::from_value(settings).unwrap();
    let fetch = |from: &connector_kit::SecretFrom| match from {
        connector_kit::SecretFrom::Env(value) => Ok(Secret::new(value.as_str())),
        _ => Err(Error::NotKept { what: "a secret".to_owned() }),
    };
    ServiceNow::new("now", settings, &fetch, Clock::made(1_775_001_600)).unwrap()
}

/// What a pull gave.
pub(crate) struct Got {
    pub(crate) table: Table,
    pub(crate) pulled: Pulled,
    pub(crate) rows: Vec<Vec<Value>>,
    pub(crate) asides: Vec<SetAside>,
}

impl Got {
    pub(crate) fn cell(&self, row: &[Value], column: &str) -> String {
        row[self.table.columns().iter().position(|known| known.name == column).unwrap()].spell()
    }

    /// Cells of the one record with this id, or of the one whose `by` is this.
    pub(crate) fn of(&self, by: &str, id: &str, columns: &[&str]) -> Vec<String> {
        let mut found = self.rows.iter().filter(|row| self.cell(row, by) == id);
        let row = found.next().unwrap_or_else(|| panic!("{id} is not among the {}", self.table));
        assert!(found.next().is_none(), "{id} is there twice");
        columns.iter().map(|column| self.cell(row, column)).collect()
    }

    pub(crate) fn told(&self, id: &str) -> Vec<(&str, bool)> {
        let of_id = self.asides.iter().filter(|aside| aside.id.as_deref() == Some(id));
        of_id.map(|aside| (aside.column.as_deref().unwrap_or_default(), aside.whole_row)).collect()
    }
}

pub(crate) fn pull_with(connector: &ServiceNow, table: Table, since: Option<&Since>, pages: &Pages) -> Got {
    let mut got = Got { table, pulled: Pulled::new(estate::Receipt::new("now", table)), rows: vec![], asides: vec![] };
    let (rows, asides) = (&mut got.rows, &mut got.asides);
    let mut keep = |record| {
        match record {
            Record::Row { values, .. } => rows.push(values),
            Record::SetAside(aside) => asides.push(aside),
        }
        Ok(())
    };
    let pulled = wait_for(connector.pull(Want { table, since, pages }, &mut keep)).unwrap().unwrap();
    assert!(pulled.receipt.adds_up(), "{:?}", pulled.receipt);
    got.pulled = pulled;
    got
}

pub(crate) fn pull(connector: &ServiceNow, table: Table) -> Got {
    pull_with(connector, table, None, &Pages::none())
}

pub(crate) fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

pub(crate) fn run_of(server: &Server, reader: &ServiceNow) -> Run {
    Run {
        format: String::new(),
        source: "now".to_owned(),
        connector: servicenow::NAME.to_owned(),
        address: server.address(),
        asked: reader.settings().asked(),
        begun: 0,
    }
}

/// Everything of every table, as text, in order.
pub(crate) fn everything(reader: ServiceNow, pages: &Pages) -> (Vec<String>, bool) {
    let rows = Arc::new(Mutex::new(vec![]));
    let into = Arc::clone(&rows);
    let connector: Arc<dyn Connector> = Arc::new(reader);
    let keep = Box::new(move |record: Record| {
        into.lock().unwrap().push(format!("{record:?}"));
        Ok(())
    });
    let came = wait_for(pull_all(&connector, connector.tables(), None, pages, keep)).unwrap();
    let whole = came.iter().all(|(_, answer)| answer.as_ref().is_ok_and(Pulled::is_whole));
    let mut rows = std::mem::take(&mut *rows.lock().unwrap());
    rows.sort();
    (rows, whole)
}
