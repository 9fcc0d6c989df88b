//! `watch` on a terminal: what it shows, what the keys do, and how it ends.

use crate::{
    RIGHT, WRONG,
    demo::{Demo, file},
    terminal::Terminal,
};
use std::{
    fs,
    io::Read,
    process::Command,
    time::{Duration, SystemTime},
};

const SIZE: (u16, u16) = (80, 30);

/// The first exercise's task.
const HEADER: &str =
    "//! # First\n//!\n//! **fix, 5 minutes**\n//!\n//! Answer 42.\n";

/// Two unsolved exercises with hints, a solution, a page, and a story.
fn demo(name: &str) -> Demo {
    let demo = Demo::new(name, &[("first", WRONG), ("second", WRONG)]);
    demo.write(
        "exercises/01-demo/hints/first.md",
        "## A nudge\n\nCount.\n\n## More\n\nSix by seven.\n",
    );
    demo.write("solutions/01-demo/first.rs", RIGHT);
    demo.write(&file("first"), &format!("{HEADER}{WRONG}"));
    demo.write(
        "lessons/01-demo/README.md",
        "# Tea for two\n\nSee [a link](a.md).\n\n<details>\n\
         <summary>Answer</summary>\n\nIt takes four minutes.\n\n</details>\n",
    );
    demo.write(
        "lessons/01-demo/src/main.rs",
        "fn main() { println!(\"once upon a time\"); eprintln!(\"they lived\"); }",
    );
    demo
}

/// An answer that opens this pipe and hangs.
fn hanging(pipe: &std::path::Path) -> String {
    format!(
        "pub fn answer() -> u8 {{
             use std::io::Write;
             let mut pipe = std::fs::File::options().write(true).open({pipe:?}).unwrap();
             std::thread::sleep(std::time::Duration::from_secs(60));
             pipe.write_all(b\"alive\").unwrap();
             42
         }}"
    )
}

/// Checks that the program that had the pipe open ends without writing to it.
fn is_gone(mut reader: fs::File) -> bool {
    reader.read(&mut [0]).expect("a pipe can be read") == 0
}

#[test]
fn every_save_gets_the_verdict_on_the_saved_text() {
    let demo = demo("watch_saves");
    let pipe = demo.named_pipe();
    let mut terminal = demo.watch(SIZE, &[]);
    terminal
        .wait_for(&["demo / first", "0 of 2 solved", "✗ 1 of 2 tests pass"])
        .assert_fits();

    demo.write(&file("first"), RIGHT);
    let saved =
        fs::metadata(demo.0.join(file("first"))).unwrap().modified().unwrap();
    terminal.wait_for(&["1 of 2 solved", "✔ 2 of 2 tests pass", "after you saved"]);
    // An editor would warn about a file that another program has written.
    let now = fs::metadata(demo.0.join(file("first"))).unwrap().modified().unwrap();
    assert_eq!(now, saved);

    // A newer text cancels the check of the old text.
    demo.write(&file("first"), &hanging(&pipe));
    let reader = fs::File::open(&pipe).unwrap();
    terminal.wait_for(&[
        "… 2 of 2 tests pass (before this save)",
        "running the tests, ",
        " s of 10",
    ]);
    demo.write(&file("first"), RIGHT);
    terminal.wait_for(&["✔ 2 of 2 tests pass", "after you saved"]);
    assert!(is_gone(reader));
    assert!(
        !terminal.drawn().contains("timed out"),
        "it was not canceled and ran to its limit"
    );

    // `mv backup.rs first.rs` keeps the old modification time.
    let backup = "exercises/backup";
    demo.write(backup, WRONG);
    let old = fs::File::options().append(true).open(demo.0.join(backup)).unwrap();
    old.set_modified(SystemTime::now() - Duration::from_secs(86_400)).unwrap();
    fs::rename(demo.0.join(backup), demo.0.join(file("first"))).unwrap();
    terminal.wait_for(&["0 of 2 solved", "✗ 1 of 2 tests pass"]);

    // If the learner saves another exercise, that one becomes the current exercise.
    demo.write(&file("second"), RIGHT);
    terminal.wait_for(&["demo / second", "1 of 2 solved", "✔ 2 of 2 tests pass"]);

    // If several are saved at the same time, the current exercise doesn't change, and all
    // are graded.
    demo.write(&file("first"), RIGHT);
    demo.write(&file("second"), WRONG);
    terminal.wait_for(&["demo / second", "✔ first", "· second", "1 of 2 solved"]);

    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    terminal.assert_restored();
}

