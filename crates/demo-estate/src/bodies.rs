//! The three bodies that share a county, the people who answer for things in them, and their teams.

use estate::tables::Organisation;

/// A body of the county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Body {
    /// The county council.
    Council,
    /// The hospital trust.
    Hospitals,
    /// The fire and rescue service.
    Fire,
}

/// A team, and what it costs a quarter in pounds in an estate of the default size.
pub(crate) struct Team {
    pub(crate) name: &'static str,
    pub(crate) quarter: i64,
}

const fn team(name: &'static str, quarter: i64) -> Team {
    Team { name, quarter }
}

/// Whose turn it is: of ten things, five are the council's, four the trust's, one the fire service's.
const TURNS: [Body; 10] = [
    Body::Council,
    Body::Hospitals,
    Body::Council,
    Body::Fire,
    Body::Hospitals,
    Body::Council,
    Body::Hospitals,
    Body::Council,
    Body::Hospitals,
    Body::Council,
];

impl Body {
    pub(crate) const ALL: [Body; 3] = [Body::Council, Body::Hospitals, Body::Fire];

    /// The body whose turn it is.
    pub(crate) fn of_turn(turn: u64) -> Body {
        TURNS[usize::try_from(turn % 10).unwrap_or(0)]
    }

    /// The places, of ten turns, that are its.
    pub(crate) fn turns(self) -> &'static [u64] {
        match self {
            Body::Council => &[0, 2, 5, 7, 9],
            Body::Hospitals => &[1, 4, 6, 8],
            Body::Fire => &[3],
        }
    }

    /// Its id.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Body::Council => "TCC",
            Body::Hospitals => "TVH",
            Body::Fire => "TFRS",
        }
    }

    /// Its place among the three.
    pub(crate) fn number(self) -> u64 {
        match self {
            Body::Council => 0,
            Body::Hospitals => 1,
            Body::Fire => 2,
        }
    }

    /// The source of its payments.
    pub(crate) fn ledger(self) -> &'static str {
        match self {
            Body::Council => "ledger-council",
            Body::Hospitals => "ledger-hospitals",
            Body::Fire => "ledger-fire",
        }
    }

    pub(crate) fn organisation(self) -> Organisation {
        let (name, kind, vat_recovered) = match self {
            Body::Council => ("Tarrowshire County Council", "council", true),
            Body::Hospitals => ("Tarrow Vale Hospitals NHS Trust", "hospital-trust", false),
            Body::Fire => ("Tarrowshire Fire and Rescue Service", "fire-and-rescue", true),
        };
        Organisation {
            id: self.id().to_owned(),
            name: name.to_owned(),
            kind: Some(kind.to_owned()),
            parent: None,
            vat_recovered: Some(vat_recovered),
        }
    }

    /// Its teams.
    pub(crate) fn teams(self) -> &'static [Team] {
        const COUNCIL: &[Team] = &[
            team("Service Desk", 210_000),
            team("Infrastructure", 330_000),
            team("Business Applications", 390_000),
            team("Networks", 140_000),
            team("Databases", 150_000),
        ];
        const HOSPITALS: &[Team] = &[
            team("IT Helpdesk", 190_000),
            team("Servers and Storage", 260_000),
            team("Clinical Systems", 350_000),
            team("Comms", 110_000),
        ];
        const FIRE: &[Team] = &[team("ICT Support", 80_000), team("Control Systems", 70_000)];
        match self {
            Body::Council => COUNCIL,
            Body::Hospitals => HOSPITALS,
            Body::Fire => FIRE,
        }
    }

    /// Posts that answer for assets and contracts. Posts, not people.
    pub(crate) fn owners(self) -> &'static [&'static str] {
        match self {
            Body::Council => {
                &["Head of ICT Operations", "Applications Manager", "ICT Category Manager", "Network Manager"]
            }
            Body::Hospitals => &["Deputy Director of Informatics", "Clinical Systems Manager", "Infrastructure Lead"],
            Body::Fire => &["ICT Manager", "Control Room Systems Manager"],
        }
    }

    /// Where its things stand.
    pub(crate) fn locations(self) -> &'static [&'static str] {
        match self {
            Body::Council => {
                &["County Hall DC1", "County Hall basement", "Depot comms room", "COUNTY HALL - DC 1", "Library HQ"]
            }
            Body::Hospitals => &["Vale Site Data Hall", "Vale site, Level 2", "Pathology block", "Community hospital"],
            Body::Fire => &["Service HQ", "Control room", "Station 4"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_their_places_agree() {
        for turn in 0..10 {
            let body = Body::of_turn(turn);
            assert!(body.turns().contains(&turn), "{turn}");
        }
        assert_eq!(Body::ALL.iter().map(|body| body.turns().len()).sum::<usize>(), 10);
    }
}
