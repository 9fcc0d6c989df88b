//! If the runner is killed in the middle of a run, no program that it started survives.
//!
//! The program holds a named pipe open for writing. When the program is gone, the pipe
//! has no writer, and the reader gets end-of-file. A surviving program would write a word
//! much later.

use crate::{
    RIGHT,
    demo::{Demo, file},
};
use std::{
    fs,
    io::Read,
    process::{Child, Command, Stdio},
};

const ENDS: [(&str, Option<i32>); 3] =
    [("TERM", Some(130)), ("INT", Some(130)), ("KILL", None)];

const RUNS: &str = "this call succeeds";

/// Sends each signal to a run whose program holds the pipe open, and checks that the pipe
/// is closed.
fn end_in_the_middle(demo: &Demo) {
    for (signal, code) in ENDS {
        let mut command = demo.command(&["check", "right", "--limit", "600"]);
        command.stdout(Stdio::null());
        let mut xtask = command.spawn().expect(RUNS);
        // This blocks until the program has opened the pipe.
        let mut reader = fs::File::open(demo.0.join("pipe")).expect("it was made");
        send(&xtask, signal);
        assert_eq!(xtask.wait().expect(RUNS).code(), code, "{signal}");
        assert_eq!(reader.read(&mut [0]).expect(RUNS), 0, "{signal}");
    }
}

fn send(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status();
    assert!(sent.expect("every Unix has kill").success());
}

/// The exercise spins, and both it and a child in the same group hold the pipe open.
#[test]
fn an_exercise_and_its_children_are_killed_when_the_runner_ends() {
    let demo = Demo::new("end_check", &[("right", RIGHT)]);
    let pipe = demo.named_pipe();
    demo.write(
        &file("right"),
        &format!(
            "pub fn answer() -> u8 {{
                 use std::io::Write;
                 let script = \"exec 9> '{0}'; sleep 60; echo alive >&9\";
                 std::process::Command::new(\"sh\").args([\"-c\", script]).spawn().unwrap();
                 let mut pipe = std::fs::File::options().write(true).open(\"{0}\").unwrap();
                 let start = std::time::Instant::now();
                 while start.elapsed().as_secs() < 60 {{ std::hint::spin_loop(); }}
                 pipe.write_all(b\"alive\").unwrap();
                 42
             }}",
            pipe.display()
        ),
    );
    end_in_the_middle(&demo);
}

/// Cargo is building, and a build script holds the pipe open.
#[test]
fn a_build_is_killed_when_the_runner_ends() {
    let demo = Demo::new("end_build", &[("right", RIGHT)]);
    let pipe = demo.named_pipe();
    demo.write(
        "exercises/01-demo/build.rs",
        &format!(
            "fn main() {{
                 use std::io::Write;
                 let mut pipe = std::fs::File::options().write(true).open(\"{}\").unwrap();
                 std::thread::sleep(std::time::Duration::from_secs(60));
                 pipe.write_all(b\"alive\").unwrap();
             }}",
            pipe.display()
        ),
    );
    end_in_the_middle(&demo);
}
