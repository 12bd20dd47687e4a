//! Files and environment to checked settings. Embeds `config/`.

mod embedded;

pub use embedded::embedded;
