//! Reading an untidy string: pieces, phrases, what it is about, which release it names.
//!
//! `text` cuts it into pieces and spells them in one way; `phrases` finds every word of the catalogue in one pass; `subject` says
//! which product the string is about, or why none; `release` and the parsers say which release.

mod before;
mod build;
mod names;
mod number;
mod phrases;
mod plain;
mod reach;
mod release;
mod spellings;
mod subject;
mod text;
mod train;

pub(crate) use phrases::{Hit, Phrases, Scan};
pub(crate) use release::{Cycles, Settled, service_packs_of, settle_all, settle_beside, stated_editions};
pub(crate) use spellings::Spellings;
pub(crate) use subject::{About, Context, Subject, about};
pub(crate) use text::{Same, Text, spell};