#[test]
fn keys_do_what_they_say() {
    let demo = demo("watch_keys");
    let mut terminal = demo.watch(SIZE, &["first"]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "h hint", "q quit"]);

    terminal.press("h").wait_for(&["hint 1 of 2", "Count."]);
    // Returning to the hint doesn't show the next level.
    terminal.press("\x1b").wait_for(&["1 of 2 tests pass"]);
    terminal.press("h").wait_for(&["hint 1 of 2", "Count."]);
    terminal.press("h").wait_for(&["hint 2 of 2", "Count.", "Six by seven."]);
    // Keys also work with caps lock on.
    terminal.press("N").wait_for(&["demo / second"]);
    terminal.press("b").wait_for(&["demo / first"]);

    terminal.press("l").wait_for(&["▸ · first", "Enter go there"]);
    terminal.press("\x1b[B").wait_for(&["▸ · second"]);
    terminal.press("\x1b[H").wait_for(&["▸ · first"]);
    terminal.press("\x1b[F").wait_for(&["▸ · second"]);
    terminal.press("\r").wait_for(&["demo / second", "1 of 2 tests pass"]);
    terminal.press("b").wait_for(&["demo / first"]);

    terminal.press("s").wait_for(&["not solved yet", "s: show it anyway"]);
    assert!(!terminal.text().contains("{ 42 }"), "{}", terminal.text());
    terminal.press("s").wait_for(&["solutions/01-demo/first.rs", "{ 42 }"]);
    terminal.press("d").wait_for(&["from your file", "{ 41 }", "{ 42 }"]);
    terminal.press("t").wait_for(&["the task", "Answer 42."]);
    terminal.press("t").wait_for(&["✗ 1 of 2 tests pass"]);
    terminal.press("p").wait_for(&["Tea for two", "a link", "▸ Answer"]);
    assert!(!terminal.text().contains("four minutes"), "{}", terminal.text());
    terminal.press("o").wait_for(&["▾ Answer", "four minutes"]);
    terminal.press("?").wait_for(&["all keys", "open its file in your editor"]);
    terminal.press("?").wait_for(&["✗ 1 of 2 tests pass"]);
    // On a page, `/` searches the text; Enter goes to the next match, and `n` is a
    // letter.
    terminal.press("t").wait_for(&["the task"]);
    terminal.press("/ans").wait_for(&["/ ans", "match 1 of 1", "leave the search"]);
    terminal.press("n").wait_for(&["/ ansn", "no match"]);
    terminal.press("\x1b").wait_for(&["the task", "q quit"]);
    terminal.press("l").wait_for(&["▸ · first"]);
    terminal.press("/sec").wait_for(&["/ sec", "▸ · second", "leave the search"]);
    terminal.press("\r").wait_for(&["demo / second", "✗ 1 of 2 tests pass"]);
    terminal.press("b").wait_for(&["demo / first"]);
    terminal.press("r").wait_for(&["the story of demo", "its page", "upon a time"]);
    terminal.wait_for(&["they lived", "The story has ended."]);

    // Ctrl-C is a key here, and quits.
    terminal.press("\x03");
    assert_eq!(terminal.end().code(), Some(0));
    terminal.assert_restored();
}

