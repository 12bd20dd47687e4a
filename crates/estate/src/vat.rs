//! What a record says about value added tax.

use crate::Decimal;
use std::fmt;

/// Whether an amount holds value added tax. Unknown is a value of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Vat {
    /// The source does not say.
    #[default]
    Unknown,
    /// Without tax.
    Net,
    /// With tax, at the standard rate unless the record states another in per cent.
    Gross(Option<Decimal>),
    /// No tax applies.
    Exempt,
}

impl Vat {
    /// The words it is spelled with.
    pub const WORDS: &'static [&'static str] = &["net", "gross", "gross 20%", "exempt", "unknown"];

    /// Reads `net`, `gross`, `gross 20%`, `exempt` or `unknown`, in any case.
    pub fn parse(text: &str) -> Option<Vat> {
        let text = text.trim().to_ascii_lowercase();
        match text.as_str() {
            "net" => Some(Vat::Net),
            "gross" => Some(Vat::Gross(None)),
            "exempt" => Some(Vat::Exempt),
            "unknown" => Some(Vat::Unknown),
            _ => {
                let rate = Decimal::parse(text.strip_prefix("gross")?.trim().strip_suffix('%')?.trim_end())?;
                (!rate.is_negative()).then_some(Vat::Gross(Some(rate)))
            }
        }
    }
}

impl fmt::Display for Vat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Vat::Unknown => out.write_str("unknown"),
            Vat::Net => out.write_str("net"),
            Vat::Gross(None) => out.write_str("gross"),
            Vat::Gross(Some(rate)) => write!(out, "gross {rate}%"),
            Vat::Exempt => out.write_str("exempt"),
        }
    }
}
