//! What is this product, and is it supported? Catalogue, matcher, verdict rules.
