//! A server on a loopback address in a thread of its own, gone when it is dropped.

use crate::door::{Door, Scissors};
use crate::faults::{Arm, Fault, strike};
use crate::journal::Seen;
use crate::spoil::{Hints, Sent, spoil, wait};
use crate::talk::{Answer, Asked, System, What};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep_until};

/// How long the system takes to answer, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Latency {
    /// The system's clock moves on and nobody waits.
    Counted(u64),
    /// The answer leaves so long after the request arrived: for benchmarks. Making it counts towards that time.
    Waited(u64),
}

impl Latency {
    fn milliseconds(self) -> u64 {
        match self {
            Latency::Counted(milliseconds) | Latency::Waited(milliseconds) => milliseconds,
        }
    }
}

/// What all requests share.
struct Shared {
    system: Box<dyn System>,
    latency: Latency,
    origin: String,
    clock: AtomicU64,
    under_way: AtomicU64,
    state: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    armed: Vec<Arm>,
    seen: Vec<Seen>,
    /// Pages served of each table.
    served: BTreeMap<String, u64>,
    elsewhere: Option<String>,
    /// The date that a client may be told to wait for.
    until: Option<String>,
    /// After so many requests nobody is answered any more.
    patience: Option<usize>,
}

/// An emulated system that listens.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens on a free port of 127.0.0.1.
    pub fn start(system: impl System, latency: Latency) -> io::Result<Server> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0)))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            system: Box::new(system),
            latency,
            origin: format!("http://{address}"),
            clock: AtomicU64::new(0),
            under_way: AtomicU64::new(0),
            state: Mutex::new(Kept::default()),
        });
        let (stop, stopped) = oneshot::channel();
        let router = Router::new().fallback(serve).with_state(Arc::clone(&shared));
        let thread = std::thread::Builder::new().name("emulator".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let service = router.into_make_service_with_connect_info::<Scissors>();
                tokio::select! {
                    _ = axum::serve(Door(listener), service) => {}
                    _ = stopped => {}
                }
            });
            // Requests that are under way, silent ones too, end with the server.
            runtime.shutdown_background();
        })?;
        Ok(Server { address, shared, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        self.shared.origin.clone()
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Arms a fault. Of several that would strike, the one that was armed first does.
    pub fn arm(&self, arm: Arm) {
        self.state().armed.push(arm);
    }

    /// Disarms every fault.
    pub fn disarm(&self) {
        self.state().armed.clear();
    }

    /// Where redirects to another host lead, instead of a name that nobody has.
    pub fn redirect_to(&self, address: &str) {
        self.state().elsewhere = Some(address.to_owned());
    }

    /// The date that a client is told to wait for, as headers write it. Unless one is given it has long passed, so that whoever can
    /// read it goes on at once.
    pub fn wait_until(&self, date: &str) {
        self.state().until = Some(date.to_owned());
    }

    /// After so many requests every connection is closed without an answer, so that a client that asks for ever comes to an end.
    pub fn answer_at_most(&self, requests: usize) {
        self.state().patience = Some(requests);
    }

    /// What was seen so far, in the order of answering.
    pub fn seen(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    /// Forgets what was seen, and which pages were served.
    pub fn forget(&self) {
        let mut state = self.state();
        state.seen.clear();
        state.served.clear();
    }

    /// The system's own clock, in milliseconds since it started.
    pub fn clock(&self) -> u64 {
        self.shared.clock.load(Ordering::SeqCst)
    }

    /// Time passes for the system, and for nobody else.
    pub fn pass(&self, milliseconds: u64) {
        self.shared.clock.fetch_add(milliseconds, Ordering::SeqCst);
    }

    fn state(&self) -> MutexGuard<'_, Kept> {
        self.shared.state()
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, Kept> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// More than any request that reads.
const LARGEST_REQUEST: usize = 1 << 20;

async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let arrived = Instant::now();
    let under_way = shared.under_way.fetch_add(1, Ordering::SeqCst) + 1;
    let asked = read(&shared, request).await;
    let sent = answer(&shared, &asked, under_way);
    if let Latency::Waited(milliseconds) = shared.latency {
        sleep_until(arrived + Duration::from_millis(milliseconds)).await;
    }
    shared.under_way.fetch_sub(1, Ordering::SeqCst);
    match sent {
        Sent::Whole(answer) => respond(answer, &asked),
        Sent::Cut(answer, bytes) => {
            scissors.after(bytes);
            respond(answer, &asked)
        }
        Sent::Trickled(answer) => {
            scissors.trickle();
            respond(answer, &asked)
        }
        Sent::Closed => {
            scissors.after(0);
            respond(Answer::default(), &asked)
        }
        Sent::Silent => std::future::pending().await,
    }
}

async fn read(shared: &Shared, request: Request) -> Asked {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_REQUEST).await.unwrap_or_default();
    let text = |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Asked {
        method: parts.method.as_str().to_owned(),
        path: decoded(parts.uri.path(), false),
        query: pairs(parts.uri.query().unwrap_or_default()),
        headers: parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
        at: shared.clock.fetch_add(shared.latency.milliseconds(), Ordering::SeqCst),
        origin: shared.origin.clone(),
    }
}

fn answer(shared: &Shared, asked: &Asked, under_way: u64) -> Sent {
    let place = shared.system.place(asked);
    let (fault, page, elsewhere, until) = {
        let mut state = shared.state();
        let page = place.table.as_ref().and_then(|table| state.served.get(table)).copied().unwrap_or(0) + 1;
        let until = state.until.clone().unwrap_or_else(|| PASSED.to_owned());
        let spent = state.patience.is_some_and(|patience| state.seen.len() >= patience);
        let fault = if spent { Some(Fault::Closed) } else { strike(&mut state.armed, &place, page) };
        (fault, page, state.elsewhere.clone(), until)
    };
    let made = shared.system.answer(asked, fault);
    let sent = spoil(fault, made, asked, &Hints { elsewhere, until });
    let (status, rows) = match &sent {
        Sent::Whole(answer) | Sent::Trickled(answer) => (Some(answer.status), answer.rows),
        Sent::Cut(answer, _) => (Some(answer.status), 0),
        Sent::Closed | Sent::Silent => (None, 0),
    };
    if let Sent::Whole(answer) = &sent
        && let Some(milliseconds) = wait(answer)
    {
        shared.system.told_to_wait(milliseconds);
    }
    let mut state = shared.state();
    // A page counts as served once a client could use it; until then the next request is for the same page.
    let usable = status == Some(200) && (rows > 0 || fault.is_none());
    if let (What::Rows, true, Some(table)) = (place.what, usable, &place.table) {
        state.served.insert(table.clone(), page);
    }
    let seen = Seen {
        method: asked.method.clone(),
        path: asked.path.clone(),
        query: asked.query.clone(),
        signed: shared.system.signed(asked),
        what: place.what,
        table: place.table,
        page,
        fault,
        status,
        rows,
        at: asked.at,
        under_way,
    };
    state.seen.push(seen);
    sent
}

fn respond(answer: Answer, asked: &Asked) -> Response {
    let length = answer.body.len();
    let body = if asked.method == "HEAD" { Body::empty() } else { Body::from(answer.body) };
    let mut response = Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    if asked.method == "HEAD" {
        response = response.header("content-length", length);
    }
    response.body(body).unwrap_or_else(|_| Response::new(Body::empty()))
}

/// A date that has long passed.
const PASSED: &str = "Wed, 01 Apr 2015 00:00:00 GMT";

fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name, true), decoded(value, true))
        })
        .collect()
}

/// Form-encoded pairs of a body.
pub(crate) fn form(body: &str) -> Vec<(String, String)> {
    pairs(body)
}

fn decoded(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match (byte, hex.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 2;
            }
            (b'+', _) if plus => out.push(b' '),
            _ => out.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}
