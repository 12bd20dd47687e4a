//! One supplier under many spellings.

mod clusters;
mod population;
mod reading;
mod spelling;
mod words;

pub use clusters::{Clusters, Evidence, Place, Ruling, name_key};
