//! Talk to the operator, on standard error; data goes to standard output and nowhere else. The only room that prints.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// Says something to the operator.
pub(crate) fn say(line: &str) {
    // A closed standard error is no reason to stop working.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Says why a command failed.
pub(crate) fn error(message: &str) {
    say(&format!("error: {message}"));
}

/// Writes data to standard output. A reader that has gone away (`| head`) ends the output, not in an error.
pub(crate) fn data(text: &str) {
    bytes(text.as_bytes());
}

/// The same for data that is no text.
pub(crate) fn bytes(data: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(data).and_then(|()| out.flush());
}

/// Long work, step by step: a bar on a terminal, plain lines elsewhere.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Progress {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} [{elapsed}]") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Progress { bar, quiet }
    }

    /// The step that now begins.
    pub(crate) fn step(&self, what: &str) {
        match &self.bar {
            Some(bar) => bar.set_message(what.to_owned()),
            None if self.quiet => {}
            None => say(what),
        }
    }

    /// Something to be kept on the screen.
    pub(crate) fn note(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(line)),
            None => self.step(line),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
