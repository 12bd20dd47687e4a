//! The cost lines as a frame, and the group-bys of it that every figure and list is.

use crate::Error;
use crate::leaves::{Line, Origin};
use crate::model::Model;
use crate::shares::End;
use crate::verdicts::Judged;
use estate::tables::CostLine;
use estate::{NoServiceReason, UnknownReason, Waste};
use polars::prelude::*;
use std::collections::BTreeMap;

/// Columns and the values that choose lines: a line belongs if it holds one of the values of every column.
pub(crate) type Filter = BTreeMap<String, Vec<String>>;

/// The cost lines with the columns that figures and lists are grouped by.
pub(crate) struct LineFrame {
    frame: DataFrame,
}

/// Pence and lines of a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) pence: i64,
    pub(crate) lines: u64,
}

impl LineFrame {
    pub(crate) fn new(model: &Model, origins: &[Origin], lines: &[Line], judged: &Judged) -> Result<LineFrame, Error> {
        let origin = |line: &Line| &origins[line.origin];
        let columns = vec![
            Column::new(CostLine::amount_pence.into(), lines.iter().map(|line| line.pence).collect::<Vec<i64>>()),
            text(lines, CostLine::flow, |line| Some(origin(line).flow.word())),
            text(lines, CostLine::money, |line| Some(origin(line).money.word())),
            text(lines, CostLine::verdict, |line| Some(judged.of_line(line).0.word())),
            text(lines, CostLine::unknown_reason, |line| judged.of_line(line).1.map(UnknownReason::word)),
            text(lines, CostLine::waste, |line| line.waste.map(Waste::word)),
            text(lines, CostLine::class, |line| Some(origin(line).class.word())),
            text(lines, CostLine::evidence, |line| Some(origin(line).evidence.word())),
            text(lines, CostLine::forecast, |line| Some(if line.forecast { "yes" } else { "no" })),
            text(lines, CostLine::organisation, |line| Some(origins[line.origin].organisation.as_str())),
            text(lines, CostLine::supplier, |line| origins[line.origin].supplier.as_deref()),
            text(lines, CostLine::service, |line| service(model, line)),
            text(lines, CostLine::no_service_reason, |line| no_service(line).map(NoServiceReason::word)),
        ];
        Ok(LineFrame { frame: DataFrame::new_infer_height(columns)? })
    }

    /// The lines that a filter chooses.
    fn chosen(&self, filter: &Filter) -> LazyFrame {
        let mut frame = self.frame.clone().lazy();
        for (column, values) in filter {
            // One look-up a line, however many values: a chain of comparisons would grow with the square of the estate.
            let values = lit(Series::new(PlSmallStr::EMPTY, values)).implode(true);
            frame = frame.filter(col(column.as_str()).is_in(values, false));
        }
        frame
    }

    /// Pence and lines of what a filter chooses. Sums are formed in 128 bits, because a 64-bit sum wraps in silence.
    pub(crate) fn sum(&self, filter: &Filter) -> Result<Sum, Error> {
        let sums = sums(&self.chosen(filter).select(totals()).collect()?, None)?;
        Ok(sums.into_iter().next().map(|(_, sum)| sum).unwrap_or_default())
    }

    /// The same by the values of a column, in order of value; `None` for lines that hold none.
    pub(crate) fn by(&self, column: &str, filter: &Filter) -> Result<BTreeMap<Option<String>, Sum>, Error> {
        let grouped = self.chosen(filter).group_by([col(column)]).agg(totals()).collect()?;
        Ok(sums(&grouped, Some(column))?.into_iter().collect())
    }
}

/// A column of words, borrowed from where they stand.
fn text<'a>(lines: &'a [Line], name: &str, of: impl Fn(&'a Line) -> Option<&'a str>) -> Column {
    Column::new(name.into(), lines.iter().map(of).collect::<Vec<Option<&str>>>())
}

fn totals() -> [Expr; 2] {
    [col(CostLine::amount_pence).cast(DataType::Int128).sum().cast(DataType::Int64), len().alias("lines")]
}

fn sums(frame: &DataFrame, key: Option<&str>) -> Result<Vec<(Option<String>, Sum)>, Error> {
    let pence = frame.column(CostLine::amount_pence)?.i64()?.clone();
    let lines = frame.column("lines")?.cast(&DataType::UInt64)?;
    let lines = lines.u64()?;
    let keys = key.map(|key| frame.column(key).and_then(|keys| keys.str().cloned())).transpose()?;
    (0..frame.height())
        .map(|row| {
            // A sum of nothing is nothing; a sum that does not fit is null, and that is an error.
            let pence = pence.get(row).ok_or_else(|| Error::TooLarge { id: "the sum of cost lines".to_owned() })?;
            let key = keys.as_ref().and_then(|keys| keys.get(row)).map(str::to_owned);
            Ok((key, Sum { pence, lines: lines.get(row).unwrap_or(0) }))
        })
        .collect()
}

/// The asset id of the service or system that a line ends in.
pub(crate) fn service<'a>(model: &'a Model, line: &Line) -> Option<&'a str> {
    match line.end {
        End::System(asset) => Some(&model.assets[asset].record.id),
        End::Nowhere(_) => None,
    }
}

/// Why a line ends in none.
pub(crate) fn no_service(line: &Line) -> Option<NoServiceReason> {
    match line.end {
        End::System(_) => None,
        End::Nowhere(reason) => Some(reason),
    }
}
