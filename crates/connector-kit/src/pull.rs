//! Several tables of one system at once. How many requests are under way is the client's to bound.

use crate::{Connector, Error, Keep, Pages, Pulled, Since, Want};
use estate::Table;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinSet;

/// Pulls these tables side by side, and says of each what came of it, in the order given. Records of one table arrive in the same
/// order in every run; those of different tables are mixed. Nothing is buffered: whoever has a record waits until it is kept.
///
/// A refusal of the receiver, or pages that cannot be kept, end the others too.
pub async fn pull_all(
    connector: &Arc<dyn Connector>,
    tables: &[Table],
    since: Option<&Since>,
    pages: &Pages,
    keep: Box<Keep<'static>>,
) -> Vec<(Table, Result<Pulled, Error>)> {
    let keep = Arc::new(Mutex::new(keep));
    let mut running = JoinSet::new();
    for table in tables.iter().copied() {
        let (connector, pages, keep, since) = (Arc::clone(connector), pages.clone(), Arc::clone(&keep), since.cloned());
        running.spawn(async move {
            let mut each = |record| {
                let mut keep = keep.lock().unwrap_or_else(PoisonError::into_inner);
                (**keep)(record)
            };
            let want = Want { table, since: since.as_ref(), pages: &pages };
            (table, connector.pull(want, &mut each).await)
        });
    }
    let mut came: Vec<(Table, Result<Pulled, Error>)> = Vec::new();
    while let Some(ended) = running.join_next().await {
        match ended {
            Ok((table, answer)) => {
                if matches!(answer, Err(Error::Keep(_) | Error::Pages { .. })) {
                    running.abort_all();
                }
                came.push((table, answer));
            }
            // Aborted, because another table met what ends everything.
            Err(error) if error.is_cancelled() => {}
            // A fault of ours is not swallowed.
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
    came.sort_by_key(|(table, _)| tables.iter().position(|other| other == table));
    came
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Access, Answer, Findable, Record};
    use estate::Receipt;

    /// Gives three rows of each table, and takes turns.
    struct Three;

    impl Connector for Three {
        fn name(&self) -> &'static str {
            "three"
        }
        fn tables(&self) -> &'static [Table] {
            &[Table::Assets, Table::Contracts]
        }
        fn check(&self) -> Answer<'_, Access> {
            Box::pin(async { Ok(Access::default()) })
        }
        fn discover(&self) -> Answer<'_, Findable> {
            Box::pin(async { Ok(Findable::default()) })
        }
        fn pull<'a>(&'a self, want: Want<'a>, keep: &'a mut Keep<'_>) -> Answer<'a, Pulled> {
            Box::pin(async move {
                for _ in 0..3 {
                    keep(Record::Row { table: want.table, values: vec![] }).map_err(Error::Keep)?;
                    tokio::task::yield_now().await;
                }
                let receipt = Receipt { received: 3, kept: 3, ..Receipt::new("three", want.table) };
                Ok(Pulled::new(receipt))
            })
        }
    }

    async fn pulled(full_after: usize) -> (Vec<(Table, Result<Pulled, Error>)>, usize) {
        let connector: Arc<dyn Connector> = Arc::new(Three);
        let rows = Arc::new(Mutex::new(0));
        let counted = Arc::clone(&rows);
        let keep: Box<Keep<'static>> = Box::new(move |_| {
            let mut rows = counted.lock().unwrap();
            *rows += 1;
            if *rows > full_after { Err("the disk is full".to_owned()) } else { Ok(()) }
        });
        let came = pull_all(&connector, connector.tables(), None, &Pages::none(), keep).await;
        let rows = *rows.lock().unwrap();
        (came, rows)
    }

    #[tokio::test]
    async fn every_table_answers_in_the_order_asked() {
        let (came, rows) = pulled(usize::MAX).await;
        assert_eq!(came.iter().map(|(table, _)| *table).collect::<Vec<_>>(), [Table::Assets, Table::Contracts]);
        assert!(came.iter().all(|(_, answer)| answer.as_ref().is_ok_and(Pulled::is_whole)));
        assert_eq!(rows, 6);
    }

    #[tokio::test]
    async fn a_full_disk_ends_everything() {
        let (came, _) = pulled(2).await;
        let told = came.iter().find_map(|(_, answer)| answer.as_ref().err()).unwrap().to_string();
        assert!(told.contains("the disk is full"), "{told}");
    }
}
