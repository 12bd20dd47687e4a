//! From rooms that do not wait into those that do: one door, so that nobody else names the machinery of waiting.

use crate::Error;

/// Runs something that waits, on threads of its own, until it is done.
pub fn wait_for<T>(future: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Error::Setting {
        key: "threads".to_owned(),
        problem: format!("none can be had: {error}. hint: end other programs, or raise the limit of this account"),
    })?;
    Ok(runtime.block_on(future))
}
