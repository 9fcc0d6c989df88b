//! A scratch workspace, in which the course's checks grade files other than the
//! learner's.
//!
//! Each submission gets a directory that holds it and a copy of its check. Each lesson
//! gets a package with those checks as its test targets. The manifests are the real ones
//! except for members and targets, so that a submission is built like a learner's file: with
//! the same lints, versions, and compiled dependencies.

use super::{
    build::{Keep, Target, Workspace},
    graded::Graded,
    grader::{Grader, Job},
    preflight,
    scratch_workspace::{Text, claim, lay_out},
    settings::Settings,
    submitted_file, word_net,
};
use crate::{
    course::{Course, Exercise},
    process::CancellationToken,
    terminal::error::Error,
    verdict::Verdict,
};
use std::path::{Path, PathBuf};

/// A file to grade instead of a learner's.
pub(crate) struct Submission<L> {
    pub(crate) exercise: Exercise,
    /// `wrong__as_they_come`: unique among an exercise's submissions.
    pub(crate) name: String,
    pub(crate) source: Source,
    /// A label that identifies the submission to the caller.
    pub(crate) label: L,
}

/// Where a submission comes from.
pub(crate) enum Source {
    /// A file of the course.
    File(PathBuf),
    /// A file from elsewhere.
    Foreign {
        folder: PathBuf,
        place: PathBuf,
    },
    Text(Vec<u8>),
}

impl<L> Submission<L> {
    /// Its test target, whose name is unique in the workspace.
    fn target(&self) -> Target {
        Target {
            package: self.exercise.package.clone(),
            test: self.test(),
            file: self.place().join(self.exercise.rust_file()),
        }
    }

    fn test(&self) -> String {
        format!("{}__{}", self.exercise.name, self.name)
    }

    /// Its directory, relative to the scratch workspace.
    fn place(&self) -> PathBuf {
        Path::new(&self.exercise.folder).join(self.test())
    }

    /// Its bytes, or why it can't be graded.
    fn read(&self) -> Result<Vec<u8>, String> {
        match &self.source {
            Source::Text(bytes) => Ok(bytes.clone()),
            Source::File(path) => preflight::read(path, &path.display().to_string()),
            Source::Foreign { folder, place } => submitted_file::read(folder, place),
        }
    }

    /// The path of the original file, as messages should show it.
    fn file(&self, course: &Course) -> PathBuf {
        match &self.source {
            Source::File(path) => {
                path.strip_prefix(&course.root).unwrap_or(path).to_owned()
            }
            Source::Foreign { folder, place } => {
                let path = folder.join(place);
                path.strip_prefix(&course.root).map_or(path.clone(), Path::to_owned)
            }
            Source::Text(_) => self.exercise.file(),
        }
    }
}

/// The verdicts on `submissions`, in the same order. `folder` is the name of the workspace's
/// directory in the target directory.
pub(crate) fn grade<L: Send>(
    course: &Course,
    folder: &str,
    submissions: Vec<Submission<L>>,
    settings: &Settings<'_>,
) -> Result<Vec<(Graded, L)>, Error> {
    let mut texts = Vec::new();
    let mut jobs = Vec::new();
    let is_foreign =
        submissions.iter().any(|it| matches!(it.source, Source::Foreign { .. }));
    for submission in submissions {
        let read = match preflight::tampered(course, &submission.exercise)? {
            Some(verdict) => Err(verdict),
            None => read(course, &submission),
        };
        let (exercise, target) = (submission.exercise.clone(), submission.target());
        let verdict = match read {
            Err(verdict) => Some(verdict),
            Ok(bytes) => {
                let (exercise, place) = (exercise.clone(), submission.place());
                let test = target.test.clone();
                texts.push(Text { exercise, test, place, bytes });
                None
            }
        };
        let label = (submission.place(), submission.file(course), submission.label);
        let (is_unchanged, keep) = (false, Keep::Notes);
        jobs.push(Job { exercise, target, is_unchanged, keep, verdict, label });
    }
    // Hold the lock until everything is graded.
    let (scratch, _claim) = claim(&course.target, folder)
        .and_then(|it| lay_out(course, &it.0, &texts).map(|()| it))
        .map_err(|error| Error::CannotWrite {
            path: course.target.join(folder),
            why: error.to_string(),
        })?;
    let into = Some(&*course.target);
    let Settings { color, priority, .. } = *settings;
    let (folder, limit) = (&*scratch, settings.compiler_limit());
    let workspace = Workspace { folder, into, is_foreign, color, priority, limit };
    let token = CancellationToken::new();
    let graded = Grader::new(course, workspace, settings, &token).grade(jobs)?;
    let graded = graded.expect("a token that is never canceled");
    let all = graded.into_iter().map(|(graded, (place, file, label))| {
        (about_source(graded, course, &place, file), label)
    });
    Ok(all.collect())
}

/// The bytes of a submission, or the verdict if it must not be compiled.
fn read<L>(course: &Course, submission: &Submission<L>) -> Result<Vec<u8>, Verdict> {
    let bytes = submission.read().map_err(|why| Verdict::Unreadable { why })?;
    let given = course.given(&submission.exercise);
    let texts = [&bytes, &given].map(|it| String::from_utf8_lossy(it));
    match word_net::caught(&texts[0], &texts[1]) {
        Some(why) => Err(Verdict::NotAllowed { why }),
        None => Ok(bytes),
    }
}

/// The same verdict, but naming the submitted `file` instead of its copy in `place`.
fn about_source(
    mut graded: Graded,
    course: &Course,
    place: &Path,
    file: PathBuf,
) -> Graded {
    let copy = place.join(graded.exercise.rust_file());
    let (copy, name) = (copy.display().to_string(), file.display().to_string());
    graded.reword(|text| text.replace(&copy, &name));
    graded.submitted = Some(file);
    graded.in_order(course)
}
