//! What stands where in a block, and what rests on what.

use super::Kind::{
    Application, Database, Device, Host, Mainframe, Midrange, Network, Server, Service, Storage, VirtualMachine,
};
use super::Link::{BacksUp, ConnectsTo, DependsOn, PartOf, RunsOn};
use super::{Kind, Link, Part, part};

const fn test(kind: Kind, links: &'static [(Link, u64)]) -> Part {
    Part { kind, links, test: true }
}

const TO_SERVICE: &[(Link, u64)] = &[(PartOf, 0)];

/// A service of two or three applications, their databases and machines.
pub(super) const BUSINESS: [Part; 25] = [
    part(Service, &[(DependsOn, 1), (DependsOn, 7), (DependsOn, 15), (DependsOn, 12)]),
    part(Application, &[(DependsOn, 2), (RunsOn, 3)]),
    part(Database, &[(RunsOn, 4)]),
    part(Server, &[(ConnectsTo, 12)]),
    part(VirtualMachine, &[(RunsOn, 5)]),
    part(Host, &[(DependsOn, 6), (ConnectsTo, 12)]),
    part(Storage, &[]),
    part(Application, &[(RunsOn, 8), (DependsOn, 10)]),
    part(VirtualMachine, &[(RunsOn, 5)]),
    part(Server, &[(BacksUp, 3), (PartOf, 0)]),
    part(Database, &[(RunsOn, 11)]),
    part(Server, &[(ConnectsTo, 12)]),
    part(Network, &[]),
    test(VirtualMachine, &[(RunsOn, 5)]),
    part(VirtualMachine, &[(RunsOn, 5)]),
    part(Application, &[(RunsOn, 14), (DependsOn, 2)]),
    part(Server, &[(BacksUp, 11), (PartOf, 0)]),
    part(VirtualMachine, &[(RunsOn, 5), (PartOf, 7)]),
    part(Server, &[(PartOf, 1)]),
    test(Database, &[(RunsOn, 13)]),
    part(Device, TO_SERVICE),
    part(Device, TO_SERVICE),
    part(Device, TO_SERVICE),
    part(Device, TO_SERVICE),
    part(Device, TO_SERVICE),
];

/// Desktops, and the one application that looks after them.
pub(super) const WORKPLACE: [Part; 25] = {
    let mut parts = [const { part(Device, TO_SERVICE) }; 25];
    parts[0] = part(Service, &[(DependsOn, 1)]);
    parts[1] = part(Application, &[(RunsOn, 2)]);
    parts[2] = part(Server, &[(ConnectsTo, 3)]);
    parts[3] = part(Network, TO_SERVICE);
    parts
};

/// Switches and routers around a few servers.
pub(super) const NETWORK: [Part; 25] = {
    let mut parts = [const { part(Network, &[(PartOf, 0), (ConnectsTo, 1)]) }; 25];
    parts[0] = part(Service, &[]);
    parts[1] = part(Network, &[(PartOf, 0), (ConnectsTo, 2)]);
    parts[4] = part(Server, TO_SERVICE);
    parts[5] = part(Application, &[(RunsOn, 4), (PartOf, 0)]);
    parts[9] = part(Server, TO_SERVICE);
    parts[14] = part(VirtualMachine, TO_SERVICE);
    parts[15] = part(VirtualMachine, TO_SERVICE);
    parts[16] = part(Server, TO_SERVICE);
    parts[17] = part(Device, TO_SERVICE);
    parts[18] = part(Device, TO_SERVICE);
    parts[19] = part(Device, TO_SERVICE);
    parts[20] = part(Device, TO_SERVICE);
    parts
};

/// Three old applications on midrange and mainframe.
pub(super) const LEFTOVER: [Part; 25] = {
    let mut parts = [const { part(Device, TO_SERVICE) }; 25];
    parts[0] = part(Service, &[(DependsOn, 1), (DependsOn, 5), (DependsOn, 8)]);
    parts[1] = part(Application, &[(RunsOn, 2), (DependsOn, 3)]);
    parts[2] = part(Midrange, &[(DependsOn, 4)]);
    parts[3] = part(Database, &[(RunsOn, 2)]);
    parts[4] = part(Storage, &[]);
    parts[5] = part(Application, &[(RunsOn, 6)]);
    parts[6] = part(Midrange, &[]);
    parts[7] = part(Mainframe, &[(ConnectsTo, 12)]);
    parts[8] = part(Application, &[(RunsOn, 7), (DependsOn, 9)]);
    parts[9] = part(Database, &[(RunsOn, 10)]);
    parts[10] = part(Server, &[]);
    parts[11] = part(Midrange, &[(BacksUp, 2), (PartOf, 0)]);
    parts[12] = part(Network, TO_SERVICE);
    parts[13] = test(Midrange, &[]);
    parts[14] = part(Server, TO_SERVICE);
    parts[15] = part(VirtualMachine, TO_SERVICE);
    parts
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::BLOCK;

    #[test]
    fn a_link_that_carries_cost_leads_to_a_place_of_the_block_and_makes_no_circle() {
        for (name, parts) in
            [("business", &BUSINESS), ("workplace", &WORKPLACE), ("network", &NETWORK), ("leftover", &LEFTOVER)]
        {
            // Cost flows from provider to consumer; follow it from every place and count steps.
            let flows = |place: u64| {
                let here =
                    super::super::at(parts, place).links.iter().filter(|(link, _)| *link == PartOf).map(|(_, to)| *to);
                let there = (0..BLOCK).filter(move |from| {
                    let links = super::super::at(parts, *from).links.iter();
                    links.copied().any(|(link, to)| to == place && matches!(link, RunsOn | DependsOn))
                });
                here.chain(there).collect::<Vec<_>>()
            };
            for start in 0..BLOCK {
                let mut front = vec![start];
                for step in 0..=BLOCK {
                    assert!(step < BLOCK || front.is_empty(), "{name}: place {start} goes round");
                    front = front.into_iter().flat_map(flows).collect();
                    front.sort_unstable();
                    front.dedup();
                }
            }
        }
    }
}
