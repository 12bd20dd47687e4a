//! Pictures of an audit: one file a chart, chosen by the question it answers. The title of each is what its data say.
//!
//! A chart draws what the audit holds. It adds rows up where it draws them as one, through the functions of `audit` that do so for
//! every page, and works out no figure of its own.

mod age_and_cost;
mod axis;
mod bars;
mod body_comparison;
mod completeness;
mod cost_pareto;
mod decision_months;
mod decision_timeline;
mod decisions_due;
mod do_nothing;
mod frame;
mod legacy_by_age;
mod legacy_by_organisation;
mod legacy_by_service;
mod legacy_by_supplier;
mod legacy_by_verdict;
mod legacy_over_estate;
mod litraf_grid;
mod money_receipt;
mod parts;
#[cfg(test)]
mod proof;
mod run_cost_causes;
mod saying;
mod supplier_concentration;
mod supplier_flow;
mod support_ends;
mod waste_by_kind;
mod window;

use crate::Error;
use crate::paint::pixels;
use audit::Audit;

/// A finished picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Stem of its files: `legacy-by-verdict`.
    pub name: &'static str,
    /// What it says, in one sentence. It is drawn at the top of the picture, so a page need not repeat it.
    pub title: String,
    /// What it shows, for a reader who does not see it.
    pub alt: String,
    /// The picture: SVG that needs nothing else. Its text is text, set in faces that travel inside it.
    pub svg: String,
    /// How wide it is on paper.
    pub width_mm: f64,
    /// How tall it is on paper.
    pub height_mm: f64,
}

impl Chart {
    /// The picture as PNG at so many dots per inch (300 for paper, 96 for a screen), which says so about itself.
    ///
    /// # Errors
    /// [`Error::Dots`] if that is no picture that can be made; [`Error::Drawing`] if the SVG cannot be read back.
    pub fn png(&self, dpi: u32) -> Result<Vec<u8>, Error> {
        let tree = pixels::tree(&self.svg).map_err(|problem| Error::Drawing { chart: self.name, problem })?;
        pixels::png(&tree, dpi).ok_or(Error::Dots { chart: self.name, dpi })
    }
}

/// What a picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The column of an A4 page, 170 mm wide, as tall as its rows need.
    A4,
    /// A slide of 254 × 142.9 mm (16:9).
    Slide,
}

/// Every chart that this audit has something to say in, most important first. The same audit gives the same bytes.
///
/// # Errors
/// [`Error::Drawing`] if a picture cannot be read back, which no name, amount or number of rows should cause.
pub fn charts(audit: &Audit, size: Size) -> Result<Vec<Chart>, Error> {
    let draw = [
        legacy_by_verdict::chart,
        legacy_by_service::chart,
        legacy_by_supplier::chart,
        legacy_by_organisation::chart,
        body_comparison::chart,
        legacy_over_estate::chart,
        run_cost_causes::chart,
        legacy_by_age::chart,
        supplier_flow::chart,
        supplier_concentration::chart,
        cost_pareto::chart,
        age_and_cost::chart,
        support_ends::chart,
        litraf_grid::chart,
        waste_by_kind::chart,
        do_nothing::chart,
        decisions_due::chart,
        decision_months::chart,
        decision_timeline::chart,
        completeness::chart,
        money_receipt::chart,
    ];
    let charts: Vec<Chart> = draw.into_iter().filter_map(|draw| draw(audit, size)).collect();
    for chart in &charts {
        pixels::well_formed(&chart.svg).map_err(|problem| Error::Drawing { chart: chart.name, problem })?;
    }
    Ok(charts)
}
