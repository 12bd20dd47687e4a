//! The one test binary: a binary that links everything is slow to link, so there is one.

// `cfg(test)` always holds here; it tells the lints that what tests stand on is a test too.
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod bad_days;
#[cfg(test)]
mod binary;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod contract_findings;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod pull;
#[cfg(test)]
mod recount;
#[cfg(test)]
mod renewals;
#[cfg(test)]
mod signposts;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod support;
