//! Files of any other shape.

use crate::kept::{Kept, folder};
use estate::Table;
use register::{Mapping, read_all, read_mapped};

fn mapping(text: &str) -> Mapping {
    Mapping::from_toml(text, "act").unwrap()
}

fn read(text: &str, files: &[(&str, &str)]) -> (Kept, Vec<String>) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let mut kept = Kept::default();
    let warnings = read_mapped(&mapping(text), folder(&files).path(), &mut kept).unwrap();
    (kept, warnings.iter().map(ToString::to_string).collect())
}

fn refused(text: &str, files: &[(&str, &str)]) -> String {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let mut kept = Kept::default();
    let error = read_mapped(&mapping(text), folder(&files).path(), &mut kept).unwrap_err();
    assert!(kept.rows.is_empty());
    error.to_string()
}

const REGISTER: &str = r#"
    [[file]]
    path = "register.csv"
    table = "contracts"
    delimiter = ";"
    date_format = ["%d/%m/%Y", "%d %b %Y"]
    thousands = ","
    currency_sign = "$"
    brackets_are_negative = true
    empty_words = ["N/A", "-"]
    prefix = { id = "act:" }
    fixed = { price_per = "term", price_currency = "AUD" }
    [file.columns]
    id = "No."
    organisation = "Directorate"
    supplier = "Supplier"
    title = ["Title", "More"]
    starts_on = "From"
    ends_on = "Until"
    price_amount = "Value"
    renewal = "Rolls?"
    [file.codes.renewal]
    "Yes" = "automatic"
    "No" = "none"
    [file.codes.organisation]
    "Health" = "org-health"
"#;

#[test]
fn columns_words_dates_and_amounts_become_ours() {
    let (kept, warnings) = read(
        REGISTER,
        &[(
            "register.csv",
            "No.;Directorate;Supplier;Title;More;From;Until;Value;Rolls?;Colour\n\
             1;health;Acme;Beds;;01/04/2026;31 Mar 2029;$1,234,567.50;yes;red\n\
             2;Parks;Beta;Trees;and bushes;N/A;2027-03-31;($20.00);NO;blue\n",
        )],
    );
    assert_eq!(kept.totals(), ["act/contracts 2 2 0"]);
    for (column, values) in [
        ("id", ["act:1", "act:2"]),
        ("organisation", ["org-health", "Parks"]),
        ("title", ["Beds", "Trees and bushes"]),
        ("starts_on", ["2026-04-01", ""]),
        // What is spelled as ISO does can mean one day only.
        ("ends_on", ["2029-03-31", "2027-03-31"]),
        ("price_amount", ["1234567.50", "-20.00"]),
        ("price_currency", ["AUD", "AUD"]),
        ("price_per", ["term", "term"]),
        ("renewal", ["automatic", "none"]),
        ("source", ["act", "act"]),
        ("scope", ["", ""]),
    ] {
        assert_eq!(kept.column(Table::Contracts, column), values, "{column}");
    }
    assert_eq!(warnings, ["register.csv: columns that no mapping takes: Colour"]);
}

