//! Files as they come, and where each of their rows ends up.

// The attribute tells clippy that these modules are tests throughout.
#[cfg(test)]
mod added;
#[cfg(test)]
mod checked;
#[cfg(test)]
mod dirty;
#[cfg(test)]
mod flat;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod mapped;
#[cfg(test)]
mod proposed;
#[cfg(test)]
mod twinned;
#[cfg(test)]
mod twins;
#[cfg(test)]
mod workbook;
