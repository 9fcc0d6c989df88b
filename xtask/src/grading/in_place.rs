//! Grades the learner's own files in place.

use super::{
    build::{Keep, Target, Workspace},
    freshness::refresh,
    graded::Graded,
    grader::{Grader, Job},
    preflight,
    settings::Settings,
};
use crate::{
    course::{Course, Exercise},
    process::CancellationToken,
    terminal::error::Error,
};

/// The verdicts on the learner's files, in the order of `exercises`.
pub(crate) fn grade(
    course: &Course,
    exercises: &[&Exercise],
    settings: &Settings<'_>,
) -> Result<Vec<Graded>, Error> {
    let graded =
        grade_until(course, exercises, settings, &CancellationToken::new())?;
    Ok(graded.expect("a token that is never canceled"))
}

/// The same as `grade`, but cancelable. Returns `None` if it was.
pub(crate) fn grade_until(
    course: &Course,
    exercises: &[&Exercise],
    settings: &Settings<'_>,
    token: &CancellationToken,
) -> Result<Option<Vec<Graded>>, Error> {
    let is_alone = exercises.len() == 1;
    let jobs = exercises.iter().map(|&exercise| job(course, exercise, is_alone));
    let jobs: Vec<Job<()>> = jobs.collect::<Result<_, _>>()?;
    let Settings { color, priority, .. } = *settings;
    let (folder, limit) = (&*course.root, settings.compiler_limit());
    let (into, is_foreign) = (None, false);
    let workspace = Workspace { folder, into, is_foreign, color, priority, limit };
    let grader = Grader::new(course, workspace, settings, token);
    let graded = grader.grade(jobs)?;
    let finish = |(mut graded, ()): (Graded, ())| {
        // Without a lock file, every exercise counts as begun.
        let is_untouched = course.is_untouched(&graded.exercise);
        graded.is_untouched = is_untouched.unwrap_or(false);
        if graded.is_untouched {
            // Code that isn't written yet has unused parameters.
            graded.warnings.clear();
        }
        graded.in_order(course)
    };
    Ok(graded.map(|all| all.into_iter().map(finish).collect()))
}

/// A learner who grades only one exercise will probably edit it, so its incremental
/// data is kept. If several exercises are graded, the untouched ones need only a
/// verdict.
fn job(
    course: &Course,
    exercise: &Exercise,
    is_alone: bool,
) -> Result<Job<()>, Error> {
    let keep = match is_alone || !course.is_untouched(exercise)? {
        true => Keep::Notes,
        false => Keep::Program,
    };
    let verdict = preflight::verdict(course, exercise)?;
    let is_unchanged = verdict.is_none() && !refresh(course, exercise);
    let (package, test) = (exercise.package.clone(), exercise.name.clone());
    let target = Target { package, test, file: exercise.file() };
    let exercise = exercise.clone();
    Ok(Job { exercise, target, is_unchanged, keep, verdict, label: () })
}
