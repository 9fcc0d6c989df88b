//! Problems with the machine: a full disk, a target directory that can't be written,
//! tools that are missing or too old, and unusual paths. Each leads to a message with the
//! next step, and none of the learner's files are lost.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, Said, file},
};
use std::{env, fs, path::PathBuf, process::Command};

/// Checks for exit code 2 and a message with these parts.
fn assert_problem(said: &Said, parts: &[&str]) {
    assert_eq!(said.code, Some(2), "{}{}", said.output, said.errors);
    for part in parts {
        assert!(said.errors.contains(part), "{part}?\n{}", said.errors);
    }
}

fn run(command: &mut Command) -> Said {
    Said::of(&command.output().expect("cargo has built it with this test"))
}

/// These disks are real: the small ones have no room for a test binary, and one is mounted
/// read-only.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported_and_no_file_is_lost() {
    let namespace = ["--user", "--map-root-user", "--mount"];
    let possible = Command::new("unshare").args(namespace).arg("true").status();
    if !possible.is_ok_and(|it| it.success()) {
        return eprintln!("skipped: this user can't mount a small disk");
    }
    let demo = Demo::new("disk", &[("right", RIGHT)]);
    assert_eq!(demo.xtask(&["check", "right"]).code, Some(0));
    demo.write(&file("right"), WRONG);
    let disk = demo.0.join("disk");
    fs::create_dir_all(&disk).unwrap();
    let on_a_disk = |options: &str| {
        let script = r#"mount -t tmpfs -o "$1" none "$2" && shift 2 && exec "$@""#;
        let plain = demo.command(&["check", "right"]);
        let mut command = Command::new("unshare");
        command.args(namespace).args(["sh", "-c", script, "sh", options]).arg(&disk);
        command.arg(plain.get_program()).args(plain.get_args());
        command.env("CARGO_MANIFEST_DIR", demo.0.join("xtask"));
        command.env("CARGO_TARGET_DIR", &disk);
        run(&mut command)
    };
    // On the smaller disk, cargo runs out of space; on the larger one, only the linker
    // does.
    for size in ["size=64k", "size=1m"] {
        let said = on_a_disk(size);
        assert_problem(&said, &["disk is full", "Free some disk space"]);
        assert_eq!(said.output, "");
    }
    let said = on_a_disk("ro");
    assert_problem(
        &said,
        &["target directory can't be written", "CARGO_TARGET_DIR"],
    );
    // With enough space, the current text is graded.
    assert_eq!(fs::read_to_string(demo.0.join(file("right"))).unwrap(), WRONG);
    assert_eq!(demo.xtask(&["check", "right"]).code, Some(1));
}

