//! What is bought from whom, added up from lines of money and contracts.

use super::Money;
use audit::{Indexed, Joint, JointContract, Renewal, SupplierSheet, Uplift, Volume, share};
use std::collections::BTreeSet;

/// A sheet a supplier, dearest first. The first contract of each has had its price raised, the last is indexed.
pub(super) fn suppliers(lines: &[Money], renewals: &[Renewal]) -> Vec<SupplierSheet> {
    let named = lines.iter().filter_map(|line| line.supplier.as_deref());
    let names: BTreeSet<&str> = named.chain(renewals.iter().map(|row| row.supplier.as_str())).collect();
    let all: i64 = lines.iter().map(|line| line.pence).sum();
    let mut sheets: Vec<SupplierSheet> = names
        .into_iter()
        .map(|name| {
            let of = lines.iter().filter(|line| line.supplier.as_deref() == Some(name));
            let (run, legacy) = of.fold((0, 0), |(run, legacy), line| (run + line.pence, legacy + line.legacy()));
            let contracts: Vec<&Renewal> = renewals.iter().filter(|row| row.supplier == name).collect();
            let bodies: BTreeSet<&str> = contracts.iter().map(|row| row.organisation.as_str()).collect();
            let uplift = |row: &&Renewal| Uplift {
                contract: row.contract.clone(),
                on: "2025-04-01".to_owned(),
                from: "100000.00".to_owned(),
                to: "108000.00".to_owned(),
                currency: Some("GBP".to_owned()),
                per: "year".to_owned(),
                change: Some(0.08),
            };
            SupplierSheet {
                supplier: name.to_owned(),
                name: Some(name.to_owned()),
                ids: vec![name.to_owned()],
                run_pence: run,
                legacy_pence: legacy,
                run_share: share(run, all),
                place: 0,
                bodies: bodies.into_iter().map(str::to_owned).collect(),
                annual_pence: contracts.iter().filter_map(|row| row.annual_pence).sum(),
                annual_unknown: 0,
                uplifts: contracts.first().map(uplift).into_iter().collect(),
                indexed: contracts
                    .last()
                    .map(|row| Indexed { contract: row.contract.clone(), words: "CPI".to_owned() })
                    .into_iter()
                    .collect(),
                contracts: contracts.iter().map(|row| row.contract.clone()).collect(),
            }
        })
        .collect();
    sheets.sort_by(|a, b| b.run_pence.cmp(&a.run_pence).then_with(|| a.supplier.cmp(&b.supplier)));
    sheets.iter_mut().zip(1..).for_each(|(sheet, place)| sheet.place = place);
    sheets
}

/// Suppliers of two or more bodies.
pub(super) fn joint(sheets: &[SupplierSheet], renewals: &[Renewal]) -> Vec<Joint> {
    let shared = sheets.iter().filter(|sheet| sheet.bodies.len() > 1);
    shared
        .map(|sheet| {
            let of = renewals.iter().filter(|row| sheet.contracts.contains(&row.contract));
            let beside = of.map(|row| JointContract {
                contract: row.contract.clone(),
                organisation: row.organisation.clone(),
                act_on: row.act_on.clone(),
                current_end: row.current_end.clone(),
                next_exit: row.next_exit.clone(),
                annual_pence: row.annual_pence,
            });
            Joint {
                kind: "supplier".to_owned(),
                key: sheet.supplier.clone(),
                name: sheet.name.clone(),
                bodies: sheet.bodies.clone(),
                contracts: beside.collect(),
                annual_pence: sheet.annual_pence,
                annual_unknown: 0,
                volume: vec![Volume { metric: "assets".to_owned(), quantity: "38".to_owned() }],
                end_together_on: Some("2027-07-15".to_owned()),
                end_together_pence: Some(34_250_000),
                end_together_without: 0,
            }
        })
        .collect()
}
