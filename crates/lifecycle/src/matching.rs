//! The order of evidence: which field says what the thing is, which refine it, which contradict it.
//!
//! The product field comes first, then the model for hardware, the operating system field for operating systems, a CPE, a package
//! URL. Later evidence confirms, refines or contradicts; it never silently overrides.

use crate::field::Field;
use crate::identifiers::{cpe_pair, cpe_words, purl_name, purl_words};
use crate::known::Known;
use crate::product::{Category, Product};
use crate::reading::{
    About, Context, Cycles, Hit, Scan, Settled, Subject, about, service_packs_of, settle_all, settle_beside,
    stated_editions,
};
use crate::{Candidate, Catalogue, Found, Grade, Match, Outcome};
use std::ops::Range;

impl Catalogue {
    /// Reads a record's words. The answer depends on them and the catalogue alone.
    pub fn match_found(&self, found: &Found<'_>) -> Match {
        let filled = |words: Option<&'_ str>| words.is_some_and(|words| !words.trim().is_empty());
        let is_number = |words: &str| words.contains(char::is_numeric) && !words.contains(char::is_alphabetic);
        if let Some(vendor) = found.vendor.filter(|vendor| is_number(vendor))
            && !filled(found.version)
        {
            let moved = Found { vendor: None, version: Some(vendor), ..*found };
            return Match { grade: Some(Grade::C), ..self.read_found(&moved) };
        }
        let matched = self.read_found(found);
        // The version's field names the product, and the product's says no more than its maker or a number.
        if let (Some(product), Some(version)) = (found.product, found.version)
            && (matched.outcome == Outcome::VendorOnly
                || matched.outcome == Outcome::NotFound && !product.contains(char::is_alphabetic))
        {
            let number = Some(product).filter(|product| is_number(product));
            let swapped = Found { product: Some(version), version: number, ..*found };
            let again = self.read_found(&swapped);
            if again.outcome == Outcome::Matched {
                return Match { grade: Some(Grade::C), ..again };
            }
        }
        // Two fields in each other's place: the maker's field names the product, and the product's its maker or version.
        if matches!(matched.outcome, Outcome::NotFound | Outcome::VendorOnly)
            && let (Some(vendor), Some(product)) = (found.vendor, found.product)
            && matched.rule != "mention"
            && !product.trim().is_empty()
        {
            let version = found.version.filter(|words| !words.trim().is_empty()).or(Some(product));
            let swapped = Found { vendor: Some(product), product: Some(vendor), version, ..*found };
            let again = self.read_found(&swapped);
            if again.outcome == Outcome::Matched {
                return Match { grade: Some(Grade::C), ..again };
            }
        }
        matched
    }

