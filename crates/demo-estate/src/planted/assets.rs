//! Planted assets: blocks 1 and 2. A name in pairs where there is a near miss.

use crate::blocks::{BLOCK, Kind, Link, Part, part};
use crate::planted::contracts as agreed;
use crate::products::{Found, Standing};
use Covered::{AsUsual, By, Not};
use Kind::{Application, Database, Device, Server, Service};
use Standing::{Archaic, Current, Unclear};
use estate::AssetStatus;

/// Index of the first planted asset, the service that rests on all of them.
pub(crate) const FIRST: u64 = BLOCK;

pub(crate) const LEGACY_SERVER: u64 = FIRST + 1;
pub(crate) const SUPPORTED_SERVER: u64 = FIRST + 2;
pub(crate) const LEGACY_DATABASE: u64 = FIRST + 3;
pub(crate) const LEGACY_DATABASE_ENDS: u64 = FIRST + 4;
pub(crate) const RETIRED_RENEWED: u64 = FIRST + 5;
pub(crate) const RETIRED_RELEASED: u64 = FIRST + 7;
pub(crate) const RETIRED_PAID: u64 = FIRST + 9;
pub(crate) const TWICE: u64 = FIRST + 10;
pub(crate) const HANDED_OVER: u64 = FIRST + 11;
pub(crate) const TWO_CLASSES: u64 = FIRST + 12;
pub(crate) const UNCOVERED: u64 = FIRST + 13;
pub(crate) const COVER_ENDED: u64 = FIRST + 14;
pub(crate) const COVER_ENDS_TODAY: u64 = FIRST + 15;
pub(crate) const IN_STOCK: u64 = FIRST + 16;
pub(crate) const LOCAL_PRODUCT: u64 = FIRST + 17;
pub(crate) const UNTIDY_PRODUCT: u64 = FIRST + 18;
pub(crate) const CYCLE: u64 = FIRST + 19;
pub(crate) const CONNECTED: u64 = FIRST + 22;
pub(crate) const UNKNOWN_CODE: u64 = FIRST + 24;
pub(crate) const CODE_IN_CAPITALS: u64 = FIRST + 25;
pub(crate) const LINKED_TO_NOTHING: u64 = FIRST + 29;

pub(crate) const UNDER_WARRANTY: u64 = FIRST + 30;

/// Days since the planted retired assets were taken out of use.
pub(crate) const RETIRED_DAYS_AGO: i64 = 430;

/// What covers a planted asset.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Covered {
    /// An ordinary contract of its body.
    AsUsual,
    /// Nothing.
    Not,
    /// These contracts; each with its last day, in days from the audit date, where it has one of its own.
    By(&'static [(u64, Option<i64>)]),
}

/// A planted asset.
pub(crate) struct Planted {
    pub(crate) part: Part,
    pub(crate) found: Found,
    pub(crate) standing: Standing,
    pub(crate) status: AssetStatus,
    pub(crate) covered: Covered,
}

/// The planted asset of this index.
pub(crate) fn planted(index: u64) -> &'static Planted {
    let place = index.checked_sub(FIRST).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| ASSETS.get(place)).unwrap_or(&FILLER)
}

/// Is it a planted one?
pub(crate) fn is_planted(index: u64) -> bool {
    (FIRST..FIRST + 2 * BLOCK).contains(&index)
}

const TO_SERVICE: &[(Link, u64)] = &[(Link::PartOf, 0)];

const fn live(kind: Kind, found: Found, standing: Standing, covered: Covered) -> Planted {
    Planted { part: part(kind, TO_SERVICE), found, standing, status: AssetStatus::Live, covered }
}

const fn gone(status: AssetStatus, covered: Covered) -> Planted {
    Planted { part: part(Server, TO_SERVICE), found: WINDOWS_2008, standing: Archaic, status, covered }
}

const fn linked(links: &'static [(Link, u64)]) -> Planted {
    let part = part(Application, links);
    Planted { part, found: WEBSPHERE_9, standing: Current, status: AssetStatus::Live, covered: AsUsual }
}

const fn found(vendor: &'static str, product: &'static str, version: &'static str) -> Found {
    Found { vendor, product, version }
}