/// The compiler fails as on a full disk.
#[cfg(unix)]
#[test]
fn a_compiler_without_disk_space_is_an_error_and_not_a_verdict() {
    use std::os::unix::fs::PermissionsExt;
    let demo = Demo::new("no_room", &[("right", RIGHT)]);
    let wrapper = demo.0.join("rustc");
    demo.write(
        "rustc",
        "#!/bin/sh
        case \"$*\" in
            *right.rs*) echo 'error: No space left on device (os error 28)' >&2; exit 1;;
            *) exec \"$@\";;
        esac",
    );
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let said = run(demo.command(&["check"]).env("RUSTC_WRAPPER", wrapper));
    assert_problem(&said, &["the disk is full", "Free some disk space"]);
    // If a learner's file contains the same words, this is not a problem with the
    // machine.
    let text = "pub fn answer() -> u8 { \"No space left on device\" }";
    demo.write(&file("right"), text);
    let said = demo.xtask(&["check", "right"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(said.output.contains("does not compile"), "{}", said.output);
}

#[test]
fn a_target_directory_that_cannot_be_written_is_reported() {
    let demo = Demo::new("no_target", &[("right", RIGHT)]);
    demo.write("file", "a file can't contain a directory");
    let mut command = demo.command(&["check"]);
    let said = run(command.env("CARGO_TARGET_DIR", demo.0.join("file/target")));
    assert_problem(
        &said,
        &["target directory can't be written", "CARGO_TARGET_DIR"],
    );
    assert_eq!(fs::read_to_string(demo.0.join(file("right"))).unwrap(), RIGHT);
}

#[test]
fn a_missing_cargo_is_reported_with_where_to_get_it() {
    let demo = Demo::new("no_cargo", &[("right", RIGHT)]);
    let mut command = demo.command(&["check"]);
    let said = run(command.env_remove("CARGO").env("PATH", demo.0.join("lessons")));
    assert_problem(&said, &["can't start cargo", "https://rustup.rs"]);
}

#[test]
fn a_compiler_that_is_too_old_is_reported_in_cargos_words() {
    let demo = Demo::new("too_old", &[("right", RIGHT)]);
    let manifest = "exercises/01-demo/Cargo.toml";
    let text = fs::read_to_string(demo.0.join(manifest)).unwrap();
    let edition = "edition = \"2024\"\n";
    let newer =
        text.replace(edition, &format!("{edition}rust-version = \"9.99\"\n"));
    demo.write(manifest, &newer);
    assert_problem(&demo.xtask(&["check"]), &["cargo couldn't build", "9.99"]);
}

/// Only the compiler and the linker are on the PATH.
#[cfg(unix)]
#[test]
fn every_command_works_without_git() {
    let demo = Demo::new("no_git", &[("right", RIGHT), ("wrong", WRONG)]);
    let tools = demo.0.join("tools");
    let _ = fs::remove_dir_all(&tools);
    fs::create_dir_all(&tools).unwrap();
    for tool in ["as", "cc", "clang", "gcc", "ld", "ld.lld", "rustc", "xcrun"] {
        if let Some(place) = which(tool) {
            std::os::unix::fs::symlink(place, tools.join(tool)).unwrap();
        }
    }
    let here = |arguments: &[&str]| run(demo.command(arguments).env("PATH", &tools));
    assert_eq!(here(&["lock"]).code, Some(0));
    demo.write(&file("wrong"), RIGHT);
    let said = here(&["check"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    let said = here(&["reset", "wrong"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    assert_eq!(fs::read_to_string(demo.0.join(file("wrong"))).unwrap(), WRONG);
}

fn which(tool: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|it| it.join(tool)).find(|it| it.exists())
}

#[test]
fn a_course_works_in_a_directory_with_any_name() {
    let given = "//! # The answer\n//!\n//! **build, 1 minutes**\npub fn answer() -> u8 { 0 }\n";
    // These characters have a special meaning in cargo's patterns, in TOML, or in a
    // shell.
    let name = match cfg!(unix) {
        true => "it's [2025] \"C#\" {a,b}/C *new* what?/ü 日本",
        false => "it's [2025] C# {a,b}/ü 日本",
    };
    let demo = Demo::new(name, &[("right", given)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write("solutions/01-demo/right.rs", RIGHT);
    demo.write("solutions/01-demo/right/right/one.rs", RIGHT);
    demo.write(
        "solutions/01-demo/right/wrong/one.rs",
        "//! does-not-compile: E0308\npub fn answer() -> u8 { true }",
    );
    demo.write("from here/ö/right.rs", RIGHT);
    let directory = demo.0.join("from here").join("ö");
    let said = demo.xtask(&["check", "--from", &directory.to_string_lossy()]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);

    demo.write(&file("right"), RIGHT);
    let path = demo.0.join(file("right"));
    let said = demo.xtask(&["check", &path.to_string_lossy()]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    demo.write(&file("right"), "pub fn answer() -> u8 { true }");
    let said = demo.xtask(&["check", "right"]);
    assert!(said.output.contains("exercises/01-demo/right.rs:1"), "{}", said.output);

    let said = demo.xtask(&["reset", "right"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    assert_eq!(fs::read_to_string(&path).unwrap(), given);
    let kept = "exercises/01-demo/right.mine-1.rs.txt";
    assert!(demo.0.join(kept).exists());
    let said = demo.xtask(&["prove"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

/// Some linkers can't write to files in such a directory. If this machine's linker can't,
/// the message says so.
#[cfg(unix)]
#[test]
fn a_path_that_the_linker_rejects_is_named() {
    for name in ["back\\slash", "50% new"] {
        let demo = Demo::new(name, &[("right", RIGHT)]);
        demo.write("from/right.rs", RIGHT);
        let from = demo.0.join("from");
        let from = ["check", "--from", from.to_str().unwrap()];
        for arguments in [&["check", "right"][..], &from] {
            let said = demo.xtask(arguments);
            if said.code != Some(0) {
                assert_problem(&said, &["the linker failed", "contains `%` or a"]);
            }
        }
    }
}
