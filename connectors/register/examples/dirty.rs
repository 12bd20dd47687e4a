//! Reads dirty twins and broken files for as long as wanted: `cargo run --release -p register --example dirty -- SEED ROUNDS`. Ends
//! with an error at the first twin that reads to other records than the first; a panic is a bug, and names its seed.
#![allow(clippy::print_stdout, reason = "it is run by hand, and says how far it is")]

#[path = "../tests/files/twins.rs"]
mod twins;

use estate::{Receipt, SetAside, Table, Value};
use register::{Keep, Mapping, check_mapped, propose, read_mapped};
use std::error::Error;
use std::fs;
use twins::{Dice, MAPPING, broken, put, twin};

#[derive(Default)]
struct Rows(Vec<String>);

impl Keep for Rows {
    fn keep(&mut self, _: Table, values: Vec<Value>) -> Result<(), String> {
        self.0.push(values.iter().map(Value::spell).collect::<Vec<_>>().join("|"));
        Ok(())
    }
    fn set_aside(&mut self, _: SetAside) -> Result<(), String> {
        Ok(())
    }
    fn receipt(&mut self, receipt: Receipt) -> Result<(), String> {
        if receipt.adds_up() { Ok(()) } else { Err(format!("does not add up: {receipt:?}")) }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seed: u64 = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let rounds: u64 = arguments.next().map_or(Ok(1000), |rounds| rounds.parse())?;
    let mapping = Mapping::from_toml(MAPPING, "twin")?;
    let dir = std::env::temp_dir().join(format!("oldiron-dirty-{}", std::process::id()));
    fs::create_dir_all(&dir)?;
    let mut first: Option<Vec<String>> = None;
    for seed in seed..seed + rounds {
        if seed % 1000 == 0 {
            println!("seed {seed}");
        }
        let dice = &mut Dice::new(seed);
        let (bytes, told) = twin(dice);
        put(&dir, "twin.csv", &bytes)?;
        let mut rows = Rows::default();
        let read = read_mapped(&mapping, &dir, &mut rows);
        rows.0.sort();
        let is_same = first.as_ref().is_none_or(|first| *first == rows.0);
        if !is_same || read.is_err() {
            return Err(format!("seed {seed} reads otherwise ({read:?}):\n{told}\n{:#?}", rows.0).into());
        }
        first = Some(rows.0);
        put(&dir, "twin.csv", &broken(dice, bytes))?;
        check_mapped(&mapping, &dir);
        read_mapped(&mapping, &dir, &mut Rows::default()).ok();
        propose(&dir.join("in"))?;
    }
    fs::remove_dir_all(&dir)?;
    println!("{rounds} twins read to the same records, and as many broken files were read or refused");
    Ok(())
}
