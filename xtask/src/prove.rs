//! `cargo xtask prove`: the grader graded.
//!
//! Every untouched exercise must be rejected, every reference solution and right variant
//! accepted, and every wrong variant rejected for the reason that its first line names.
//! All of them are targets of one cargo call in a scratch workspace, and judged as a
//! learner's file is.

mod expected;

use crate::{
    check::NOBODY_STOPS_IT,
    course::{Course, Exercise},
    grade::Graded,
    lock::Lock,
    message::{BOLD, DIM, GREEN, Problem, RED, indented},
    pristine,
    process::{Limits, Stop},
    progress::Line,
    say,
    scratch::{self, Piece, Source},
    submission::Settings,
};
use expected::Expected;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long a variant may run. Those that hang on purpose take all of it.
const LIMIT: Duration = Duration::from_secs(5);

/// A text, and how it must end.
struct Case {
    piece: Piece,
    /// `wrong/as_they_come`, or `untouched`, or `reference`.
    name: String,
    expected: Expected,
}

/// Proves the named exercises, or all; whether each case ended as expected.
pub(crate) fn run(course: &Course, names: &[String]) -> Result<bool, Problem> {
    let lock = Lock::read(course)?;
    let exercises = course.select(names)?;
    let mut cases = Vec::new();
    for exercise in &exercises {
        cases.extend(find(course, &lock, exercise)?);
    }
    let line = Line::new();
    let settings = Settings {
        limits: Limits { wall: LIMIT },
        color: false,
        width: 72,
        stop: Stop::default(),
        progress: &line,
    };
    let (pieces, cases): (Vec<_>, Vec<_>) =
        cases.into_iter().map(|it| (it.piece, (it.name, it.expected))).unzip();
    let graded = scratch::grade(course, "prove", &pieces, &settings)?;
    let graded = graded.expect(NOBODY_STOPS_IT);
    drop(line);
    if let Some(path) = std::env::var_os("PROVE_TABLE") {
        let mut text = String::new();
        for ((piece, (name, _)), graded) in pieces.iter().zip(&cases).zip(&graded) {
            let mut b: Vec<_> = graded.verdict.beliefs();
            b.sort();
            let mut tests: Vec<String> = Vec::new();
            if let crate::verdict::Verdict::Rejected { failures, .. } =
                &graded.verdict
            {
                for f in failures {
                    tests.push(format!(
                        "{}={}",
                        f.test,
                        f.belief.as_deref().unwrap_or("-")
                    ));
                }
            }
            tests.sort();
            text += &format!(
                "{}\t{}\t{}\t{}\t{}\n",
                piece.exercise.name,
                name,
                graded.verdict.name(),
                b.join(","),
                tests.join(" ")
            );
        }
        std::fs::write(path, text).unwrap();
    }
    let mut failed = 0;
    for exercise in &exercises {
        let mut table = Table::default();
        for ((piece, (name, expected)), graded) in
            pieces.iter().zip(&cases).zip(&graded)
        {
            if piece.exercise.name == exercise.name {
                table.add(name, expected, graded);
            }
        }
        failed += table.failed;
        table.show(exercise);
    }
    // A line that machines read.
    say!("\n{} passed, {failed} failed", cases.len() - failed);
    Ok(failed == 0)
}

/// What was proved of one exercise.
#[derive(Default)]
struct Table {
    right: usize,
    wrong: usize,
    beliefs: Vec<String>,
    faults: Vec<String>,
    failed: usize,
}

impl Table {
    fn add(&mut self, name: &str, expected: &Expected, graded: &Graded) {
        match name.split('/').next() {
            Some("right") => self.right += 1,
            Some("wrong") => self.wrong += 1,
            _ => {}
        }
        if let Expected::Belief(slug) = expected
            && !self.beliefs.contains(slug)
        {
            self.beliefs.push(slug.clone());
        }
        if let Some(why) = expected.disagrees(&graded.verdict) {
            self.failed += 1;
            let why = indented(&why, "    ");
            self.faults.push(format!(
                "  {RED}✗{RED:#} {BOLD}{name}{BOLD:#} must be {expected}, and is not:\n{why}"
            ));
        }
    }

    fn show(&self, exercise: &Exercise) {
        let mark = match self.failed {
            0 => format!("{GREEN}✔{GREEN:#}"),
            _ => format!("{RED}✗{RED:#}"),
        };
        let name = format!("{} / {}", exercise.lesson(), exercise.name);
        let (right, wrong) = (self.right, self.wrong);
        let beliefs = self.beliefs.join(", ");
        say!(
            "{mark} {name:<38} {right} right, {wrong} wrong   {DIM}{beliefs}{DIM:#}"
        );
        for fault in &self.faults {
            say!("{fault}");
        }
    }
}

/// The untouched file, the reference solution, and all variants of an exercise.
fn find(
    course: &Course,
    lock: &Lock,
    exercise: &Exercise,
) -> Result<Vec<Case>, Problem> {
    let case = |name: &str, source: Source, expected| Case {
        piece: Piece {
            exercise: exercise.clone(),
            name: name.replace('/', "__"),
            source,
        },
        name: name.to_owned(),
        expected,
    };
    let untouched = untouched(course, lock, exercise)?;
    let reference = Source::File(course.root.join(exercise.solution()));
    let mut cases = vec![
        case("untouched", Source::Text(untouched), Expected::Unsolved),
        case("reference", reference, Expected::Solved),
    ];
    let variants = course.root.join(exercise.solution().with_extension(""));
    for file in programs(&variants.join("right"))? {
        let name = format!("right/{}", stem(&file));
        cases.push(case(&name, Source::File(file), Expected::Solved));
    }
    for file in programs(&variants.join("wrong"))? {
        let text =
            fs::read_to_string(&file).map_err(|error| cannot_read(&file, &error))?;
        let expected = Expected::named_in(&text).ok_or_else(|| {
            let what = format!("{} does not say how it is rejected", file.display());
            Problem::new(&what, expected::HOW_TO_SAY)
        })?;
        let name = format!("wrong/{}", stem(&file));
        cases.push(case(&name, Source::File(file), expected));
    }
    Ok(cases)
}

/// The file as it was given: where somebody works on it, the one that git has.
fn untouched(
    course: &Course,
    lock: &Lock,
    exercise: &Exercise,
) -> Result<Vec<u8>, Problem> {
    let path = exercise.file();
    let here = fs::read(course.root.join(&path));
    let text = match here {
        Ok(bytes) if lock.is_pristine(&path, &bytes) => bytes,
        _ => pristine::text(course, lock, &path)?,
    };
    Ok(text)
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
