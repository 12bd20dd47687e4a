//! Assets by index: what each is, and its row.

use crate::Plan;
use crate::blocks::{Kind, Place};
use crate::days::plus_days;
use crate::draw::{Draw, Topic};
use crate::names;
use crate::planted::assets::{self as planted, planted as planted_asset};
use crate::products::{self, Found, Shelf, Standing};
use crate::row;
use crate::suppliers::some;
use estate::tables::Asset;
use estate::{Amount, AssetStatus, Date, Stated, When, parse_when};

/// What other tables need to know of an asset.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) place: Place,
    pub(crate) found: &'static Found,
    pub(crate) standing: Standing,
    /// `None`: the record does not say.
    pub(crate) status: Option<AssetStatus>,
    /// Is its row one that must be set aside?
    pub(crate) refused: bool,
}

/// Its id.
pub(crate) fn id(index: u64) -> String {
    format!("cmdb:CI{index:07}")
}

/// Is it in use, as far as its record says?
pub(crate) fn in_use(facts: &Facts) -> bool {
    !facts.refused && matches!(facts.status, None | Some(AssetStatus::Live | AssetStatus::Unknown))
}

pub(crate) fn facts(plan: &Plan, index: u64) -> Facts {
    let place = Place::of(index);
    if planted::is_planted(index) {
        let asset = planted_asset(index);
        let refused = index == planted::UNKNOWN_CODE;
        return Facts { place, found: &asset.found, standing: asset.standing, status: Some(asset.status), refused };
    }
    let mut draw = Draw::new(plan.seed, Topic::Asset, index);
    let shelf = shelf(place.part.kind);
    let standing = shelf.map_or(Standing::Unclear, |shelf| standing(shelf, &mut draw));
    let found = shelf.map_or(&NOTHING, |shelf| draw.pick(shelf.of(standing)));
    let status = match place.part.kind {
        // What others rest on by name is in use.
        Kind::Service | Kind::Application => Some(AssetStatus::Live),
        _ => match draw.weighted(&[88, 4, 2, 1, 3, 2]) {
            0 => Some(AssetStatus::Live),
            1 => Some(AssetStatus::Retired),
            2 => Some(AssetStatus::Stock),
            3 => Some(AssetStatus::Missing),
            4 => Some(AssetStatus::Unknown),
            _ => None,
        },
    };
    Facts { place, found, standing, status, refused: false }
}

const NOTHING: Found = Found { vendor: "", product: "", version: "" };

fn shelf(kind: Kind) -> Option<&'static Shelf> {
    match kind {
        Kind::Service => None,
        Kind::Application => Some(&products::APPLICATIONS),
        Kind::Database => Some(&products::DATABASES),
        Kind::Server | Kind::VirtualMachine => Some(&products::SERVERS),
        Kind::Host => Some(&products::HOSTS),
        Kind::Network => Some(&products::NETWORK),
        Kind::Storage => Some(&products::STORAGE),
        Kind::Midrange => Some(&products::MIDRANGE),
        Kind::Mainframe => Some(&products::MAINFRAMES),
        Kind::Device => Some(&products::DEVICES),
    }
}

fn standing(shelf: &Shelf, draw: &mut Draw) -> Standing {
    const ALL: [Standing; 4] = [Standing::Archaic, Standing::Ending, Standing::Current, Standing::Unclear];
    ALL[draw.weighted(&shelf.shares)]
}

/// The asset as its source gives it.
pub(crate) fn record(plan: &Plan, index: u64) -> Asset {
    let facts = facts(plan, index);
    let Place { block, offset, purpose, body, part } = facts.place;
    let mut draw = Draw::new(plan.seed, Topic::AssetDetail, index);
    let thing = !matches!(part.kind, Kind::Service | Kind::Application | Kind::Database | Kind::VirtualMachine);
    let bought = plus_days(plan.as_of, -days_old(facts.standing, &mut draw));
    let name = match part.kind {
        Kind::Service => names::service(purpose, body, block),
        Kind::Application => format!("{}: {}", names::service(purpose, body, block), application(offset)),
        kind => host_name(kind, body.id(), index, &mut draw),
    };
    let retired = facts.status == Some(AssetStatus::Retired);
    let own = (in_use(&facts) && draw.chance(4)).then(|| draw.skewed(120, 6_000));
    let purchase = (thing && draw.chance(70)).then(|| draw.skewed(300, 24_000));
    Asset {
        id: id(index),
        source: Some("cmdb".to_owned()),
        source_key: Some(format!("CI{index:07}")),
        organisation: body.id().to_owned(),
        kind: part.kind.word().to_owned(),
        name,
        vendor: some(facts.found.vendor),
        product: some(facts.found.product),
        version: some(facts.found.version),
        model: model(part.kind, facts.standing, &mut draw),
        serial: if thing { serial(index, &mut draw) } else { None },
        asset_tag: thing.then(|| format!("{}-{}", body.id(), 100_000 + index)),
        status: facts.status,
        environment: environment(part.test, &mut draw),
        criticality: draw.word(&["high", "medium", "low", "", "1 - Critical", "P3"]),
        purchased_on: purchased_on(part.kind, index, bought, &mut draw),
        installed_on: if thing && draw.chance(70) { When::Day(plus_days(bought, 30)) } else { When::Unknown },
        warranty_ends: if thing { When::Day(warranty_ends(plan, index, bought)) } else { When::Unknown },
        retired_on: if retired { When::Day(retired_on(plan, index, &mut draw)) } else { When::Unknown },
        last_seen: if retired { When::Unknown } else { When::Day(plus_days(plan.as_of, -draw.between(1, 45))) },
        purchase_price: purchase.map_or(Stated::Missing, |pounds| Stated::Known(Amount(pounds * 100))),
        own_cost: own.map_or(Stated::Missing, |pounds| Stated::Known(Amount(pounds * 100))),
        own_cost_per: own.and_then(|_| draw.word(&["year", "year", "year", "quarter", "month"])),
        currency: None,
        useful_life: if draw.chance(20) { some("5 years") } else { None },
        residual_value: Stated::Missing,
        cost_centre: draw.chance(60).then(|| format!("{}-{}", body.id(), 4100 + draw.below(12) * 10)),
        location: if thing { draw.word(body.locations()) } else { None },
        owner: draw.chance(80).then(|| (*draw.pick(body.owners())).to_owned()),
    }
}

