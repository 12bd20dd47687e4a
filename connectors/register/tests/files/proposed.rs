//! A first mapping for files nobody has described.

use crate::kept::{Kept, folder};
use register::{Mapping, propose, read_mapped};

/// The sources of a proposal, as a settings file would hold them: name and the register's own keys.
fn sources(text: &str) -> Vec<(String, Mapping)> {
    let table: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let list = table.get("source").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    list.into_iter()
        .map(|source| {
            let toml::Value::Table(mut source) = source else { panic!("{text}") };
            let name = source.remove("name").unwrap().as_str().unwrap().to_owned();
            assert_eq!(source.remove("connector").unwrap().as_str(), Some("register"));
            (name.clone(), toml::Value::Table(source).try_into::<Mapping>().unwrap().named(&name))
        })
        .collect()
}

#[test]
fn a_proposal_can_be_used_once_its_questions_are_answered() {
    let register = "Contract Number;Directorate;Supplier Name;Title;Execution Date;Expiry Date;Value;Status;Colour\n\
                    7;Parks;Acme;Mowing;25/03/2026;31/03/2029;\"£1,250.00\";Current;red\n";
    let dir = folder(&[("contract register.csv", register.as_bytes())]);
    let text = propose(dir.path()).unwrap();
    for line in [
        "table = \"contracts\"",
        "delimiter = \";\"",
        "# contract register.csv, Expiry Date: as %d/%m/%Y (certain: 1 of 1 values fit %d/%m/%Y)",
        "# contract register.csv, Value: `.` before the pennies (certain: 1 values such as `£1,250.00`)",
        "price_currency = \"GBP\"  # £ stands beside 1 of 1 amounts",
        "ends_on = \"Expiry Date\"  # 1 of 1 values are dates",
        "# Not taken: \"Colour\"",
        "# price_per = \"…\"  # The time it is for. (one-off, month, quarter, year, term, unit-year, unknown)",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let (_, mapping) = &sources(&text)[0];
    let mut kept = Kept::default();
    read_mapped(mapping, dir.path(), &mut kept).unwrap();
    assert_eq!(kept.totals(), ["contract register/contracts 1 1 0"]);
    assert_eq!(kept.column(estate::Table::Contracts, "ends_on"), ["2029-03-31"]);
    assert_eq!(kept.column(estate::Table::Contracts, "price_amount"), ["1250.00"]);
}

#[test]
fn what_cannot_be_told_is_asked() {
    let assets = "Name,Class,Status,Purchase Date\nsrv-1,Server,Operational,03/04/2020\nsrv-2,Server,live,05/06/2021\n";
    let dir =
        folder(&[("servers.csv", assets.as_bytes()), ("notes.csv", b""), ("organisations.csv", b"id,name\nO,One\n")]);
    let text = propose(dir.path()).unwrap();
    for line in [
        "# In flat spelling already: organisations.csv",
        "make_id = true",
        "# servers.csv, Purchase Date: its dates, such as `03/04/2020`, may begin with the day or with the month. say `date_format_of = { purchased_on = \"%d/%m/%Y\" }` or `date_format_of = { purchased_on = \"%m/%d/%Y\" }`",
        "# organisation = \"…\"  # needed in every row: The body that runs it.",
        "# Translate these words to one of live, retired, stock, missing, unknown:",
        "# \"Operational\" = \"…\"",
        "# notes.csv reads as zero rows: it is empty. hint: export it again, or take it away if there is nothing of its kind",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let sources = sources(&text);
    assert_eq!(sources.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["flat", "servers"]);
    // The question about the organisation is still open, and nothing is guessed.
    assert!(sources[1].1.check().unwrap_err().problem.contains("needs `organisation`"));
}

#[test]
fn names_with_quotes_and_line_ends_stay_toml() {
    let dir =
        folder(&[("a \"b\".csv", "\"Id \"\"x\"\"\",\"Supplier\nName\",Amount,Date\n1,Acme,5,2026-01-31\n".as_bytes())]);
    assert_eq!(sources(&propose(dir.path()).unwrap()).len(), 1);
    assert!(propose(folder(&[]).path()).unwrap().contains("There is no file of tables here."));
}

#[test]
fn paths_start_at_the_folder_of_the_settings_file() {
    let dir = folder(&[
        ("exports/a.csv", b"Contract Number,Supplier,Department\n1,Acme,Parks\n"),
        ("exports/suppliers.csv", b"id,name\nS,S\n"),
        ("etc/x", b""),
    ]);
    let text = register::propose_from(&dir.path().join("exports"), &dir.path().join("etc")).unwrap();
    assert!(text.contains("path = \"../exports/a.csv\"") && text.contains("folder = \"../exports\""), "{text}");
    for (_, mapping) in sources(&text) {
        read_mapped(&mapping, &dir.path().join("etc"), &mut Kept::default()).unwrap();
    }
}

#[test]
fn files_of_one_shape_become_one_mapping_that_can_be_read_as_it_is() {
    let dir = folder(&[
        ("spend-april-2026.csv", b"Body Name,Date,Supplier Name,Amount,Expense Type,Expense Area\nCounty,03/04/2026,Acme,\"1,234.50\",Software,Revenues\nCounty,30/04/2026,Beta,-7.00,Rent,Parks\n,,Total,\"1,227.50\",,\n"),
        ("spend-may-2026.csv", b"Published under the code\n\nBody name;Payment Date;Beneficiary;Net Amount;Expense type\nCounty;05/05/2026;Acme;12.00;Software\n"),
        ("notes.csv", b"a,b\n1,2\n"),
    ]);
    let text = propose(dir.path()).unwrap();
    for line in [
        "path = \"spend-*-2026.csv\"",
        "# Its header is that of payments that a public body of the United Kingdom publishes.",
        "\"Supplier Name\" = [\"Beneficiary\"]",
        "\"Date\" = [\"Payment Date\"]",
        "may_lack = [\"cost_centre\"]",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let sources = sources(&text);
    let (_, mapping) = sources.iter().find(|(name, _)| name.starts_with("spend")).unwrap();
    let mut kept = Kept::default();
    let warnings = read_mapped(mapping, dir.path(), &mut kept).unwrap();
    assert_eq!(kept.column(estate::Table::Payments, "paid_on"), ["2026-04-03", "2026-04-30", "2026-05-05"]);
    assert_eq!(kept.column(estate::Table::Payments, "amount"), ["1234.50", "-7.00", "12.00"]);
    assert_eq!(warnings, []);
}

#[test]
fn what_only_values_or_file_names_tell_is_asked_or_taken() {
    let dir = folder(&[("Payments over 500 March 2026.csv", b"Wer,Wieviel\nAcme,\"1,50\"\nBeta,\"2,75\"\n")]);
    let text = propose(dir.path()).unwrap();
    for line in [
        "from_name = [\"paid_on\"]",
        "month_means = \"last-day\"",
        "# amount = \"Wieviel\"  # is it this one? 2 of 2 values would do",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    // It is asked for, so a check refuses to guess.
    assert!(sources(&text)[0].1.check().unwrap_err().problem.contains("needs"));
}
