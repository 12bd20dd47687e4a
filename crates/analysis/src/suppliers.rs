//! What to know of each supplier before signing with it again: how much, with whom, until when, and how its prices moved.

use crate::joint::has_decision;
use crate::ledger::Ledger;
use crate::timelines::{Dated, to_audit};
use crate::verdicts::Judged;
use audit::{Indexed, SupplierSheet, Uplift};
use estate::tables::Price;
use estate::{PricePer, Verdict};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Sheet<'a> {
    ids: BTreeSet<&'a str>,
    run: i64,
    legacy: i64,
    contracts: Vec<&'a Dated>,
}

/// Every supplier with run cost in the period or a contract that goes on, dearest first.
pub(crate) fn sheets(ledger: &Ledger<'_>, dated: &[Dated], judged: &Judged, legacy: &[Verdict]) -> Vec<SupplierSheet> {
    let (model, suppliers) = (ledger.model, &ledger.model.suppliers);
    let mut sheets: BTreeMap<String, Sheet<'_>> = BTreeMap::new();
    let mut identity: BTreeMap<&str, String> = BTreeMap::new();
    let mut all: i64 = 0;
    for line in &ledger.lines {
        let origin = &ledger.origins[line.origin];
        if !origin.is_run_cost() {
            continue;
        }
        all += line.pence;
        let Some(supplier) = origin.supplier.as_deref() else { continue };
        let key = identity.entry(supplier).or_insert_with(|| suppliers.identity(supplier));
        let sheet = sheets.entry(key.clone()).or_default();
        sheet.ids.insert(supplier);
        sheet.run += line.pence;
        if legacy.contains(&judged.of_line(line).0) {
            sheet.legacy += line.pence;
        }
    }
    for dated in dated.iter().filter(|dated| has_decision(ledger, dated)) {
        let held = &model.contracts[dated.contract];
        let sheet = sheets.entry(held.identity.clone()).or_default();
        sheet.ids.insert(&held.supplier);
        sheet.contracts.push(dated);
    }
    let mut rows: Vec<SupplierSheet> = sheets.into_values().map(|sheet| row(ledger, &sheet, all)).collect();
    rows.sort_by(|a, b| {
        b.run_pence
            .cmp(&a.run_pence)
            .then_with(|| b.annual_pence.cmp(&a.annual_pence))
            .then_with(|| a.supplier.cmp(&b.supplier))
    });
    for (row, place) in rows.iter_mut().zip(1..) {
        row.place = place;
    }
    rows
}

fn row(ledger: &Ledger<'_>, sheet: &Sheet<'_>, all: i64) -> SupplierSheet {
    let model = ledger.model;
    let as_of = model.period.as_of.to_string();
    let mut contracts: Vec<_> = sheet.contracts.iter().map(|dated| to_audit(ledger, dated)).collect();
    contracts.sort_by_cached_key(|renewal| {
        let day = renewal.standing(&as_of).day().map(str::to_owned);
        (day.is_none(), day, renewal.contract.clone())
    });
    let bodies: BTreeSet<&str> = contracts.iter().map(|renewal| renewal.organisation.as_str()).collect();
    let known: Vec<i64> = contracts.iter().filter_map(|renewal| renewal.annual_pence).collect();
    let held = || sheet.contracts.iter().map(|dated| &model.contracts[dated.contract]);
    let mut uplifts: Vec<Uplift> = held()
        .flat_map(|held| {
            let rows = model.prices.get(&held.priced_by).map(Vec::as_slice).unwrap_or_default();
            changes(&held.record.id, rows, held.record.price_per, &as_of)
        })
        .collect();
    uplifts.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.contract.cmp(&b.contract)));
    let rises = |words: &&String| !matches!(words.trim().to_lowercase().as_str(), "" | "none" | "fixed");
    let indexed = held().filter_map(|held| {
        let words = held.record.indexation.as_ref().filter(rises)?;
        Some(Indexed { contract: held.record.id.clone(), words: words.trim().to_owned() })
    });
    let supplier = sheet.ids.first().copied().unwrap_or_default();
    SupplierSheet {
        supplier: supplier.to_owned(),
        name: sheet.ids.iter().find_map(|id| model.suppliers.name(id)).map(str::to_owned),
        ids: sheet.ids.iter().map(|id| (*id).to_owned()).collect(),
        run_pence: sheet.run,
        legacy_pence: sheet.legacy,
        run_share: audit::share(sheet.run, all),
        place: 0,
        annual_pence: i64::try_from(known.iter().copied().map(i128::from).sum::<i128>()).unwrap_or(i64::MAX),
        annual_unknown: u64::try_from(contracts.len() - known.len()).unwrap_or(u64::MAX),
        bodies: bodies.into_iter().map(str::to_owned).collect(),
        uplifts,
        indexed: indexed.collect(),
        contracts: contracts.into_iter().map(|renewal| renewal.contract).collect(),
    }
}

/// Where one price follows another of the same time and currency, up to the audit date.
fn changes(contract: &str, rows: &[Price], per: Option<PricePer>, as_of: &str) -> Vec<Uplift> {
    let mut rows: Vec<&Price> = rows.iter().collect();
    rows.sort_by_key(|row| (row.from, row.to, row.amount));
    let mut found = Vec::new();
    for pair in rows.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let (Some(on), Some(per)) = (after.from.map(|day| day.to_string()), after.per.or(per)) else { continue };
        let alike = before.per.or(Some(per)) == Some(per) && before.currency == after.currency;
        if !alike || before.amount == after.amount || on.as_str() > as_of {
            continue;
        }
        let moved = i128::from(after.amount.0) - i128::from(before.amount.0);
        let size = audit::share(moved.abs(), before.amount.0);
        found.push(Uplift {
            contract: contract.to_owned(),
            on,
            from: before.amount.to_string(),
            to: after.amount.to_string(),
            currency: after.currency.map(|currency| currency.to_string()),
            per: per.word().to_owned(),
            change: size.map(|size| if moved < 0 { -size } else { size }),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use estate::{Amount, Currency};
    use jiff::civil::date;

    fn row(from: estate::Date, pence: i64) -> Price {
        Price {
            contract: "C".to_owned(),
            from: Some(from),
            to: None,
            amount: Amount(pence),
            currency: Some(Currency::GBP),
            per: Some(PricePer::Year),
            source: None,
        }
    }

    #[test]
    fn a_price_that_followed_another_is_a_change_and_one_to_come_is_none_yet() {
        let rows = [row(date(2025, 4, 1), 10_800), row(date(2024, 4, 1), 10_000), row(date(2027, 4, 1), 20_000)];
        let found = changes("C", &rows, None, "2026-04-01");
        let said: Vec<_> =
            found.iter().map(|row| (row.on.as_str(), row.from.as_str(), row.to.as_str(), row.change)).collect();
        assert_eq!(said, [("2025-04-01", "100.00", "108.00", Some(0.08))]);
        let fell = changes("C", &[row(date(2024, 4, 1), 10_000), row(date(2025, 4, 1), 7_500)], None, "2026-04-01");
        assert_eq!(fell[0].change, Some(-0.25));
    }
}
