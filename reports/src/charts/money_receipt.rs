//! Where did every pound received go, and how much of it is counted as run cost?

use super::bars::Scale;
use super::frame::{Frame, Look, Words};
use super::saying::{self, ROUNDED};
use super::{Chart, Size};
use crate::paint::colour::{INK, MUTED, OTHER, RULE};
use crate::paint::line::Line;
use crate::paint::sheet::{Anchor, Area, Fill};
use crate::words;
use audit::{Audit, MoneyReceipt};

/// A step from what was received to what is counted.
struct Step {
    label: &'static str,
    says: &'static str,
    pence: i128,
    /// Where its bar begins and ends, in pence.
    from: i128,
    to: i128,
    fill: Fill,
    /// Is it a total rather than something taken away?
    total: bool,
}

/// What is taken away, in the order in which it is (rule L29).
const LEFT_OUT: [LeftOut; 9] = [
    LeftOut { label: "Could not be used", says: "could not be used", part: |row| row.set_aside_pence, open: true },
    LeftOut {
        label: "Total of other records",
        says: "is the total of other records",
        part: |row| row.roll_up_pence,
        open: false,
    },
    LeftOut {
        label: "Paid between these bodies",
        says: "was paid between these bodies",
        part: |row| row.recharge_pence,
        open: false,
    },
    LeftOut {
        label: "Of another period",
        says: "belongs to another period",
        part: |row| row.other_period_pence,
        open: false,
    },
    LeftOut {
        label: "Counted by a better record",
        says: "is counted by a better record",
        part: |row| row.cross_check_pence,
        open: false,
    },
    LeftOut { label: "Not ICT", says: "is not ICT", part: |row| row.not_ict_pence, open: false },
    LeftOut {
        label: "Not clear whether ICT",
        says: "may or may not be ICT",
        part: |row| row.unclear_pence,
        open: true,
    },
    LeftOut { label: "Capital", says: "is capital", part: |row| row.capital_pence, open: false },
    LeftOut { label: "Change", says: "is change", part: |row| row.change_pence, open: false },
];

/// A reason not to count money.
struct LeftOut {
    label: &'static str,
    /// The same in a sentence, after the amount.
    says: &'static str,
    part: fn(&MoneyReceipt) -> i64,
    /// Do the records leave it open whether it counts?
    open: bool,
}

/// From the money received to the run cost counted. None if no money was received, or all of it is counted.
pub(crate) fn chart(audit: &Audit, size: Size) -> Option<Chart> {
    let steps = steps(&audit.money_receipt);
    if steps.len() < 3 {
        return None;
    }
    let words = Words {
        name: "money-receipt",
        title: title(&steps, &audit.currency),
        subtitle: "From the money that the records state to the run cost that is counted".to_owned(),
        notes: vec![ROUNDED.to_owned(), saying::judged(audit)],
    };
    let mut frame = Frame::start(size, words);
    let head = frame.look.label.size * 0.4;
    let pitch = frame.pitch(steps.len(), head, 1.0);
    let label = |step: &Step| Line::of(step.label).width(frame.look.strong);
    let said = |step: &Step| Line::of(&said(step, &audit.currency));
    let amount = steps.iter().map(|step| said(step).width(frame.look.strong)).fold(0.0, f64::max);
    let gap = frame.look.label.size;
    let x = frame.left() + steps.iter().map(label).fold(0.0, f64::max) + gap;
    let bar = Area { x, y: 0.0, width: frame.right() - amount - gap - x, height: 0.0 };
    let reach = |most: bool| {
        steps
            .iter()
            .flat_map(|step| [step.from, step.to])
            .map(|at| if most { at } else { -at })
            .max()
            .unwrap_or(0)
            .max(0)
    };
    let scale = Scale::between(reach(false), reach(true), bar);
    let at = |pence: i128| scale.zero + scale.length(pence);
    frame.y += head;
    let top = frame.y;
    for (index, step) in steps.iter().enumerate() {
        let look = frame.look;
        let middle = frame.y + pitch / 2.0;
        let baseline = middle + Look::drop(look.label);
        let set = if step.total { look.strong } else { look.label };
        frame.sheet.text((frame.left(), baseline), Anchor::Start, set, INK, &Line::of(step.label));
        frame.sheet.text((frame.right(), baseline), Anchor::End, set, INK, &said(step));
        let (left, right) = (at(step.from.min(step.to)), at(step.from.max(step.to)));
        let area = Area { x: left, y: middle - pitch * 0.31, width: (right - left).max(0.5), height: pitch * 0.62 };
        frame.sheet.fill(area, step.fill);
        if index + 1 < steps.len() {
            let x = at(step.to);
            frame.sheet.rule((x, area.y + area.height), (x, area.y + pitch), 0.5, MUTED);
        }
        frame.y += pitch;
    }
    frame.sheet.rule((scale.zero, top), (scale.zero, frame.y), 0.75, INK);
    frame.sheet.rule((frame.left(), frame.y - pitch), (frame.right(), frame.y - pitch), 0.5, RULE);
    Some(frame.finish(&alt(&steps, &audit.currency)))
}

