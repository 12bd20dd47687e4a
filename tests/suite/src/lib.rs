//! The one test binary: stories, command line, packs, architecture, reference data.
