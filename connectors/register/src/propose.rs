//! A first mapping for the files of a folder: from shapes that are known, else from the words of their headers and from their values.
//! What cannot be told is asked in a comment, never assumed.

mod group;
mod look;
mod profiles;

use crate::detected::sentence;
use crate::mapping_check::{ID, SOURCE, required_columns};
use crate::nearest::plain;
use crate::{Error, files, opening};
use estate::Kind;
use estate::tables::{Contract, Payment};
use group::Group;
use look::Look;
use std::collections::BTreeSet;
use std::path::Path;

/// So many words of a closed list are written out.
const WORDS_SHOWN: usize = 20;

/// What a proposal asks for wherever a table has it and its file does not.
const NEVER_ASSUMED: &[&str] =
    &[Contract::price_per, Contract::price_currency, Contract::price_vat, Payment::currency, Payment::vat];

/// Proposes the `[[source]]` sections of a settings file for the files of a folder, as TOML with comments. Paths in it start at that
/// folder. Every line is to be checked: a question stands where the files do not say.
pub fn propose(dir: &Path) -> Result<String, Error> {
    propose_from(dir, dir)
}

/// The same for a settings file that stands in another folder: paths start there.
pub fn propose_from(dir: &Path, settings_folder: &Path) -> Result<String, Error> {
    let place = files::way(settings_folder, dir)?;
    let mut text = String::from(
        "# Proposed from the headers and the values of the files. Check every line; what could not be told is asked in a comment.\n",
    );
    let (mut flat, mut looks, mut others) = (vec![], vec![], String::new());
    let mut names = vec![];
    for name in files::names(dir)? {
        let shown = name.to_string_lossy().into_owned();
        let path = dir.join(&name);
        if !opening::has_tables(&shown) || path.is_dir() {
            continue;
        }
        names.push(shown.clone());
        match looks_at(&path, &shown) {
            Ok(found) => {
                for look in found {
                    if look.is_flat() {
                        flat.push(shown.clone());
                    } else {
                        looks.push(look);
                    }
                }
            }
            Err(error) => line(&mut others, &format!("\n# {}", error.to_string().replace('\n', " "))),
        }
    }
    if !flat.is_empty() {
        line(&mut text, &format!("\n# In flat spelling already: {}", flat.join(", ")));
        let folder = if place.is_empty() { "." } else { place.trim_end_matches('/') };
        line(&mut text, &format!("[[source]]\nname = \"flat\"\nconnector = \"register\"\nfolder = {}", quoted(folder)));
    }
    if flat.is_empty() && looks.is_empty() && others.is_empty() {
        text.push_str("# There is no file of tables here.\n");
    }
    for group in group::of(looks, &names) {
        text.push_str(&section(&group, &place));
    }
    text.push_str(&others);
    Ok(text)
}

