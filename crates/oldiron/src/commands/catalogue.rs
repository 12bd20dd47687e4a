//! `oldiron catalogue match`: which product and release each string means. It gives no verdict: dates are another step.

use crate::failure::{DONE, Failure};
use crate::rules;
use crate::talk::{self, Progress};
use estate::Date;
use lifecycle::{Catalogue, Found, Match};
use serde::Deserialize;
use std::io::BufRead;
use std::process::ExitCode;

/// A line that is a JSON object.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    vendor: Option<String>,
    product: Option<String>,
    version: Option<String>,
    edition: Option<String>,
    os: Option<String>,
    cpe: Option<String>,
    purl: Option<String>,
    model: Option<String>,
    last_seen: Option<String>,
}

pub(super) fn run_match(progress: &Progress) -> Result<ExitCode, Failure> {
    let settings = rules::settings(None, progress)?;
    rules::with(&settings, |rules| {
        let mut input = std::io::stdin().lock();
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = input.read_until(b'\n', &mut line).map_err(|error| {
                Failure::usage(format!("standard input: {error}. hint: pipe lines of text into this command"))
            })?;
            if read == 0 {
                return Ok(DONE);
            }
            while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
                line.pop();
            }
            let matched = match_line(rules.catalogue, &line);
            talk::data(&format!("{}\n", serde_json::to_string(&matched).map_err(Failure::bug)?));
        }
    })
}

fn match_line(catalogue: &Catalogue, line: &[u8]) -> Match {
    let Ok(text) = std::str::from_utf8(line) else { return Match::unreadable(&String::from_utf8_lossy(line)) };
    if !text.starts_with('{') {
        return catalogue.match_found(&Found::text(text));
    }
    let Ok(fields) = serde_json::from_str::<Fields>(text) else { return Match::unreadable(text) };
    let last_seen: Option<Date> =
        fields.last_seen.as_deref().and_then(|day| estate::parse_when(day).span()).map(|span| span.latest);
    catalogue.match_found(&Found {
        raw: text,
        vendor: fields.vendor.as_deref(),
        product: fields.product.as_deref(),
        version: fields.version.as_deref(),
        edition: fields.edition.as_deref(),
        os: fields.os.as_deref(),
        cpe: fields.cpe.as_deref(),
        purl: fields.purl.as_deref(),
        model: fields.model.as_deref(),
        kind: None,
        last_seen,
    })
}
