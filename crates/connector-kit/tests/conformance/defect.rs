//! What can be wrong with a connector.

/// One seeded fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Defect {
    // Paging.
    StopsAtShortPage,
    StopsAtEmptyPage,
    DropsLastPage,
    PagesByTheFirstTotal,
    PagesByNumber,
    StopsAtTheTotal,
    KeepsRepeats,
    LoopsOnRepeats,
    TrustsTheFilter,
    NeedsTheTotal,
    // Trouble.
    ErrorIsAnEmptyPage,
    TroubleIsTheEnd,
    AsksAgainWhatIsRefused,
    AsksAgainAtOnce,
    NeverAsksAgain,
    AsksAgainForEver,
    // Accounts.
    DeclaresWhatArrived,
    MiscountsKept,
    DropsWhatItCannotUse,
    ForgetsAbsentColumns,
    MixesTheOrder,
    // Safety.
    LeavesAMark,
    RepeatsThePost,
    FollowsRedirects,
    TellsThePassword,
    RepeatsTheAnswer,
    ReadsPeople,
    // Pages.
    ForgetsPages,
    LosesFinishedPages,
    ReplaysOverTheNetwork,
    // Check.
    CheckReadsEverything,
    CheckSaysAllIsWell,
}
