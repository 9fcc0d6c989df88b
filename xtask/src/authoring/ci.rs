//! `cargo xtask ci`: runs every CI step, and stops at the first failure.
//!
//! `.ci/run` runs `cargo test` first, then this command with `--no-test`.

use super::{lock, prove, twins};
use crate::{
    course::{Course, cargo},
    terminal::{error::Error, output::say, style::BOLD},
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

pub(crate) fn run(course: &Course, tests: bool) -> Result<bool, Error> {
    let cargo = |arguments: &str| {
        let mut cargo = cargo(&course.root);
        cargo.args(arguments.split(' ')).env("INSTA_UPDATE", "no");
        cargo
    };
    let mut doc = cargo("doc --locked --no-deps --document-private-items");
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    let clippy = "clippy --locked --all-targets -- --deny warnings";
    let test = tests.then(|| cargo("test --locked"));
    let rest = [
        cargo("fmt --all --check"),
        format_of_solutions(course)?,
        cargo(clippy),
        doc,
        cargo("bench --locked --package stage --bench staging -- --test"),
    ];
    for mut step in test.into_iter().chain(rest) {
        if !passes(&mut step)? {
            return Ok(false);
        }
    }
    if !sanitizers(course)? {
        return Ok(false);
    }
    title("cargo xtask lock --verify");
    let fresh = lock::run(course, true)?;
    title("cargo xtask prove");
    let proved = prove::run(course, &[], None)?;
    title("cargo xtask twins --if-present");
    let told = twins::run(course, true)?;
    Ok(fresh && proved && told && spelling(course)?)
}

/// The solutions are not part of any package, so `cargo fmt` skips them.
fn format_of_solutions(course: &Course) -> Result<Command, Error> {
    let mut files = Vec::new();
    collect(&course.root.join("solutions"), &mut files).map_err(|error| {
        Error::CannotRead { path: "solutions".into(), why: error.to_string() }
    })?;
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024"]).args(files);
    rustfmt.current_dir(&course.root);
    Ok(rustfmt)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// Tests that need nightly Rust, where it is installed: CONTRIBUTING.md names them.
fn sanitizers(course: &Course) -> Result<bool, Error> {
    let nightly = |arguments: &str| {
        let mut cargo = Command::new("rustup");
        cargo.args(["run", "nightly", "cargo"]).args(arguments.split(' '));
        cargo.current_dir(&course.root).env_remove("RUSTUP_TOOLCHAIN");
        cargo
    };
    let has = |arguments: &str| {
        nightly(arguments).output().is_ok_and(|it| it.status.success())
    };
    // The leak sanitizer supports this target, which must be named explicitly.
    let target = "x86_64-unknown-linux-gnu";
    let is_there = cfg!(all(target_os = "linux", target_arch = "x86_64"));
    if is_there && has("--version") {
        let mut leaks = nightly(&format!(
            "test --locked --package executor --test event_loop --target {target} \
             --target-dir target/leaks"
        ));
        leaks.env("RUSTFLAGS", "-Zsanitizer=leak");
        if !passes(&mut leaks)? {
            return Ok(false);
        }
    } else {
        say!(
            "\ndid not check for leaks: nightly Rust for {target} is not installed"
        );
    }
    if has("miri --version") {
        let mut miri = nightly(
            "miri test --locked --package executor --test event_loop \
             --target-dir target/miri -- wakes::a_ wakes::wakes_that_race",
        );
        miri.env("MIRIFLAGS", "-Zmiri-disable-isolation -Zmiri-many-seeds=0..8");
        return passes(&mut miri);
    }
    say!("\ndid not test wakes under Miri: nightly Rust doesn't have it installed");
    Ok(true)
}

/// The spelling checker is optional here; `.ci/run` installs it.
fn spelling(course: &Course) -> Result<bool, Error> {
    let mut typos = Command::new("typos");
    typos.current_dir(&course.root);
    match Command::new("typos").arg("--version").output() {
        Ok(_) => passes(&mut typos),
        Err(_) => {
            say!("\ndid not check the spelling: `typos` is not installed");
            Ok(true)
        }
    }
}

fn passes(step: &mut Command) -> Result<bool, Error> {
    let name = step.get_program().to_string_lossy().into_owned();
    let name = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy();
    let arguments = step.get_args().take(6).map(|it| it.to_string_lossy());
    let arguments: Vec<_> = arguments.collect();
    title(&format!("{name} {}", arguments.join(" ")));
    let status = step.status();
    let status = status.map_err(|error| Error::CannotStart {
        program: name.into_owned(),
        why: error.to_string(),
    })?;
    Ok(status.success())
}

fn title(step: &str) {
    say!("\n{BOLD}== {step}{BOLD:#}");
}
