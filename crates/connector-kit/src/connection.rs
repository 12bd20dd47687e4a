//! How settings say where a system is and who asks. The same words for every connector.

use crate::client::{Client, Options};
use crate::sign_in::{Grant, SignIn};
use crate::throttle::Pace;
use crate::{Address, Clock, Endpoint, Error, Secret};
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// Where a secret is found. It never stands in a settings file itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SecretFrom {
    /// A variable of the environment: `{ env = "SERVICENOW_PASSWORD" }`.
    Env(String),
    /// A file that holds it and nothing else: `{ file = "/run/secrets/cmdb" }`.
    File(PathBuf),
    /// A command that prints it: `{ command = ["pass", "show", "cmdb"] }`.
    Command(Vec<String>),
}

/// How an account signs in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SignInWords {
    /// User and password with every request.
    Basic {
        /// The user.
        user: String,
        /// Its password.
        password: SecretFrom,
    },
    /// A token with every request.
    Bearer {
        /// The token.
        token: SecretFrom,
    },
    /// A key in the system's own header.
    ApiKey {
        /// The key.
        key: SecretFrom,
    },
    /// OAuth 2, by the client's own right.
    ClientCredentials {
        /// The client's id.
        client_id: String,
        /// Its secret.
        client_secret: SecretFrom,
    },
    /// OAuth 2, by a user's.
    Password {
        /// The client's id.
        client_id: String,
        /// Its secret.
        client_secret: SecretFrom,
        /// The user.
        user: String,
        /// Its password.
        password: SecretFrom,
    },
    /// OAuth 2, by a refresh token that was given before.
    RefreshToken {
        /// The client's id.
        client_id: String,
        /// Its secret.
        client_secret: SecretFrom,
        /// The token.
        token: SecretFrom,
    },
    /// Nothing but the certificate under `network`.
    Certificate,
}

/// What lies between here and there. Everything has a default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkWords {
    /// Certificates (PEM) of authorities of your own.
    pub ca_file: Option<PathBuf>,
    /// Certificate and key (PEM) to show: mutual TLS.
    pub certificate: Option<SecretFrom>,
    /// A proxy, where `HTTPS_PROXY` does not name it.
    pub proxy: Option<String>,
    /// Seconds for one request; 90, where it is left out.
    pub timeout_seconds: Option<u64>,
    /// Requests under way at once; 4, where it is left out.
    pub at_once: Option<usize>,
    /// Requests a minute, where the system has no limit of its own to obey.
    pub a_minute: Option<u32>,
    /// How often a request is made before it is given up; 6, where it is left out.
    pub tries: Option<u32>,
}

/// What a vendor's sign-in needs besides: facts of its `endpoints.rs`.
#[derive(Debug, Clone, Copy)]
pub struct Vendor {
    /// The reads it lists.
    pub reads: &'static [Endpoint],
    /// The header of an API key, in small letters.
    pub key_header: Option<&'static str>,
    /// Where tokens are given.
    pub token_path: Option<&'static str>,
}

/// Fetches a secret: from the environment, a file or a command.
pub type Fetch<'f> = dyn Fn(&SecretFrom) -> Result<Secret, Error> + 'f;

/// A client from the words of settings. The path in `network` is taken as it stands.
pub fn connect(
    address: &str,
    sign_in: &SignInWords,
    network: &NetworkWords,
    vendor: Vendor,
    fetch: &Fetch<'_>,
    clock: Clock,
) -> Result<Client, Error> {
    let address = Address::parse(address)?;
    let sign_in = resolved(sign_in, vendor, fetch)?;
    let default = Options::default();
    let options = Options {
        ca_file: network.ca_file.clone(),
        identity: network.certificate.as_ref().map(fetch).transpose()?,
        proxy: network.proxy.clone(),
        timeout: network.timeout_seconds.map_or(default.timeout, Duration::from_secs),
        at_once: network.at_once.unwrap_or(default.at_once),
        tries: network.tries.unwrap_or(default.tries),
        pace: network.a_minute.map(|a_minute| Pace { a_minute, at_most: 5 }),
        clock,
    };
    Client::new(address, sign_in, vendor.reads, options)
}

