//! Loops as they are written by hand, each with the fault it is known for.

use crate::defect::Defect;
use crate::plain::{PAGE, Plain, Relations, begun};
use crate::raw;
use connector_kit::{Error, Listing, Place, Row, Rows, Trouble, Walked, as_it_is};
use std::collections::HashSet;

/// Is it a fault of the loop?
pub(crate) fn walks(defect: Defect) -> bool {
    matches!(
        defect,
        Defect::StopsAtShortPage
            | Defect::StopsAtEmptyPage
            | Defect::DropsLastPage
            | Defect::PagesByTheFirstTotal
            | Defect::PagesByNumber
            | Defect::StopsAtTheTotal
            | Defect::KeepsRepeats
            | Defect::LoopsOnRepeats
            | Defect::NeedsTheTotal
            | Defect::TroubleIsTheEnd
            | Defect::AsksAgainWhatIsRefused
            | Defect::AsksAgainAtOnce
            | Defect::NeverAsksAgain
            | Defect::AsksAgainForEver
            | Defect::FollowsRedirects
            | Defect::RepeatsTheAnswer
    )
}

type Each<'e> = dyn FnMut(Row) -> Result<(), Error> + Send + 'e;

/// Reads the table from the beginning.
pub(crate) async fn walk(plain: &Plain, listing: &Relations, each: &mut Each<'_>) -> Result<Walked, Error> {
    let mut walked = begun();
    if let Some(read) = listing.count() {
        match plain.client.read(&read, &as_it_is).await {
            Ok(page) => walked.declared = listing.counted(&page).unwrap_or(None),
            Err(Error::Refused { .. }) => {}
            Err(error) => {
                walked.broken = Some(error.to_string());
                return Ok(walked);
            }
        }
    }
    let by_number = plain.is(Defect::PagesByTheFirstTotal) || plain.is(Defect::PagesByNumber);
    let mut place = if by_number { Place::From(0) } else { Place::After { key: String::new(), skip: 0 } };
    let (mut first_total, mut met, mut asked_for) = (None, HashSet::new(), 0);
    loop {
        let rows = match page(plain, listing, &place, &mut walked).await {
            Ok(Some(rows)) => rows,
            Ok(None) => return Ok(walked),
            Err(error) => {
                walked.broken = Some(error.to_string());
                return Ok(walked);
            }
        };
        walked.pages += 1;
        asked_for += u64::from(PAGE);
        let many = u64::try_from(rows.rows.len()).unwrap_or(0);
        let total = rows.total;
        let skip = if let Place::After { skip, .. } = place { skip } else { 0 };
        first_total = first_total.or(total);
        let last = many < u64::from(PAGE) || total.is_some_and(|total| skip + many >= total);
        if plain.is(Defect::DropsLastPage) && last {
            walked.declared = Some(walked.received);
            return Ok(walked);
        }
        let mut last_key = None;
        for row in rows.rows {
            let key = listing.key(&row).unwrap_or_default();
            last_key = Some(key.clone());
            let new = met.insert(key);
            if !new && !plain.is(Defect::KeepsRepeats) {
                if !by_number && !plain.is(Defect::LoopsOnRepeats) {
                    walked.broken = Some("the same rows again".to_owned());
                    return Ok(walked);
                }
                walked.repeated += 1;
                continue;
            }
            walked.received += 1;
            each(row)?;
        }
        let done = match plain.defect {
            Some(Defect::StopsAtShortPage) => many < u64::from(PAGE),
            Some(Defect::StopsAtEmptyPage) => many == 0,
            Some(Defect::PagesByTheFirstTotal) => asked_for >= first_total.unwrap_or(0),
            Some(Defect::PagesByNumber) => asked_for >= total.unwrap_or(0),
            Some(Defect::StopsAtTheTotal) => total.is_some_and(|total| skip + many >= total),
            Some(Defect::NeedsTheTotal) => skip + many >= total.unwrap_or(0),
            _ => match total {
                Some(total) => skip + many.max(if many == 0 { u64::from(PAGE) } else { 0 }) >= total,
                None => many == 0,
            },
        };
        if done {
            let careless = matches!(
                plain.defect,
                Some(
                    Defect::StopsAtShortPage
                        | Defect::StopsAtEmptyPage
                        | Defect::StopsAtTheTotal
                        | Defect::PagesByTheFirstTotal
                        | Defect::PagesByNumber
                )
            );
            if careless {
                walked.declared = Some(walked.received);
            }
            return Ok(walked);
        }
        place = match (place, last_key) {
            (Place::From(from), _) => Place::From(from + u64::from(PAGE)),
            (_, Some(key)) => Place::After { key, skip: 0 },
            (Place::After { key, skip }, None) => Place::After { key, skip: skip + u64::from(PAGE) },
            (other, None) => other,
        };
    }
}

/// One page, or none where a mutant takes trouble for the end.
async fn page(plain: &Plain, listing: &Relations, place: &Place, walked: &mut Walked) -> Result<Option<Rows>, Error> {
    let read = listing.page(place, PAGE)?;
    let mut tries = 0;
    loop {
        tries += 1;
        let trouble = match plain.client.attempt(&read).await.and_then(|page| listing.rows(&page)) {
            Ok(rows) => return Ok(Some(rows)),
            Err(trouble) => trouble,
        };
        walked.retries += 1;
        match plain.defect {
            Some(Defect::TroubleIsTheEnd) => {
                walked.declared = Some(walked.received);
                return Ok(None);
            }
            Some(Defect::AsksAgainWhatIsRefused) if tries < 4 => continue,
            Some(Defect::AsksAgainAtOnce) if tries < 6 && !matches!(trouble, Trouble::Final(_)) => continue,
            Some(Defect::AsksAgainForEver) if tries < 100 => continue,
            Some(Defect::NeverAsksAgain) => return Err(Error::Keep(trouble.problem())),
            Some(Defect::FollowsRedirects) => {
                let answer = raw::send(&plain.address, "GET", &read.spelled(), &plain.key_header(), "");
                let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
                if let Some((host, path)) = location.and_then(|to| to.strip_prefix("http://")?.split_once('/')) {
                    raw::send(&format!("http://{host}"), "GET", &format!("/{path}"), &plain.key_header(), "");
                }
            }
            Some(Defect::RepeatsTheAnswer) => {
                let answer = raw::send(&plain.address, "GET", &read.spelled(), &plain.key_header(), "");
                walked.broken = Some(answer);
                return Ok(None);
            }
            _ => {}
        }
        plain.client.wait_after(&read, trouble, tries).await?;
    }
}
