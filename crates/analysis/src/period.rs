//! The period that the money is of: the year at today's rate, or a financial year. Never mixed.

use estate::{Date, FinancialYear, add_months, days_between};

/// Which money is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Contracts in force on the audit date at what a year of them costs; flows of the 12 months up to it.
    Rate,
    /// What this financial year cost, by day.
    Year(FinancialYear),
}

/// The period, with the days of its flows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) wanted: Wanted,
    /// The audit date.
    pub(crate) as_of: Date,
    /// First day of flows.
    pub(crate) from: Date,
    /// Last day of flows.
    pub(crate) to: Date,
}

impl Period {
    pub(crate) fn new(wanted: Wanted, as_of: Date) -> Period {
        let (from, to) = match wanted {
            // Rule L15.
            Wanted::Rate => (add_months(as_of.tomorrow().unwrap_or(as_of), -12), as_of),
            Wanted::Year(year) => (year.first_day(), year.last_day()),
        };
        Period { wanted, as_of, from, to }
    }

    /// The financial year, where one is asked for.
    pub(crate) fn year(&self) -> Option<FinancialYear> {
        match self.wanted {
            Wanted::Rate => None,
            Wanted::Year(year) => Some(year),
        }
    }

    /// The name that stands on every cost line.
    pub(crate) fn name(&self) -> String {
        match self.wanted {
            Wanted::Rate => format!("rate {}", self.as_of),
            Wanted::Year(year) => year.to_string(),
        }
    }

    /// For the reader.
    pub(crate) fn label(&self) -> String {
        match self.wanted {
            Wanted::Rate => format!("year at the rate of {}", self.as_of),
            Wanted::Year(year) => format!("financial year {year}"),
        }
    }

    /// Days of the period.
    pub(crate) fn days(&self) -> i64 {
        days_between(self.from, self.to) + 1
    }

    /// The day at whose exchange rate a contract is converted: the audit date, or the year's last day if earlier (rule L18).
    pub(crate) fn exchange_day(&self) -> Date {
        self.as_of.min(match self.wanted {
            Wanted::Rate => self.as_of,
            Wanted::Year(_) => self.to,
        })
    }
}

/// Days from `from` to `to`, both included; what is left of them inside another pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl Days {
    pub(crate) fn new(from: Date, to: Date) -> Option<Days> {
        (from <= to).then_some(Days { from, to })
    }

    pub(crate) fn count(self) -> i64 {
        days_between(self.from, self.to) + 1
    }

    pub(crate) fn within(self, other: Days) -> Option<Days> {
        Days::new(self.from.max(other.from), self.to.min(other.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_twelve_months_of_the_rate_end_on_the_audit_date() {
        let period = Period::new(Wanted::Rate, date(2026, 3, 31));
        assert_eq!((period.from, period.to, period.days()), (date(2025, 4, 1), date(2026, 3, 31), 365));
        let leap = Period::new(Wanted::Rate, date(2024, 2, 29));
        assert_eq!((leap.from, leap.days()), (date(2023, 3, 1), 366));
    }
}
