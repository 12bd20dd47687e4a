//! Which product a text is about. A name that merely mentions a product is about something else.
//!
//! A text is read up to the first word after which it tells of something else (`for`, `running on`). In that head the product's
//! name may follow its maker and fillers, nothing unknown. What follows the name and can be read with it (numbers, names of
//! releases, editions) is the name's reach; a part or patch after that denies the product.

mod accept;

use super::before::before;
use super::names::name_at;
use super::phrases::{AliasKind, Hit, Mark, Phrases, Roles, Scan};
use super::reach::{lead, marks_a_version, reach};
use super::release::{Cycles, Settled, Window, settle, stated_editions};
use super::text::Gap;
use crate::Product;
use crate::product::Category;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a text is about.
#[derive(Debug)]
pub(crate) enum About {
    /// Nothing: fillers alone, or empty.
    Blank,
    /// A maker and nothing more.
    Vendor { vendor: usize, pieces: Range<usize> },
    /// Something that the catalogue does not know.
    Unknown,
    /// Something unknown that mentions a product.
    Mention { product: usize, pieces: Range<usize> },
    /// A part of a product, a patch for it, a service about it.
    Denied { product: usize, phrase: String, pieces: Range<usize> },
    /// A part of something of this maker, or a patch for something that nobody names.
    Hanger { vendor: Option<usize>, phrase: String, pieces: Range<usize> },
    /// Another product that carries its name.
    NotThis { product: usize, phrase: String, pieces: Range<usize> },
    /// A product; two or more where the text leaves the choice.
    Products(Vec<Subject>),
}

/// A product that a text is about.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) product: usize,
    /// Its name.
    pub(crate) alias: Range<usize>,
    /// What the text says of its release.
    pub(crate) settled: Settled,
    /// The piece after what is read together with the name.
    reach: usize,
    /// Did a banner or a machine's name stand between the name and the version?
    led: bool,
}

impl Subject {
    /// Was a release read?
    fn reads(&self) -> bool {
        matches!(self.settled.cycles, Cycles::Of(_) | Cycles::Older(_))
    }

    /// A product that an identifier names.
    pub(crate) fn identified(product: usize, alias: Range<usize>, settled: Settled) -> Subject {
        Subject { product, reach: alias.end, alias, settled, led: false }
    }
}

/// What is known beside the text.
#[derive(Debug, Default)]
pub(crate) struct Context<'a> {
    /// Makers named in the vendor field.
    pub(crate) vendors: &'a [usize],
    /// Does that field name somebody, known or not?
    pub(crate) vendor_given: bool,
    /// The kind of the asset, in lower case.
    pub(crate) kind: Option<&'a str>,
    /// The version field.
    pub(crate) version: Option<&'a Scan>,
    /// Is there no product field, so that the version is of whatever else is named?
    pub(crate) alone: bool,
    /// The operating system field.
    pub(crate) os: Option<&'a Scan>,
    /// The edition field.
    pub(crate) edition: Option<&'a Scan>,
}

impl Context<'_> {
    /// The codes of a product's editions that the fields of edition and operating system state.
    pub(crate) fn editions<'p>(&self, product: &'p Product) -> Vec<&'p str> {
        // Some products are told apart by what they run on: Internet Explorer 11 on a server.
        let host = self.os.filter(|_| product.category == Category::Product);
        let scans = self.edition.into_iter().chain(host);
        scans.flat_map(|scan| stated_editions(product, scan, 0..scan.text.len()).filter_map(|(_, code)| code)).collect()
    }
}

/// Reads a text.
pub(crate) fn about(products: &[Product], phrases: &Phrases, scan: &Scan, context: &Context<'_>) -> About {
    Reader { products, phrases, scan, context }.about()
}

struct Reader<'a> {
    products: &'a [Product],
    phrases: &'a Phrases,
    scan: &'a Scan,
    context: &'a Context<'a>,
}