    fn read_found(&self, found: &Found<'_>) -> Match {
        let vendor = self.field("vendor", found.vendor);
        let version = self.field("version", found.version);
        let edition = self.field("edition", found.edition);
        let os = self.field("os", found.os);
        let kind = found.kind.map(str::to_ascii_lowercase);
        let vendors: Vec<usize> = vendor.iter().flat_map(|field| self.vendors(&field.scan)).collect();
        let context = Context {
            vendors: &vendors,
            vendor_given: vendor.is_some(),
            kind: kind.as_deref(),
            version: version.as_ref().map(|field| &field.scan),
            alone: found.product.is_none_or(|words| words.trim().is_empty()),
            os: os.as_ref().map(|field| &field.scan),
            edition: edition.as_ref().map(|field| &field.scan),
        };
        let fields: Vec<Field<'_>> = if found.is_text() {
            self.field("raw", Some(found.raw)).into_iter().collect()
        } else {
            [
                self.field("product", found.product),
                self.field("model", found.model),
                self.field("os", found.os),
                self.derived("cpe", found.cpe, cpe_words),
                self.derived("purl", found.purl, purl_words),
            ]
            .into_iter()
            .flatten()
            .collect()
        };
        let read: Vec<About> = fields.iter().map(|field| self.about_field(field, &context)).collect();
        let both =
            found.version.zip(found.edition).filter(|(_, edition)| edition.contains(|c: char| c.is_ascii_digit()));
        let both = both.map(|(version, edition)| format!("{version} {edition}"));
        let version_with_edition = found.version.zip(both.as_deref()).map(|(words, both)| Field {
            name: "version",
            words,
            scan: self.phrases.scan(both),
            verbatim: false,
        });
        let reading = Reading {
            catalogue: self,
            found,
            fields: &fields,
            read: &read,
            version: version.as_ref(),
            version_with_edition: version_with_edition.as_ref(),
            context,
        };
        reading.decide(vendor.as_ref())
    }

    fn field<'a>(&self, name: &'static str, words: Option<&'a str>) -> Option<Field<'a>> {
        let words = words.filter(|words| !words.trim().is_empty())?;
        Some(Field { name, words, scan: self.phrases.scan(words), verbatim: true })
    }

    fn derived<'a>(&self, name: &'static str, words: Option<&'a str>, read: fn(&str) -> String) -> Option<Field<'a>> {
        let words = words.filter(|words| !words.trim().is_empty())?;
        Some(Field { name, words, scan: self.phrases.scan(&read(words)), verbatim: false })
    }

    fn vendors(&self, scan: &Scan) -> Vec<usize> {
        scan.hits.iter().flat_map(|hit| self.phrases.roles(hit).vendors.clone()).collect()
    }

    /// A model field speaks of hardware alone, an operating system field of operating systems alone. A version belongs to neither.
    fn about_field(&self, field: &Field<'_>, context: &Context<'_>) -> About {
        let own_category = match field.name {
            "model" => Some(Category::Hardware),
            "os" => Some(Category::OperatingSystem),
            _ => None,
        };
        let own_version = own_category.is_none() || context.alone;
        let context = Context { version: context.version.filter(|_| own_version), ..*context };
        if let Some(subjects) = self.identified(field) {
            return About::Products(subjects);
        }
        match about(&self.products, &self.phrases, &field.scan, &context) {
            About::Products(mut subjects) => {
                subjects
                    .retain(|subject| own_category.is_none_or(|own| self.products[subject.product].category == own));
                if subjects.is_empty() { About::Unknown } else { About::Products(subjects) }
            }
            other => other,
        }
    }
}

impl Catalogue {
    /// The products that an identifier names exactly: of several, those of which a release is read.
    fn identified(&self, field: &Field<'_>) -> Option<Vec<Subject>> {
        let id = match field.name {
            "cpe" => cpe_pair(field.words)?,
            "purl" => purl_name(field.words)?,
            _ => return None,
        };
        let scan = &field.scan;
        let all = 0..scan.text.len();
        let subject = |product: &usize| {
            let own = |hit: &&Hit| self.phrases.roles(hit).aliases.iter().any(|(named, _)| named == product);
            let name = scan.hits.iter().find(own).map_or(0..0, |hit| hit.pieces.clone());
            let known = &self.products[*product];
            Subject::identified(*product, all.clone(), settle_beside(known, scan, &self.phrases, name))
        };
        let subjects: Vec<Subject> = self.phrases.identified(&id).iter().map(subject).collect();
        let reads = |subject: &Subject| !matches!(subject.settled.cycles, Cycles::None);
        let (reading, silent): (Vec<Subject>, Vec<Subject>) = subjects.into_iter().partition(reads);
        let left = if reading.is_empty() { silent } else { reading };
        (!left.is_empty()).then_some(left)
    }
}

struct Reading<'a> {
    catalogue: &'a Catalogue,
    found: &'a Found<'a>,
    fields: &'a [Field<'a>],
    read: &'a [About],
    version: Option<&'a Field<'a>>,
    /// The version with the edition behind it, as some records split `7.2` and `TL4 SP2`.
    version_with_edition: Option<&'a Field<'a>>,
    context: Context<'a>,
}

