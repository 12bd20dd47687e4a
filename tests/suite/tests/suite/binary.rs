//! The real binary, and what it leaves behind. It lies beside this test executable in the target folder; `cargo test --workspace`
//! builds both.

use assert_cmd::Command;
use audit::Audit;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A row of a table, column → cell. Empty is unknown.
pub(crate) type Row = BTreeMap<String, String>;

/// Where this checkout keeps its small estates.
pub(crate) fn estates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../estates")
}

/// Where the binary is.
pub(crate) fn binary() -> PathBuf {
    let tests = std::env::current_exe().expect("a running test knows its own file");
    let target = tests.parent().and_then(Path::parent).expect("target/debug/deps/<test>");
    let binary = target.join(format!("oldiron{}", std::env::consts::EXE_SUFFIX));
    assert!(
        binary.is_file(),
        "no binary at {}. hint: `cargo test --workspace` builds it, or `cargo build --workspace` first",
        binary.display()
    );
    binary
}

/// The binary, run in an empty folder of its own so that no settings file of this checkout or of whoever tests is found.
pub(crate) fn oldiron(inside: &Path) -> Command {
    let mut command = Command::new(binary());
    command.current_dir(inside);
    command
}

/// What a run of any command ended in.
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) data: String,
    /// Standard error.
    pub(crate) said: String,
}

/// Runs a command to its end. Whatever it was asked, it must not end in a fault.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the binary starts");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let ran = Ran { code: output.status.code().unwrap_or(-1), data: text(output.stdout), said: text(output.stderr) };
    let is_fault = ["panicked at", "fault"].iter().any(|word| ran.said.contains(word));
    assert!(!is_fault && ran.code != 4, "a fault: exit code {}, {}", ran.code, ran.said);
    ran
}

impl Ran {
    /// Done, with nothing to complain about.
    pub(crate) fn done(self) -> Ran {
        assert_eq!(self.code, 0, "it said: {}", self.said);
        self
    }

    /// Refused with this exit code, nothing on standard output, and an error that has these words and a next step.
    pub(crate) fn refused(self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "it said: {}", self.said);
        assert_eq!(self.data, "", "data in spite of an error: {}", self.said);
        assert!(self.said.contains("error: ") && self.said.contains("hint: "), "{}", self.said);
        for word in words {
            assert!(self.said.contains(word), "the error does not name {word}: {}", self.said);
        }
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("{error}: {}", self.data))
    }
}

/// What a run of `oldiron audit` ended in.
pub(crate) struct Outcome {
    /// The exit code.
    pub(crate) code: i32,
    /// What it said on standard error.
    pub(crate) said: String,
    /// What it left, where there is a readable `audit.json`.
    pub(crate) pack: Option<Pack>,
}

/// The parts of a pack that tests read.
pub(crate) struct Pack {
    /// `audit.json`.
    pub(crate) audit: Audit,
    /// `tables/cost_lines.csv`.
    pub(crate) lines: Vec<Row>,
    /// `tables/spending.csv`.
    pub(crate) spending: Vec<Row>,
    /// `tables/cross_checks.csv`.
    pub(crate) cross_checks: Vec<Row>,
    /// Every text file of the pack, one after another, to look for words.
    pub(crate) words: String,
}

/// Audits a folder of flat files without drawing pages.
pub(crate) fn audit(from: &Path, as_of: &str, financial_year: Option<&str>) -> Outcome {
    audit_with(from, as_of, financial_year, &[], &[])
}

/// The same, with settings of one word, and assets whose retirement is asked about.
pub(crate) fn audit_with(
    from: &Path,
    as_of: &str,
    financial_year: Option<&str>,
    settings: &[(String, String)],
    retire: &[String],
) -> Outcome {
    let inside = TempDir::new().expect("a temporary folder");
    let out = inside.path().join("pack");
    let mut command = oldiron(inside.path());
    command.arg("audit").arg("--from").arg(from).args(["--as-of", as_of, "--no-pages", "--out"]).arg(&out);
    if let Some(year) = financial_year {
        command.args(["--financial-year", year]);
    }
    for (key, value) in settings {
        command.env(format!("OLDIRON_{}", key.to_uppercase()), value);
    }
    for id in retire {
        command.args(["--retire", id]);
    }
    let output = command.output().expect("the binary starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Outcome { code: output.status.code().unwrap_or(-1), said, pack: read_pack(&out) }
}

/// The pack in a folder, where one is.
pub(crate) fn read_pack(out: &Path) -> Option<Pack> {
    let text = fs::read_to_string(out.join("audit.json")).ok()?;
    let audit = serde_json::from_str(&text).unwrap_or_else(|error| panic!("audit.json is not an audit: {error}"));
    let table = |name: &str| rows(&out.join("tables").join(name));
    let (lines, cross_checks) = (table("cost_lines.csv"), table("cross_checks.csv"));
    let spending = table("spending.csv");
    let mut words = text;
    for entry in fs::read_dir(out.join("tables")).expect("tables/ in the pack").flatten() {
        words.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
    }
    Some(Pack { audit, lines, spending, cross_checks, words })
}

/// Every row of a CSV file, trimmed, columns by name.
pub(crate) fn rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let read = reader.deserialize::<Row>().collect::<Result<Vec<_>, _>>();
    read.unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
