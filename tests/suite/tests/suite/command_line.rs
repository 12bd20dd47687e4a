//! The command line, through the real binary.

mod catalogue;
mod commands;
mod init;
mod matching;
mod renewals;
mod suppliers;
mod why;
