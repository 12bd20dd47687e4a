//! One request and its answer: the door through which everything that is read comes.
//!
//! What cannot happen here cannot happen in a connector: a request that is no listed read, plain http to another machine, TLS that
//! is not verified, a credential that follows a redirect.

use crate::sign_in::{SignIn, SignedIn};
use crate::throttle::{Pace, Throttle};
use crate::trouble::Trouble;
use crate::{Address, Clock, Endpoint, Error, Method, Read, Secret, retry};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// How a client behaves. The default is careful: few requests at once, a minute and a half for each, six tries.
#[derive(Debug, Clone)]
pub struct Options {
    /// Certificates (PEM) of authorities to trust besides those of the system.
    pub ca_file: Option<PathBuf>,
    /// Certificate and key (PEM, in one) that the client shows: mutual TLS.
    pub identity: Option<Secret>,
    /// A proxy, where the usual variables do not name it.
    pub proxy: Option<String>,
    /// How long one request may take. A little more than the system's own limit tells more than a little less.
    pub timeout: Duration,
    /// How many requests may be under way at once.
    pub at_once: usize,
    /// How often a request is made before it is given up.
    pub tries: u32,
    /// A pace of our own, for systems that give no hint of theirs.
    pub pace: Option<Pace>,
    /// Time.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            ca_file: None,
            identity: None,
            proxy: None,
            timeout: Duration::from_secs(90),
            at_once: 4,
            tries: 6,
            pace: None,
            clock: Clock::real(),
        }
    }
}

/// An answer that came whole, with a status of success and JSON by its own word. What it says is not judged yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The status.
    pub status: u16,
    /// The headers, by name in small letters. Cookies are not among them.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

impl Page {
    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// Reads one system. Cheap to clone; clones share connections, sign-in and pace.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    address: Address,
    reads: &'static [Endpoint],
    http: reqwest::Client,
    signed_in: SignedIn,
    throttle: Throttle,
    at_once: Semaphore,
    tries: u32,
    clock: Clock,
    /// Why nothing more is asked: a sign-in that was refused, since asking on locks accounts, or nobody at the address.
    locked_out: Mutex<Option<Error>>,
    /// Did anybody ever answer?
    answered: AtomicBool,
    /// Held by the one who asks first.
    first: tokio::sync::Mutex<()>,
}

impl Client {
    /// A client for one system that makes these reads and no others.
    pub fn new(
        address: Address,
        sign_in: SignIn,
        reads: &'static [Endpoint],
        options: Options,
    ) -> Result<Client, Error> {
        let http = http(&options)?;
        let signed_in = SignedIn::new(sign_in, &address, http.clone(), options.clock.clone())?;
        let inner = Inner {
            address,
            reads,
            http,
            signed_in,
            throttle: Throttle::new(options.pace, options.clock.clone()),
            at_once: Semaphore::new(options.at_once.max(1)),
            tries: options.tries.max(1),
            clock: options.clock,
            locked_out: Mutex::default(),
            answered: AtomicBool::new(false),
            first: tokio::sync::Mutex::new(()),
        };
        Ok(Client { inner: Arc::new(inner) })
    }

    /// Where it asks.
    pub fn address(&self) -> &Address {
        &self.inner.address
    }

    /// Its clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// How often a request is made before it is given up.
    pub fn tries(&self) -> u32 {
        self.inner.tries
    }

    /// Takes every credential out of a text: what is kept or told is passed through here.
    pub fn redact(&self, text: &str) -> String {
        self.inner.signed_in.redact(text)
    }

    /// Asks until there is a good answer, or there will be none. `judge` looks into the body; [`as_it_is`] takes any.
    pub async fn read(
        &self,
        read: &Read,
        judge: &(dyn Fn(&Page) -> Result<(), Trouble> + Sync),
    ) -> Result<Page, Error> {
        let mut tries = 0;
        loop {
            tries += 1;
            let answer = self.attempt(read).await.and_then(|page| judge(&page).map(|()| page));
            match answer {
                Ok(page) => return Ok(page),
                Err(trouble) => self.wait_after(read, trouble, tries).await?,
            }
        }
    }

