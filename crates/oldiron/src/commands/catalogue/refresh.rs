//! `oldiron catalogue refresh`: keep a newer list of support dates beside what ships.
//!
//! A list is checked before it is kept. What the list before it said and it no longer says stays known, as a file of its own, until
//! somebody accepts the loss.

use crate::arguments::Refresh;
use crate::failure::{DONE, Failure, on};
use crate::rules;
use crate::talk::{self, Progress};
use connector_kit::{Address, Client, Endpoint, Method, Options, Read, SignIn, as_it_is};
use estate::{Date, days_between};
use lifecycle::{Catalogue, Conflict, Dropped, Layer, LayerFile};
use settings::Settings;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Of each kind of news, so many are told one by one.
const MOST_TOLD: usize = 20;

/// A list older than this is refused, unless it is asked for: nobody keeps an old list by accident.
const OLD_DAYS: i64 = 365;

/// A list older than this is kept with a warning.
const STALE_DAYS: i64 = 90;

pub(super) fn run(refresh: &Refresh, progress: &Progress) -> Result<ExitCode, Failure> {
    let mut settings = rules::settings(refresh.config.as_deref(), progress)?;
    if let Some(data_dir) = &refresh.data_dir {
        data_dir.clone_into(&mut settings.data_dir);
    }
    let fetched = fetch(&refresh.from, progress)?;
    let new = shipped_with(&fetched.name, &fetched.text)?;
    new.unused().iter().take(MOST_TOLD).for_each(|unused| progress.note(&format!("not used: {unused}")));
    let Some(read_on) =
        new.layers().iter().find(|layer| layer.layer == Layer::Refreshed).and_then(|layer| layer.read_on)
    else {
        return Err(Failure::usage(format!(
            "{}: it dates nothing. hint: check that it is the whole list",
            fetched.name
        )));
    };
    let as_of = refresh.as_of.unwrap_or_else(rules::today);
    check_age(&fetched.name, read_on, as_of, refresh.accept_old, progress)?;

    let place = Place::of(&settings, &fetched);
    let dropped = match place.before()? {
        Some(before) => new.dropped_since(&shipped_with(&place.name, &before)?, Layer::Refreshed),
        None => Vec::new(),
    };
    tell(&new, &dropped, refresh.accept_dropped, progress);
    if refresh.dry_run {
        progress.note("nothing was kept: this was a dry run");
        return Ok(DONE);
    }
    let path = place.keep(&fetched.text, !dropped.is_empty() && !refresh.accept_dropped, refresh.accept_dropped)?;
    // What was kept must be of use together with everything else that this machine knows.
    settings.catalogue(&[]).map_err(Failure::usage)?;
    talk::data(&format!("{}\n", path.display()));
    Ok(DONE)
}

/// A list, and where it came from.
struct Fetched {
    /// The name it is kept under.
    name: String,
    text: String,
}