/// Every table of a file. A shape that is known says where its records are.
fn looks_at(path: &Path, shown: &str) -> Result<Vec<Look>, Error> {
    let mut looks = vec![];
    for file in opening::tables(path, shown)? {
        let look = Look::at(file.clone(), shown, None)?;
        let records = profiles::of(&look.header).and_then(|profile| profile.records);
        looks.push(match records {
            Some(records) => Look::at(file, shown, Some(&records))?,
            None => look,
        });
    }
    Ok(looks)
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

/// A text or a key as TOML spells it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Words for a comment, which ends with its line.
fn comment(words: &str) -> String {
    format!("# {}", words.replace(['\n', '\r'], " "))
}

/// `place` is the way to the files' folder, with its last `/`.
fn section(group: &Group, place: &str) -> String {
    let mut text = String::new();
    line(&mut text, &format!("\n[[source]]\nname = {}\nconnector = \"register\"", quoted(&group.name)));
    if group.table.column("scope").is_some() {
        line(&mut text, "# scope = \"ict\"  # if every contract and payment of this source is ICT");
    }
    line(&mut text, &format!("[[source.file]]\npath = {}", quoted(&format!("{place}{}", group.path))));
    for look in &group.looks {
        line(&mut text, &comment(&format!("{}: {}", look.file.shown, sentence(&look.told))));
    }
    match &group.profile {
        Some(profile) => {
            line(&mut text, &comment(&format!("Its header is that of {}.", profile.about)));
            profile.say.iter().for_each(|words| line(&mut text, &comment(words)));
        }
        None if !group.sure => line(&mut text, "# Which table is it? The headers do not say for sure."),
        None => {}
    }
    line(&mut text, &format!("table = \"{}\"", group.table));
    if let Some(delimiter) = group.delimiter() {
        line(&mut text, &format!("delimiter = {}", quoted(&char::from(delimiter).to_string())));
    }
    if let Some(records) = group.profile.as_ref().and_then(|profile| profile.records.as_ref()) {
        line(&mut text, &format!("records = {}", quoted(records)));
    }
    if let Some(profile) = group.profile.as_ref().filter(|profile| !profile.empty_words.is_empty()) {
        let words: Vec<String> = profile.empty_words.iter().map(|word| quoted(word)).collect();
        line(&mut text, &format!("empty_words = [{}]", words.join(", ")));
    }
    if !group.columns.contains_key(ID) && group.table.column(ID).is_some() {
        line(&mut text, "# No column looks like an id: one is made of what each row says.\nmake_id = true");
    }
    if group.profile.as_ref().is_some_and(|profile| profile.add_up) {
        line(
            &mut text,
            "# Rows are fractions of a penny: those that agree in all but their amounts are one payment, rounded once.",
        );
        line(&mut text, "add_up = true");
    }
    text.push_str(&group.spelling());
    text.push_str(&group.dates_in_names());
    text.push_str(&columns(group));
    text.push_str(&fixed(group));
    text.push_str(&codes(group));
    text
}

fn columns(group: &Group) -> String {
    let mut text = String::from("[source.file.columns]\n");
    for (column, names) in &group.columns {
        let evidence = group.evidence(column).map_or_else(String::new, |words| format!("  # {words}"));
        line(&mut text, &format!("{column} = {}{evidence}", quoted(&names[0])));
    }
    for (column, name, words) in group.candidates() {
        line(&mut text, &format!("# {column} = {}  # is it this one? {words}", quoted(&name)));
    }
    let header = &group.looks[0].header;
    for name in header.iter().filter(|name| plain(name) == SOURCE) {
        line(&mut text, &format!("# {SOURCE} = {}  # does it say which system of record a row is from?", quoted(name)));
    }
    let unused: Vec<String> = group.unused().into_iter().map(quoted).collect();
    if !unused.is_empty() {
        line(&mut text, &comment(&format!("Not taken: {}", unused.join(", "))));
    }
    let drifting: Vec<&Vec<String>> = group.columns.values().filter(|names| names.len() > 1).collect();
    if !drifting.is_empty() {
        line(&mut text, "[source.file.also_called]");
        let mut said = BTreeSet::new();
        for names in drifting.into_iter().filter(|names| said.insert(names[0].clone())) {
            let others: Vec<String> = names[1..].iter().map(|name| quoted(name)).collect();
            line(&mut text, &format!("{} = [{}]", quoted(&names[0]), others.join(", ")));
        }
    }
    text
}

/// What every row needs and no column gives.
fn fixed(group: &Group) -> String {
    let mut text = String::from("[source.file.fixed]\n");
    let known = group.profile.as_ref().map(|profile| profile.fixed.clone()).unwrap_or_default();
    for (name, value) in &known {
        line(&mut text, &format!("{name} = {}", quoted(value)));
    }
    let open = |name: &str| !group.columns.contains_key(name) && !known.contains_key(name);
    let told_by_name = group.date_of_names();
    for column in required_columns(group.table).filter(|column| column.name != ID && open(column.name)) {
        if told_by_name != Some(column.name) {
            line(&mut text, &format!("# {} = \"…\"  # needed in every row: {}", column.name, column.meaning.trim()));
        }
    }
    for name in NEVER_ASSUMED.iter().copied().filter(|name| open(name)) {
        let Some(column) = group.table.column(name) else { continue };
        let currency = group.currency().filter(|_| name.ends_with("currency"));
        if let Some((currency, words)) = currency {
            line(&mut text, &format!("{name} = {}  # {words}", quoted(currency)));
            continue;
        }
        let words =
            if let Kind::Code(words) = column.kind { format!(" ({})", words.join(", ")) } else { String::new() };
        line(&mut text, &format!("# {name} = \"…\"  # {}{words}", column.meaning.trim()));
    }
    if let Some(profile) = group.profile.as_ref().filter(|profile| !profile.otherwise.is_empty()) {
        line(&mut text, "[source.file.otherwise]");
        for (name, value) in profile.otherwise.iter().filter(|(name, _)| group.columns.contains_key(name.as_str())) {
            line(&mut text, &format!("{name} = {}", quoted(value)));
        }
    }
    text
}

/// Words of closed lists that are not ours.
fn codes(group: &Group) -> String {
    let mut text = String::new();
    for name in group.columns.keys() {
        let Some(column) = group.table.column(name) else { continue };
        let Kind::Code(ours) = column.kind else { continue };
        let known = group.profile.as_ref().and_then(|profile| profile.codes.get(*name)).cloned().unwrap_or_default();
        let is_known = |word: &str| known.keys().any(|theirs| theirs.eq_ignore_ascii_case(word));
        let empty = group.profile.as_ref().map(|profile| profile.empty_words.as_slice()).unwrap_or_default();
        let is_strange = |value: &&str| {
            !empty.iter().any(|word| word.eq_ignore_ascii_case(value.trim())) && column.read(value).is_err()
        };
        let words: BTreeSet<&str> = group.values(name).into_iter().filter(is_strange).collect();
        let (known_here, strange): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| is_known(word));
        if known_here.is_empty() && strange.is_empty() {
            continue;
        }
        if !strange.is_empty() {
            line(&mut text, &format!("# Translate these words to one of {}:", ours.join(", ")));
        }
        line(&mut text, &format!("[source.file.codes.{name}]"));
        for (theirs, our) in
            known.iter().filter(|(theirs, _)| known_here.iter().any(|word| word.eq_ignore_ascii_case(theirs)))
        {
            line(&mut text, &format!("{} = {}", quoted(theirs), quoted(our)));
        }
        for word in strange.iter().take(WORDS_SHOWN) {
            line(&mut text, &format!("# {} = \"…\"", quoted(word)));
        }
        if strange.len() > WORDS_SHOWN {
            line(&mut text, &format!("# and {} more", strange.len() - WORDS_SHOWN));
        }
    }
    text
}
