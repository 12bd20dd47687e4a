//! What was measured, on its way between processes and onto the page.

use anyhow::{Context, Result, anyhow};

/// One stage of one size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stage {
    pub(crate) name: String,
    /// On the clock.
    pub(crate) seconds: f64,
    /// Of processor time, all threads together.
    pub(crate) processor: Option<f64>,
    /// Peak memory while it ran, in mebibytes.
    pub(crate) peak: Option<u64>,
    /// Rows that went through it.
    pub(crate) rows: u64,
}

/// All stages of one size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) assets: u32,
    pub(crate) stages: Vec<Stage>,
}

impl Run {
    fn seconds(&self) -> f64 {
        self.stages.iter().map(|stage| stage.seconds).sum()
    }

    fn processor(&self) -> Option<f64> {
        self.stages.iter().map(|stage| stage.processor).sum()
    }
}

/// A stage as one line: name, seconds, processor seconds, peak, rows, with tabs between.
pub(crate) fn spell(stage: &Stage) -> String {
    let processor = stage.processor.map(|seconds| seconds.to_string()).unwrap_or_default();
    let peak = stage.peak.map(|peak| peak.to_string()).unwrap_or_default();
    format!("{}\t{}\t{processor}\t{peak}\t{}", stage.name, stage.seconds, stage.rows)
}

/// Reads what [`spell`] spells.
pub(crate) fn read(line: &str) -> Result<Stage> {
    let stage = || {
        let mut cells = line.split('\t');
        let name = cells.next()?.to_owned();
        let seconds = cells.next()?.parse().ok()?;
        let processor = match cells.next()? {
            "" => None,
            number => Some(number.parse().ok()?),
        };
        let peak = match cells.next()? {
            "" => None,
            number => Some(number.parse().ok()?),
        };
        Some(Stage { name, seconds, processor, peak, rows: cells.next()?.parse().ok()? })
    };
    stage().ok_or_else(|| anyhow!("`{line}` is no stage")).context("cannot read what a run printed")
}

/// A run, a line a stage.
pub(crate) fn table(run: &Run) -> String {
    let mut lines = vec![
        format!(
            "{} assets ({} build)",
            grouped(run.assets.into()),
            if cfg!(debug_assertions) { "dev" } else { "release" }
        ),
        format!(
            "  {:<12} {:>10} {:>10} {:>10} {:>14} {:>12}",
            "stage", "seconds", "processor", "peak MiB", "rows", "rows/s"
        ),
    ];
    for stage in &run.stages {
        let peak = stage.peak.map_or_else(|| "-".to_owned(), grouped);
        let rate = per_second(stage).map_or_else(|| "-".to_owned(), grouped);
        lines.push(format!(
            "  {:<12} {:>10.2} {:>10} {peak:>10} {:>14} {rate:>12}",
            stage.name,
            stage.seconds,
            hundredths(stage.processor),
            grouped(stage.rows)
        ));
    }
    let (seconds, processor) = (run.seconds(), run.processor());
    let peak = run.stages.iter().filter_map(|stage| stage.peak).max().map_or_else(|| "-".to_owned(), grouped);
    lines.push(format!("  {:<12} {seconds:>10.2} {:>10} {peak:>10}\n", "all", hundredths(processor)));
    lines.join("\n")
}

/// How each stage grows from each size to the next: the exponent e of seconds ~ assets^e, on the clock and of processor time. 1 is in
/// proportion.
pub(crate) fn growth(runs: &[Run]) -> String {
    let mut lines = Vec::new();
    for pair in runs.windows(2) {
        let [small, large] = pair else { continue };
        lines.push(format!(
            "growth exponent, {} to {} assets",
            grouped(small.assets.into()),
            grouped(large.assets.into())
        ));
        lines.push(format!("  {:<12} {:>10} {:>10}", "stage", "seconds", "processor"));
        let mut line = |name: &str, clock: [Option<f64>; 2], processor: [Option<f64>; 2]| {
            let exponent =
                |[before, after]: [Option<f64>; 2]| exponent((small.assets, before?), (large.assets, after?));
            lines.push(format!(
                "  {name:<12} {:>10} {:>10}",
                hundredths(exponent(clock)),
                hundredths(exponent(processor))
            ));
        };
        for stage in &large.stages {
            let before = small.stages.iter().find(|other| other.name == stage.name);
            let clock = [before.map(|before| before.seconds), Some(stage.seconds)];
            line(&stage.name, clock, [before.and_then(|before| before.processor), stage.processor]);
        }
        line("all", [small, large].map(|run| Some(run.seconds())), [small, large].map(Run::processor));
    }
    lines.join("\n")
}

/// None where a time is too short to mean anything, or the sizes are the same.
fn exponent(small: (u32, f64), large: (u32, f64)) -> Option<f64> {
    let shortest = 0.01;
    let told = small.1 >= shortest && large.1 >= shortest && small.0 != large.0 && small.0 > 0;
    told.then(|| (large.1 / small.1).ln() / (f64::from(large.0) / f64::from(small.0)).ln())
}

fn hundredths(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| format!("{number:.2}"))
}

fn per_second(stage: &Stage) -> Option<u64> {
    let milliseconds: u64 =
        format!("{:.0}", stage.seconds * 1000.0).parse().ok().filter(|milliseconds| *milliseconds > 0)?;
    Some(stage.rows.saturating_mul(1000) / milliseconds)
}

/// 1234567 as 1,234,567.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, rest) = digits.split_at(first);
    let mut parts: Vec<&str> = (!head.is_empty()).then_some(head).into_iter().collect();
    parts.extend((0..rest.len()).step_by(3).filter_map(|at| rest.get(at..at + 3)));
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &str, seconds: f64) -> Stage {
        Stage { name: name.to_owned(), seconds, processor: Some(seconds / 2.0), peak: Some(12), rows: 34_000 }
    }

    #[test]
    fn a_stage_is_read_as_it_is_spelled() {
        for stage in [stage("snapshot", 1.25), Stage { peak: None, processor: None, ..stage("audit", 0.001) }] {
            assert_eq!(read(&spell(&stage)).unwrap(), stage);
        }
        assert!(read("snapshot\t1.0").is_err());
    }

    #[test]
    fn in_proportion_is_an_exponent_of_one_and_square_of_two() {
        let run =
            |assets, linear, square| Run { assets, stages: vec![stage("linear", linear), stage("square", square)] };
        let text = growth(&[run(10, 1.0, 1.0), run(100, 10.0, 100.0)]);
        assert!(
            text.contains("linear             1.00       1.00") && text.contains("square             2.00       2.00"),
            "{text}"
        );
        let text = growth(&[run(10, 0.0, 1.0), run(100, 1.0, 1.0)]);
        assert!(text.contains("linear                -          -"), "too short to say: {text}");
    }

    #[test]
    fn numbers_are_grouped_in_threes() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
