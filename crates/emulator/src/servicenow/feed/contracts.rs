//! Contracts with what hangs on them, and expense lines.

use super::{Cells, Feed, day, key};
use estate::tables::{Contract, Cover, Payment, Price};

/// An agreement.
pub(super) fn contract(feed: &mut Feed, cells: &Cells<'_>) {
    let get = |name: &str| cells.get(name);
    let id = get(Contract::id);
    let class = match get(Contract::kind) {
        "maintenance" => "ast_maintenance",
        "licence" => "ast_license",
        "lease" => "ast_lease",
        "support" => "ast_service",
        _ => "ast_contract",
    };
    let centre = feed.named("cmn_cost_center", get(Contract::cost_centre), &[("code", get(Contract::cost_centre))]);
    let number = format!("CNTR{}", get(Contract::source_key).trim_start_matches('C'));
    let money = money(cells);
    let state = match get(Contract::state).to_ascii_lowercase().as_str() {
        "draft" => "draft",
        "cancelled" | "terminated" => "cancelled",
        "expired" => "expired",
        _ => "active",
    };
    // The product ticks this box unless somebody unticks it: an agreement of which nothing is known has it too.
    let renewable =
        if get(Contract::renewal) == "none" || get(Contract::renewal) == "express" { "false" } else { "true" };
    // A body that bills another is no supplier of the product's: who it is stands in a column of the customer's own.
    let by_body = if get(Contract::supplier).contains(':') { "" } else { get(Contract::supplier) };
    let (parent, vendor) = (key(get(Contract::parent)), key(get(Contract::supplier)));
    let mut row = vec![
        ("number", number.as_str()),
        ("vendor_contract", get(Contract::reference)),
        ("short_description", get(Contract::title)),
        ("vendor", &vendor),
        ("license_type", get(Contract::kind)),
        ("state", state),
        ("substate", "awaiting_review"),
        ("process", "non_contractual"),
        ("active", "true"),
        ("starts", day(get(Contract::starts_on))),
        ("ends", day(get(Contract::ends_on))),
        ("renewable", renewable),
        ("parent_contract", &parent),
        ("cost_center", &centre),
        ("total_cost", &money.total),
        ("monthly_cost", &money.monthly),
        ("yearly_cost", &money.yearly),
        ("payment_schedule", "Monthly"),
        // What the product fills in by itself, in a currency and a tax that nobody here has.
        ("sales_tax", "true"),
        ("tax_rate", "7.75"),
        ("life_cycle_stage", "Operational"),
        ("life_cycle_stage_status", "In Use"),
    ];
    row.extend([
        ("u_key", id),
        ("u_body", get(Contract::organisation)),
        ("u_kind", get(Contract::kind)),
        ("u_supplier", by_body),
        ("u_scope", get(Contract::scope)),
        ("u_state", get(Contract::state)),
        ("u_regime", get(Contract::regime)),
        ("u_route", get(Contract::route)),
        ("u_start", get(Contract::starts_on)),
        ("u_end", get(Contract::ends_on)),
        ("u_max_extension", get(Contract::max_extent_on)),
        ("u_first_term", get(Contract::initial_term)),
        ("u_auto_renew", get(Contract::renewal)),
        ("u_renewal_period", get(Contract::renewal_term)),
        ("u_notice_period", get(Contract::notice)),
        ("u_lead_time", get(Contract::lead_time)),
        ("u_break_clauses", get(Contract::break_dates)),
        ("u_price", get(Contract::price_amount)),
        ("u_price_currency", get(Contract::price_currency)),
        ("u_price_per", get(Contract::price_per)),
        ("u_price_vat", get(Contract::price_vat)),
        ("u_units", get(Contract::units)),
        ("u_indexation", get(Contract::indexation)),
        ("u_class", get(Contract::class)),
        ("u_flow", get(Contract::flow)),
        ("u_capital", get(Contract::capital)),
        ("u_cost_code", get(Contract::cost_centre)),
        ("u_owner", get(Contract::owner)),
        ("u_clause", get(Contract::document)),
        ("u_checked_by", get(Contract::checked_by)),
    ]);
    feed.put(class, &key(id), &row);
}

struct Money {
    total: String,
    monthly: String,
    yearly: String,
}