    /// Waits before the next try, or says why there is none.
    pub async fn wait_after(&self, read: &Read, trouble: Trouble, tries: u32) -> Result<(), Error> {
        let (wait, problem) = match trouble {
            Trouble::Final(error) => return Err(error),
            Trouble::Wait { length, problem } => (length, problem),
            Trouble::TooMuch { problem } => (None, problem),
        };
        // What was sent in a body may have been done: it is not sent again.
        if tries >= self.inner.tries || read.endpoint.method == Method::PostThatReads {
            if !self.inner.answered.load(Ordering::Relaxed) {
                // Nobody ever answered: other questions fare no better, and each would wait as long.
                let error =
                    Error::Unreachable { address: self.inner.address.to_string(), problem: self.redact(&problem) };
                *self.locked_out() = Some(error.clone());
                return Err(error);
            }
            return Err(Error::GivenUp { what: read.path.clone(), tries, problem: self.redact(&problem) });
        }
        let length = wait.unwrap_or_else(|| retry::pause(tries, &read.path));
        if length > retry::LONGEST_WAIT {
            let problem = format!("{problem}; it asks to wait {} seconds", length.as_secs());
            return Err(Error::GivenUp { what: read.path.clone(), tries, problem });
        }
        self.inner.clock.wait(length).await;
        Ok(())
    }

    /// Asks once; twice, where the first answer says that the sign-in has expired. A sign-in that was refused is not tried again.
    pub async fn attempt(&self, read: &Read) -> Result<Page, Trouble> {
        if !self.inner.reads.contains(read.endpoint) {
            let method = read.endpoint.method.word().to_owned();
            return Err(Trouble::Final(Error::NotARead { method, path: read.path.clone() }));
        }
        let url = self.inner.address.join(&read.spelled()).map_err(Trouble::Final)?;
        let Ok(_place) = self.inner.at_once.acquire().await else {
            let problem = "the client is closed".to_owned();
            return Err(Trouble::Final(Error::GivenUp { what: read.path.clone(), tries: 0, problem }));
        };
        // Before the first answer one asks and the others wait for what comes of it: a wrong password is tried once, not four times.
        let answered = self.inner.answered.load(Ordering::Relaxed);
        let _first = if answered { None } else { Some(self.inner.first.lock().await) };
        if let Some(error) = self.locked_out().clone() {
            return Err(Trouble::Final(error));
        }
        let answer = self.signed(read, &url).await;
        if let Err(Trouble::Final(error @ Error::SignIn { .. })) = &answer {
            *self.locked_out() = Some(error.clone());
        }
        answer
    }

    fn locked_out(&self) -> MutexGuard<'_, Option<Error>> {
        self.inner.locked_out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// With a credential; with a fresh one, where the first is no longer accepted.
    async fn signed(&self, read: &Read, url: &reqwest::Url) -> Result<Page, Trouble> {
        let credential = self.inner.signed_in.credential().await.map_err(Trouble::Final)?;
        match self.send(read, url, credential.headers.clone()).await {
            Err(Trouble::Final(Error::SignIn { .. })) if credential.expires => {
                let fresh = self.inner.signed_in.renewed(&credential).await.map_err(Trouble::Final)?;
                self.send(read, url, fresh.headers).await
            }
            answer => answer,
        }
    }

    async fn send(&self, read: &Read, url: &reqwest::Url, mut headers: HeaderMap) -> Result<Page, Trouble> {
        self.inner.throttle.turn().await;
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let request = match read.endpoint.method {
            Method::Get => self.inner.http.get(url.clone()),
            Method::Head => self.inner.http.head(url.clone()),
            Method::PostThatReads => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                self.inner.http.post(url.clone()).body(read.body.clone().unwrap_or_default())
            }
        };
        let answer = request.headers(headers).send().await.map_err(|error| self.silence(&error))?;
        self.inner.answered.store(true, Ordering::Relaxed);
        let status = answer.status();
        let cookies =
            answer.headers().get_all(reqwest::header::SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        cookies.for_each(|cookie| self.inner.signed_in.keep_secret(cookie));
        let headers = told(answer.headers());
        self.inner.throttle.heed(&headers);
        if status.is_redirection() {
            return Err(Trouble::Final(self.redirect(read, answer.headers(), url)));
        }
        let is_json = headers.get(CONTENT_TYPE.as_str()).is_some_and(|kind| kind.to_ascii_lowercase().contains("json"));
        // A body that breaks off is as good as none: the next try asks for less.
        let body = answer.bytes().await.map_err(|error| self.silence(&error))?;
        // JSON is UTF-8 (RFC 8259). Bytes that are not would be put right in silence, and a row would be another.
        let Ok(body) = String::from_utf8(body.into()) else {
            return Err(Trouble::TooMuch { problem: "the answer holds bytes that are no text".to_owned() });
        };
        let page = Page { status: status.as_u16(), headers, body };
        if !status.is_success() {
            // A refusal may repeat what was sent, and its words are told.
            let page = Page { body: self.redact(&page.body), ..page };
            return Err(retry::refused(&page, &read.path, &self.inner.address.to_string(), &self.inner.clock));
        }
        if read.endpoint.method != Method::Head && !is_json {
            let kind = page.header("content-type").unwrap_or("no content type").to_owned();
            let problem = format!("the system is unavailable: {kind} in place of JSON");
            return Err(Trouble::Wait { length: retry::retry_after(&page, &self.inner.clock), problem });
        }
        Ok(page)
    }

