//! Are these two the same? Suppliers, assets of two sources, payments and contracts.
