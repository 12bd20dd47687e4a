//! Lists the files of `config/` in the binary, so that it needs none beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config");
    println!("cargo::rerun-if-changed={}", config.display());
    let mut files = Vec::new();
    collect(&config, &mut files);
    files.sort();
    let mut code = String::from(
        "/// Path below `config/` and text of every file there, by path.\npub(crate) const FILES: &[(&str, &str)] = &[\n",
    );
    for file in &files {
        let name = file.strip_prefix(&config).expect("a file of config").to_string_lossy().replace('\\', "/");
        writeln!(code, "    ({name:?}, include_str!({:?})),", file.display().to_string()).expect("a string takes all");
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("config_files.rs"), code).expect("OUT_DIR can be written");
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir).expect("config/ is in the repository") {
        let path = entry.expect("config/ can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "toml" || end == "csv") {
            files.push(path);
        }
    }
}
