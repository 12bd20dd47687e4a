//! A product while the layers of the catalogue are laid over each other, and the checks that make a [`Product`] of it.
//!
//! A later layer wins for each product, release and milestone; what it wins over is kept. Only a date that an earlier layer pins,
//! with its reason, stays. Nothing is ever taken away by a layer.

use crate::milestone::Milestone;
use crate::product::{Build, Category, Disputed, Fixes, Life, Monotone, Product, Release, WordsFrom, numbers};
use crate::product_file::{BuildRow, ProductFile, ReleaseRow};
use crate::reading::{Same, Spellings, spell};
use crate::{End, Error, Layer};
use estate::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The milestones of a release, in the order of [`DraftRelease::milestones`].
pub(crate) const MILESTONES: [&str; 4] = ["eoas", "eol", "eoes", "discontinued"];

/// A product before its words are checked.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The file that first names it.
    pub(crate) file: String,
    pub(crate) layer: Layer,
    /// Were its words made from a fetched list? They count only where no file of ours names the product.
    pub(crate) derived: bool,
    /// Everything but its releases.
    pub(crate) words: ProductFile,
    pub(crate) releases: Vec<DraftRelease>,
    /// The layers that say something about it.
    pub(crate) layers: Vec<Layer>,
}

#[derive(Debug, Clone)]
pub(crate) struct DraftRelease {
    /// Everything but its dates.
    pub(crate) row: ReleaseRow,
    pub(crate) released: Option<Date>,
    pub(crate) milestones: [Option<Stated>; 4],
}

/// What is said of a milestone.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) milestone: Milestone,
    /// Why a later layer must not change it.
    pub(crate) pinned: Option<String>,
    /// What was said as well, and is not used.
    pub(crate) others: Vec<Milestone>,
}

impl Draft {
    /// Lays `over` on this draft of the same product.
    pub(crate) fn overlay(&mut self, over: Draft) {
        if !over.derived {
            self.words.overlay(over.words);
        }
        for release in over.releases {
            match self.releases.iter_mut().find(|known| known.row.cycle == release.row.cycle) {
                Some(known) => known.overlay(release),
                None => self.releases.push(if over.derived { release.without_words() } else { release }),
            }
        }
        self.layers.extend(over.layers);
        self.layers.sort_unstable();
        self.layers.dedup();
    }

    /// Checks what the shape alone cannot. `same` spells words as the text reader does.
    pub(crate) fn finish(&self, same: &Same) -> Result<Product, Error> {
        let (file, words) = (self.file.as_str(), &self.words);
        if !id_like(&words.id) {
            return Err(Error::wrong(file, "id", format!("`{}` is no id", words.id), "lower case, a-z 0-9 . - + _"));
        }
        let (Some(name), Some(category)) = (&words.name, words.category) else {
            let what = format!("nothing says the name and category of `{}`", words.id);
            return Err(Error::wrong(file, "name", what, "check the id, or give `name`, `category` and `parsers`"));
        };
        let releases: Vec<Release> = self.releases.iter().map(|release| release.finish(same)).collect();
        let mut cycles = BTreeSet::new();
        for release in &releases {
            if !id_like(&release.cycle) || !cycles.insert(&release.cycle) {
                let what = format!("`{}` is no id or stands twice", release.cycle);
                return Err(Error::wrong(
                    file,
                    "release.cycle",
                    what,
                    "each release once; lower case, a-z 0-9 . - + _",
                ));
            }
        }
        let mut product = Product {
            id: words.id.clone(),
            name: name.clone(),
            category,
            vendor: words.vendor.clone(),
            extended: words.extended.unwrap_or_default(),
            extended_name: words.extended_name.clone(),
            monotone: words.monotone.unwrap_or_default(),
            complete: words.complete.unwrap_or_default(),
            fixes: self.fixes()?,
            life: self.life(category)?,
            layers: self.layers.clone(),
            monotone_to: words.monotone_to.as_deref().map(numbers),
            parsers: words.parsers.clone(),
            kinds: words.kinds.iter().map(|kind| kind.to_ascii_lowercase()).collect(),
            banner: words.banner.unwrap_or_default(),
            words: if self.derived { WordsFrom::List } else { WordsFrom::Us },
            distributes: words.distributes.unwrap_or_default(),
            keeps: words.keeps.iter().map(|word| spell(word, same)).collect(),
            builds: self.builds(&releases)?,
            names: self.names(same),
            features: features(&releases),
            editions: self.editions(same),
            examples: words.example.clone(),
            file: file.to_owned(),
            releases,
        };
        if let Err(error) = falls(file, &product) {
            // A file of ours that calls itself monotone must be; where a later layer breaks the order, nothing bounds anything.
            if self.layers.len() == 1 {
                return Err(error);
            }
            product.monotone = Monotone::No;
        }
        Ok(product)
    }

