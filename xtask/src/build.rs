//! One call of cargo for all test binaries that are asked for.

use crate::{course::cargo, message::Problem};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, IsTerminal, Read},
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

/// A test target of a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Target {
    pub(crate) package: String,
    pub(crate) test: String,
}

/// What became of a target.
pub(crate) enum Built {
    /// The test binary.
    Program(PathBuf),
    /// What the compiler said, as it prints it, and the codes of its errors.
    Refused { rendered: Vec<String>, codes: Vec<String> },
}

/// Builds `targets` of the workspace in `folder`, into the target folder `into`.
///
/// # Errors
///
/// If cargo fails for a reason that is not an error in one of the targets.
pub(crate) fn build(
    folder: &Path,
    into: &Path,
    targets: &[Target],
) -> Result<HashMap<String, Built>, Problem> {
    let format = if std::io::stdout().is_terminal() {
        "json-diagnostic-rendered-ansi"
    } else {
        "json"
    };
    let mut cargo = cargo(folder);
    cargo.args(["build", "--keep-going", "--message-format", format]);
    cargo.arg("--target-dir").arg(into);
    let mut packages: Vec<_> = targets.iter().map(|it| &it.package).collect();
    packages.sort_unstable();
    packages.dedup();
    for package in packages {
        cargo.args(["--package", package]);
    }
    for target in targets {
        cargo.args(["--test", &target.test]);
    }
    let mut child = cargo
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Problem::new("cargo cannot be started", error))?;
    let errors = child.stderr.take().map(|pipe| thread::spawn(|| follow(pipe)));
    let mut built = HashMap::new();
    let mut foreign = Vec::new();
    for line in
        child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines)
    {
        let line = line.map_err(|error| Problem::new("cargo broke off", error))?;
        let Ok(message) = serde_json::from_str::<Value>(&line) else { continue };
        let test = message["target"]["name"].as_str().unwrap_or_default();
        let ours = targets.iter().any(|it| it.test == test);
        match message["reason"].as_str() {
            Some("compiler-artifact") if ours => {
                if let Some(program) = message["executable"].as_str() {
                    built.insert(test.to_owned(), Built::Program(program.into()));
                }
            }
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let said = &message["message"];
                let rendered = said["rendered"].as_str().unwrap_or_default();
                if ours {
                    note_error(
                        &mut built,
                        test,
                        rendered,
                        said["code"]["code"].as_str(),
                    );
                } else {
                    foreign.push(rendered.to_owned());
                }
            }
            _ => {}
        }
    }
    let status =
        child.wait().map_err(|error| Problem::new("cargo got lost", error))?;
    let said = errors.and_then(|it| it.join().ok()).unwrap_or_default();
    if targets.iter().all(|target| built.contains_key(&target.test)) {
        return Ok(built);
    }
    let (what, why) = match foreign.is_empty() {
        false => ("the course itself does not compile", foreign.concat()),
        true => {
            ("cargo could not build the exercises", format!("{said}\n({status})"))
        }
    };
    Err(Problem::new(what, why))
}

fn note_error(
    built: &mut HashMap<String, Built>,
    test: &str,
    rendered: &str,
    code: Option<&str>,
) {
    let refused = Built::Refused { rendered: Vec::new(), codes: Vec::new() };
    let entry = built.entry(test.to_owned()).or_insert(refused);
    if let Built::Refused { rendered: all, codes } = entry {
        all.push(rendered.to_owned());
        codes.extend(code.map(str::to_owned));
    }
}

/// Shows what cargo is at while it takes long, and keeps what it says.
fn follow(errors: impl Read) -> String {
    // Hidden by the library where standard error is no terminal.
    let bar = ProgressBar::new_spinner();
    bar.set_style(
        ProgressStyle::with_template("{spinner} {msg} ({elapsed})")
            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    bar.enable_steady_tick(Duration::from_millis(120));
    bar.set_message("building");
    let mut said = String::new();
    for line in BufReader::new(errors).lines().map_while(Result::ok) {
        let words = line.trim_start();
        if let Some(package) = words.strip_prefix("Compiling ") {
            bar.set_message(format!("building {package}"));
        } else if words.starts_with("Blocking waiting") {
            bar.set_message("waiting for another cargo, such as the editor's");
        }
        said.push_str(&line);
        said.push('\n');
    }
    bar.finish_and_clear();
    said
}
