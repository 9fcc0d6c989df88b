//! The runner from outside: a small course whose exercises go wrong in every way there
//! is, graded by the real program.

#[cfg(unix)]
use std::io::Read;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, SystemTime},
};

/// An exercise, and what its learner wrote. The check calls `answer` and wants 42.
const ATTEMPTS: [(&str, &str); 9] = [
    ("right", "pub fn answer() -> u8 { 42 }"),
    ("wrong", "pub fn answer() -> u8 { 41 }"),
    ("unfinished", "pub fn answer() -> u8 { todo!(\"find it\") }"),
    ("broken", "pub fn answer() -> u8 { \"42\" }"),
    ("leaves", "pub fn answer() -> u8 { std::process::exit(0) }"),
    ("aborts", "pub fn answer() -> u8 { std::process::abort() }"),
    ("hangs", "pub fn answer() -> u8 { loop { std::thread::park() } }"),
    ("spins", "pub fn answer() -> u8 { loop { std::hint::spin_loop() } }"),
    (
        "floods",
        "pub fn answer() -> u8 { use std::io::Write;
         loop { let _ = std::io::stdout().write_all(&[b'x'; 4096]); } }",
    ),
];

/// Checks that do less than they look like.
const CHECKS: [(&str, &str); 3] = [
    ("empty", ""),
    ("ignored", "#[test] fn one() {} #[test] #[ignore] fn two() { panic!() }"),
    ("quiet", "#[test] fn one() { println!(\"test two ... ok\"); }"),
];

/// A course of its own in a folder of its own: one lesson, and these exercises.
struct Demo(PathBuf);

impl Demo {
    fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let demo = Self(root);
        demo.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"lessons/01-demo\", \"exercises/01-demo\"]",
        );
        demo.write("lessons/01-demo/Cargo.toml", &package("demo"));
        demo.write("lessons/01-demo/src/main.rs", "fn main() {}");
        let mut manifest = package("demo-exercises");
        manifest += "autotests = false\n";
        for (name, _) in ATTEMPTS.iter().chain(&CHECKS) {
            manifest += &format!(
                "[[test]]\nname = \"{name}\"\npath = \"tests/{name}.rs\"\n"
            );
        }
        demo.write("exercises/01-demo/Cargo.toml", &manifest);
        for (name, text) in ATTEMPTS {
            demo.write(&format!("exercises/01-demo/{name}.rs"), text);
            let check = format!(
                "#[path = \"../{name}.rs\"] mod attempt;
                 #[test] fn is_what_it_is() {{ assert_eq!(1 + 1, 2); }}
                 #[test] fn answers_42() {{ assert_eq!(attempt::answer(), 42); }}"
            );
            demo.write(&format!("exercises/01-demo/tests/{name}.rs"), &check);
        }
        for (name, check) in CHECKS {
            demo.write(&format!("exercises/01-demo/{name}.rs"), "");
            demo.write(&format!("exercises/01-demo/tests/{name}.rs"), check);
        }
        demo
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("the target folder can be written");
        fs::write(path, text).expect("the target folder can be written");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments);
        command.env("CARGO_MANIFEST_DIR", self.0.join("xtask"));
        command.env_remove("CARGO_TARGET_DIR");
        command
    }

    #[cfg(unix)]
    fn named_pipe(&self) -> PathBuf {
        let pipe = self.0.join("pipe");
        // There is one from the last run, or there is none.
        let _ = fs::remove_file(&pipe);
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("every Unix has mkfifo").success());
        pipe
    }

    fn xtask(&self, arguments: &[&str]) -> Said {
        let output = self.command(arguments).output();
        Said::of(&output.expect("it was built with its test"))
    }
}

fn package(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n"
    )
}

struct Said {
    code: Option<i32>,
    output: String,
    errors: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            output: text(&output.stdout),
            errors: text(&output.stderr),
        }
    }

    /// The part of the output that is about this exercise.
    fn about(&self, exercise: &str) -> &str {
        let start = self.output.find(&format!("demo / {exercise} "));
        let part = &self.output[start.expect("every exercise has its verdict")..];
        let end = part.find(['✗', '✔']);
        &part[..end.unwrap_or(part.len())]
    }
}

