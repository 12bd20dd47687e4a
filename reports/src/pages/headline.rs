//! The one sentence: between which amounts is run cost legacy?

use crate::words;
use audit::{Audit, total};

/// The finding of the whole audit, without a full stop. True where there is no cost, no legacy, nothing but legacy, nothing known.
pub(crate) fn headline(audit: &Audit) -> String {
    let all = total(&audit.by_verdict);
    if all.lines == 0 {
        return without_cost(audit);
    }
    let money = |pence: i128| words::money(pence, &audit.currency);
    let whole = money(all.pence);
    let (low, high) = (all.legacy_pence, all.legacy_pence + all.unknown_pence);
    let within = |pence: i128| (0..=all.pence).contains(&pence);
    if all.pence <= 0 || !within(low) || !within(high) || high < low {
        return format!(
            "Run cost comes to {whole} after credits, {} of it legacy and {} unknown, so no share can be given",
            money(low),
            money(all.unknown_pence)
        );
    }
    let ratio = |part: i128| words::ratio(part, all.pence).unwrap_or_default();
    let (from, to) = (ratio(low), ratio(high));
    match (low, high) {
        (0, 0) => format!("None of the {whole} run cost keeps legacy technology alive"),
        (low, high) if low == high && low == all.pence => {
            format!("All of the {whole} run cost keeps legacy technology alive")
        }
        (low, high) if low == high => {
            format!("{} ({}) of {whole} run cost keeps legacy technology alive", money(low), words::share(from))
        }
        (0, high) if high == all.pence => {
            format!(
                "Not one {} of the {whole} run cost can be judged: all of it may keep legacy technology alive, or none",
                words::unit(&audit.currency)
            )
        }
        (0, high) => format!(
            "Up to {} ({}) of {whole} run cost may keep legacy technology alive; none is known to",
            money(high),
            words::share(to)
        ),
        (low, high) if high == all.pence => {
            format!(
                "Between {} ({}) and all of {whole} run cost keeps legacy technology alive",
                money(low),
                words::share(from)
            )
        }
        (low, high) if money(low) == money(high) => {
            format!(
                "About {} ({}) of {whole} run cost keeps legacy technology alive",
                money(low),
                words::share_range(from, to)
            )
        }
        (low, high) => format!(
            "Between {} and {} ({}) of {whole} run cost keeps legacy technology alive",
            money(low),
            money(high),
            words::share_range(from, to)
        ),
    }
}

fn without_cost(audit: &Audit) -> String {
    let known = &audit.completeness;
    let unit = words::unit(&audit.currency);
    if audit.findings.iter().any(|finding| finding.code == "no-exchange-rate") {
        return format!(
            "What these records cost is in a currency without an exchange rate, so no {unit} can be placed"
        );
    }
    let contracts = audit.snapshot.rows.get("contracts").copied().unwrap_or(0);
    match (known.assets, contracts) {
        (0, 0) => "These records hold no asset, no contract and no cost, so there is nothing to judge".to_owned(),
        (0, _) => format!("These records hold no cost and no asset, so no {unit} can be placed"),
        (assets, _) => format!(
            "These records hold no cost, so no {unit} can be placed; the support of {} of {} is known",
            words::number(known.assets_judged),
            words::counted(assets, "asset", "assets")
        ),
    }
}

/// Why the headline is a range, in one sentence; nothing where all is known or there is no cost.
pub(crate) fn why_a_range(audit: &Audit) -> Option<String> {
    let all = total(&audit.by_verdict);
    if all.unknown_pence == 0 || all.lines == 0 {
        return None;
    }
    let share = words::share_of(all.unknown_pence, all.pence).map_or_else(String::new, |share| format!(" ({share})"));
    let start = if all.legacy_pence == 0 { "The" } else { "It is a range because the" };
    Some(format!(
        "{start} support behind {}{share} is not known{}.",
        words::money(all.unknown_pence, &audit.currency),
        because(audit)
    ))
}

