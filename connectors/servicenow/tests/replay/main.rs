//! Traps of the field, each put into an instance and pulled: what comes out is neither more nor less than what is there.

mod gaps;
mod money;
// `cfg(test)` always holds here; it tells the lints that what tests stand on is a test too.
#[cfg(test)]
mod pulled;
mod things;
