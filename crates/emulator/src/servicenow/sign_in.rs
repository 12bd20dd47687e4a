//! Who asks: passwords, tokens and keys are checked, and a token ends on the instance's own clock.

use super::instance::Account;
use crate::faults::Fault;
use crate::journal::Signed;
use crate::server::form;
use crate::spoil::error;
use crate::talk::{Answer, Asked};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::json;
use std::collections::BTreeMap;

/// Seconds that a token is good for.
pub(crate) const TOKEN_SECONDS: u64 = 1_799;

/// Tokens that were given out, and when each ends, in milliseconds of the instance's clock.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    access: BTreeMap<String, u64>,
    refresh: Vec<String>,
    given: u64,
}

/// How a request is signed.
pub(crate) fn signed(account: &Account, tokens: &Tokens, asked: &Asked) -> Signed {
    if let Some(key) = asked.header("x-sn-apikey") {
        return if account.api_key.as_deref() == Some(key) { Signed::Key } else { Signed::Wrong };
    }
    let Some(authorization) = asked.header("authorization") else { return Signed::Nobody };
    if let Some(sent) = authorization.strip_prefix("Basic ") {
        let right = base64(format!("{}:{}", account.user, account.password).as_bytes());
        return if sent == right { Signed::Password } else { Signed::Wrong };
    }
    let ends = authorization.strip_prefix("Bearer ").and_then(|token| tokens.access.get(token));
    match ends {
        Some(ends) if asked.at < *ends => Signed::Token,
        _ => Signed::Wrong,
    }
}

/// The answer of the token endpoint.
pub(crate) fn token(account: &Account, tokens: &mut Tokens, asked: &Asked, fault: Option<Fault>) -> Answer {
    let form = form(&asked.body);
    let field = |name: &str| form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let refused =
        |what: &str| Answer::json(401, json!({ "error_description": "access_denied", "error": what }).to_string());
    match fault {
        Some(Fault::TokenRefused) => return refused("server_error"),
        Some(Fault::TokenHtml) => {
            return Answer::json(200, "<html><body>Sign in</body></html>").instead("content-type", "text/html");
        }
        _ => {}
    }
    if asked.method != "POST" {
        return Answer::json(405, error("Method not supported", ""));
    }
    let known = account
        .client
        .as_ref()
        .is_some_and(|(id, secret)| field("client_id") == id && field("client_secret") == secret);
    if !known {
        return refused("invalid_client");
    }
    let refreshable = match field("grant_type") {
        "client_credentials" => false,
        "password" if field("username") == account.user && field("password") == account.password => true,
        "refresh_token" if tokens.refresh.iter().any(|known| known == field("refresh_token")) => true,
        _ => return refused("invalid_grant"),
    };
    tokens.given += 1;
    let token = format!("{}-access-{}", account.token_mark, tokens.given);
    let life = if fault == Some(Fault::StillbornToken) { 0 } else { TOKEN_SECONDS };
    tokens.access.insert(token.clone(), asked.at + life * 1000);
    let mut body =
        json!({ "scope": "useraccount", "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "access_token": token });
    if refreshable {
        let refresh = format!("{}-refresh-{}", account.token_mark, tokens.given);
        tokens.refresh.push(refresh.clone());
        body["refresh_token"] = refresh.into();
    }
    Answer::json(200, body.to_string())
}

impl Tokens {
    /// Every token ends now.
    pub(crate) fn end(&mut self) {
        self.access.clear();
    }
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, encoded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }
}