/// Old things are old, and a thing in support is younger than any life that may be set for it.
fn days_old(standing: Standing, draw: &mut Draw) -> i64 {
    match standing {
        Standing::Archaic => draw.between(2_900, 5_600),
        Standing::Ending => draw.between(1_100, 2_100),
        Standing::Current => draw.between(90, 1_700),
        Standing::Unclear => draw.between(200, 2_300),
    }
}

/// Most days are known; some only as a month or a year; one in words that are no date. Nobody buys a service.
fn purchased_on(kind: Kind, index: u64, day: Date, draw: &mut Draw) -> When {
    if index == planted::CODE_IN_CAPITALS {
        return parse_when("circa 2023");
    }
    match (kind, draw.below(20)) {
        (Kind::Service, _) | (_, 0) => When::Unknown,
        (_, 1) => parse_when(&format!("{:04}-{:02}", day.year(), day.month())),
        (_, 2) => parse_when(&format!("{:04}", day.year())),
        _ => When::Day(day),
    }
}

/// Three years, but for planted things that nothing covers: there the day decides.
fn warranty_ends(plan: &Plan, index: u64, bought: Date) -> Date {
    match index {
        planted::UNCOVERED | planted::COVER_ENDED | planted::COVER_ENDS_TODAY => plus_days(plan.as_of, -1),
        planted::UNDER_WARRANTY => plan.as_of,
        _ => plus_days(bought, 3 * 365),
    }
}

fn retired_on(plan: &Plan, index: u64, draw: &mut Draw) -> Date {
    let days = if planted::is_planted(index) { planted::RETIRED_DAYS_AGO } else { draw.between(40, 900) };
    plus_days(plan.as_of, -days)
}

/// What an application does for its service. No two of a block do the same.
fn application(offset: u64) -> String {
    match offset {
        1 => "core".to_owned(),
        5 => "batch".to_owned(),
        7 => "online".to_owned(),
        8 => "enquiries".to_owned(),
        15 => "reports".to_owned(),
        other => format!("module {other}"),
    }
}

fn host_name(kind: Kind, body: &str, index: u64, draw: &mut Draw) -> String {
    let mark = match kind {
        Kind::Database => "db",
        Kind::Server => "srv",
        Kind::Host => "esx",
        Kind::VirtualMachine => "vm",
        Kind::Network => "sw",
        Kind::Storage => "san",
        Kind::Midrange => "mid",
        Kind::Mainframe => "mvs",
        _ => "pc",
    };
    let name = format!("{body}-{mark}-{index:05}");
    if draw.chance(50) { name.to_lowercase() } else { name }
}

fn model(kind: Kind, standing: Standing, draw: &mut Draw) -> Option<String> {
    let models = match kind {
        Kind::Server | Kind::Host => products::server_models(standing),
        Kind::Network => products::network_models(standing),
        Kind::Device => products::device_models(standing),
        Kind::Storage => &["Corrieshaw SV3000", "SV3000-R", "corrieshaw sv1100"],
        Kind::Midrange => &["Power 720", "IBM Power S814", "SPARC T5-2", "rx2800 i4", ""],
        Kind::Mainframe => &["zBC12", ""],
        Kind::Service | Kind::Application | Kind::Database | Kind::VirtualMachine => return None,
    };
    draw.word(models)
}

/// The maker's number; where nobody looked, what stands there instead.
fn serial(index: u64, draw: &mut Draw) -> Option<String> {
    match draw.below(20) {
        0 => None,
        1 => some("To be filled by O.E.M."),
        2 => some("N/A"),
        _ => Some(format!("FX{:07}{:03}", index, draw.below(1000))),
    }
}

fn environment(test: bool, draw: &mut Draw) -> Option<String> {
    if test {
        return draw.word(&["test", "TEST", "UAT"]);
    }
    draw.word(&["production", "Production", "PROD", "live", ""])
}

/// Breaks the cells of rows that must be set aside, and writes a code as others do.
pub(crate) fn spoil(index: u64, cells: &mut [String]) {
    let live = AssetStatus::Live.word();
    match index {
        planted::UNKNOWN_CODE => row::replace(cells, live, "decommissioning"),
        planted::CODE_IN_CAPITALS => row::replace(cells, live, "LIVE"),
        _ => {}
    }
}