    fn fixes(&self) -> Result<Fixes, Error> {
        match (self.words.backported.unwrap_or_default(), self.words.ends_with_host.unwrap_or_default()) {
            (false, false) => Ok(Fixes::Makers),
            (true, false) => Ok(Fixes::Distribution),
            (false, true) => Ok(Fixes::Host),
            (true, true) => {
                let what = "a component of its host has no package of its own";
                Err(Error::wrong(&self.file, "ends_with_host", what, "keep `backported` or `ends_with_host`"))
            }
        }
    }

    fn life(&self, category: Category) -> Result<Option<Life>, Error> {
        let hardware = category == Category::Hardware;
        match (self.words.life_years, &self.words.life_source) {
            (Some(years), Some(source)) if hardware && years > 0 => Ok(Some(Life { years, source: source.clone() })),
            (None, None) => Ok(None),
            _ => Err(Error::wrong(
                &self.file,
                "life_years",
                "a life is for hardware and needs its source",
                "give life_years and life_source together, in a hardware file",
            )),
        }
    }

    fn builds(&self, releases: &[Release]) -> Result<Vec<Build>, Error> {
        let row = |row: &BuildRow| {
            let (text, exact) = match (&row.from, &row.is) {
                (Some(text), None) => (text, false),
                (None, Some(text)) => (text, true),
                _ => return Err(Error::wrong(&self.file, "build", "a row has `from` or `is`", "one of the two")),
            };
            let release = releases.iter().position(|release| release.cycle == row.cycle).ok_or_else(|| {
                let what = format!("`{}` is no release of this file", row.cycle);
                Error::wrong(&self.file, "build.cycle", what, "name a cycle of a release")
            })?;
            Ok(Build { numbers: numbers(text), exact, release })
        };
        self.words.build.iter().map(row).collect()
    }

    /// Every name of a release, with all releases it may mean. A hardware model's id is a name of its own.
    fn names(&self, same: &Same) -> Spellings<Vec<usize>> {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, release) in self.releases.iter().enumerate() {
            let own = self.words.is_by_model().then_some(&release.row.cycle);
            for name in release.row.names.iter().chain(own) {
                let releases = names.entry(spell(name, same)).or_default();
                if !releases.contains(&index) {
                    releases.push(index);
                }
            }
        }
        Spellings::new(names)
    }

    fn editions(&self, same: &Same) -> Spellings<Option<String>> {
        let mut editions = BTreeMap::new();
        for row in &self.words.edition {
            for word in &row.words {
                editions.insert(spell(word, same), row.code.clone());
            }
        }
        Spellings::new(editions)
    }

    /// Hardware models: each is a name that needs its vendor.
    pub(crate) fn models(&self) -> impl Iterator<Item = &String> {
        let models = self.words.is_by_model();
        self.releases
            .iter()
            .filter(move |_| models)
            .flat_map(|release| std::iter::once(&release.row.cycle).chain(&release.row.names))
    }
}

impl ProductFile {
    fn overlay(&mut self, over: ProductFile) {
        let lists = [
            (&mut self.earlier_vendors, over.earlier_vendors),
            (&mut self.aliases, over.aliases),
            (&mut self.everyday, over.everyday),
            (&mut self.with_vendor, over.with_vendor),
            (&mut self.aliases_with_version, over.aliases_with_version),
            (&mut self.banner_names, over.banner_names),
            (&mut self.host_named, over.host_named),
            (&mut self.deny, over.deny),
            (&mut self.not_this, over.not_this),
            (&mut self.keeps, over.keeps),
            (&mut self.kinds, over.kinds),
            (&mut self.cpe, over.cpe),
            (&mut self.purl, over.purl),
        ];
        lists.into_iter().for_each(|(own, more)| add(own, more));
        add(&mut self.edition, over.edition);
        add(&mut self.build, over.build);
        self.example.extend(over.example);
        if !over.parsers.is_empty() {
            self.parsers = over.parsers;
        }
        replace(&mut self.name, over.name);
        replace(&mut self.category, over.category);
        replace(&mut self.vendor, over.vendor);
        replace(&mut self.banner, over.banner);
        replace(&mut self.extended, over.extended);
        replace(&mut self.extended_name, over.extended_name);
        replace(&mut self.monotone, over.monotone);
        replace(&mut self.monotone_to, over.monotone_to);
        replace(&mut self.complete, over.complete);
        replace(&mut self.backported, over.backported);
        replace(&mut self.ends_with_host, over.ends_with_host);
        replace(&mut self.distributes, over.distributes);
        replace(&mut self.life_years, over.life_years);
        replace(&mut self.life_source, over.life_source);
    }
}

