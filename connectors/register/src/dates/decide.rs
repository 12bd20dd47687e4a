//! Which number is the day in a column, from all of its values.

use super::parts::{Orders, Possible};
use super::{Order, Spelling};
use crate::detected::Sure;

/// What the values of one column show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Values of three numbers by the orders in which they are a day: bit 0 day first, bit 1 month first, bit 2 year first.
    by_orders: [u64; 8],
    example: Option<String>,
    /// Values that mean one day by themselves, and those among them, and among serials, whose day is past the twelfth.
    plain: u64,
    serials: u64,
    late: u64,
    /// Which numbers stand first and last, where one of them is a year of two digits.
    first: u128,
    last: u128,
}

/// So many of a thousand values may fit no order; they are told one by one.
const STRAYS: u64 = 10;

impl Seen {
    /// Takes note of a value.
    pub(crate) fn see(&mut self, text: &str, pivot: i16) {
        match Possible::of(text, pivot) {
            Some(Possible::Orders(orders)) => self.orders(orders, text),
            Some(Possible::Day(day)) => {
                self.plain += 1;
                self.late += u64::from(day.day() > 12);
            }
            Some(Possible::Serial(day)) => {
                self.serials += 1;
                self.late += u64::from(day.day() > 12);
            }
            Some(Possible::Month(_) | Possible::Year(_)) | None => {}
        }
    }

    fn orders(&mut self, orders: Orders, text: &str) {
        let bit = |(place, order): (usize, &Order)| usize::from(orders.of(*order).is_some()) << place;
        let fits: usize = Order::ALL.iter().enumerate().map(bit).sum();
        self.by_orders[fits] += 1;
        if let Some((first, last)) = orders.ends {
            self.first |= 1 << first;
            self.last |= 1 << last;
        }
        if self.example.is_none() || (fits.count_ones() > 1 && self.by_orders[fits] == 1) {
            self.example = Some(text.to_owned());
        }
    }

    /// Are there values of three numbers whose order matters?
    pub(crate) fn needs_order(&self) -> bool {
        self.by_orders.iter().any(|times| *times > 0)
    }

    /// The spelling of the column and how sure it is; else the question and the setting that answers it. `siblings` is the order that
    /// the other files of the mapping have decided for the column, where they agree.
    pub(crate) fn decide(
        &self,
        spelling: Spelling,
        column: &str,
        siblings: Option<Order>,
    ) -> Result<(Spelling, Sure, String), (String, String)> {
        if !self.needs_order() {
            let why = if self.serials > 0 { "days that a spreadsheet counts" } else { "each value means one day" };
            return Ok((spelling, if self.serials > 0 { Sure::Likely } else { Sure::Certain }, why.to_owned()));
        }
        let ask = |formats: &[Order]| {
            let formats: Vec<String> = formats
                .iter()
                .map(|order| format!("`date_format_of = {{ {column} = \"{}\" }}`", order.format()))
                .collect();
            format!("say {}", formats.join(" or "))
        };
        if self.looks_swapped() {
            let problem = "some dates were turned into days by a program that took the month for the day: none of those is past the twelfth, and all dates it left alone are";
            return Err((
                problem.to_owned(),
                format!("export the file again with dates as text; {}", ask(&Order::ALL[..1])),
            ));
        }
        let (order, sure, why) = match self.order() {
            Ok(found) => found,
            Err(_) if siblings.is_some_and(|order| self.fits(order) == self.numbers()) => {
                let order = siblings.unwrap_or(Order::DayMonthYear);
                (order, Sure::Likely, "the other files of the mapping say so".to_owned())
            }
            Err((problem, orders)) => return Err((problem, ask(&orders))),
        };
        Ok((Spelling { order: Some(order), ..spelling }, sure, why))
    }

