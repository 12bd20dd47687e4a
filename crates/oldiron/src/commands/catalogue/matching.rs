//! `oldiron catalogue match`: which product and release each string means. It gives no verdict: dates are another step.

use crate::failure::{DONE, Failure};
use crate::talk;
use estate::Date;
use lifecycle::{Catalogue, Found, Match};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;

/// Estates repeat themselves: so many distinct lines are remembered with their answers.
const REMEMBERED: usize = 100_000;

/// Answers are written in pieces of about so many bytes.
const PIECE: usize = 1 << 16;

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

pub(super) fn run(catalogue: &Catalogue) -> Result<ExitCode, Failure> {
    // Somebody who types wants an answer after each line.
    let typed = std::io::stdin().is_terminal();
    let mut input = std::io::stdin().lock();
    let mut known: HashMap<Vec<u8>, String> = HashMap::new();
    let mut answers = String::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line).map_err(|error| {
            Failure::usage(format!("standard input: {error}. hint: pipe lines of text into this command"))
        })?;
        if read == 0 {
            talk::data(&answers);
            return Ok(DONE);
        }
        while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            line.pop();
        }
        if let Some(answer) = known.get(&line) {
            answers.push_str(answer);
        } else {
            let matched = match_line(catalogue, &line);
            let answer = format!("{}\n", serde_json::to_string(&matched).map_err(Failure::bug)?);
            answers.push_str(&answer);
            if known.len() < REMEMBERED {
                known.insert(line.clone(), answer);
            }
        }
        if typed || answers.len() > PIECE {
            talk::data(&answers);
            answers.clear();
        }
    }
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
