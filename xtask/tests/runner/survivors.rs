//! No program survives a check or an interrupt.

use crate::{RIGHT, demo::Demo};
use std::{fs, io::Read, process::Command};

/// A child that survives its parent would hold the output pipes open, so the runner kills it
/// with its process group.
///
/// The child also holds a named pipe for writing. Once the child is gone, the pipe has no
/// writer, and the reader gets end-of-file. A surviving child would write a word much
/// later.
#[test]
fn a_child_of_an_exercise_is_killed_after_the_check() {
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
    // Opening a pipe for both reading and writing doesn't block, so the reader can start.
    let holder = fs::File::options().read(true).write(true).open(&pipe).unwrap();
    let reader = std::thread::spawn(move || fs::read_to_string(pipe).unwrap());
    let said = demo.xtask(&["check", "right", "--limit", "60"]);
    assert_eq!(said.code, Some(0), "{}{}", said.output, said.errors);
    drop(holder);
    assert_eq!(reader.join().unwrap(), "");
}

/// The exercise spins and holds a named pipe for writing. When the exercise is gone, the
/// pipe's reader gets end-of-file. A surviving exercise would write a word much later.
#[test]
fn an_exercise_is_killed_when_the_runner_is_interrupted() {
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
    // This blocks until the exercise has opened the pipe.
    let mut reader = fs::File::open(&pipe).unwrap();
    let interrupt =
        Command::new("kill").args(["-INT", &xtask.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    assert_eq!(xtask.wait().unwrap().code(), Some(130));
    assert_eq!(reader.read(&mut [0]).unwrap(), 0);
}

/// A process that leaves its group, as daemons do, is not killed with the group, but the
/// runner must not wait for it.
#[cfg(target_os = "linux")]
#[test]
fn the_runner_does_not_wait_for_a_daemon() {
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
    assert!(ended.success(), "the daemon must still be running");
}
