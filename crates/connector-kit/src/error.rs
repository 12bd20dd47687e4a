//! Why a system cannot be read. Each says what was asked, and who can put it right.

use std::path::PathBuf;

/// Why a pull, a check or a request cannot go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Settings that cannot be used.
    #[error("{key}: {problem}")]
    Setting {
        /// The key, without the source's own: `address`.
        key: String,
        /// What is wrong with it, and a hint.
        problem: String,
    },
    /// Something asked the client for what is no listed read.
    #[error(
        "{method} {path} is not among the reads of this connector and was not sent. hint: this is a fault of the connector; please report it"
    )]
    NotARead {
        /// The method.
        method: String,
        /// The path.
        path: String,
    },
    /// No answer came: no name, no connection, no TLS, no time.
    #[error(
        "{address} does not answer: {problem}. hint: check the address, the network and the proxy; a certificate authority of your own goes into `ca_file`"
    )]
    Unreachable {
        /// Scheme, host and port.
        address: String,
        /// What the network says.
        problem: String,
    },
    /// The credentials are not accepted.
    #[error(
        "{address} does not accept the sign-in ({status}): {problem}. hint: check user and secret; the account may be locked, expired, or asked for a second factor"
    )]
    SignIn {
        /// Scheme, host and port.
        address: String,
        /// The status, or what stood in its place.
        status: u16,
        /// What the system says.
        problem: String,
    },
    /// The account may not read this.
    #[error("{what} is refused ({status}): {problem}. hint: {hint}")]
    Refused {
        /// What was asked for.
        what: String,
        /// The status.
        status: u16,
        /// What the system says.
        problem: String,
        /// What would put it right.
        hint: String,
    },
    /// The answer sends us elsewhere; credentials do not go there.
    #[error(
        "{what} is answered with a redirect to {to}, which was not followed. hint: set `address` to where the system really is"
    )]
    Redirected {
        /// What was asked for.
        what: String,
        /// Scheme and host of the other place.
        to: String,
    },
    /// The answer is not what was asked for: HTML, an error inside a success, JSON that breaks off.
    #[error("{what} is answered with something else: {problem}. hint: {hint}")]
    Answer {
        /// What was asked for.
        what: String,
        /// What came instead.
        problem: String,
        /// What would put it right.
        hint: String,
    },
    /// The system asks to wait, fails or is silent, again and again.
    #[error(
        "{what} was given up after {tries} tries: {problem}. hint: run it again later; finished pages are not read again"
    )]
    GivenUp {
        /// What was asked for.
        what: String,
        /// How often.
        tries: u32,
        /// What happened the last time.
        problem: String,
    },
    /// The server does not do what the query says, so that what it gives is something else than what was asked.
    #[error("{what}: {problem}. hint: {hint}")]
    Ignored {
        /// What was asked for.
        what: String,
        /// How it shows.
        problem: String,
        /// What would put it right.
        hint: String,
    },
    /// Raw pages cannot be kept or read.
    #[error("{path}: {problem}. hint: {hint}")]
    Pages {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
        /// What would put it right.
        hint: String,
    },
    /// A replay asks for a page that was not kept.
    #[error(
        "{what} is not among the kept pages. hint: replay with the version and the settings that the pages were read with"
    )]
    NotKept {
        /// What was asked for.
        what: String,
    },
    /// The receiver of the rows refuses.
    #[error("a row cannot be kept: {0}")]
    Keep(String),
}
