//! The words by which headers of the field call our columns: for hints, and for a first proposal of a mapping.

use crate::nearest::plain;
use estate::Table;
use estate::tables::{Asset, Contract, Payment, Relation, Ticket};

/// Column, and the headers that mean it, parted by commas, in plain form: lower case, one space for anything else. Better ones first.
type Words = (&'static str, &'static str);

const CONTRACTS: &[Words] = &[
    (
        Contract::id,
        "contract id, contract number, contract no, contract ref, contract reference, agreement number, sys id, ocid, id, number",
    ),
    (
        Contract::organisation,
        "organisation, organization, organisation name, contracting authority, buyer, buyer name, body, body name, council, directorate, department, agency, authority, entity, company",
    ),
    (
        Contract::supplier,
        "supplier, suppliers, supplier name, vendor, vendor name, contractor, contractor name, provider, supplier s",
    ),
    (
        Contract::reference,
        "reference, reference number, our reference, procurement unique id, purchase order, po number, vendor contract number",
    ),
    (Contract::title, "title, contract title, contract name, name, short description, description"),
    (Contract::kind, "kind"),
    (Contract::state, "status, contract status, state"),
    (
        Contract::starts_on,
        "start date, contract start date, start, starts, starts on, commencement date, execution date, valid from, from",
    ),
    (
        Contract::ends_on,
        "end date, contract end date, end, ends, ends on, expiry date, expiry, expires, expiration date, contract expiry, finish date, valid to, to",
    ),
    (
        Contract::max_extent_on,
        "maximum end date, max end date, extension end date, end date with extensions, latest end date",
    ),
    (Contract::initial_term, "initial term, term, contract term, duration, contract length"),
    (Contract::renewal, "renewal, renewal type"),
    (Contract::notice, "notice, notice period"),
    (
        Contract::price_amount,
        "contract value, annual value, annual cost, total contract value, total value, value, amount, contract amount, cost, price, payment amount",
    ),
    (Contract::price_currency, "currency, currency code"),
    (Contract::cost_centre, "cost centre, cost center, cost code"),
    (Contract::owner, "owner, contract owner, contract manager, contract administrator, responsible officer"),
];

const PAYMENTS: &[Words] = &[
    (
        Payment::id,
        "transaction number, transaction no, transaction id, transaction reference, payment id, document number, voucher number, id",
    ),
    (
        Payment::organisation,
        "organisation, organisation name, body name, body, entity, council, authority, organisation code",
    ),
    (
        Payment::paid_on,
        "payment date, paid date, date paid, paid on, date of payment, effective date, posting date, date",
    ),
    (Payment::period_from, "period from, service start, charge period start"),
    (Payment::period_to, "period to, service end, charge period end"),
    (
        Payment::supplier,
        "supplier name, supplier, beneficiary name, beneficiary, vendor name, vendor, creditor, creditor name, payee, merchant name",
    ),
    (
        Payment::amount,
        "net amount, amount excl vat, amount, amount gbp, payment amount, invoice amount, amount paid, value, net, total",
    ),
    (Payment::currency, "currency, currency code, billing currency"),
    (
        Payment::category,
        "expense type, expenditure category, expenditure type, category, merchant category, subjective description, account description, proclass description, expense category",
    ),
    (
        Payment::description,
        "description, narrative, purpose, purpose of expenditure, invoice description, details, summary of purpose",
    ),
    (
        Payment::cost_centre,
        "cost centre, cost center, cost centre description, expense area, service area, service category label",
    ),
    (Payment::commitment, "order number, purchase order, po number"),
    (Payment::contract, "contract, contract number, contract reference"),
];

