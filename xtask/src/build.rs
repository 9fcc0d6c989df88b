//! One call of cargo for all test binaries that are asked for.

use crate::{
    course::cargo,
    message::Problem,
    process::{Running, Stop},
    progress::{Progress, Step},
    verdict::{CompileError, learners_path},
};
use serde_json::Value;
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    thread,
};

/// A test target of a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Target {
    pub(crate) package: String,
    pub(crate) test: String,
}

/// What became of a target.
pub(crate) enum Built {
    /// The test binary, and whether it was there already.
    Program { path: PathBuf, fresh: bool },
    /// What the compiler said against it.
    Refused(Vec<CompileError>),
}

/// A workspace, and how it is built.
pub(crate) struct Workspace<'a> {
    pub(crate) folder: &'a Path,
    /// The target folder, if it is not the workspace's own.
    pub(crate) into: Option<&'a Path>,
    /// Whether what the compiler says is wanted in color.
    pub(crate) color: bool,
}

/// Builds `targets`; `None`, if it was stopped.
///
/// # Errors
///
/// If cargo fails for a reason that is not an error in one of the targets.
pub(crate) fn build(
    workspace: &Workspace<'_>,
    targets: &[Target],
    stop: &Stop,
    progress: &dyn Progress,
) -> Result<Option<HashMap<String, Built>>, Problem> {
    if targets.is_empty() {
        return Ok(Some(HashMap::new()));
    }
    let command = command(workspace, targets);
    let child = Running::start(command, stop).map_err(|error| no_cargo(&error))?;
    let Some(child) = child else { return Ok(None) };
    let output = child.output();
    let errors = child.lock().stderr().take();
    let mut build = Build { targets, built: HashMap::new(), foreign: Vec::new() };
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
    if stop.is_stopped() {
        return Ok(None);
    }
    let ending =
        status.map_or_else(|error| error.to_string(), |status| status.to_string());
    build.result(&said, &ending).map(Some)
}

fn command(workspace: &Workspace<'_>, targets: &[Target]) -> std::process::Command {
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
    }
    for target in targets {
        cargo.args(["--test", &target.test]);
    }
    cargo
}

fn no_cargo(error: &std::io::Error) -> Problem {
    let next = format!(
        "{error}\nRust brings it along: https://rustup.rs, then open a new terminal"
    );
    Problem::new("cargo cannot be started", next)
}

/// What cargo has told so far.
struct Build<'a> {
    targets: &'a [Target],
    built: HashMap<String, Built>,
    /// Errors in what is no target of ours.
    foreign: Vec<String>,
}

impl Build<'_> {
    fn note(&mut self, message: &Value) {
        let test = message["target"]["name"].as_str().unwrap_or_default();
        let ours = self.targets.iter().any(|it| it.test == test);
        match message["reason"].as_str() {
            Some("compiler-artifact") if ours => {
                if let Some(path) = message["executable"].as_str() {
                    let fresh = message["fresh"] == true;
                    let program = Built::Program { path: path.into(), fresh };
                    self.built.insert(test.to_owned(), program);
                }
            }
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let said = &message["message"];
                let text = said["rendered"].as_str().unwrap_or_default();
                let code = said["code"]["code"].as_str().map(str::to_owned);
                // The last of them only counts the others.
                if ours && text.contains("aborting due to") && code.is_none() {
                    self.refuse(test, None);
                } else if ours && !is_of_the_machine(said) {
                    let text = learners_path(text.trim_end());
                    self.refuse(test, Some(CompileError { code, text }));
                } else {
                    self.foreign.push(text.to_owned());
                }
            }
            _ => {}
        }
    }

    fn refuse(&mut self, test: &str, error: Option<CompileError>) {
        let entry = self.built.entry(test.to_owned());
        if let Built::Refused(errors) = entry.or_insert(Built::Refused(Vec::new())) {
            errors.extend(error);
        }
    }

    fn result(
        self,
        said: &str,
        ending: &str,
    ) -> Result<HashMap<String, Built>, Problem> {
        let foreign = self.foreign.concat();
        if self.targets.iter().all(|it| self.built.contains_key(&it.test)) {
            return Ok(self.built);
        }
        if let Some(fault) = machine_fault(&foreign).or_else(|| machine_fault(said))
        {
            let next = format!("{}\n{}", fault.next, last_lines(&foreign, said));
            return Err(Problem::new(fault.what, next));
        }
        if !foreign.is_empty() {
            return Err(Problem::new("the course itself does not compile", foreign));
        }
        let next = format!("{}\n({ending})", said.trim_end());
        Err(Problem::new("cargo could not build the exercises", next))
    }
}

/// Something wrong with the machine, which no learner has written.
struct Fault {
    sign: &'static str,
    what: &'static str,
    next: &'static str,
}

const FAULTS: [Fault; 6] = [
    Fault {
        sign: "No space left on device",
        what: "the disk is full",
        next: "Make room and ask again; nothing of yours was changed.",
    },
    // A linker that writes through memory is not told of a full disk; it is ended.
    Fault {
        sign: "signal 7 [Bus error]",
        what: "the linker was ended by the system, as when the disk is full",
        next: "Make room and ask again; nothing of yours was changed.",
    },
    Fault {
        sign: "signal 9 [Killed]",
        what: "the linker was ended by the system, as when memory is short",
        next: "End some other program and ask again; nothing of yours was changed.",
    },
    Fault {
        sign: "failed to create directory",
        what: "the target folder cannot be written",
        next: "Let cargo build elsewhere: set CARGO_TARGET_DIR to a folder of yours.",
    },
    Fault {
        sign: "Read-only file system",
        what: "the target folder cannot be written",
        next: "Let cargo build elsewhere: set CARGO_TARGET_DIR to a folder of yours.",
    },
    Fault {
        sign: "Permission denied",
        what: "the target folder cannot be written",
        next: "Let cargo build elsewhere: set CARGO_TARGET_DIR to a folder of yours.",
    },
];

fn machine_fault(text: &str) -> Option<&'static Fault> {
    FAULTS.iter().find(|fault| text.contains(fault.sign))
}

/// Whether the compiler or the linker failed, which have neither a code nor a place. The
/// learner's own lines, which are quoted with a place, may hold any words.
fn is_of_the_machine(said: &Value) -> bool {
    let text = |key: &str| said[key].as_str().unwrap_or_default();
    let quotes = said["spans"].as_array().is_some_and(|it| !it.is_empty());
    said["code"].is_null()
        && machine_fault(text(if quotes { "message" } else { "rendered" })).is_some()
}

/// The end of what was said, where the reason stands.
fn last_lines(foreign: &str, said: &str) -> String {
    let text = if foreign.is_empty() { said } else { foreign };
    let lines: Vec<_> = text.trim_end().lines().collect();
    // A call of the linker is one line, as long as a page.
    let cut = |line: &&str| line.chars().take(100).collect::<String>();
    let last = lines[lines.len().saturating_sub(6)..].iter().map(cut);
    last.collect::<Vec<_>>().join("\n")
}

/// Tells what cargo is at, and keeps what it says.
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
