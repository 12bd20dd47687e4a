//! Records as flat rows, and the rows that are broken on purpose.

use estate::Record;

/// One text a column of the record's table, in order.
pub(crate) fn cells<R: Record>(record: &R) -> Vec<String> {
    record.to_values().iter().map(estate::Value::spell).collect()
}

/// Puts other words in the first cell that holds exactly these.
pub(crate) fn replace(cells: &mut [String], words: &str, others: &str) {
    if let Some(cell) = cells.iter_mut().find(|cell| *cell == words) {
        others.clone_into(cell);
    }
}
