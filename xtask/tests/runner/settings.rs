//! Settings that a learner's machine may have for other projects. The verdict is the same as
//! without them, or the runner names the setting and ends with exit code 2.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, Said, file},
};
use std::{fs, process::Command};

/// A right answer that the compiler warns about.
const WITH_A_WARNING: &str = "use std::fmt;\npub fn answer() -> u8 { 42 }";

fn run(command: &mut Command) -> Said {
    Said::of(&command.output().expect("cargo has built it with this test"))
}

/// The name of the variable with the flags for this machine's target.
fn flags_for_target() -> String {
    let version =
        Command::new("rustc").arg("-vV").output().expect("there is a rustc");
    let version = String::from_utf8(version.stdout).expect("it is UTF-8");
    let host = version.lines().find_map(|it| it.strip_prefix("host: "));
    let host = host.expect("rustc names its host").to_uppercase().replace('-', "_");
    format!("CARGO_TARGET_{host}_RUSTFLAGS")
}

fn with_settings(demo: &Demo, settings: &[(&str, &str)], exercise: &str) -> Said {
    let mut command = demo.command(&["check", exercise]);
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(name);
    }
    run(command.envs(settings.iter().copied()))
}

#[test]
fn a_warning_is_not_an_error_in_any_way_to_deny_warnings() {
    let attempts = [("right", WITH_A_WARNING), ("wrong", WRONG)];
    let demo = Demo::new("denied", &attempts);
    let config = ".cargo/config.toml";
    let target = flags_for_target();
    let environment = [
        ("RUSTFLAGS", "-D warnings"),
        ("RUSTFLAGS", "--cfg other -Dwarnings"),
        ("CARGO_ENCODED_RUSTFLAGS", "--deny\u{1f}unused"),
        ("CARGO_BUILD_RUSTFLAGS", "-Dunused_imports"),
        (&target, "-D warnings"),
        ("CARGO_BUILD_WARNINGS", "deny"),
    ];
    demo.write(config, "");
    for setting in environment {
        for (exercise, code) in [("right", 0), ("wrong", 1)] {
            let said = with_settings(&demo, &[setting], exercise);
            assert_eq!(said.code, Some(code), "{setting:?}: {}", said.output);
            assert!(said.errors.is_empty(), "{setting:?}: {}", said.errors);
        }
    }
    for text in [
        "[build]\nrustflags = [\"-D\", \"warnings\"]",
        "[build]\nrustflags = \"-D warnings\"",
        "[target.'cfg(all())']\nrustflags = [\"-Dwarnings\"]",
    ] {
        demo.write(config, text);
        let said = with_settings(&demo, &[], "right");
        assert_eq!(said.code, Some(0), "{text}: {}{}", said.output, said.errors);
    }
    demo.write(config, "");
}

