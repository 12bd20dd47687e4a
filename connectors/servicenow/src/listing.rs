//! A question to the Table API, as the kit's walk asks it: in the order of the key, after the last one seen (keyset), because
//! offsets lose rows when others are inserted, and because limits are applied before access rules.

use crate::endpoints::{ALWAYS, COUNT, READS, ROWS, TableFacts};
use crate::filter::Filter;
use crate::wire;
use connector_kit::{Bounds, Error, Listing, Page, PageSizes, Paging, Place, Read, Row, Rows, Trouble};

/// Keys are hexadecimal digits, evenly spread; the few that are words lie before, between or behind them.
const CUTS: &[&str] = &["2", "4", "6", "8", "a", "c", "e"];

/// One walk through one table.
pub(crate) struct Question {
    table: String,
    walk: String,
    /// What narrows it, without the filter.
    query: String,
    filter: Option<Filter>,
    columns: Vec<String>,
    money: bool,
    sizes: PageSizes,
}

impl Question {
    /// Everything in a table. `walk` names it in kept pages.
    pub(crate) fn of(facts: &TableFacts, walk: &str, sizes: PageSizes) -> Question {
        let columns = ALWAYS.iter().chain(facts.columns).map(|column| (*column).to_owned()).collect();
        Question {
            table: facts.name.to_owned(),
            walk: walk.to_owned(),
            query: String::new(),
            filter: None,
            columns,
            money: facts.money,
            sizes,
        }
    }

    /// Everything in a table of the organisation's own.
    pub(crate) fn of_own(table: &str, walk: &str, sizes: PageSizes) -> Question {
        let columns = ALWAYS.iter().map(|column| (*column).to_owned()).collect();
        let (table, walk) = (table.to_owned(), walk.to_owned());
        Question { table, walk, query: String::new(), filter: None, columns, money: false, sizes }
    }

    /// Asks for more columns, each once.
    pub(crate) fn with_columns(mut self, columns: impl IntoIterator<Item = String>) -> Question {
        for column in columns {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
        self
    }

    /// Narrows it to rows that answer to the filter.
    pub(crate) fn narrowed(mut self, filter: Option<Filter>) -> Question {
        if let Some(filter) = &filter {
            self = self.with_columns(filter.columns());
        }
        self.filter = filter;
        self
    }

    /// Narrows it by a condition of our own.
    pub(crate) fn matching(mut self, query: impl Into<String>) -> Question {
        self.query = query.into();
        self
    }

    /// Narrows it further.
    pub(crate) fn also(mut self, query: &str) -> Question {
        self.query = if self.query.is_empty() { query.to_owned() } else { format!("{}^{query}", self.query) };
        self
    }

    /// Every column that is asked for.
    pub(crate) fn asked_columns(&self) -> &[String] {
        &self.columns
    }

    fn base(&self) -> String {
        let filter = self.filter.as_ref().map_or("", Filter::text);
        [filter, &self.query].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("^")
    }
}

impl Listing for Question {
    fn table(&self) -> &str {
        &self.table
    }

    fn walk_name(&self) -> String {
        self.walk.clone()
    }

    fn paging(&self) -> Paging {
        Paging::Keyset
    }

    fn page_sizes(&self) -> PageSizes {
        self.sizes
    }

    fn count(&self) -> Option<Read> {
        let read = Read::of(&READS[COUNT], &[&self.table]).with("sysparm_count", "true");
        let base = self.base();
        Some(if base.is_empty() { read } else { read.with("sysparm_query", base) })
    }

    fn counted(&self, page: &Page) -> Result<Option<u64>, Trouble> {
        wire::count(page)
    }

    fn page(&self, place: &Place, limit: u32) -> Result<Read, Error> {
        self.page_within(place, limit, Bounds { from: "", below: "" })
    }

    fn cuts(&self) -> &'static [&'static str] {
        CUTS
    }

