//! Files and environment to checked settings. Embeds `config/`, so that the binary needs no file beside it.
//!
//! This is the only room that reads the environment: `OLDIRON_CURRENCY` stands above `currency` in the file, and so on for every
//! setting of one word. Secrets are no settings.

mod catalogue;
mod document;
mod embedded;
mod environment;
mod error;
mod rules;
mod settings;
mod theme;

pub use document::Section;
pub use embedded::{embedded, embedded_file};
pub use environment::variable_named;
pub use error::Error;
pub use rules::spending;
pub use settings::{Direction, FILE, Settings, Source};
pub use theme::Theme;
