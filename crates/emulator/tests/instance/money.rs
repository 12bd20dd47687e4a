//! Amounts follow the user's locale and the day; prices stay as they were entered.

use crate::plain::{get, instance, start};
use emulator::servicenow::Instance;
use serde_json::json;

fn contracts() -> Instance {
    let mut instance = instance();
    instance.put("ast_contract", "m1", &[("total_cost", "USD;1000.00"), ("yearly_cost", "GBP;250.50")]);
    instance.put("cmdb_model", "p1", &[("cost", "USD;1000.00"), ("salvage_value", "USD;100.00")]);
    instance
}

#[test]
fn an_amount_comes_in_the_currency_of_the_users_locale() {
    let path = "/api/now/v2/table/ast_contract?sysparm_query=sys_id=m1&sysparm_fields=total_cost,yearly_cost";
    let british = start(contracts());
    assert_eq!(get(&british, path).rows()[0], json!({"total_cost": "790", "yearly_cost": "250.50"}));
    assert_eq!(
        get(&british, &format!("{path}&sysparm_display_value=all")).rows()[0],
        json!({"total_cost": {"display_value": "£790.00", "currency_display_value": "GBP;790", "value": "790"},
            "yearly_cost": {"display_value": "£250.50", "currency_display_value": "GBP;250.50", "value": "250.50"}})
    );
    let mut instance = contracts();
    instance.account.currency = "USD".to_owned();
    let american = start(instance);
    assert_eq!(get(&american, path).rows()[0]["total_cost"], "1000");
}

#[test]
fn the_same_row_is_another_amount_tomorrow_unless_it_is_in_the_users_own_currency() {
    let server = start(contracts());
    let path = "/api/now/v2/table/ast_contract?sysparm_query=sys_id=m1&sysparm_fields=total_cost,yearly_cost";
    let row = || get(&server, path).rows()[0].clone();
    assert_eq!(row(), row(), "twice on one day");
    let today = row();
    server.pass(86_400_000 * 30);
    assert_ne!(row()["total_cost"], today["total_cost"]);
    assert_eq!(row()["yearly_cost"], today["yearly_cost"]);
}

#[test]
fn a_price_stays_in_the_currency_that_it_was_entered_in() {
    let server = start(contracts());
    let row = get(&server, "/api/now/v2/table/cmdb_model?sysparm_query=sys_id=p1&sysparm_fields=cost,salvage_value&sysparm_display_value=all").rows()[0].clone();
    assert_eq!(row["cost"]["currency_display_value"], "USD;1000");
    assert_eq!(row["salvage_value"]["currency_display_value"], "GBP;79");
}
