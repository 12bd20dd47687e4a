//! A client of fifty lines: whatever it shows was on the wire.

use demo_estate::{Estate, Size};
use emulator::servicenow::Instance;
use emulator::{Latency, Server};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Got {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(crate) fn rows(&self) -> Vec<Value> {
        self.json()["result"].as_array().unwrap().clone()
    }

    pub(crate) fn column(&self, name: &str) -> Vec<String> {
        self.rows().iter().map(|row| row[name].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn total(&self) -> usize {
        self.headers["x-total-count"].parse().unwrap()
    }
}

/// Sends a request as it stands. `None` where the connection closes without an answer.
pub(crate) fn send(server: &Server, request: &str) -> Option<Got> {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    let end_of_head =
        bytes.windows(4).position(|four| four == b"\r\n\r\n").filter(|_| ended.is_ok() || !bytes.is_empty())?;
    let head = String::from_utf8(bytes[..end_of_head].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_owned(), value.to_owned()));
    let body = String::from_utf8_lossy(&bytes[end_of_head + 4..]).into_owned();
    Some(Got { status, headers: headers.collect(), body })
}

pub(crate) const KEY: &str = "x-sn-apikey: api-key-44e1";

pub(crate) fn get_with(server: &Server, path: &str, headers: &[&str]) -> Got {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    send(server, &format!("GET {path} HTTP/1.1\r\nHost: it\r\nConnection: close\r\n{headers}\r\n")).unwrap()
}

/// Signed, and asking for JSON.
pub(crate) fn get(server: &Server, path: &str) -> Got {
    get_with(
        server,
        &path.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E"),
        &[KEY, "Accept: application/json"],
    )
}

pub(crate) fn post(server: &Server, path: &str, body: &str) -> Got {
    let length = body.len();
    let kind = "application/x-www-form-urlencoded";
    send(
        server,
        &format!("POST {path} HTTP/1.1\r\nHost: it\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"),
    )
    .unwrap()
}

pub(crate) fn instance() -> Instance {
    Instance::of_estate(&Estate::new(7, Size::of(150, 2, 2), estate::parse_day("2026-04-01").unwrap()))
}

pub(crate) fn start(instance: Instance) -> Server {
    Server::start(instance, Latency::Counted(50)).unwrap()
}

/// Walks a table by key as a careful client does, and returns ids in the order in which they came.
pub(crate) fn walk(server: &Server, table: &str, limit: usize) -> Vec<String> {
    let (mut ids, mut last, mut skip) = (Vec::new(), String::new(), 0);
    loop {
        let after = if last.is_empty() { String::new() } else { format!("sys_id>{last}^") };
        let page = get(
            server,
            &format!(
                "/api/now/v2/table/{table}?sysparm_query={after}ORDERBYsys_id&sysparm_limit={limit}&sysparm_offset={skip}&sysparm_fields=sys_id"
            ),
        );
        let rows = page.column("sys_id");
        match rows.last() {
            Some(id) => {
                last.clone_from(id);
                skip = 0;
                ids.extend(rows.clone());
                if rows.len() == page.total() {
                    return ids;
                }
            }
            None if skip + limit < page.total() => skip += limit,
            None => return ids,
        }
    }
}
