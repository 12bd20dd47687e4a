//! The connector beside the emulated instance. They share no type: what passes between them is HTTP.

use connector_kit::conformance::{Asked, By, Large, Mishap, Raised, Stand, Strikes, System, What, Wish};
use connector_kit::{Clock, Error, Secret, SecretFrom};
use demo_estate::{Estate, Size};
use emulator::servicenow::Instance;
use emulator::{Arm, Fault, Latency, On, Server};
use estate::Table;
use servicenow::{ServiceNow, Settings};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

pub(crate) struct ServiceNowStand {
    table: Table,
    system_table: &'static str,
    /// A filter that leaves out the rows which are put in for being left out.
    filter: &'static str,
    folders: Mutex<Vec<TempDir>>,
}

/// 1 April 2026, in seconds since 1970; and seven seconds later, as headers write it.
const NOW: u64 = 1_775_001_600;
const SOON: &str = "Wed, 01 Apr 2026 00:00:07 GMT";
/// Whoever asks more often than this asks for ever.
const PATIENCE: usize = 2_000;
const WRONG: &str = "wrong-secret-5d0";
/// Ends the ids of rows that the filter leaves out.
const LEFT_OUT: &str = "000000000000000f";

impl ServiceNowStand {
    pub(crate) fn new(table: Table, system_table: &'static str, filter: &'static str) -> ServiceNowStand {
        ServiceNowStand { table, system_table, filter, folders: Mutex::default() }
    }

    fn instance(&self) -> Instance {
        let estate = Estate::new(
            3,
            Size { assets: 70, contracts: 70, payments: 0, tickets: 160 },
            estate::parse_day("2026-04-01").unwrap(),
        );
        let mut instance = Instance::of_estate(&estate);
        let first = instance.ids("cmdb_ci")[0].clone();
        for start in ["4000000000000000", "c000000000000000"] {
            let row = [
                ("parent", first.as_str()),
                ("child", &first),
                ("port", "8080"),
                ("category", "excluded"),
                ("number", "X"),
            ];
            instance.put(self.system_table, &format!("{start}{LEFT_OUT}"), &row);
        }
        instance
    }

    fn ids(&self, instance: &Instance) -> Vec<String> {
        instance.ids(self.system_table).into_iter().filter(|id| !id.ends_with(LEFT_OUT)).collect()
    }
}

fn fetch(from: &SecretFrom) -> Result<Secret, Error> {
    match from {
        SecretFrom::Env(value) => Ok(Secret::new(value.as_str())),
        other => Err(Error::Setting { key: "sign_in".to_owned(), problem: format!("{other:?} is not of this stand") }),
    }
}

/// Whoever listens at the other end of a redirect needs no rows.
fn nothing() -> Instance {
    Instance::of_estate(&Estate::new(
        1,
        Size { assets: 0, contracts: 0, payments: 0, tickets: 0 },
        estate::parse_day("2026-04-01").unwrap(),
    ))
}

impl Stand for ServiceNowStand {
    fn name(&self) -> &'static str {
        self.system_table
    }

    fn large(&self) -> Large {
        let rows = u64::try_from(self.ids(&self.instance()).len()).unwrap();
        Large { table: self.table, system_table: self.system_table, rows }
    }

    fn raise(&self, wish: &Wish) -> Raised {
        let mut instance = self.instance();
        let ids = self.ids(&instance);
        for range in &wish.hidden {
            instance.access.hidden_rows.extend(ids[range.clone()].iter().cloned());
        }
        if wish.closed {
            instance.access.closed_tables.insert(self.system_table.to_owned());
        }
        let account = instance.account.clone();
        let server = Server::start(instance, Latency::Counted(50)).unwrap();
        let elsewhere = Server::start(nothing(), Latency::Counted(0)).unwrap();
        server.redirect_to(&format!("{}/collect", elsewhere.address()));
        server.wait_until(SOON);
        server.answer_at_most(PATIENCE);
        let secret = if wish.wrong_secret { WRONG } else { &account.password };
        let (client_id, client_secret) = account.client.unwrap();
        let sign_in = match wish.sign_in {
            By::Usual => serde_json::json!({"kind": "basic", "user": account.user, "password": {"env": secret}}),
            By::Token => serde_json::json!({"kind": "password", "user": account.user, "password": {"env": secret},
                "client_id": client_id, "client_secret": {"env": client_secret}}),
        };
        let settings: Settings = serde_json::from_value(serde_json::json!({
            "address": server.address(), "sign_in": sign_in, "organisation": "TCC",
            "filter": {self.system_table: self.filter}, "page_rows": 10, "page_rows_most": 10,
        }))
        .unwrap();
        let clock = Clock::made(NOW);
        let connector = Arc::new(ServiceNow::new("cmdb", settings, &fetch, clock.clone()).unwrap());
        Raised { connector, system: Box::new(Emulated { server, elsewhere, table: self.system_table }), clock }
    }

    fn folder(&self) -> PathBuf {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        self.folders.lock().unwrap().push(folder);
        path
    }

    fn private(&self) -> Vec<String> {
        let secrets = self.instance().secrets().into_iter();
        secrets.chain([WRONG, "Invented Person", "people.example", "session-cookie"].map(str::to_owned)).collect()
    }
}

struct Emulated {
    server: Server,
    elsewhere: Server,
    table: &'static str,
}

impl System for Emulated {
    fn arm(&self, mishap: Mishap, strikes: Strikes) -> bool {
        let Some(fault) = Fault::named(mishap.name()) else { return false };
        let arm = match strikes.times {
            u64::MAX => Arm::always(fault),
            times => Arm::once(fault).times(times),
        };
        let arm = match mishap {
            Mishap::StillbornToken | Mishap::TokenRefused | Mishap::TokenHtml => arm,
            Mishap::CountTooLarge | Mishap::CountRefused | Mishap::CountOfAnotherShape => {
                arm.table(self.table).on(On::Counts)
            }
            _ => match strikes.page {
                Some(page) => arm.table(self.table).page(page),
                None => arm.table(self.table),
            },
        };
        self.server.arm(arm);
        true
    }

    fn asked(&self) -> Vec<Asked> {
        let seen = self.server.seen().into_iter();
        seen.map(|seen| Asked {
            what: match seen.what {
                emulator::What::Rows => What::Rows,
                emulator::What::Count => What::Count,
                emulator::What::SignIn => What::SignIn,
                emulator::What::Other => What::Other,
            },
            large: seen.table.as_deref() == Some(self.table),
            rows: seen.rows,
            struck: seen.fault.is_some(),
            spelled: format!("{} {:?}", seen.path, seen.query),
            method: seen.method,
        })
        .collect()
    }

    fn visited_elsewhere(&self) -> u64 {
        u64::try_from(self.elsewhere.seen().len()).unwrap()
    }
}
