//! Run cost shared out by verdict, body, service and supplier. Each list adds up to run cost, legacy cost and unknown cost.

use crate::Error;
use crate::figures::{legacy_verdicts, run_filter, with};
use crate::frame::{Filter, LineFrame, Sum};
use crate::model::Model;
use crate::rules::Rules;
use crate::verdicts::Judged;
use audit::{ByOrganisation, ByService, BySupplier, ByVerdict};
use estate::tables::CostLine;
use estate::{Verdict, Waste};
use std::collections::BTreeMap;

/// The four lists.
pub(crate) struct Lists {
    pub(crate) verdicts: Vec<ByVerdict>,
    pub(crate) organisations: Vec<ByOrganisation>,
    pub(crate) services: Vec<ByService>,
    pub(crate) suppliers: Vec<BySupplier>,
}

/// One row of a list.
struct Row {
    key: Option<String>,
    all: Sum,
    legacy: i64,
    unknown: i64,
    waste: i64,
}

pub(crate) fn lists(lines: &LineFrame, model: &Model, judged: &Judged, rules: &Rules<'_>) -> Result<Lists, Error> {
    let asset_name = |id: &str| model.asset(id).map(|asset| model.assets[asset].record.name.clone());
    Ok(Lists {
        verdicts: by_verdict(lines, judged, rules)?,
        organisations: rows(lines, CostLine::organisation, rules)?
            .into_iter()
            .map(|row| ByOrganisation {
                name: row.key.as_ref().and_then(|id| Some(model.organisations.get(id)?.name.clone())),
                organisation: row.key,
                pence: row.all.pence,
                legacy_pence: row.legacy,
                unknown_pence: row.unknown,
                waste_pence: row.waste,
                lines: row.all.lines,
            })
            .collect(),
        services: rows(lines, CostLine::service, rules)?
            .into_iter()
            .map(|row| ByService {
                name: row.key.as_deref().and_then(asset_name),
                service: row.key,
                pence: row.all.pence,
                legacy_pence: row.legacy,
                unknown_pence: row.unknown,
                waste_pence: row.waste,
                lines: row.all.lines,
            })
            .collect(),
        suppliers: rows(lines, CostLine::supplier, rules)?
            .into_iter()
            .map(|row| BySupplier {
                name: row.key.as_ref().map(|id| model.suppliers.name(id).unwrap_or(id).to_owned()),
                supplier: row.key,
                pence: row.all.pence,
                legacy_pence: row.legacy,
                unknown_pence: row.unknown,
                waste_pence: row.waste,
                lines: row.all.lines,
            })
            .collect(),
    })
}

fn by_verdict(lines: &LineFrame, judged: &Judged, rules: &Rules<'_>) -> Result<Vec<ByVerdict>, Error> {
    let legacy = legacy_verdicts(rules);
    let all = lines.by(CostLine::verdict, &run_filter())?;
    let waste = lines.by(CostLine::verdict, &waste_filter())?;
    let assets = judged.count_by_verdict();
    let row = |verdict: &Verdict| {
        let key = Some(verdict.word().to_owned());
        let sum = all.get(&key).copied().unwrap_or_default();
        let part = |belongs: bool| if belongs { sum.pence } else { 0 };
        ByVerdict {
            verdict: verdict.word().to_owned(),
            pence: sum.pence,
            legacy_pence: part(legacy.contains(verdict)),
            unknown_pence: part(*verdict == Verdict::Unknown),
            waste_pence: waste.get(&key).map_or(0, |sum| sum.pence),
            assets: assets.get(verdict).copied().unwrap_or(0),
            lines: sum.lines,
        }
    };
    Ok(Verdict::ALL.iter().map(row).collect())
}

fn waste_filter() -> Filter {
    with(run_filter(), CostLine::waste, Waste::WORDS.iter().copied())
}

/// A list by a column: dearest first, equal ones by id, and always a last row for what has none (rule L31).
fn rows(lines: &LineFrame, column: &str, rules: &Rules<'_>) -> Result<Vec<Row>, Error> {
    let all = lines.by(column, &run_filter())?;
    let legacy_words = legacy_verdicts(rules).into_iter().map(Verdict::word);
    let legacy = lines.by(column, &with(run_filter(), CostLine::verdict, legacy_words))?;
    let unknown = lines.by(column, &with(run_filter(), CostLine::verdict, [Verdict::Unknown.word()]))?;
    let waste = lines.by(column, &waste_filter())?;
    let of = |list: &BTreeMap<Option<String>, Sum>, key: &Option<String>| list.get(key).map_or(0, |sum| sum.pence);
    let row = |key: Option<String>, all: Sum| Row {
        legacy: of(&legacy, &key),
        unknown: of(&unknown, &key),
        waste: of(&waste, &key),
        key,
        all,
    };
    let none = all.get(&None).copied().unwrap_or_default();
    let mut rows: Vec<Row> =
        all.iter().filter(|(key, _)| key.is_some()).map(|(key, sum)| row(key.clone(), *sum)).collect();
    rows.sort_by(|a, b| b.all.pence.cmp(&a.all.pence).then_with(|| a.key.cmp(&b.key)));
    rows.push(row(None, none));
    Ok(rows)
}
