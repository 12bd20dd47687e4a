//! Lists and single rows of the Table API. The limit is applied before access rules, so pages are short, or empty, in the middle of
//! a table; the total is counted before them too.

use super::answers;
use super::instance::Instance;
use super::query::Query;
use super::schema::Kind;
use super::store::{Row, Store};
use super::wire::{Display, Look, write};
use crate::faults::Fault;
use crate::talk::{Answer, Asked};
use serde_json::{Value, json};
use std::cell::RefCell;

/// Rows a page where no limit is asked for.
const DEFAULT_LIMIT: usize = 10_000;

/// `GET /api/now/table/{table}`
pub(crate) fn list(instance: &Instance, asked: &Asked, table: &str, version: u8, fault: Option<Fault>) -> Answer {
    let Some(limit) = number(asked, "sysparm_limit", DEFAULT_LIMIT).filter(|limit| *limit > 0) else {
        return answers::bad_limit();
    };
    let Some(offset) = number(asked, "sysparm_offset", 0) else { return answers::bad_limit() };
    match fault {
        Some(Fault::CancelledInside200) => return answers::cancelled(200),
        Some(Fault::CancelledAs202) => return answers::cancelled(202),
        Some(Fault::CancelledAsText) => return answers::cancelled_as_text(),
        _ => {}
    }
    if u64::try_from(limit).unwrap_or(u64::MAX).saturating_mul(instance.row_costs) > answers::QUOTA_SECONDS * 1000 {
        return answers::cancelled(200);
    }
    let eyes = instance.eyes(asked.at);
    let store = instance.store();
    let mut query = Query::read(&store, table, asked.parameter("sysparm_query").unwrap_or_default(), &eyes);
    match fault {
        Some(Fault::CursorIgnored) => query.forget_cursor(),
        Some(Fault::FilterIgnored) => query.forget_filter(),
        _ => {}
    }
    let (total, mut page) = if query.dropped && instance.strict_queries {
        (0, Vec::new())
    } else {
        page(&store, table, &query, offset, limit, &eyes)
    };
    if fault == Some(Fault::OrderIgnored) {
        page.reverse();
    }
    let cut = |page: &mut Vec<&Row>| page.truncate(page.len() / 2);
    match fault {
        Some(Fault::ShortPage) => cut(&mut page),
        Some(Fault::HiddenPage | Fault::TailLost) => page.clear(),
        Some(Fault::RepeatedRow) => {
            let before = query.after().and_then(|id| store.row(table, id));
            page.splice(0..0, before);
        }
        _ => {}
    }
    page.retain(|row| !instance.access.hidden_rows.contains(&*row.id));
    if page.is_empty() && total == 0 && version == 1 {
        return answers::no_record();
    }
    let rows = u64::try_from(page.len()).unwrap_or(0);
    let look = look(instance, asked, table, fault);
    let body = body(instance, &page, &look, asked, fault);
    let mut answer = Answer::json(200, body);
    answer.rows = rows;
    head(answer, asked, total, offset, limit, fault)
}

/// `GET /api/now/table/{table}/{sys_id}`
pub(crate) fn one(instance: &Instance, asked: &Asked, table: &str, id: &str) -> Answer {
    let store = instance.store();
    let row = store.row(table, id).filter(|row| !instance.access.hidden_rows.contains(&*row.id));
    let Some(row) = row else { return answers::no_record() };
    let mut body = b"{\"result\":".to_vec();
    look(instance, asked, table, None).write(&store, row, &instance.eyes(asked.at), &mut body);
    body.push(b'}');
    Answer::json(200, body)
}

/// How many rows match, and those of one page, in order.
fn page<'s>(
    store: &'s Store,
    table: &str,
    query: &Query,
    offset: usize,
    limit: usize,
    eyes: &super::wire::Eyes<'_>,
) -> (usize, Vec<&'s Row>) {
    let (from, to, all) = query.places(store, table);
    let by_id =
        query.order.is_empty() || matches!(query.order.as_slice(), [(path, false)] if path.as_slice() == ["sys_id"]);
    if by_id && all {
        let rows = store.rows_from(table, from).take(to - from).skip(offset).take(limit).collect();
        return (to - from, rows);
    }
    let within = store.rows_from(table, from).take(to - from);
    let mut rows: Vec<&Row> = within.filter(|row| query.holds(store, row, eyes)).collect();
    if !by_id {
        query.sort(store, &mut rows, table, eyes);
    }
    let total = rows.len();
    (total, rows.into_iter().skip(offset).take(limit).collect())
}

