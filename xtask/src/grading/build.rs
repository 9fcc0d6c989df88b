//! Builds all requested test binaries with one call of cargo.

use super::{cargo_errors, diagnostic, lint_levels};
use crate::{
    course::cargo,
    process::{CancellationToken, Priority, Running},
    terminal::{
        error::Error,
        progress::{Progress, Step},
    },
    verdict::Diagnostic,
};
use serde_json::Value;
use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    thread,
};

/// A test target of a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Target {
    pub(crate) package: String,
    pub(crate) test: String,
    /// The learner's file, relative to the workspace.
    pub(crate) file: PathBuf,
}

/// The result of building a target.
pub(crate) struct Built {
    pub(crate) outcome: BuildOutcome,
    /// The compiler's warnings about the learner's file, in its order.
    pub(crate) warnings: Vec<Diagnostic>,
    /// The `let _ = …` statements that drop a value.
    pub(crate) drops: Vec<Diagnostic>,
}

/// Whether a target compiles.
pub(crate) enum BuildOutcome {
    /// The test binary, and whether it was already up to date.
    Program { path: PathBuf, fresh: bool },
    /// The compiler errors.
    DoesNotCompile(Vec<Diagnostic>),
}

/// A workspace, and how to build it.
pub(crate) struct Workspace<'a> {
    pub(crate) folder: &'a Path,
    /// The target directory, if it is not the workspace's own.
    pub(crate) into: Option<&'a Path>,
    /// Whether the compiler's messages should have colors.
    pub(crate) color: bool,
    pub(crate) priority: Priority,
}

/// What a build leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The compiler's incremental data, so that rebuilding after an edit takes half
    /// the time or less.
    Notes,
    /// Only the program, which takes a third of the space.
    Program,
}

/// Builds `targets`. Returns `None` if the build was canceled.
///
/// # Errors
///
/// If cargo fails for any reason other than a compiler error in one of the targets.
pub(crate) fn build(
    workspace: &Workspace<'_>,
    targets: &[Target],
    keep: Keep,
    token: &CancellationToken,
    progress: &dyn Progress,
) -> Result<Option<HashMap<String, Built>>, Error> {
    if targets.is_empty() {
        return Ok(Some(HashMap::new()));
    }
    let command = command(workspace, targets, keep);
    let child =
        Running::start(command, workspace.priority, token).map_err(|error| {
            Error::CannotStartCargo {
                why: error.to_string(),
                is_missing: error.kind() == io::ErrorKind::NotFound,
            }
        })?;
    let Some(child) = child else { return Ok(None) };
    let output = child.output();
    let errors = child.errors();
    let mut build = Build {
        targets,
        outcomes: HashMap::new(),
        warnings: HashMap::new(),
        foreign: Vec::new(),
    };
    let said = thread::scope(|scope| {
        let said = scope.spawn(move || {
            errors.map_or_else(String::new, |it| follow(it, progress))
        });
        for line in output.map(BufReader::new).into_iter().flat_map(BufRead::lines) {
            let Ok(line) = line else { break };
            if let Ok(message) = serde_json::from_str::<Value>(&line) {
                build.note(&message);
            }
        }
        said.join().unwrap_or_default()
    });
    let status = child.lock().inner_mut().wait();
    if token.is_cancelled() {
        return Ok(None);
    }
    let ending =
        status.map_or_else(|error| error.to_string(), |status| status.to_string());
    build.result(&said, &ending).map(Some)
}

fn command(
    workspace: &Workspace<'_>,
    targets: &[Target],
    keep: Keep,
) -> std::process::Command {
    let mut cargo = cargo(workspace.folder);
    let format = match workspace.color {
        true => "json-diagnostic-rendered-ansi",
        false => "json",
    };
    cargo.args(["build", "--keep-going", "--message-format", format]);
    if let Some(into) = workspace.into {
        cargo.arg("--target-dir").arg(into);
    }
    let mut packages: Vec<_> = targets.iter().map(|it| &it.package).collect();
    packages.sort_unstable();
    packages.dedup();
    for package in packages {
        cargo.args(["--package", package]);
        if keep == Keep::Program {
            // These settings are only for this package, so its dependencies are not
            // rebuilt.
            let profile = format!("profile.dev.package.\"{package}\"");
            cargo.arg("--config").arg(format!("{profile}.incremental=false"));
            cargo.arg("--config").arg(format!("{profile}.strip=true"));
        }
    }
    for target in targets {
        cargo.args(["--test", &target.test]);
    }
    lint_levels::reset(&mut cargo, workspace.folder);
    // The compiler's own threads would have stacks of this size, too.
    cargo.env_remove("RUST_MIN_STACK");
    cargo
}

