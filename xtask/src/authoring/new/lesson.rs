//! Scaffolds a lesson.

use super::{
    manifest::add_member,
    page,
    scaffold::{Scaffold, fill, read, title_of},
    tracks::with_lesson,
};
use crate::{
    course::{Course, tracks},
    terminal::{error::Error, output::say},
};
use std::collections::BTreeSet;

/// Scaffolds a lesson such as `13-select`. Its exercise package is created along
/// with the first exercise, because cargo rejects a package without targets.
pub(super) fn scaffold(course: &Course, directory: &str) -> Result<(), Error> {
    let slug = slug(course, directory)?;
    let title = title_of(slug);
    let mut scaffold = Scaffold::default();
    let end = add_to_tracks(&mut scaffold, course, directory, &title)?;
    let values = [
        ("slug", slug),
        ("title", title.as_str()),
        ("directory", directory),
        ("end", end.trim_end()),
    ];
    let lesson = format!("lessons/{directory}");
    let files = [
        ("Cargo.toml", include_str!("lesson/manifest.txt")),
        ("README.md", include_str!("lesson/readme.txt")),
        ("src/main.rs", include_str!("lesson/main.txt")),
        ("tests/story.rs", include_str!("lesson/story.txt")),
        (
            "tests/snapshots/story__the_story_is_the_same_every_time.snap",
            include_str!("lesson/snapshot.txt"),
        ),
        ("python/twin.py", include_str!("lesson/twin.txt")),
        ("python/twin.txt", include_str!("lesson/twin_record.txt")),
    ];
    for (path, template) in files {
        let values: Vec<_> =
            values.into_iter().filter(|(key, _)| template.contains(key)).collect();
        scaffold.add(format!("{lesson}/{path}"), fill(template, &values));
    }
    add_member(&mut scaffold, course, &lesson, &["members", "default-members"])?;
    scaffold.write(course)?;
    if !course.tracks.is_empty() {
        say!(
            "\nThe lesson is now the last one on every track. To move it, edit\n\
             {}, then run this, which prints how each page must end:\n  \
             cargo test -p xtask --test tidy tracks",
            tracks::PATH
        );
    }
    say!(
        "\nNext, write the parts that are marked with TODO(author). Then add the first \
         exercise,\nwhich creates exercises/{directory} and solutions/{directory}:\n  \
         cargo xtask new {directory}/NAME --kind KIND\nAfter each change to the story or the \
         twin, record them:\n  \
         INSTA_UPDATE=always cargo test -p {slug}\n  \
         python3 xtask/src/authoring/twins/clock.py {lesson}/python/twin.py > \
         {lesson}/python/twin.txt"
    );
    Ok(())
}

/// Adds the lesson to the end of every track, and returns the end of its page. Pages
/// that used to be last on a track now name the lesson.
fn add_to_tracks(
    scaffold: &mut Scaffold,
    course: &Course,
    lesson: &str,
    title: &str,
) -> Result<String, Error> {
    let mut all = course.tracks.clone();
    for track in &mut all {
        track.lessons.push(lesson.to_owned());
    }
    // The page of the new lesson does not exist yet, so its title can't be read from it.
    let title = |it: &str| {
        if it == lesson {
            return title.to_owned();
        }
        let page = read(course, format!("lessons/{it}/README.md"));
        let page = page.unwrap_or_default();
        let first = page.lines().next().unwrap_or_default();
        first.trim_start_matches("# ").to_owned()
    };
    let last = course.tracks.iter().filter_map(|it| it.lessons.last());
    for last in last.collect::<BTreeSet<_>>() {
        let path = format!("lessons/{last}/README.md");
        let changed =
            page::with_end(&read(course, &path)?, &page::end(&all, last, title));
        scaffold.change(path, changed);
    }
    if !all.is_empty() {
        let path = tracks::PATH;
        let changed = with_lesson(&read(course, path)?, lesson);
        let changed = changed.map_err(|error| Error::BrokenManifest {
            path: path.to_owned(),
            why: error.to_string(),
        })?;
        scaffold.change(path, changed);
    }
    Ok(page::end(&all, lesson, title))
}

/// The slug of a lesson's directory: `select` for `13-select`.
fn slug<'a>(course: &Course, directory: &'a str) -> Result<&'a str, Error> {
    let bad = |why| Error::BadName { name: directory.to_owned(), why };
    let form = "Use two digits and a slug of lowercase letters, digits, and `-`, like 13-select.";
    let (number, slug) = directory.split_once('-').ok_or_else(|| bad(form))?;
    let is_number =
        number.len() == 2 && number.chars().all(|it| it.is_ascii_digit());
    let is_letter =
        |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    let is_slug = slug.starts_with(|it: char| it.is_ascii_lowercase())
        && slug.chars().all(is_letter);
    if !is_number || !is_slug {
        return Err(bad(form));
    }
    if ["stage", "probe", "protocol", "xtask", "test"].contains(&slug) {
        return Err(bad(
            "A package of the course has this name. Choose another slug.",
        ));
    }
    let is_number_taken = |it: &str| it.starts_with(&format!("{number}-"));
    if course
        .lessons
        .iter()
        .any(|it| is_number_taken(&it.folder) || it.slug() == slug)
    {
        return Err(bad(
            "Another lesson has this number or this slug. Choose another name.",
        ));
    }
    Ok(slug)
}
