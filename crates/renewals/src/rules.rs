//! The rules R1 to R34, each as a table of small contracts. Bank holidays are those of England and Wales.

mod ends;
mod golden;
mod missing;
mod notice;
mod pounds;
mod words;
