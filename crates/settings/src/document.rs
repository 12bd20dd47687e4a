//! A TOML file whose every key knows its line. It is parsed again for each reading: a settings file is small, and a parsed table
//! cannot outlive its text.

use crate::Error;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file, or a part of it that somebody else understands: the keys of one source, for its connector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    file: Arc<str>,
    text: Arc<str>,
    /// Where it hangs: `source[0]`; empty for the whole file.
    key: String,
    /// Its keys that have been read already.
    taken: Vec<&'static str>,
}

impl Section {
    /// The whole of a file.
    pub(crate) fn of_file(file: &str, text: &str) -> Section {
        Section { file: file.into(), text: text.into(), key: String::new(), taken: vec![] }
    }

    /// The same without some of its keys.
    pub(crate) fn without(mut self, keys: &[&'static str]) -> Section {
        self.taken.extend(keys);
        self
    }

    /// Reads it as a shape. The error names file, line and key.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let root = self.parse()?;
        let offset_of_all = root.span().start;
        let Some(mut table) = table_at(root, &self.key) else {
            return Err(self.error(offset_of_all, &self.key, "is not a table".to_owned()));
        };
        for key in &self.taken {
            table.get_mut().remove(*key);
        }
        T::deserialize(toml::Deserializer::from(table.clone())).map_err(|error| {
            let offset = error.span().map_or(table.span().start, |span| span.start);
            let key = join(&self.key, &key_at(table.get_ref(), offset));
            self.error(offset, &key, error.message().trim_end().replace('\n', ", "))
        })
    }

    /// The tables of a list in it, `[[source]]`.
    pub(crate) fn list(&self, name: &str) -> Result<Vec<Section>, Error> {
        let root = self.parse()?;
        let Some(value) = root.get_ref().get(name) else { return Ok(vec![]) };
        let refuse = || self.fault(name, format!("is not a list of tables. hint: write [[{name}]] above each"));
        let list = value.get_ref().as_array().ok_or_else(refuse)?;
        if list.iter().any(|value| !value.get_ref().is_table()) {
            return Err(refuse());
        }
        let section = |number| Section { key: format!("{name}[{number}]"), ..self.clone() };
        Ok((0..list.len()).map(section).collect())
    }

    /// An error about one of its keys, such as `file[0].columns.supplier`, on the line where that stands. Where the key itself is
    /// missing, the last part that is there gives the line.
    pub fn fault(&self, key: &str, problem: impl Into<String>) -> Error {
        let key = join(&self.key, key);
        let offset = self.parse().map_or(0, |root| offset_of(&root, &key));
        self.error(offset, &key, problem.into())
    }

    fn parse(&self) -> Result<Spanned<DeTable<'_>>, Error> {
        DeTable::parse(&self.text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            self.error(offset, "", format!("{}. hint: the file is not TOML here", error.message().trim_end()))
        })
    }

    fn error(&self, offset: usize, key: &str, problem: String) -> Error {
        let line = self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1;
        let key = if key.is_empty() { "the file".to_owned() } else { format!("`{key}`") };
        Error::Setting { file: self.file.to_string(), line, key, problem }
    }
}

fn join(outer: &str, inner: &str) -> String {
    let bare = outer.is_empty() || inner.is_empty() || inner.starts_with('[');
    if bare { format!("{outer}{inner}") } else { format!("{outer}.{inner}") }
}

/// The parts of a key: `source[0].file[1].path` is `source`, 0, `file`, 1, `path`.
fn parts(key: &str) -> impl Iterator<Item = Result<usize, &str>> {
    key.split(['.', '[', ']']).filter(|part| !part.is_empty()).map(|part| part.parse().map_err(|_| part))
}

/// The table at `source[0]`, or the whole.
fn table_at<'t>(root: Spanned<DeTable<'t>>, key: &str) -> Option<Spanned<DeTable<'t>>> {
    let span = root.span();
    let mut value = Spanned::new(span, DeValue::Table(root.into_inner()));
    for part in parts(key) {
        value = match (part, value.into_inner()) {
            (Ok(number), DeValue::Array(list)) => list.into_iter().nth(number)?,
            (Err(name), DeValue::Table(mut table)) => table.remove(name)?,
            _ => return None,
        };
    }
    let span = value.span();
    if let DeValue::Table(table) = value.into_inner() { Some(Spanned::new(span, table)) } else { None }
}

