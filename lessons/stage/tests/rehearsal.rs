//! Plays the rehearsal: what it prints on several terminals, and how it reports wrong
//! options and output that can't be written.

use stage::testing::{Played, play, play_virtual};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

const REHEARSAL: &str = env!("CARGO_BIN_EXE_rehearsal");

#[track_caller]
fn play_ok(arguments: &[&str]) -> String {
    let played = play(REHEARSAL, arguments);
    assert_eq!((played.code, &*played.errors), (0, ""), "{}", played.output);
    played.output
}

#[test]
fn all_acts_print_the_same_on_the_virtual_clock() {
    insta::assert_snapshot!(play_virtual(REHEARSAL));
}

#[test]
fn a_narrow_ascii_picture_wraps_names_and_legend() {
    let output = play_ok(&[
        "--virtual",
        "--ascii",
        "--width",
        "40",
        "--act",
        "1",
        "--act",
        "8",
    ]);
    assert!(output.is_ascii() || output.contains("珈琲"), "{output}");
    insta::assert_snapshot!(output);
}

#[test]
fn no_picture_is_wider_than_its_terminal() {
    for width in [24, 33, 80, 200] {
        let output =
            play_ok(&["--virtual", "--ascii", "--width", &width.to_string()]);
        // Lines that are said, and names that are too long, may be wider.
        let drawn =
            output.lines().filter(|line| !line.contains(['[', '.', '&', '(']));
        for line in drawn
            .filter(|line| !line.starts_with("a name") && !line.starts_with("and "))
        {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn a_wider_terminal_gets_a_finer_picture() {
    let columns = |width: &str| {
        let output = play_ok(&["--virtual", "--width", width, "--act", "4"]);
        let hour = output.lines().find(|line| line.starts_with("an hour")).unwrap();
        hour.chars().filter(|it| *it == '━').count()
    };
    assert!(columns("40") < columns("80"));
    assert!(columns("80") < columns("160"));
}

#[test]
fn no_timeline_keeps_every_line() {
    let with_pictures = play_ok(&["--virtual"]);
    let lines_only = play_ok(&["--virtual", "--no-timeline"]);
    let said = |output: &str| -> Vec<String> {
        output
            .lines()
            .filter(|line| line.starts_with('['))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(said(&with_pictures), said(&lines_only));
    assert!(!lines_only.contains('█'), "{lines_only}");
}

#[test]
fn an_act_is_the_same_when_it_is_played_alone() {
    let all = play_ok(&["--virtual"]);
    let one = play_ok(&["--virtual", "--act", "2"]);
    let act = one.split_once("\n\n").unwrap().1.trim_end();
    assert!(all.contains(act), "{one}");
}

#[test]
fn a_pipe_gets_no_color_codes() {
    assert!(!play_ok(&["--virtual"]).contains('\u{1b}'));
}

#[track_caller]
fn check_failure(arguments: &[&str], code: i32, phrase: &str) {
    let Played { errors, code: actual, .. } = play(REHEARSAL, arguments);
    assert_eq!(actual, code, "{errors}");
    assert!(errors.contains(phrase), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
}

#[test]
fn a_wrong_option_gets_a_message_and_exit_code_2() {
    check_failure(&["--vritual"], 2, "--virtual");
    check_failure(&["--virtual", "--vritual"], 2, "Usage: rehearsal");
    check_failure(&["--act", "two"], 2, "two");
    check_failure(
        &["--virtual", "--act", "99"],
        2,
        "there is no act 99: use a number from 1 to 12",
    );
    check_failure(&["--width", "3"], 2, "24 to 1000 columns, not 3");
}

#[test]
fn an_unwritable_picture_gets_exit_code_1_before_the_story_begins() {
    let missing = Path::new("no such directory").join("picture.svg");
    let missing = missing.to_str().unwrap();
    for option in ["--svg", "--trace"] {
        check_failure(&["--virtual", option, missing], 1, missing);
        assert_eq!(play(REHEARSAL, &["--virtual", option, missing]).output, "");
    }
}

#[test]
fn a_new_picture_replaces_the_whole_old_file() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("older.svg");
    fs::write(&file, "x".repeat(1 << 20)).unwrap();
    play_ok(&["--virtual", "--act", "1", "--svg", file.to_str().unwrap()]);
    let svg = fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
    assert!(!svg.contains("xxx"));
}

#[test]
fn a_closed_pipe_ends_the_story_without_a_message() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut story = Command::new(REHEARSAL);
    story.arg("--virtual").stdout(writer).stderr(Stdio::piped());
    let output = story.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_gets_a_message_and_exit_code_1() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut story = Command::new(REHEARSAL);
    let output =
        story.arg("--virtual").stdout(full).stderr(Stdio::piped()).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("can't write to standard output"), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}
