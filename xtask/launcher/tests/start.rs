//! Tests of `cargo xtask` in a small course whose runner prints how it was started.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
};

/// A runner that prints its arguments and exits with the code in the first argument.
const RUNNER: &str = r#"
//! A runner.
fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    println!("{WORD} {arguments:?} {}", std::process::id());
    println!("{:?}", std::env::var_os("CARGO_TARGET_DIR"));
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_DESCRIPTION"] {
        println!("{name} {:?}", std::env::var(name));
    }
    let code = arguments.first().and_then(|it| it.parse().ok());
    std::process::exit(code.unwrap_or_default());
}
const WORD: &str = "started";
"#;

/// A course that contains only a runner and this launcher.
struct Course(PathBuf);

impl Course {
    fn new(name: &str) -> Self {
        let course = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        // On the first run, this directory doesn't exist.
        let _ = fs::remove_dir_all(&course.0);
        course.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"xtask\", \"xtask/launcher\"]",
        );
        let alias = "[alias]\nxtask = \"run --quiet --package launcher --\"";
        course.write(".cargo/config.toml", alias);
        course.write("xtask/Cargo.toml", &manifest("xtask", "src/main.rs"));
        course.write("xtask/src/main.rs", RUNNER);
        let launcher = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs");
        let launcher = manifest("launcher", &launcher.to_string_lossy());
        course.write("xtask/launcher/Cargo.toml", &launcher);
        course.write("lessons/02-b/README.md", "");
        course.write("lessons/01-a/README.md", "");
        course
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        let folder = path.parent().expect("a file is in a directory");
        fs::create_dir_all(folder).expect("the target directory can be written");
        fs::write(path, text).expect("the target directory can be written");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        for (name, _) in env::vars_os() {
            // The variables that cargo has set for this test are about this workspace,
            // not the small course's.
            if name.to_string_lossy().starts_with("CARGO_") && name != "CARGO_HOME" {
                cargo.env_remove(name);
            }
        }
        cargo.arg("xtask").args(arguments).current_dir(&self.0);
        cargo
    }

    #[track_caller]
    fn start(&self, arguments: &[&str]) -> Said {
        said(&mut self.command(arguments))
    }
}

fn manifest(name: &str, path: &str) -> String {
    format!(
        "[package]\nname = '{name}'\nversion = '0.0.0'\nedition = '2024'\n\
         description = 'the {name}'\n[[bin]]\nname = '{name}'\npath = '{path}'\n"
    )
}

struct Said {
    code: Option<i32>,
    output: String,
    errors: String,
}

fn said(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } =
        command.output().expect("cargo is there");
    let text = |bytes| String::from_utf8(bytes).expect("it is UTF-8");
    Said { code: status.code(), output: text(stdout), errors: text(stderr) }
}

