//! How many rows to ask for: fewer after an answer that was too much, slowly more while answers come fast.

use std::time::Duration;

/// Bounds and beginning of the number of rows a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSizes {
    /// At least so many.
    pub least: u32,
    /// To begin with.
    pub first: u32,
    /// At most so many.
    pub most: u32,
}

impl PageSizes {
    /// Always the same number, but for halving after trouble.
    pub fn fixed(rows: u32) -> PageSizes {
        PageSizes { least: rows.min(10), first: rows, most: rows }
    }
}

/// An answer within this is fast.
const FAST: Duration = Duration::from_secs(5);
/// So many fast answers in a row earn a larger page.
const FAST_PAGES: u32 = 4;
/// After a halving it stays down for so many pages.
const STAYS_DOWN: u32 = 20;

/// The size of the next page.
#[derive(Debug)]
pub(crate) struct PageSize {
    sizes: PageSizes,
    now: u32,
    fast: u32,
    down: u32,
}

impl PageSize {
    pub(crate) fn new(sizes: PageSizes) -> PageSize {
        let least = sizes.least.max(1);
        let sizes = PageSizes { least, first: sizes.first.max(least), most: sizes.most.max(sizes.first).max(least) };
        PageSize { sizes, now: sizes.first, fast: 0, down: 0 }
    }

    pub(crate) fn now(&self) -> u32 {
        self.now
    }

    /// An earlier run was at this size when it stopped.
    pub(crate) fn was(&mut self, rows: u32) {
        self.now = rows.clamp(self.sizes.least, self.sizes.most);
    }

    pub(crate) fn too_much(&mut self) {
        self.now = (self.now / 2).max(self.sizes.least);
        self.fast = 0;
        self.down = STAYS_DOWN;
    }

    pub(crate) fn came(&mut self, within: Duration) {
        self.down = self.down.saturating_sub(1);
        self.fast = if within <= FAST && self.down == 0 { self.fast + 1 } else { 0 };
        if self.fast >= FAST_PAGES {
            self.now = self.now.saturating_add(self.now / 4).min(self.sizes.most);
            self.fast = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_halve_at_once_stay_down_and_grow_by_a_quarter() {
        let mut size = PageSize::new(PageSizes { least: 10, first: 1000, most: 1300 });
        for _ in 0..4 {
            size.came(Duration::from_secs(1));
        }
        assert_eq!(size.now(), 1250);
        for _ in 0..4 {
            size.came(Duration::from_secs(1));
        }
        assert_eq!(size.now(), 1300, "the most");
        size.too_much();
        assert_eq!(size.now(), 650);
        for _ in 0..STAYS_DOWN {
            size.came(Duration::from_secs(1));
        }
        assert_eq!(size.now(), 650, "it stays down for a while");
        for _ in 0..3 {
            size.came(Duration::from_secs(1));
        }
        assert_eq!(size.now(), 812);
        for _ in 0..20 {
            size.too_much();
        }
        assert_eq!(size.now(), 10, "the least");
    }

    #[test]
    fn slow_pages_earn_nothing_and_a_fixed_size_never_grows() {
        let mut size = PageSize::new(PageSizes { least: 10, first: 100, most: 1000 });
        for _ in 0..20 {
            size.came(Duration::from_secs(9));
        }
        assert_eq!(size.now(), 100);
        let mut fixed = PageSize::new(PageSizes::fixed(5));
        for _ in 0..20 {
            fixed.came(Duration::ZERO);
        }
        assert_eq!(fixed.now(), 5);
    }
}