/// What cargo has reported so far.
struct Build<'a> {
    targets: &'a [Target],
    outcomes: HashMap<String, BuildOutcome>,
    /// The warnings about the learners' files, by target.
    warnings: HashMap<String, Vec<Diagnostic>>,
    /// The compiler errors in other targets.
    foreign: Vec<String>,
}

impl Build<'_> {
    fn note(&mut self, message: &Value) {
        let test = message["target"]["name"].as_str().unwrap_or_default();
        let target = self.targets.iter().find(|it| it.test == test);
        let ours = target.is_some();
        match message["reason"].as_str() {
            Some("compiler-artifact") if ours => {
                if let Some(path) = message["executable"].as_str() {
                    let fresh = message["fresh"] == true;
                    let program = BuildOutcome::Program { path: path.into(), fresh };
                    self.outcomes.insert(test.to_owned(), program);
                }
            }
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let said = &message["message"];
                let text = said["rendered"].as_str().unwrap_or_default();
                // The last message only counts the errors before it.
                let is_count =
                    text.contains("aborting due to") && said["code"].is_null();
                if ours && is_count {
                    self.add_error(test, None);
                } else if ours && !cargo_errors::is_of_the_machine(said) {
                    self.add_error(test, Some(diagnostic::read(said)));
                } else {
                    self.foreign.push(text.to_owned());
                }
            }
            Some("compiler-message") => {
                let said = &message["message"];
                if target.is_some_and(|it| diagnostic::is_about(said, &it.file)) {
                    let warnings = self.warnings.entry(test.to_owned());
                    add_once(warnings.or_default(), diagnostic::read(said));
                }
            }
            _ => {}
        }
    }

    fn add_error(&mut self, test: &str, error: Option<Diagnostic>) {
        let entry = self.outcomes.entry(test.to_owned());
        if let BuildOutcome::DoesNotCompile(errors) =
            entry.or_insert(BuildOutcome::DoesNotCompile(Vec::new()))
            && let Some(error) = error
        {
            add_once(errors, error);
        }
    }

    fn result(
        mut self,
        said: &str,
        ending: &str,
    ) -> Result<HashMap<String, Built>, Error> {
        if self.targets.iter().all(|it| self.outcomes.contains_key(&it.test)) {
            let built = self.outcomes.into_iter().map(|(test, outcome)| {
                let warnings = self.warnings.remove(&test).unwrap_or_default();
                let is_drop = |it: &Diagnostic| {
                    it.code.as_deref() == Some(diagnostic::LET_UNDERSCORE)
                };
                let (drops, warnings) = warnings.into_iter().partition(is_drop);
                (test, Built { outcome, warnings, drops })
            });
            return Ok(built.collect());
        }
        Err(cargo_errors::explain(&self.foreign.concat(), said, ending))
    }
}

/// Adds a message, unless the compiler has said the same before: it checks some code
/// more than once, such as the expansion of a macro.
fn add_once(messages: &mut Vec<Diagnostic>, message: Diagnostic) {
    if !messages.iter().any(|it| it.text == message.text) {
        messages.push(message);
    }
}

/// Reports what cargo is doing, and returns everything that it printed.
fn follow(errors: impl Read, progress: &dyn Progress) -> String {
    let mut said = String::new();
    for line in BufReader::new(errors).lines().map_while(Result::ok) {
        let words = line.trim_start();
        if let Some(package) = words.strip_prefix("Compiling ") {
            progress.tell(Step::Building(package));
        } else if words.starts_with("Blocking waiting") {
            progress.tell(Step::WaitingForCargo);
        }
        said.push_str(&line);
        said.push('\n');
    }
    said
}
