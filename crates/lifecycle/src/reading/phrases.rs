//! Every word of the catalogue, found in one pass: one automaton over all phrases, whole pieces, the longest of those that begin
//! first.

use super::text::{Same, Text, spell};
use crate::draft::Draft;
use crate::words::Words;
use crate::{Error, Product};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// How a name stands for a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AliasKind {
    /// Wherever it begins a name.
    Plain,
    /// Only beside its vendor or one of its versions.
    Everyday,
    /// Like plain, and it holds its version.
    WithVersion,
    /// Only beside its vendor.
    WithVendor,
    /// A hardware model: only beside its vendor, and it is its own version.
    Model,
    /// What only the thing itself prints: wherever it stands.
    Banner,
}

/// What a phrase that belongs to no product says of the name it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The thing is a part of a product, a patch for it or a service about it.
    Part,
    /// Such a word, and where only a maker is named it says nothing.
    Loose,
    /// From here on the name tells of something else.
    Cut,
    /// Nothing.
    Filler,
    /// The number of a service pack follows.
    ServicePack,
    /// The name before it is a company's.
    Company,
}

/// Everything that a phrase is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roles {
    pub(crate) aliases: Vec<(usize, AliasKind)>,
    pub(crate) vendors: Vec<usize>,
    pub(crate) deny: Vec<usize>,
    pub(crate) not_this: Vec<usize>,
    pub(crate) marks: Vec<Mark>,
    /// May a machine's name stand between this name and the version?
    pub(crate) host_named: bool,
}

/// A phrase found in a text.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) phrase: usize,
    pub(crate) pieces: Range<usize>,
}

/// A text with every phrase that was found in it.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) text: Text,
    pub(crate) hits: Vec<Hit>,
    /// By piece, the hit it belongs to.
    at: Vec<Option<usize>>,
}

impl Scan {
    pub(crate) fn hit(&self, piece: usize) -> Option<&Hit> {
        self.at.get(piece).copied().flatten().map(|hit| &self.hits[hit])
    }
}

/// All phrases and what they are.
#[derive(Debug)]
pub(crate) struct Phrases {
    automaton: AhoCorasick,
    roles: Vec<Roles>,
    spelled: Vec<String>,
    /// Ids of makers, in the order of their numbers.
    vendors: Vec<String>,
    /// By product, the numbers of its makers.
    sold_by: Vec<Vec<usize>>,
    pub(crate) same: Same,
    /// Maker and product of a CPE, type and name of a package URL → products.
    identifiers: HashMap<String, Vec<usize>>,
}

impl Phrases {
    /// From the word list and the products' files, each file beside the product it became.
    pub(crate) fn new(words: &Words, same: Same, products: &[(Draft, Product)]) -> Result<Phrases, Error> {
        let mut all: BTreeMap<String, Roles> = BTreeMap::new();
        let mut role = |phrase: &str, set: &dyn Fn(&mut Roles)| {
            let spelled = spell(phrase, &same);
            if !spelled.is_empty() {
                set(all.entry(spelled).or_default());
            }
        };
        let vendors: Vec<String> = words.vendor.iter().map(|vendor| vendor.id.clone()).collect();
        for (number, vendor) in words.vendor.iter().enumerate() {
            vendor.names.iter().for_each(|name| role(name, &|roles| roles.vendors.push(number)));
        }
        let mut mark = |words: &[String], mark: Mark| {
            words.iter().for_each(|word| role(word, &|roles| roles.marks.push(mark)));
        };
        mark(&words.parts, Mark::Part);
        mark(&words.loose_parts, Mark::Loose);
        mark(&words.patches, Mark::Part);
        mark(&words.cuts, Mark::Cut);
        mark(&words.fillers, Mark::Filler);
        mark(&words.service_packs, Mark::ServicePack);
        mark(&words.companies, Mark::Company);
        for (number, (draft, _)) in products.iter().enumerate().filter(|(_, (draft, _))| !draft.derived) {
            let file = &draft.words;
            let mut alias = |names: &mut dyn Iterator<Item = &String>, kind: AliasKind| {
                names.for_each(|name| role(name, &|roles| roles.alias(number, kind)));
            };
            alias(&mut file.banner_names.iter(), AliasKind::Banner);
            alias(&mut file.aliases.iter(), AliasKind::Plain);
            alias(&mut file.aliases_with_version.iter(), AliasKind::WithVersion);
            alias(&mut file.everyday.iter(), AliasKind::Everyday);
            alias(&mut file.with_vendor.iter(), AliasKind::WithVendor);
            alias(&mut draft.models(), AliasKind::Model);
            file.host_named.iter().for_each(|name| role(name, &|roles| roles.host_named = true));
            file.deny.iter().for_each(|word| role(word, &|roles| roles.deny.push(number)));
            file.not_this.iter().for_each(|word| role(word, &|roles| roles.not_this.push(number)));
        }
        shared_names_are_everyday(&all, products)?;
        derived_names(&mut all, &same, products);
        let sold_by =
            products.iter().map(|(draft, product)| makers(draft, product, &vendors)).collect::<Result<_, _>>()?;
        let mut identifiers: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (draft, _)) in products.iter().enumerate() {
            for id in draft.words.cpe.iter().chain(&draft.words.purl) {
                identifiers.entry(id.clone()).or_default().push(number);
            }
        }
        let (spelled, roles): (Vec<String>, Vec<Roles>) = all.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&spelled)
            .map_err(|error| Error::Words(error.to_string()))?;
        Ok(Phrases { automaton, roles, spelled, vendors, sold_by, same, identifiers })
    }

    /// Cuts a text up and finds every phrase in it.
    pub(crate) fn scan(&self, raw: &str) -> Scan {
        let text = Text::read(raw, &self.same);
        let mut at = vec![None; text.len()];
        let mut hits = Vec::new();
        for found in self.automaton.find_iter(&text.spelled) {
            let pieces = text.piece_at(found.start())..text.piece_at(found.end());
            at[pieces.clone()].fill(Some(hits.len()));
            hits.push(Hit { phrase: found.pattern().as_usize(), pieces });
        }
        Scan { text, hits, at }
    }

    pub(crate) fn roles(&self, hit: &Hit) -> &Roles {
        &self.roles[hit.phrase]
    }

    /// The products of an identifier: `microsoft:sql_server`, `npm/jquery`.
    pub(crate) fn identified(&self, id: &str) -> &[usize] {
        self.identifiers.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// A phrase as part of a rule id: `native-client`.
    pub(crate) fn slug(&self, phrase: usize) -> String {
        self.spelled[phrase].split_whitespace().collect::<Vec<_>>().join("-")
    }

    pub(crate) fn vendor_id(&self, vendor: usize) -> &str {
        &self.vendors[vendor]
    }

    pub(crate) fn sells(&self, vendor: usize, product: usize) -> bool {
        self.sold_by[product].contains(&vendor)
    }

    /// Does one maker sell both?
    pub(crate) fn same_maker(&self, product: usize, other: usize) -> bool {
        self.sold_by[product].iter().any(|vendor| self.sells(*vendor, other))
    }

    /// Does this phrase, of these roles, deny a product?
    pub(crate) fn denies(&self, hit: &Hit, product: usize, keeps: &[String]) -> bool {
        let roles = self.roles(hit);
        (roles.is(Mark::Part) || roles.deny.contains(&product)) && !keeps.contains(&self.spelled[hit.phrase])
    }
}

