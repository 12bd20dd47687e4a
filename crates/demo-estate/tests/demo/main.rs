//! One test binary for the demo's estate.

// `cfg(test)` always holds here; it tells the lints that what tests stand on is a test too.
#[cfg(test)]
mod accusations;
#[cfg(test)]
mod rows;
#[cfg(test)]
mod tables;
