//! How prices may move, and what support past its end costs: reads `config/support-prices.toml`.

use crate::failure::Failure;
use analysis::{ExtendedPrice, SupportPrices};
use estate::{Amount, Currency, Decimal, Exact, parse_day};
use serde::Deserialize;
use settings::{Settings, embedded_file};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    index: Index,
    extended_support: Vec<Extended>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    low_per_cent: String,
    high_per_cent: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "url")]
    _url: String,
    #[serde(rename = "read_on")]
    _read_on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extended {
    product: String,
    releases: Vec<String>,
    currency: String,
    years: Vec<Year>,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "url")]
    _url: String,
    #[serde(rename = "read_on")]
    _read_on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    until: String,
    price: String,
}

/// What ships; list prices only where the setting is on.
pub(super) fn read(settings: &Settings) -> Result<SupportPrices, Failure> {
    let text = embedded_file("support-prices.toml").unwrap_or_default();
    let file: File = toml::from_str(text).map_err(|error| wrong(&error.to_string()))?;
    let extended = file.extended_support.into_iter().filter(|_| settings.support_prices);
    Ok(SupportPrices {
        index_low: Some(factor(&file.index.low_per_cent)?),
        index_high: Some(factor(&file.index.high_per_cent)?),
        extended: extended.map(price).collect::<Result<_, _>>()?,
    })
}

fn factor(per_cent: &str) -> Result<Exact, Failure> {
    let per_cent = Decimal::parse(per_cent).ok_or_else(|| wrong(&format!("`{per_cent}` is no number")))?;
    let hundred = Exact::from_integer(100.into());
    Ok((per_cent.exact() + &hundred) / hundred)
}

fn price(words: Extended) -> Result<ExtendedPrice, Failure> {
    let currency =
        Currency::parse(&words.currency).ok_or_else(|| wrong(&format!("`{}` is no currency", words.currency)))?;
    let year = |year: &Year| {
        let amount = Amount::parse(&year.price).ok_or_else(|| wrong(&format!("`{}` is no amount", year.price)))?;
        Ok((parse_day(&year.until).map_err(Failure::usage)?, amount))
    };
    let years = words.years.iter().map(year).collect::<Result<_, Failure>>()?;
    Ok(ExtendedPrice { product: words.product, releases: words.releases, currency, years })
}

fn wrong(problem: &str) -> Failure {
    Failure::usage(format!("support-prices.toml: {problem}"))
}