    /// The order by the values themselves; else what is wrong, and which orders it may be.
    pub(crate) fn order(&self) -> Result<(Order, Sure, String), (String, Vec<Order>)> {
        let all = self.numbers();
        let best = Order::ALL.iter().map(|order| self.fits(*order)).max().unwrap_or(0);
        let mut fitting: Vec<Order> = Order::ALL.into_iter().filter(|order| self.fits(*order) == best).collect();
        let example = self.example.clone().unwrap_or_default();
        if (all - best) * 1000 > all * STRAYS {
            let problem = format!("no order of day and month fits all of its dates, such as `{example}`");
            return Err((problem, Order::ALL.to_vec()));
        }
        // A year of two digits stays the same from row to row, and a day does not.
        if fitting.contains(&Order::YearMonthDay) && fitting.len() > 1 {
            match self.first.count_ones().cmp(&self.last.count_ones()) {
                std::cmp::Ordering::Greater => fitting.retain(|order| *order != Order::YearMonthDay),
                std::cmp::Ordering::Less => fitting.retain(|order| *order == Order::YearMonthDay),
                std::cmp::Ordering::Equal => {}
            }
        }
        let [order] = fitting.as_slice() else {
            return Err((format!("its dates, such as `{example}`, may begin with the day or with the month"), fitting));
        };
        let alone = self.by_orders[1 << Order::ALL.iter().position(|known| known == order).unwrap_or(0)];
        let sure = if alone > 0 && best == all { Sure::Certain } else { Sure::Likely };
        Ok((*order, sure, format!("{best} of {all} values fit {}", order.format())))
    }

    fn numbers(&self) -> u64 {
        self.by_orders.iter().sum()
    }

    fn fits(&self, order: Order) -> u64 {
        let place = Order::ALL.iter().position(|known| *known == order).unwrap_or(0);
        self.by_orders.iter().enumerate().filter(|(fits, _)| fits >> place & 1 == 1).map(|(_, times)| times).sum()
    }

    /// A program that reads `03/04/2026` month first and leaves `31/03/2026` alone, since there is no month 31.
    fn looks_swapped(&self) -> bool {
        let only_one_order: u64 = [1, 2, 4].iter().map(|fits| self.by_orders[*fits]).sum();
        self.plain + self.serials > 2 && self.late == 0 && only_one_order > 2 && only_one_order == self.numbers()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::MappedFile;

    fn seen(values: &[&str]) -> Seen {
        let mut seen = Seen::default();
        values.iter().for_each(|value| seen.see(value, super::super::PIVOT));
        seen
    }

    fn decided(values: &[&str], siblings: Option<Order>) -> Result<Option<Order>, String> {
        let file: MappedFile = toml::from_str("path = \"p.csv\"\ntable = \"payments\"").unwrap();
        let decided = seen(values).decide(Spelling::of(&file, "paid_on"), "paid_on", siblings);
        decided.map(|(spelling, _, _)| spelling.order).map_err(|(problem, hint)| format!("{problem}. hint: {hint}"))
    }

    #[test]
    fn a_column_decides_which_number_is_the_day() {
        for (values, order) in [
            (&["03/04/2026", "31/03/2026"][..], Some(Order::DayMonthYear)),
            (&["03/04/2026", "03/31/2026"], Some(Order::MonthDayYear)),
            (&["31/03/26", "02/04/26", "03/04/26"], Some(Order::DayMonthYear)),
            (&["26/03/31", "26/04/02", "26/04/03"], Some(Order::YearMonthDay)),
            (&["2026-03-31", "46112", "March 2026", "TBC"], None),
        ] {
            assert_eq!(decided(values, None), Ok(order), "{values:?}");
        }
        let mut values = vec!["31/03/2026"; 200];
        values.push("03/31/2026");
        assert_eq!(decided(&values, None), Ok(Some(Order::DayMonthYear)), "one stray is told by itself");
    }

    #[test]
    fn a_column_that_does_not_tell_is_refused_with_the_setting_that_decides() {
        let ambiguous = decided(&["03/04/2026", "05/06/2026"], None).unwrap_err();
        assert!(ambiguous.contains("`date_format_of = { paid_on = \"%d/%m/%Y\" }` or `date_format_of"), "{ambiguous}");
        assert_eq!(decided(&["03/04/2026"], Some(Order::MonthDayYear)), Ok(Some(Order::MonthDayYear)));
        assert!(decided(&["31/03/2026", "03/31/2026"], None).unwrap_err().contains("no order of day and month"));
        let swapped = ["2026-04-03", "2026-05-03", "2026-06-03", "31/03/2026", "30/03/2026", "29/03/2026"];
        assert!(decided(&swapped, None).unwrap_err().contains("took the month for the day"));
        assert!(decided(&["03/04/26"], None).is_err());
    }
}