fn resolved(words: &SignInWords, vendor: Vendor, fetch: &Fetch<'_>) -> Result<SignIn, Error> {
    let fetch = |from: &SecretFrom| {
        let secret = fetch(from)?;
        if secret.is_empty() {
            return Err(refuse("the secret is empty. hint: look at the variable, file or command that it comes from"));
        }
        Ok(secret)
    };
    let oauth = |client_id: &str, client_secret: &SecretFrom, grant| {
        let path = vendor.token_path.ok_or_else(|| refuse("this system gives no tokens. hint: use another kind"))?;
        Ok(SignIn::OAuth { path, client_id: client_id.to_owned(), client_secret: fetch(client_secret)?, grant })
    };
    match words {
        SignInWords::Basic { user, password } => Ok(SignIn::Basic { user: user.clone(), password: fetch(password)? }),
        SignInWords::Bearer { token } => Ok(SignIn::Bearer { token: fetch(token)? }),
        SignInWords::ApiKey { key } => match vendor.key_header {
            Some(header) => Ok(SignIn::Key { header, key: fetch(key)? }),
            None => Err(refuse("this system knows no API key. hint: use another kind")),
        },
        SignInWords::ClientCredentials { client_id, client_secret } => oauth(client_id, client_secret, Grant::Client),
        SignInWords::Password { client_id, client_secret, user, password } => {
            let grant = Grant::Password { user: user.clone(), password: fetch(password)? };
            oauth(client_id, client_secret, grant)
        }
        SignInWords::RefreshToken { client_id, client_secret, token } => {
            oauth(client_id, client_secret, Grant::Refresh { token: fetch(token)? })
        }
        SignInWords::Certificate => Ok(SignIn::Nobody),
    }
}

fn refuse(problem: &str) -> Error {
    Error::Setting { key: "sign_in".to_owned(), problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    static NO_READS: [Endpoint; 0] = [];

    fn sign_in(words: &str, vendor: Vendor) -> Result<SignIn, Error> {
        let words: SignInWords = serde_json::from_str(words).unwrap();
        resolved(&words, vendor, &|from| {
            let SecretFrom::Env(name) = from else { return Ok(Secret::new("")) };
            Ok(Secret::new(format!("value of {name}")))
        })
    }

    #[test]
    fn each_kind_is_read_and_needs_what_the_system_offers() {
        let all = Vendor { reads: &NO_READS, key_header: Some("x-key"), token_path: Some("/token") };
        let none = Vendor { reads: &NO_READS, key_header: None, token_path: None };
        for (words, everywhere) in [
            (r#"{"kind":"basic","user":"u","password":{"env":"P"}}"#, true),
            (r#"{"kind":"bearer","token":{"env":"T"}}"#, true),
            (r#"{"kind":"certificate"}"#, true),
            (r#"{"kind":"api-key","key":{"env":"K"}}"#, false),
            (r#"{"kind":"client-credentials","client_id":"c","client_secret":{"env":"S"}}"#, false),
            (
                r#"{"kind":"password","client_id":"c","client_secret":{"env":"S"},"user":"u","password":{"env":"P"}}"#,
                false,
            ),
            (r#"{"kind":"refresh-token","client_id":"c","client_secret":{"env":"S"},"token":{"env":"T"}}"#, false),
        ] {
            let resolved = sign_in(words, all).unwrap();
            assert!(!format!("{resolved:?}").contains("value of"), "{resolved:?}");
            assert_eq!(sign_in(words, none).is_ok(), everywhere, "{words}");
        }
        let told = sign_in(r#"{"kind":"bearer","token":{"file":"empty"}}"#, all).unwrap_err().to_string();
        assert!(told.contains("the secret is empty"), "{told}");
    }
}
