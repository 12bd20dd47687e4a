//! What there is to be read: tables with their columns and how often each is filled, and a proposal for what the product has no column
//! for. Notice periods and renewals live in columns of the organisation's own, under a name that differs everywhere, and that is
//! where audits of contracts fail; so their names, their labels and what stands in them are looked at.

use crate::ServiceNow;
use crate::endpoints::{ALL_ITEMS, CONTRACTS, DICTIONARY, EXPENSES, TableFacts, WORK};
use crate::listing::Question;
use crate::wire::{self, text};
use connector_kit::{Error, Findable, FoundColumn, FoundTable, Listing, PageSizes, Paging, Row};
use estate::tables::{Asset, Contract, Ticket};
use estate::{Length, Renewal, Table, parse_day};
use std::collections::BTreeMap;

/// So many rows of a table are looked at.
const SAMPLE: u32 = 200;
/// So many columns of a table are asked for at once: longer questions are refused.
const COLUMNS_AT_ONCE: usize = 60;

/// What a column of the organisation's own may be for.
struct Wanted {
    table: Table,
    column: &'static str,
    /// Words in its name or label, in small letters. One is enough.
    words: &'static [&'static str],
    /// Words that speak against it.
    not: &'static [&'static str],
    /// Does a value look like it?
    looks: fn(&str) -> bool,
}

fn is_length(value: &str) -> bool {
    Length::parse(value).is_some() || value.parse::<u32>().is_ok_and(|number| number <= 730)
}

fn is_day(value: &str) -> bool {
    parse_day(&wire::day_of(value)).is_ok()
}

fn is_renewal(value: &str) -> bool {
    let value = value.to_lowercase();
    Renewal::parse(&value).is_some()
        || ["yes", "no", "true", "false", "auto", "manual", "rolling", "evergreen", "fixed"]
            .iter()
            .any(|word| value.contains(word))
}

fn is_price_per(value: &str) -> bool {
    let value = value.to_lowercase();
    ["month", "quarter", "year", "annual", "term", "one-off", "one off"].iter().any(|word| value.contains(word))
}

fn is_amount(value: &str) -> bool {
    estate::Amount::parse(value.trim_start_matches('£')).is_some()
}

fn is_words(value: &str) -> bool {
    !value.is_empty()
}

const WANTED: &[Wanted] = &[
    Wanted {
        table: Table::Contracts,
        column: Contract::notice,
        words: &["notice"],
        not: &["date", "given"],
        looks: is_length,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::renewal,
        words: &["auto renew", "auto-renew", "auto_renew", "rolls", "rollover", "evergreen", "what happens at the end"],
        not: &["date", "period"],
        looks: is_renewal,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::renewal_term,
        words: &["renewal period", "renewal term", "renewal_period", Contract::renewal_term, "extension period"],
        not: &["date"],
        looks: is_length,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::initial_term,
        words: &["initial term", "first term", Contract::initial_term, "first_term", "minimum term"],
        not: &[],
        looks: is_length,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::max_extent_on,
        words: &["furthest", "maximum extension", "max_ext", "latest end", "final end"],
        not: &[],
        looks: is_day,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::break_dates,
        words: &["break"],
        not: &["fix"],
        looks: is_words,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::price_per,
        words: &["price per", "price is per", Contract::price_per, "billing period", "billing cycle", "charged per"],
        not: &[],
        looks: is_price_per,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::indexation,
        words: &["index", "uplift", "escalat"],
        not: &[],
        looks: is_words,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::owner,
        words: &["contract owner", "answering", "owning team", "u_owner"],
        not: &["e-mail", "email"],
        looks: is_words,
    },
    Wanted {
        table: Table::Contracts,
        column: Contract::document,
        words: &["clause", "document link"],
        not: &["checked", "break"],
        looks: is_words,
    },
    Wanted {
        table: Table::Assets,
        column: Asset::own_cost,
        words: &["all-in cost", "own cost", "run cost", "annual cost", "tco"],
        not: &["per", "currency"],
        looks: is_amount,
    },
    Wanted {
        table: Table::Assets,
        column: Asset::own_cost_per,
        words: &["cost is per", "cost_per", "cost period"],
        not: &[],
        looks: is_price_per,
    },
    Wanted {
        table: Table::Assets,
        column: Asset::useful_life,
        words: &["useful life", "meant to last", "lifespan", Asset::useful_life],
        not: &[],
        looks: is_length,
    },
    Wanted {
        table: Table::Tickets,
        column: Ticket::effort_from,
        words: &["time comes from", "effort source"],
        not: &[],
        looks: is_words,
    },
];

