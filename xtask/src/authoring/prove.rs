//! `cargo xtask prove`: tests the checks.
//!
//! Every untouched exercise must be rejected, every reference solution and right
//! variant must be accepted, and every wrong variant must be rejected for the reason
//! that its first line names. One cargo call builds all of these in a scratch
//! workspace, and each is judged like a learner's file.

mod case;
mod expected;
mod table;
mod todo;
mod variant;

use crate::{
    course::{Course, Exercise},
    grading::{scratch, settings::Settings},
    process::{Limits, Priority},
    terminal::{
        error::Error,
        output::say,
        progress::Line,
        style::{BOLD, DIM, GREEN, RED, indented},
        width,
    },
};
use case::Case;
use expected::Expected;
use std::{path::Path, time::Duration};
use variant::Variant;

/// How long a variant may run. Variants that time out intentionally take this long.
const LIMIT: Duration = Duration::from_secs(5);

/// Proves the named exercises, or all of them, and returns whether every case got
/// the expected verdict. With `table`, the verdicts are also written to that file.
pub(crate) fn run(
    course: &Course,
    names: &[String],
    table: Option<&Path>,
) -> Result<bool, Error> {
    let exercises = course.select(names)?;
    let mut submissions = Vec::new();
    for exercise in &exercises {
        submissions.extend(variant::find(course, exercise)?);
    }
    let line = Line::new();
    let settings = Settings {
        limits: Limits { wall: LIMIT },
        color: false,
        width: width::WIDEST,
        priority: Priority::Normal,
        progress: &line,
    };
    let graded = scratch::grade(course, "prove", submissions, &settings)?;
    drop(line);
    let cases = graded.into_iter().map(|(graded, (variant, expected))| Case {
        variant,
        expected,
        graded,
    });
    let cases: Vec<_> = cases.collect();
    let (mut failed, mut unwritten) = (0, 0);
    let (mut wrong, mut unnamed) = (0, 0);
    for exercise in &exercises {
        let of_it = |it: &&Case| it.graded.exercise.name == exercise.name;
        let proof = Proof::of(cases.iter().filter(of_it));
        failed += proof.failed;
        wrong += proof.wrong;
        unnamed += proof.unnamed;
        proof.show(exercise);
        for line in todo::find(course, exercise) {
            unwritten += 1;
            say!("  {RED}✗{RED:#} {BOLD}to be written{BOLD:#} {line}");
        }
    }
    if let Some(path) = table {
        table::write(path, &cases)?;
    }
    let of = if wrong == 1 { "variant names" } else { "variants name" };
    say!("\n{unnamed} of {wrong} wrong {of} no misconception");
    // Scripts parse this line.
    say!("{} passed, {failed} failed", cases.len() - failed);
    Ok(failed == 0 && unwritten == 0)
}

/// The result for one exercise.
#[derive(Default)]
struct Proof {
    right: usize,
    wrong: usize,
    /// The number of wrong variants whose verdict names no misconception.
    unnamed: usize,
    misconceptions: Vec<String>,
    faults: Vec<String>,
    failed: usize,
}

impl Proof {
    fn of<'a>(cases: impl Iterator<Item = &'a Case>) -> Self {
        let mut proof = Self::default();
        for case in cases {
            proof.add(case);
        }
        proof
    }

    fn add(&mut self, Case { variant, expected, graded }: &Case) {
        match variant {
            Variant::Right(_) => self.right += 1,
            Variant::Wrong(_) => {
                self.wrong += 1;
                self.unnamed += usize::from(graded.slugs().is_empty());
            }
            Variant::Untouched | Variant::Reference => {}
        }
        if let Expected::Misconception(slug) = expected
            && !self.misconceptions.contains(slug)
        {
            self.misconceptions.push(slug.clone());
        }
        if let Some(why) = expected.disagrees(graded) {
            self.failed += 1;
            let why = indented(&why, "    ");
            self.faults.push(format!(
                "  {RED}✗{RED:#} {BOLD}{variant}{BOLD:#} should be {expected}, but \
                 is:\n{why}"
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
        let slugs = self.misconceptions.join(", ");
        say!("{mark} {name:<38} {right} right, {wrong} wrong   {DIM}{slugs}{DIM:#}");
        for fault in &self.faults {
            say!("{fault}");
        }
    }
}
