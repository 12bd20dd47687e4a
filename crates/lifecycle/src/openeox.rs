//! OASIS OpenEoX: statements of makers about one product and version each.
//!
//! The core of a statement has `end_of_security_support`, `end_of_life` and `end_of_sales`, each a point in time or `tba`. The
//! specification is a draft (core schema 1.0, July 2026); names of the shell's keys differ between its drafts and are all read.

use crate::draft::{Draft, DraftRelease, Stated};
use crate::endoflife::day_of;
use crate::layer::Unused;
use crate::paste::slug;
use crate::product::{Category, Parser};
use crate::product_file::{ProductFile, ReleaseRow};
use crate::{Backing, Catalogue, End, Error, Found, Layer, Milestone};
use estate::Date;
use serde::Deserialize;

#[derive(Deserialize)]
struct Shell {
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    core: Core,
    #[serde(alias = "productName")]
    product_name: String,
    #[serde(alias = "productVersion")]
    product_version: String,
    #[serde(alias = "vendorName", alias = "supplier_name", alias = "supplierName")]
    vendor_name: String,
}

#[derive(Deserialize)]
struct Core {
    last_updated: String,
    end_of_life: Option<String>,
    end_of_sales: Option<String>,
    end_of_security_support: Option<String>,
    general_availability: Option<String>,
}

/// Reads a file of that format. `known` is what other layers know: it says which product and release a statement is about. A
/// statement about a product that nobody knows adds it, under the words it uses.
pub(crate) fn read(
    layer: Layer,
    file: &str,
    text: &str,
    known: &Catalogue,
    unused: &mut Vec<Unused>,
) -> Result<Vec<Draft>, Error> {
    let shell: Shell = serde_json::from_str(text).map_err(|error| Error::json(file, &error))?;
    if shell.statements.is_empty() {
        return Err(Error::wrong(file, "statements", "it holds no statement", "fetch it again"));
    }
    let mut drafts = Vec::new();
    for (number, statement) in shell.statements.iter().enumerate() {
        let place = format!("statements[{number}] ({} {})", statement.product_name, statement.product_version);
        let mut tell = |what: String| unused.push(Unused { file: file.to_owned(), place: place.clone(), what });
        match draft(layer, file, statement, known, &mut tell) {
            Some(draft) => drafts.push(draft),
            None => tell("nothing of it can be used".to_owned()),
        }
    }
    Ok(drafts)
}

fn draft(
    layer: Layer,
    file: &str,
    statement: &Statement,
    known: &Catalogue,
    tell: &mut dyn FnMut(String),
) -> Option<Draft> {
    let core = &statement.core;
    let Some(read_on) = day_of(&core.last_updated) else {
        tell(format!("last_updated `{}` is no point in time", core.last_updated));
        return None;
    };
    let mut milestone = |key: &str, text: &Option<String>| {
        let end = end(key, text.as_deref()?, tell)?;
        let source = format!("OpenEoX statement of {}", statement.vendor_name);
        let milestone = Milestone { end, source, backing: Backing::Vendor, read_on, layer };
        Some(Stated { milestone, pinned: None, others: Vec::new() })
    };
    // Security fixes are what regular support means here; where they are not stated, the end of everything is their latest end.
    let security = milestone("end_of_security_support", &core.end_of_security_support);
    let eol = security.or_else(|| milestone("end_of_life", &core.end_of_life));
    let milestones = [None, eol, None, milestone("end_of_sales", &core.end_of_sales)];
    let released: Option<Date> = core.general_availability.as_deref().and_then(day_of);
    let found = Found {
        raw: &statement.product_name,
        vendor: Some(&statement.vendor_name),
        product: Some(&statement.product_name),
        version: Some(&statement.product_version),
        ..Found::default()
    };
    let matched = known.match_found(&found);
    let own = slug(&statement.product_version)?;
    let known_as = matched.product.map(|product| ProductFile { id: product, ..ProductFile::default() });
    let cycle = matched.cycle.unwrap_or(own);
    let words = known_as.or_else(|| {
        Some(ProductFile {
            id: slug(&statement.product_name)?,
            name: Some(statement.product_name.clone()),
            category: Some(Category::Product),
            everyday: vec![statement.product_name.clone()],
            parsers: vec![Parser::Codename, Parser::Dotted],
            ..ProductFile::default()
        })
    })?;
    let names = if cycle.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        Vec::new()
    } else {
        vec![statement.product_version.clone()]
    };
    let row = ReleaseRow { cycle, names, ..ReleaseRow::default() };
    let releases = vec![DraftRelease { row, released, milestones }];
    Some(Draft { file: file.to_owned(), layer, derived: true, words, releases, layers: vec![layer] })
}

fn end(key: &str, text: &str, tell: &mut dyn FnMut(String)) -> Option<End> {
    if text.eq_ignore_ascii_case("tba") {
        return Some(End::NotAnnounced);
    }
    let day = day_of(text).filter(|day| (1960..=2100).contains(&day.year()));
    if day.is_none() {
        tell(format!("{key} `{text}` is no point in time"));
    }
    day.map(End::Day)
}
