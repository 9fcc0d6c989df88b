//! Adds a lesson to `lessons/tracks.toml`. Everything else in the file is kept,
//! including comments.

use toml::de::DeTable;

/// The tracks in `text` with `lesson` added at the end of each.
///
/// # Errors
///
/// If `text` is not valid TOML.
pub(super) fn with_lesson(
    text: &str,
    lesson: &str,
) -> Result<String, toml::de::Error> {
    let file = DeTable::parse(text)?;
    let tracks = file.get_ref().get("track").and_then(|it| it.get_ref().as_array());
    let tracks = tracks.into_iter().flat_map(|it| it.iter());
    let lessons = tracks.filter_map(|it| it.get_ref().get("lessons"));
    let mut written = text.to_owned();
    // Go from the last track to the first, so that an insertion doesn't invalidate
    // the remaining positions.
    for lessons in lessons.rev() {
        let last = lessons.get_ref().as_array().and_then(|it| it.last());
        let (place, entry) = match last {
            Some(last) => (last.span().end, format!(", \"{lesson}\"")),
            None => (lessons.span().start + 1, format!("\"{lesson}\"")),
        };
        written.insert_str(place, &entry);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::with_lesson;

    #[test]
    fn a_lesson_is_added_to_every_track_and_comments_stay() {
        let text = "# The tracks.\n[[track]]\nname = \"a\"\nlessons = [\n    \"01-x\",\n    \
                    \"02-y\", # the last\n]\n\n[[track]]\nlessons = []\n\n[[track]]\n\
                    lessons = [\"02-y\"]\nname = \"c\"\n";
        let expected = "# The tracks.\n[[track]]\nname = \"a\"\nlessons = [\n    \"01-x\",\n    \
                        \"02-y\", \"03-z\", # the last\n]\n\n[[track]]\nlessons = [\"03-z\"]\n\n\
                        [[track]]\nlessons = [\"02-y\", \"03-z\"]\nname = \"c\"\n";
        assert_eq!(with_lesson(text, "03-z").unwrap(), expected);
        with_lesson("[[track]", "03-z").unwrap_err();
    }
}
