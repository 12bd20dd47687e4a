//! The pack: draws an Audit, computes no figure.
