//! The shipped catalogue, read and judged through the public door.

#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod exam;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod shipped;
#[cfg(test)]
mod strings;
#[cfg(test)]
mod verdicts;
