//! The learner's own files, graded where they lie.

use crate::{
    beliefs,
    build::{Target, Workspace},
    course::{Course, Exercise},
    flaws,
    grade::{Graded, Grader},
    lock::Lock,
    message::Problem,
    process::{Limits, Stop},
    progress::Progress,
    renew::renew,
    verdict::Verdict,
};
use std::path::Path;

/// How to grade, as the learner asked for it.
pub(crate) struct Settings<'a> {
    pub(crate) limits: Limits,
    pub(crate) color: bool,
    /// The width of pictures and paragraphs, in columns.
    pub(crate) width: usize,
    pub(crate) stop: Stop,
    pub(crate) progress: &'a dyn Progress,
}

impl<'a> Settings<'a> {
    /// A grader for the workspace in `folder`, which is built into `into`.
    pub(crate) fn grader(
        &self,
        course: &Course,
        folder: &'a Path,
        into: Option<&'a Path>,
    ) -> Grader<'a> {
        Grader {
            workspace: Workspace { folder, into, color: self.color },
            notes: course.target.join("xtask"),
            beliefs: beliefs::all(course),
            limits: self.limits,
            width: self.width,
            stop: self.stop.clone(),
            progress: self.progress,
        }
    }
}

/// The verdicts on the learner's files; `None`, if it was stopped.
pub(crate) fn grade(
    course: &Course,
    exercises: &[&Exercise],
    settings: &Settings<'_>,
) -> Result<Option<Vec<Graded>>, Problem> {
    let lock = Lock::read(course)?;
    let flaws: Vec<_> =
        exercises.iter().map(|exercise| flaw(course, &lock, exercise)).collect();
    let sound = exercises.iter().zip(&flaws).filter(|(_, flaw)| flaw.is_none());
    let (mut targets, mut unchanged) = (Vec::new(), Vec::new());
    for (exercise, _) in sound {
        let target = target(exercise);
        if !renew(course, exercise) {
            unchanged.push(target.clone());
        }
        targets.push(target);
    }
    let grader = settings.grader(course, &course.root, None);
    let Some(graded) = grader.grade(&targets, &unchanged)? else { return Ok(None) };
    let mut graded = graded.into_iter();
    let all = flaws.into_iter().zip(exercises).map(|(flaw, exercise)| match flaw {
        Some(verdict) => verdict.into(),
        None => {
            let graded = graded.next().expect("there is one for each target");
            graded.in_order(course, exercise)
        }
    });
    Ok(Some(all.collect()))
}

fn target(exercise: &Exercise) -> Target {
    Target { package: exercise.package.clone(), test: exercise.name.clone() }
}

/// The verdict that needs no compiler, if there is one.
fn flaw(course: &Course, lock: &Lock, exercise: &Exercise) -> Option<Verdict> {
    if let Some(verdict) = edited(course, lock, exercise) {
        return Some(verdict);
    }
    let path = exercise.file();
    let look = flaws::look(&course.root.join(&path), &path.to_string_lossy());
    look.err().map(|why| {
        let next = "To bring it back as it was given: cargo xtask reset";
        let why = format!("{why}\n{next} {}", exercise.name);
        Verdict::Unreadable { why }
    })
}

/// Whether the check is not the course's own.
pub(crate) fn edited(
    course: &Course,
    lock: &Lock,
    exercise: &Exercise,
) -> Option<Verdict> {
    let path = exercise.check();
    match std::fs::read(course.root.join(&path)) {
        Err(_) => Some(Verdict::CheckEdited { gone: true }),
        Ok(bytes) if lock.is_pristine(&path, &bytes) => None,
        Ok(_) => Some(Verdict::CheckEdited { gone: false }),
    }
}
