//! The source files as rows of words, and the few facts about them that every count needs.

use super::calendar::{Day, day};
use super::fraction::Fraction;
use crate::binary::{Row, rows};
use classification::{Decision, Line, Rules};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A folder of flat files, row by row.
pub(super) struct Flat {
    tables: BTreeMap<&'static str, Vec<Row>>,
    /// `source/table` → pence of rows that the door refuses.
    pub(super) refused: BTreeMap<(String, &'static str), i64>,
    rules: Rules,
}

const READ: [estate::Table; 11] = [
    estate::Table::Sources,
    estate::Table::Organisations,
    estate::Table::Suppliers,
    estate::Table::Assets,
    estate::Table::Contracts,
    estate::Table::Prices,
    estate::Table::Cover,
    estate::Table::Payments,
    estate::Table::Tickets,
    estate::Table::TeamCosts,
    estate::Table::Rates,
];

impl Flat {
    /// Reads every table that money depends on. A row that the door refuses is set aside with the pounds it states.
    pub(super) fn read(folder: &Path) -> Flat {
        let mut flat = Flat { tables: BTreeMap::new(), refused: BTreeMap::new(), rules: spending_rules() };
        for table in READ {
            let file = folder.join(format!("{}.csv", table.name()));
            let mut all = if file.is_file() { rows(&file) } else { Vec::new() };
            // Of two rows with one id the smaller, as text, stays.
            all.sort_by_key(|row| cells(table, row).join("\u{1}"));
            let mut ids = BTreeSet::new();
            let mut kept = Vec::new();
            for row in all {
                let again = row.get("id").is_some_and(|id| ids.contains(id));
                if !again && estate::admit(table, &cells(table, &row)).is_ok() {
                    ids.extend(row.get("id").cloned());
                    kept.push(row);
                    continue;
                }
                let (stated, currency) = estate::stated_money(table, &cells(table, &row));
                if currency.is_none_or(|currency| currency == "GBP") {
                    *flat.refused.entry((source(&row), table.name())).or_default() += stated.unwrap_or(0);
                }
            }
            flat.tables.insert(table.name(), kept);
        }
        flat
    }

    /// The rows of a table.
    pub(super) fn table(&self, name: &str) -> &[Row] {
        &self.tables[name]
    }

    /// Sources from the most trusted to the least: as `sources.csv` orders them, else as they come.
    pub(super) fn order(&self, table: &str) -> Vec<String> {
        let mut listed: Vec<(i64, &str)> = self
            .table("sources")
            .iter()
            .map(|row| (word(row, "order").parse().unwrap_or(i64::MAX), word(row, "source")))
            .collect();
        listed.sort_unstable();
        let mut order: Vec<String> = listed.into_iter().map(|(_, name)| name.to_owned()).collect();
        for row in self.table(table) {
            if !order.contains(&source(row)) {
                order.push(source(row));
            }
        }
        order
    }

    /// Does the money of this source only check another's?
    pub(super) fn only_checks(&self, source: &str) -> bool {
        self.table("sources").iter().any(|row| word(row, "source") == source && word(row, "role") == "cross-check")
    }

    /// What the rules of `config/spending` say of a line that does not say so itself.
    pub(super) fn judge(&self, category: &str, text: &str, supplier: &str) -> Decision {
        let known = |text| (!str::is_empty(text)).then_some(text);
        let name = self.table("suppliers").iter().find(|row| word(row, "id") == supplier).map(|row| word(row, "name"));
        let supplier = known(name.unwrap_or(supplier));
        self.rules.decide(&Line { category: known(category), text: known(text), supplier })
    }

    /// One name for all spellings of whom is paid: a listed supplier's id, or the spelling without its form of company.
    pub(super) fn who(&self, spelling: &str) -> String {
        let suppliers = self.table("suppliers");
        if suppliers.iter().any(|row| word(row, "id") == spelling) {
            return spelling.to_owned();
        }
        let bare = plain(spelling);
        let listed = suppliers.iter().find(|row| spellings(row).any(|name| plain(name) == bare));
        listed.map_or(bare, |row| word(row, "id").to_owned())
    }

