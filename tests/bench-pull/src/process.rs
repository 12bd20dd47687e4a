//! Memory and processor time of this process, as Linux counts them.

use std::fs;

/// The most memory held so far, in mebibytes; none where the system does not say.
pub(crate) fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes.div_ceil(1024))
}

/// Seconds of processor time spent so far, all threads together; none where the system does not say. Other than the time on the
/// clock, it hardly depends on what else the machine does.
pub(crate) fn processor_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold spaces; user and system time are the 12th and 13th cell after it, in hundredths.
    let cells: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let hundredths = |index: usize| cells.get(index)?.parse::<u32>().ok();
    Some((f64::from(hundredths(11)?) + f64::from(hundredths(12)?)) / 100.0)
}

/// Begins the count of memory anew, so that the next peak is of what follows. Where the system refuses, the peak is the one so far.
pub(crate) fn begin_anew() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}