impl Reader<'_> {
    fn roles(&self, hit: &Hit) -> &Roles {
        self.phrases.roles(hit)
    }

    fn about(&self) -> About {
        let announces = |hit: &&Hit| self.roles(hit).announces();
        if let Some(hit) = self.scan.hits.iter().find(announces) {
            return self.named(hit, self.scan.text.len());
        }
        let read = self.name_first();
        let (About::Unknown | About::Mention { .. }) = &read else { return read };
        // A patch says so whatever else it says.
        let Some(piece) = (0..self.scan.text.len()).find(|piece| self.is_knowledge_base(*piece)) else { return read };
        let (phrase, pieces) = ("knowledge-base".to_owned(), piece..piece + 2);
        match read {
            About::Mention { product, .. } => About::Denied { product, phrase, pieces },
            _ => About::Hanger { vendor: None, phrase, pieces },
        }
    }

    /// A name that begins the text, after nothing but its maker and words that say nothing.
    fn name_first(&self) -> About {
        let head = self.head();
        let mut unknown = false;
        let mut number = false;
        let mut part: Option<&Hit> = None;
        let mut foreign: Option<&Hit> = None;
        let mut tries = 0;
        let mut vendor: Option<(usize, Range<usize>)> = None;
        let mut piece = 0;
        let mut labelled = false;
        while piece < head {
            // What stands before a colon or a lone hyphen may be a label: `CRM: Dynamics CRM 2011`.
            if unknown && matches!(self.scan.text.pieces[piece].gap, Gap::Dash | Gap::Colon) {
                (unknown, labelled) = (false, true);
            }
            let Some(hit) = self.scan.hit(piece) else {
                if self.scan.text.pieces[piece].number {
                    number = true;
                } else if !(self.scan.text.word(piece) == "v"
                    && self.scan.text.pieces.get(piece + 1).is_some_and(|next| next.number && next.gap <= Gap::Dot))
                {
                    unknown = true;
                }
                piece += 1;
                continue;
            };
            let roles = self.roles(hit);
            piece = hit.pieces.end;
            if let (Some(product), false) = (roles.not_this.first(), unknown) {
                let phrase = self.phrases.slug(hit.phrase);
                return About::NotThis { product: *product, phrase, pieces: hit.pieces.clone() };
            }
            // One word alone may be anybody's; two or more are the part's own name.
            if let (Some(product), false, 2..) = (roles.deny.first(), unknown, hit.pieces.len()) {
                return self.part_of(*product, hit);
            }
            if let Some((product, _)) = roles.aliases.first() {
                if let Some(part) =
                    part.filter(|part| self.phrases.denies(part, *product, &self.products[*product].keeps))
                {
                    return self.part_of(*product, part);
                }
                // A word that is a part of some other product says nothing here.
                let elsewhere = foreign.is_some_and(|word| !self.roles(word).deny.contains(product));
                if unknown && !elsewhere && !labelled && roles.aliases.iter().any(|(own, _)| self.led_up_to(*own, hit))
                {
                    return match self.named(hit, head) {
                        About::Products(subjects) if !subjects.iter().all(Subject::reads) => {
                            About::Mention { product: *product, pieces: hit.pieces.clone() }
                        }
                        named => named,
                    };
                }
                if (unknown || elsewhere) && !labelled && self.labels(piece, head) {
                    unknown = true;
                    continue;
                }
                if unknown || elsewhere {
                    return About::Mention { product: *product, pieces: hit.pieces.clone() };
                }
                // Words that are something else as well are tried a few times, not as often as a long text repeats them.
                tries += 1;
                if tries > 16 && (!roles.marks.is_empty() || !roles.vendors.is_empty()) {
                    continue;
                }
                match self.named(hit, head) {
                    About::Products(subjects) if labelled && !subjects.iter().all(Subject::reads) => {
                        return About::Mention { product: *product, pieces: hit.pieces.clone() };
                    }
                    // A word that is something else as well, and the name may still follow it.
                    About::Mention { .. } if !roles.vendors.is_empty() || !roles.marks.is_empty() => {}
                    About::Mention { .. } if !labelled && self.labels(piece, head) => unknown = true,
                    // A word that says nothing without its maker: the name may follow it, `R730 (PowerEdge)`.
                    About::Mention { .. } if roles.needs_a_maker() => unknown = true,
                    named => return named,
                }
            }
            if roles.is(Mark::Part) || roles.is(Mark::ServicePack) || !roles.deny.is_empty() {
                part = part.or(Some(hit));
                if !roles.is(Mark::Part) && !roles.is(Mark::ServicePack) {
                    foreign = foreign.or(Some(hit));
                }
            } else if let Some(number) = roles.vendors.first() {
                vendor = vendor.or(Some((*number, hit.pieces.clone())));
            } else if roles.is(Mark::Company) && vendor.is_some() {
            } else if !roles.is(Mark::Filler) {
                unknown = true;
            }
        }
        self.without_a_name(head, part, unknown || labelled || number, vendor)
    }

    /// Does a colon or a lone hyphen follow within a few words, so that what stands here may be a label?
    fn labels(&self, piece: usize, head: usize) -> bool {
        (piece..head.min(piece + 6)).any(|piece| matches!(self.scan.text.pieces[piece].gap, Gap::Dash | Gap::Colon))
    }

    /// The head names no product. What follows it may still say what the thing is a part of.
    fn without_a_name(
        &self,
        head: usize,
        part: Option<&Hit>,
        unknown: bool,
        vendor: Option<(usize, Range<usize>)>,
    ) -> About {
        // `Kernel 3.13.0-170-generic on Ubuntu 14.04`: what runs on the system is the system's own kernel.
        let text = &self.scan.text;
        if part.is_none() && vendor.is_none() && head > 1 && head < text.len() && text.word(0) == "kernel" {
            let system = self.scan.hit(head + 1).filter(|hit| !self.roles(hit).aliases.is_empty());
            if let Some(system) = system.filter(|_| text.word(head) == "on") {
                return self.named(system, text.len());
            }
        }
        let mut named = self.scan.hits.iter().filter(|hit| hit.pieces.start >= head);
        let named = named.find_map(|hit| Some((self.roles(hit).aliases.first()?.0, hit)));
        let is_for = head < self.scan.text.len() && self.scan.text.word(head) == "for";
        match (named, part, vendor) {
            (Some((product, _)), Some(part), _) if is_for && !self.kept(part, product) => self.part_of(product, part),
            (Some((product, hit)), _, _) => About::Mention { product, pieces: hit.pieces.clone() },
            (None, None, Some((vendor, pieces))) if !unknown && head == self.scan.text.len() => {
                About::Vendor { vendor, pieces }
            }
            (None, Some(part), Some((vendor, _)))
                if self.roles(part).is(Mark::Part) && !self.roles(part).is(Mark::Loose) =>
            {
                About::Hanger {
                    vendor: Some(vendor),
                    phrase: self.phrases.slug(part.phrase),
                    pieces: part.pieces.clone(),
                }
            }
            (None, None, None) if !unknown && head == self.scan.text.len() => About::Blank,
            _ => About::Unknown,
        }
    }

    /// Is everything before this name something that may be read with it?
    fn led_up_to(&self, product: usize, name: &Hit) -> bool {
        before(self.products, product, self.phrases, self.scan, &name.pieces).is_some()
    }

    fn part_of(&self, product: usize, part: &Hit) -> About {
        About::Denied { product, phrase: self.phrases.slug(part.phrase), pieces: part.pieces.clone() }
    }

    fn kept(&self, part: &Hit, product: usize) -> bool {
        let roles = self.roles(part);
        !roles.is(Mark::ServicePack) && !self.phrases.denies(part, product, &self.products[product].keeps)
    }

    /// Where the text begins to tell of something else. `with SP3` goes on telling.
    fn head(&self) -> usize {
        let goes_on =
            |hit: &Hit| self.scan.hit(hit.pieces.end).is_some_and(|next| self.roles(next).is(Mark::ServicePack));
        self.scan
            .hits
            .iter()
            .find(|hit| self.roles(hit).is(Mark::Cut) && hit.pieces.start > 0 && !goes_on(hit) && !self.measures(hit))
            .map_or(self.scan.text.len(), |hit| hit.pieces.start)
    }

    /// `2.5in`: a unit, not a word.
    fn measures(&self, hit: &Hit) -> bool {
        let text = &self.scan.text;
        let at = hit.pieces.start;
        at > 0 && text.word(at) == "in" && text.pieces[at].gap == Gap::Glued && text.pieces[at - 1].number
    }

    /// The head begins with this name.
    fn named(&self, hit: &Hit, head: usize) -> About {
        let candidates: Vec<(Subject, AliasKind)> = self
            .roles(hit)
            .aliases
            .iter()
            .map(|(product, kind)| (self.subject(*product, *kind, hit, head), *kind))
            .collect();
        let candidates = self.by_edition(candidates, head);
        let mut accepted: Vec<Subject> = candidates
            .into_iter()
            .filter(|(subject, kind)| self.accepts(subject, *kind, head))
            .map(|(subject, _)| subject)
            .collect();
        let Some(first) = accepted.first() else {
            let product = self.roles(hit).aliases[0].0;
            return About::Mention { product, pieces: hit.pieces.clone() };
        };
        // What a system prints of itself says the machine, the maker's address and the licence after the version.
        let led = |subject: &Subject| subject.led && subject.reads();
        let announced = self.roles(hit).announces() || led(first);
        if let Some(denied) = self.denied(first, head).filter(|_| !announced) {
            return denied;
        }
        accepted = self.by_vendor(accepted, head);
        accepted = self.by_another_name(accepted, hit);
        accepted = self.by_release(accepted);
        accepted = self.by_kind(accepted);
        if let [only] = accepted.as_slice()
            && !announced
            && let Some(other) = self.beside(only, head)
        {
            match self.system_of_a_box(only, &other) {
                Some(system) => accepted = vec![system],
                None => accepted.push(other),
            }
        }
        About::Products(accepted)
    }

    fn subject(&self, product: usize, kind: AliasKind, hit: &Hit, head: usize) -> Subject {
        let known = &self.products[product];
        let from = lead(known, self.roles(hit).host_named, self.scan, hit.pieces.end..head);
        let reach = reach(known, product, self.phrases, self.scan, from..head);
        let names_one = || name_at(known, self.scan, hit.pieces.start, hit.pieces.end).is_some();
        let holds_version = match kind {
            AliasKind::WithVersion | AliasKind::Model => true,
            AliasKind::Banner => names_one(),
            _ => false,
        };
        let skip = if holds_version { hit.pieces.end..from } else { hit.pieces.start..from };
        let window = Window { scan: self.scan, phrases: self.phrases, pieces: hit.pieces.start..reach, skip };
        let mut settled = settle(known, &window, &self.context.editions(known));
        // After `5.5.68-MariaDB` stands the packer's own number.
        let before_name = hit.pieces.start > 0 && self.scan.text.pieces[hit.pieces.start].gap == Gap::Hyphen;
        let leaves_a_choice = match &settled.cycles {
            Cycles::None => true,
            Cycles::Of(set) => set.len() > 1,
            _ => before_name,
        };
        if leaves_a_choice && let Some(before) = self.version_before(known, hit) {
            match (&settled.cycles, &before.cycles) {
                (Cycles::Of(set), Cycles::Of(own)) if own.iter().all(|release| set.contains(release)) => {
                    settled = before;
                }
                (Cycles::Of(_), _) => {}
                _ => settled = before,
            }
        }
        if settled.cycles == Cycles::None
            && let Some(led_up) = self.version_led_up_to(product, hit)
        {
            settled = led_up;
        }
        Subject { product, alias: hit.pieces.clone(), settled, reach, led: from > hit.pieces.end }
    }

    /// The version right before a name: `5.5.68-MariaDB`, `2007 Microsoft Office`. A bare number there counts things.
    fn version_before(&self, known: &Product, hit: &Hit) -> Option<Settled> {
        let text = &self.scan.text;
        let mut end = hit.pieces.start;
        if let Some(maker) = end.checked_sub(1).and_then(|piece| self.scan.hit(piece))
            && !self.roles(maker).vendors.is_empty()
        {
            end = maker.pieces.start;
        }
        // `9.00.5000.00 (SQL Server 2005)`: the version before a bracket that begins with the name.
        let joined = |piece: usize| {
            text.pieces[piece].gap <= Gap::Space || (piece == end && text.pieces[piece].gap == Gap::Open)
        };
        let mut start = end;
        while start > 0 && joined(start) && (text.pieces[start - 1].number || marks_a_version(text, start - 1, end)) {
            start -= 1;
        }
        if start == end {
            return None;
        }
        let window = Window { scan: self.scan, phrases: self.phrases, pieces: start..end, skip: end..end };
        let settled = settle(known, &window, &self.context.editions(known));
        let year = settled.by.as_ref().is_some_and(|(_, pieces)| text.word(pieces.start).len() == 4);
        let full = settled.by.as_ref().is_some_and(|(_, pieces)| text.word(pieces.start).contains('.'));
        match settled.cycles {
            Cycles::Of(_) if full || settled.named && year => Some(settled),
            Cycles::Older(_) if full => Some(settled),
            _ => None,
        }
    }

    /// The version anywhere before a name, where all that stands there is read with it: `18.04 LTS Ubuntu`, `R730 (PowerEdge)`.
    fn version_led_up_to(&self, product: usize, hit: &Hit) -> Option<Settled> {
        let (text, known) = (&self.scan.text, &self.products[product]);
        let start = before(self.products, product, self.phrases, self.scan, &hit.pieces)?;
        let end = hit.pieces.start;
        let window = Window { scan: self.scan, phrases: self.phrases, pieces: start..end, skip: end..end };
        let settled = settle(known, &window, &self.context.editions(known));
        // One or two digits alone count things.
        let bare = |pieces: &Range<usize>| {
            pieces.len() == 1 && text.pieces[pieces.start].number && !text.word(pieces.start).contains('.')
        };
        let says = settled.by.as_ref().is_some_and(|(_, pieces)| !bare(pieces) || text.word(pieces.start).len() > 2);
        let dotted = settled.by.as_ref().is_some_and(|(_, pieces)| text.word(pieces.start).contains('.'));
        match settled.cycles {
            Cycles::Of(_) if says && (settled.named || dotted) => Some(settled),
            _ => None,
        }
    }

    /// Of products that share a name, those that have every edition stated.
    fn by_edition(&self, candidates: Vec<(Subject, AliasKind)>, head: usize) -> Vec<(Subject, AliasKind)> {
        if candidates.len() < 2 {
            return candidates;
        }
        let mut stated = BTreeSet::new();
        for (subject, _) in &candidates {
            let known = &self.products[subject.product];
            stated.extend(stated_editions(known, self.scan, 0..head).map(|(word, _)| word));
            if let Some(scan) = self.context.edition {
                stated.extend(stated_editions(known, scan, 0..scan.text.len()).map(|(word, _)| word));
            }
        }
        let has = |product: usize, word: &str| self.products[product].editions.contains(word);
        let all = |(subject, _): &&(Subject, AliasKind)| stated.iter().all(|word| has(subject.product, word));
        let left: Vec<(Subject, AliasKind)> = candidates.iter().filter(all).cloned().collect();
        if left.is_empty() { candidates } else { left }
    }

    /// Of products that share a name, those of a maker that is named.
    fn by_vendor(&self, accepted: Vec<Subject>, head: usize) -> Vec<Subject> {
        keep(accepted, |subject| self.vendor_beside(subject, head))
    }

    /// Of products that share a name, those that the text or the version calls by another as well: `mysqld 5.5.68-MariaDB`.
    fn by_another_name(&self, accepted: Vec<Subject>, shared: &Hit) -> Vec<Subject> {
        if accepted.len() < 2 {
            return accepted;
        }
        let named = |scan: &Scan, product: usize| {
            let hits = scan.hits.iter().filter(|hit| hit.phrase != shared.phrase);
            hits.into_iter().any(|hit| self.roles(hit).aliases.iter().any(|(own, _)| *own == product))
        };
        keep(accepted, |subject| {
            let again = || self.context.version.is_some_and(|scan| named(scan, subject.product));
            (named(self.scan, subject.product) && subject.settled.cycles != Cycles::None) || again()
        })
    }

    /// Of products that share a name, those of which a release was read; of those, the ones whose release goes by its name, since
    /// one build may be two products.
    fn by_release(&self, accepted: Vec<Subject>) -> Vec<Subject> {
        let reads =
            |subject: &Subject| matches!(subject.settled.cycles, Cycles::Of(_)) || self.version_reads(subject.product);
        keep(keep(accepted, reads), |subject| subject.settled.named)
    }

    /// Of products that share a name, those that this kind of asset is.
    fn by_kind(&self, accepted: Vec<Subject>) -> Vec<Subject> {
        let Some(kind) = self.context.kind.filter(|_| accepted.len() > 1) else { return accepted };
        keep(accepted, |subject| self.products[subject.product].kinds.iter().any(|own| own == kind))
    }

    /// The part or patch that stands after the name's reach. After a comma or a lone hyphen only what follows at once counts.
    fn denied(&self, subject: &Subject, head: usize) -> Option<About> {
        let keeps = &self.products[subject.product].keeps;
        let text = &self.scan.text;
        let (mut stopped, mut unknown) = (false, false);
        // In brackets a patch's number says how far the thing is patched, if its build follows; else the thing is the patch.
        let is_build = |piece: usize| text.pieces[piece].number && text.word(piece).contains('.');
        if let Some(patch) = (subject.alias.end..subject.reach.min(head)).find(|piece| self.is_knowledge_base(*piece))
            && !(patch..text.len()).any(is_build)
        {
            let (phrase, pieces) = ("knowledge-base".to_owned(), patch..patch + 2);
            return Some(About::Denied { product: subject.product, phrase, pieces });
        }
        let mut piece = subject.reach;
        while piece < head {
            // `SQL Server 2016 - 50 Device CALs`: a count goes on with what is counted.
            let counted = piece == subject.reach && text.pieces[piece].number;
            stopped |= text.pieces[piece].gap >= Gap::Dash && !counted;
            if let Some(hit) = self.scan.hit(piece) {
                if self.phrases.denies(hit, subject.product, keeps) && !(stopped && unknown) && !self.is_an_aside(hit) {
                    return Some(self.part_of(subject.product, hit));
                }
                piece = hit.pieces.end;
            } else {
                if self.is_knowledge_base(piece) && !text.pieces[piece].bracketed {
                    let pieces = piece..piece + 2;
                    return Some(About::Denied {
                        product: subject.product,
                        phrase: "knowledge-base".to_owned(),
                        pieces,
                    });
                }
                unknown |= !text.pieces[piece].number;
                piece += 1;
            }
        }
        None
    }

    /// What brackets tell of a thing's use, `(library catalogue)`, does not make it a part; `(client)` does.
    fn is_an_aside(&self, hit: &Hit) -> bool {
        let first = &self.scan.text.pieces[hit.pieces.start];
        first.bracketed && (first.gap != Gap::Open || self.roles(hit).is(Mark::Loose))
    }

    /// `KB4012212`: a patch.
    fn is_knowledge_base(&self, piece: usize) -> bool {
        let text = &self.scan.text;
        text.word(piece) == "kb"
            && text.pieces.get(piece + 1).is_some_and(|next| next.number && next.gap == Gap::Glued)
            && matches!(text.word(piece + 1).len(), 6 | 7)
    }

    /// Another product named after that, outside brackets. A few names are enough to know that there is one.
    fn beside(&self, subject: &Subject, head: usize) -> Option<Subject> {
        let later = self.scan.hits.iter().filter(|hit| hit.pieces.start >= subject.reach && hit.pieces.end <= head);
        let named = later.filter(|hit| !self.scan.text.pieces[hit.pieces.start].bracketed);
        let other = named.flat_map(|hit| self.roles(hit).aliases.iter().map(move |alias| (hit, alias)));
        let other = other.filter(|(hit, (product, kind))| {
            let module = self.in_a_list(&subject.alias) && self.in_a_list(&hit.pieces);
            !module && !self.marks_a_package(subject, *product, *kind, hit)
        });
        other.filter(|(_, (product, _))| *product != subject.product).take(16).find_map(|(hit, (product, kind))| {
            let other = self.subject(*product, *kind, hit, head);
            let sure = match kind {
                AliasKind::Plain | AliasKind::WithVersion | AliasKind::Banner => true,
                AliasKind::Everyday => matches!(other.settled.cycles, Cycles::Of(_)),
                AliasKind::WithVendor | AliasKind::Model => false,
            };
            sure.then_some(other)
        })
    }
}

