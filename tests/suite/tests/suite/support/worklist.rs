//! What has no verdict, by how it is named and who can put it right; and that what it proposes to paste settles it.

use super::{AS_OF, judged};

#[test]
fn every_asset_without_a_verdict_stands_in_one_row_with_its_pounds() {
    let pack = judged(AS_OF, &[], &[]);
    let rows = &pack.audit.worklist;
    let assets: u64 = rows.iter().map(|row| row.assets).sum();
    let known = &pack.audit.completeness;
    assert_eq!(assets, known.assets - known.assets_judged);
    let pence: i64 = rows.iter().map(|row| row.pence).sum();
    let unknown: i64 =
        known.unknown_pence.iter().filter(|(reason, _)| *reason != "no-asset").map(|(_, pence)| pence).sum();
    assert_eq!(pence, unknown);
    let first = &rows[0];
    assert_eq!(
        (first.words.as_str(), first.owner.as_deref(), first.assets, first.pence),
        ("Quill Quillmarker", Some("ledgers"), 2, 90_000)
    );
    assert_eq!(
        (first.versions.as_slice(), first.reason.as_str()),
        (["3.2".to_owned(), "4.0".to_owned()].as_slice(), "not-in-catalogue")
    );
    let mute = rows.iter().find(|row| row.example == "A-MUTE").unwrap();
    assert_eq!((mute.words.as_str(), mute.reason.as_str(), mute.toml.as_deref()), ("", "no-product", None));
}

#[test]
fn the_file_to_paste_makes_the_product_known_and_a_date_in_it_gives_the_verdict() {
    let before = judged(AS_OF, &[], &[]);
    let toml = before.audit.worklist[0].toml.clone().unwrap();
    let pasted = judged(AS_OF, &[], &[("oldiron.toml", "catalogue = [\"ours\"]\n"), ("ours/quillmarker.toml", &toml)]);
    let row = pasted.audit.worklist.iter().find(|row| row.words == "Quill Quillmarker").unwrap();
    assert_eq!((row.reason.as_str(), row.product.as_deref()), ("no-date", Some("quillmarker")));
    // The lines to fill in are comments: filled in, they are the file.
    let filled: String = toml
        .lines()
        .map(|line| {
            let line = line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line);
            let line = line.replace(" }, # eol = \"2026-03-31\"", ", eol = \"2026-03-31\" },");
            format!("{line}\n")
        })
        .collect();
    let settled =
        judged(AS_OF, &[], &[("oldiron.toml", "catalogue = [\"ours\"]\n"), ("ours/quillmarker.toml", &filled)]);
    assert!(!settled.audit.worklist.iter().any(|row| row.words == "Quill Quillmarker"), "{filled}");
    let verdicts: Vec<&str> = settled
        .verdicts
        .iter()
        .filter(|row| row["asset"].starts_with("A-ODD"))
        .map(|row| row["verdict"].as_str())
        .collect();
    assert_eq!(verdicts, ["unsupported", "unsupported"]);
}
