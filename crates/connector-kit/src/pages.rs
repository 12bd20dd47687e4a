//! Raw pages: kept as they arrive, so that a pull that was stopped goes on and one that went wrong can be replayed.

/// Where raw pages are kept, and come from.
#[derive(Debug, Clone, Default)]
pub struct Pages {}

impl Pages {
    /// Keeps nothing.
    pub fn none() -> Pages {
        Pages::default()
    }
}