impl Reading<'_> {
    fn decide(&self, vendor: Option<&Field<'_>>) -> Match {
        // The first field that says something decides; an identifier also stands in for a name that nobody knows.
        let says = |(at, read): &(usize, &About)| match read {
            About::Blank | About::Vendor { .. } => false,
            About::Unknown | About::Mention { .. } => !self.read[at + 1..]
                .iter()
                .zip(&self.fields[at + 1..])
                .any(|(later, field)| matches!(later, About::Products(_)) && matches!(field.name, "cpe" | "purl")),
            _ => true,
        };
        let decisive = self.read.iter().enumerate().find(says);
        let Some((at, read)) = decisive else {
            return self.vendor_or_nothing(vendor);
        };
        let field = &self.fields[at];
        let id = |product: usize| &self.catalogue.products[product].id;
        match read {
            About::Products(subjects) => self.about_products(at, subjects),
            About::Denied { product, phrase, pieces } => {
                let rule = format!("{}.deny.{phrase}", id(*product));
                let mut matched = self.empty(Outcome::Denied, rule);
                matched.facet = self.catalogue.products[*product].category.facet();
                matched.grade = Some(Grade::B);
                matched.evidence.push(field.proof(pieces, format!("part of {}", id(*product))));
                matched
            }
            About::Hanger { vendor, phrase, pieces } => {
                let of = vendor.map(|vendor| self.catalogue.phrases.vendor_id(vendor));
                let rule = of.map_or_else(|| format!("deny.{phrase}"), |id| format!("vendor.{id}.deny.{phrase}"));
                let mut matched = self.empty(Outcome::Denied, rule);
                matched.grade = Some(Grade::B);
                let proves = of.map_or_else(|| "a patch".to_owned(), |id| format!("part of something by {id}"));
                matched.evidence.push(field.proof(pieces, proves));
                matched
            }
            About::NotThis { product, phrase, pieces } => {
                let mut matched = self.empty(Outcome::NotFound, format!("{}.not-this.{phrase}", id(*product)));
                matched.evidence.push(field.proof(pieces, format!("not {}", id(*product))));
                matched
            }
            About::Mention { product, pieces } => {
                let mut matched = self.empty(Outcome::NotFound, "mention");
                matched.evidence.push(field.proof(pieces, format!("mentions {}", id(*product))));
                matched
            }
            About::Blank | About::Unknown | About::Vendor { .. } => self.empty(Outcome::NotFound, "not-found"),
        }
    }

    fn empty(&self, outcome: Outcome, rule: impl Into<String>) -> Match {
        Match::of(self.found.raw, outcome, rule, self.found.facet())
    }

    fn vendor_or_nothing(&self, vendor_field: Option<&Field<'_>>) -> Match {
        let phrases = &self.catalogue.phrases;
        let in_name = self.fields.iter().zip(self.read).find_map(|(field, read)| match read {
            About::Vendor { vendor, pieces } => Some((field, *vendor, pieces.clone())),
            _ => None,
        });
        let in_field = vendor_field.and_then(|field| {
            let hit = field.scan.hits.iter().find(|hit| !phrases.roles(hit).vendors.is_empty())?;
            Some((field, phrases.roles(hit).vendors[0], hit.pieces.clone()))
        });
        let Some((field, vendor, pieces)) = in_name.or(in_field) else {
            return self.empty(Outcome::NotFound, "not-found");
        };
        let id = phrases.vendor_id(vendor);
        let mut matched = self.empty(Outcome::VendorOnly, format!("vendor.{id}"));
        matched.grade = Some(Grade::B);
        matched.evidence.push(field.proof(&pieces, format!("vendor {id}")));
        matched
    }

    fn about_products(&self, at: usize, subjects: &[Subject]) -> Match {
        let field = &self.fields[at];
        let [subject] = subjects else {
            // A name that several share: a later field says which.
            let later = self.read.iter().skip(at + 1).find_map(|read| match read {
                About::Products(others) if others.len() == 1 => {
                    subjects.iter().find(|subject| subject.product == others[0].product)
                }
                _ => None,
            });
            if let Some(chosen) = later {
                return self.about_products(at, std::slice::from_ref(chosen));
            }
            let candidates = subjects.iter().map(|subject| (field, subject)).collect::<Vec<_>>();
            return self.ambiguous(&candidates);
        };
        let product = &self.catalogue.products[subject.product];
        let mut known = Known::of(field, &subject.settled);
        let takes_version = match field.name {
            "raw" | "model" => false,
            "os" => self.context.alone,
            _ => true,
        };
        if let Some(version) = self.version.filter(|_| takes_version) {
            let one = |settled: &Settled| matches!(&settled.cycles, Cycles::Of(set) if set.len() == 1);
            let mut editions = self.context.editions(product);
            let named = stated_editions(product, &field.scan, subject.alias.end..field.scan.text.len());
            editions.extend(named.filter_map(|(_, code)| code));
            let settle = |field: &Field<'_>| settle_all(product, &field.scan, &self.catalogue.phrases, &editions);
            let alone = settle(version);
            let whole = self.version_with_edition.filter(|_| !one(&alone) || alone.unsure);
            let whole = whole.map(|field| (field, settle(field))).filter(|(_, settled)| one(settled));
            let (version, settled) = whole.unwrap_or((version, alone));
            known.hear(version, settled);
            known.narrow_by_mark(product, version);
        }
        for (other_field, other) in self.fields.iter().zip(self.read).skip(at + 1) {
            let relevant = match other_field.name {
                "model" => product.category == Category::Hardware,
                "os" => product.category == Category::OperatingSystem,
                _ => true,
            };
            let About::Products(others) = other else { continue };
            match others.as_slice() {
                [other] if relevant && other.product != subject.product => {
                    return self.ambiguous(&[(field, subject), (other_field, other)]);
                }
                [other] if relevant => {
                    known.agreed = true;
                    known.hear(other_field, other.settled.clone());
                }
                _ => {}
            }
        }
        if let Some(edition) = self.context.edition {
            known.narrow(product, &service_packs_of(edition, &self.catalogue.phrases));
        } else {
            known.narrow(product, &[]);
        }
        let mut matched = self.empty(Outcome::ProductOnly, format!("{}.name", product.id));
        matched.facet = product.category.facet();
        matched.product = Some(product.id.clone());
        matched.evidence.push(field.proof(&self.with_vendor(field, subject), "product"));
        let place = known.by.as_ref().map(|(_, field, pieces)| (*field, pieces.clone()));
        if let Some((parser, ..)) = &known.by {
            matched.rule = format!("{}.{}", product.id, parser.word());
        }
        self.release(&mut matched, product, &known.cycles, known.unsure, place.as_ref());
        if let Some((cycles, field, pieces)) = &known.lost {
            for release in cycles {
                let proves = format!("contradicts: {} {}", product.id, product.releases[*release].cycle);
                matched.evidence.push(field.proof(pieces, proves));
            }
        }
        let sold_by_other = !self.context.vendors.is_empty()
            && !self.context.vendors.iter().any(|vendor| self.catalogue.phrases.sells(*vendor, subject.product));
        let sure = matched.outcome == Outcome::Matched
            && matched.grade.is_none()
            && !known.differs
            && !known.unsure
            && !sold_by_other;
        matched.grade = Some(match (sure, known.agreed) {
            (true, true) => Grade::A,
            (true, false) => Grade::B,
            _ => Grade::C,
        });
        matched
    }

    /// The product's name with its maker's right before it.
    fn with_vendor(&self, field: &Field<'_>, subject: &Subject) -> Range<usize> {
        let phrases = &self.catalogue.phrases;
        let before = subject.alias.start.checked_sub(1).and_then(|piece| field.scan.hit(piece));
        let maker = before.filter(|hit| {
            hit.pieces.end == subject.alias.start
                && phrases.roles(hit).vendors.iter().any(|vendor| phrases.sells(*vendor, subject.product))
        });
        maker.map_or(subject.alias.start, |hit| hit.pieces.start)..subject.alias.end
    }

    fn settle(&self, product: &Product, version: &Field<'_>) -> Settled {
        settle_all(product, &version.scan, &self.catalogue.phrases, &self.context.editions(product))
    }

    /// Writes what was read of the release into the match.
    fn release(
        &self,
        matched: &mut Match,
        product: &Product,
        cycles: &Cycles,
        unsure: bool,
        place: Option<&(&Field<'_>, Range<usize>)>,
    ) {
        let prove = |matched: &mut Match, proves: String| {
            if let Some((field, pieces)) = place {
                matched.evidence.push(field.proof(pieces, proves));
            }
        };
        let cycle = |release: usize| product.releases[release].cycle.clone();
        match cycles {
            Cycles::Of(set) if set.len() == 1 && !unsure => {
                matched.outcome = Outcome::Matched;
                matched.cycle = Some(cycle(set[0]));
                prove(matched, "cycle".to_owned());
            }
            Cycles::Of(set) if !unsure && product.assumed(set).is_some() => {
                matched.outcome = Outcome::Matched;
                matched.cycle = product.assumed(set).map(cycle);
                matched.grade = Some(Grade::C);
                prove(matched, "cycle, for want of a service pack".to_owned());
            }
            Cycles::Of(set) => {
                let possible = self.possible(product, set.iter().copied());
                for cycle in &possible {
                    prove(matched, format!("candidate {} {cycle}", product.id));
                }
                matched.candidates =
                    vec![Candidate { product: product.id.clone(), cycles: possible, by_version: true }];
            }
            Cycles::Older(bound) => {
                matched.outcome = Outcome::OlderThanOldest;
                matched.rule.push_str(".older");
                matched.bound = bound.map(cycle);
                let proves = match &matched.bound {
                    Some(bound) => format!("ended no later than {} {bound}", product.id),
                    None => format!("older than what is listed of {}", product.id),
                };
                prove(matched, proves);
            }
            Cycles::Newer => {
                matched.outcome = Outcome::NewerThanNewest;
                matched.rule.push_str(".newer");
                prove(matched, format!("newer than everything listed of {}", product.id));
            }
            Cycles::None => {
                let cycles = self.possible(product, 0..product.releases.len());
                matched.candidates = vec![Candidate { product: product.id.clone(), cycles, by_version: false }];
            }
        }
    }

    /// The releases that had come out when the record was last seen.
    fn possible(&self, product: &Product, releases: impl Iterator<Item = usize>) -> Vec<String> {
        let out = |release: &usize| match (product.releases[*release].released, self.found.last_seen) {
            (Some(released), Some(seen)) => released <= seen,
            _ => true,
        };
        releases.filter(out).map(|release| product.releases[release].cycle.clone()).collect()
    }

    fn ambiguous(&self, choices: &[(&Field<'_>, &Subject)]) -> Match {
        let mut matched = self.empty(Outcome::Ambiguous, "ambiguous");
        matched.grade = Some(Grade::C);
        for (field, subject) in choices {
            let product = &self.catalogue.products[subject.product];
            matched.rule = format!("{}.{}", matched.rule, product.id);
            let mut part = self.empty(Outcome::ProductOnly, "");
            let mut known = Known::of(field, &subject.settled);
            if let Some(version) = self.version.filter(|_| field.name == "product") {
                known.hear(version, self.settle(product, version));
            }
            let place = known.by.as_ref().map(|(_, field, pieces)| (*field, pieces.clone()));
            self.release(&mut part, product, &known.cycles, false, place.as_ref());
            let possible = match (part.cycle, part.candidates.pop()) {
                (Some(cycle), _) => Candidate { product: product.id.clone(), cycles: vec![cycle], by_version: true },
                (None, Some(candidate)) => candidate,
                (None, None) => Candidate { product: product.id.clone(), cycles: Vec::new(), by_version: true },
            };
            matched.evidence.push(field.proof(&subject.alias, format!("candidate {}", possible.name())));
            matched.candidates.push(possible);
            matched.facet = product.category.facet();
        }
        matched
    }
}

impl Candidate {
    fn name(&self) -> String {
        match self.cycles.as_slice() {
            [only] => format!("{} {only}", self.product),
            _ => self.product.clone(),
        }
    }
}
