//! The files that are graded to prove an exercise.

use super::expected::{DIRECTIVES, Expected};
use crate::{
    course::{Course, Exercise, header::Header},
    grading::scratch::{Source, Submission},
    terminal::error::Error,
};
use std::{
    fmt::{self, Display},
    fs, io,
    path::{Path, PathBuf},
};

/// A file that is graded instead of the learner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Variant {
    /// The exercise's original file.
    Untouched,
    /// The reference solution.
    Reference,
    /// Another solution, with its name.
    Right(String),
    /// A typical wrong attempt, with its name.
    Wrong(String),
}

impl Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Untouched => f.write_str("untouched"),
            Self::Reference => f.write_str("reference"),
            Self::Right(name) => write!(f, "right/{name}"),
            Self::Wrong(name) => write!(f, "wrong/{name}"),
        }
    }
}

type Found = Submission<(Variant, Expected)>;

/// The untouched file, the reference solution, and all variants of an exercise.
pub(super) fn find(
    course: &Course,
    exercise: &Exercise,
) -> Result<Vec<Found>, Error> {
    let submission = |variant: Variant, source, expected| Submission {
        exercise: exercise.clone(),
        name: variant.to_string().replace('/', "__"),
        source,
        label: (variant, expected),
    };
    let untouched = Source::Text(untouched(course, exercise)?);
    let reference = Source::File(course.root.join(exercise.solution()));
    let mut all = vec![
        submission(Variant::Untouched, untouched, Expected::Unsolved),
        submission(Variant::Reference, reference, Expected::Solved),
    ];
    let variants = course.root.join(exercise.solution().with_extension(""));
    for file in rust_files(&variants.join("right"))? {
        let variant = Variant::Right(stem(&file));
        all.push(submission(variant, Source::File(file), Expected::Solved));
    }
    for file in rust_files(&variants.join("wrong"))? {
        let text =
            fs::read_to_string(&file).map_err(|error| cannot_read(&file, &error))?;
        let expected = Expected::of_directive(&text).ok_or_else(|| {
            Error::NoDirective { path: file.clone(), directives: DIRECTIVES }
        })?;
        let variant = Variant::Wrong(stem(&file));
        all.push(submission(variant, Source::File(file), expected));
    }
    Ok(all)
}

/// The original file. If the file on disk has changed, the stored original is
/// used.
fn untouched(course: &Course, exercise: &Exercise) -> Result<Vec<u8>, Error> {
    let path = exercise.file();
    let here = fs::read(course.root.join(&path));
    let text = match here {
        Ok(bytes) if course.lockfile()?.is_original(&path, &bytes) => bytes,
        _ => course.original(&path)?,
    };
    match Header::parse(&String::from_utf8_lossy(&text)) {
        Ok(_) => Ok(text),
        Err(why) => Err(Error::NoHeader { path, why }),
    }
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries =
        fs::read_dir(folder).map_err(|error| cannot_read(folder, &error))?;
    let mut files: Vec<_> = (entries.flatten().map(|it| it.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .collect();
    files.sort();
    Ok(files)
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn cannot_read(path: &Path, error: &io::Error) -> Error {
    Error::CannotRead { path: path.to_owned(), why: error.to_string() }
}
