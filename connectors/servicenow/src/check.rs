//! What this account may do, before anything is pulled: a number of rows and one row of each table, and what the account's time zone
//! and currency are.

use crate::ServiceNow;
use crate::endpoints::{self, CONTRACT_MONEY, EXPENSES, OWNED, PROPERTIES, TableFacts};
use crate::listing::Question;
use crate::wire::{self, text};
use connector_kit::{Access, Error, Listing, PageSizes, Paging, Row, Rows, TableAccess, as_it_is};
use std::collections::BTreeMap;

/// Settings of the instance that say how amounts and queries behave.
const WANTED_PROPERTIES: &[&str] = &[
    "glide.i18n.single_currency",
    "glide.i18n.single_currency.code",
    "glide.system.locale",
    "glide.invalid_query.returns_no_rows",
    "glide.buildtag.last",
];

/// A first look at one table.
struct Look {
    rows: Option<u64>,
    sample: Result<Rows, Error>,
}

impl ServiceNow {
    pub(crate) async fn check_access(&self) -> Result<Access, Error> {
        let mut access = Access { address: self.client.address().to_string(), ..Access::default() };
        for facts in endpoints::all().filter(|facts| self.settings.reads(facts.name)) {
            let mapped = facts.feeds.iter().flat_map(|table| self.settings.mapped_columns(*table));
            let question = Question::of(facts, "check", PageSizes::fixed(1))
                .with_columns(mapped)
                .narrowed(self.filter(facts.name)?);
            let look = self.look(&question).await?;
            access.tables.push(table_access(facts, &question, &look));
            if let (Some(filter), Ok(sample)) = (self.filter(facts.name)?, &look.sample) {
                self.check_filter(facts, &filter, sample, &mut access.problems).await?;
            }
        }
        for own in &self.settings.table {
            let columns = own.columns.values().flat_map(crate::OneOrMany::names).map(str::to_owned);
            let question = Question::of_own(&own.from, "check", PageSizes::fixed(1)).with_columns(columns);
            let look = self.look(&question).await?;
            let feeds = estate::Table::named(&own.table).into_iter().collect();
            access.tables.push(TableAccess {
                table: own.from.clone(),
                feeds,
                needs: "read on the table".to_owned(),
                optional: false,
                ..told(&question, &look)
            });
        }
        self.account(&mut access).await?;
        for table in &access.tables {
            let what = &table.table;
            match &table.readable {
                Err(why) if !table.optional => {
                    access.problems.push(format!("{what}: {why}. hint: the account needs {}", table.needs));
                }
                Err(why) => access.problems.push(format!(
                    "{what} (optional): {why}. hint: give the account {}, or name the table under `leave_out`",
                    table.needs
                )),
                Ok(()) => {}
            }
        }
        Ok(access)
    }

    /// Asks for the number of rows and for one of them. Only what holds for every table is an error.
    async fn look(&self, question: &Question) -> Result<Look, Error> {
        let ends_everything = |error: &Error| !matches!(error, Error::Refused { .. } | Error::GivenUp { .. });
        let rows = match question.count() {
            None => None,
            Some(read) => match self.client.read(&read, &|page| wire::count(page).map(|_| ())).await {
                Ok(page) => wire::count(&page).unwrap_or(None),
                Err(error) if ends_everything(&error) => return Err(error),
                Err(_) => None,
            },
        };
        let read = question.page(&Paging::Keyset.start(), 1)?;
        let sample = match self.client.read(&read, &|page| wire::rows(page).map(|_| ())).await {
            Ok(page) => Ok(wire::rows(&page).unwrap_or_default()),
            Err(error) if ends_everything(&error) => return Err(error),
            Err(error) => Err(error),
        };
        Ok(Look { rows, sample })
    }

    /// A filter about a column that is none is dropped by the instance without a word, or gives no row at all. So its columns are
    /// asked for without it: one that a row does not have is none, or is not for this account.
    async fn check_filter(
        &self,
        facts: &'static TableFacts,
        filter: &crate::filter::Filter,
        filtered: &Rows,
        problems: &mut Vec<String>,
    ) -> Result<(), Error> {
        let question = Question::of(facts, "check", PageSizes::fixed(1)).with_columns(filter.columns());
        let Ok(sample) = self.look(&question).await?.sample else { return Ok(()) };
        let Some(row) = sample.rows.first() else { return Ok(()) };
        for column in filter.columns().into_iter().filter(|column| !row.contains_key(column)) {
            problems.push(format!(
                "filter.{}: `{column}` is no column of it, or not for this account. hint: the instance would ignore the condition",
                facts.name
            ));
        }
        if filtered.rows.is_empty() {
            problems.push(format!("filter.{}: no row answers to it", facts.name));
        }
        Ok(())
    }

