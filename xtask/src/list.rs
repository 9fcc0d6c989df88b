//! `cargo xtask list`: what there is, without grading it.

use crate::{
    course::{Course, Exercise},
    format::Format,
    lock::Lock,
    message::{BOLD, DIM, Problem},
    say,
};
use serde_json::json;

pub(crate) fn show(course: &Course, format: Format) -> Result<bool, Problem> {
    if format == Format::Junit {
        let next = "cargo xtask list --format human, or json";
        return Err(Problem::new(
            "JUnit's XML has verdicts, and a list has none",
            next,
        ));
    }
    let lock = Lock::read(course)?;
    if format == Format::Json {
        let one = |it: &Exercise| {
            json!({
                "exercise": it.name,
                "lesson": it.folder,
                "file": it.file().to_string_lossy().replace('\\', "/"),
                "title": it.title,
                "kind": it.kind,
                "touched": !lock.is_untouched(course, it),
            })
        };
        let all: Vec<_> = course.exercises().map(one).collect();
        let all = json!({"version": 1, "exercises": all});
        let text = serde_json::to_string_pretty(&all);
        say!("{}", text.expect("a value of ours has text for keys"));
        return Ok(true);
    }
    for lesson in &course.lessons {
        say!(
            "{BOLD}{}{BOLD:#}   {DIM}cargo run -p {}{DIM:#}",
            lesson.folder,
            lesson.slug()
        );
        for exercise in &lesson.exercises {
            let Exercise { name, kind, title, .. } = exercise;
            let touched =
                if lock.is_untouched(course, exercise) { ' ' } else { '~' };
            say!("{touched} {name:<24} {kind:<20} {DIM}{title}{DIM:#}");
        }
    }
    let legend = legend(course.exercises().map(Exercise::kind_word));
    if !legend.is_empty() {
        say!("\n{DIM}{legend}{DIM:#}");
    }
    say!("\n{DIM}~ begun; cargo xtask grades them all{DIM:#}");
    Ok(true)
}

/// What each kind of exercise asks for.
const KINDS: [(&str, &str); 5] = [
    ("predict", "say what happens"),
    ("fix", "mend it"),
    ("build", "write it"),
    ("reject", "it does not compile yet"),
    ("measure", "find a figure"),
];

/// The kinds that occur among these, each with its meaning.
fn legend<'a>(kinds: impl Iterator<Item = &'a str>) -> String {
    let kinds: Vec<_> = kinds.collect();
    let occurring = KINDS.iter().filter(|(kind, _)| kinds.contains(kind));
    let parts = occurring.map(|(kind, meaning)| format!("{kind}: {meaning}"));
    parts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::legend;

    #[test]
    fn the_legend_has_the_kinds_that_occur_each_once() {
        let kinds = ["build", "", "fix", "fix", "something of mine"];
        assert_eq!(legend(kinds.into_iter()), "fix: mend it · build: write it");
        assert_eq!(legend([""].into_iter()), "");
    }
}
