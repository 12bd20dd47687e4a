//! `oldiron catalogue`: what is known about products.

mod completeness;
mod matching;
mod refresh;
mod show;

use crate::arguments::{Catalogue, Layers};
use crate::failure::Failure;
use crate::rules;
use crate::talk::Progress;
use std::process::ExitCode;

pub(super) fn run(catalogue: &Catalogue, progress: &Progress) -> Result<ExitCode, Failure> {
    match catalogue {
        Catalogue::Match { layers } => matching::run(&read(layers, progress)?),
        Catalogue::Show { product, layers, format } => show::run(&read(layers, progress)?, product.as_deref(), *format),
        Catalogue::Refresh(refresh) => refresh::run(refresh, progress),
        Catalogue::Completeness(completeness) => completeness::run(completeness, progress),
    }
}

/// The catalogue, with the files named on the command line on top.
fn read(layers: &Layers, progress: &Progress) -> Result<lifecycle::Catalogue, Failure> {
    let catalogue =
        rules::settings(layers.config.as_deref(), progress)?.catalogue(&layers.catalogue).map_err(Failure::usage)?;
    let unused = catalogue.unused();
    unused.iter().take(MOST_TOLD).for_each(|unused| progress.note(&format!("not used: {unused}")));
    if unused.len() > MOST_TOLD {
        progress.note(&format!("not used: {} more", unused.len() - MOST_TOLD));
    }
    Ok(catalogue)
}

/// Of a list of oddities, so many are told one by one.
const MOST_TOLD: usize = 20;
