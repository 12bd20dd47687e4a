//! What may go wrong, whatever the system. Each stand maps it to a fault of its emulator.

/// Something that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after what happens; its case says what must come of it")]
pub enum Mishap {
    // Rows and pages.
    ShortPage,
    HiddenPage,
    RepeatedRow,
    TailLost,
    CursorIgnored,
    OrderIgnored,
    FilterIgnored,
    RowGone,
    RowInserted,
    TotalMissing,
    TotalTooLarge,
    TotalTooSmall,
    TotalNotANumber,
    PagingHeaderMissing,
    CountTooLarge,
    CountRefused,
    CountOfAnotherShape,
    // Bodies.
    ErrorInsideSuccess,
    TextForRows,
    AcceptedLater,
    TruncatedJson,
    CutShort,
    Closed,
    Trickle,
    Asleep,
    SignInPage,
    HtmlAsJson,
    EmptyBody,
    NotUtf8,
    NoContentType,
    RowsNull,
    RowsObject,
    RowsMissing,
    // Statuses.
    TooManySeconds,
    TooManyDate,
    TooManyNoHint,
    Broken,
    BadGateway,
    Unavailable,
    GatewayTimeout,
    BadRequest,
    Forbidden,
    NotFound,
    Unauthorised,
    RedirectElsewhere,
    RedirectToSignIn,
    RedirectLoop,
    EchoesSecrets,
    // Sign-in.
    TokenExpired,
    StillbornToken,
    TokenRefused,
    TokenHtml,
    // Values.
    RowWithoutId,
    RowIsText,
    FieldMissing,
    ReferencesOtherwise,
    TypedValues,
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
