//! `lessons/tracks.toml`: the tracks, which are different paths through the course.

use crate::terminal::error::Error;
use std::{fs, io, path::Path};
use toml::{Table, Value};

/// The path of the file, relative to the course.
pub(crate) const PATH: &str = "lessons/tracks.toml";

/// A path through the course.
#[derive(Clone, Debug)]
pub(crate) struct Track {
    /// `rust`
    pub(crate) name: String,
    /// `At home in Rust`
    pub(crate) title: String,
    /// The learners that the track is for, and what is special about the track.
    pub(crate) audience: String,
    /// True if learners on this track run the Python twins.
    pub(crate) twins: bool,
    /// The directories of its lessons, in reading order.
    pub(crate) lessons: Vec<String>,
}

/// Reads the tracks of the course in `root`, whose lessons are in these directories.
/// Without the file, the list of tracks is empty.
///
/// # Errors
///
/// If the file can't be read, isn't a list of tracks, or names a lesson that doesn't exist.
pub(super) fn read(root: &Path, lessons: &[String]) -> Result<Vec<Track>, Error> {
    let broken = |why: String| Error::BrokenManifest { path: PATH.into(), why };
    let text = match fs::read_to_string(root.join(PATH)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Vec::new());
        }
        text => text.map_err(|error| broken(error.to_string()))?,
    };
    let file: Table =
        text.parse().map_err(|error: toml::de::Error| broken(error.to_string()))?;
    let tracks = file.get("track").and_then(Value::as_array);
    let tracks = tracks.into_iter().flatten().map(track).collect::<Option<Vec<_>>>();
    let tracks = tracks.ok_or_else(|| {
        broken("A track has `name`, `title`, `for`, and `lessons`.".to_owned())
    })?;
    for track in &tracks {
        let unknown = track.lessons.iter().find(|it| !lessons.contains(it));
        if let Some(unknown) = unknown {
            let name = &track.name;
            return Err(broken(format!(
                "the track `{name}` lists `{unknown}`, which is not a lesson of this course"
            )));
        }
    }
    Ok(tracks)
}

/// The track that a `[[track]]` describes.
fn track(value: &Value) -> Option<Track> {
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let lessons = value.get("lessons")?.as_array()?.iter();
    let lessons = lessons.map(|it| it.as_str().map(str::to_owned));
    Some(Track {
        name: text("name")?,
        title: text("title")?,
        audience: text("for")?,
        twins: value.get("twins").is_some_and(|it| *it == Value::Boolean(true)),
        lessons: lessons.collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use std::{env, fs};

    #[test]
    fn a_track_is_an_error_if_it_lists_a_lesson_that_does_not_exist() {
        let root = env::temp_dir().join(format!("tracks-{}", std::process::id()));
        let lessons = ["01-a".to_owned(), "02-b".to_owned()];
        assert!(read(&root, &lessons).expect("there is no file").is_empty());
        fs::create_dir_all(root.join("lessons")).expect("a temporary directory");
        let write = |lessons: &str| {
            let track = "[[track]]\nname = \"t\"\ntitle = \"T\"\nfor = \"You\"\n";
            let text = format!("{track}lessons = {lessons}\n");
            fs::write(root.join(super::PATH), text).expect("a temporary directory");
        };
        write("[\"02-b\", \"01-a\"]");
        let tracks = read(&root, &lessons).expect("both lessons exist");
        assert_eq!(tracks[0].lessons, ["02-b", "01-a"]);
        write("[\"03-c\"]");
        let error =
            read(&root, &lessons).expect_err("03-c does not exist").to_string();
        assert!(error.contains("03-c"), "{error}");
        write("7");
        read(&root, &lessons).expect_err("7 is not a list");
        fs::remove_dir_all(root).expect("a temporary directory");
    }
}
