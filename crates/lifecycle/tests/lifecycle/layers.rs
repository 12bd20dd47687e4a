//! Layers: a later one wins date by date, changes only what it names, and what it wins over is kept.

use crate::shipped::{catalogue, files};
use estate::{Verdict, parse_day};
use lifecycle::{Catalogue, Facts, Found, Grade, Layer, LayerFile, Outcome, Remark};

/// The shipped files with more on top.
fn with(more: &[(Layer, &str, &str)]) -> Result<Catalogue, lifecycle::Error> {
    let files = files();
    let shipped = files.iter().map(|(name, text)| LayerFile { layer: Layer::BuiltIn, name, text });
    let more = more.iter().map(|(layer, name, text)| LayerFile { layer: *layer, name, text });
    Catalogue::of_layers(&shipped.chain(more).collect::<Vec<_>>())
}

fn at(day: &str) -> Facts {
    Facts::at(parse_day(day).unwrap())
}

fn judged(catalogue: &Catalogue, text: &str, day: &str) -> (Verdict, Option<Grade>, Vec<Remark>) {
    let judged = catalogue.judge(&catalogue.match_found(&Found::text(text)), &at(day));
    (judged.verdict, judged.grade, judged.remarks)
}

/// An answer of the open catalogue's API, made up but for its shape.
fn open(products: &str) -> String {
    format!(
        r#"{{"schema_version":"1.2.0","generated_at":"2026-10-01T08:00:00+00:00","total":1,"result":[{products}]}}"#
    )
}

const RHEL_6: &str =
    r#"{"name":"rhel","label":"RHEL","category":"os","releases":[{"name":"6","isEol":false,"eolFrom":"2027-06-30"}]}"#;

#[test]
fn a_later_layer_wins_date_by_date_and_what_it_wins_over_is_kept() {
    assert_eq!(judged(&catalogue(), "RHEL 6.9", "2026-11-23").0, Verdict::Unsupported);
    let open = open(RHEL_6);
    let refreshed = with(&[(Layer::Refreshed, "open.json", &open)]).unwrap();
    let (verdict, grade, remarks) = judged(&refreshed, "RHEL 6.9", "2026-11-23");
    assert_eq!((verdict, grade), (Verdict::Ending, Some(Grade::C)));
    assert!(remarks.contains(&Remark::DatesDisagree));
    let conflicts = refreshed.conflicts();
    let conflict = conflicts.iter().find(|conflict| conflict.used.layer == Layer::Refreshed).unwrap();
    assert_eq!((conflict.product.as_str(), conflict.cycle.as_str(), conflict.milestone), ("rhel", "6", "eol"));
    assert_eq!((conflict.used.layer, conflict.other.layer), (Layer::Refreshed, Layer::BuiltIn));

    let own = "id = \"rhel\"\nsource = \"letter of the maker, kept by the service desk\"\nproof = \"vendor\"\nread_on = \"2026-11-01\"\nrelease = [{ cycle = \"6\", eol = \"2020-11-30\" }]\n";
    let both = with(&[(Layer::Own, "rhel.toml", own), (Layer::Refreshed, "open.json", &open)]).unwrap();
    assert_eq!(judged(&both, "RHEL 6.9", "2026-11-23").0, Verdict::Unsupported);
    // The same day, whoever is right: nothing to tell.
    assert_eq!(judged(&both, "RHEL 6.9", "2019-01-01").2, []);
}

#[test]
fn a_pinned_date_stays_with_its_reason_and_the_other_is_kept() {
    let own = r#"
id = "rhel"
source = "https://access.redhat.com/support/policy/updates/errata"
proof = "vendor"
read_on = "2026-11-01"
release = [{ cycle = "6", eol = { on = "2020-11-30", pinned = "the maker's own page was read" } }]
"#;
    let newer = "id = \"rhel\"\nsource = \"somebody's list of dates\"\nproof = \"independent\"\nread_on = \"2026-11-01\"\nrelease = [{ cycle = \"6\", eol = \"2027-06-30\" }]\n";
    let pinned = with(&[(Layer::Refreshed, "pinned.toml", own), (Layer::Own, "own.toml", newer)]).unwrap();
    let (verdict, grade, remarks) = judged(&pinned, "RHEL 6.9", "2026-11-23");
    assert_eq!((verdict, grade), (Verdict::Unsupported, Some(Grade::C)));
    assert!(remarks.contains(&Remark::DatesDisagree));
    let conflict = pinned.conflicts().into_iter().find(|conflict| conflict.pinned.is_some()).unwrap();
    assert_eq!(conflict.pinned.as_deref(), Some("the maker's own page was read"));
    assert_eq!(conflict.other.source, "somebody's list of dates");
}

#[test]
fn a_layer_changes_only_what_it_names() {
    let plain = catalogue();
    let added = open(
        r#"{"name":"quillmarker","label":"Quillmarker","category":"app","aliases":["qm"],"identifiers":[{"type":"cpe","id":"cpe:2.3:a:quill:marker"}],
            "releases":[{"name":"3","label":"3","releaseDate":"2020-01-01","isEol":true,"eolFrom":"2023-01-01"},{"name":"4","isEol":false,"eolFrom":null}]}"#,
    );
    let layered = with(&[(Layer::Refreshed, "open.json", &added)]).unwrap();
    for product in plain.products() {
        assert_eq!(Some(product), layered.product(&product.id));
    }
    for (name, text) in files() {
        for line in text.lines().filter_map(|line| line.split("text = \"").nth(1)?.split('"').next()) {
            let found = Found::text(line);
            assert_eq!(plain.match_found(&found), layered.match_found(&found), "{name}: {line}");
        }
    }
    let matched = layered.match_found(&Found::text("Quillmarker 3.2"));
    assert_eq!((matched.product.as_deref(), matched.cycle.as_deref()), (Some("quillmarker"), Some("3")));
    let by_cpe = Found { cpe: Some("cpe:2.3:a:quill:marker:4.1:*:*:*:*:*:*:*"), ..Found::default() };
    assert_eq!(layered.match_found(&by_cpe).cycle.as_deref(), Some("4"));
    // One word without a version may be anybody's.
    assert_eq!(layered.match_found(&Found::text("Quillmarker")).outcome, Outcome::NotFound);
    assert_eq!(judged(&layered, "Quillmarker 3.2", "2026-11-23").0, Verdict::Unsupported);
    // An end that nobody announced holds from a statement of October for 90 days.
    assert_eq!(judged(&layered, "Quillmarker 4.0", "2026-12-30").1, Some(Grade::B));
    assert_eq!(judged(&layered, "Quillmarker 4.0", "2026-12-31").1, Some(Grade::C));
}

