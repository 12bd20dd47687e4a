//! When does this contract end, and when must one act? The term engine.
