//! What can go wrong, by name, and where it is armed.

use crate::talk::{Place, What};

macro_rules! faults {
    ($($(#[doc = $meaning:literal])+ $name:ident = $word:literal,)+) => {
        /// Something that goes wrong, as it was seen in the wild.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Fault { $($(#[doc = $meaning])+ $name,)+ }

        impl Fault {
            /// Every fault.
            pub const ALL: &'static [Fault] = &[$(Fault::$name,)+];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Fault::$name => $word,)+ }
            }

            /// The fault of this name.
            pub fn named(name: &str) -> Option<Fault> {
                Fault::ALL.iter().copied().find(|fault| fault.name() == name)
            }

            /// What happens.
            pub fn meaning(self) -> &'static str {
                match self { $(Fault::$name => concat!($($meaning),+).trim_ascii(),)+ }
            }
        }
    };
}

faults! {
    /// The 60 s limit cuts the request; the error arrives inside a 200, without a result.
    CancelledInside200 = "error-inside-success",
    /// The 60 s limit cuts the request; the result is a sentence.
    CancelledAsText = "text-for-rows",
    /// The 60 s limit cuts the request; the status is 202.
    CancelledAs202 = "accepted-later",
    /// The JSON stops in the middle, and the length agrees with what was sent.
    TruncatedJson = "truncated-json",
    /// The connection closes in the middle of the body.
    CutShort = "cut-short",
    /// The connection closes before any answer.
    Closed = "closed",
    /// No answer ever comes; the connection stays open.
    Silence = "silence",
    /// The body trickles, a few bytes at a time, and arrives whole.
    Trickle = "trickle",
    /// A page that says the system is asleep, with status 200.
    AsleepHtml = "asleep",
    /// A sign-in page with status 200.
    SignInHtml = "sign-in-page",
    /// HTML that says it is JSON.
    HtmlAsJson = "html-as-json",
    /// Status 200 and nothing.
    EmptyBody = "empty-body",
    /// Bytes that are no UTF-8 in the middle of a value.
    NotUtf8 = "not-utf8",
    /// Rows without a content type.
    NoContentType = "no-content-type",
    /// The result is null.
    ResultNull = "rows-null",
    /// The result is an object and not a list.
    ResultObject = "rows-object",
    /// There is no result, and no error.
    ResultMissing = "rows-missing",
    /// 429 with seconds to wait.
    TooMany = "too-many-seconds",
    /// 429 with a date to wait for.
    TooManyUntil = "too-many-date",
    /// 429 without a hint.
    TooManyNoHint = "too-many-no-hint",
    /// 500.
    Broken = "broken",
    /// 502 and a proxy's page.
    BadGateway = "bad-gateway",
    /// 503 with seconds to wait.
    Unavailable = "unavailable",
    /// 504.
    GatewayTimeout = "gateway-timeout",
    /// The token is no longer right.
    TokenExpired = "token-expired",
    /// 401 whatever is sent.
    Unauthorised = "unauthorised",
    /// 403.
    Forbidden = "forbidden",
    /// 404.
    NotFound = "not-found",
    /// 400, as for an unknown table.
    BadRequest = "bad-request",
    /// A redirect to another host.
    RedirectElsewhere = "redirect-elsewhere",
    /// A redirect to a sign-in page of the same host.
    RedirectToSignIn = "redirect-to-sign-in",
    /// A redirect to itself, for ever.
    RedirectLoop = "redirect-loop",
    /// An error that repeats the request's secrets.
    EchoesSecrets = "echoes-secrets",
    /// The cursor is ignored: the first page again.
    CursorIgnored = "cursor-ignored",
    /// The order is ignored: rows come as they lie.
    OrderIgnored = "order-ignored",
    /// The filter is ignored: rows come that were not asked for.
    FilterIgnored = "filter-ignored",
    /// Fewer rows than asked for, in the middle of the table; what is missing comes if one asks for what follows the last row.
    ShortPage = "short-page",
    /// A page that access rules hide altogether; the total still counts it.
    HiddenPage = "hidden-page",
    /// The last row of the page before comes again.
    RepeatedRow = "repeated-row",
    /// The first row of the table is deleted before the page is read, and the total counts it no longer.
    RowGone = "row-gone",
    /// A row is put in before all others, before the page is read.
    RowInserted = "row-inserted",
    /// Rows from here on never come, and the total still counts them.
    TailLost = "tail-lost",
    /// No total.
    TotalMissing = "total-missing",
    /// A total that is too large.
    TotalTooLarge = "total-too-large",
    /// A total that is too small.
    TotalTooSmall = "total-too-small",
    /// A total that is no number.
    TotalNotANumber = "total-not-a-number",
    /// The paging header leads nowhere.
    LinkMissing = "paging-header-missing",
    /// A count that is too large.
    CountTooLarge = "count-too-large",
    /// A count that is refused.
    CountRefused = "count-refused",
    /// A count in groups where none was asked for.
    CountGrouped = "count-of-another-shape",
    /// A row without an id.
    RowWithoutId = "row-without-id",
    /// A row that is no object.
    RowIsText = "row-is-text",
    /// A field is missing that was asked for.
    FieldMissing = "field-missing",
    /// References are plain text where objects were asked for, and the other way round.
    ReferencesOtherwise = "references-otherwise",
    /// Numbers, booleans and nulls as JSON has them, not as text.
    TypedValues = "typed-values",
    /// The token that is given out has expired already.
    StillbornToken = "stillborn-token",
    /// Tokens are refused: client or secret are wrong.
    TokenRefused = "token-refused",
    /// The token endpoint answers with HTML.
    TokenHtml = "token-html",
}

