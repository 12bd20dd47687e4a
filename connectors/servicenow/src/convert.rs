//! From rows of the instance to drafts of our records: plain functions, one a kind of record.

mod assets;
mod contracts;
mod kinds;
mod money;
mod work;

pub(crate) use assets::{body, item, link, owned_thing, service_item, supplier, user_count};
pub(crate) use contracts::{contract, covered, entitlement, expense, history, rate_card};
pub(crate) use work::ticket;

use crate::settings::Settings;
use connector_kit::{Draft, Row};
use estate::Table;

/// What every conversion knows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'c> {
    pub(crate) source: &'c str,
    pub(crate) settings: &'c Settings,
}

/// Our id of a record, by the instance's key; nothing for nothing.
pub(crate) fn id(source: &str, key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("{source}:{key}") }
}

impl Context<'_> {
    pub(crate) fn id(&self, key: &str) -> String {
        id(self.source, key)
    }

    /// The body that a record belongs to, by the company that it names.
    pub(crate) fn organisation(&self, company: &str) -> String {
        let fallback = self.settings.organisation.clone().unwrap_or_default();
        if self.settings.by_company() && !company.is_empty() { self.id(company) } else { fallback }
    }

    /// Puts the mapping over a draft.
    pub(crate) fn mapped(&self, row: &Row, mut draft: Draft) -> Draft {
        self.settings.overlay(draft.table()).apply(self.source, row, &mut draft);
        draft
    }

    pub(crate) fn maps(&self, table: Table, column: &str) -> bool {
        self.settings.overlay(table).maps(column)
    }
}

/// The first of some words that is not empty.
pub(crate) fn first(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().find(|words| !words.is_empty()).unwrap_or_default()
}
