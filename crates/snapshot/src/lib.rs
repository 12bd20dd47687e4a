//! One pull on disk: canonical tables as Parquet beside a manifest with hashes.
