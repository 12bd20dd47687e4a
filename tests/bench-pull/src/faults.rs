//! Every fault, one by one, in the middle of a table: what each client loses in silence, and what it brings twice.

use crate::{careful, careless, emulated};
use anyhow::Result;
use connector_kit::{Clock, Connector, Pages, Record, Want};
use emulator::servicenow::Instance;
use emulator::{Arm, Fault, Latency, On, Server};
use estate::Table;
use std::collections::BTreeMap;
use std::io::Write;

const TABLE: &str = "cmdb_rel_ci";
const ROWS: u64 = 240;
const PAGE: u32 = 20;
/// 1 April 2026, in seconds since 1970.
const NOW: u64 = 1_775_001_600;

fn instance() -> Result<Instance> {
    emulated::with_rows(ROWS * 4)
}

/// What came of a pull: each row's mark and how often it came, and whether something was told.
struct Came {
    rows: BTreeMap<String, u32>,
    told: bool,
}

impl Came {
    /// Rows lost in silence, and rows that came twice.
    fn wrong(&self, expected: &Came) -> (usize, u32) {
        let lost = expected.rows.keys().filter(|row| !self.rows.contains_key(*row)).count();
        let doubled =
            self.rows.iter().map(|(row, count)| count - expected.rows.get(row).copied().unwrap_or(1).min(*count)).sum();
        (if self.told { 0 } else { lost }, doubled)
    }
}

fn by_connector(arm: Option<Arm>) -> Result<Came> {
    let server = Server::start(instance()?, Latency::Counted(50))?;
    server.answer_at_most(1_000);
    arm.into_iter().for_each(|arm| server.arm(arm));
    let connector = careful::connector(
        &server.address(),
        PAGE,
        Clock::made(NOW),
        &serde_json::json!({ "network": { "timeout_seconds": 2 } }),
    )?;
    let mut rows = BTreeMap::new();
    let mut keep = |record: Record| {
        if let Record::Row { values, .. } = record {
            *rows.entry(format!("{values:?}")).or_insert(0) += 1;
        }
        Ok(())
    };
    let pages = Pages::none();
    let want = Want { table: Table::Relations, since: None, pages: &pages };
    let pulled = connector_kit::wait_for(connector.pull(want, &mut keep))?;
    Ok(Came { rows, told: !pulled.is_ok_and(|pulled| pulled.is_whole() && pulled.receipt.set_aside == 0) })
}

fn by_plain_client(arm: Option<Arm>) -> Result<Came> {
    let server = Server::start(instance()?, Latency::Counted(50))?;
    server.answer_at_most(1_000);
    arm.into_iter().for_each(|arm| server.arm(arm));
    let (ids, told) = careless::pull(&server.address(), TABLE, PAGE);
    let mut rows = BTreeMap::new();
    ids.into_iter().for_each(|id| *rows.entry(id).or_insert(0) += 1);
    Ok(Came { rows, told })
}

pub(crate) fn run(out: &mut impl Write) -> Result<()> {
    let (expected, expected_plain) = (by_connector(None)?, by_plain_client(None)?);
    anyhow::ensure!(!expected.told && !expected_plain.told, "an undisturbed pull is not whole");
    writeln!(
        out,
        "| fault | what happens | connector: lost in silence | doubled | told | plain client: lost in silence | doubled | told |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    let (mut sums, mut kinds) = ([0_u64; 4], 0);
    for fault in Fault::ALL {
        let arm = match fault {
            Fault::CountTooLarge | Fault::CountRefused | Fault::CountGrouped => {
                Arm::always(*fault).table(TABLE).on(On::Counts)
            }
            Fault::StillbornToken | Fault::TokenRefused | Fault::TokenHtml => continue,
            _ => Arm::once(*fault).table(TABLE).page(4),
        };
        kinds += 1;
        let (connector, plain) = (by_connector(Some(arm.clone()))?, by_plain_client(Some(arm))?);
        let ((lost, doubled), (plain_lost, plain_doubled)) = (connector.wrong(&expected), plain.wrong(&expected_plain));
        let yes = |told: bool| if told { "yes" } else { "" };
        writeln!(
            out,
            "| {} | {} | {lost} | {doubled} | {} | {plain_lost} | {plain_doubled} | {} |",
            fault.name(),
            fault.meaning(),
            yes(connector.told),
            yes(plain.told)
        )?;
        let add = [u64::try_from(lost)?, doubled.into(), u64::try_from(plain_lost)?, plain_doubled.into()];
        sums.iter_mut().zip(add).for_each(|(sum, more)| *sum += more);
    }
    writeln!(out, "| {kinds} kinds | | {} | {} | | {} | {} | |", sums[0], sums[1], sums[2], sums[3])?;
    Ok(())
}
