//! How a client proves who it is.

use crate::{Address, Clock, Error, Secret};
use base64::prelude::{BASE64_STANDARD, Engine};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The credentials of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// None: files, public data, or mutual TLS alone.
    Nobody,
    /// User and password with every request.
    Basic {
        /// The user.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A token with every request.
    Bearer {
        /// The token.
        token: Secret,
    },
    /// A key in a header of the system's own.
    Key {
        /// The header's name.
        header: &'static str,
        /// The key.
        key: Secret,
    },
    /// OAuth 2: a token that is asked for and expires.
    OAuth {
        /// Where tokens are given, from the address: `/oauth_token.do`.
        path: &'static str,
        /// The client's id.
        client_id: String,
        /// The client's secret.
        client_secret: Secret,
        /// By what right.
        grant: Grant,
    },
}

/// By what right a token is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// The client's own (`client_credentials`).
    Client,
    /// A user's, with its password; refreshed where the system gives a token for that.
    Password {
        /// The user.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A refresh token that was given before.
    Refresh {
        /// The token.
        token: Secret,
    },
}

/// What goes with a request.
#[derive(Clone)]
pub(crate) struct Credential {
    pub(crate) headers: HeaderMap,
    /// Can a fresh one be had?
    pub(crate) expires: bool,
    /// Counts the tokens that were given.
    number: u64,
}

/// A sign-in, and the token that it has brought so far.
pub(crate) struct SignedIn {
    sign_in: SignIn,
    token_url: Option<reqwest::Url>,
    address: String,
    http: reqwest::Client,
    clock: Clock,
    /// One asks for a token, the others wait for it.
    token: tokio::sync::Mutex<Option<Token>>,
    /// Every value that must not be told.
    secrets: Mutex<Vec<Secret>>,
}

struct Token {
    access: Secret,
    refresh: Option<Secret>,
    /// It is renewed before it ends.
    until: Option<Duration>,
    number: u64,
}

/// What a token endpoint answers.
#[derive(Deserialize)]
struct TokenWords {
    access_token: String,
    refresh_token: Option<String>,
    #[serde(default)]
    expires_in: Option<serde_json::Value>,
}

/// A token is renewed so long before it ends.
const MARGIN: Duration = Duration::from_mins(1);

impl SignedIn {
    pub(crate) fn new(
        sign_in: SignIn,
        address: &Address,
        http: reqwest::Client,
        clock: Clock,
    ) -> Result<SignedIn, Error> {
        let token_url = match &sign_in {
            SignIn::OAuth { path, .. } => Some(address.join(path)?),
            _ => None,
        };
        let secrets = Mutex::new(secrets_of(&sign_in));
        let token = tokio::sync::Mutex::new(None);
        Ok(SignedIn { sign_in, token_url, address: address.to_string(), http, clock, token, secrets })
    }

    /// What goes with the next request.
    pub(crate) async fn credential(&self) -> Result<Credential, Error> {
        let mut headers = HeaderMap::new();
        match &self.sign_in {
            SignIn::Nobody => {}
            SignIn::Basic { user, password } => {
                let pair = base64(format!("{user}:{}", password.expose()).as_bytes());
                headers.insert(AUTHORIZATION, secret_header(&format!("Basic {pair}"))?);
            }
            SignIn::Bearer { token } => {
                headers.insert(AUTHORIZATION, secret_header(&format!("Bearer {}", token.expose()))?);
            }
            SignIn::Key { header, key } => {
                headers.insert(HeaderName::from_static(header), secret_header(key.expose())?);
            }
            SignIn::OAuth { .. } => return self.token(None).await,
        }
        Ok(Credential { headers, expires: false, number: 0 })
    }

    /// A fresh credential in place of one that was not accepted. Somebody else may have renewed it in between.
    pub(crate) async fn renewed(&self, refused: &Credential) -> Result<Credential, Error> {
        self.token(Some(refused.number)).await
    }

