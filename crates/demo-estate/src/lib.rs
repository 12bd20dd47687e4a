//! A fictional estate of any size from a seed, with the truths planted in it.
