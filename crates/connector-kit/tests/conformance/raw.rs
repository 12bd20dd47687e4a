//! Requests past the client, as only a mutant makes them.

use std::io::{Read, Write};
use std::net::TcpStream;

/// Sends a request and gives the answer's status, headers and body as text.
pub(crate) fn send(address: &str, method: &str, path: &str, headers: &str, body: &str) -> String {
    let host = address.trim_start_matches("http://");
    let Ok(mut stream) = TcpStream::connect(host) else { return String::new() };
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAccept: application/json\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    );
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
