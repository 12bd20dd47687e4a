//! Files with a mapping: CSV in flat spelling or with columns renamed.
