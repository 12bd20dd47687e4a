//! Kills a pull at random moments and lets it go on: the snapshot has to be the one of an undisturbed run.

use crate::emulated;
use anyhow::{Context, Result};
use emulator::servicenow::Instance;
use emulator::{Latency, Server};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Rows over four tables, and milliseconds that each answer takes: a pull of a second or two.
const ROWS: u64 = 4_000;
const LATENCY: u64 = 4;

struct Work {
    folder: PathBuf,
    config: PathBuf,
    oldiron: PathBuf,
}

impl Work {
    fn new(oldiron: &Path, server: &Server) -> Result<Work> {
        let folder = std::env::temp_dir().join(format!("oldiron-kills-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let config = folder.join("oldiron.toml");
        fs::write(&config, settings(&server.address()))?;
        Ok(Work { folder, config, oldiron: oldiron.to_owned() })
    }

    fn pull(&self, data: &Path) -> Command {
        let mut command = Command::new(&self.oldiron);
        command.args(["pull", "--config"]).arg(&self.config).arg("--data-dir").arg(data);
        command.env("EMULATED_PASSWORD", "open-sesame-7f3").stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }
}

fn settings(address: &str) -> String {
    format!(
        "[[source]]\nname = \"cmdb\"\nconnector = \"servicenow\"\naddress = \"{address}\"\norganisation = \"TCC\"\n\
         page_rows = 50\npage_rows_most = 50\n\
         sign_in = {{ kind = \"basic\", user = \"oldiron.reader\", password = {{ env = \"EMULATED_PASSWORD\" }} }}\n"
    )
}

/// Names of the snapshots in a data folder; a name is made from what is in it.
fn snapshots(data: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(data.join("snapshots")).context("no snapshots")?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.') && !name.contains("lock") && !name.contains("part"));
    names.sort();
    Ok(names)
}

#[allow(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
pub(crate) fn run(oldiron: &Path, times: u32, seed: u64, out: &mut impl Write) -> Result<()> {
    let instance: Instance = emulated::with_rows(ROWS)?;
    let server = Server::start(instance, Latency::Waited(LATENCY))?;
    let work = Work::new(oldiron, &server)?;
    let undisturbed = work.folder.join("undisturbed");
    let began = Instant::now();
    let output = work.pull(&undisturbed).output()?;
    anyhow::ensure!(output.status.success(), "an undisturbed pull fails: {}", String::from_utf8_lossy(&output.stderr));
    let length = began.elapsed();
    let usual = server.seen().len();
    let expected = snapshots(&undisturbed)?;
    let (mut draw, mut killed, mut different, mut asked) = (seed, 0, 0, 0);
    for number in 0..times {
        let data = work.folder.join(format!("run-{number}"));
        server.forget();
        let mut kills = 0;
        loop {
            let mut child = work.pull(&data).spawn()?;
            draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let share = u32::try_from(draw >> 33).unwrap_or(0) % 1_000;
            let until = Instant::now() + length * share / 1_000;
            // Twice at most, so that every pull comes to an end.
            let mut ended = false;
            while kills < 2 && Instant::now() < until {
                if child.try_wait()?.is_some() {
                    ended = true;
                    break;
                }
                std::thread::park_timeout(Duration::from_millis(1));
            }
            if kills < 2 && !ended {
                child.kill()?;
                child.wait()?;
                kills += 1;
                continue;
            }
            let output = child.wait_with_output()?;
            anyhow::ensure!(
                output.status.success(),
                "a pull that was killed does not go on: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            break;
        }
        killed += kills;
        asked += server.seen().len();
        let came = snapshots(&data)?;
        if came == expected {
            fs::remove_dir_all(&data)?;
        } else {
            different += 1;
            writeln!(out, "run {number}: {came:?} in place of {expected:?}")?;
        }
    }
    let mean = asked / usize::try_from(times.max(1))?;
    writeln!(
        out,
        "{times} pulls, {killed} kills: {different} differ from the undisturbed run; {mean} requests a pull where {usual} are usual"
    )?;
    if different == 0 {
        fs::remove_dir_all(&work.folder)?;
    }
    Ok(())
}
