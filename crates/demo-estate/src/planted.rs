//! What is planted: each truth with a near miss beside it, at places that do not depend on the size of the estate.

pub(crate) mod assets;
pub(crate) mod contracts;
pub(crate) mod payments;
pub(crate) mod truths;
