//! A look at files that keeps nothing.

use crate::kept::folder;
use register::{Mapping, Weight, check_folder, check_mapped};

#[test]
fn a_good_folder_has_no_problem() {
    let dir = folder(&[("organisations.csv", b"id,name\nO1,One\n")]);
    assert_eq!(check_folder(dir.path()), []);
}

#[test]
fn every_problem_is_told_and_weighed() {
    let dir = folder(&[
        ("contracts.csv", b"id,organisation,supplier,end_on,price\nC1,O1,S1,x,y\n"),
        ("payments.csv", b"id,organisation,paid_on,amount,vat\nP1,O1,31/01/2026,5,\nP2,O1,2026-01-31,5,brutto\n"),
        ("assets.csv", b"id,organisation,kind,name,retired_on\nA1,O1,server,one,last year\n"),
        ("suppliers.csv", b"id,name\n"),
        ("notes.csv", b"x"),
    ]);
    let found = check_folder(dir.path());
    let told: Vec<String> = found.iter().map(|problem| format!("{:?} {problem}", problem.weight)).collect();
    let expected = [
        "Stops contracts.csv, header: contracts has no column `end_on`. hint: did you mean ends_on?",
        "Stops contracts.csv, header: contracts has no column `price`. hint: did you mean price_amount?",
        "Stops suppliers.csv reads as zero rows: it has a header and no row. hint: ",
        "SetsRowAside payments.csv, line 2, column paid_on, `31/01/2026`: is not a date. hint: write 2026-03-31",
        "SetsRowAside payments.csv, line 3, column vat, `brutto`: is not one of net, gross",
        "SetsCellAside assets.csv, line 2, column retired_on, `last year`: is not a date, and counts as empty",
        "Note notes.csv: its name is no table's, and it is not read; known are assets, budgets",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
}

#[test]
fn a_mapping_is_checked_against_its_files() {
    let text = "[[file]]\npath = \"a.csv\"\ntable = \"assets\"\ncolumns = { id = \"ID\", name = \"Name\", kind = \"Class\" }\nfixed = { organisation = \"O1\" }";
    let mapping = Mapping::from_toml(text, "cmdb").unwrap();
    let dir = folder(&[("a.csv", b"ID,Nmae,Klass\n1,x,y\n")]);
    let found = check_mapped(&mapping, dir.path());
    assert_eq!(
        found.iter().map(|problem| (problem.weight, problem.column.as_deref())).collect::<Vec<_>>(),
        [(Weight::Stops, Some("Class")), (Weight::Stops, Some("Name"))]
    );
    assert!(found[1].message.contains("did you mean Nmae?"), "{}", found[1]);
}

#[test]
fn a_mapped_column_that_no_row_fills_is_told() {
    let text = "[[file]]\npath = \"a.csv\"\ntable = \"assets\"\ncolumns = { id = \"ID\", name = \"Name\", kind = \"Class\", vendor = \"Make\" }\nfixed = { organisation = \"O1\" }";
    let mapping = Mapping::from_toml(text, "cmdb").unwrap();
    let told = |rows: &str| {
        let dir = folder(&[("a.csv", format!("ID,Name,Class,Make\n{rows}").as_bytes())]);
        let found = check_mapped(&mapping, dir.path());
        found
            .into_iter()
            .filter(|problem| problem.message.contains("is empty in all of them"))
            .map(|problem| problem.message)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("1,x,server,\n2,y,server,\n"),
        ["no row that can be read gives `vendor`: the column `Make` is empty in all of them"]
    );
    assert_eq!(told("1,x,server,\n2,y,server,Acme\n"), Vec::<String>::new());
}
