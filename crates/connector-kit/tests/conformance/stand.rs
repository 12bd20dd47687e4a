//! The plain connector, or a mutant of it, beside the emulated instance.

use crate::defect::Defect;
use crate::plain::{FILTER_ON, Plain, TABLE};
use connector_kit::conformance::{Asked, By, Large, Mishap, Raised, Stand, Strikes, System, What, Wish};
use connector_kit::{Address, Clock, Grant, Options, Secret, SignIn};
use demo_estate::{Estate, Size};
use emulator::servicenow::Instance;
use emulator::{Arm, Fault, Latency, On, Server};
use estate::Table;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

pub(crate) struct PlainStand {
    pub(crate) defect: Option<Defect>,
    folders: Mutex<Vec<TempDir>>,
}

/// 1 April 2026, in seconds since 1970.
const NOW: u64 = 1_775_001_600;
/// Seven seconds later, as headers write it.
const SOON: &str = "Wed, 01 Apr 2026 00:00:07 GMT";
/// Whoever asks more often than this asks for ever.
const PATIENCE: usize = 400;

impl PlainStand {
    pub(crate) fn new(defect: Option<Defect>) -> PlainStand {
        PlainStand { defect, folders: Mutex::default() }
    }
}

fn instance() -> Instance {
    let estate = Estate::new(3, Size::of(75, 0, 0), estate::parse_day("2026-04-01").unwrap());
    let mut instance = Instance::of_estate(&estate);
    // Rows that the connector's filter leaves out.
    for id in ["4000000000000000000000000000000f", "c000000000000000000000000000000f"] {
        instance.put(TABLE, id, &[("parent", "a"), ("child", "b"), ("type", "t"), (FILTER_ON, "8080")]);
    }
    instance
}

fn ids(instance: &Instance) -> Vec<String> {
    let ids = instance.ids(TABLE).into_iter();
    ids.filter(|id| !id.ends_with("000000000000000000f")).collect()
}

/// Whoever listens at the other end of a redirect needs no rows.
fn nothing() -> Instance {
    Instance::of_estate(&Estate::new(
        1,
        Size { assets: 0, contracts: 0, payments: 0, tickets: 0 },
        estate::parse_day("2026-04-01").unwrap(),
    ))
}

impl Stand for PlainStand {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn large(&self) -> Large {
        let rows = u64::try_from(ids(&instance()).len()).unwrap();
        Large { table: Table::Relations, system_table: TABLE, rows }
    }

    fn raise(&self, wish: &Wish) -> Raised {
        let mut instance = instance();
        let ids = ids(&instance);
        for range in &wish.hidden {
            instance.access.hidden_rows.extend(ids[range.clone()].iter().cloned());
        }
        if wish.closed {
            instance.access.closed_tables.insert(TABLE.to_owned());
        }
        let account = instance.account.clone();
        let server = Server::start(instance, Latency::Counted(50)).unwrap();
        let elsewhere = Server::start(nothing(), Latency::Counted(0)).unwrap();
        server.redirect_to(&format!("{}/collect", elsewhere.address()));
        server.wait_until(SOON);
        server.answer_at_most(PATIENCE);
        let secret = |right: &str| Secret::new(if wish.wrong_secret { "wrong-secret-5d0" } else { right });
        let sign_in = match wish.sign_in {
            By::Usual => SignIn::Key { header: "x-sn-apikey", key: secret(&account.api_key.unwrap()) },
            By::Token => {
                let (client_id, client_secret) = account.client.unwrap();
                SignIn::OAuth {
                    path: "/oauth_token.do",
                    client_id,
                    client_secret: Secret::new(client_secret),
                    grant: Grant::Password { user: account.user, password: secret(&account.password) },
                }
            }
        };
        let clock = Clock::made(NOW);
        let options = Options { clock: clock.clone(), ..Options::default() };
        let address = Address::parse(&server.address()).unwrap();
        let connector = Arc::new(Plain::new(address, sign_in, options, self.defect));
        Raised { connector, system: Box::new(Emulated { server, elsewhere }), clock }
    }

    fn folder(&self) -> PathBuf {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        self.folders.lock().unwrap().push(folder);
        path
    }

    fn private(&self) -> Vec<String> {
        let secrets = instance().secrets().into_iter();
        secrets.chain(["wrong-secret-5d0", "Invented Person", "session-cookie"].map(str::to_owned)).collect()
    }
}

struct Emulated {
    server: Server,
    elsewhere: Server,
}

impl System for Emulated {
    fn arm(&self, mishap: Mishap, strikes: Strikes) -> bool {
        let Some(fault) = Fault::named(mishap.name()) else { return false };
        let arm = match strikes.times {
            u64::MAX => Arm::always(fault),
            times => Arm::once(fault).times(times),
        };
        let sign_in = matches!(mishap, Mishap::StillbornToken | Mishap::TokenRefused | Mishap::TokenHtml);
        let count = matches!(mishap, Mishap::CountTooLarge | Mishap::CountRefused | Mishap::CountOfAnotherShape);
        let arm = match (sign_in, count) {
            (true, _) => arm,
            (_, true) => arm.table(TABLE).on(On::Counts),
            _ => arm.table(TABLE),
        };
        self.server.arm(match strikes.page {
            Some(page) if !sign_in => arm.page(page),
            _ => arm,
        });
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
            large: seen.table.as_deref() == Some(TABLE),
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
