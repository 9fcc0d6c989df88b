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
    say!("\n{DIM}~ begun; cargo xtask grades them all{DIM:#}");
    Ok(true)
}