/// A `watch` whose editor is this script. The environment variable `variable` names it.
fn with_editor(demo: &Demo, variable: &str, name: &str, script: &str) -> Command {
    use std::os::unix::fs::PermissionsExt;
    let path = demo.0.join(name);
    demo.write(name, &format!("#!/bin/sh\n{script}"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755))
        .expect("the target directory can be written");
    let mut command = demo.command(&["watch", "first"]);
    command.env_remove("VISUAL").env_remove("EDITOR").env(variable, path);
    command
}

#[test]
fn an_editor_has_the_terminal_until_it_ends_and_then_everything_is_redrawn() {
    let demo = demo("watch_editor");
    // The editor gets the lines only if no other process reads the terminal.
    let script = "echo \"editing $1\"; read line; echo \"read $line\"; read line;
                  echo 'pub fn answer() -> u8 { 42 }' > \"$1\"";
    let command = with_editor(&demo, "EDITOR", "editor.sh", script);
    let mut terminal = Terminal::new(&command, SIZE, &[]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "· second"]);
    terminal.press("e").wait_for(&["editing ", "first.rs"]);
    assert!(!terminal.screen().alternate_screen(), "{}", terminal.text());
    assert!(!terminal.screen().hide_cursor());
    // `q` would end us.
    terminal.press("quit\r").wait_for(&["read quit"]);
    terminal.press("\r").wait_for(&["demo / first", "✔ 2 of 2 tests pass"]);
    // The editor has ended.
    assert!(!terminal.text().contains("in your editor"), "{}", terminal.text());
    assert!(terminal.screen().alternate_screen());
    terminal.press("l").wait_for(&["▸ ✔ first"]);
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    terminal.assert_restored();
}

#[test]
fn an_interrupt_is_for_the_editor_alone() {
    let demo = demo("watch_editor_interrupt");
    let script = "trap 'echo heard' INT; echo ready; read line; read line";
    let command = with_editor(&demo, "VISUAL", "editor.sh", script);
    let mut terminal = Terminal::new(&command, SIZE, &[]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "· second"]);
    terminal.press("e").wait_for(&["ready"]);
    terminal.press("\x03").wait_for(&["heard"]);
    terminal.press("\r\r").wait_for(&["demo / first", "✗ 1 of 2 tests pass"]);
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
}

#[test]
fn an_editor_with_a_window_leaves_the_terminal_alone() {
    let demo = demo("watch_editor_window");
    let pipe = demo.named_pipe();
    // The editor runs until the test reads from the pipe.
    let script = format!("echo \"$1\" > {pipe:?}");
    let command = with_editor(&demo, "VISUAL", "code", &script);
    let mut terminal = Terminal::new(&command, SIZE, &[]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "· second"]);
    terminal.press("e").wait_for(&["the file is in your editor"]);
    terminal.press("l").wait_for(&["▸ · first"]);
    let mut opened = String::new();
    fs::File::open(&pipe).unwrap().read_to_string(&mut opened).unwrap();
    assert!(opened.ends_with("exercises/01-demo/first.rs\n"), "{opened}");
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
}

#[test]
fn without_an_editor_a_sentence_says_how_to_name_one() {
    let demo = demo("watch_no_editor");
    for (editor, said) in [("", "doesn't know your editor"), ("gone", "can't start")]
    {
        let watch = demo.command(&["watch", "first"]);
        // There is no `code` on this PATH, and no cargo either: `e` works all the same.
        let mut command = Command::new("env");
        command.args(["PATH=/nowhere"]).arg(watch.get_program());
        command.args(watch.get_args());
        command.env("CARGO_MANIFEST_DIR", demo.0.join("xtask"));
        command.env_remove("CARGO_TARGET_DIR");
        command.env_remove("VISUAL").env("EDITOR", editor);
        let mut terminal = Terminal::new(&command, SIZE, &[]);
        terminal.wait_for(&["demo / first"]);
        terminal.press("e").wait_for(&[said, "environment variable EDITOR"]);
        terminal.press("q");
        assert_eq!(terminal.end().code(), Some(0));
        terminal.assert_restored();
    }
}