#[test]
fn the_first_start_says_that_it_builds_and_later_ones_say_nothing() {
    let course = Course::new("first start");
    let first = course.start(&["7", "two words", "--help"]);
    assert_eq!(first.code, Some(7), "{}", first.errors);
    assert!(
        first.output.starts_with(r#"started ["7", "two words", "--help"] "#),
        "{}",
        first.output
    );
    let page = Path::new("lessons").join("01-a").join("README.md");
    for part in ["the first time", &page.to_string_lossy(), "Compiling xtask"] {
        assert!(first.errors.contains(part), "{part}: {}", first.errors);
    }
    let later = course.start(&["3"]);
    assert_eq!((later.code, &*later.errors), (Some(3), ""));

    // Cargo's variables describe the runner's package, not the launcher's.
    let folder = course.0.join("xtask");
    let folder =
        format!("CARGO_MANIFEST_DIR Ok({:?})", folder.display().to_string());
    for part in [&*folder, "CARGO_PKG_NAME Ok(\"xtask\")"] {
        assert!(later.output.contains(part), "{part}: {}", later.output);
    }
    assert!(later.output.contains("CARGO_PKG_DESCRIPTION Err"), "{}", later.output);
}

#[test]
fn a_change_of_whatever_the_runner_is_built_from_builds_it_again() {
    let course = Course::new("changes");
    assert_eq!(course.start(&[]).code, Some(0));
    course.write("xtask/src/main.rs", &RUNNER.replace("\"started\"", "\"changed\""));
    let said = course.start(&[]);
    assert!(said.output.starts_with("changed "), "{}", said.output);
    assert!(said.errors.contains("again"), "{}", said.errors);
    assert_eq!(course.start(&[]).errors, "");

    let set = |flags: &str| said_with(&course, "RUSTFLAGS", flags);
    assert!(set("--cfg other").contains("Compiling xtask"));
    assert_eq!(set("--cfg other"), "");
    assert!(set("").contains("again"));

    course.write("xtask/build.rs", "fn main() {}");
    let manifest = manifest("xtask", "src/main.rs").replace("0.0.0", "0.0.1");
    course.write("xtask/Cargo.toml", &manifest);
    assert!(course.start(&[]).errors.contains("Compiling xtask v0.0.1"));
    assert_eq!(course.start(&[]).errors, "");

    // A deleted runner is rebuilt, even if the stamp says that nothing has changed.
    fs::remove_file(course.0.join("target/debug").join(PROGRAM))
        .expect("it is there");
    assert_eq!(course.start(&["5"]).code, Some(5));
}

const PROGRAM: &str = if cfg!(windows) { "xtask.exe" } else { "xtask" };

fn said_with(course: &Course, name: &str, value: &str) -> String {
    said(course.command(&[]).env(name, value)).errors
}

#[test]
fn a_runner_that_cannot_be_built_ends_with_2_and_the_next_step() {
    let course = Course::new("broken");
    course.write("xtask/src/main.rs", "fn main() { nonsense }");
    let said = course.start(&[]);
    assert_eq!((said.code, &*said.output), (Some(2), ""));
    for part in
        ["nonsense", "error: cargo could not build the runner", "git restore"]
    {
        assert!(said.errors.contains(part), "{part}: {}", said.errors);
    }
    course.write("xtask/src/main.rs", RUNNER);
    assert_eq!(course.start(&[]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn a_missing_linker_is_named_with_the_way_to_get_one() {
    let course = Course::new("linker");
    // The launcher itself is built with the linker that is installed.
    assert_eq!(course.start(&[]).code, Some(0));
    course.write("xtask/src/main.rs", &RUNNER.replace("started", "linked"));
    let config = "[target.'cfg(unix)']\nlinker = 'no-such-linker'";
    let build = format!("[alias]\nxtask = 'run -q -p launcher --'\n{config}");
    let launcher = course.0.join("target/debug/launcher");
    course.write(".cargo/config.toml", &build);
    let mut start = Command::new(launcher);
    start
        .current_dir(&course.0)
        .env_remove("CARGO_TARGET_DIR")
        .env("CARGO", env!("CARGO"));
    start.env("CARGO_MANIFEST_DIR", course.0.join("xtask/launcher"));
    let said = said(&mut start);
    assert_eq!(said.code, Some(2), "{}", said.output);
    assert!(
        said.errors.contains("error: there is no linker\n  Install a C"),
        "{}",
        said.errors
    );
}

/// Two target directories with odd names. One of them is used from a directory
/// inside the course.
#[test]
fn the_target_directory_may_be_anywhere() {
    let course = Course::new("else [where] ö");
    let target = course.0.join("my target [1]");
    let mut start = course.command(&["4"]);
    let said_first = said(start.env("CARGO_TARGET_DIR", &target));
    assert_eq!(said_first.code, Some(4), "{}", said_first.errors);
    assert!(target.join("debug").join(PROGRAM).exists());
    let passed = format!("{:?}", Some(target.as_os_str()));
    assert!(said_first.output.contains(&passed), "{}", said_first.output);
    let again = said(start.env("CARGO_TARGET_DIR", &target));
    assert_eq!((again.code, &*again.errors), (Some(4), ""));

    let config = fs::read_to_string(course.0.join(".cargo/config.toml"));
    let config = config.expect("it was written") + "\n[build]\ntarget-dir = 'other'";
    course.write(".cargo/config.toml", &config);
    let mut start = course.command(&["6"]);
    let said_there = said(start.current_dir(course.0.join("lessons/01-a")));
    assert_eq!(said_there.code, Some(6), "{}", said_there.errors);
    assert!(course.0.join("other/debug").join(PROGRAM).exists());
    assert!(!course.0.join("target").exists());
    assert_eq!(course.start(&["6"]).errors, "");
}

/// The target directory is configured, its executables are in the platform's
/// subdirectory, and cargo's intermediate files are elsewhere.
#[test]
fn the_runner_uses_the_target_directory_of_this_program() {
    let course = Course::new("passed on");
    let config = course.0.join(".cargo/config.toml");
    let alias = fs::read_to_string(config).expect("it was written");
    let build = "[build]\ntarget-dir = 'there'\nbuild-dir = 'elsewhere'";
    course.write(".cargo/config.toml", &format!("{alias}\n{build}"));
    let passed = format!("{:?}", Some(course.0.join("there").as_os_str()));
    for platform in [None, Some("host-tuple")] {
        let mut start = course.command(&["0"]);
        if let Some(platform) = platform {
            start.env("CARGO_BUILD_TARGET", platform);
        }
        for _ in 0..2 {
            let said = said(&mut start);
            assert_eq!(said.code, Some(0), "{}", said.errors);
            assert!(said.output.contains(&passed), "{platform:?}: {}", said.output);
        }
    }
}

/// Two checkouts with different runners, in turn and at the same time. Cargo would
/// mistake one checkout's build for the other's: all sources are older than both builds.
#[test]
fn two_checkouts_with_one_target_directory_start_their_own_runners() {
    let courses = ["one", "two"].map(|word| {
        let course = Course::new(&format!("shared {word}"));
        let runner = RUNNER.replace("\"started\"", &format!("{word:?}"));
        course.write("xtask/src/main.rs", &runner);
        (word, course)
    });
    let target = courses[0].1.0.with_file_name("shared target");
    let _ = fs::remove_dir_all(&target);
    let check = |(word, course): &(&str, Course)| {
        let said = said(course.command(&["7"]).env("CARGO_TARGET_DIR", &target));
        assert_eq!(said.code, Some(7), "{}", said.errors);
        assert!(said.output.starts_with(&format!("{word} ")), "{}", said.output);
        assert!(said.output.contains("shared target"), "{}", said.output);
        said.errors
    };
    for _ in 0..2 {
        courses.iter().for_each(|it| drop(check(it)));
    }
    thread::scope(|scope| {
        for course in courses.iter().cycle().take(6) {
            scope.spawn(|| assert_eq!(check(course), ""));
        }
    });
}

#[test]
fn two_starts_at_once_both_become_the_runner() {
    let course = Course::new("together");
    thread::scope(|scope| {
        let starts = [8, 9].map(|code: i32| {
            let course = &course;
            (code, scope.spawn(move || course.start(&[&code.to_string()])))
        });
        for (code, start) in starts {
            let said = start.join().expect("it does not panic");
            assert_eq!(said.code, Some(code), "{}", said.errors);
        }
    });
    assert_eq!(course.start(&[]).errors, "");
}

/// A signal that is sent to the command reaches the runner directly, because both
/// are the same process.
#[cfg(unix)]
#[test]
fn the_runner_has_the_process_that_was_started() {
    let course = Course::new("process");
    assert_eq!(course.start(&[]).code, Some(0));
    let mut command = course.command(&["0"]);
    let child = command.stdout(std::process::Stdio::piped()).spawn();
    let child = child.expect("cargo is there");
    let id = child.id();
    let output = child.wait_with_output().expect("it ends").stdout;
    let output = String::from_utf8(output).expect("it is UTF-8");
    assert!(
        output.starts_with(&format!("started [\"0\"] {id}\n")),
        "{id}: {output}"
    );
}

/// The course's sources are on a disk that is mounted read-only, and the target directory is
/// full or read-only, too.
#[cfg(target_os = "linux")]
#[test]
fn a_full_or_read_only_target_directory_is_named() {
    let namespace = ["--user", "--map-root-user", "--mount"];
    let possible = Command::new("unshare").args(namespace).arg("true").status();
    if !possible.is_ok_and(|it| it.success()) {
        return eprintln!("skipped: this user can't mount a small disk");
    }
    let course = Course::new("disks");
    assert_eq!(course.start(&[]).code, Some(0));
    let launcher = course.0.join("target/debug/launcher");
    let disk = course.0.join("disk");
    fs::create_dir_all(&disk).expect("the target directory can be written");
    // The launcher is copied to the disk, because it uses its own directory as the target
    // directory.
    let script = r#"mount -t tmpfs -o size=8m none "$1" && mkdir "$1/debug" &&
        cp "$2" "$1/debug" && touch "$1/debug/.cargo-lock" &&
        { [ "$3" = ro ] || dd if=/dev/zero of="$1/fill" bs=64k 2>/dev/null; true; } &&
        mount -o "remount,$3" "$1" && exec "$1/debug/launcher""#;
    for (options, parts) in [
        ("rw", ["error: the disk is full", "Free some disk space"]),
        ("ro", ["error: the target directory can't be written", "CARGO_TARGET_DIR"]),
    ] {
        let mut start = Command::new("unshare");
        start.args(namespace).args(["sh", "-c", script, "sh"]);
        start.arg(&disk).arg(&launcher).arg(options).current_dir(&course.0);
        start.env_remove("CARGO_TARGET_DIR").env("CARGO", env!("CARGO"));
        start.env("CARGO_MANIFEST_DIR", course.0.join("xtask/launcher"));
        let said = said(&mut start);
        assert_eq!(said.code, Some(2), "{options}: {}{}", said.output, said.errors);
        for part in parts {
            assert!(said.errors.contains(part), "{options}: {}", said.errors);
        }
    }
}

/// Another project may have installed a program that cargo would start as `cargo xtask`.
#[cfg(unix)]
#[test]
fn another_cargo_xtask_on_the_path_is_not_started() {
    use std::os::unix::fs::PermissionsExt;
    let course = Course::new("shadow");
    course.write("tools/cargo-xtask", "#!/bin/sh\nexit 9");
    let other = course.0.join("tools/cargo-xtask");
    let executable = fs::Permissions::from_mode(0o755);
    fs::set_permissions(&other, executable).expect("it is our file");
    let path = env::var_os("PATH").unwrap_or_default();
    let tools = [course.0.join("tools")].into_iter().chain(env::split_paths(&path));
    let path = env::join_paths(tools).expect("the path has no colon");
    let said = said(course.command(&["7"]).env("PATH", path));
    assert_eq!(said.code, Some(7), "{}", said.errors);
    assert!(said.output.starts_with("started "), "{}", said.output);
}

/// The first start, and only that one, downloads what the rest of the course needs.
#[cfg(unix)]
#[test]
fn the_first_start_fetches_everything() {
    use std::os::unix::fs::PermissionsExt;
    let course = Course::new("fetches");
    assert_eq!(course.start(&[]).code, Some(0));
    let launcher = course.0.join("target/debug/launcher");
    let log = "#!/bin/sh\necho \"$@\" >> log\nexec \"$REAL_CARGO\" \"$@\"";
    course.write("cargo", log);
    let cargo = course.0.join("cargo");
    let executable = fs::Permissions::from_mode(0o755);
    fs::set_permissions(&cargo, executable).expect("it is our file");
    // Everything except the launcher is rebuilt.
    for part in ["deps", ".fingerprint", PROGRAM] {
        let part = course.0.join("target/debug").join(part);
        let _ = fs::remove_dir_all(&part).or_else(|_| fs::remove_file(&part));
    }
    let start = || {
        let mut start = Command::new(&launcher);
        start.current_dir(&course.0).env_remove("CARGO_TARGET_DIR");
        start.env("CARGO", &cargo).env("REAL_CARGO", env!("CARGO"));
        start.env("CARGO_MANIFEST_DIR", course.0.join("xtask/launcher"));
        let said = said(&mut start);
        assert_eq!(said.code, Some(0), "{}", said.errors);
        fs::read_to_string(course.0.join("log")).unwrap_or_default()
    };
    let first = start();
    let lines: Vec<_> = first.lines().collect();
    assert!(lines[0].starts_with("build --manifest-path "), "{first}");
    assert!(lines[1].starts_with("fetch --manifest-path "), "{first}");
    assert_eq!(lines.len(), 2, "{first}");
    course.write("xtask/src/main.rs", &RUNNER.replace("started", "changed"));
    let second = start();
    let again = second.strip_prefix(&*first).expect("the log only grows");
    assert!(again.starts_with("build "), "{again}");
    assert_eq!(again.lines().count(), 1, "{again}");
}

/// The time between two checks on other processes.
#[cfg(target_os = "linux")]
const PAUSE: std::time::Duration = std::time::Duration::from_millis(5);

/// A build script waits for a pipe that nothing writes to, until cargo is killed along
/// with the launcher.
#[cfg(target_os = "linux")]
#[test]
fn a_build_does_not_outlive_the_launcher() {
    for signal in ["TERM", "KILL"] {
        let course = Course::new(&format!("ended by {signal}"));
        assert_eq!(course.start(&[]).code, Some(0));
        let waits = "fn main() {
            std::fs::write(\"parent\", std::os::unix::process::parent_id().to_string()).unwrap();
            std::fs::rename(\"parent\", \"cargo\").unwrap();
            let _ = std::fs::read(\"pipe\");
        }";
        course.write("xtask/build.rs", waits);
        let pipe = Command::new("mkfifo").arg(course.0.join("xtask/pipe")).status();
        assert!(pipe.expect("every Unix has mkfifo").success());
        let version = manifest("xtask", "src/main.rs").replace("0.0.0", "0.0.1");
        course.write("xtask/Cargo.toml", &version);
        let mut launcher = course.command(&[]).spawn().expect("cargo is there");
        let cargo = loop {
            if let Ok(id) = fs::read_to_string(course.0.join("xtask/cargo")) {
                break Path::new("/proc").join(id);
            }
            assert_eq!(launcher.try_wait().ok(), Some(None), "it waits for cargo");
            thread::sleep(PAUSE);
        };
        assert!(cargo.exists());
        let id = launcher.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(sent.expect("every Unix has kill").success());
        launcher.wait().expect("it was started");
        let begun = std::time::Instant::now();
        while cargo.exists() {
            if begun.elapsed() > 12_000 * PAUSE {
                // Kill the process that this test started.
                let _ = fs::write(course.0.join("xtask/pipe"), "");
                panic!("cargo has survived {signal}");
            }
            thread::sleep(PAUSE);
        }
    }
}