/// Known to no catalogue.
pub(crate) const REGISTRARS: Found = found("Tarnbook Ltd", "Tarnbook Registrars", "4.2");
/// Known under untidy words.
pub(crate) const ORACLE_11: Found = found("Oracle", "ORACLE RDBMS 11g EE 11.2.0.4", "");
const WINDOWS_2003: Found = found("Microsoft", "Windows Server 2003 SP2", "5.2.3790");
const WINDOWS_2008: Found = found("Microsoft", "Windows Server 2008 R2 SP1", "6.1.7601");
const WINDOWS_2012: Found = found("Microsoft", "Windows Server 2012 R2 Standard", "6.3.9600");
const WINDOWS_2022: Found = found("Microsoft", "Windows Server 2022 Standard", "10.0.20348");
const WINDOWS_2025: Found = found("Microsoft", "Windows Server 2025 Datacenter", "10.0.26100");
const ORACLE_10: Found = found("Oracle", "Oracle Database 10g Enterprise Edition", "10.2.0.5");
const WEBSPHERE_9: Found = found("IBM", "WebSphere Application Server 9.0.5", "9.0.5.14");
const DESKTOP: Found = found("Microsoft", "Windows 11 Enterprise 24H2", "10.0.26100");

const FILLER: Planted = live(Device, DESKTOP, Current, AsUsual);

const ASSETS: [Planted; 31] = [
    Planted {
        part: part(Service, &[]),
        found: found("", "", ""),
        standing: Unclear,
        status: AssetStatus::Live,
        covered: Not,
    },
    live(Server, WINDOWS_2003, Archaic, By(&[(agreed::LEGACY_RENEWS, None)])),
    live(Server, WINDOWS_2025, Current, By(&[(agreed::SUPPORTED_RENEWS, None)])),
    live(Database, ORACLE_10, Archaic, By(&[(agreed::LEGACY_DATABASE_RENEWS, None)])),
    live(Database, ORACLE_10, Archaic, By(&[(agreed::LEGACY_DATABASE_ENDS, None)])),
    gone(AssetStatus::Retired, By(&[(agreed::RETIRED_RENEWS, None)])),
    live(Server, WINDOWS_2022, Current, By(&[(agreed::RETIRED_RENEWS, None)])),
    gone(AssetStatus::Retired, By(&[(agreed::RETIRED_RELEASED, Some(-RETIRED_DAYS_AGO - 1))])),
    live(Server, WINDOWS_2022, Current, By(&[(agreed::RETIRED_RELEASED, None)])),
    gone(AssetStatus::Retired, By(&[(agreed::RETIRED_ENDS, None)])),
    live(Server, WINDOWS_2022, Current, By(&[(agreed::TWICE_MAINTENANCE, None), (agreed::TWICE_SUPPORT, None)])),
    live(Server, WINDOWS_2022, Current, By(&[(agreed::BEFORE_HANDOVER, None), (agreed::AFTER_HANDOVER, None)])),
    live(Server, WINDOWS_2022, Current, By(&[(agreed::ONE_CLASS, None), (agreed::ANOTHER_CLASS, None)])),
    live(Server, WINDOWS_2022, Current, Not),
    live(Server, WINDOWS_2022, Current, By(&[(agreed::COVER_IN_PART, Some(-1))])),
    live(Server, WINDOWS_2022, Current, By(&[(agreed::COVER_IN_PART, Some(0))])),
    gone(AssetStatus::Stock, Not),
    live(Application, REGISTRARS, Unclear, AsUsual),
    live(Database, ORACLE_11, Archaic, AsUsual),
    linked(&[(Link::DependsOn, 20), (Link::PartOf, 0)]),
    linked(&[(Link::DependsOn, 21)]),
    linked(&[(Link::DependsOn, 19)]),
    linked(&[(Link::ConnectsTo, 23), (Link::PartOf, 0)]),
    linked(&[(Link::ConnectsTo, 22), (Link::PartOf, 0)]),
    Planted {
        part: part(Server, &[]),
        found: WINDOWS_2008,
        standing: Archaic,
        status: AssetStatus::Live,
        covered: Not,
    },
    live(Server, WINDOWS_2022, Current, AsUsual),
    live(Server, WINDOWS_2012, Archaic, By(&[(crate::contracts::special::EXTENDED_SUPPORT, None)])),
    live(Server, WINDOWS_2012, Archaic, By(&[(crate::contracts::special::EXTENDED_SUPPORT, None)])),
    gone(AssetStatus::Missing, Not),
    live(Server, WINDOWS_2022, Current, AsUsual),
    live(Server, WINDOWS_2022, Current, Not),
];