    /// Time zone, locale and currency: what the account sees decides what amounts and days mean.
    async fn account(&self, access: &mut Access) -> Result<(), Error> {
        let wanted = WANTED_PROPERTIES.iter().map(|name| format!("name={name}")).collect::<Vec<_>>().join("^OR");
        let question = Question::of(&PROPERTIES, "check", PageSizes::fixed(10)).matching(wanted);
        let read = question.page(&Paging::Keyset.start(), 10)?;
        match self.client.read(&read, &as_it_is).await {
            Ok(page) => {
                let rows = wire::rows(&page).unwrap_or_default().rows;
                let found = rows.iter().map(|row| (text(row, "name"), text(row, "value")));
                let found = found.filter(|(name, _)| WANTED_PROPERTIES.contains(&name.as_str()));
                access.facts.extend(found.collect::<BTreeMap<_, _>>());
            }
            Err(Error::Refused { .. } | Error::GivenUp { .. }) => {
                access.facts.push(("properties".to_owned(), "not readable by this account".to_owned()));
            }
            Err(error) => return Err(error),
        }
        let (mut zone, mut codes) = (None, BTreeMap::<String, u64>::new());
        for (facts, column) in [(&CONTRACT_MONEY, "total_cost"), (&OWNED, "cost"), (&EXPENSES, "amount")] {
            if !self.settings.reads(facts.name) {
                continue;
            }
            let question = Question::of(facts, "check", PageSizes::fixed(50));
            let read = question.page(&Paging::Keyset.start(), 50)?;
            let Ok(page) = self.client.read(&read, &as_it_is).await else { continue };
            for row in wire::rows(&page).unwrap_or_default().rows {
                zone = zone.or_else(|| hours_ahead(&row));
                let money = wire::money(&row, column);
                if !money.code.is_empty() {
                    *codes.entry(money.code).or_default() += 1;
                }
            }
        }
        let shown = match zone {
            Some(minutes) => {
                format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
            }
            None => "cannot be told: no row, or a format of its own".to_owned(),
        };
        access.facts.push(("time zone of the account, from UTC".to_owned(), shown.clone()));
        if zone.is_some_and(|minutes| minutes != 0) {
            access.problems.push(format!(
                "the account's time zone is {shown} from UTC, and days in filters are read in it. hint: set the account's time zone to GMT"
            ));
        }
        let seen = codes.iter().map(|(code, times)| format!("{code} {times}")).collect::<Vec<_>>().join(", ");
        let seen = if seen.is_empty() { "none seen".to_owned() } else { seen };
        access.facts.push(("currency of amounts".to_owned(), seen));
        for code in codes.keys().filter(|code| **code != self.settings.currency) {
            access.problems.push(format!(
                "amounts come in {code}, and `currency` is {}. hint: the instance converts amounts to the account's locale; set that to your country's, or `currency` to {code}",
                self.settings.currency
            ));
        }
        Ok(())
    }
}

fn table_access(facts: &TableFacts, question: &Question, look: &Look) -> TableAccess {
    TableAccess {
        feeds: facts.feeds.to_vec(),
        needs: facts.needs.to_owned(),
        optional: facts.optional,
        ..told(question, look)
    }
}

/// What a look says, without what is known of the table beforehand.
fn told(question: &Question, look: &Look) -> TableAccess {
    let (readable, absent) = match &look.sample {
        Err(Error::Refused { status: 400 | 404, .. }) => (Err("there is no such table".to_owned()), vec![]),
        // What the account needs is said beside it, for this very table.
        Err(error) => (Err(error.to_string().split(". hint: ").next().unwrap_or_default().to_owned()), vec![]),
        Ok(sample) => match (sample.rows.first(), look.rows) {
            (Some(row), _) => {
                let absent = question.asked_columns().iter().filter(|column| !row.contains_key(*column));
                (Ok(()), absent.cloned().collect())
            }
            (None, Some(rows)) if rows > 0 => {
                (Err(format!("{rows} rows are there, and the first is not shown to this account")), vec![])
            }
            (None, _) => (Ok(()), vec![]),
        },
    };
    TableAccess {
        table: question.table().to_owned(),
        feeds: vec![],
        readable,
        rows: look.rows,
        absent,
        needs: String::new(),
        optional: false,
    }
}

/// Minutes that the account's clock is ahead of UTC: a moment as people see it against its value. Formats of people's own are not read.
fn hours_ahead(row: &Row) -> Option<i64> {
    let moment = row.get("sys_updated_on")?;
    let (seen, value) = (moment.get("display_value")?.as_str()?, moment.get("value")?.as_str()?);
    Some((minutes(seen)? - minutes(value)?) / 15 * 15)
}

/// Minutes since 1970 of `YYYY-MM-DD HH:MM:SS`.
fn minutes(moment: &str) -> Option<i64> {
    let (day, time) = moment.split_once(' ')?;
    let day = estate::parse_day(day).ok()?;
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    Some(estate::days_between(estate::day_since_1970(0)?, day) * 1_440 + hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_account_s_clock_is_told_from_a_moment_in_both_spellings() {
        for (seen, ahead) in [
            ("2023-05-02 07:00:00", Some(0)),
            ("2023-05-02 08:00:00", Some(60)),
            ("2023-05-01 23:00:00", Some(-480)),
            ("2023-05-02 12:30:00", Some(330)),
            ("02/05/2023 08:00", None),
        ] {
            let row = serde_json::json!({"sys_updated_on": {"display_value": seen, "value": "2023-05-02 07:00:00"}});
            assert_eq!(hours_ahead(row.as_object().unwrap()), ahead, "{seen}");
        }
    }
}
