//! The one test binary: a binary that links everything is slow to link, so there is one.

mod architecture;

// `cfg(test)` always holds here; it tells the lints that the helpers of tests are tests.
#[cfg(test)]
mod binary;
#[cfg(test)]
mod recount;
#[cfg(test)]
mod stories;
