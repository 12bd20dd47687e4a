//! What several tables of one run need, made once.

use crate::Error;
use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

type Cell = Arc<OnceCell<Arc<dyn Any + Send + Sync>>>;

/// By name.
#[derive(Debug, Default)]
pub(crate) struct Shared(Mutex<HashMap<String, Cell>>);

impl Shared {
    pub(crate) async fn once<T: Send + Sync + 'static>(
        &self,
        what: &str,
        make: impl Future<Output = Result<T, Error>> + Send,
    ) -> Result<Arc<T>, Error> {
        let cell = {
            let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(cells.entry(what.to_owned()).or_default())
        };
        let made = cell
            .get_or_try_init(|| async {
                let made: Arc<dyn Any + Send + Sync> = Arc::new(make.await?);
                Ok::<_, Error>(made)
            })
            .await?;
        Arc::clone(made).downcast::<T>().map_err(|_| Error::Setting {
            key: what.to_owned(),
            problem: "two things go by one name. hint: this is a fault of the connector; please report it".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[tokio::test]
    async fn it_is_made_once_and_made_again_only_if_it_failed() {
        let (shared, made) = (Shared::default(), AtomicU32::new(0));
        let make = |good: bool| {
            let made = &made;
            async move {
                made.fetch_add(1, Ordering::SeqCst);
                if good { Ok(7_u32) } else { Err(Error::NotKept { what: "x".to_owned() }) }
            }
        };
        assert!(shared.once("a", make(false)).await.is_err());
        for _ in 0..3 {
            assert_eq!(*shared.once("a", make(true)).await.unwrap(), 7);
        }
        assert_eq!(made.load(Ordering::SeqCst), 2);
        assert!(shared.once("a", async { Ok("another type") }).await.is_err());
    }
}
