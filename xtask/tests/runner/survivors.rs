//! Nobody survives: not a check, not an interrupt.

use crate::{RIGHT, demo::Demo};
use std::{fs, io::Read, process::Command};

/// A child that outlives its parent would hold the pipes open. It is ended with its group.
///
/// It holds a named pipe, too, so that its end is seen at once: the pipe then has no
/// writer. Only one that lives on writes its word, much later.
#[test]
fn nobody_survives_a_check() {
    let demo = Demo::new("survivors", &[("right", RIGHT)]);
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
#[test]
fn an_interrupt_ends_the_exercise_too() {
    let demo = Demo::new("interrupt", &[("right", RIGHT)]);
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
    let demo = Demo::new("daemon", &[("right", RIGHT)]);
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
