//! A plain client, written the way public ones are: pages by offset in no order, one after the other, until a page is shorter than
//! asked for; what is not JSON with a list in it counts as no rows. Everything is held until the end.

use crate::emulated::TABLES;
use crate::process;
use anyhow::{Context, Result};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

/// A connection that is kept open.
struct Line {
    host: String,
    stream: Option<BufReader<TcpStream>>,
}

impl Line {
    /// Status and body of an answer; none where the connection breaks.
    fn get(&mut self, path: &str) -> Option<(u16, String)> {
        let answer = self.ask(path);
        if answer.is_none() {
            self.stream = None;
        }
        answer
    }

    fn ask(&mut self, path: &str) -> Option<(u16, String)> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(&self.host).ok()?;
            stream.set_nodelay(true).ok()?;
            stream.set_read_timeout(Some(std::time::Duration::from_secs(10))).ok()?;
            self.stream = Some(BufReader::new(stream));
        }
        let stream = self.stream.as_mut()?;
        let key = "x-sn-apikey: api-key-44e1\r\nAccept: application/json";
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{key}\r\n\r\n", self.host);
        stream.get_mut().write_all(request.as_bytes()).ok()?;
        let (mut status, mut length) = (None, 0);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.get(..3)?.parse().ok();
            }
            if let Some(bytes) = line.strip_prefix("content-length: ") {
                length = bytes.parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).ok()?;
        Some((status?, String::from_utf8_lossy(&body).into_owned()))
    }
}

/// Ids of a table as this client sees them, and whether it said that something went wrong.
pub(crate) fn pull(address: &str, table: &str, page: u32) -> (Vec<String>, bool) {
    let mut line = Line { host: address.trim_start_matches("http://").to_owned(), stream: None };
    let (mut ids, mut offset) = (Vec::new(), 0);
    loop {
        let path = format!("/api/now/table/{table}?sysparm_limit={page}&sysparm_offset={offset}");
        let Some((status, body)) = line.get(&path) else { return (ids, true) };
        if !(200..300).contains(&status) {
            return (ids, status != 404);
        }
        let parsed: Value = serde_json::from_str(&body).unwrap_or_default();
        let rows = parsed["result"].as_array().cloned().unwrap_or_default();
        let full = rows.len() >= usize::try_from(page).unwrap_or(usize::MAX);
        ids.extend(rows.iter().filter_map(|row| row["sys_id"].as_str()).map(str::to_owned));
        if !full {
            return (ids, false);
        }
        offset += page;
    }
}

/// One pull of the four tables, as `rows seconds processor-seconds peak-MiB`.
#[allow(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
pub(crate) fn measured(address: &str, page: u32) -> Result<String> {
    process::begin_anew();
    let began = Instant::now();
    let mut rows = 0;
    for table in TABLES {
        let (ids, failed) = pull(address, table, page);
        anyhow::ensure!(!failed, "{table} cannot be read");
        rows += ids.len();
    }
    let seconds = began.elapsed().as_secs_f64();
    let spent = process::processor_seconds().context("no processor time")?;
    Ok(format!("{rows} {seconds:.2} {spent:.2} {}", process::peak().unwrap_or(0)))
}
