//! The binary starts. Cargo builds `target/debug/oldiron` in `cargo test --workspace` only because this package has an integration
//! test; the stories in `tests/suite` run that binary, so without this file they would find none, or an old one.

use std::process::Command;

#[test]
fn the_binary_says_its_version() {
    let output = Command::new(env!("CARGO_BIN_EXE_oldiron")).arg("--version").output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.trim(), format!("oldiron {}", env!("CARGO_PKG_VERSION")));
}
