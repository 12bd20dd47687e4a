//! How many product strings are read a second? The examples of the catalogue that ships, each read again and again on one thread.

use anyhow::{Result, bail};
use lifecycle::{Catalogue, Found};
use std::time::{Duration, Instant};

/// Reads `count` strings and says how fast.
#[allow(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
pub(crate) fn measure(count: u32) -> Result<String> {
    let files = settings::embedded("catalogue");
    let began = Instant::now();
    let catalogue = Catalogue::from_toml(&files)?;
    let loading = began.elapsed();
    // One string an example, as the files spell them.
    let texts: Vec<&str> = files
        .iter()
        .flat_map(|(_, text)| text.split("text = \"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|text| !text.is_empty() && !text.contains('\\'))
        .collect();
    if texts.is_empty() {
        bail!("the catalogue has no examples to read");
    }
    let began = Instant::now();
    let mut named = 0_u64;
    for text in texts.iter().cycle().zip(0..count).map(|(text, _)| text) {
        named += u64::from(catalogue.match_found(&Found::text(text)).product.is_some());
    }
    let took = began.elapsed().max(Duration::from_micros(1));
    let long = "Microsoft SQL Server 2008 R2 (64-bit) for Oracle 11.2.0.4 on ".repeat(17_000);
    let began = Instant::now();
    catalogue.match_found(&Found::text(&long));
    Ok(format!(
        "{} products read in {:.2} s; {count} strings ({} distinct) in {:.2} s on one thread: {:.0} a second, {named} named; one string of {} bytes in {:.3} s",
        catalogue.products().len(),
        loading.as_secs_f64(),
        texts.len(),
        took.as_secs_f64(),
        f64::from(count) / took.as_secs_f64(),
        long.len(),
        began.elapsed().as_secs_f64()
    ))
}