    /// No answer, or one that breaks off.
    fn silence(&self, error: &reqwest::Error) -> Trouble {
        // The whole chain, without the address: that may hold a filter with somebody's words.
        let mut words = vec![];
        let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
        while let Some(inner) = cause {
            words.push(inner.to_string());
            cause = inner.source();
        }
        let problem = self.redact(&words.join(": "));
        if error.is_timeout() {
            return Trouble::TooMuch { problem: "no answer in time".to_owned() };
        }
        if error.is_connect() {
            let address = self.inner.address.to_string();
            let is_tls = problem.contains("certificate") || problem.contains("Certificate");
            let error = Error::Unreachable { address, problem: problem.clone() };
            // A certificate does not get better by asking again.
            return if is_tls { Trouble::Final(error) } else { Trouble::Wait { length: None, problem } };
        }
        Trouble::TooMuch { problem: format!("the answer breaks off: {problem}") }
    }

    fn redirect(&self, read: &Read, headers: &HeaderMap, from: &reqwest::Url) -> Error {
        let to = headers.get(reqwest::header::LOCATION).and_then(|to| to.to_str().ok());
        let to = to.and_then(|to| from.join(to).ok());
        let to = match to {
            Some(url) if self.inner.address.holds(&url) => format!("{} of the same host", url.path()),
            Some(url) => url.origin().ascii_serialization(),
            None => "nowhere".to_owned(),
        };
        Error::Redirected { what: read.path.clone(), to }
    }
}

/// The judgement of whoever takes any answer.
#[allow(clippy::unnecessary_wraps, reason = "it stands where judgements stand that do find fault")]
pub fn as_it_is(_: &Page) -> Result<(), Trouble> {
    Ok(())
}

/// The client underneath: TLS verified, no redirect followed, one jar of cookies so that pages meet one session.
fn http(options: &Options) -> Result<reqwest::Client, Error> {
    let setting = |key: &str, problem: String| Error::Setting { key: key.to_owned(), problem };
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("oldiron/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .cookie_store(true)
        .referer(false)
        .timeout(options.timeout)
        .connect_timeout(options.timeout.min(Duration::from_secs(20)));
    if let Some(path) = &options.ca_file {
        let shown = path.display();
        let pem = std::fs::read(path).map_err(|error| {
            setting("ca_file", format!("{shown} cannot be read: {error}. hint: check the path and its permissions"))
        })?;
        let refuse = || format!("{shown} holds no certificate. hint: it has to be PEM, -----BEGIN CERTIFICATE-----");
        let authorities = reqwest::Certificate::from_pem_bundle(&pem).map_err(|_| setting("ca_file", refuse()))?;
        if authorities.is_empty() {
            return Err(setting("ca_file", refuse()));
        }
        builder = builder.tls_certs_merge(authorities);
    }
    if let Some(identity) = &options.identity {
        let identity = reqwest::Identity::from_pem(identity.expose().as_bytes()).map_err(|_| {
            setting("identity", "holds no certificate with its key. hint: both have to be there as PEM".to_owned())
        })?;
        builder = builder.identity(identity);
    }
    if let Some(proxy) = &options.proxy {
        let proxy = reqwest::Proxy::all(proxy)
            .map_err(|_| setting("proxy", "is no address. hint: write http://proxy.example.org:3128".to_owned()))?;
        builder = builder.proxy(proxy);
    }
    builder
        .build()
        .map_err(|error| setting("address", format!("no client can be made: {error}. hint: check `ca_file`")))
}

/// The headers that may be told: all but those that carry a credential.
fn told(headers: &HeaderMap) -> BTreeMap<String, String> {
    let secret = [reqwest::header::SET_COOKIE, reqwest::header::AUTHORIZATION, HeaderName::from_static("x-mfa_token")];
    let told = headers.iter().filter(|(name, _)| !secret.contains(name));
    told.filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))).collect()
}

#[cfg(test)]
mod tests;
