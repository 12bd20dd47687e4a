//! For tests: a server on loopback that gives the answers it was given, in order, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What is sent for one request, byte for byte.
#[derive(Clone)]
pub(crate) struct Said(pub(crate) Vec<u8>);

impl Said {
    pub(crate) fn json(status: u16, headers: &[(&str, &str)], body: &str) -> Said {
        Said::of(status, &[&[("content-type", "application/json")], headers].concat(), body)
    }

    pub(crate) fn of(status: u16, headers: &[(&str, &str)], body: &str) -> Said {
        let mut text = format!("HTTP/1.1 {status} Said\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
        headers.iter().for_each(|(name, value)| text.push_str(&format!("{name}: {value}\r\n")));
        Said(format!("{text}\r\n{body}").into_bytes())
    }

    /// Breaks off after so many bytes of the body.
    pub(crate) fn cut(mut self, after: usize) -> Said {
        let body = self.0.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        self.0.truncate(body + after);
        self
    }
}

/// One request as it arrived: its first line, and its headers and body.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
}

pub(crate) struct Scripted {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Scripted {
    /// Gives the answers in order; the last one again and again.
    pub(crate) fn new(answers: Vec<Said>) -> Scripted {
        Scripted::with(move |number, _| answers[number.min(answers.len() - 1)].clone())
    }

    /// Makes each answer from its number and the request.
    pub(crate) fn with(answer: impl Fn(usize, &Asked) -> Said + Send + 'static) -> Scripted {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let Some(request) = hear(&stream) else { continue };
                let number = {
                    let mut heard = heard.lock().unwrap();
                    heard.push(request.clone());
                    heard.len() - 1
                };
                let mut stream = stream;
                let _ = stream.write_all(&answer(number, &request).0);
            }
        });
        Scripted { address, asked }
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The first lines of the requests, without method and version.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.asked().iter().map(|asked| asked.line.split(' ').nth(1).unwrap().to_owned()).collect()
    }
}

fn hear(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut lines = vec![];
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let length = lines.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let line = lines.remove(0);
    Some(Asked { line, headers: lines, body: String::from_utf8_lossy(&body).into_owned() })
}
