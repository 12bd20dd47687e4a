//! The board pack as PDF: templates, fonts and data go in, a tagged document (PDF/UA-1) comes out.
//!
//! Data reach the templates through `json("/data.json")` alone, so a name is text whatever it holds; the templates can open the files
//! given here and nothing else.

#[cfg(test)]
mod proof;

use crate::charts::Chart;
use crate::pages;
use crate::paint::fonts::FACES;
use crate::paint::line::Line;
use crate::{Error, Theme};
use audit::Audit;
use std::collections::HashMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The templates, by the path that they have for each other.
const TEMPLATES: [(&str, &str); 15] = [
    ("/main.typ", include_str!("../templates/main.typ")),
    ("/theme.typ", include_str!("../templates/theme.typ")),
    ("/pages/point.typ", include_str!("../templates/pages/point.typ")),
    ("/pages/known.typ", include_str!("../templates/pages/known.typ")),
    ("/pages/money.typ", include_str!("../templates/pages/money.typ")),
    ("/pages/systems.typ", include_str!("../templates/pages/systems.typ")),
    ("/pages/system.typ", include_str!("../templates/pages/system.typ")),
    ("/pages/waste.typ", include_str!("../templates/pages/waste.typ")),
    ("/pages/do-nothing.typ", include_str!("../templates/pages/do-nothing.typ")),
    ("/pages/worklist.typ", include_str!("../templates/pages/worklist.typ")),
    ("/pages/decisions.typ", include_str!("../templates/pages/decisions.typ")),
    ("/pages/ahead.typ", include_str!("../templates/pages/ahead.typ")),
    ("/pages/supplier.typ", include_str!("../templates/pages/supplier.typ")),
    ("/pages/findings.typ", include_str!("../templates/pages/findings.typ")),
    ("/pages/method.typ", include_str!("../templates/pages/method.typ")),
];

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect());

/// The board pack of an audit in a brand, with these charts on the pages they belong to: a tagged PDF (PDF/UA-1). The same audit and charts give
/// the same bytes.
///
/// # Errors
/// [`Error::Day`] if `as_of` is no day; [`Error::Setting`] if the pages cannot be set, which no name, amount or number of rows should
/// cause.
pub fn board_pack(audit: &Audit, charts: &[Chart], theme: &Theme) -> Result<Vec<u8>, Error> {
    let today = today(audit)?;
    let document = set(audit, charts, theme, today)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|refused| Error::Setting { problem: refused.message().to_string() })?;
    let options = PdfOptions {
        ident: Smart::Custom("oldiron/board-pack".to_owned()),
        creator: Smart::Custom(Some("oldiron".to_owned())),
        timestamp: Some(Timestamp::new_utc(today)),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|problems| Error::Setting { problem: said(&problems) })
}

/// The pages, set but not yet written.
fn set(audit: &Audit, charts: &[Chart], theme: &Theme, today: Datetime) -> Result<PagedDocument, Error> {
    let setting = |problem: String| Error::Setting { problem };
    let mut data =
        serde_json::to_value(pages::paper(audit, charts, theme)).map_err(|wrong| setting(wrong.to_string()))?;
    printable(&mut data);
    let data = serde_json::to_vec(&data).map_err(|wrong| setting(wrong.to_string()))?;
    let mut files = HashMap::from([(file("/data.json")?, Bytes::new(data))]);
    for (path, text) in TEMPLATES {
        files.insert(file(path)?, Bytes::from_string(text));
    }
    for chart in charts {
        files.insert(file(&pages::chart_file(chart.name))?, Bytes::from_string(chart.svg.clone()));
    }
    if let Some((logo, path)) = theme.logo() {
        files.insert(file(path)?, Bytes::new(logo.picture.clone()));
    }
    let world = Press {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
        main: file("/main.typ")?,
        files,
        today,
    };
    let warned = typst::compile::<PagedDocument>(&world);
    let document = warned.output.map_err(|problems| setting(said(&problems)))?;
    // A warning is a missing font or a layout that does not settle: never something to print and pass over.
    if warned.warnings.is_empty() { Ok(document) } else { Err(setting(said(&warned.warnings))) }
}

/// Makes every text one that the fonts can draw: a document that must be read aloud may not hold a character without a shape.
fn printable(data: &mut serde_json::Value) {
    match data {
        serde_json::Value::String(text) => {
            let line = Line::of(text);
            line.text().clone_into(text);
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(printable),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(printable),
        _ => {}
    }
}

fn today(audit: &Audit) -> Result<Datetime, Error> {
    let refused = || Error::Day { field: "as_of", text: audit.as_of.clone() };
    let mut parts = audit.as_of.splitn(3, '-').map(str::parse::<i32>);
    let mut part = || parts.next().and_then(Result::ok).ok_or_else(refused);
    let (year, month, day) = (part()?, part()?, part()?);
    let small = |number: i32| u8::try_from(number).map_err(|_| refused());
    Datetime::from_ymd_hms(year, small(month)?, small(day)?, 0, 0, 0).ok_or_else(refused)
}

fn said(problems: &[SourceDiagnostic]) -> String {
    problems.iter().map(|problem| problem.message.to_string()).collect::<Vec<_>>().join("; ")
}

fn file(path: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(path).map_err(|wrong| Error::Setting { problem: format!("{path}: {wrong}") })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What the typesetter may see: these files, these fonts, this day.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    main: FileId,
    files: HashMap<FileId, Bytes>,
    today: Datetime,
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| FileError::NotFound(id.vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