#[test]
fn a_paste_presses_no_keys_and_goes_into_a_search_field() {
    let demo = demo("watch_paste");
    let mut terminal = demo.watch(SIZE, &["first"]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "· second"]);
    // The terminal marks pasted text only on request.
    assert!(terminal.screen().bracketed_paste());
    terminal.press("\x1b[200~nqs\nq\x1b[201~");
    terminal.press("t").wait_for(&["the task", "demo / first"]);
    terminal.press("l").wait_for(&["▸ · first"]);
    terminal.press("/").wait_for(&["leave the search"]);
    terminal.press("\x1b[200~sec\nq\x1b[201~").wait_for(&["/ sec", "▸ · second"]);
    terminal.press("\x1b").wait_for(&["▸ · second", "/ search"]);
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    terminal.assert_restored();
}

#[test]
fn ctrl_z_suspends_and_fg_comes_back_with_everything_drawn() {
    let demo = demo("watch_suspend");
    // A shell with job control, like a learner's shell. A shell that exits resumes its
    // suspended programs, and `watch` would then draw again.
    let script = "set -m; \"$@\"; echo suspended; read line; fg; echo ended $?; \
                  kill -KILL %%; wait";
    let watch = demo.command(&["watch", "first"]);
    let mut command = Command::new("bash");
    command.args(["-c", script, "bash"]).arg(watch.get_program());
    command.args(watch.get_args());
    for (name, value) in watch.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let mut terminal = Terminal::new(&command, SIZE, &[]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "· second"]);
    terminal.press("\x1a").wait_for(&["suspended"]);
    assert!(!terminal.screen().alternate_screen(), "{}", terminal.text());
    assert!(!terminal.screen().hide_cursor());
    demo.write(&file("first"), RIGHT);
    terminal.press("\r");
    terminal.wait_for(&["demo / first", "✔ 2 of 2 tests pass", "q quit"]);
    assert!(terminal.screen().alternate_screen());
    // Also in a search field.
    terminal.press("/").wait_for(&["leave the search"]);
    terminal.press("\x1a").end();
    assert!(terminal.text().contains("ended 148"), "{}", terminal.text());
    assert!(!terminal.screen().alternate_screen(), "{}", terminal.text());
}

#[test]
fn it_begins_where_the_learner_left() {
    let demo = demo("watch_left");
    demo.write(&file("first"), RIGHT);
    let preferences = demo.0.join(".awaitlings.toml");
    let last = || fs::read_to_string(&preferences).unwrap_or_default();
    let mut terminal = demo.watch(SIZE, &[]);
    terminal.wait_for(&["demo / second", "1 of 2 solved"]);
    terminal.press("q").end();
    assert!(last().contains("last = \"second\""), "{}", last());

    // A name on the command line takes precedence, and a choice is saved right away.
    let mut terminal = demo.watch(SIZE, &["second"]);
    terminal.wait_for(&["demo / second", "1 of 2 solved"]);
    terminal.press("b").wait_for(&["demo / first", "✔ 2 of 2 tests pass"]);
    terminal.signal("KILL");
    let _ = terminal.child.wait();
    assert!(last().contains("last = \"first\""), "{}", last());

    // If the last exercise is solved, `watch` starts with what is next.
    let mut terminal = demo.watch(SIZE, &[]);
    terminal.wait_for(&["demo / second", "✗ 1 of 2 tests pass"]);
    terminal.press("q").end();

    // A file that can't be written is ignored.
    let mut terminal = demo.watch(SIZE, &["first"]);
    terminal.wait_for(&["✔ 2 of 2 tests pass", "1 of 2 solved"]);
    fs::remove_file(&preferences).unwrap();
    fs::create_dir(&preferences).unwrap();
    terminal.press("n").wait_for(&["demo / second"]);
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    fs::remove_dir(&preferences).unwrap();
}

