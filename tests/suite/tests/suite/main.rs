//! The one test binary: a binary that links everything is slow to link, so there is one.

mod architecture;