const ASSETS: &[Words] = &[
    (Asset::id, "asset id, ci id, device id, sys id, id, asset number"),
    (Asset::organisation, "organisation, organization, company, tenant, department, business unit, entity"),
    (Asset::kind, "kind, class, ci class, ci type, asset type, device role, role, type, sys class name"),
    (Asset::name, "name, ci name, asset name, host name, hostname, display name, device name, computer name"),
    (Asset::vendor, "manufacturer, vendor, make"),
    (Asset::product, "product, operating system, os, platform, software"),
    (Asset::version, "version, os version, software version"),
    (Asset::model, "model, model id, device type, model name"),
    (Asset::serial, "serial, serial number, serial no"),
    (Asset::asset_tag, "asset tag, tag, inventory number"),
    (Asset::status, "status, state, install status, life cycle stage, operational status"),
    (Asset::environment, "environment, used for"),
    (Asset::criticality, "criticality, business criticality"),
    (Asset::purchased_on, "purchase date, purchased, date of purchase, bought on"),
    (Asset::installed_on, "install date, installed, in service date, start date"),
    (Asset::warranty_ends, "warranty expiration, warranty end, warranty end date, warranty expires, warranty"),
    (Asset::retired_on, "retired, retirement date, decommission date, disposal date"),
    (Asset::last_seen, "last seen, last discovered, last scan, most recent discovery"),
    (Asset::purchase_price, "purchase price, purchase cost, price"),
    (Asset::cost_centre, "cost centre, cost center"),
    (Asset::location, "location, site, building"),
    (Asset::owner, "owner, owned by, managed by, assigned to"),
];

const RELATIONS: &[Words] = &[
    (Relation::from, "from, parent, source ci, upstream"),
    (Relation::to, "to, child, target ci, downstream"),
    (Relation::kind, "kind, relation type, relationship type, relationship, type"),
];

const TICKETS: &[Words] = &[
    (Ticket::id, "ticket id, ticket number, incident number, number, id"),
    (Ticket::organisation, "organisation, organization, company, customer, department"),
    (Ticket::kind, "ticket type, type, task type, class"),
    (Ticket::opened_on, "opened, opened at, created, created on, created at, open date, date opened"),
    (Ticket::closed_on, "closed, closed at, resolved, resolved at, closed on, close date"),
    (Ticket::asset, "configuration item, ci, asset, device"),
    (Ticket::service, "business service, service"),
    (Ticket::category, "category"),
    (Ticket::group, "assignment group, team, assigned group, operator group, group"),
    (Ticket::priority, "priority"),
];

/// Tables that a proposal can be made for, with the words their files are named by.
pub(crate) const TABLES: &[(Table, &[&str])] = &[
    (Table::Contracts, &["contract", "agreement", "register"]),
    (
        Table::Payments,
        &["payment", "spend", "spending", "expenditure", "ledger", "invoice", "transparency", "transaction"],
    ),
    (Table::Assets, &["asset", "device", "cmdb", "server", "inventory", "computer", "ci", "hardware", "application"]),
    (Table::Relations, &["relation", "relationship", "dependency", "rel"]),
    (Table::Tickets, &["ticket", "incident", "request", "problem", "change"]),
];

fn words(table: Table) -> &'static [Words] {
    match table {
        Table::Contracts => CONTRACTS,
        Table::Payments => PAYMENTS,
        Table::Assets => ASSETS,
        Table::Relations => RELATIONS,
        Table::Tickets => TICKETS,
        _ => &[],
    }
}

/// The column that a header most likely means, and how good the word is: 0 is the canonical name itself.
pub(crate) fn meaning(table: Table, header: &str) -> Option<(&'static str, usize)> {
    let header = plain(header);
    if let Some(column) = table.columns().iter().find(|column| plain(column.name) == header) {
        return Some((column.name, 0));
    }
    let ranks = words(table).iter().filter_map(|(column, headers)| {
        headers.split(", ").position(|known| known == header).map(|rank| (*column, rank + 1))
    });
    ranks.min_by_key(|(_, rank)| *rank)
}

/// Is it a word that headers of the field have, of any table?
pub(crate) fn is_known(header: &str) -> bool {
    TABLES.iter().any(|(table, _)| meaning(*table, header).is_some())
}

/// The column that a header most likely means.
pub(crate) fn column_of(table: Table, header: &str) -> Option<&'static str> {
    meaning(table, header).map(|(column, _)| column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_to_a_column_of_its_table() {
        for (table, _) in TABLES {
            for (column, headers) in words(*table) {
                assert!(table.column(column).is_some(), "{table} has no {column}");
                assert!(headers.split(", ").all(|header| plain(header) == header), "{headers}");
            }
        }
    }

    #[test]
    fn a_header_of_the_field_is_understood() {
        assert_eq!(column_of(Table::Contracts, "Expiry_Date"), Some("ends_on"));
        assert_eq!(column_of(Table::Payments, "Supplier Name"), Some("supplier"));
        assert_eq!(column_of(Table::Assets, "Colour"), None);
        assert_eq!(meaning(Table::Contracts, "ENDS ON"), Some(("ends_on", 0)));
    }
}
