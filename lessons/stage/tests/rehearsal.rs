//! Every act and every mark, drawn for several terminals; and what the program
//! answers to wrong questions and broken surroundings.

use stage::testing::{Played, play, play_virtual};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

const REHEARSAL: &str = env!("CARGO_BIN_EXE_rehearsal");

#[track_caller]
fn told(arguments: &[&str]) -> String {
    let played = play(REHEARSAL, arguments);
    assert_eq!((played.code, &*played.errors), (0, ""), "{}", played.output);
    played.output
}

#[test]
fn all_acts_on_the_virtual_clock() {
    insta::assert_snapshot!(play_virtual(REHEARSAL));
}

#[test]
fn narrow_and_in_plain_characters() {
    let output =
        told(&["--virtual", "--ascii", "--width", "40", "--act", "1", "--act", "8"]);
    assert!(output.is_ascii() || output.contains("珈琲"), "{output}");
    insta::assert_snapshot!(output);
}

#[test]
fn no_picture_is_wider_than_its_terminal() {
    for width in [24, 33, 80, 200] {
        let output = told(&["--virtual", "--ascii", "--width", &width.to_string()]);
        // What is said, and names that are too long, have all the room they need.
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
        let output = told(&["--virtual", "--width", width, "--act", "4"]);
        let hour = output.lines().find(|line| line.starts_with("an hour")).unwrap();
        hour.chars().filter(|it| *it == '━').count()
    };
    assert!(columns("40") < columns("80"));
    assert!(columns("80") < columns("160"));
}

#[test]
fn words_alone_are_all_the_words() {
    let with_pictures = told(&["--virtual"]);
    let words = told(&["--virtual", "--no-timeline"]);
    let said = |output: &str| -> Vec<String> {
        output
            .lines()
            .filter(|line| line.starts_with('['))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(said(&with_pictures), said(&words));
    assert!(!words.contains('█'), "{words}");
}

#[test]
fn one_act_alone_is_the_same_act() {
    let all = told(&["--virtual"]);
    let one = told(&["--virtual", "--act", "2"]);
    let act = one.split_once("\n\n").unwrap().1.trim_end();
    assert!(all.contains(act), "{one}");
}

#[test]
fn nothing_but_text_goes_into_a_pipe() {
    assert!(!told(&["--virtual"]).contains('\u{1b}'));
}

#[track_caller]
fn check_failure(arguments: &[&str], code: i32, phrase: &str) {
    let Played { errors, code: actual, .. } = play(REHEARSAL, arguments);
    assert_eq!(actual, code, "{errors}");
    assert!(errors.contains(phrase), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
}

#[test]
fn wrong_questions_get_a_sentence_and_exit_code_2() {
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
fn a_picture_that_cannot_be_written_is_exit_code_1_before_the_story_begins() {
    let missing = Path::new("no such folder").join("picture.svg");
    let missing = missing.to_str().unwrap();
    for option in ["--svg", "--trace"] {
        check_failure(&["--virtual", option, missing], 1, missing);
        assert_eq!(play(REHEARSAL, &["--virtual", option, missing]).output, "");
    }
}

#[test]
fn pictures_replace_older_ones_whole() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("older.svg");
    fs::write(&file, "x".repeat(1 << 20)).unwrap();
    told(&["--virtual", "--act", "1", "--svg", file.to_str().unwrap()]);
    let svg = fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"), "{svg}");
    assert!(!svg.contains("xxx"));
}

#[test]
fn a_reader_who_leaves_ends_the_story_quietly() {
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
fn a_full_disk_is_told_and_exit_code_1() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut story = Command::new(REHEARSAL);
    let output =
        story.arg("--virtual").stdout(full).stderr(Stdio::piped()).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("can't write to standard output"), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}