fn fetch(from: &str, progress: &Progress) -> Result<Fetched, Failure> {
    if from.contains("://") {
        progress.step(&format!("fetching {from}"));
        return fetch_from(from);
    }
    let path = Path::new(from);
    let text = fs::read_to_string(path).map_err(on(path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Fetched { name, text })
}

/// The one thing that is asked of an address: the list itself.
static LIST: &[Endpoint] =
    &[Endpoint { method: Method::Get, path: "", what: "a list of support dates", needs: "nothing: it is public" }];

fn fetch_from(from: &str) -> Result<Fetched, Failure> {
    let hint = "hint: where there is no network, fetch it by other means and name the file with --from";
    let failed = |error: connector_kit::Error| Failure::source(format!("{from}: {error}. {hint}"));
    let address = Address::parse(from).map_err(|error| Failure::usage(format!("{from}: {error}")))?;
    let client = Client::new(address, SignIn::Nobody, LIST, Options::default()).map_err(failed)?;
    let read = Read::of(&LIST[0], &[]);
    let page = connector_kit::wait_for(client.read(&read, &as_it_is)).map_err(failed)?.map_err(failed)?;
    let name = from.trim_end_matches('/').rsplit('/').next().unwrap_or("list");
    Ok(Fetched { name: format!("{name}.json"), text: page.body })
}

/// What ships, with one refreshed list on top.
fn shipped_with(name: &str, text: &str) -> Result<Catalogue, Failure> {
    let shipped = settings::embedded("catalogue");
    let shipped = shipped.iter().map(|(name, text)| LayerFile { layer: Layer::BuiltIn, name, text });
    let files: Vec<LayerFile<'_>> = shipped.chain([LayerFile { layer: Layer::Refreshed, name, text }]).collect();
    Catalogue::of_layers(&files).map_err(Failure::usage)
}

fn check_age(name: &str, read_on: Date, as_of: Date, accept_old: bool, progress: &Progress) -> Result<(), Failure> {
    let age = days_between(read_on, as_of).max(0);
    if age > OLD_DAYS && !accept_old {
        return Err(Failure::usage(format!(
            "{name} was made on {read_on}, {age} days before {as_of}. hint: fetch a newer one, or keep it with --accept-old"
        )));
    }
    let warning = if age > STALE_DAYS { "warning: " } else { "" };
    if read_on > as_of {
        progress.note(&format!("{name} was made on {read_on}, after {as_of}"));
        return Ok(());
    }
    progress.note(&format!("{warning}{name} was made on {read_on}, {age} days before {as_of}"));
    Ok(())
}

fn tell(new: &Catalogue, dropped: &[Dropped], accepted: bool, progress: &Progress) {
    for layer in new.layers().iter().filter(|layer| layer.layer == Layer::Refreshed) {
        progress.note(&format!("it dates {} releases of {} products", layer.releases, layer.products));
    }
    // What files of ours hold of other sources is no news of this list.
    let is_news = |conflict: &Conflict| conflict.used.layer != conflict.other.layer;
    let conflicts: Vec<Conflict> = new.conflicts().into_iter().filter(is_news).collect();
    let some = |count: usize| if count > MOST_TOLD { format!("; the first {MOST_TOLD}:") } else { ":".to_owned() };
    if !conflicts.is_empty() {
        progress.note(&format!("{} dates differ from what is used or kept{}", conflicts.len(), some(conflicts.len())));
    }
    for conflict in conflicts.iter().take(MOST_TOLD) {
        let pinned = conflict.pinned.as_ref().map(|why| format!(", pinned: {why}")).unwrap_or_default();
        progress.note(&format!(
            "  {} {} {}: {} ({}) is used, not {} ({}){pinned}",
            conflict.product,
            conflict.cycle,
            conflict.milestone,
            conflict.used,
            conflict.used.layer,
            conflict.other,
            conflict.other.layer
        ));
    }
    if dropped.is_empty() {
        return;
    }
    let fate = if accepted { "are forgotten" } else { "stay known until --accept-dropped" };
    progress.note(&format!(
        "{} dates of the list before are no longer in it and {fate}{}",
        dropped.len(),
        some(dropped.len())
    ));
    for gone in dropped.iter().take(MOST_TOLD) {
        progress.note(&format!("  {} {} {}: {}", gone.product, gone.cycle, gone.milestone, gone.said));
    }
}

/// Where a list is kept.
struct Place {
    folder: PathBuf,
    name: String,
}

impl Place {
    /// Lists of one kind replace each other: the open catalogue goes by one name, whatever its file was called.
    fn of(settings: &Settings, fetched: &Fetched) -> Place {
        let json = fetched.text.trim_start().starts_with('{');
        let open = json && fetched.text.contains("\"releases\"");
        let name = if open {
            "endoflife-date.json".to_owned()
        } else {
            let stem: String = Path::new(&fetched.name)
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default()
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
                .collect();
            format!("{}.{}", if stem.is_empty() { "list" } else { &stem }, if json { "json" } else { "toml" })
        };
        Place { folder: settings.refreshed_catalogue(), name }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// What the list before said that a newer one dropped. Sorts before the list itself, so that the list wins.
    fn kept(&self) -> PathBuf {
        match self.name.rsplit_once('.') {
            Some((stem, ending)) => self.folder.join(format!("{stem}-before.{ending}")),
            None => self.folder.join("before"),
        }
    }

    fn before(&self) -> Result<Option<String>, Failure> {
        let path = self.path();
        if path.is_file() { fs::read_to_string(&path).map(Some).map_err(on(&path)) } else { Ok(None) }
    }

    /// Writes beside and renames, so that a reader never sees half a list.
    fn keep(&self, text: &str, keep_before: bool, forget_before: bool) -> Result<PathBuf, Failure> {
        fs::create_dir_all(&self.folder).map_err(on(&self.folder))?;
        let path = self.path();
        let part = self.folder.join(format!("{}.part", self.name));
        fs::write(&part, text).map_err(on(&part))?;
        if keep_before && !self.kept().is_file() {
            fs::rename(&path, self.kept()).map_err(on(&path))?;
        }
        if forget_before && self.kept().is_file() {
            fs::remove_file(self.kept()).map_err(on(&self.kept()))?;
        }
        fs::rename(&part, &path).map_err(on(&path))?;
        Ok(path)
    }
}
