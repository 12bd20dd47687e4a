//! What may go wrong, whatever the system. Each stand maps it to a fault of its emulator.

macro_rules! mishaps {
    ($($name:ident = $word:literal,)+) => {
        /// Something that goes wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is named after what happens; its case says what must come of it")]
        pub enum Mishap { $($name,)+ }

        impl Mishap {
            /// Its name, for a stand to find the fault of its emulator by.
            pub fn name(self) -> &'static str {
                match self { $(Mishap::$name => $word,)+ }
            }
        }
    };
}

mishaps! {
    // Rows and pages.
    ShortPage = "short-page",
    HiddenPage = "hidden-page",
    RepeatedRow = "repeated-row",
    TailLost = "tail-lost",
    CursorIgnored = "cursor-ignored",
    OrderIgnored = "order-ignored",
    FilterIgnored = "filter-ignored",
    RowGone = "row-gone",
    RowInserted = "row-inserted",
    TotalMissing = "total-missing",
    TotalTooLarge = "total-too-large",
    TotalTooSmall = "total-too-small",
    TotalNotANumber = "total-not-a-number",
    PagingHeaderMissing = "paging-header-missing",
    CountTooLarge = "count-too-large",
    CountRefused = "count-refused",
    CountOfAnotherShape = "count-of-another-shape",
    // Bodies.
    ErrorInsideSuccess = "error-inside-success",
    TextForRows = "text-for-rows",
    AcceptedLater = "accepted-later",
    TruncatedJson = "truncated-json",
    CutShort = "cut-short",
    Closed = "closed",
    Trickle = "trickle",
    Asleep = "asleep",
    SignInPage = "sign-in-page",
    HtmlAsJson = "html-as-json",
    EmptyBody = "empty-body",
    NotUtf8 = "not-utf8",
    NoContentType = "no-content-type",
    RowsNull = "rows-null",
    RowsObject = "rows-object",
    RowsMissing = "rows-missing",
    // Statuses.
    TooManySeconds = "too-many-seconds",
    TooManyDate = "too-many-date",
    TooManyNoHint = "too-many-no-hint",
    Broken = "broken",
    BadGateway = "bad-gateway",
    Unavailable = "unavailable",
    GatewayTimeout = "gateway-timeout",
    BadRequest = "bad-request",
    Forbidden = "forbidden",
    NotFound = "not-found",
    Unauthorised = "unauthorised",
    RedirectElsewhere = "redirect-elsewhere",
    RedirectToSignIn = "redirect-to-sign-in",
    RedirectLoop = "redirect-loop",
    EchoesSecrets = "echoes-secrets",
    // Sign-in.
    TokenExpired = "token-expired",
    StillbornToken = "stillborn-token",
    TokenRefused = "token-refused",
    TokenHtml = "token-html",
    // Values.
    RowWithoutId = "row-without-id",
    RowIsText = "row-is-text",
    FieldMissing = "field-missing",
    ReferencesOtherwise = "references-otherwise",
    TypedValues = "typed-values",
}

/// When it goes wrong, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strikes {
    /// On this page of the large table, the first being 1; on any, where empty. A page that has to be asked for again is still it.
    pub page: Option<u64>,
    /// How often.
    pub times: u64,
}

impl Strikes {
    /// Once, on this page.
    pub const fn once(page: u64) -> Strikes {
        Strikes { page: Some(page), times: 1 }
    }

    /// From the first time on, always.
    pub const ALWAYS: Strikes = Strikes { page: None, times: u64::MAX };

    /// Always on this page, so that nothing behind it is reached.
    pub const fn from(page: u64) -> Strikes {
        Strikes { page: Some(page), times: u64::MAX }
    }
}