#[test]
fn every_way_to_go_wrong_has_its_verdict_and_a_reason() {
    let demo = Demo::new("verdicts");
    let said = demo.xtask(&["check", "--limit", "2"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let expected = [
        ("right", "2 of 2 checks pass"),
        ("wrong", "1 of 2 checks pass"),
        ("unfinished", "not yet implemented: find it"),
        ("broken", "does not compile"),
        ("leaves", "left before its checks had ended"),
        ("aborts", "died"),
        ("hangs", "hangs: stopped after 2 s"),
        ("spins", "hangs: stopped after 2 s"),
        ("floods", "floods"),
        ("empty", "only 0 of 0 checks ran"),
        ("ignored", "only 1 of 2 checks ran"),
        ("quiet", "1 of 1 checks pass"),
    ];
    for (exercise, phrase) in expected {
        let part = said.about(exercise);
        assert!(part.contains(phrase), "{exercise}: {part}");
    }
    assert!(said.output.contains("2 of 12 solved"), "{}", said.output);
    // The test that hangs is named; the one beside it has long ended.
    assert!(said.about("hangs").contains("answers_42"));
    assert!(!said.about("hangs").contains("is_what_it_is"));
    // A place in the learner's file is shown, as they know the file; one in the check
    // is not.
    let place = Path::new("exercises").join("01-demo").join("unfinished.rs");
    let place = place.to_string_lossy().replace("exercises", "");
    assert!(
        said.about("unfinished").contains(place.trim_start_matches(['/', '\\']))
    );
    assert!(!said.about("wrong").contains("panicked at"), "{}", said.about("wrong"));
    assert!(!said.about("broken").contains(".."), "{}", said.about("broken"));
}

#[test]
fn exit_codes_say_solved_unsolved_or_a_wrong_question() {
    let demo = Demo::new("codes");
    for (arguments, code) in [
        (&["check", "right"][..], 0),
        (&["check", "exercises/01-demo/right.rs"], 0),
        (&["check", "right", "wrong"], 1),
        (&["check", "nobody"], 2),
        (&["hint", "nobody"], 2),
        (&["chekc"], 2),
        (&["list"], 0),
    ] {
        let said = demo.xtask(arguments);
        assert_eq!(
            said.code,
            Some(code),
            "{arguments:?}: {}{}",
            said.output,
            said.errors
        );
        assert_eq!(
            said.errors.is_empty(),
            code != 2,
            "{arguments:?}: {}",
            said.errors
        );
    }
}

/// As `mv backup.rs right.rs` does.
#[test]
fn a_file_that_is_put_back_with_its_old_time_gets_a_verdict_of_its_own() {
    let demo = Demo::new("put_back");
    let file = demo.0.join("exercises/01-demo/right.rs");
    let solved = |text: &str| {
        demo.write("exercises/01-demo/right.rs", text);
        let long_ago = SystemTime::now() - Duration::from_secs(86_400);
        let file = fs::File::options().append(true).open(&file).unwrap();
        file.set_modified(long_ago).unwrap();
        demo.xtask(&["check", "right"]).code == Some(0)
    };
    let (right, wrong) =
        ("pub fn answer() -> u8 { 42 }", "pub fn answer() -> u8 { 41 }");
    assert!(solved(right));
    assert!(!solved(wrong));
    assert!(!solved(wrong));
    assert!(solved(right));
}

#[test]
fn alone_it_says_what_is_next() {
    let demo = Demo::new("next");
    demo.write(
        "exercises/01-demo/Cargo.toml",
        &(package("demo-exercises")
            + "autotests = false\n[[test]]\nname = \"right\"\npath = \"tests/right.rs\"\n"
            + "[[test]]\nname = \"wrong\"\npath = \"tests/wrong.rs\"\n"),
    );
    let said = demo.xtask(&[]);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.output.contains("1 of 2 exercises solved"), "{}", said.output);
    assert!(said.output.contains("cargo xtask check wrong"), "{}", said.output);
}

/// A child that outlives its parent would hold the pipes open. It is ended with its group.
///
/// It holds a named pipe, too, so that its end is seen at once: the pipe then has no
/// writer. Only one that lives on writes its word, much later.
#[cfg(unix)]
#[test]
fn nobody_survives_a_check() {
    let demo = Demo::new("survivors");
    let pipe = demo.named_pipe();
    demo.write(
        "exercises/01-demo/right.rs",
        &format!(
            "pub fn answer() -> u8 {{
                 let script = \"exec 9> '{}'; sleep 20; echo alive >&9\";
                 std::process::Command::new(\"sh\").args([\"-c\", script]).spawn().unwrap();
                 42
             }}",
            pipe.display()
        ),
    );
    // Opened for both, so that opening waits for nobody; the first reader then has it.
    let holder = fs::File::options().read(true).write(true).open(&pipe).unwrap();
    let reader = std::thread::spawn(move || fs::read_to_string(pipe).unwrap());
    let said = demo.xtask(&["check", "right", "--limit", "60"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    drop(holder);
    assert_eq!(reader.join().unwrap(), "");
}

/// The exercise spins, and holds a named pipe; it is gone when the pipe has no writer.
/// Only one that lives on writes its word, much later.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_exercise_too() {
    let demo = Demo::new("interrupt");
    let pipe = demo.named_pipe();
    demo.write(
        "exercises/01-demo/right.rs",
        &format!(
            "pub fn answer() -> u8 {{
                 use std::io::Write;
                 let mut pipe = std::fs::File::options().write(true).open(\"{}\").unwrap();
                 let start = std::time::Instant::now();
                 while start.elapsed().as_secs() < 20 {{ std::hint::spin_loop(); }}
                 pipe.write_all(b\"alive\").unwrap();
                 42
             }}",
            pipe.display()
        ),
    );
    let mut xtask =
        demo.command(&["check", "right", "--limit", "600"]).spawn().unwrap();
    // Opening waits for the exercise.
    let mut reader = fs::File::open(&pipe).unwrap();
    let interrupt =
        Command::new("kill").args(["-INT", &xtask.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    assert_eq!(xtask.wait().unwrap().code(), Some(130));
    assert_eq!(reader.read(&mut [0]).unwrap(), 0);
}

/// One that leaves its group, as daemons do, cannot be ended with it, but nobody has to
/// wait for it either.
#[cfg(target_os = "linux")]
#[test]
fn nobody_waits_for_a_daemon() {
    let demo = Demo::new("daemon");
    let place = demo.0.join("pid");
    demo.write(
        "exercises/01-demo/right.rs",
        &format!(
            "pub fn answer() -> u8 {{
                 let script = \"echo $$ > '{place}'; exec sleep 600\";
                 let mut daemon = std::process::Command::new(\"setsid\");
                 daemon.args([\"sh\", \"-c\", script]).spawn().unwrap();
                 while !std::path::Path::new(\"{place}\").exists() {{}}
                 42
             }}",
            place = place.display()
        ),
    );
    let _ = fs::remove_file(&place);
    let said = demo.xtask(&["check", "right", "--limit", "60"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    let pid = fs::read_to_string(&place).unwrap();
    let ended = Command::new("kill").arg(pid.trim()).status().unwrap();
    assert!(ended.success(), "it was there until now");
}