impl Roles {
    /// Is it what only a thing itself prints?
    pub(crate) fn announces(&self) -> bool {
        self.aliases.iter().any(|(_, kind)| *kind == AliasKind::Banner)
    }

    /// Is it a name only beside its maker's?
    pub(crate) fn needs_a_maker(&self) -> bool {
        self.aliases.iter().all(|(_, kind)| matches!(kind, AliasKind::Model | AliasKind::WithVendor))
    }

    pub(crate) fn is(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    fn alias(&mut self, product: usize, kind: AliasKind) {
        if !self.aliases.iter().any(|(known, _)| *known == product) {
            self.aliases.push((product, kind));
        }
    }
}

/// Names that were made from a fetched list: they count where no word of ours says anything else, and a name that two products of
/// the list share is everyday.
fn derived_names(all: &mut BTreeMap<String, Roles>, same: &Same, products: &[(Draft, Product)]) {
    let mut made: BTreeMap<String, Vec<(usize, AliasKind)>> = BTreeMap::new();
    for (number, (draft, _)) in products.iter().enumerate().filter(|(_, (draft, _))| draft.derived) {
        let names = [(&draft.words.aliases, AliasKind::Plain), (&draft.words.everyday, AliasKind::Everyday)];
        for (name, kind) in names.into_iter().flat_map(|(names, kind)| names.iter().map(move |name| (name, kind))) {
            let spelled = spell(name, same);
            // Nothing but digits would be any number.
            if !spelled.chars().any(char::is_alphabetic) || all.contains_key(&spelled) {
                continue;
            }
            let entry = made.entry(spelled).or_default();
            if !entry.iter().any(|(known, _)| *known == number) {
                entry.push((number, kind));
            }
        }
    }
    for (spelled, mut aliases) in made {
        if aliases.len() > 1 {
            aliases.iter_mut().for_each(|(_, kind)| *kind = AliasKind::Everyday);
        }
        all.insert(spelled, Roles { aliases, ..Roles::default() });
    }
}

fn makers(draft: &Draft, product: &Product, vendors: &[String]) -> Result<Vec<usize>, Error> {
    product
        .vendor
        .iter()
        .chain(&draft.words.earlier_vendors)
        .map(|id| {
            vendors.iter().position(|vendor| vendor == id).ok_or_else(|| {
                let what = format!("`{id}` is no vendor of {}", crate::words::FILE);
                Error::wrong(&product.file, "vendor", what, "add it there, with the names that records use")
            })
        })
        .collect()
}

/// A name that is plain in one file may not stand in another at all.
fn shared_names_are_everyday(all: &BTreeMap<String, Roles>, products: &[(Draft, Product)]) -> Result<(), Error> {
    for (phrase, roles) in all {
        let sure = |kind: &AliasKind| matches!(kind, AliasKind::Plain | AliasKind::WithVersion);
        if let [(first, one), (second, other), ..] = roles.aliases.as_slice()
            && (sure(one) || sure(other))
        {
            return Err(Error::Twice {
                file: products[*first].1.file.clone(),
                other: products[*second].1.file.clone(),
                what: format!("the name `{}`", phrase.split_whitespace().collect::<Vec<_>>().join(" ")),
                hint: "list it under `everyday` in both, or keep it in one",
            });
        }
    }
    Ok(())
}
