//! The conformance suite has teeth: a plain connector keeps every rule, and each of its mutants breaks the one that it was made to.

// `cfg(test)` always holds here; it tells the lints that what tests stand on is a test too.
#[cfg(test)]
mod by_hand;
#[cfg(test)]
mod defect;
#[cfg(test)]
mod mutants;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod raw;
#[cfg(test)]
mod stand;