impl Reader<'_> {
    /// A box and its maker's own system in one text: the system, whose release it states.
    fn system_of_a_box(&self, one: &Subject, other: &Subject) -> Option<Subject> {
        let category = |subject: &Subject| self.products[subject.product].category;
        let system = match (category(one), category(other)) {
            (Category::Hardware, Category::OperatingSystem) => other,
            (Category::OperatingSystem, Category::Hardware) => one,
            _ => return None,
        };
        (self.phrases.same_maker(one.product, other.product) && system.reads()).then(|| system.clone())
    }

    /// A system's name inside a version says who packed it: `5.0.51a-3ubuntu5`, `2.2.15-69.el6.centos`.
    ///
    /// So does an everyday word what it was built for: `4.1.27-LE-jdk14`.
    fn marks_a_package(&self, subject: &Subject, other: usize, kind: AliasKind, hit: &Hit) -> bool {
        let system = |product: usize| self.products[product].category == Category::OperatingSystem;
        let mark = system(other) || kind == AliasKind::Everyday;
        !system(subject.product) && mark && self.scan.text.pieces[hit.pieces.start].gap <= Gap::Hyphen
    }

    /// Is this name one of `Apache/2.4.6 OpenSSL/1.0.2k PHP/5.4.16`? A server's banner lists its modules after itself.
    fn in_a_list(&self, name: &Range<usize>) -> bool {
        self.scan.text.pieces.get(name.end).is_some_and(|next| next.number && next.gap == Gap::Slash)
    }
}

/// Those for which `fits` holds, or all where it holds for none.
fn keep(subjects: Vec<Subject>, fits: impl Fn(&Subject) -> bool) -> Vec<Subject> {
    if subjects.len() > 1 && subjects.iter().any(&fits) {
        return subjects.into_iter().filter(|subject| fits(subject)).collect();
    }
    subjects
}
