//! What the fields of a record say of the release, one after the other.

use crate::field::Field;
use crate::product::{Parser, Product};
use crate::reading::{Cycles, Settled};
use std::ops::Range;

/// What the fields heard so far say of the release.
pub(crate) struct Known<'a> {
    pub(crate) cycles: Cycles,
    pub(crate) by: Option<(Parser, &'a Field<'a>, Range<usize>)>,
    /// Do two fields say the same?
    pub(crate) agreed: bool,
    /// Do two fields name different listed releases? The later one counts.
    pub(crate) differs: bool,
    /// Is the release not sure, whatever was read?
    pub(crate) unsure: bool,
    /// What an earlier field said and a later one contradicts.
    pub(crate) lost: Option<(Vec<usize>, &'a Field<'a>, Range<usize>)>,
    /// The service packs that any of them states.
    service_packs: Vec<u32>,
}

impl<'a> Known<'a> {
    pub(crate) fn of(field: &'a Field<'a>, settled: &Settled) -> Known<'a> {
        Known {
            cycles: settled.cycles.clone(),
            by: settled.by.clone().map(|(parser, pieces)| (parser, field, pieces)),
            agreed: false,
            differs: false,
            unsure: settled.unsure,
            lost: None,
            service_packs: settled.service_packs.clone(),
        }
    }

    /// Of several releases, those with the service pack that a field states; `also` are stated elsewhere.
    pub(crate) fn narrow(&mut self, product: &Product, also: &[u32]) {
        let stated = |sp: u32| self.service_packs.contains(&sp) || also.contains(&sp);
        if let Cycles::Of(known) = &self.cycles
            && known.len() > 1
        {
            let own = |release: &usize| product.releases[*release].sp.is_some_and(stated);
            let left: Vec<usize> = known.iter().copied().filter(own).collect();
            if !left.is_empty() {
                self.cycles = Cycles::Of(left);
            }
        }
    }

    /// Of several releases, those whose mark inside their line a field states: `22H2` beside `Windows 10`.
    pub(crate) fn narrow_by_mark(&mut self, product: &Product, field: &'a Field<'a>) {
        let Cycles::Of(known) = &self.cycles else { return };
        let text = &field.scan.text;
        let mark = |release: &usize| {
            product.releases[*release].features.iter().find_map(|mark| {
                (0..text.len()).find_map(|at| text.has(mark, at, text.len()).map(|count| at..at + count))
            })
        };
        let stated: Vec<(usize, Range<usize>)> =
            known.iter().filter_map(|release| Some((*release, mark(release)?))).collect();
        if let Some((_, pieces)) = stated.first().filter(|_| stated.len() < known.len()) {
            self.by = Some((Parser::YearSp, field, pieces.clone()));
            self.cycles = Cycles::Of(stated.into_iter().map(|(release, _)| release).collect());
        }
    }

    /// Hears a later field: it confirms, refines or contradicts.
    pub(crate) fn hear(&mut self, field: &'a Field<'a>, later: Settled) {
        self.service_packs.extend(later.service_packs);
        let by = later.by.map(|(parser, pieces)| (parser, field, pieces));
        match (&self.cycles, later.cycles) {
            (_, Cycles::None) => {}
            (Cycles::None, cycles) => {
                self.agreed |= matches!(cycles, Cycles::Of(_));
                self.cycles = cycles;
                self.unsure |= later.unsure;
                self.by = by;
            }
            (Cycles::Of(known), Cycles::Of(set)) => {
                let both: Vec<usize> = known.iter().copied().filter(|release| set.contains(release)).collect();
                if both.is_empty() {
                    self.differs = true;
                    self.lost = self.by.take().map(|(_, field, pieces)| (known.clone(), field, pieces));
                    self.cycles = Cycles::Of(set);
                    self.by = by;
                } else {
                    self.agreed = true;
                    if both.len() < known.len() {
                        self.by = by;
                    }
                    self.cycles = Cycles::Of(both);
                }
            }
            // A version outside the list beside a release that is in it: the release stays the candidate, and is not sure.
            (Cycles::Of(_), _) => self.unsure = true,
            (_, cycles @ Cycles::Of(_)) => {
                self.cycles = cycles;
                self.by = by;
                self.unsure = true;
            }
            (Cycles::Older(_) | Cycles::Newer, _) => {}
        }
    }
}