impl ServiceNow {
    pub(crate) async fn find(&self) -> Result<Findable, Error> {
        let mut found = Findable::default();
        for (facts, table) in [
            (&CONTRACTS, Table::Contracts),
            (&ALL_ITEMS, Table::Assets),
            (&EXPENSES, Table::Payments),
            (&WORK[0], Table::Tickets),
        ] {
            if self.settings.reads(facts.name)
                && let Some(table) = self.find_in(facts, table).await?
            {
                found.tables.push(table);
            }
        }
        found.proposal = proposal(&found.tables);
        Ok(found)
    }

    /// One table; nothing, where it may not be read.
    async fn find_in(&self, facts: &'static TableFacts, table: Table) -> Result<Option<FoundTable>, Error> {
        let dictionary = self.dictionary(facts).await?;
        let mut columns: BTreeMap<String, FoundColumn> = BTreeMap::new();
        let known = facts.columns.iter().map(|column| ((*column).to_owned(), String::new(), String::new()));
        for (column, label, kind) in known.chain(dictionary) {
            let some = |words: String| Some(words).filter(|words| !words.is_empty());
            let entry = columns.entry(column.clone()).or_insert_with(|| FoundColumn {
                column,
                label: None,
                kind: None,
                filled: 0,
                feeds: None,
            });
            entry.label = some(label).or(entry.label.take());
            entry.kind = some(kind).or(entry.kind.take());
        }
        let names: Vec<String> = columns.keys().cloned().collect();
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let (mut sampled, mut readable) = (0, false);
        for names in names.chunks(COLUMNS_AT_ONCE) {
            let question =
                Question::of_own(facts.name, "discover", PageSizes::fixed(SAMPLE)).with_columns(names.to_vec());
            let read = question.page(&Paging::Keyset.start(), SAMPLE)?;
            let rows = match self.client.read(&read, &|page| wire::rows(page).map(|_| ())).await {
                Ok(page) => wire::rows(&page).unwrap_or_default().rows,
                Err(Error::Refused { .. } | Error::GivenUp { .. }) => continue,
                Err(error) => return Err(error),
            };
            readable = true;
            sampled = u64::try_from(rows.len()).unwrap_or(0);
            for name in names {
                let filled: Vec<String> =
                    rows.iter().map(|row| text(row, name)).filter(|words| !words.is_empty()).collect();
                if let Some(column) = columns.get_mut(name) {
                    column.filled = u64::try_from(filled.len()).unwrap_or(0);
                }
                values.insert(name.clone(), filled);
            }
        }
        if !readable {
            return Ok(None);
        }
        for column in columns.values_mut() {
            column.feeds = self.feeds(table, column, &values[&column.column]);
        }
        let question = Question::of(facts, "discover", PageSizes::fixed(1));
        let rows = match question.count() {
            Some(read) => {
                let page = self.client.read(&read, &connector_kit::as_it_is).await;
                page.ok().and_then(|page| wire::count(&page).ok().flatten())
            }
            None => None,
        };
        Ok(Some(FoundTable { table: facts.name.to_owned(), rows, sampled, columns: columns.into_values().collect() }))
    }

    /// Columns of a table by the instance's own list: name, label and kind. Empty, where the list may not be read.
    async fn dictionary(&self, facts: &TableFacts) -> Result<Vec<(String, String, String)>, Error> {
        let question =
            Question::of(&DICTIONARY, "discover", PageSizes::fixed(1_000)).matching(format!("name={}", facts.name));
        let read = question.page(&Paging::Keyset.start(), 1_000)?;
        let rows = match self.client.read(&read, &|page| wire::rows(page).map(|_| ())).await {
            Ok(page) => wire::rows(&page).unwrap_or_default().rows,
            Err(Error::Refused { .. } | Error::GivenUp { .. }) => vec![],
            Err(error) => return Err(error),
        };
        // People are not asked for, not even to count how often they are named; nor is what they wrote to each other.
        let is_wanted = |row: &&Row| {
            let is_person = text(row, "reference") == "sys_user";
            text(row, "name") == facts.name
                && !text(row, "element").is_empty()
                && !is_person
                && !text(row, "internal_type").starts_with("journal")
        };
        let column = |row: &Row| (text(row, "element"), text(row, "column_label"), text(row, "internal_type"));
        Ok(rows.iter().filter(is_wanted).map(column).collect())
    }