/// Which requests a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Requests for a page of rows.
    Rows,
    /// Counts.
    Counts,
    /// Sign-ins.
    SignIns,
    /// Whatever comes.
    Everything,
}

/// A fault that is armed for a table and a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    pub(crate) fault: Fault,
    pub(crate) on: On,
    pub(crate) table: Option<String>,
    pub(crate) page: Option<u64>,
    pub(crate) times: u64,
}

impl Arm {
    /// Strikes once.
    pub fn once(fault: Fault) -> Arm {
        let on = match fault {
            Fault::CountTooLarge | Fault::CountRefused | Fault::CountGrouped => On::Counts,
            Fault::StillbornToken | Fault::TokenRefused | Fault::TokenHtml => On::SignIns,
            _ => On::Rows,
        };
        Arm { fault, on, table: None, page: None, times: 1 }
    }

    /// Strikes whenever it can.
    pub fn always(fault: Fault) -> Arm {
        Arm { times: u64::MAX, ..Arm::once(fault) }
    }

    /// Strikes so many times.
    #[must_use]
    pub fn times(self, times: u64) -> Arm {
        Arm { times, ..self }
    }

    /// Only on this table.
    #[must_use]
    pub fn table(self, table: &str) -> Arm {
        Arm { table: Some(table.to_owned()), ..self }
    }

    /// Only on this page of a table, the first being 1. A page that has to be asked for again is still that page.
    #[must_use]
    pub fn page(self, page: u64) -> Arm {
        Arm { page: Some(page), ..self }
    }

    /// On other requests than is usual for the fault.
    #[must_use]
    pub fn on(self, on: On) -> Arm {
        Arm { on, ..self }
    }

    fn strikes(&self, place: &Place, page: u64) -> bool {
        let what = match self.on {
            On::Rows => place.what == What::Rows,
            On::Counts => place.what == What::Count,
            On::SignIns => place.what == What::SignIn,
            On::Everything => true,
        };
        let table = self.table.is_none() || self.table == place.table;
        what && table && self.times > 0 && self.page.is_none_or(|wanted| wanted == page)
    }
}

/// The fault that strikes this request. Each strike is used up.
pub(crate) fn strike(armed: &mut [Arm], place: &Place, page: u64) -> Option<Fault> {
    let arm = armed.iter_mut().find(|arm| arm.strikes(place, page))?;
    arm.times -= u64::from(arm.times != u64::MAX);
    Some(arm.fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn faults_have_names_of_their_own() {
        let names: BTreeSet<_> = Fault::ALL.iter().map(|fault| fault.name()).collect();
        assert_eq!(names.len(), Fault::ALL.len());
        assert!(Fault::ALL.len() >= 30, "{}", Fault::ALL.len());
        assert!(Fault::ALL.iter().all(|fault| fault.meaning().ends_with('.')));
    }

    #[test]
    fn a_fault_strikes_its_table_and_page_as_often_as_it_was_armed() {
        let rows = |table: &str| Place { what: What::Rows, table: Some(table.to_owned()) };
        let count = Place { what: What::Count, table: Some("a".to_owned()) };
        let mut armed = [Arm::once(Fault::Broken).table("a").page(2).times(2)];
        for (place, page, struck) in [
            (rows("a"), 1, false),
            (rows("b"), 2, false),
            (count, 2, false),
            (rows("a"), 2, true),
            (rows("a"), 2, true),
            (rows("a"), 2, false),
        ] {
            assert_eq!(strike(&mut armed, &place, page).is_some(), struck, "{place:?} {page}");
        }
    }
}
