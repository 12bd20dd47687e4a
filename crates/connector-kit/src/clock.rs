//! Time, behind one type: tests make their own and never sleep.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A clock that can be waited by.
#[derive(Debug, Clone)]
pub struct Clock(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Real,
    Made(Arc<Mutex<Made>>),
}

#[derive(Debug)]
struct Made {
    now: Duration,
    waits: Vec<Duration>,
}

impl Clock {
    /// The machine's own.
    pub fn real() -> Clock {
        Clock(Kind::Real)
    }

    /// One that stands at so many seconds after 1970 and moves only when somebody waits by it, at once.
    pub fn made(seconds: u64) -> Clock {
        Clock(Kind::Made(Arc::new(Mutex::new(Made { now: Duration::from_secs(seconds), waits: vec![] }))))
    }

    /// Time since 1970.
    #[allow(clippy::disallowed_methods, reason = "waiting needs a clock, and this is the one place that has it")]
    pub fn now(&self) -> Duration {
        match &self.0 {
            Kind::Real => std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default(),
            Kind::Made(made) => made.lock().unwrap_or_else(PoisonError::into_inner).now,
        }
    }

    /// Waits.
    pub async fn wait(&self, length: Duration) {
        match &self.0 {
            Kind::Real => tokio::time::sleep(length).await,
            Kind::Made(made) => {
                {
                    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
                    made.now += length;
                    made.waits.push(length);
                }
                tokio::task::yield_now().await;
            }
        }
    }

    /// Moves a made clock without anybody waiting; a real one moves by itself.
    pub fn advance(&self, length: Duration) {
        if let Kind::Made(made) = &self.0 {
            made.lock().unwrap_or_else(PoisonError::into_inner).now += length;
        }
    }

    /// What was waited for by a made clock, in order.
    pub fn waits(&self) -> Vec<Duration> {
        match &self.0 {
            Kind::Real => vec![],
            Kind::Made(made) => made.lock().unwrap_or_else(PoisonError::into_inner).waits.clone(),
        }
    }
}