#[test]
fn words_of_ours_stand_above_words_made_from_a_list() {
    let added = open(
        r#"{"name":"windows-look","label":"Windows","category":"app","aliases":["rhel"],"releases":[{"name":"7","isEol":true,"eolFrom":"2001-01-01"}]}"#,
    );
    let layered = with(&[(Layer::Refreshed, "open.json", &added)]).unwrap();
    for text in ["Windows 7 Professional", "RHEL 7"] {
        assert_eq!(layered.match_found(&Found::text(text)), catalogue().match_found(&Found::text(text)), "{text}");
    }
}

#[test]
fn statements_of_makers_are_read_by_what_is_known_and_add_what_is_not() {
    let statements = r#"{"$schema":"https://docs.oasis-open.org/openeox/tbd/schema/shell.json","statements":[
        {"core":{"last_updated":"2026-09-01T00:00:00Z","end_of_life":"2035-06-30T23:59:59Z","end_of_security_support":"2030-06-30T23:30:00-05:00","end_of_sales":"tba"},
         "product_name":"Red Hat Enterprise Linux","product_version":"8","supplier_name":"Red Hat"},
        {"core":{"last_updated":"2026-09-01T00:00:00Z","end_of_life":"2024-06-30T00:00:00Z"},
         "productName":"Ledgerbox Appliance","productVersion":"5.1","vendorName":"Ledgerbox"},
        {"core":{"last_updated":"soon","end_of_life":"2024-06-30T00:00:00Z"},
         "productName":"Ledgerbox Appliance","productVersion":"5.2","vendorName":"Ledgerbox"}]}"#;
    let layered = with(&[(Layer::Refreshed, "makers.json", statements)]).unwrap();
    let rhel = layered.product("rhel").unwrap().release("8").unwrap();
    let eol = rhel.eol.as_ref().unwrap();
    assert_eq!((eol.day(), eol.layer), (Some(parse_day("2030-06-30").unwrap()), Layer::Refreshed));
    assert_eq!(rhel.disputed[0].other.layer, Layer::BuiltIn);
    assert_eq!(judged(&layered, "Ledgerbox Appliance 5.1", "2026-11-23").0, Verdict::Unsupported);
    let unused: Vec<String> = layered.unused().iter().map(ToString::to_string).collect();
    assert_eq!(unused.len(), 2, "{unused:?}");
    assert!(
        unused[0].contains("statements[2] (Ledgerbox Appliance 5.2)") && unused[0].contains("`soon`"),
        "{unused:?}"
    );
}

#[test]
fn dates_that_cannot_be_are_left_out_and_told() {
    let added = open(
        r#"{"name":"quillmarker","label":"Quill Marker","category":"app","releases":[
            {"name":"1","releaseDate":"2020-01-01","isEol":true,"eolFrom":"2019-01-01"},
            {"name":"2","isEol":false,"eolFrom":"9999-12-31"},{"name":"3","eolFrom":"1900-01-01"}]}"#,
    );
    let layered = with(&[(Layer::Refreshed, "open.json", &added)]).unwrap();
    let unused: Vec<String> = layered.unused().iter().map(ToString::to_string).collect();
    assert_eq!(
        unused,
        [
            "open.json, quillmarker 1: eolFrom 2019-01-01 is before the release itself, 2020-01-01",
            "open.json, quillmarker 2: eolFrom `9999-12-31` is no date",
            "open.json, quillmarker 3: eolFrom `1900-01-01` is no date",
        ]
    );
    assert_eq!(layered.product("quillmarker").unwrap().release("1").unwrap().eol, None);
    assert_eq!(judged(&layered, "Quill Marker 3", "2026-11-23").0, Verdict::Unknown);
}

#[test]
fn a_file_of_another_kind_is_refused_with_what_to_do() {
    let cases = [
        ("{\"products\": []}", "neither the open catalogue nor OpenEoX"),
        ("{\"result\": [", "line 1"),
        ("{\"generated_at\":\"2026-10-01\",\"result\":[{\"name\":\"php\"}]}", "this is the short list"),
        ("{\"result\":[{\"name\":\"php\",\"releases\":[]}]}", "nothing says when the list was made"),
        ("{\"generated_at\":\"2026-10-01\",\"result\":[]}", "it lists no product"),
        ("{\"statements\":[]}", "it holds no statement"),
        ("id = \"rhle\"\nrelease = []\n", "nothing says the name and category of `rhle`"),
        ("id = \"rhel\"\nrelease = [{ cycle = \"6\", eol = \"2020-11-30\" }]\n", "the date names no source"),
    ];
    for (text, says) in cases {
        let error = with(&[(Layer::Own, "more", text)]).unwrap_err().to_string();
        assert!(error.contains("more") && error.contains(says), "{error}\nshould say {says}");
    }
}
