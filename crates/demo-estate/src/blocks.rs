//! Which asset is what: the estate is laid out in blocks of 25, so that an index alone says what stands there and
//! what it rests on.
//!
//! A block is a service with all it rests on, ordered so that any beginning of it makes sense. Links lead down inside
//! a block, or to an earlier block, so they make no circle but the planted one.

mod layouts;

use crate::bodies::Body;
use crate::planted;
use layouts::{BUSINESS, LEFTOVER, NETWORK, WORKPLACE};

/// Assets in a block.
pub(crate) const BLOCK: u64 = 25;

/// What an asset is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Service,
    Application,
    Database,
    Server,
    /// A server that carries virtual machines.
    Host,
    VirtualMachine,
    Network,
    Storage,
    Midrange,
    Mainframe,
    Device,
}

impl Kind {
    /// The word in its record.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Service => "service",
            Kind::Application => "application",
            Kind::Database => "database",
            Kind::Server | Kind::Host => "server",
            Kind::VirtualMachine => "virtual-machine",
            Kind::Network => "network",
            Kind::Storage => "storage",
            Kind::Midrange => "midrange",
            Kind::Mainframe => "mainframe",
            Kind::Device => "device",
        }
    }
}

/// How one asset hangs on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    RunsOn,
    DependsOn,
    PartOf,
    BacksUp,
    ConnectsTo,
}

impl Link {
    /// The word in its record.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Link::RunsOn => "runs-on",
            Link::DependsOn => "depends-on",
            Link::PartOf => "part-of",
            Link::BacksUp => "backs-up",
            Link::ConnectsTo => "connects-to",
        }
    }
}

/// A place in a block: what stands there, and its links to other places of the block.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) kind: Kind,
    pub(crate) links: &'static [(Link, u64)],
    /// Is it for tests rather than for real work?
    pub(crate) test: bool,
}

/// What a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A service of one or more applications on servers.
    Business,
    /// Desktops and what they need.
    Workplace,
    /// The network.
    Network,
    /// Midrange and mainframe leftovers.
    Leftover,
    /// Where the planted assets stand.
    Planted,
}

/// Where an asset stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) block: u64,
    pub(crate) offset: u64,
    pub(crate) purpose: Purpose,
    pub(crate) body: Body,
    pub(crate) part: &'static Part,
}

impl Place {
    pub(crate) fn of(index: u64) -> Place {
        let (block, offset) = (index / BLOCK, index % BLOCK);
        let purpose = purpose(block);
        let part = match purpose {
            Purpose::Planted => &planted::assets::planted(index).part,
            Purpose::Business => at(&BUSINESS, offset),
            Purpose::Workplace => at(&WORKPLACE, offset),
            Purpose::Network => at(&NETWORK, offset),
            Purpose::Leftover => at(&LEFTOVER, offset),
        };
        let body = if purpose == Purpose::Planted { Body::Council } else { Body::of_turn(block + block / 10) };
        Place { block, offset, purpose, body, part }
    }

    /// The index of another place that its links name: of its own block, or of the planted ones together.
    pub(crate) fn beside(&self, offset: u64) -> u64 {
        match self.purpose {
            Purpose::Planted => planted::assets::FIRST + offset,
            _ => self.block * BLOCK + offset,
        }
    }
}

fn at(parts: &'static [Part], offset: u64) -> &'static Part {
    &parts[usize::try_from(offset).unwrap_or(0)]
}

/// Blocks 1 and 2 are planted; the others repeat every ten.
pub(crate) fn purpose(block: u64) -> Purpose {
    match (block, block % 10) {
        (1 | 2, _) => Purpose::Planted,
        (_, 2 | 8) => Purpose::Workplace,
        (_, 4) => Purpose::Leftover,
        (_, 6) => Purpose::Network,
        _ => Purpose::Business,
    }
}

/// An asset with links.
pub(crate) const fn part(kind: Kind, links: &'static [(Link, u64)]) -> Part {
    Part { kind, links, test: false }
}

/// The database that two applications of a business block share.
pub(crate) const SHARED_DATABASE: u64 = 2;
/// The hypervisor of a business block.
pub(crate) const SHARED_HOST: u64 = 5;
/// The application of a business block that later blocks may depend on.
pub(crate) const SHARED_APPLICATION: u64 = 7;
