//! Compares two transcripts.

/// The first line where two texts differ, with its line number.
pub(super) fn difference(expected: &str, actual: &str) -> Option<String> {
    let mut actual = actual.lines();
    for (index, expected) in expected.lines().enumerate() {
        let line = actual.next();
        if line != Some(expected) {
            let line = line.unwrap_or("(nothing)");
            return Some(format!("line {}:\n- {expected}\n+ {line}", index + 1));
        }
    }
    actual.next().map(|line| format!("after the end:\n+ {line}"))
}

/// The number of acts that have the same title in both transcripts, or the first difference
/// in the lines of such an act.
pub(super) fn shared_acts(story: &str, twin: &str) -> Result<usize, String> {
    let twins = acts(twin);
    let mut shared = 0;
    for (title, lines) in acts(story) {
        let Some((_, twin)) = twins.iter().find(|(it, _)| *it == title) else {
            continue;
        };
        let (story, twin) = (common(&lines), common(twin));
        if let Some(difference) = difference(&story, &twin) {
            return Err(format!(
                "act `{title}`: story (-) and twin (+) differ in {difference}"
            ));
        }
        shared += 1;
    }
    match shared {
        0 => Err("the story and the twin have no act title in common".to_owned()),
        shared => Ok(shared),
    }
}

type Act<'a> = (&'a str, Vec<&'a str>);

/// The titles and lines of all acts. A title follows a number: `1. Together`.
fn acts(transcript: &str) -> Vec<Act<'_>> {
    let mut acts: Vec<Act<'_>> = Vec::new();
    for line in transcript.lines() {
        match line.split_once(". ") {
            Some((number, title)) if number.parse::<u32>().is_ok() => {
                acts.push((title, Vec::new()));
            }
            _ => {
                if let Some((_, lines)) =
                    acts.last_mut().filter(|_| !line.is_empty())
                {
                    lines.push(line);
                }
            }
        }
    }
    acts
}

/// The lines that must be the same in both transcripts. Times are kept. In acts
/// whose lines are numbered instead of timed, the numbers are removed.
fn common(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let (stamp, said) = line.split_once("] ").unwrap_or(("", line));
        if said.starts_with("Rust:") || said.starts_with("Python:") {
            continue;
        }
        if stamp.ends_with('s') {
            text.push_str(stamp);
            text.push_str("] ");
        }
        text.push_str(said);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::shared_acts;

    const STORY: &str = "\
Two at once

1. Together
[  0.0s] hi
[  0.0s] Rust: no task

2. In Rust only
[  0.0s] E0382";

    #[test]
    fn acts_are_matched_by_their_titles() {
        assert_eq!(shared_acts(STORY, "7. Together\n[  0.0s] hi"), Ok(1));
        shared_acts(STORY, "1. Apart\n[  0.0s] hi").unwrap_err();
    }

    #[test]
    fn lines_may_differ_only_if_they_name_their_language() {
        assert_eq!(
            shared_acts(STORY, "1. Together\n[  0.0s] hi\n[  0.0s] Python: 2"),
            Ok(1)
        );
        shared_acts(STORY, "1. Together\n[  0.0s] hi\n[  0.0s] 2").unwrap_err();
        shared_acts(STORY, "1. Together\n[  0.0s] hoi").unwrap_err();
        shared_acts(STORY, "1. Together").unwrap_err();
    }

    #[test]
    fn times_are_compared_and_line_numbers_are_not() {
        shared_acts(STORY, "1. Together\n[  0.1s] hi").unwrap_err();
        let (numbered, later) = ("1. A\n[    #1] x", "1. A\n[    #2] x");
        assert_eq!(shared_acts(numbered, later), Ok(1));
    }
}
