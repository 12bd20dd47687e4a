//! Bills whose rows are fractions of a penny.

use crate::kept::{Kept, folder};
use estate::Table;
use register::{Mapping, check_mapped, propose, read_mapped};

const BILL: &str = r#"
    [[file]]
    path = "*.csv"
    table = "payments"
    make_id = true
    add_up = true
    empty_words = ["NULL"]
    [file.columns]
    organisation = "Body"
    paid_on = "Day"
    supplier = "Supplier"
    amount = "Effective"
    billed_amount = "Billed"
    currency = "Currency"
    charge_kind = "Category"
"#;

const HEADER: &str = "Body,Day,Supplier,Effective,Billed,Currency,Category";
const ROWS: [&str; 8] = [
    "Wexcombe,2026-09-01,Nimbus,0.0040000001,NULL,GBP,Usage",
    "Wexcombe,2026-09-01,Nimbus,0.0040000002,NULL,GBP,Usage",
    "Wexcombe,2026-09-01,Nimbus,0.0040000003,NULL,GBP,Usage",
    "Wexcombe,2026-09-02,Nimbus,0.0041,0.5,GBP,Usage",
    "Wexcombe,2026-09-02,Nimbus,-3.0,-3.0,GBP,Credit",
    "Wexcombe,2026-09-03,Nimbus,0.0042,0,GBP,Usage",
    "Wexcombe,2026-09-03,Nimbus,0.004,0,USD,Usage",
    "Wexcombe,TBC,Nimbus,1,1,GBP,Usage",
];

fn mapping() -> Mapping {
    Mapping::from_toml(BILL, "cloud").unwrap()
}

fn read(rows: &[&str]) -> Kept {
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    let mut kept = Kept::default();
    read_mapped(&mapping(), folder(&[("bill.csv", text.as_bytes())]).path(), &mut kept).unwrap();
    kept
}

#[test]
fn rows_that_agree_are_one_record_and_the_records_add_up() {
    let kept = read(&ROWS);
    // Exactly 0.0203000006 of usage: two pence, where each row rounded by itself comes to nothing. Dollars are rounded apart.
    for (column, values) in [
        ("paid_on", ["2026-09-01", "2026-09-02", "2026-09-02", "2026-09-03", "2026-09-03"]),
        ("charge_kind", ["usage", "credit", "usage", "usage", "usage"]),
        ("currency", ["GBP", "GBP", "GBP", "GBP", "USD"]),
        ("amount", ["0.01", "-3.00", "0.00", "0.01", "0.00"]),
        ("billed_amount", ["", "-3.00", "0.50", "0.00", "0.00"]),
    ] {
        assert_eq!(kept.column(Table::Payments, column), values, "{column}");
    }
    assert_eq!(kept.totals(), ["cloud/payments 8 5 3"]);
    let added: Vec<(u64, Option<&str>)> = kept
        .aside
        .iter()
        .filter(|row| row.reason.starts_with("added up: "))
        .map(|row| (row.line, row.value.as_deref()))
        .collect();
    assert_eq!(added, [(3, Some("(record: line 2)")), (4, Some("(record: line 2)"))]);
    assert!(kept.aside.iter().all(|row| row.line == 9 || row.amount_minor.is_none()), "their money is kept");
}

#[test]
fn the_order_of_rows_decides_nothing() {
    let ids = |kept: &Kept| (kept.column(Table::Payments, "id"), kept.column(Table::Payments, "amount"));
    let expected = ids(&read(&ROWS));
    let mut rows = ROWS;
    for turn in 0..rows.len() {
        rows.rotate_left(1);
        rows.swap(turn, 0);
        assert_eq!(ids(&read(&rows)), expected, "{rows:?}");
    }
    let distinct: std::collections::BTreeSet<&String> = expected.0.iter().collect();
    assert_eq!(distinct.len(), 5);
}

#[test]
fn the_control_totals_say_the_exact_sum_and_what_is_kept() {
    let text = format!("{HEADER}\n{}\n", ROWS[..4].join("\n"));
    let found = check_mapped(&mapping(), folder(&[("bill.csv", text.as_bytes())]).path());
    let told: Vec<&str> = found.iter().map(|problem| problem.message.as_str()).collect();
    let totals = told.iter().find(|message| message.starts_with("control totals")).unwrap();
    for words in [
        "4 rows received = 2 kept + 2 set aside",
        "4 rows that agree in all but their amounts make 2 records, of 3 rows at most",
        "amount: 4 amounts add up to 0.0161000006; the records hold 0.02 for exactly 0.0161000006",
        "billed_amount: 1 amounts add up to 0.50; the records hold 0.50 for exactly 0.50",
    ] {
        assert!(totals.contains(words), "{words}\n{totals}");
    }
}

#[test]
fn a_bill_by_focus_is_proposed_with_its_charges_and_commitments() {
    let bill = "BilledCost,BillingAccountName,BillingCurrency,ChargeCategory,ChargePeriodEnd,ChargePeriodStart,CommitmentDiscountId,CommitmentDiscountStatus,EffectiveCost,InvoiceIssuerName,ServiceCategory,ServiceName\n\
        0,Wexcombe,USD,Usage,2026-09-02 00:00:00,2026-09-01 00:00:00,plan-1,Unused,0.004,Nimbus,Compute,Machines\n\
        0,Wexcombe,USD,Usage,2026-09-02 00:00:00,2026-09-01 00:00:00,plan-1,Unused,0.004,Nimbus,Compute,Machines\n\
        25.5,Wexcombe,USD,Purchase,2026-09-30 00:00:00,2026-09-01 00:00:00,NULL,NULL,0,Nimbus,Compute,Machines\n";
    let dir = folder(&[("bill.csv", bill.as_bytes())]);
    let text = propose(dir.path()).unwrap();
    assert!(!text.contains("# \"NULL\" ="), "an empty word is no word to translate\n{text}");
    let table: toml::Table = toml::from_str(&text).unwrap();
    let mut source = table["source"][0].as_table().unwrap().clone();
    ["name", "connector"].iter().for_each(|key| drop(source.remove(*key)));
    let mapping = source.try_into::<Mapping>().unwrap().named("cloud");
    assert!(mapping.file[0].add_up, "{text}");
    let mut kept = Kept::default();
    read_mapped(&mapping, dir.path(), &mut kept).unwrap();
    for (column, values) in [
        ("amount", ["0.00", "0.01"]),
        ("billed_amount", ["25.50", "0.00"]),
        ("charge_kind", ["purchase", "usage"]),
        ("commitment", ["", "plan-1"]),
        ("commitment_status", ["", "unused"]),
    ] {
        assert_eq!(kept.column(Table::Payments, column), values, "{column}");
    }
}

#[test]
fn there_has_to_be_something_to_add_up() {
    let text = "[[file]]\npath = \"a.csv\"\ntable = \"relations\"\nadd_up = true\ncolumns = { from = \"A\", to = \"B\", kind = \"C\" }";
    assert_eq!(Mapping::from_toml(text, "s").unwrap_err().key, "file[0].add_up");
}