#[test]
fn a_key_sets_an_exercise_aside_and_the_list_shows_it() {
    let demo = demo("watch_aside");
    let mut terminal = demo.watch(SIZE, &["first"]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "· second"]);
    terminal.press("x").wait_for(&["first is set aside"]);
    terminal.press("l").wait_for(&["▸ · first"]);
    let is_aside = |screen: &vt100::Screen| {
        let text = screen.contents();
        text.lines().any(|it| it.contains("first ") && it.contains("set aside"))
    };
    terminal.wait_until("first is set aside in the list", is_aside);
    terminal.press("jx").wait_for(&["second is set aside"]);
    terminal.press("x").wait_for(&["second is no longer set aside"]);
    let said = demo.xtask(&["list"]);
    assert_eq!(said.output.matches("(set aside)").count(), 1, "{}", said.output);
    terminal.press("q").end();
}

#[test]
fn a_small_screen_shows_what_matters_and_a_resize_draws_it_again() {
    let demo = demo("watch_sizes");
    let mut terminal = demo.watch((40, 20), &["first"]);
    terminal.wait_for(&["demo / first", "1 of 2 tests pass", "h hint", "q quit"]);
    terminal.assert_fits();

    terminal.resize(20, 8).wait_for(&["demo", "✗ 1 of 2", "q quit"]).assert_fits();
    terminal.press("l").wait_for(&["▸ · first"]).assert_fits();
    terminal.press("j").wait_for(&["▸ · second"]).assert_fits();
    terminal.press("h").wait_for(&["hint 1 of 2", "Count."]);
    // A resize keeps the page.
    terminal.resize(100, 24).wait_for(&["hint 1 of 2", "Esc back", "q quit"]);
    terminal.assert_fits();
    let (rows, columns) = terminal.screen().size();
    let last = terminal.screen().rows(0, columns.get()).nth(2).unwrap();
    assert_eq!((rows.get(), last.chars().count()), (24, 100), "{last}");

    terminal.signal("TERM");
    assert_eq!(terminal.end().code(), Some(130));
    terminal.assert_restored();
}

/// No matter how `watch` ends, the check that it started ends with it, and `watch`
/// doesn't wait for it.
#[test]
fn no_end_leaves_a_child_or_a_changed_terminal() {
    let demo = demo("watch_ends");
    let pipe = demo.named_pipe();
    demo.write(&file("first"), &hanging(&pipe));
    for (end, code) in [("q", 0), ("INT", 130), ("HUP", 130), ("closed", 130)] {
        let mut terminal = demo.watch(SIZE, &["first"]);
        let reader = fs::File::open(&pipe).unwrap();
        terminal.wait_for(&["demo / first"]);
        match end {
            "q" => _ = terminal.press("q"),
            "closed" => terminal.close(),
            signal => _ = terminal.signal(signal),
        }
        assert_eq!(terminal.end().code(), Some(code), "{end}");
        assert!(is_gone(reader), "{end}");
        if end != "closed" {
            terminal.assert_restored();
        }
    }
}

/// A terminal that no longer reads, as with a hung connection, doesn't keep `watch`
/// alive.
#[test]
fn watch_ends_even_if_the_terminal_reads_nothing_more() {
    let demo = demo("watch_stuck");
    let mut terminal = demo.watch(SIZE, &["first"]);
    terminal.wait_for(&["✗ 1 of 2 tests pass", "· second"]);
    // Show the list and the page in turn, until nothing more can be drawn.
    for _ in 0..200 {
        terminal.press("lp");
    }
    terminal.signal("TERM");
    assert_eq!(terminal.child.wait().unwrap().code(), Some(130));
}