    async fn token(&self, refused: Option<u64>) -> Result<Credential, Error> {
        let mut held = self.token.lock().await;
        let now = self.clock.now();
        let good = held
            .as_ref()
            .filter(|token| refused != Some(token.number) && token.until.is_none_or(|until| now + MARGIN < until));
        if good.is_none() {
            *held = Some(self.ask(held.as_ref()).await?);
        }
        let Some(token) = held.as_ref() else { return Err(self.no(0, "no token".to_owned())) };
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, secret_header(&format!("Bearer {}", token.access.expose()))?);
        Ok(Credential { headers, expires: true, number: token.number })
    }

    /// Asks for a token: with the refresh token where there is one, else from the start.
    async fn ask(&self, held: Option<&Token>) -> Result<Token, Error> {
        let SignIn::OAuth { grant, .. } = &self.sign_in else { return Err(self.no(0, "no token is due".to_owned())) };
        let number = held.map_or(0, |token| token.number) + 1;
        if let Some(refresh) = held.and_then(|token| token.refresh.clone()) {
            let form = vec![("grant_type", "refresh_token".to_owned()), ("refresh_token", refresh.expose().to_owned())];
            match self.post(form, number).await {
                // A refresh token that has expired itself: from the start.
                Err(Error::SignIn { .. }) => {}
                answer => return answer,
            }
        }
        let form = match grant {
            Grant::Client => vec![("grant_type", "client_credentials".to_owned())],
            Grant::Password { user, password } => vec![
                ("grant_type", "password".to_owned()),
                ("username", user.clone()),
                ("password", password.expose().to_owned()),
            ],
            Grant::Refresh { token } => {
                vec![("grant_type", "refresh_token".to_owned()), ("refresh_token", token.expose().to_owned())]
            }
        };
        self.post(form, number).await
    }

    /// The one `POST` that is no read of the system: it gives nothing but a token.
    async fn post(&self, mut form: Vec<(&'static str, String)>, number: u64) -> Result<Token, Error> {
        let (SignIn::OAuth { client_id, client_secret, .. }, Some(url)) = (&self.sign_in, &self.token_url) else {
            return Err(self.no(0, "no token is due".to_owned()));
        };
        form.push(("client_id", client_id.clone()));
        form.push(("client_secret", client_secret.expose().to_owned()));
        let answer = self.http.post(url.clone()).form(&form).send().await;
        let answer = answer.map_err(|error| Error::Unreachable {
            address: self.address.clone(),
            problem: if error.is_timeout() {
                "no token in time".to_owned()
            } else {
                "no token could be asked for".to_owned()
            },
        })?;
        let status = answer.status().as_u16();
        let body = answer.text().await.unwrap_or_default();
        if status != 200 {
            // The body may repeat what was sent: only its short code is told.
            let code = serde_json::from_str::<serde_json::Value>(&body).ok();
            let code = code.as_ref().and_then(|body| body.get("error")).and_then(|code| code.as_str());
            let known = ["invalid_client", "invalid_grant", "invalid_request", "access_denied", "unauthorized_client"];
            let code = code.filter(|code| known.contains(code)).unwrap_or("no token was given");
            return Err(self.no(status, code.to_owned()));
        }
        let Ok(words) = serde_json::from_str::<TokenWords>(&body) else {
            return Err(self.no(status, "the answer holds no token".to_owned()));
        };
        let seconds = words.expires_in.and_then(|said| said.as_u64().or_else(|| said.as_str()?.parse().ok()));
        let until = seconds.map(|seconds| self.clock.now() + Duration::from_secs(seconds));
        let (access, refresh) = (Secret::new(words.access_token), words.refresh_token.map(Secret::new));
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.push(access.clone());
        secrets.extend(refresh.clone());
        Ok(Token { access, refresh, until, number })
    }

    fn no(&self, status: u16, problem: String) -> Error {
        Error::SignIn { address: self.address.clone(), status, problem }
    }

    /// A session's cookie is as good as a sign-in while it lasts: it is not told either.
    pub(crate) fn keep_secret(&self, cookie: &str) {
        let value =
            cookie.split(';').next().and_then(|pair| pair.split_once('=')).map_or("", |(_, value)| value.trim());
        let value = Secret::new(value);
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        // Short ones are flags, such as a language.
        if value.expose().len() >= 12 && !secrets.contains(&value) {
            secrets.push(value);
        }
    }

    /// A text without any credential in it.
    pub(crate) fn redact(&self, text: &str) -> String {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = text.to_owned();
        // What is too short to be told from ordinary words is no secret that redaction could keep.
        for secret in secrets.iter().filter(|secret| secret.expose().len() >= 4) {
            if text.contains(secret.expose()) {
                text = text.replace(secret.expose(), "(secret)");
            }
        }
        text
    }
}

fn secrets_of(sign_in: &SignIn) -> Vec<Secret> {
    match sign_in {
        SignIn::Nobody => vec![],
        SignIn::Basic { user, password } => {
            vec![password.clone(), Secret::new(base64(format!("{user}:{}", password.expose()).as_bytes()))]
        }
        SignIn::Bearer { token } => vec![token.clone()],
        SignIn::Key { key, .. } => vec![key.clone()],
        SignIn::OAuth { client_secret, grant, .. } => {
            let mut secrets = vec![client_secret.clone()];
            match grant {
                Grant::Client => {}
                Grant::Password { password: secret, .. } | Grant::Refresh { token: secret } => {
                    secrets.push(secret.clone());
                }
            }
            secrets
        }
    }
}

/// A header whose value no log of the HTTP client shows.
fn secret_header(value: &str) -> Result<HeaderValue, Error> {
    let refuse = |_| Error::Setting {
        key: "sign_in".to_owned(),
        problem:
            "the secret holds a character that cannot be sent. hint: look for a line end or a character outside ASCII"
                .to_owned(),
    };
    let mut value = HeaderValue::from_str(value).map_err(refuse)?;
    value.set_sensitive(true);
    Ok(value)
}

/// Base64 (RFC 4648), which basic authentication is spelled in.
fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_the_standard_has_it() {
        for (plain, spelled) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("Aladdin:open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ] {
            assert_eq!(base64(plain.as_bytes()), spelled);
        }
    }

    #[test]
    fn every_form_of_a_secret_is_taken_out_of_a_text() {
        let sign_in = SignIn::Basic { user: "reader".to_owned(), password: Secret::new("hunter22") };
        let address = Address::parse("https://example.org").unwrap();
        let signed_in = SignedIn::new(sign_in, &address, reqwest::Client::new(), Clock::made(0)).unwrap();
        let header = base64(b"reader:hunter22");
        assert_eq!(signed_in.redact(&format!("a hunter22 b {header} c")), "a (secret) b (secret) c");
    }

    #[test]
    fn a_secret_that_cannot_be_a_header_is_refused_without_being_told() {
        let told = secret_header("hun\nter2").unwrap_err().to_string();
        assert!(told.contains("sign_in") && !told.contains("ter2"), "{told}");
    }
}
