//! What each figure is called and what it includes: the words that stand beside it wherever it is printed.

/// Id, label and definition, in the order in which a reader meets them.
const DEFINITIONS: &[(&str, &str, &str)] = &[
    (
        "run_cost",
        "Run cost",
        "ICT spending that keeps things as they are: all run, resource cost lines. Capital, change and whatever is not clearly ICT are outside.",
    ),
    (
        "run_rate",
        "Run cost at today's rate",
        "Run cost of a year at the rate of the audit date: contracts in force that day at what a year of them costs, and flows of the 12 months up to it.",
    ),
    (
        "legacy_cost",
        "Legacy cost",
        "Run cost that landed on assets out of regular support, with or without bought cover, or past the life set for their kind. Support that is still to end is not legacy.",
    ),
    ("legacy_share_low", "Legacy share, at least", "Legacy cost divided by run cost."),
    ("legacy_share_high", "Legacy share, at most", "Legacy cost and cost without a verdict, divided by run cost."),
    (
        "legacy_cost_high",
        "Legacy cost, if all that is unknown were legacy",
        "Legacy cost plus cost without a verdict: the most that legacy can cost by what is known of each verdict. What may have ended by a date known in part stands beside it.",
    ),
    (
        "unknown_cost",
        "Cost without a verdict",
        "Run cost that reaches no asset, or an asset whose product, release or support date is not known.",
    ),
    (
        "extended_paid_cost",
        "On bought extended support",
        "Run cost on assets out of regular support whose cover is bought. Part of legacy cost where the switch says so.",
    ),
    (
        "aged_cost",
        "Old by age alone",
        "Run cost on assets without a known support date that are past the life set for their kind. Part of legacy cost where the switch says so.",
    ),
    (
        "ending_cost",
        "Support ends within 12 months",
        "Run cost on assets whose regular support ends within 12 months. Never part of legacy cost.",
    ),
    (
        "may_have_ended_cost",
        "Support may have ended",
        "Run cost on assets whose support ends on a day that is known in part (a year, a quarter) and may lie behind the audit date. At best none of it is legacy, at worst all of it; it is part of what is ending.",
    ),
    (
        "legacy_exposed",
        "Run cost of systems that rest on legacy",
        "Run cost of services, and of applications at the top, that rest on at least one legacy asset. It stands beside legacy cost and is never added to it.",
    ),
    (
        "renewing_past_support",
        "Renews past the end of support",
        "Cost of contracts that renew themselves, on assets whose support has ended or ends before the next term does. It stands beside legacy cost and is never added to it.",
    ),
    (
        "waste_cost",
        "Spending that buys nothing",
        "Run cost on retired or missing assets, on cover bought twice, on ended contracts and on capacity that nobody uses. One kind of waste an amount.",
    ),
    (
        "forecast_cost",
        "Locked in after the audit date",
        "The part of run cost that falls on days after the audit date in terms already entered. Included in run cost.",
    ),
    (
        "change_cost",
        "Change cost",
        "Spending on ICT that adds or changes capability: all cost lines that are change and resource.",
    ),
    ("run_share", "Run share", "Run cost divided by run and change cost, weighted by money."),
    ("capital_cost", "Capital cost", "Spending on ICT from capital budgets, run or change."),
    ("unclear_cost", "Perhaps ICT", "Money whose records do not say whether it is ICT. Outside run cost."),
    ("not_ict", "Not ICT", "Money that is not spent on ICT. Outside run cost."),
    ("set_aside_cost", "Set aside", "Money in records that cannot be used, as far as they state it. Outside run cost."),
    (
        "ended_cost",
        "Paid under contracts not in force",
        "Payments of the 12 months under contracts that are not in force on the audit date: what the past 12 months held and a year at today's rate does not.",
    ),
    (
        "legacy_premium",
        "Legacy premium",
        "What maintenance, support and labour of legacy systems cost a unit above the median of supported systems of the same tower and unit of measure, times their units; at least five of those. The range is that of the median.",
    ),
    (
        "do_nothing_low",
        "Five years of doing nothing, at least",
        "Run cost of the next five years if nothing is done: what renews itself or has no end goes on, with the rise agreed or the low index; what ends is not bought again.",
    ),
    (
        "do_nothing_high",
        "Five years of doing nothing, at most",
        "Run cost of the next five years if nothing is done: everything goes on, with the rise agreed or the high index; what ends is bought again at its price, and so is support past its end where its prices are switched on.",
    ),
    (
        "avoidable_cost",
        "Avoidable cost",
        "What would stop being spent if a stated set of systems were retired, after the exit dates of their contracts.",
    ),
];

/// Label and definition of a figure.
pub(crate) fn of(id: &str) -> (&'static str, &'static str) {
    DEFINITIONS.iter().find(|(known, ..)| *known == id).map_or(("", ""), |(_, label, definition)| (*label, *definition))
}

/// The place of a figure in the order of reading.
pub(crate) fn place(id: &str) -> usize {
    DEFINITIONS.iter().position(|(known, ..)| *known == id).unwrap_or(DEFINITIONS.len())
}
