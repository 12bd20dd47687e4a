//! The tables of the instance, read from `schema.txt`.

use std::collections::BTreeMap;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Date,
    /// A moment, kept in UTC.
    Moment,
    /// A length of time, kept as a moment after 1970-01-01.
    Duration,
    /// An amount with its currency.
    Currency,
    /// An amount that stays in the currency it was entered in.
    Price,
    /// A code with a label.
    Choice,
    /// A row of another table, by its id; by its name where the last part says so.
    Reference(String, bool),
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// The vendor's word for what it holds.
    pub(crate) word: String,
    pub(crate) kind: Kind,
    pub(crate) label: String,
}

/// A table with its own columns.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) parent: Option<String>,
    /// The column that stands for a row.
    pub(crate) display: String,
    pub(crate) label: String,
    pub(crate) columns: Vec<Column>,
}

/// Every table, by name.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    tables: BTreeMap<String, Table>,
}

const TEXT: &str = include_str!("schema.txt");

impl Schema {
    /// The schema of the instance.
    pub(crate) fn read() -> Schema {
        let mut tables: Vec<Table> = Vec::new();
        for line in TEXT.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match line.strip_prefix("  ") {
                Some(line) => {
                    if let (Some(table), Some(column)) = (tables.last_mut(), column(line)) {
                        table.columns.push(column);
                    }
                }
                None => tables.extend(table(line)),
            }
        }
        let parents: Vec<String> = tables.iter().filter_map(|table| table.parent.clone()).collect();
        for table in tables.iter_mut().filter(|table| table.parent.is_none()) {
            let mut own = vec![
                text("sys_id", "GUID"),
                text("sys_created_on", "glide_date_time"),
                text("sys_updated_on", "glide_date_time"),
            ];
            own[1].kind = Kind::Moment;
            own[2].kind = Kind::Moment;
            if parents.contains(&table.name) {
                own.push(text("sys_class_name", "sys_class_name"));
            }
            table.columns.splice(0..0, own);
        }
        Schema { tables: tables.into_iter().map(|table| (table.name.clone(), table)).collect() }
    }

    /// The table of this name.
    pub(crate) fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    /// Every table.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }

    /// The table and those above it, the lowest first.
    pub(crate) fn line_of(&self, name: &str) -> Vec<&Table> {
        let mut line = Vec::new();
        let mut at = self.tables.get(name);
        while let Some(table) = at {
            line.push(table);
            at = table.parent.as_ref().and_then(|parent| self.tables.get(parent));
        }
        line
    }

    /// The top of the table's hierarchy.
    pub(crate) fn root<'s>(&'s self, name: &'s str) -> &'s str {
        self.line_of(name).last().map_or(name, |table| table.name.as_str())
    }

    /// A column of the table, inherited ones included.
    pub(crate) fn column(&self, table: &str, name: &str) -> Option<&Column> {
        self.line_of(table).into_iter().flat_map(|table| &table.columns).find(|column| column.name == name)
    }

    /// Every column of the table, inherited ones first.
    pub(crate) fn columns(&self, table: &str) -> Vec<&Column> {
        self.line_of(table).into_iter().rev().flat_map(|table| &table.columns).collect()
    }

    /// Tables right below this one.
    pub(crate) fn children(&self, name: &str) -> Vec<&str> {
        self.tables
            .values()
            .filter(|table| table.parent.as_deref() == Some(name))
            .map(|table| table.name.as_str())
            .collect()
    }
}

fn table(line: &str) -> Option<Table> {
    let mut parts = line.split('|').map(str::trim);
    let (head, display, label) = (parts.next()?, parts.next()?, parts.next()?);
    let (name, parent) = match head.split_once('<') {
        Some((name, parent)) => (name.trim(), Some(parent.trim().to_owned())),
        None => (head, None),
    };
    Some(Table {
        name: name.to_owned(),
        parent,
        display: display.to_owned(),
        label: label.to_owned(),
        columns: Vec::new(),
    })
}

fn column(line: &str) -> Option<Column> {
    let mut parts = line.splitn(3, ' ');
    let (name, word, label) = (parts.next()?, parts.next()?, parts.next()?);
    let (word, kind) = match word {
        "integer" => ("integer", Kind::Number),
        "float" => ("float", Kind::Number),
        "boolean" => ("boolean", Kind::Boolean),
        "date" => ("glide_date", Kind::Date),
        "datetime" => ("glide_date_time", Kind::Moment),
        "duration" => ("glide_duration", Kind::Duration),
        "timer" => ("timer", Kind::Duration),
        "currency" => ("currency", Kind::Currency),
        "price" => ("price", Kind::Price),
        "choice" => ("choice", Kind::Choice),
        other => match other.split_once(':') {
            Some((by, table)) => ("reference", Kind::Reference(table.to_owned(), by == "name")),
            None => ("string", Kind::Text),
        },
    };
    Some(Column { name: name.to_owned(), word: word.to_owned(), kind, label: label.to_owned() })
}

fn text(name: &str, word: &str) -> Column {
    Column { name: name.to_owned(), word: word.to_owned(), kind: Kind::Text, label: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_has_the_columns_of_those_above_it_and_references_lead_somewhere() {
        let schema = Schema::read();
        assert_eq!(schema.root("cmdb_ci_win_server"), "cmdb_ci");
        assert!(schema.column("cmdb_ci_win_server", "os").is_some() && schema.column("cmdb_ci", "os").is_none());
        assert!(
            schema.column("incident", "sys_class_name").is_some()
                && schema.column("cmdb_rel_ci", "sys_class_name").is_none()
        );
        for table in schema.tables() {
            assert!(schema.column(&table.name, &table.display).is_some(), "{} has no {}", table.name, table.display);
            for column in &table.columns {
                if let Kind::Reference(to, _) = &column.kind {
                    assert!(schema.table(to).is_some(), "{}.{} leads to {to}", table.name, column.name);
                }
            }
        }
    }
}