/// Where a key stands, or the last part of it that is there.
fn offset_of(root: &Spanned<DeTable<'_>>, key: &str) -> usize {
    let mut offset = 0;
    let mut value: Option<&DeValue<'_>> = None;
    for part in parts(key) {
        let next = match (part, value) {
            (Err(name), None) => root.get_ref().get_key_value(name).map(|(key, value)| (key.span(), value)),
            (Err(name), Some(DeValue::Table(table))) => {
                table.get_key_value(name).map(|(key, value)| (key.span(), value))
            }
            (Ok(number), Some(DeValue::Array(list))) => list.get(number).map(|value| (value.span(), value)),
            _ => None,
        };
        let Some((span, next)) = next else { break };
        offset = span.start;
        value = Some(next.get_ref());
    }
    offset
}

/// The deepest key around a place.
fn key_at(table: &DeTable<'_>, offset: usize) -> String {
    for (key, value) in table {
        let name = key.get_ref().to_string();
        if key.span().contains(&offset) {
            return name;
        }
        if let Some(inner) = inside(value, offset) {
            return join(&name, &inner);
        }
    }
    String::new()
}

fn inside(value: &Spanned<DeValue<'_>>, offset: usize) -> Option<String> {
    let around = value.span().contains(&offset);
    match value.get_ref() {
        // The tables of a list stand apart in the file: the span of the list says nothing of what is in it.
        DeValue::Array(list) => {
            let found = list.iter().enumerate().find_map(|(number, item)| Some((number, inside(item, offset)?)));
            found.map(|(number, inner)| join(&format!("[{number}]"), &inner)).or_else(|| around.then(String::new))
        }
        DeValue::Table(table) => {
            let inner = key_at(table, offset);
            (!inner.is_empty() || around).then_some(inner)
        }
        _ => around.then(String::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    const TEXT: &str = "top = 1\n\n[[source]]\nname = \"a\"\n[[source.file]]\npath = \"p\"\n[source.file.columns]\nid = \"Id\"\nsupplier = 3\n[[source]]\nname = \"b\"\nrest = true\n";

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape is asked for")]
    struct Source {
        #[serde(default)]
        file: Vec<File>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape is asked for")]
    struct File {
        path: String,
        columns: std::collections::BTreeMap<String, String>,
    }

    #[test]
    fn an_error_of_shape_names_file_line_and_key() {
        let sources = Section::of_file("a.toml", TEXT).list("source").unwrap();
        let told: Vec<String> = sources
            .into_iter()
            .map(|source| source.without(&["name"]).read::<Source>().unwrap_err().to_string())
            .collect();
        assert_eq!(
            told,
            [
                "a.toml, line 9, `source[0].file[0].columns.supplier`: invalid type: integer `3`, expected a string",
                "a.toml, line 12, `source[1].rest`: unknown field `rest`, expected `file`",
            ]
        );
    }

    #[test]
    fn a_fault_stands_on_the_line_of_its_key_or_of_what_is_there_of_it() {
        let whole = Section::of_file("a.toml", TEXT);
        let source = &whole.list("source").unwrap()[0];
        for (section, key, line) in [
            (source, "file[0].columns.supplier", 9),
            (source, "file[0].columns", 7),
            (source, "file[0].columns.title", 7),
            (source, "name", 4),
            (source, "", 3),
            (&whole, "top", 1),
        ] {
            let told = section.fault(key, "x").to_string();
            assert!(told.starts_with(&format!("a.toml, line {line}, `")), "{key}: {told}");
        }
    }

    #[test]
    fn what_is_no_toml_names_the_line() {
        let told = Section::of_file("a.toml", "a = 1\nb = = 2\n").read::<toml::Table>().unwrap_err().to_string();
        assert!(told.starts_with("a.toml, line 2, the file: "), "{told}");
        let told = Section::of_file("a.toml", "source = 1").list("source").unwrap_err().to_string();
        assert!(told.contains("line 1, `source`: is not a list of tables"), "{told}");
    }
}