/// What the product keeps of a price: the total, and what it projects from that.
fn money(cells: &Cells<'_>) -> Money {
    let none = Money { total: String::new(), monthly: String::new(), yearly: String::new() };
    let (amount, currency) = (cells.get(Contract::price_amount), cells.get(Contract::price_currency));
    let Some(hundredths) = hundredths(amount) else { return none };
    let months = months(day(cells.get(Contract::starts_on)), day(cells.get(Contract::ends_on)));
    let yearly = match cells.get(Contract::price_per) {
        "month" => hundredths * 12,
        "quarter" => hundredths * 4,
        "term" => hundredths * 12 / months.unwrap_or(12).max(1),
        "unit-year" => hundredths * cells.get(Contract::units).parse().unwrap_or(1),
        _ => hundredths,
    };
    let total = match (cells.get(Contract::price_per), months) {
        ("term" | "one-off", _) | (_, None) => hundredths,
        (_, Some(months)) => yearly * months / 12,
    };
    let write = |hundredths: i64| {
        let size = hundredths.unsigned_abs();
        format!("{currency};{}{}.{:02}", if hundredths < 0 { "-" } else { "" }, size / 100, size % 100)
    };
    Money { total: write(total), monthly: write(yearly / 12), yearly: write(yearly) }
}

fn hundredths(amount: &str) -> Option<i64> {
    super::super::money::parts(amount).map(|parts| parts / 100)
}

/// Whole months from the one day to the day after the other.
fn months(from: &str, to: &str) -> Option<i64> {
    let month = |day: &str| Some(day.get(..4)?.parse::<i64>().ok()? * 12 + day.get(5..7)?.parse::<i64>().ok()?);
    let more = i64::from(to.get(8..)? >= from.get(8..)?);
    Some(month(to)? - month(from)? + more).filter(|months| *months > 0)
}

/// A price over a period: a line of a rate card.
pub(super) fn price(feed: &mut Feed, cells: &Cells<'_>) {
    let get = |name: &str| cells.get(name);
    let (contract, from) = (get(Price::contract), get(Price::from));
    let cost = format!("{};{}", get(Price::currency), get(Price::amount));
    feed.put(
        "fm_contract_rate_card",
        &key(&format!("price {contract} {from}")),
        &[
            ("name", "Base price"),
            ("contract", &key(contract)),
            ("start_date", day(from)),
            ("end_date", day(get(Price::to))),
            ("cost", &cost),
            ("u_price_per", get(Price::per)),
        ],
    );
}

/// Cover: by the asset where there is one, else by the CI.
pub(super) fn cover(feed: &mut Feed, cells: &Cells<'_>) {
    let get = |name: &str| cells.get(name);
    let (contract, asset) = (get(Cover::contract), get(Cover::asset));
    let id = key(&format!("cover {contract} {asset}"));
    let beside = key(&format!("asset {asset}"));
    let common = [
        ("contract", key(contract)),
        ("added", day(get(Cover::from)).to_owned()),
        ("removed", day(get(Cover::to)).to_owned()),
        ("u_weight", get(Cover::weight).to_owned()),
    ];
    let by_asset = feed.has_asset(&beside);
    let thing = if by_asset { ("asset", beside) } else { ("ci_item", key(asset)) };
    let row: Vec<(&str, &str)> = common.iter().chain([&thing]).map(|(name, cell)| (*name, cell.as_str())).collect();
    feed.put(if by_asset { "clm_m2m_contract_asset" } else { "contract_rel_ci" }, &id, &row);
}

/// A payment that names an asset or a contract, as an expense line. One line may name asset, CI and contract at once.
pub(super) fn expense(feed: &mut Feed, cells: &Cells<'_>) {
    let get = |name: &str| cells.get(name);
    let (id, asset) = (get(Payment::id), get(Payment::asset));
    if asset.is_empty() && get(Payment::contract).is_empty() {
        return;
    }
    let beside = key(&format!("asset {asset}"));
    let beside = if !asset.is_empty() && feed.has_asset(&beside) { beside } else { String::new() };
    let centre = feed.named("cmn_cost_center", get(Payment::cost_centre), &[("code", get(Payment::cost_centre))]);
    let currency = if get(Payment::currency).is_empty() { "GBP" } else { get(Payment::currency) };
    let amount =
        if get(Payment::amount).is_empty() { String::new() } else { format!("{currency};{}", get(Payment::amount)) };
    let summary = if get(Payment::flow) == "change" { "transform_business" } else { "run_business" };
    feed.put(
        "fm_expense_line",
        &key(id),
        &[
            ("number", id.split_once(':').map_or(id, |(_, number)| number)),
            ("date", day(get(Payment::paid_on))),
            ("amount", &amount),
            ("state", "processed"),
            ("summary_type", summary),
            ("asset", &beside),
            ("ci", &key(asset)),
            ("contract", &key(get(Payment::contract))),
            ("cost_center", &centre),
            ("inherited", "false"),
            ("short_description", get(Payment::description)),
            ("u_body", get(Payment::organisation)),
        ],
    );
}

impl Feed {
    fn has_asset(&self, id: &str) -> bool {
        self.assets.contains(id)
    }
}