#[test]
fn the_error_about_a_broken_manifest_is_shown_until_it_is_fixed() {
    let demo = demo("watch_manifest");
    let manifest = "exercises/01-demo/Cargo.toml";
    let sound = fs::read_to_string(demo.0.join(manifest)).unwrap();
    let mut command = demo.command(&["watch", "first"]);
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::new(&command, SIZE, &[]);
    terminal.wait_for(&["1 of 2 tests pass", "· second"]);

    demo.write(manifest, &format!("{sound}nonsense"));
    terminal.wait_for(&[
        "error:",
        "exercises/01-demo/Cargo.toml",
        "nonsense",
        "c: check again",
    ]);
    // While the manifest is broken, nothing counts as solved.
    demo.write(&file("first"), RIGHT);
    terminal.wait_for(&["error:", "0 of 2 solved"]);
    demo.write(manifest, &sound);
    terminal.wait_for(&["✔ 2 of 2 tests pass", "✔ first", "· second"]);

    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
    let drawn = terminal.drawn();
    let styles = drawn.split("\x1b[").skip(1).filter(|code| {
        let end = code.find(|it: char| it.is_ascii_alphabetic());
        end.is_some_and(|end| code[end..].starts_with('m'))
    });
    assert_eq!(styles.count(), 0, "NO_COLOR");
}

/// The system may refuse to send events: here, it has no watches left.
#[test]
fn a_save_is_noticed_without_events() {
    let namespace = ["unshare", "--user", "--map-root-user"];
    let mut attempt = Command::new("unshare");
    attempt.args(&namespace[1..]).args(["sh", "-c", NO_EVENTS, "sh", "true"]);
    if !attempt.status().is_ok_and(|it| it.success()) {
        return eprintln!(
            "skipped: this system can't take watches away from a program"
        );
    }
    let demo = demo("watch_events");
    let through = [&namespace[..], &["sh", "-c", NO_EVENTS, "sh"]].concat();
    let command = demo.command(&["watch", "first"]);
    let mut terminal = Terminal::new(&command, SIZE, &through);
    terminal.wait_for(&["✗ 1 of 2 tests pass"]);
    demo.write(&file("first"), RIGHT);
    terminal.wait_for(&["✔ 2 of 2 tests pass"]);
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
}

const NO_EVENTS: &str =
    r#"echo 0 > /proc/sys/user/max_inotify_instances && exec "$@""#;

#[test]
fn a_terminal_without_drawing_gets_an_error_message() {
    let demo = demo("watch_dumb");
    let mut command = demo.command(&["watch"]);
    command.env("TERM", "dumb");
    let mut terminal = Terminal::new(&command, SIZE, &[]);
    assert_eq!(terminal.end().code(), Some(2));
    assert!(terminal.text().contains("cargo xtask check"), "{}", terminal.text());
    assert!(!terminal.drawn().contains('\x1b'), "{}", terminal.text());
    // `watch` can't draw on a pipe either.
    let said = demo.xtask(&["watch"]);
    assert_eq!(said.code, Some(2));
    assert!(said.errors.contains("watch needs a terminal"), "{}", said.errors);
    assert!(said.errors.contains("cargo xtask check"), "{}", said.errors);
}

/// Some editors move the file away before they write the new text, and on a network drive, that
/// can take a second.
#[test]
fn a_file_that_is_away_during_a_save_is_not_missing() {
    let demo = Demo::new("watch_away", &[("first", WRONG)]);
    let path = demo.0.join(file("first"));
    let backup = path.with_extension("rs~");
    let mut terminal = demo.watch((80, 20), &["first"]);
    terminal.wait_for(&["✗ 1 of 2 tests pass"]);
    for (text, verdict) in
        [(RIGHT, "✔ 2 of 2 tests pass"), (WRONG, "✗ 1 of 2 tests pass")]
    {
        fs::rename(&path, &backup).unwrap();
        std::thread::sleep(Duration::from_secs(1));
        demo.write(&file("first"), text);
        terminal.wait_for(&[verdict]);
        assert!(!terminal.drawn().contains("missing"), "{}", terminal.text());
    }
    fs::rename(&path, &backup).unwrap();
    terminal.wait_for(&["first.rs is missing"]);
    assert!(terminal.drawn().contains("missing"), "the check above can fail");
    terminal.press("q");
    assert_eq!(terminal.end().code(), Some(0));
}
