//! The emulated instance, driven by a plain HTTP client.

// `cfg(test)` always holds here; it tells the lints that what tests stand on is a test too.
#[cfg(test)]
mod faults;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod money;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod values;
