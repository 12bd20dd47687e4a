//! How fast to ask: as the system says, else at a pace of our own.

use crate::Clock;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A bucket of turns that fills over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Turns that come in a minute.
    pub a_minute: u32,
    /// Turns that may be saved up.
    pub at_most: u32,
}

/// Shared by everything that asks one system.
#[derive(Debug)]
pub(crate) struct Throttle {
    pace: Option<Pace>,
    clock: Clock,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// When the next turn of our own pace comes.
    next: Duration,
    /// Nobody asks before this, by the system's word.
    not_before: Duration,
}

impl Throttle {
    pub(crate) fn new(pace: Option<Pace>, clock: Clock) -> Throttle {
        let state = Mutex::new(State { next: clock.now(), not_before: Duration::ZERO });
        Throttle { pace: pace.filter(|pace| pace.a_minute > 0), clock, state }
    }

    /// Waits for a turn.
    pub(crate) async fn turn(&self) {
        loop {
            let now = self.clock.now();
            let wait = self.take(now);
            if wait.is_zero() {
                return;
            }
            self.clock.wait(wait).await;
        }
    }

    /// Takes a turn, or says how long there is none.
    fn take(&self, now: Duration) -> Duration {
        let mut state = self.state();
        let held = state.not_before.saturating_sub(now);
        if !held.is_zero() {
            return held;
        }
        let Some(pace) = self.pace else { return Duration::ZERO };
        let between = Duration::from_mins(1) / pace.a_minute;
        // Turns saved up lie in the past, no further back than the bucket is deep.
        let saved = between.saturating_mul(pace.at_most.saturating_sub(1));
        let next = state.next.max(now.saturating_sub(saved));
        if next > now {
            return next.saturating_sub(now);
        }
        state.next = next + between;
        Duration::ZERO
    }

    /// Takes note of what an answer says about the limit: once nothing remains, nobody asks before it is reset.
    pub(crate) fn heed(&self, headers: &BTreeMap<String, String>) {
        let number = |name: &str| headers.get(name).and_then(|value| value.trim().parse::<u64>().ok());
        let remaining = number("x-ratelimit-remaining").or_else(|| number("ratelimit-remaining"));
        let (Some(0), Some(reset)) = (remaining, number("x-ratelimit-reset").or_else(|| number("ratelimit-reset")))
        else {
            return;
        };
        let reset = Duration::from_secs(reset);
        let moment = if reset > Duration::from_secs(1_000_000_000) { reset } else { self.clock.now() + reset };
        let mut state = self.state();
        state.not_before = state.not_before.max(moment);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn turns_that_were_saved_up_are_free_and_the_rest_come_at_the_pace() {
        let clock = Clock::made(1_000);
        let throttle = Throttle::new(Some(Pace { a_minute: 60, at_most: 3 }), clock.clone());
        clock.advance(Duration::from_secs(100));
        for _ in 0..6 {
            throttle.turn().await;
        }
        assert_eq!(clock.waits(), [Duration::from_secs(1); 3]);
    }

    #[tokio::test]
    async fn when_nothing_remains_nobody_asks_before_the_reset() {
        let clock = Clock::made(1_700_000_000);
        let throttle = Throttle::new(None, clock.clone());
        throttle.turn().await;
        let said = |remaining: &str| {
            let pairs = [("x-ratelimit-remaining", remaining), ("x-ratelimit-reset", "1700000030")];
            pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<BTreeMap<_, _>>()
        };
        throttle.heed(&said("1"));
        throttle.turn().await;
        assert!(clock.waits().is_empty());
        throttle.heed(&said("0"));
        throttle.turn().await;
        assert_eq!(clock.waits(), [Duration::from_secs(30)]);
    }
}