/// All rows of the receipt drawn as one; steps of nothing are left out.
fn steps(rows: &[MoneyReceipt]) -> Vec<Step> {
    let sum = |part: fn(&MoneyReceipt) -> i64| audit::receipts_total(rows, part);
    let (received, counted) = (sum(|row| row.received_pence), sum(|row| row.counted_pence));
    let mut at = received;
    let total = |label, pence| Step { label, says: "", pence, from: 0, to: pence, fill: Fill::Plain(INK), total: true };
    let mut steps = vec![total("Received", received)];
    for LeftOut { label, says, part, open } in LEFT_OUT {
        let pence = sum(part);
        if pence != 0 {
            let fill = if open { Fill::Hatched } else { Fill::Plain(OTHER) };
            steps.push(Step { label, says, pence, from: at, to: at - pence, fill, total: false });
            at -= pence;
        }
    }
    steps.push(total("Counted as run cost", counted));
    steps
}

/// What a step is labelled with: what is taken away has a minus, a credit that is taken away a plus.
fn said(step: &Step, currency: &str) -> String {
    match step.pence {
        pence if step.total => words::money(pence, currency),
        pence if pence < 0 => format!("+{}", words::money(-pence, currency)),
        pence => words::money(-pence, currency),
    }
}

/// The finding: how much is counted, and what most of the rest is.
fn title(steps: &[Step], currency: &str) -> String {
    let money = |pence: i128| words::money(pence, currency);
    let (Some(received), Some(counted)) = (steps.first(), steps.last()) else { return String::new() };
    let share = saying::bracketed_share(counted.pence, received.pence);
    let start = format!("{} of {} received{share} is counted as run cost", money(counted.pence), money(received.pence));
    let taken = &steps[1..steps.len() - 1];
    let most = taken.iter().map(|step| step.pence).max().unwrap_or(0);
    let mut top = taken.iter().filter(|step| step.pence == most && most > 0);
    match (top.next(), top.next()) {
        (Some(step), None) => format!("{start}; the largest part left out, {}, {}", money(most), step.says),
        _ => start,
    }
}

fn alt(steps: &[Step], currency: &str) -> String {
    let said: Vec<String> = steps.iter().map(|step| format!("{}: {}.", step.label, said(step, currency))).collect();
    format!("Waterfall from money received to run cost counted. {}", said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn every_step_begins_where_the_one_before_ends_and_the_last_is_what_is_counted() {
        let steps = steps(&sample::county().money_receipt);
        for pair in steps[..steps.len() - 1].windows(2) {
            assert_eq!(pair[0].to, pair[1].from, "{}", pair[1].label);
        }
        let (last, before) = (&steps[steps.len() - 1], &steps[steps.len() - 2]);
        assert_eq!(before.to, last.pence);
    }

    #[test]
    fn the_title_is_true_of_the_steps() {
        let receipt = |received: i64, cross_check: i64, not_ict: i64| MoneyReceipt {
            received_pence: received * 100,
            cross_check_pence: cross_check * 100,
            not_ict_pence: not_ict * 100,
            counted_pence: (received - cross_check - not_ict) * 100,
            ..MoneyReceipt::default()
        };
        for (rows, said) in [
            (
                vec![receipt(100_000, 20_000, 10_000)],
                "£70k of £100k received (70%) is counted as run cost; the largest part left out, £20k, is counted by a better \
                 record",
            ),
            (
                vec![receipt(100_000, 0, 10_000), receipt(50_000, 0, 20_000)],
                "£120k of £150k received (80%) is counted as run cost; the largest part left out, £30k, is not ICT",
            ),
            (vec![receipt(100_000, 10_000, 10_000)], "£80k of £100k received (80%) is counted as run cost"),
            (vec![receipt(100_000, -10_000, 0)], "£110k of £100k received is counted as run cost"),
            (
                vec![receipt(100_000, 100_000, 0)],
                "£0 of £100k received (0%) is counted as run cost; the largest part left out, £100k, is counted by a better \
                 record",
            ),
        ] {
            assert_eq!(title(&steps(&rows), "GBP"), said);
        }
    }

    #[test]
    fn a_credit_taken_away_is_marked_with_a_plus() {
        let steps = steps(&sample::county().money_receipt);
        let change = steps.iter().find(|step| step.label == "Change").unwrap();
        assert_eq!(said(change, "GBP"), "+£5");
        assert!(chart(&sample::empty(), Size::A4).is_none(), "nothing received");
    }
}
