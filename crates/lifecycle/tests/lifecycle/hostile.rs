//! Strings and files that nobody would write: nothing panics, nothing takes long, and every proof stands in the words as given.

use crate::shipped::{catalogue, files};
use lifecycle::{Catalogue, Found, Layer, LayerFile, Match};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue);

/// The same cases each time.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

fn is_sound(matched: &Match, raw: &str) {
    for proof in matched.evidence.iter().filter(|proof| proof.field == "raw") {
        assert_eq!(raw.get(proof.span[0]..proof.span[1]), Some(proof.text.as_str()), "{raw:?}");
    }
    assert!(matched.cycle.is_none() || matched.product.is_some(), "{raw:?}");
}

/// Words of products, versions and marks in any order, with whatever between them.
fn jumble() -> impl Strategy<Value = String> {
    let words = [
        "Windows",
        "Server",
        "2008",
        "R2",
        "SP2",
        "SQL",
        "Oracle",
        "11g",
        "client",
        "for",
        "(KB4012212)",
        "10.0.19045",
        "AIX",
        "6100-09",
        "IOS",
        "12.4(24)T",
        "Version",
        "SunOS",
        "5.10",
        "host",
        "-",
        "/",
        "or",
        "MySQL",
        "5:5.7.1",
        "ubuntu",
        "Ltd",
        "é\u{301}",
        "ﬃ",
        "®",
        "\u{0}",
        "\u{202e}",
        "١٢",
        "+",
        "(",
        "sp",
        "ii",
        "é",
        "99999999999999999999.1",
        "x86_64",
        "node",
    ];
    proptest::collection::vec(
        (proptest::sample::select(words.to_vec()), proptest::sample::select(vec![" ", "", "-", "_", "\n"])),
        0..12,
    )
    .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

#[test]
fn no_string_stops_the_reader_and_each_proof_stands_in_it() {
    let read = |text: String| {
        is_sound(&CATALOGUE.match_found(&Found::text(&text)), &text);
        let found = Found {
            product: Some(&text),
            version: Some(&text),
            edition: Some(&text),
            os: Some(&text),
            ..Found::default()
        };
        CATALOGUE.match_found(&found);
        CATALOGUE.match_found(&Found { cpe: Some(&text), purl: Some(&text), model: Some(&text), ..Found::default() });
        Ok(())
    };
    runner(1500).run(&jumble(), read).unwrap();
    runner(500).run(&any::<String>(), read).unwrap();
}

#[test]
fn a_string_is_read_alike_with_any_space_and_case() {
    runner(400)
        .run(&jumble(), |text| {
            let plain = CATALOGUE.match_found(&Found::text(&text));
            let padded = format!("  {text}\t");
            let padded = CATALOGUE.match_found(&Found::text(&padded));
            prop_assert_eq!(
                (plain.outcome, plain.product, plain.cycle),
                (padded.outcome, padded.product, padded.cycle)
            );
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_megabyte_of_anything_is_read_in_one_pass() {
    for pattern in
        ["oracle ", "node 1 ", "windows 2008 - 2012 - ", "a1(", "é", "sql server 2008 or ", "cisco ios ", "KB1234567 "]
    {
        let text = pattern.repeat(1_000_000 / pattern.len());
        CATALOGUE.match_found(&Found::text(&text));
    }
}

#[test]
fn a_broken_file_is_an_error_and_never_a_panic() {
    let shipped = files();
    let words = shipped.iter().find(|(name, _)| name == "words.toml").unwrap();
    let product = shipped.iter().find(|(name, _)| name == "windows-server.toml").unwrap();
    let json = r#"{"schema_version":"1.2.0","generated_at":"2026-08-22T00:00:00Z","result":[{"name":"nginx","label":"nginx","aliases":[],"category":"server-app","identifiers":[],"releases":[{"name":"1.24","releaseDate":"2023-04-11","isEol":true,"eolFrom":"2024-04-23"}]}]}"#;
    let open = r#"{"statements":[{"core":{"vendor_name":"Cisco","product_name":"IOS","product_version":"15.9","end_of_life":"2029-07-27T00:00:00Z"}}]}"#;
    for good in [product.1.as_str(), json, open] {
        let change = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[\\PC\"\\[\\]{}=,.0-9a-z]{0,4}");
        runner(60)
            .run(&change, |(from, length, put)| {
                let mut chars: Vec<char> = good.chars().collect();
                let from = from.index(chars.len());
                let to = (from + length.index(12)).min(chars.len());
                chars.splice(from..to, put.chars());
                let text: String = chars.into_iter().collect();
                let layer = |name, text| LayerFile { layer: Layer::BuiltIn, name, text };
                let own = LayerFile { layer: Layer::Refreshed, name: "changed", text: &text };
                if let Ok(catalogue) = Catalogue::of_layers(&[layer(words.0.as_str(), words.1.as_str()), own]) {
                    catalogue.match_found(&Found::text("Windows Server 2008 R2 SP1 6.1.7601"));
                }
                Ok(())
            })
            .unwrap();
    }
}