impl DraftRelease {
    fn overlay(&mut self, over: DraftRelease) {
        replace(&mut self.released, over.released);
        add(&mut self.row.names, over.row.names);
        add(&mut self.row.features, over.row.features);
        replace(&mut self.row.version, over.row.version);
        replace(&mut self.row.sp, over.row.sp);
        replace(&mut self.row.editions, over.row.editions);
        replace(&mut self.row.stated_only, over.row.stated_only);
        replace(&mut self.row.assumed, over.row.assumed);
        for (own, over) in self.milestones.iter_mut().zip(over.milestones) {
            match (own.as_mut(), over) {
                (_, None) => {}
                (None, over) => *own = over,
                (Some(own), Some(over)) => own.overlay(over),
            }
        }
    }

    /// A release that a fetched list adds to a product of ours: it says when it ends, and its own id says how it is read.
    fn without_words(mut self) -> DraftRelease {
        self.row.names.clear();
        self
    }

    fn finish(&self, same: &Same) -> Release {
        let row = &self.row;
        let [eoas, eol, eoes, discontinued] =
            [0, 1, 2, 3].map(|at| self.milestones[at].as_ref().map(|stated| stated.milestone.clone()));
        let disputed = MILESTONES.iter().zip(&self.milestones).flat_map(|(key, stated)| {
            let stated = stated.as_ref();
            let others = stated.map(|stated| stated.others.as_slice()).unwrap_or_default();
            let pinned = stated.and_then(|stated| stated.pinned.clone());
            others.iter().map(move |other| Disputed { key, other: other.clone(), pinned: pinned.clone() })
        });
        Release {
            cycle: row.cycle.clone(),
            released: self.released,
            eoas,
            eol,
            eoes,
            discontinued,
            disputed: disputed.collect(),
            version: numbers(row.version.as_deref().unwrap_or(&row.cycle)),
            sp: row.sp,
            features: row.features.iter().map(|word| spell(word, same)).collect(),
            editions: row.editions.clone(),
            stated_only: row.stated_only.unwrap_or_default(),
            assumed: row.assumed.unwrap_or_default(),
        }
    }
}

impl Stated {
    /// What was used before is kept, unless it says the same.
    fn overlay(&mut self, over: Stated) {
        self.others.extend(over.others);
        // A source that may not accuse takes nothing away from one that may, and a list that no longer says when takes no day away.
        let weaker = self.milestone.backing.verified() && !over.milestone.backing.verified();
        let dated = |end: &End| matches!(end, End::Day(_) | End::Between { .. });
        let dropped =
            over.milestone.layer == Layer::Refreshed && dated(&self.milestone.end) && !dated(&over.milestone.end);
        if self.pinned.is_some() || weaker || dropped {
            self.others.push(over.milestone);
        } else {
            let before = std::mem::replace(&mut self.milestone, over.milestone);
            // The same source changed its mind: nothing that two sources say.
            if before.source != self.milestone.source || before.layer != self.milestone.layer {
                self.others.push(before);
            }
            self.pinned = over.pinned;
        }
        let used = &self.milestone.end;
        self.others.retain(|other| other.end != *used);
    }
}

fn add<T: PartialEq>(own: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !own.contains(&one) {
            own.push(one);
        }
    }
}

fn replace<T>(own: &mut Option<T>, over: Option<T>) {
    if over.is_some() {
        *own = over;
    }
}

pub(crate) fn id_like(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-+_".contains(&b))
}

fn features(releases: &[Release]) -> Spellings<()> {
    let all = releases.iter().flat_map(|release| &release.features);
    Spellings::new(all.map(|feature| (feature.clone(), ())).collect())
}

/// Names the first release whose end falls as versions rise, where none may.
fn falls(file: &str, product: &Product) -> Result<(), Error> {
    if product.monotone == Monotone::No {
        return Ok(());
    }
    for release in product.releases.iter().filter(|release| !release.version.is_empty()) {
        let Some(end) = release.regular_end(product.extended).and_then(Milestone::latest) else { continue };
        let Some(bound) = product.bound_above(&release.version, release.sp) else { continue };
        let above =
            bound.regular_end(product.extended).filter(|end| end.end != End::Passed).and_then(Milestone::latest);
        let dated = release.regular_end(product.extended).is_some_and(|end| end.end != End::Passed);
        if dated && above.is_some_and(|above| above < end) {
            let what = format!("{} ends after {}, so ends fall as versions rise", release.cycle, bound.cycle);
            return Err(Error::wrong(file, "monotone", what, "take the key away, or set monotone_to below the fall"));
        }
    }
    Ok(())
}
