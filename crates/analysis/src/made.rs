//! The tables that an audit makes, spelled out.

use crate::frame::{no_service, service};
use crate::leaves::{Line, Origin};
use crate::ledger::Ledger;
use crate::model::Model;
use crate::verdicts::Judged;
use audit::Finding;
use estate::tables::{CostLine, FindingRow};
use estate::{Class, Table};

/// Every cost line, in order of origin, asset, service and what sets its part apart.
pub(crate) fn cost_lines(model: &Model, ledger: &Ledger<'_>, judged: &Judged) -> Vec<CostLine> {
    let mut order: Vec<&Line> = ledger.lines.iter().collect();
    order.sort_by(|a, b| {
        let (one, other) = (&ledger.origins[a.origin], &ledger.origins[b.origin]);
        let of_record = (one.table, &one.id).cmp(&(other.table, &other.id));
        let part = |line: &Line| (line.asset.unwrap_or(usize::MAX), line.end, line.forecast, line.waste);
        of_record.then_with(|| part(a).cmp(&part(b))).then_with(|| one.flow.cmp(&other.flow))
    });
    let period = model.period.name();
    order.into_iter().map(|line| cost_line(model, &ledger.origins[line.origin], line, judged, &period)).collect()
}

fn cost_line(model: &Model, origin: &Origin, line: &Line, judged: &Judged, period: &str) -> CostLine {
    let asset = line.asset.map(|asset| &model.assets[asset].record);
    let service = service(model, line).map(str::to_owned);
    let no_service_reason = no_service(line);
    let (verdict, unknown_reason) = judged.of_line(line);
    let (original_amount, original_currency, rate) = match origin.original {
        Some((amount, currency, rate)) => (Some(amount), Some(currency), Some(rate)),
        None => (None, None, None),
    };
    CostLine {
        id: line_id(model, origin, line),
        period: period.to_owned(),
        amount_pence: line.pence,
        origin_table: origin.table.name().to_owned(),
        origin_id: origin.id.clone(),
        source: origin.source.clone(),
        organisation: origin.organisation.clone(),
        supplier: origin.supplier.clone(),
        contract: origin.contract.clone(),
        asset: asset.map(|asset| asset.id.clone()),
        service,
        no_service_reason,
        verdict,
        unknown_reason,
        waste: line.waste,
        class: origin.class,
        nature: origin.nature.clone(),
        pool: pool(origin, asset.map(|asset| asset.kind.as_str())).to_owned(),
        tower: tower(origin, asset.map(|asset| asset.kind.as_str())).to_owned(),
        flow: origin.flow,
        money: origin.money,
        evidence: origin.evidence,
        forecast: line.forecast,
        cost_centre: origin.cost_centre.clone(),
        original_amount,
        original_currency,
        rate,
        vat: origin.vat.clone(),
        rule: origin.rule.clone(),
    }
}

/// Which line it is: its record, where it landed, where it ends, and what sets its part apart.
pub(crate) fn line_id(model: &Model, origin: &Origin, line: &Line) -> String {
    let asset = line.asset.map_or("-", |asset| &model.assets[asset].record.id);
    let ends = service(model, line).or(no_service(line).map(estate::NoServiceReason::word)).unwrap_or_default();
    let mut id = format!("{}:{}:{asset}:{ends}", origin.table, origin.id);
    let marks = [
        (origin.table == Table::Assets && origin.class == Class::Ownership).then_some("depreciation"),
        (origin.flow == estate::Flow::Change).then_some(origin.flow.word()),
        line.forecast.then_some("forecast"),
        line.waste.map(estate::Waste::word),
    ];
    for mark in marks.into_iter().flatten() {
        id.push(':');
        id.push_str(mark);
    }
    id
}

/// Kinds of asset that are software.
fn is_software(kind: &str) -> bool {
    matches!(kind, "application" | "database" | "operating-system" | "middleware" | "software" | "service")
}

/// The TBM 4.0 cost pool, by class; maintenance by what it maintains.
fn pool(origin: &Origin, kind: Option<&str>) -> &'static str {
    match (origin.class, origin.nature.as_str(), kind) {
        (Class::Labour, _, _) => "internal-labour",
        (Class::Energy, _, _) => "facilities-and-power",
        (Class::Hosting, _, _) | (_, "managed-service", _) => "outside-services",
        (_, "telecoms", _) => "telecom",
        (Class::Licence, _, _) => "software",
        (Class::Maintenance, _, Some(kind)) if is_software(kind) => "software",
        (Class::Ownership, _, _) | (Class::Maintenance, _, Some(_)) => "hardware",
        _ => "other",
    }
}

/// The TBM 4.0 tower, by the kind of asset that the money landed on.
fn tower(origin: &Origin, kind: Option<&str>) -> &'static str {
    match kind.map(tower_of) {
        Some(tower) if tower != NOT_KNOWN => tower,
        _ if origin.nature == "telecoms" => "network",
        _ => NOT_KNOWN,
    }
}

const NOT_KNOWN: &str = "not-known";

/// The TBM 4.0 tower of a kind of asset.
pub(crate) fn tower_of(kind: &str) -> &'static str {
    match kind {
        "application" => "application",
        "database" | "middleware" => "platform",
        "server" | "virtual-machine" | "midrange" | "mainframe" | "operating-system" => "compute",
        "storage" => "storage",
        "network" => "network",
        "device" => "end-user",
        "service" => "delivery",
        _ => NOT_KNOWN,
    }
}

/// A finding as a row.
pub(crate) fn finding_row(finding: &Finding) -> FindingRow {
    FindingRow {
        code: finding.code.clone(),
        subject: finding.subject.clone(),
        organisation: finding.organisation.clone(),
        owner: finding.owner.clone(),
        amount_pence: finding.amount_pence,
        due_on: finding.due_on.as_deref().and_then(|day| estate::parse_day(day).ok()),
        message: finding.message.clone(),
        evidence: finding.evidence.join(" "),
    }
}
