//! Hostile files: each gets a verdict of its own, and no other verdict is affected.

use crate::{
    RIGHT,
    demo::{Demo, Said},
};
use serde_json::Value;
use std::fs;

/// The verdicts, as JSON.
#[track_caller]
fn verdicts(said: &Said) -> Vec<Value> {
    let all: Result<Value, _> = serde_json::from_str(&said.output);
    let Ok(Value::Object(mut all)) = all else {
        panic!("{}{}", said.output, said.errors);
    };
    let Some(Value::Array(all)) = all.remove("exercises") else {
        panic!("{}", said.output);
    };
    all
}

fn text<'a>(verdict: &'a Value, key: &str) -> &'a str {
    verdict[key].as_str().unwrap_or_default()
}

/// Checks the verdict on each exercise.
#[track_caller]
fn assert_verdicts(said: &Said, expected: &[(&str, &str)]) {
    let all = verdicts(said);
    let got = all.iter().map(|it| (text(it, "exercise"), text(it, "verdict")));
    assert_eq!(got.collect::<Vec<_>>(), expected, "{all:#?}");
}

/// The message about an exercise.
fn message(said: &Said, exercise: &str) -> String {
    let all = verdicts(said);
    let one = all.iter().find(|it| text(it, "exercise") == exercise);
    one.map_or_else(String::new, |it| text(it, "message").to_owned())
}

/// A17: the compiler would evaluate this constant forever.
#[test]
fn a_constant_without_end_is_a_verdict_within_the_limit() {
    let endless = "#[allow(long_running_const_eval)] const X: u8 = loop {};
                   pub fn answer() -> u8 { X }";
    let demo = Demo::new(
        "endless_build",
        &[("endless", endless), ("first", RIGHT), ("second", RIGHT)],
    );
    let json = ["--limit", "2", "--format", "json"];
    let said = demo.xtask(&[&["check"], &json[..]].concat());
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let expected =
        [("endless", "compiler-gave-up"), ("first", "solved"), ("second", "solved")];
    assert_verdicts(&said, &expected);
    let why = message(&said, "endless");
    assert!(why.contains("it was not done after 12 s"), "{why}");
}

/// A18: the compiler is killed, or ends with the exit code of a panic.
#[cfg(unix)]
#[test]
fn a_compiler_that_crashes_or_is_killed_is_a_verdict() {
    use std::os::unix::fs::PermissionsExt;
    let names = ["crashes", "killed", "right"];
    let demo = Demo::new("crashes", &names.map(|it| (it, RIGHT)));
    let wrapper = demo.0.join("rustc");
    demo.write(
        "rustc",
        "#!/bin/sh
        case \"$*\" in
            *--crate-name\\ crashes*) exit 101;;
            *--crate-name\\ killed*) kill -KILL $$;;
            *) exec \"$@\";;
        esac",
    );
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = demo.command(&["check", "--format", "json"]);
    let said = Said::of(&command.env("RUSTC_WRAPPER", wrapper).output().unwrap());
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let gave_up = "compiler-gave-up";
    let expected = [("crashes", gave_up), ("killed", gave_up), ("right", "solved")];
    assert_verdicts(&said, &expected);
    let why = message(&said, "killed");
    assert!(why.contains("SIGKILL"), "{why}");
}