    /// Is whoever is paid one of the bodies themselves?
    pub(super) fn is_a_body(&self, spelling: &str) -> bool {
        let who = self.who(spelling);
        let mut names = vec![spelling, &who];
        let row = self.table("suppliers").iter().find(|row| word(row, "id") == who);
        names.extend(row.into_iter().flat_map(spellings));
        let body = |row: &Row| {
            let mut same = names.iter().filter(|name| !name.is_empty());
            same.any(|name| word(row, "id") == *name || plain(word(row, "name")) == plain(name))
        };
        self.table("organisations").iter().any(body)
    }

    /// What an amount is in pence: converted at the latest rate on or before `on`, the inverse pair only if it is newer, and without
    /// tax where the row says gross and the body recovers it. Nothing, if no rate is known.
    pub(super) fn pence(&self, amount: i64, currency: &str, on: Day, vat: &str, body: &str) -> Option<Fraction> {
        let rate = if currency.is_empty() || currency == "GBP" {
            Fraction::whole(1)
        } else {
            let (straight, turned) = (self.latest(currency, "GBP", on), self.latest("GBP", currency, on));
            match (straight, turned) {
                (Some((on, _)), Some((newer, rate))) if newer > on => rate.inverse(),
                (Some((_, rate)), _) => rate,
                (None, Some((_, rate))) => rate.inverse(),
                (None, None) => return None,
            }
        };
        let recovers = self
            .table("organisations")
            .iter()
            .any(|row| word(row, "id") == body && ["yes", "true", "y", "1"].contains(&word(row, "vat_recovered")));
        let without = match vat.strip_prefix("gross").map(|rest| rest.trim().trim_end_matches('%')) {
            Some(percent) if recovers => {
                let percent = Fraction::parse(if percent.is_empty() { "20" } else { percent }).unwrap();
                (Fraction::whole(1) + percent * Fraction::new(1, 100)).inverse()
            }
            _ => Fraction::whole(1),
        };
        Some(Fraction::whole(amount) * rate * without)
    }

    fn latest(&self, from: &str, to: &str, on: Day) -> Option<(Day, Fraction)> {
        let pair = self.table("rates").iter().filter(|row| word(row, "from") == from && word(row, "to") == to);
        let dated = pair.filter_map(|row| Some((day(word(row, "on"))?, Fraction::parse(word(row, "rate"))?)));
        dated.filter(|(from, _)| *from <= on).max_by_key(|(from, _)| *from)
    }
}

fn spending_rules() -> Rules {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/spending");
    let mut files: Vec<(String, String)> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Rules::from_toml(&files).unwrap()
}

fn cells(table: estate::Table, row: &Row) -> Vec<&str> {
    table.columns().iter().map(|column| word(row, column.name)).collect()
}

fn spellings(row: &Row) -> impl Iterator<Item = &str> {
    std::iter::once(word(row, "name"))
        .chain(word(row, "also_known_as").split(';').map(str::trim).filter(|name| !name.is_empty()))
}

/// Lower case, letters and digits, without `Ltd`, `Limited` and the like.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace('&', " and ").replace(['.', '\''], "");
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let forms = ["ltd", "limited", "plc", "llp", "the", "co", "company"];
    words.filter(|word| !forms.contains(word)).collect::<Vec<_>>().join(" ")
}

/// A cell, empty where the file has no such column.
pub(super) fn word<'row>(row: &'row Row, column: &str) -> &'row str {
    row.get(column).map_or("", String::as_str)
}

/// The source of a row; a folder's own name is `flat`.
pub(super) fn source(row: &Row) -> String {
    let named = word(row, "source");
    if named.is_empty() { "flat" } else { named }.to_owned()
}

/// Whole hundredths of a plain decimal.
pub(super) fn hundredths(text: &str) -> Option<i64> {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !plain.is_empty();
    digits.then(|| Fraction::parse(text).map(|amount| (amount * Fraction::whole(100)).pence()))?
}
