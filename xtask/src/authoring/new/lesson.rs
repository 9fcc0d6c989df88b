//! A new lesson.

use super::scaffold::{Scaffold, fill, title_of};
use crate::{
    course::Course,
    terminal::{error::Error, output::say},
};

/// Scaffolds the lesson `13-select`. Its package of exercises comes with the first
/// exercise: cargo wants no package without a target.
pub(super) fn scaffold(course: &Course, folder: &str) -> Result<(), Error> {
    let slug = slug(course, folder)?;
    let title = title_of(slug);
    let values = [("slug", slug), ("title", title.as_str()), ("folder", folder)];
    let lesson = format!("lessons/{folder}");
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
    let mut scaffold = Scaffold::default();
    for (path, template) in files {
        let values: Vec<_> =
            values.into_iter().filter(|(key, _)| template.contains(key)).collect();
        scaffold.add(format!("{lesson}/{path}"), fill(template, &values));
    }
    scaffold.write(course)?;
    say!(
        "\nNext: write what is marked with TODO(author), and add the first exercise, which \
         brings\nexercises/{folder} and solutions/{folder} along:\n  \
         cargo xtask new {folder}/NAME --kind KIND\nAfter each change of the story or the \
         twin, record them:\n  \
         INSTA_UPDATE=always cargo test -p {slug}\n  \
         python3 xtask/src/authoring/twins/clock.py {lesson}/python/twin.py > \
         {lesson}/python/twin.txt"
    );
    Ok(())
}

/// The slug of a lesson's folder, `select` of `13-select`.
fn slug<'a>(course: &Course, folder: &'a str) -> Result<&'a str, Error> {
    let bad = |why| Error::BadName { name: folder.to_owned(), why };
    let form =
        "Use two digits and a slug of lowercase letters, digits, and `-`: 13-select";
    let (number, slug) = folder.split_once('-').ok_or_else(|| bad(form))?;
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
            "A package of the course is called so. Choose another slug.",
        ));
    }
    let is_number_taken = |it: &str| it.starts_with(&format!("{number}-"));
    if course
        .lessons
        .iter()
        .any(|it| is_number_taken(&it.folder) || it.slug() == slug)
    {
        return Err(bad("Another lesson has this number or this slug."));
    }
    Ok(slug)
}