/// A17: a value so large that the compiler needs more memory than there is.
#[cfg(target_os = "linux")]
#[test]
fn a_compiler_out_of_memory_is_a_verdict() {
    let large = "static X: [u8; 1 << 40] = [1; 1 << 40];
                 pub fn answer() -> u8 { X[7] }";
    let demo = Demo::new("large_build", &[("large", large), ("right", RIGHT)]);
    let said = demo.xtask(&["check", "--format", "json"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    let all = verdicts(&said);
    let refused = ["compiler-gave-up", "does-not-compile"];
    assert!(refused.contains(&text(&all[0], "verdict")), "{all:#?}");
    assert_eq!(text(&all[1], "verdict"), "solved");
}

/// A19: far more errors than any terminal should show, with more text than is read.
#[test]
fn many_errors_are_cut_off() {
    let errors = "const _: u8 = \"\";\n".repeat(10_000) + RIGHT;
    let demo = Demo::new("many_errors", &[("many", &errors), ("right", RIGHT)]);
    let said = demo.xtask(&["check", "--format", "json"]);
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert_verdicts(&said, &[("many", "does-not-compile"), ("right", "solved")]);
    let why = message(&said, "many");
    assert!(why.contains("more errors"), "{why}");
    assert!(why.len() < 100_000, "{}", why.len());
}

/// A8: the exercise finds the path of libtest's log in the arguments, writes there that all
/// tests passed, and exits.
#[test]
fn a_forged_log_is_not_believed() {
    let forger = r#"pub fn answer() -> u8 {
        use std::io::Write;
        let mut arguments = std::env::args().skip_while(|it| it != "--logfile");
        let path = arguments.nth(1).expect("the runner asks for a log");
        let mut log = std::fs::File::options().append(true).create(true).open(path).unwrap();
        log.write_all(b"ok answers_42\nok is_what_it_is\n").unwrap();
        std::process::exit(0)
    }"#;
    let demo = Demo::new("forger", &[("forger", forger), ("right", RIGHT)]);
    for _ in 0..10 {
        let said = demo.xtask(&["check", "--format", "json"]);
        assert_verdicts(&said, &[("forger", "exited-early"), ("right", "solved")]);
    }
}

/// A13: the exercise fills the disk, or keeps opening files.
#[cfg(unix)]
#[test]
fn the_size_of_files_and_their_number_are_limited_before_the_program_starts() {
    let fills = r#"pub fn answer() -> u8 {
        let path = std::env::temp_dir().join(format!("fills-{}", std::process::id()));
        let mut file = std::fs::File::create(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        for _ in 0..64 { std::io::Write::write_all(&mut file, &[1; 1 << 20]).unwrap(); }
        42
    }"#;
    let opens = r#"pub fn answer() -> u8 {
        let all: Vec<_> = (0..5000).map_while(|_| std::fs::File::open(".").ok()).collect();
        assert!(all.len() < 1024, "{} files are open", all.len());
        42
    }"#;
    let demo = Demo::new("fills", &[("fills", fills), ("opens", opens)]);
    let said = demo.xtask(&["check", "--format", "json"]);
    assert_verdicts(&said, &[("fills", "crashed"), ("opens", "solved")]);
    assert!(message(&said, "fills").contains("SIGXFSZ"), "{}", said.output);
}

/// A22: a program's output can't move the cursor, or reorder text in the terminal.
#[test]
fn control_characters_of_a_program_are_escaped_in_every_format() {
    let rude = "pub fn answer() -> u8 {
        panic!(\"<b>\\u{1b}[2Jgone\\u{7} \\u{202e}backwards & more\")
    }";
    let demo = Demo::new("rude", &[("rude", rude)]);
    for format in ["human", "json", "junit"] {
        let said = demo.xtask(&["check", "--format", format]);
        assert_eq!(said.code, Some(1), "{}", said.errors);
        let is_rude = |it: char| matches!(it, '\u{1b}' | '\u{7}' | '\u{202e}');
        assert!(!said.output.contains(is_rude), "{format}: {:?}", said.output);
        let shown = match format {
            "junit" => r"&lt;b&gt;\u{1b}[2Jgone\u{7} \u{202e}backwards &amp; more",
            "json" => r"<b>\\u{1b}[2Jgone\\u{7} \\u{202e}backwards & more",
            _ => r"<b>\u{1b}[2Jgone\u{7} \u{202e}backwards & more",
        };
        assert!(said.output.contains(shown), "{format}: {}", said.output);
    }
}

/// A course with these exercises, and files from elsewhere for some of them.
fn submitted(
    name: &str,
    exercises: &[&str],
    files: &[(&str, &str)],
) -> (Demo, String) {
    let all: Vec<_> = exercises.iter().map(|it| (*it, RIGHT)).collect();
    let demo = Demo::new(name, &all);
    let theirs = demo.0.join("theirs");
    let _ = fs::remove_dir_all(&theirs);
    for (exercise, text) in files {
        demo.write(&format!("theirs/{exercise}.rs"), text);
    }
    (demo, theirs.to_string_lossy().into_owned())
}

/// A3, A4, A5: a file that reads other files or the environment. The solution is in its
/// usual place in the course, so without the word net, all of these except the last two
/// would be solved.
#[test]
fn a_file_from_elsewhere_that_reads_something_else_is_not_allowed() {
    let secret = "pub fn answer() -> u8 { env!(\"PATH\").len() as u8 }";
    let files = [
        ("includes", "include!(\"SOLUTION\");"),
        ("mounts", "#[path = \"SOLUTION\"] mod s; pub use s::*;"),
        ("prints", "pub fn answer() -> u8 { panic!(include_str!(\"SOLUTION\")) }"),
        ("secret", secret),
        (
            "tests",
            "pub fn answer() -> u8 { 42 }
            #[cfg(test)] mod tests { use super::*; #[test] fn it() { answer(); } }",
        ),
    ];
    let names = files.map(|it| it.0);
    let (demo, theirs) = submitted("reads_elsewhere", &names, &[]);
    demo.write("solutions/01-demo/includes.rs", "pub fn answer() -> u8 { 42 }");
    let solution = demo.0.join("solutions/01-demo/includes.rs");
    let solution = solution.to_string_lossy().replace('\\', "/");
    for (name, text) in files {
        let text = text.replace("SOLUTION", &solution);
        demo.write(&format!("theirs/{name}.rs"), &text);
    }
    let said = demo.xtask(&["check", "--from", &theirs, "--format", "json"]);
    let no = "not-allowed";
    let expected = [
        ("includes", no),
        ("mounts", no),
        ("prints", no),
        ("secret", no),
        ("tests", "solved"),
    ];
    assert_verdicts(&said, &expected);
    let why = message(&said, "includes");
    assert!(why.starts_with("Line 1 has `include`"), "{why}");
    // A learner's own file does not count as a file from elsewhere.
    demo.write(
        &crate::demo::file("includes"),
        &files[0].1.replace("SOLUTION", &solution),
    );
    assert_eq!(demo.xtask(&["check", "includes"]).code, Some(0));
}

