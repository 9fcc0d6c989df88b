//! `cargo xtask list`: lists lessons and exercises without grading them.

use crate::{
    course::{Course, Exercise, kind::Kind},
    render::format::Format,
    terminal::{
        error::Error,
        output::say,
        style::{BOLD, DIM},
    },
};
use serde_json::json;

pub(crate) fn show(course: &Course, format: Format) -> Result<bool, Error> {
    match format {
        Format::Junit => Err(Error::ListHasNoJunit),
        Format::Json => for_machines(course),
        Format::Human => for_people(course),
    }
}

fn for_machines(course: &Course) -> Result<bool, Error> {
    let one = |it: &Exercise| {
        Ok(json!({
            "exercise": it.name,
            "lesson": it.folder,
            "file": it.file().to_string_lossy().replace('\\', "/"),
            "title": it.title(),
            "kind": it.kind_and_minutes(),
            "touched": !course.is_untouched(it)?,
            "skipped": course.is_skipped(it),
        }))
    };
    let all: Vec<_> = course.exercises().map(one).collect::<Result<_, _>>()?;
    let all = json!({"version": 1, "exercises": all});
    let text = serde_json::to_string_pretty(&all);
    say!("{}", text.expect("all keys are strings"));
    Ok(true)
}

fn for_people(course: &Course) -> Result<bool, Error> {
    for lesson in &course.lessons {
        if course.is_first_off_track(lesson) {
            say!("{DIM}Not on your track:{DIM:#}\n");
        }
        say!(
            "{BOLD}{}{BOLD:#}   {DIM}cargo run -p {}{DIM:#}",
            lesson.folder,
            lesson.slug()
        );
        for it in &lesson.exercises {
            let touched = if course.is_untouched(it)? { ' ' } else { '~' };
            let (name, kind) = (&it.name, it.kind_and_minutes());
            let aside = if course.is_skipped(it) { "   (set aside)" } else { "" };
            let title = it.title();
            say!("{touched} {name:<24} {kind:<26} {DIM}{title}{aside}{DIM:#}");
        }
    }
    let kinds = course.exercises().filter_map(|it| Some(it.header.as_ref()?.kind));
    let legend = legend(&kinds.collect::<Vec<_>>());
    if !legend.is_empty() {
        say!("\n{DIM}{legend}{DIM:#}");
    }
    say!("\n{DIM}~ means begun. To see what is solved: cargo xtask{DIM:#}");
    if let Some(track) = course.track() {
        let name = &track.name;
        say!(
            "{DIM}Your track: {name}. To see or change it: cargo xtask track{DIM:#}"
        );
    }
    Ok(true)
}

/// Each kind that these exercises have, with its meaning.
fn legend(kinds: &[Kind]) -> String {
    let occurring = Kind::ALL.into_iter().filter(|kind| kinds.contains(kind));
    let parts = occurring.map(|kind| format!("{kind}: {}", kind.meaning()));
    parts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::{Kind, legend};

    #[test]
    fn the_legend_has_each_kind_that_occurs_once() {
        let kinds = [Kind::Build, Kind::Fix, Kind::Fix];
        assert_eq!(legend(&kinds), "fix: fix it · build: write it");
        assert_eq!(legend(&[]), "");
    }
}