#[test]
fn what_is_not_spelled_as_declared_is_set_aside_under_the_files_own_names() {
    let header = "No.;Directorate;Supplier;Title;More;From;Until;Value;Rolls?\n";
    let rows =
        "1;Parks;Acme;T;;04/31/2026;31/03/2029;1.234,50;maybe\n2;Parks;Acme;T;;04/31/2026;31/03/2029;1.234,50;no\n";
    let (kept, _) = read(REGISTER, &[("register.csv", &format!("{header}{rows}"))]);
    assert_eq!(kept.totals(), ["act/contracts 2 1 1"]);
    let told: Vec<String> = kept
        .aside
        .iter()
        .map(|row| {
            format!(
                "{} {} {} `{}` {}",
                row.line,
                row.whole_row,
                row.column.as_deref().unwrap(),
                row.value.as_deref().unwrap(),
                row.reason
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2 true Rolls? `maybe` is not one of automatic, express, none, unknown. hint: write one of these, or translate the word under `codes`",
            "3 false From `04/31/2026` is not a date, and counts as empty. hint: write 2026-03-31, or add its spelling to `date_format`",
            "3 false Value `1.234,50` is not an amount, and counts as empty. hint: write plain digits such as 12000.50, or say in the mapping what `decimal`, `thousands` and `currency_sign` are",
        ]
    );
    // Never another number: without its declared pennies 1.234 is not one pound twenty-three.
    assert_eq!(kept.column(Table::Contracts, "price_amount"), ["1.234,50"]);
}

const LEDGER: &str = r#"
    scope = "ict"
    [[file]]
    path = "ledgers/spend-*.csv"
    table = "payments"
    make_id = true
    decimal = ","
    date_format = "%d.%m.%Y"
    prefix = { id = "spend:" }
    columns = { paid_on = "Date", amount = "Amount", supplier = "Payee", source = "Ledger" }
    fixed = { organisation = "county" }
"#;

#[test]
fn a_pattern_reads_every_file_and_made_ids_follow_the_row() {
    let january = "Date,Amount,Payee,Ledger\n31.01.2026,\"12,50\",Acme,main\n31.01.2026,\"12,50\",Acme,main\n";
    let february = "Payee,Ledger,Date,Amount\nBeta,,28.02.2026,\"1.234,50\"\nBeta,,28.02.2026,7\n";
    let files = [("ledgers/spend-01.csv", january), ("ledgers/spend-02.csv", february), ("ledgers/other.csv", "x")];
    let (kept, _) = read(LEDGER, &files);
    assert_eq!(kept.totals(), ["act/payments 2 1 1", "main/payments 2 2 0"]);
    assert_eq!(kept.column(Table::Payments, "scope"), ["ict", "ict", "ict"]);
    let ids = kept.column(Table::Payments, "id");
    assert_eq!(ids[1], format!("{}-2", ids[0]), "equal rows are told apart and both kept");
    // A required amount in another spelling sets its row aside; it is named with the made id.
    let row = &kept.aside[0];
    assert_eq!((row.file.as_str(), row.line, row.column.as_deref()), ("ledgers/spend-02.csv", 2, Some("Amount")));
    assert!(row.id.as_deref().is_some_and(|id| id.starts_with("spend:")), "{row:?}");

    let (again, _) = read(
        LEDGER,
        &[(
            "ledgers/spend-01.csv",
            "Date,Amount,Payee,Ledger\n31.01.2026,7,New,main\n31.01.2026,\"12,50\",Acme,main\n",
        )],
    );
    assert_eq!(again.column(Table::Payments, "id")[1], ids[0], "the same row has the same id wherever it stands");
}

#[test]
fn a_row_that_cannot_be_read_still_states_its_money() {
    let (kept, _) =
        read(LEDGER, &[("ledgers/spend-01.csv", "Date,Amount,Payee,Ledger\n2026/01/31,\"12,50\",Acme,main\n")]);
    assert_eq!((kept.aside[0].column.as_deref(), kept.aside[0].amount_minor), (Some("Date"), Some(1250)));
}

#[test]
fn an_empty_cell_takes_what_is_said_otherwise() {
    let text = "[[file]]\npath = \"a.csv\"\ntable = \"assets\"\ncolumns = { id = \"ID\", name = \"Name\", kind = \"Class\", organisation = \"Tenant\" }\nempty_words = [\"none\"]\nprefix = { organisation = \"t:\" }\notherwise = { organisation = \"county\" }";
    let (kept, _) = read(text, &[("a.csv", "ID,Name,Class,Tenant\n1,x,server,\n2,y,server,None\n3,z,server,fire\n")]);
    assert_eq!(kept.column(Table::Assets, "organisation"), ["county", "county", "t:fire"]);
}

#[test]
fn two_sources_that_give_one_id_are_seen() {
    let one = Mapping::from_toml("folder = \"a\"", "a").unwrap();
    let two = Mapping::from_toml("folder = \"b\"", "b").unwrap();
    let dir = folder(&[("a/organisations.csv", b"id,name\nO1,One\n"), ("b/organisations.csv", b"id,name\nO1,Eins\n")]);
    for order in [[one.clone(), two.clone()], [two, one]] {
        let mut kept = Kept::default();
        read_all(&order, dir.path(), &mut kept).unwrap();
        assert_eq!(kept.totals(), ["a/organisations 1 0 1", "b/organisations 1 1 0"]);
        assert_eq!(kept.aside[0].value.as_deref(), Some("O1 (kept: organisations.csv, line 2)"));
    }
}

#[test]
fn a_mapping_that_does_not_fit_its_file_is_an_error_with_a_hint() {
    let header = "No.;Directorate;Supplier;Title;More;Start;Until;Value;Rolls?\n1;;;;;;;;\n";
    let error = refused(REGISTER, &[("register.csv", header)]);
    assert!(
        error.starts_with("register.csv, header: there is no column `From`, and `starts_on` comes from it"),
        "{error}"
    );
    let error =
        refused(REGISTER, &[("register.csv", &header.replace("Start", "From").replace("Rolls?", "Rolls?;From"))]);
    assert!(error.contains("the column `From` is there twice, and `starts_on` comes from it"), "{error}");
    assert!(refused(LEDGER, &[("ledgers/x.csv", "")]).starts_with("no file matches spend-*.csv in "));
    assert!(refused(REGISTER, &[]).starts_with("register.csv cannot be read: "));
}

#[test]
fn a_mapping_is_checked_before_any_file_is_opened() {
    let file = |settings: &str| format!("[[file]]\npath = \"p.csv\"\ntable = \"payments\"\nmake_id = true\n{settings}");
    let good = "columns = { paid_on = \"D\", amount = \"A\" }\nfixed = { organisation = \"o\" }\n";
    assert!(Mapping::from_toml(&file(good), "s").is_ok());
    for (text, key, words) in [
        (String::new(), "", "neither a folder nor a file"),
        ("folder = 1".to_owned(), "line 1", "expected a string"),
        (file("colums = {}"), "line 5", "unknown field `colums`"),
        (
            file(good).replace("payments", "payment"),
            "line 3",
            "no table is called `payment`. hint: did you mean payments?",
        ),
        (file(good).replace("payments", "cost_lines"), "line 3", "is what an audit makes"),
        (file(&format!("scope = \"maybe\"\n{good}")), "line 5", "`maybe` is not one of ict"),
        (file(&format!("delimiter = \"tab\"\n{good}")), "line 5", "`tab` is not one character"),
        (file("columns = { paid = \"D\" }"), "file[0].columns.paid", "did you mean paid_on?"),
        (
            file(&good.replace("organisation", "organization")),
            "file[0].fixed.organization",
            "did you mean organisation?",
        ),
        (
            file("columns = { paid_on = \"D\" }\nfixed = { organisation = \"o\" }"),
            "file[0].columns",
            "every row of payments needs `amount`",
        ),
        (file(good).replace("make_id = true\n", ""), "file[0].columns", "make_id = true"),
        (
            file(&good.replace("organisation = \"o\"", "organisation = \"o\", amount = \"5\"")),
            "file[0].columns.amount",
            "mapped and fixed",
        ),
        (
            file(&good.replace("\"o\"", "\"o\", capital = \"perhaps\"")),
            "file[0].fixed.capital",
            "`perhaps` is not yes or no",
        ),
        (file(&good.replace("\"o\"", "\"o\", currency = \"£\"")), "file[0].fixed.currency", "`£` is no currency"),
        (file(&format!("codes = {{ scope = {{ x = \"ict\" }} }}\n{good}")), "file[0].codes.scope", "not mapped"),
        (
            file(&format!("otherwise = {{ supplier = \"x\" }}\n{good}")),
            "file[0].otherwise.supplier",
            "put it under `fixed`",
        ),
        (
            file(&format!("otherwise = {{ amount = \"x\" }}\n{good}")),
            "file[0].otherwise.amount",
            "`x` is not a plain decimal",
        ),
        (file(&format!("prefix = {{ supplier = \"s:\" }}\n{good}")), "file[0].prefix.supplier", "that is mapped"),
        (file(&format!("date_format = \"dd/mm/yyyy\"\n{good}")), "file[0].date_format", "does not name a day"),
        (file(&format!("thousands = \".\"\n{good}")), "file[0].thousands", "the same character"),
        (file(&format!("decimal = \"'\"\n{good}")), "file[0].decimal", "only `.` or `,`"),
    ] {
        let error = Mapping::from_toml(&text, "s").unwrap_err();
        assert!(error.key == key && error.problem.contains(words), "{text}\n{error}");
    }
}

#[test]
fn the_example_of_all_settings_holds_mappings_that_fit() {
    let text = include_str!("../../../../config/oldiron.example.toml");
    let table: toml::Table = toml::from_str(text).unwrap();
    let sources = table["source"].as_array().unwrap();
    let files = |source: &&toml::Value| source["connector"].as_str() == Some("register");
    let sources: Vec<&toml::Value> = sources.iter().filter(files).collect();
    assert_eq!(sources.len(), 2);
    for source in sources {
        let mut keys = source.as_table().unwrap().clone();
        ["name", "connector", "role"].iter().for_each(|key| drop(keys.remove(*key)));
        keys.try_into::<Mapping>().unwrap().check().unwrap();
    }
    // It shows every key that there is.
    let unknown =
        Mapping::from_toml("[[file]]\npath = \"p\"\ntable = \"assets\"\nnothing = 1", "s").unwrap_err().problem;
    let (_, keys) = unknown.split_once("expected one of ").unwrap();
    for key in keys.split('`').skip(1).step_by(2) {
        let there =
            |line: &str| line.starts_with(&format!("{key} = ")) || line.starts_with(&format!("[source.file.{key}"));
        assert!(text.lines().any(there), "{key} is not in the example");
    }
}
