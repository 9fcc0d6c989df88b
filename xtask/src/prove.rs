//! `cargo xtask prove`: the grader graded.
//!
//! Every untouched exercise must be rejected, every reference solution and right variant
//! accepted, and every wrong variant rejected for the reason that its first line names.
//! Each is laid over a copy of its exercise's check in a scratch workspace; all of them
//! are targets of one cargo call, and judged as a learner's file is.

mod expected;
mod scratch;

use crate::{
    build::Target,
    course::{Course, Exercise},
    grade,
    message::{BOLD, GREEN, Problem, RED, indented},
    say,
    verdict::Verdict,
};
use expected::Expected;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long a variant may run. Those that hang on purpose take all of it.
const LIMIT: Duration = Duration::from_secs(10);

/// A text to be graded in the place of an exercise.
struct Case {
    exercise: Exercise,
    /// `wrong/as_they_come`, or `untouched`, or `reference`.
    name: String,
    file: PathBuf,
    expected: Expected,
}

impl Case {
    /// A test target's name: it must be unique in the scratch workspace.
    fn target(&self) -> Target {
        let variant = self.name.replace('/', "__");
        Target {
            package: self.exercise.package.clone(),
            test: format!("{}__{variant}", self.exercise.name),
        }
    }
}

/// Proves the named exercises, or all; whether each case ended as expected.
pub(crate) fn run(course: &Course, names: &[String]) -> Result<bool, Problem> {
    let mut cases = Vec::new();
    for exercise in course.select(names)? {
        cases.extend(find(course, exercise)?);
    }
    let scratch = course.target.join("prove");
    scratch::lay_out(course, &scratch, &cases).map_err(|error| {
        Problem::new("the scratch workspace cannot be written", error)
    })?;
    let targets: Vec<_> = cases.iter().map(Case::target).collect();
    let verdicts = grade::grade(&scratch, &course.target, &targets, LIMIT)?;
    let mut failed = 0;
    for (case, verdict) in cases.iter().zip(&verdicts) {
        if !report(case, verdict) {
            failed += 1;
        }
    }
    // A line that machines read.
    say!("\n{} passed, {failed} failed", cases.len() - failed);
    Ok(failed == 0)
}

/// The untouched file, the reference solution, and all variants of an exercise.
fn find(course: &Course, exercise: &Exercise) -> Result<Vec<Case>, Problem> {
    let case = |name: &str, file: PathBuf, expected| Case {
        exercise: exercise.clone(),
        name: name.to_owned(),
        file,
        expected,
    };
    if exercise.title.is_empty() || !is_kind(&exercise.kind) {
        let what = format!("{} has no title", exercise.file().display());
        return Err(Problem::new(
            &what,
            "its first line is `//! # Title   build, 10 minutes`",
        ));
    }
    let solutions = course.root.join("solutions").join(&exercise.folder);
    let reference = solutions.join(format!("{}.rs", exercise.name));
    let mut cases = vec![
        case("untouched", course.root.join(exercise.file()), Expected::Unsolved),
        case("reference", reference, Expected::Solved),
    ];
    let variants = solutions.join(&exercise.name);
    for file in programs(&variants.join("right"))? {
        cases.push(case(&format!("right/{}", stem(&file)), file, Expected::Solved));
    }
    for file in programs(&variants.join("wrong"))? {
        let text =
            fs::read_to_string(&file).map_err(|error| cannot_read(&file, &error))?;
        let expected = Expected::named_in(&text).ok_or_else(|| {
            let what = format!("{} does not say how it is rejected", file.display());
            Problem::new(&what, expected::HOW_TO_SAY)
        })?;
        cases.push(case(&format!("wrong/{}", stem(&file)), file, expected));
    }
    Ok(cases)
}

/// Whether this is `build, 10 minutes`, or another kind with its minutes.
fn is_kind(text: &str) -> bool {
    let kinds = ["predict", "fix", "build", "reject", "measure"];
    let kind = text.split_once(", ").is_some_and(|(kind, _)| kinds.contains(&kind));
    kind && text.ends_with(" minutes")
}

fn programs(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
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

fn cannot_read(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(&format!("{} cannot be read", path.display()), error)
}

fn report(case: &Case, verdict: &Verdict) -> bool {
    let name = format!("{} / {}", case.exercise.name, case.name);
    match case.expected.disagrees(verdict) {
        None => {
            say!("{GREEN}✔{GREEN:#} {name:<60} {}", case.expected);
            true
        }
        Some(why) => {
            say!("{RED}✗{RED:#} {BOLD}{name:<60}{BOLD:#} {}", case.expected);
            say!("{}", indented(&why, "    "));
            false
        }
    }
}