/// A recent cargo turns warnings into errors by itself, so it must not see the variable.
#[cfg(unix)]
#[test]
fn cargo_does_not_see_the_variable_that_denies_warnings() {
    use std::os::unix::fs::PermissionsExt;
    let demo = Demo::new("cleared", &[("right", RIGHT)]);
    demo.write(
        "cargo",
        "#!/bin/sh
        [ -z \"${CARGO_BUILD_WARNINGS+set}\" ] || { echo 'it is set' >&2; exit 1; }
        exec \"$REAL_CARGO\" \"$@\"",
    );
    let cargo = demo.0.join("cargo");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = demo.command(&["check", "right"]);
    command.env("REAL_CARGO", env!("CARGO")).env("CARGO", cargo);
    let said = run(command.env("CARGO_BUILD_WARNINGS", "deny"));
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

/// Cargo ignores the panic setting of a profile when it builds tests, but not flags.
#[test]
fn panics_that_abort_are_named_and_the_learner_is_not_blamed() {
    let demo = Demo::new("abort", &[("right", RIGHT)]);
    let target = flags_for_target();
    let check = |said: &Said, setting: &str| {
        assert_eq!(said.code, Some(2), "{setting}: {}", said.output);
        for part in ["makes every panic abort", "Remove `panic=abort` from"] {
            assert!(said.errors.contains(part), "{setting}: {}", said.errors);
        }
    };
    demo.write(".cargo/config.toml", "");
    for (name, flags) in [
        ("RUSTFLAGS", "-C panic=abort"),
        ("CARGO_ENCODED_RUSTFLAGS", "-C\u{1f}panic=abort"),
        ("CARGO_BUILD_RUSTFLAGS", "-Cpanic=abort"),
        (&target, "-C panic=abort"),
    ] {
        check(&with_settings(&demo, &[(name, flags)], "right"), name);
    }
    let config = "[build]\nrustflags = [\"-Cpanic=abort\"]";
    demo.write(".cargo/config.toml", config);
    check(&with_settings(&demo, &[], "right"), config);
    demo.write(".cargo/config.toml", "");
    let profile = ("CARGO_PROFILE_DEV_PANIC", "abort");
    let said = with_settings(&demo, &[profile], "right");
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

#[test]
fn the_size_of_stacks_does_not_change_a_verdict() {
    let threads = "pub fn answer() -> u8 {
        let threads: Vec<_> = (0..42).map(|_| std::thread::spawn(|| 1)).collect();
        threads.into_iter().map(|it| it.join().unwrap()).sum()
    }";
    let demo = Demo::new("stacks", &[("right", threads), ("wrong", WRONG)]);
    for size in ["65536", "134217728", "1073741824"] {
        for (exercise, code) in [("right", 0), ("wrong", 1)] {
            let setting = ("RUST_MIN_STACK", size);
            let said = with_settings(&demo, &[setting], exercise);
            assert_eq!(said.code, Some(code), "{size}: {}", said.output);
        }
    }
    assert_eq!(fs::read_to_string(demo.0.join(file("right"))).unwrap(), threads);
}

/// The messages are those that appear if the system refuses to start a thread. Without a
/// low limit, the attempt itself is to blame.
#[cfg(target_os = "linux")]
#[test]
fn a_check_that_reaches_a_low_limit_of_the_machine_is_not_rejected() {
    let refused = "pub fn answer() -> u8 {
        let refused = std::io::Error::from_raw_os_error(11);
        panic!(\"failed to spawn thread: {refused:?}\")
    }";
    let attempts = [("threads", refused), ("right", RIGHT), ("wrong", WRONG)];
    let demo = Demo::new("limits", &attempts);
    assert_eq!(demo.xtask(&["check", "threads"]).code, Some(1));
    if Command::new("prlimit").arg("--version").output().is_err() {
        return eprintln!("skipped: prlimit is not installed");
    }
    let limited = |exercise: &str| {
        let plain = demo.command(&["check", exercise]);
        let mut command = Command::new("prlimit");
        // Most machines allow more. The limit is not actually reached: the answer only
        // prints that message.
        command.args(["--nproc=1000", "--nofile=256"]).arg(plain.get_program());
        command.args(plain.get_args()).env_remove("CARGO_TARGET_DIR");
        run(command.env("CARGO_MANIFEST_DIR", demo.0.join("xtask")))
    };
    let said = limited("threads");
    assert_eq!(said.code, Some(2), "{}", said.output);
    for part in ["allows only 1000 processes and threads", "ulimit -u"] {
        assert!(said.errors.contains(part), "{}", said.errors);
    }
    assert_eq!(limited("right").code, Some(0));
    assert_eq!(limited("wrong").code, Some(1));
}

/// The course is on a disk that is mounted read-only, and its target directory is elsewhere.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_checkout_is_graded() {
    let namespace = ["--user", "--map-root-user", "--mount"];
    let possible = Command::new("unshare").args(namespace).arg("true").status();
    if !possible.is_ok_and(|it| it.success()) {
        return eprintln!("skipped: this user can't mount a disk");
    }
    let demo = Demo::new("read_only", &[("right", RIGHT), ("wrong", WRONG)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write("theirs/wrong.rs", RIGHT);
    // This writes Cargo.lock, which is part of a course.
    assert_eq!(demo.xtask(&["check", "right"]).code, Some(0));
    let target = demo.0.with_file_name("read_only target");
    let script = r#"mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" &&
        ! touch "$1/Cargo.toml" 2>/dev/null && shift && exec "$@""#;
    let read_only = |arguments: &[&str]| {
        let plain = demo.command(arguments);
        let mut command = Command::new("unshare");
        command.args(namespace).args(["sh", "-c", script, "sh"]).arg(&demo.0);
        command.arg(plain.get_program()).args(plain.get_args());
        command.env("CARGO_MANIFEST_DIR", demo.0.join("xtask"));
        run(command.env("CARGO_TARGET_DIR", &target))
    };
    let theirs = demo.0.join("theirs");
    let theirs = theirs.to_str().expect("the path is UTF-8");
    for (arguments, code) in [
        (&["check", "right"][..], 0),
        (&["check", "wrong"], 1),
        (&["check", "wrong", "--from", theirs], 0),
        (&["list"], 0),
        (&["reset", "right"], 0),
    ] {
        let said = read_only(arguments);
        let all = format!("{}{}", said.output, said.errors);
        assert_eq!(said.code, Some(code), "{arguments:?}: {all}");
        assert!(said.errors.is_empty(), "{arguments:?}: {all}");
    }
    // Commands that write to the checkout say which file can't be written.
    demo.write(&file("wrong"), "mine");
    for (arguments, part) in [
        (&["reset", "wrong"][..], "can't write"),
        (&["skip", "right"], "can't write"),
    ] {
        let said = read_only(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.output);
        assert!(said.errors.contains(part), "{arguments:?}: {}", said.errors);
    }
    // A text that was changed elsewhere is graded, even if its modification time is old.
    demo.write(&file("wrong"), RIGHT);
    let old = fs::File::options().append(true).open(demo.0.join(file("wrong")));
    let long_ago =
        std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
    old.and_then(|it| it.set_modified(long_ago)).unwrap();
    assert_eq!(read_only(&["check", "wrong"]).code, Some(0));
}

/// An editor may begin a file with a byte order mark, and end its lines as on Windows.
#[test]
fn a_byte_order_mark_and_other_line_ends_do_not_change_a_verdict() {
    let given = "//! # The answer\n//!\n//! **build, 1 minutes**\n//!\n//! Make it.\n\
                 pub fn answer() -> u8 { 42 }\n";
    let demo = Demo::new("marks", &[("right", given), ("wrong", WRONG)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    let listed = demo.xtask(&["list"]).output;
    for mark in ["", "\u{feff}"] {
        for end in ["\n", "\r\n"] {
            let written = |text: &str| format!("{mark}{}", text.replace('\n', end));
            demo.write(&file("right"), &written(given));
            demo.write(&file("wrong"), &written(WRONG));
            assert_eq!(demo.xtask(&["list"]).output, listed, "{mark:?} {end:?}");
            assert_eq!(demo.xtask(&["check", "right"]).code, Some(0));
            assert_eq!(demo.xtask(&["check", "wrong"]).code, Some(1));
            // The mark alone doesn't make the exercise count as begun.
            let said = demo.xtask(&["reset", "right"]);
            let matches = said.output.contains("already matches the original");
            assert!(matches, "{mark:?} {end:?}: {}{}", said.output, said.errors);
        }
    }
}

/// The only interpreters on this machine are too old for the twins.
#[cfg(unix)]
#[test]
fn an_interpreter_that_is_too_old_for_the_twins_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let demo = Demo::new("old_python", &[("right", RIGHT)]);
    for name in ["python3", "python", "py"] {
        let path = format!("tools/{name}");
        demo.write(&path, "#!/bin/sh\necho cpython 3 10");
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(demo.0.join(path), executable).unwrap();
    }
    let twins = |arguments: &[&str]| {
        run(demo.command(arguments).env("PATH", demo.0.join("tools")))
    };
    let said = twins(&["twins"]);
    assert_eq!(said.code, Some(2), "{}", said.output);
    let what = "no CPython 3.11 or newer was found";
    for part in [what, "the lessons don't need Python"] {
        assert!(said.errors.contains(part), "{}", said.errors);
    }
    assert_eq!(twins(&["twins", "--if-present"]).code, Some(0));
    assert_eq!(demo.xtask(&["check", "right"]).code, Some(0));
}

/// The target directory is configured, cargo's intermediate files are elsewhere, and
/// executables are in their platform's directory.
#[test]
fn builds_in_other_places_have_the_same_verdicts() {
    let demo = Demo::new("places", &[("right", RIGHT), ("wrong", WRONG)]);
    let theirs = demo.0.join("theirs");
    demo.write("theirs/wrong.rs", RIGHT);
    let from = ["check", "wrong", "--from", theirs.to_str().expect("it is UTF-8")];
    let config = "[build]\ntarget-dir = 'there'\nbuild-dir = 'elsewhere'\n";
    for (config, platform) in
        [(config, None), ("", Some("host-tuple")), (config, Some("host-tuple"))]
    {
        demo.write(".cargo/config.toml", config);
        for (right, wrong) in [(RIGHT, WRONG), (WRONG, RIGHT), (RIGHT, WRONG)] {
            demo.write(&file("right"), right);
            demo.write(&file("wrong"), wrong);
            let code = |text: &str| Some(i32::from(text == WRONG));
            for (arguments, code) in [
                (&["check", "right"][..], code(right)),
                (&["check", "wrong"], code(wrong)),
                (&from, Some(0)),
            ] {
                let mut command = demo.command(arguments);
                if let Some(platform) = platform {
                    command.env("CARGO_BUILD_TARGET", platform);
                }
                let said = run(&mut command);
                let all = format!("{}{}", said.output, said.errors);
                assert_eq!(
                    said.code, code,
                    "{config} {platform:?} {arguments:?}: {all}"
                );
            }
        }
    }
    demo.write(".cargo/config.toml", "");
}

/// The limit doesn't apply to the user `root`.
#[cfg(target_os = "linux")]
#[test]
fn a_runner_that_cannot_start_a_thread_says_so() {
    let demo = Demo::new("no_threads", &[("right", RIGHT)]);
    let plain = demo.command(&["check", "right"]);
    let limited = |program: &std::ffi::OsStr| {
        let mut command = Command::new("prlimit");
        command.arg("--nproc=1").arg(program).env_remove("CARGO_TARGET_DIR");
        command.env("CARGO_MANIFEST_DIR", demo.0.join("xtask"));
        command
    };
    let mut shell = limited("sh".as_ref());
    let shell = shell.args(["-c", "true & wait && (true)"]).output();
    if shell.is_ok_and(|it| it.status.success())
        || !std::path::Path::new("/usr/bin/prlimit").exists()
    {
        return eprintln!("skipped: this user's processes can't be limited");
    }
    let said = run(limited(plain.get_program()).args(plain.get_args()));
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(said.errors.contains("ulimit -u"), "{}", said.errors);
    assert!(!said.errors.contains("panicked"), "{}", said.errors);
}