/// `, mostly because the money names no asset`: as much as can be said of the reasons in one clause.
pub(crate) fn because(audit: &Audit) -> String {
    let mut reasons: Vec<(&str, i64)> = audit
        .completeness
        .unknown_pence
        .iter()
        .map(|(reason, pence)| (reason.as_str(), *pence))
        .filter(|(_, pence)| *pence != 0)
        .collect();
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let all: i128 = reasons.iter().map(|(_, pence)| i128::from(*pence)).sum();
    match reasons.as_slice() {
        [] => String::new(),
        [(reason, _)] => format!(", because {}", words::unknown_reason(reason)),
        [(reason, pence), ..] if i128::from(*pence) * 2 > all && reasons.iter().all(|(_, pence)| *pence > 0) => {
            format!(", mostly because {}", words::unknown_reason(reason))
        }
        [(reason, pence), (_, next), ..] if pence > next => {
            format!(
                ", for {} reasons, the largest being that {}",
                words::number(reasons.len()),
                words::unknown_reason(reason)
            )
        }
        _ => format!(", for {} reasons", words::number(reasons.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, money, with};

    fn of(lines: &[(&'static str, i64)]) -> String {
        let lines: Vec<_> =
            lines.iter().map(|(verdict, pounds)| money("Wexmoor", "Payroll", "Ostrand", verdict, *pounds)).collect();
        headline(&with(&lines, Vec::new(), Vec::new()))
    }

    #[test]
    fn the_headline_is_true_at_every_edge() {
        for (lines, says) in [
            (
                &[("unsupported", 30), ("unknown", 20), ("supported", 50)][..],
                "Between £30 and £50 (30–50%) of £100 run cost keeps legacy technology alive",
            ),
            (&[("unsupported", 30), ("supported", 70)], "£30 (30%) of £100 run cost keeps legacy technology alive"),
            (&[("unsupported", 100)], "All of the £100 run cost keeps legacy technology alive"),
            (&[("supported", 100)], "None of the £100 run cost keeps legacy technology alive"),
            (
                &[("unknown", 100)],
                "Not one pound of the £100 run cost can be judged: all of it may keep legacy technology alive, or none",
            ),
            (
                &[("unknown", 60), ("supported", 40)],
                "Up to £60 (60%) of £100 run cost may keep legacy technology alive; none is known to",
            ),
            (
                &[("unsupported", 1), ("unknown", 9_999)],
                "Between £1 (<1%) and all of £10k run cost keeps legacy technology alive",
            ),
            (&[("aged", 1), ("supported", 99_999_999)], "£1 (<1%) of £100m run cost keeps legacy technology alive"),
            (
                &[("unsupported", 5_000_000), ("unknown", 100), ("supported", 10_000_000)],
                "About £5.0m (33%) of £15.0m run cost keeps legacy technology alive",
            ),
            (
                &[("unsupported", -10), ("supported", 5)],
                "Run cost comes to −£5 after credits, −£10 of it legacy and £0 unknown, so no share can be given",
            ),
        ] {
            assert_eq!(of(lines), says);
        }
    }

    #[test]
    fn without_cost_it_says_so() {
        assert_eq!(
            headline(&sample::empty()),
            "These records hold no asset, no contract and no cost, so there is nothing to judge"
        );
        assert_eq!(
            headline(&sample::without_cost()),
            "These records hold no cost, so no pound can be placed; the support of 31 of 74 assets is known"
        );
    }

    #[test]
    fn a_cost_that_cannot_be_converted_is_not_called_none() {
        let mut audit = sample::without_cost();
        audit.findings.push(sample::finding("no-exchange-rate", "it", "P1", None, None, "USD 5.00 has no rate."));
        assert!(headline(&audit).starts_with("What these records cost is in a currency without an exchange rate"));
    }

    #[test]
    fn the_reason_is_mostly_so_only_above_half() {
        let reasons = |lines: &[(&'static str, i64)]| {
            let lines: Vec<_> = lines.iter().map(|(verdict, pounds)| money("", "", "", verdict, *pounds)).collect();
            because(&with(&lines, Vec::new(), Vec::new()))
        };
        assert_eq!(reasons(&[("unknown:no-asset", 2)]), ", because the money names no asset");
        assert_eq!(
            reasons(&[("unknown:no-asset", 2), ("unknown:no-date", 1)]),
            ", mostly because the money names no asset"
        );
        assert_eq!(reasons(&[("unknown:no-asset", 2), ("unknown:no-date", 2)]), ", for 2 reasons");
        assert_eq!(
            reasons(&[("unknown:no-asset", 3), ("unknown:no-date", 2), ("unknown:no-product", 2)]),
            ", for 3 reasons, the largest being that the money names no asset"
        );
        assert_eq!(reasons(&[]), "");
    }
}
