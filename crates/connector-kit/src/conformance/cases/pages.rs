//! Raw pages: a pull that was stopped goes on, and one that went wrong can be played again.

use super::case;
use crate::Pages;
use crate::conformance::expect::{same_rows, told, whole};
use crate::conformance::ground::{Ground, Outcome};
use crate::conformance::report::{Case, Failed};
use crate::conformance::{Mishap, Strikes, What, Wish};
use std::fs;
use std::path::Path;

pub(super) const CASES: &[Case] = &[
    case("pages-kept", "Keeping pages changes nothing, and no secret is in them.", |ground| {
        let folder = ground.stand.folder();
        let raised = ground.stand.raise(&Wish::default());
        let outcome = kept(ground, &raised, &folder, u64::MAX)?;
        ground.leave_folder(&folder);
        Ok(whole(ground, &outcome)?)
    }),
    case("replay", "Kept pages give the same rows in the same order, without a single request.", |ground| {
        let folder = ground.stand.folder();
        let first = kept(ground, &ground.stand.raise(&Wish::default()), &folder, u64::MAX)?;
        let again = replayed(ground, &folder)?;
        whole(ground, &again)?;
        if again.rows != first.rows {
            return Err(Failed::Broke("rows come in another order".to_owned()));
        }
        Ok(())
    }),
    case("replay-of-a-broken-pull", "What was missing is missing in the replay too, and told.", |ground| {
        let folder = ground.stand.folder();
        let raised = ground.stand.raise(&Wish::default());
        if !raised.system.arm(Mishap::Forbidden, Strikes::from(3)) {
            return Err(Failed::CannotBe);
        }
        let first = kept(ground, &raised, &folder, u64::MAX)?;
        told(ground, &first)?;
        let again = replayed(ground, &folder)?;
        told(ground, &again)?;
        if again.rows != first.rows {
            return Err(Failed::Broke("the replay brings other rows".to_owned()));
        }
        Ok(())
    }),
    case(
        "stopped-early",
        "A pull that was stopped after a few rows is gone on with, and equals an undisturbed one.",
        |ground| stopped(ground, |_| 3),
    ),
    case(
        "stopped-in-the-middle",
        "So is one that was stopped in the middle; finished pages are not asked for again.",
        |ground| stopped(ground, |all| all / 2),
    ),
    case("stopped-late", "So is one that was stopped just before the end.", |ground| stopped(ground, |all| all - 1)),
    case("torn-page", "A page that was torn while it was written is cut off and read again.", |ground| {
        let folder = ground.stand.folder();
        kept(ground, &ground.stand.raise(&Wish::default()), &folder, u64::MAX)?;
        for path in tapes(&folder) {
            let bytes = fs::read(&path).unwrap_or_default();
            // In the middle of whatever was written last.
            fs::write(&path, &bytes[..bytes.len() - bytes.len().min(5)]).map_err(|error| error.to_string())?;
        }
        let again = kept(ground, &ground.stand.raise(&Wish::default()), &folder, u64::MAX)?;
        Ok(whole(ground, &again)?)
    }),
    case(
        "finished-pages-are-good",
        "A pull over finished pages brings every row and asks for no page again.",
        |ground| {
            let folder = ground.stand.folder();
            kept(ground, &ground.stand.raise(&Wish::default()), &folder, u64::MAX)?;
            let again = kept(ground, &ground.stand.raise(&Wish::default()), &folder, u64::MAX)?;
            whole(ground, &again)?;
            match again.of_large(What::Rows) {
                0 => Ok(()),
                many => Err(Failed::Broke(format!("{many} pages are asked for again"))),
            }
        },
    ),
];

fn kept(ground: &Ground<'_>, raised: &crate::conformance::Raised, folder: &Path, most: u64) -> Result<Outcome, Failed> {
    let pages = crate::conformance::ground::pages(folder, raised)?;
    Ok(ground.pull_until(raised, &pages, most))
}

fn replayed(ground: &Ground<'_>, folder: &Path) -> Result<Outcome, Failed> {
    let raised = ground.stand.raise(&Wish::default());
    let pages = Pages::replayed(folder).map_err(|error| error.to_string())?;
    let outcome = ground.pull(&raised, &pages);
    if !outcome.asked.is_empty() {
        return Err(Failed::Broke(format!("{} requests in a replay", outcome.asked.len())));
    }
    Ok(outcome)
}

/// Stops after so many rows, goes on, and compares.
fn stopped(ground: &Ground<'_>, after: fn(u64) -> u64) -> Result<(), Failed> {
    let folder = ground.stand.folder();
    let all = u64::try_from(ground.undisturbed.rows.len()).unwrap_or(0);
    let first = kept(ground, &ground.stand.raise(&Wish::default()), &folder, after(all))?;
    if first.pulled.is_ok() {
        return Err(Failed::Broke("a receiver that refuses does not end the pull".to_owned()));
    }
    let again = kept(ground, &ground.stand.raise(&Wish::default()), &folder, u64::MAX)?;
    whole(ground, &again)?;
    same_rows(ground, &again)?;
    if again.rows != ground.undisturbed.rows {
        return Err(Failed::Broke("rows come in another order".to_owned()));
    }
    let (before, usual) = (first.of_large(What::Rows), ground.undisturbed.of_large(What::Rows));
    // The page that was in hand may be asked for again.
    if again.of_large(What::Rows) > (usual + 1).saturating_sub(before) {
        let again = again.of_large(What::Rows);
        return Err(Failed::Broke(format!(
            "{before} pages were read, and {again} of {usual} are asked for afterwards"
        )));
    }
    Ok(())
}

fn tapes(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut tapes: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "zst")).collect();
    tapes.sort();
    tapes
}
