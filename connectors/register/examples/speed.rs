//! How fast a ledger is read, beside the bare `csv` crate on the same file: `cargo run --release -p register --example speed -- SEED
//! MEGABYTES [ROUNDS]`. The file is made from the seed. Says the best of the rounds, and the ratio.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it is run by hand, and measures time and says it")]

#[path = "../tests/files/twins.rs"]
#[allow(dead_code, reason = "only its dice are thrown here")]
mod twins;

use csv::{ByteRecord, ReaderBuilder};
use estate::{Receipt, SetAside, Table, Value};
use register::{Keep, Mapping, read_mapped};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use twins::Dice;

const MAPPING: &str = r#"
    [[file]]
    path = "ledger.csv"
    table = "payments"
    fixed = { organisation = "wexcombe", currency = "GBP", vat = "net" }
    [file.columns]
    id = "Transaction number"
    paid_on = "Date"
    supplier = "Supplier"
    amount = "Net amount"
    category = "Expense type"
    description = "Narrative"
    cost_centre = "Cost centre"
"#;

const WORDS: [&str; 12] = [
    "software", "licences", "support", "hosting", "repairs", "Café", "rates", "travel", "print", "\"fast\"", "lines",
    "fees",
];

#[derive(Default)]
struct Counted {
    rows: u64,
    pence: i64,
}

impl Keep for Counted {
    fn keep(&mut self, _: Table, values: Vec<Value>) -> Result<(), String> {
        self.rows += 1;
        self.pence +=
            values.iter().map(|value| if let Value::Amount(amount) = value { amount.0 } else { 0 }).sum::<i64>();
        Ok(())
    }
    fn set_aside(&mut self, row: SetAside) -> Result<(), String> {
        Err(format!("{row:?}"))
    }
    fn receipt(&mut self, _: Receipt) -> Result<(), String> {
        Ok(())
    }
}

fn make(path: &Path, dice: &mut Dice, size: u64) -> Result<(i64, u64), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    let (mut sum, mut rows, mut written) = (0_i64, 0_u64, 0_u64);
    writeln!(file, "Transaction number,Date,Supplier,Net amount,Expense type,Narrative,Cost centre,Unused")?;
    while written < size {
        rows += 1;
        let pence = i64::try_from(dice.roll(5_000_000))? - 200_000;
        sum += pence;
        let sign = if pence < 0 { "-" } else { "" };
        let (pounds, part) = (pence.abs() / 100, pence.abs() % 100);
        let amount = if pounds < 1000 {
            format!("{sign}{pounds}.{part:02}")
        } else {
            format!("\"{sign}{},{:03}.{part:02}\"", pounds / 1000, pounds % 1000)
        };
        let word = |dice: &mut Dice| WORDS[dice.roll(WORDS.len())].replace('"', "\"\"");
        let line = format!(
            "{rows:08},{:02}/{:02}/{},\"Supplier {} Ltd\",{amount},{} and {},\"{} {}, {}\",C{:04},x\n",
            dice.roll(28) + 1,
            dice.roll(12) + 1,
            2020 + dice.roll(6),
            dice.roll(20_000),
            WORDS[dice.roll(9)],
            WORDS[dice.roll(9)],
            word(dice),
            word(dice),
            word(dice),
            dice.roll(2000),
        );
        file.write_all(line.as_bytes())?;
        written += u64::try_from(line.len())?;
    }
    file.flush()?;
    Ok((sum, rows))
}

fn bare(path: &Path) -> Result<Duration, Box<dyn Error>> {
    let begin = Instant::now();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_path(path)?;
    let (mut record, mut cells) = (ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record)? {
        cells += record.len();
    }
    std::hint::black_box(cells);
    Ok(begin.elapsed())
}

fn mapped(dir: &Path, expected: (i64, u64)) -> Result<Duration, Box<dyn Error>> {
    let mapping = Mapping::from_toml(MAPPING, "ledger")?;
    let begin = Instant::now();
    let mut counted = Counted::default();
    read_mapped(&mapping, dir, &mut counted)?;
    let took = begin.elapsed();
    if (counted.pence, counted.rows) == expected {
        Ok(took)
    } else {
        Err("it reads to other rows than were written".into())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let numbers = std::env::args().skip(1).map(|number| number.parse()).collect::<Result<Vec<u64>, _>>()?;
    let (Some(seed), Some(megabytes)) = (numbers.first(), numbers.get(1)) else {
        return Err("SEED MEGABYTES [ROUNDS]".into());
    };
    let dir = std::env::temp_dir().join(format!("oldiron-speed-{}", std::process::id()));
    fs::create_dir_all(&dir)?;
    let path = dir.join("ledger.csv");
    let expected = make(&path, &mut Dice::new(*seed), megabytes << 20)?;
    let (mut floor, mut ours) = (Duration::MAX, Duration::MAX);
    for _ in 0..numbers.get(2).copied().unwrap_or(3) {
        floor = floor.min(bare(&path)?);
        ours = ours.min(mapped(&dir, expected)?);
    }
    fs::remove_dir_all(&dir)?;
    println!(
        "{} rows, {megabytes} MiB: bare csv {floor:.2?}, mapped {ours:.2?}, {:.1} times",
        expected.1,
        ours.as_secs_f64() / floor.as_secs_f64()
    );
    Ok(())
}