    /// What a column feeds, or may feed.
    fn feeds(&self, table: Table, column: &FoundColumn, values: &[String]) -> Option<String> {
        let set = self.settings.columns.get(table.name()).into_iter().flatten();
        let set = set.into_iter().find(|(_, theirs)| theirs.names().any(|name| name == column.column));
        if let Some((ours, _)) = set {
            return Some(format!("{table}.{ours}"));
        }
        let is_own = column.column.starts_with("u_") || column.column.starts_with("x_");
        let wanted = WANTED.iter().find(|wanted| is_own && wanted.table == table && wanted.fits(column, values))?;
        Some(format!("{table}.{}", wanted.column))
    }
}

impl Wanted {
    /// Its name or label says so, and most of what stands in it looks like it.
    fn fits(&self, column: &FoundColumn, values: &[String]) -> bool {
        let name = format!("{} {}", column.column, column.label.as_deref().unwrap_or_default()).to_lowercase();
        let named =
            self.words.iter().any(|word| name.contains(word)) && !self.not.iter().any(|word| name.contains(word));
        let alike = values.iter().filter(|value| (self.looks)(value)).count();
        named && alike * 2 > values.len()
    }
}

/// Settings that would read what was found, with how much stands on each guess.
fn proposal(tables: &[FoundTable]) -> String {
    let mut of_table: BTreeMap<&str, Vec<(&str, &FoundColumn, u64)>> = BTreeMap::new();
    for found in tables {
        for column in &found.columns {
            if let Some((table, ours)) = column.feeds.as_deref().and_then(|feeds| feeds.split_once('.')) {
                of_table.entry(table).or_default().push((ours, column, found.sampled));
            }
        }
    }
    let mut text = String::new();
    for (table, columns) in &mut of_table {
        text.push_str(&format!("[source.columns.{table}]\n"));
        columns.sort_by_key(|(ours, column, _)| (*ours, u64::MAX - column.filled));
        let mut before = "";
        for (ours, column, sampled) in columns.iter() {
            let label = column.label.as_deref().unwrap_or("no label");
            // Of several candidates the fullest is proposed; the others stand beside it.
            let mark = if *ours == before { "# or: " } else { "" };
            text.push_str(&format!(
                "{mark}{ours} = \"{}\"   # {label}; filled in {} of {sampled}\n",
                column.column, column.filled
            ));
            before = ours;
        }
        text.push('\n');
    }
    for wanted in WANTED.iter().filter(|wanted| [Contract::notice, Contract::renewal].contains(&wanted.column)) {
        let there = of_table
            .get(wanted.table.name())
            .is_some_and(|columns| columns.iter().any(|(ours, ..)| *ours == wanted.column));
        if !there {
            text.push_str(&format!(
                "# {}.{}: no column was found that looks like it; who knows where it is kept?\n",
                wanted.table, wanted.column
            ));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, label: &str, filled: u64) -> FoundColumn {
        FoundColumn { column: name.to_owned(), label: Some(label.to_owned()), kind: None, filled, feeds: None }
    }

    fn guessed(name: &str, label: &str, values: &[&str]) -> Option<&'static str> {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        WANTED.iter().find(|wanted| wanted.fits(&column(name, label, 1), &values)).map(|wanted| wanted.column)
    }

    #[test]
    fn a_column_is_guessed_by_its_words_and_by_what_stands_in_it() {
        for (name, label, values, ours) in [
            ("u_notice_period", "Notice period", &["3 months", "90 days", "TBC"][..], Some(Contract::notice)),
            ("u_kuendigung", "Notice (days)", &["90", "30"], Some(Contract::notice)),
            ("u_notice_date", "Notice given on", &["2026-01-01"], None),
            ("u_notices", "Notices", &["see file", "see file"], None),
            ("u_auto_renew", "Auto renew?", &["Yes", "No"], Some(Contract::renewal)),
            ("u_furthest", "Furthest end", &["2030-03-31"], Some(Contract::max_extent_on)),
            ("u_colour", "Colour", &["red"], None),
        ] {
            assert_eq!(guessed(name, label, values), ours, "{name}");
        }
    }

    #[test]
    fn the_fullest_candidate_is_proposed_and_what_is_missing_is_said() {
        let notice = |name: &str, filled| FoundColumn {
            feeds: Some("contracts.notice".to_owned()),
            ..column(name, "Notice", filled)
        };
        let table = FoundTable {
            table: "ast_contract".to_owned(),
            rows: Some(9),
            sampled: 9,
            columns: vec![notice("u_a", 2), notice("u_b", 7)],
        };
        assert_eq!(
            proposal(&[table]),
            "[source.columns.contracts]\nnotice = \"u_b\"   # Notice; filled in 7 of 9\n# or: notice = \"u_a\"   # Notice; filled in 2 of 9\n\n\
             # contracts.renewal: no column was found that looks like it; who knows where it is kept?\n"
        );
    }
}