    fn page_within(&self, place: &Place, limit: u32, bounds: Bounds) -> Result<Read, Error> {
        let (after, skip) = match place {
            Place::After { key, skip } => (key.as_str(), *skip),
            Place::From(from) => ("", *from),
            Place::Page(_) | Place::At(_) => ("", 0),
        };
        // A key that holds what the query is made of would be another query.
        if after.contains('^') {
            let problem = format!("the key `{after}` of {} cannot be asked for", self.table);
            let hint = "tell the system's administrator".to_owned();
            return Err(Error::Ignored { what: self.table.clone(), problem, hint });
        }
        let when = |holds: bool, condition: String| if holds { condition } else { String::new() };
        let begins = if after.is_empty() {
            when(!bounds.from.is_empty(), format!("sys_id>={}", bounds.from))
        } else {
            format!("sys_id>{after}")
        };
        let ends = when(!bounds.below.is_empty(), format!("sys_id<{}", bounds.below));
        let query = [self.base(), begins, ends, "ORDERBYsys_id".to_owned()];
        let query: Vec<String> = query.into_iter().filter(|part| !part.is_empty()).collect();
        let read = Read::of(&READS[ROWS], &[&self.table])
            .with("sysparm_query", query.join("^"))
            .with("sysparm_fields", self.columns.join(","))
            .with("sysparm_limit", limit.to_string())
            .with("sysparm_offset", skip.to_string())
            .with("sysparm_exclude_reference_link", "true");
        Ok(if self.money { read.with("sysparm_display_value", "all") } else { read })
    }

    fn rows(&self, page: &Page) -> Result<Rows, Trouble> {
        wire::rows(page)
    }

    fn key(&self, row: &Row) -> Option<String> {
        Some(wire::text(row, "sys_id")).filter(|key| !key.is_empty())
    }

    fn answers(&self, row: &Row) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.answers(row))
    }

    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn changed<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let changed = row.get("sys_updated_on")?;
        changed.as_str().or_else(|| changed.get("value")?.as_str()).filter(|moment| !moment.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoints;

    #[test]
    fn a_page_is_asked_for_in_the_order_of_the_key() {
        let filter = Filter::parse("state=active^ORstate=expired").unwrap();
        let question = Question::of(&endpoints::RATE_CARDS, "w", PageSizes::fixed(50)).narrowed(Some(filter));
        let read = question.page(&Place::After { key: "k1".to_owned(), skip: 100 }, 50).unwrap().spelled();
        assert_eq!(
            read,
            "/api/now/v2/table/fm_contract_rate_card?sysparm_query=state%3Dactive%5EORstate%3Dexpired%5Esys_id%3Ek1%5EORDERBYsys_id\
             &sysparm_fields=sys_id%2Csys_updated_on%2Ccontract%2Cstart_date%2Cend_date%2Ccost%2Cstate\
             &sysparm_limit=50&sysparm_offset=100&sysparm_exclude_reference_link=true&sysparm_display_value=all"
        );
        let first = Question::of(&endpoints::LINKS, "w", PageSizes::fixed(50));
        let read = first.page(&Paging::Keyset.start(), 50).unwrap().spelled();
        assert!(read.contains("sysparm_query=ORDERBYsys_id&") && !read.contains("display_value"), "{read}");
        let part = Bounds { from: "4", below: "6" };
        for (key, condition) in
            [("", "sys_id%3E%3D4%5Esys_id%3C6%5EORDERBY"), ("k1", "sys_id%3Ek1%5Esys_id%3C6%5EORDERBY")]
        {
            let read = first.page_within(&Place::After { key: key.to_owned(), skip: 0 }, 50, part).unwrap().spelled();
            assert!(read.contains(condition), "{read}");
        }
        assert!(question.page(&Place::After { key: "a^b".to_owned(), skip: 0 }, 50).is_err());
    }

    #[test]
    fn a_row_says_when_it_changed_in_either_shape() {
        let question = Question::of(&endpoints::LINKS, "w", PageSizes::fixed(50));
        for row in [
            r#"{"sys_updated_on":"2026-01-02 03:04:05"}"#,
            r#"{"sys_updated_on":{"value":"2026-01-02 03:04:05","display_value":"02/01"}}"#,
        ] {
            assert_eq!(question.changed(&serde_json::from_str(row).unwrap()), Some("2026-01-02 03:04:05"));
        }
    }
}
