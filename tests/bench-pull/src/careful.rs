//! The connector, pulling four tables side by side and keeping nothing but a sum.

use crate::process;
use anyhow::{Context, Result};
use connector_kit::{Clock, Connector, Error, Keep, Pages, Record, Secret, SecretFrom};
use estate::Table;
use servicenow::{ServiceNow, Settings};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// The canonical tables behind the emulated ones.
const TABLES: [Table; 4] = [Table::Relations, Table::Cover, Table::Payments, Table::Tickets];

/// A connector for the emulated account.
pub(crate) fn connector(address: &str, page: u32, clock: Clock, more: &serde_json::Value) -> Result<ServiceNow> {
    let mut settings = serde_json::json!({
        "address": address, "organisation": "TCC", "network": {"at_once": 4},
        "sign_in": {"kind": "basic", "user": "oldiron.reader", "password": {"env": "open-sesame-7f3"}},
    });
    if page > 0 {
        settings["page_rows"] = page.into();
        settings["page_rows_most"] = page.into();
    }
    for (name, value) in more.as_object().into_iter().flatten() {
        settings[name] = value.clone();
    }
    let settings: Settings = serde_json::from_value(settings)?;
    let fetch = |from: &SecretFrom| match from {
        SecretFrom::Env(value) => Ok(Secret::new(value.as_str())),
        other => Err(Error::Setting { key: "sign_in".to_owned(), problem: format!("{other:?}") }),
    };
    Ok(ServiceNow::new("cmdb", settings, &fetch, clock)?)
}

/// One pull, as `rows seconds processor-seconds peak-MiB`.
#[allow(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
pub(crate) fn measured(address: &str, page: u32) -> Result<String> {
    let connector: Arc<dyn Connector> = Arc::new(connector(address, page, Clock::real(), &serde_json::json!({}))?);
    let rows = Arc::new(Mutex::new(0_u64));
    let counted = Arc::clone(&rows);
    let keep: Box<Keep<'static>> = Box::new(move |record| {
        if matches!(record, Record::Row { .. }) {
            *counted.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        }
        Ok(())
    });
    process::begin_anew();
    let spent = process::processor_seconds().unwrap_or(0.0);
    let began = Instant::now();
    let pages = Pages::none();
    let pulled = connector_kit::wait_for(connector_kit::pull_all(&connector, &TABLES, None, &pages, keep))?;
    let seconds = began.elapsed().as_secs_f64();
    for (table, pulled) in pulled {
        let pulled = pulled.with_context(|| table.name())?;
        anyhow::ensure!(pulled.is_whole(), "{table} is not whole: {:?}", connector_kit::gaps(&pulled));
    }
    let spent = process::processor_seconds().unwrap_or(0.0) - spent;
    let rows = *rows.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(format!("{rows} {seconds:.2} {spent:.2} {}", process::peak().unwrap_or(0)))
}
