//! Lists the files of `config/` for the binary, so that it needs none beside it.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let here = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets CARGO_MANIFEST_DIR for build scripts")?;
    let config = Path::new(&here).join("../../config");
    let mut files = vec![];
    collect(&config, &mut files)?;
    files.sort();
    let mut code = String::from("const FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let path = file.strip_prefix(&config)?.to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({path:?}, include_str!({:?})),", file.to_string_lossy())?;
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for build scripts")?;
    fs::write(Path::new(&out).join("config_files.rs"), code)?;
    Ok(())
}

/// Rules and figures only; a file that an editor leaves there is none.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    // A folder that is watched sees files come and go; what is in them is watched by `include_str!`.
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", folder.display())?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "toml" || end == "csv") {
            files.push(path);
        }
    }
    Ok(())
}