fn look(instance: &Instance, asked: &Asked, table: &str, fault: Option<Fault>) -> Look {
    let display = match asked.parameter("sysparm_display_value") {
        Some("true") => Display::Words,
        Some("all") => Display::All,
        _ => Display::Values,
    };
    let plain = asked.parameter("sysparm_exclude_reference_link") == Some("true");
    let mut fields = Look::fields(&instance.store(), table, asked.parameter("sysparm_fields"), &instance.access);
    if fault == Some(Fault::FieldMissing) && fields.len() > 1 {
        let last = fields.iter().rposition(|(_, _, column)| {
            !matches!(column.kind, Kind::Moment) && column.name != "sys_id" && column.name != "sys_class_name"
        });
        if let Some(last) = last {
            fields.remove(last);
        }
    }
    let links = plain == (fault == Some(Fault::ReferencesOtherwise));
    Look { fields, display, links, origin: asked.origin.clone(), made: RefCell::default() }
}

fn body(instance: &Instance, page: &[&Row], look: &Look, asked: &Asked, fault: Option<Fault>) -> Vec<u8> {
    match fault {
        Some(Fault::ResultNull) => return b"{\"result\":null}".to_vec(),
        Some(Fault::ResultMissing) => return b"{}".to_vec(),
        Some(Fault::ResultObject) => return b"{\"result\":{\"rows\":[]}}".to_vec(),
        _ => {}
    }
    let eyes = instance.eyes(asked.at);
    let mut body = b"{\"result\":[".to_vec();
    for (at, row) in page.iter().enumerate() {
        if at > 0 {
            body.push(b',');
        }
        let from = body.len();
        look.write(&instance.store(), row, &eyes, &mut body);
        if let (0, Some(fault)) = (at, fault)
            && let Some(other) = otherwise(&body[from..], fault)
        {
            body.truncate(from);
            write(&mut body, &other);
        }
    }
    body.extend_from_slice(b"]}");
    body
}

/// The first row of a page, as a fault has it.
fn otherwise(row: &[u8], fault: Fault) -> Option<Value> {
    let mut value: Value = serde_json::from_slice(row).ok()?;
    match fault {
        Fault::RowIsText => return Some(json!("row is not available")),
        Fault::RowWithoutId => {
            value.as_object_mut()?.remove("sys_id");
        }
        Fault::TypedValues => {
            for cell in value.as_object_mut()?.values_mut() {
                let typed = match cell.as_str() {
                    Some("true") => json!(true),
                    Some("false") => json!(false),
                    Some("") => Value::Null,
                    Some(text) => text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)),
                    None => continue,
                };
                *cell = typed;
            }
        }
        _ => return None,
    }
    Some(value)
}

/// Total and links.
fn head(answer: Answer, asked: &Asked, total: usize, offset: usize, limit: usize, fault: Option<Fault>) -> Answer {
    let counted = asked.parameter("sysparm_no_count") != Some("true");
    let said = match fault {
        Some(Fault::TotalMissing) => None,
        Some(Fault::TotalTooLarge) => Some((total + 7).to_string()),
        Some(Fault::TotalTooSmall) => Some((total / 2).to_string()),
        Some(Fault::TotalNotANumber) => Some("many".to_owned()),
        _ if counted => Some(total.to_string()),
        _ => None,
    };
    let answer = match said {
        Some(said) => answer.with("x-total-count", said),
        None => answer,
    };
    let quiet = asked.parameter("sysparm_suppress_pagination_header") == Some("true");
    if total <= limit && offset == 0 || quiet || fault == Some(Fault::LinkMissing) {
        return answer;
    }
    let link = |offset: usize, relation: &str| {
        let others = asked.query.iter().filter(|(name, _)| name != "sysparm_offset");
        let query: Vec<String> = others.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("<{}{}?{}&sysparm_offset={offset}>;rel=\"{relation}\"", asked.origin, asked.path, query.join("&"))
    };
    let mut links = vec![link(0, "first")];
    if offset > 0 {
        links.push(link(offset.saturating_sub(limit), "prev"));
    }
    if offset + limit < total {
        links.push(link(offset + limit, "next"));
    }
    links.push(link(total.saturating_sub(1) / limit * limit, "last"));
    answer.with("link", links.join(","))
}

fn number(asked: &Asked, name: &str, otherwise: usize) -> Option<usize> {
    asked.parameter(name).map_or(Some(otherwise), |text| text.parse().ok())
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
