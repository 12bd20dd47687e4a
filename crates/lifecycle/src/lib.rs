//! What is this product, and is it supported? Catalogue, matcher, verdict rules.
//!
//! A [`Catalogue`] is read from one TOML file a product. [`Catalogue::match_found`] says which product and release a record's words
//! mean, with the words that prove it; [`Catalogue::judge`] says what that means for support on a day. Both are plain functions:
//! text and dates in, values out. Unknown is a value with a reason, and a wrong accusation costs more than a miss: where the
//! words or the dates leave a choice, the verdict is unknown unless every choice has the same one.

mod catalogue;
mod draft;
mod endoflife;
mod error;
mod field;
mod found;
mod grade;
mod identifiers;
mod judge;
mod judgement;
mod known;
mod layer;
mod legacy;
mod matched;
mod matching;
mod milestone;
mod openeox;
mod paste;
mod product;
mod product_file;
mod proximity;
mod reading;
mod words;

pub use catalogue::{Catalogue, FailedExample};
pub use error::Error;
pub use found::Found;
pub use grade::Grade;
pub use judgement::{AssetJudgement, ExtendedCover, Facts, Judgement, Remark, worst};
pub use layer::{Conflict, Dropped, Layer, LayerFile, LayerSummary, Unused};
pub use legacy::{LegacyRules, RuleSource};
pub use matched::{Candidate, Match, Outcome, Proof};
pub use milestone::{Backing, End, Milestone};
pub use paste::{Unsettled, more_releases, new_product};
pub use product::{Category, Disputed, Example, Extended, Fixes, Life, Monotone, Parser, Product, Release};
pub use proximity::{Nearness, Next, WORST};
