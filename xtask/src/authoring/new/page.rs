//! The parts of a lesson's page that depend on other files: the list of its exercises, and
//! its end.

use crate::course::tracks::Track;

/// The heading of the section that lists the exercises.
pub(super) const HEADING: &str = "## Now you";

/// The placeholder for the first exercise on the page of a new lesson.
const FIRST: &str = "FIRST_EXERCISE";

/// The page with `line`, which describes the exercise `name`, added to the list of
/// exercises. `None` if the page has no such section.
pub(super) fn with_line(page: &str, name: &str, line: &str) -> Option<String> {
    let page = page.replace(FIRST, name);
    let lines: Vec<_> = page.lines().collect();
    let heading = lines.iter().position(|it| it.trim_end() == HEADING)?;
    let section =
        lines[heading + 1..].iter().take_while(|it| !it.starts_with("## "));
    let items = section.enumerate().filter(|(_, it)| it.starts_with("- "));
    let last = items.map(|(index, _)| heading + 1 + index).last();
    let mut written: Vec<&str> = Vec::new();
    match last {
        Some(last) => {
            written.extend(&lines[..=last]);
            written.push(line);
            written.extend(&lines[last + 1..]);
        }
        None => {
            written.extend(&lines[..=heading]);
            written.extend(["", line]);
            written.extend(&lines[heading + 1..]);
        }
    }
    Some(written.join("\n") + "\n")
}

/// The page with its end replaced by `end`, or with `end` added if it has no end
/// yet.
pub(super) fn with_end(page: &str, end: &str) -> String {
    let body = page.rfind("\n\nNext").map_or(page, |at| &page[..at]);
    format!("{}\n\n{end}", body.trim_end())
}

/// The end of a lesson's page: the next lesson on each track. `title` returns the
/// title of a lesson.
pub(super) fn end(
    tracks: &[Track],
    lesson: &str,
    title: impl Fn(&str) -> String,
) -> String {
    let mut by_next: Vec<(Option<&String>, Vec<&str>)> = Vec::new();
    for track in tracks {
        let place = track.lessons.iter().position(|it| it == lesson);
        let Some(place) = place else { continue };
        let next = track.lessons.get(place + 1);
        match by_next.iter_mut().find(|(other, _)| *other == next) {
            Some((_, titles)) => titles.push(&track.title),
            None => by_next.push((next, vec![&track.title])),
        }
    }
    let link = |next: Option<&String>| match next {
        None => {
            "this was the last lesson. [What is left](../../README.md#the-lessons)"
                .to_owned()
        }
        Some(next) => format!("[{}](../{next}/README.md)", title(next)),
    };
    match &by_next[..] {
        [] => format!("Next: {}\n", link(None)),
        [(next, _)] => format!("Next: {}\n", link(*next)),
        several => {
            let lines = several.iter().map(|(next, titles)| {
                format!("- {}: {}\n", titles.join(", "), link(*next))
            });
            format!("Next, on your track:\n\n{}", lines.collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Track, end, with_end, with_line};

    #[test]
    fn the_end_of_a_page_names_the_next_lesson_on_each_track() {
        let track = |title: &str, lessons: &[&str]| Track {
            name: String::new(),
            title: title.to_owned(),
            audience: String::new(),
            twins: false,
            lessons: lessons.iter().map(|it| (*it).to_owned()).collect(),
        };
        let tracks = [
            track("A", &["1", "2", "3"]),
            track("B", &["1", "3"]),
            track("C", &["1", "2"]),
        ];
        let end = |lesson: &str| end(&tracks, lesson, |it| format!("Page {it}"));
        let last =
            "this was the last lesson. [What is left](../../README.md#the-lessons)";
        let two = "[Page 2](../2/README.md)";
        let three = "[Page 3](../3/README.md)";
        assert_eq!(
            end("1"),
            format!("Next, on your track:\n\n- A, C: {two}\n- B: {three}\n")
        );
        assert_eq!(
            end("2"),
            format!("Next, on your track:\n\n- A: {three}\n- C: {last}\n")
        );
        assert_eq!(end("3"), format!("Next: {last}\n"));
        assert_eq!(end("4"), format!("Next: {last}\n"));
    }

    #[test]
    fn the_end_of_a_page_is_replaced_in_every_form() {
        for old in ["\n\nNext: x\n", "\n\nNext, on your track:\n\n- A: x\n", "\n"] {
            assert_eq!(
                with_end(&format!("# A\n\nB{old}"), "Next: y\n"),
                "# A\n\nB\n\nNext: y\n"
            );
        }
    }

    #[test]
    fn a_line_is_added_after_the_last_exercise() {
        let page = "# A\n\n- x\n\n## Now you\n\n- `a`: one.\n- `b`: two.\n\nGo.\n";
        let expected = "# A\n\n- x\n\n## Now you\n\n- `a`: one.\n- `b`: two.\n- `c`: 3.\n\nGo.\n";
        assert_eq!(with_line(page, "c", "- `c`: 3.").as_deref(), Some(expected));
        let empty = "## Now you\n\ncheck FIRST_EXERCISE\n\n## Next\n\n- y\n";
        let expected = "## Now you\n\n- `c`: 3.\n\ncheck c\n\n## Next\n\n- y\n";
        assert_eq!(with_line(empty, "c", "- `c`: 3.").as_deref(), Some(expected));
        assert_eq!(with_line("# A\n", "c", "- `c`: 3."), None);
    }
}