/// If a given file contains a word, the word net allows the word. But the compiler must
/// not read anything else.
#[test]
fn a_word_of_the_given_file_does_not_open_other_files() {
    let (demo, theirs) = submitted("audited", &["reads", "names", "right"], &[]);
    demo.write("elsewhere.txt", "secret");
    let place = demo.0.join("elsewhere.txt").to_string_lossy().replace('\\', "/");
    let reads = format!("pub fn answer() -> u8 {{ include_str!(\"{place}\"); 42 }}");
    let names = "pub fn answer() -> u8 { option_env!(\"PATH\"); 42 }";
    for (name, text) in [("reads", &*reads), ("names", names)] {
        demo.write(&crate::demo::file(name), text);
        demo.write(&format!("theirs/{name}.rs"), text);
    }
    demo.write("theirs/right.rs", RIGHT);
    let said = demo.xtask(&["check", "--from", &theirs, "--format", "json"]);
    let no = "not-allowed";
    assert_verdicts(&said, &[("reads", no), ("names", no), ("right", "solved")]);
    assert!(message(&said, "reads").contains("elsewhere.txt"), "{}", said.output);
    assert!(message(&said, "names").contains("variable PATH"), "{}", said.output);
}

/// A5: a token in the grader's environment.
#[test]
fn files_from_elsewhere_do_not_see_the_graders_environment() {
    // The given file contains these words, so that the word net allows them.
    let reads = "pub fn answer() -> u8 {
        assert_eq!(std::env::var_os(\"CLASS_TOKEN\"), None);
        assert!(std::env::var_os(\"PATH\").is_some());
        42
    }";
    let (demo, theirs) = submitted("environment", &["reads"], &[("reads", reads)]);
    demo.write(&crate::demo::file("reads"), reads);
    let check = |arguments: &[&str]| {
        let mut command = demo.command(arguments);
        Said::of(&command.env("CLASS_TOKEN", "secret").output().unwrap())
    };
    let said = check(&["check", "--from", &theirs]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    // The learner's own file sees the token.
    assert_eq!(check(&["check"]).code, Some(1));
}

/// A14: a link to another person's file or directory, a named pipe, and a large file.
#[cfg(unix)]
#[test]
fn links_and_special_files_from_elsewhere_are_not_read() {
    use std::os::unix::fs::symlink;
    let names = ["link", "nested", "pipe", "device", "large", "right"];
    let (demo, theirs) = submitted("links", &names, &[("right", RIGHT)]);
    demo.write("bob/link.rs", RIGHT);
    demo.write("bob/nested.rs", RIGHT);
    symlink(demo.0.join("bob/link.rs"), demo.0.join("theirs/link.rs")).unwrap();
    symlink(demo.0.join("bob"), demo.0.join("theirs/01-demo")).unwrap();
    fs::rename(demo.named_pipe(), demo.0.join("theirs/pipe.rs")).unwrap();
    symlink("/dev/zero", demo.0.join("theirs/device.rs")).unwrap();
    demo.write("theirs/large.rs", &" ".repeat((1 << 20) + 1));
    let said = demo.xtask(&["check", "--from", &theirs, "--format", "json"]);
    let no = "unreadable";
    let expected = [
        ("link", no),
        ("nested", no),
        ("pipe", no),
        ("device", no),
        ("large", no),
        ("right", "solved"),
    ];
    assert_verdicts(&said, &expected);
    for name in ["link", "nested", "device"] {
        let why = message(&said, name);
        assert!(why.contains("is a link"), "{why}");
    }
    assert!(
        message(&said, "pipe").contains("not a regular file"),
        "{}",
        said.output
    );
    // The directory itself may be a link.
    let link = demo.0.join("link");
    let _ = fs::remove_file(&link);
    symlink(&theirs, &link).unwrap();
    let said = demo.xtask(&["check", "right", "--from", &link.to_string_lossy()]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
}

/// A7: a program replaces others that are about to run.
#[test]
fn the_run_of_a_program_that_was_replaced_does_not_count() {
    // The programs are copied into one directory. It replaces the others with itself, and
    // would be solved.
    let poisons = "pub fn answer() -> u8 {
        let own = std::env::current_exe().unwrap();
        for entry in std::fs::read_dir(own.parent().unwrap()).unwrap() {
            let path = entry.unwrap().path();
            if path != own && std::fs::remove_file(&path).is_ok() {
                std::fs::copy(&own, &path).unwrap();
            }
        }
        42
    }";
    let names = ["poisons", "b", "c", "d", "e", "f"];
    let wrong = "pub fn answer() -> u8 { 41 }";
    let files = names.map(|it| (it, if it == "poisons" { poisons } else { wrong }));
    let (demo, theirs) = submitted("poisons", &names, &files);
    demo.write(&crate::demo::file("poisons"), poisons);
    let said = demo.xtask(&["check", "--from", &theirs, "--format", "json"]);
    assert_eq!(said.code, Some(1), "{}{}", said.output, said.errors);
    let all = verdicts(&said);
    let verdicts: Vec<_> = all.iter().map(|it| text(it, "verdict")).collect();
    // A copy of the attacker may have replaced the original.
    assert!(["solved", "unreadable"].contains(&verdicts[0]), "{verdicts:?}");
    // As many programs run in parallel as there are processors, so some may have ended
    // already.
    let others = &verdicts[1..];
    let sound = |it: &&str| ["tests-failed", "unreadable"].contains(it);
    assert!(others.iter().all(sound), "{verdicts:?}");
}

/// A7: a program changes a compiled dependency that later checks would be linked with.
#[test]
fn a_compiled_dependency_that_a_program_changes_is_built_again() {
    let changes = "pub fn answer() -> u8 {
        for entry in std::fs::read_dir(\"DEPS\").unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == \"rlib\") {
                let mut file = std::fs::File::options().append(true).open(path).unwrap();
                std::io::Write::write_all(&mut file, b\"more\").unwrap();
            }
        }
        42
    }";
    let (demo, theirs) = submitted("dependency", &["changes", "right"], &[]);
    let deps = demo.0.join("target/debug/deps");
    let changes =
        changes.replace("DEPS", &deps.to_string_lossy().replace('\\', "/"));
    demo.write(&crate::demo::file("changes"), &changes);
    demo.write("theirs/changes.rs", &changes);
    demo.write("helper/Cargo.toml", &crate::demo::package("helper"));
    demo.write("helper/src/lib.rs", "pub fn helps() {}");
    let manifest = demo.0.join("exercises/01-demo/Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let text = text + "[dev-dependencies]\nhelper = { path = \"../../helper\" }\n";
    fs::write(&manifest, text).unwrap();
    let said = demo.xtask(&["check", "--from", &theirs]);
    assert_eq!(said.code, Some(2), "{}{}", said.output, said.errors);
    assert!(said.errors.contains("libhelper-"), "{}", said.errors);
    assert_eq!(said.output, "");
    let libraries = || {
        let all = fs::read_dir(&deps).unwrap().map(|it| it.unwrap().path());
        let all = all.filter(|it| it.extension().is_some_and(|it| it == "rlib"));
        all.map(|it| fs::read(it).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(libraries(), Vec::<Vec<u8>>::new());
    let said = demo.xtask(&["check", "right"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    assert!(libraries().iter().all(|it| !it.ends_with(b"more")));
    assert_eq!(libraries().len(), 1);
}

/// The word net must accept every file that an honest learner could submit.
#[test]
fn prove_fails_if_the_word_net_catches_a_right_variant() {
    let given = "//! # The answer\n//!\n//! **build, 1 minutes**\n\
                 pub fn answer() -> u8 { 0 }\n";
    let demo = Demo::new("net_in_prove", &[("right", given)]);
    assert_eq!(demo.xtask(&["lock"]).code, Some(0));
    demo.write("solutions/01-demo/right.rs", RIGHT);
    let wrong = "//! tests-failed: left == right\npub fn answer() -> u8 { 41 }";
    demo.write("solutions/01-demo/right/wrong/less.rs", wrong);
    let files = format!("use std::fs as files;\n{RIGHT}");
    for (variant, code, words) in
        [(RIGHT, 0, "4 passed, 0 failed"), (&files, 1, "Line 1 has `fs`")]
    {
        demo.write("solutions/01-demo/right/right/one.rs", variant);
        let said = demo.xtask(&["prove"]);
        assert_eq!(said.code, Some(code), "{}{}", said.output, said.errors);
        assert!(said.output.contains(words), "{}", said.output);
    }
}
