//! Every message about a wrong question or a wrong machine: what is wrong, and the next
//! step. A verdict about an exercise is not an error.

use super::style::indented;
use std::{
    fmt::{self, Display},
    path::{Path, PathBuf},
};

/// Why there is no answer. `why` is what the system or another program says.
#[derive(Debug)]
pub(crate) enum Error {
    // The machine.
    CannotHandleInterrupts {
        why: String,
    },
    CannotPrint(String),
    CannotStartCargo {
        why: String,
    },
    MachineFault {
        what: &'static str,
        next: &'static str,
        said: String,
    },
    CourseDoesNotCompile {
        said: String,
    },
    CargoFails {
        said: String,
        ending: String,
    },
    CannotRunCheck {
        why: String,
    },
    CannotRun {
        program: String,
        why: String,
    },
    CannotStart {
        program: String,
        why: String,
    },

    // The files of the course.
    CannotReadCourse {
        folder: PathBuf,
        why: String,
    },
    NoLesson {
        folder: String,
    },
    BrokenManifest {
        path: String,
        why: String,
    },
    BrokenLockfile {
        why: String,
    },
    BrokenMisconceptions {
        why: String,
    },
    BrokenPreferences {
        why: String,
    },
    CannotRead {
        path: PathBuf,
        why: String,
    },
    CannotWrite {
        path: PathBuf,
        why: String,
    },
    /// A file of the course that git can restore.
    CannotReadGiven {
        path: PathBuf,
        why: String,
    },
    StaleLockfile,

    // Names.
    NoExercises,
    UnknownName {
        name: String,
        nearest: Option<String>,
    },
    SeveralExercises {
        lesson: String,
        exercises: Vec<String>,
    },
    AmbiguousName {
        name: String,
        exercises: Vec<String>,
    },
    NotAFullName {
        name: String,
        nearest: String,
        check: bool,
    },

    // Commands of learners.
    NoHintLevel {
        exercise: String,
        levels: usize,
    },
    NoHints {
        exercise: String,
        page: PathBuf,
    },
    NoTracks,
    UnknownTrack {
        name: String,
        all: Vec<String>,
    },
    ListHasNoJunit,
    CannotDiff {
        exercise: String,
        why: String,
    },
    NotADirectory {
        folder: PathBuf,
        places: Vec<String>,
    },
    NotSubmitted {
        folder: PathBuf,
        file: String,
        places: Vec<String>,
    },
    NothingSubmitted {
        folder: PathBuf,
        places: Vec<String>,
    },

    // Reset.
    NotInLockfile {
        path: PathBuf,
    },
    NotInGit {
        path: PathBuf,
        why: String,
    },
    NoGit {
        path: PathBuf,
        why: String,
    },
    IsADirectory {
        path: PathBuf,
        exercise: String,
    },
    CannotReset {
        verb: &'static str,
        path: PathBuf,
        why: String,
    },
    TooManyKept {
        exercise: String,
    },

    // Watch.
    NoTerminal,
    DumbTerminal,
    UnfitTerminal {
        why: String,
    },

    // Commands of authors.
    NoDirective {
        path: PathBuf,
        directives: &'static str,
    },
    NoHeader {
        path: PathBuf,
        why: String,
    },
    NoPython {
        oldest: (u32, u32),
    },
    BadName {
        name: String,
        why: &'static str,
    },
    NoSuchLesson {
        name: String,
    },
    AlreadyThere {
        path: PathBuf,
    },
    NoKind {
        name: String,
    },
    NoSection {
        page: PathBuf,
        heading: &'static str,
    },
}

impl Error {
    /// What is wrong, without the next step.
    pub(crate) fn what(&self) -> String {
        self.parts().0
    }

    /// What is wrong, and the next step or the reason.
    fn parts(&self) -> (String, String) {
        match self {
            Self::CannotHandleInterrupts { why } => {
                ("interrupts cannot be handled".into(), why.clone())
            }
            Self::CannotPrint(why) => (
                format!("nothing can be printed: {why}"),
                "The disk may be full.".into(),
            ),
            Self::CannotStartCargo { why } => (
                "cargo cannot be started".into(),
                format!(
                    "{why}\nRust brings it along: https://rustup.rs, then open a new \
                     terminal"
                ),
            ),
            Self::MachineFault { what, next, said } => {
                ((*what).into(), format!("{next}\n{said}"))
            }
            Self::CourseDoesNotCompile { said } => {
                ("the course itself does not compile".into(), said.clone())
            }
            Self::CargoFails { said, ending } => (
                "cargo could not build the exercises".into(),
                format!("{}\n({ending})", said.trim_end()),
            ),
            Self::CannotRunCheck { why } => {
                ("a check cannot be run".into(), why.clone())
            }
            Self::CannotRun { program, why } => {
                (format!("{program} cannot be run"), why.clone())
            }
            Self::CannotStart { program, why } => {
                (format!("{program} cannot be started"), why.clone())
            }
            Self::CannotReadCourse { folder, why } => (
                format!("{} cannot be read", folder.display()),
                format!("{why}\nIs this the directory of the course?"),
            ),
            Self::NoLesson { folder } => (
                format!("exercises/{folder} has no lesson"),
                format!("add lessons/{folder}, or rename it"),
            ),
            Self::BrokenManifest { path, why } => (
                format!("{path} is broken"),
                format!(
                    "{}\nFix it, or restore it with: git restore {path}",
                    why.trim_end()
                ),
            ),
            Self::BrokenLockfile { why } => (
                "exercises/course.lock cannot be read".into(),
                format!("{why}\ngit restore exercises/course.lock"),
            ),
            Self::BrokenMisconceptions { why } => (
                "exercises/misconceptions.md cannot be read".into(),
                format!("{why}\ngit restore exercises/misconceptions.md"),
            ),
            Self::BrokenPreferences { why } => (
                ".awaitlings.toml can't be read".into(),
                format!(
                    "{}\nFix it, or delete it: it holds your track and the exercises \
                     you put aside.",
                    why.trim_end()
                ),
            ),
            Self::CannotRead { path, why } => {
                (format!("{} cannot be read", path.display()), why.clone())
            }
            Self::CannotWrite { path, why } => {
                (format!("{} cannot be written", path.display()), why.clone())
            }
            Self::CannotReadGiven { path, why } => (
                format!("{} cannot be read", path.display()),
                format!("{why}\ngit restore {} brings it back", path.display()),
            ),
            Self::StaleLockfile => (
                "exercises/course.lock is stale".into(),
                "Update it with: cargo xtask lock".into(),
            ),
            Self::UnknownName { name, nearest } => {
                let all = "cargo xtask list shows all there are";
                (
                    format!("there is no exercise and no lesson called `{name}`"),
                    match nearest {
                        Some(nearest) => format!("Did you mean `{nearest}`?\n{all}"),
                        None => all.into(),
                    },
                )
            }
            Self::SeveralExercises { lesson, exercises } => (
                format!("`{lesson}` is a lesson with several exercises"),
                format!("name one of them: {}", exercises.join(", ")),
            ),
            Self::AmbiguousName { name, exercises } => (
                format!("`{name}` may be one of several exercises"),
                format!("write more of its name: {}", exercises.join(", ")),
            ),
            Self::NotAFullName { name, nearest, check } => {
                let check = if *check { "--check " } else { "" };
                (
                    format!(
                        "`{name}` is not the full name of an exercise, and `reset` \
                         requires one"
                    ),
                    format!(
                        "Did you mean `{nearest}`? Then: cargo xtask reset \
                         {check}{nearest}\nnothing was changed"
                    ),
                )
            }
            Self::NoExercises => (
                "there is no exercise".into(),
                "Is this the directory of the course?".into(),
            ),
            Self::NoHintLevel { exercise, levels } => (
                format!("{exercise} has hints of levels 1 to {levels}"),
                "choose one of them with --level".into(),
            ),
            Self::NoHints { exercise, page } => (
                format!("{exercise} has no hints"),
                format!("its lesson helps on: {}", page.display()),
            ),
            Self::NoTracks => (
                "this course has no tracks".into(),
                "git restore lessons/tracks.toml".into(),
            ),
            Self::UnknownTrack { name, all } => (
                format!("there is no track `{name}`"),
                format!("Choose one of: {}", all.join(", ")),
            ),
            Self::ListHasNoJunit => (
                "JUnit's XML has verdicts, and a list has none".into(),
                "cargo xtask list --format human, or json".into(),
            ),
            Self::CannotDiff { exercise, why } => (
                why.trim_end_matches('.').into(),
                format!("cargo xtask reset {exercise} brings it back"),
            ),
            Self::NotADirectory { folder, places } => (
                format!("{} is not a directory", folder.display()),
                looked_for(places),
            ),
            Self::NotSubmitted { folder, file, places } => {
                (format!("{} has no {file}", folder.display()), looked_for(places))
            }
            Self::NothingSubmitted { folder, places } => (
                format!("{} holds no exercise", folder.display()),
                looked_for(places),
            ),
            Self::NoTerminal => (
                "watch needs a terminal".into(),
                "without one: cargo xtask check".into(),
            ),
            Self::DumbTerminal => (
                "this terminal cannot be drawn on".into(),
                "in another terminal it will, and here: cargo xtask check".into(),
            ),
            Self::UnfitTerminal { why } => {
                ("the terminal does not do what watch needs".into(), why.clone())
            }
            Self::NotInLockfile { path } => (
                format!("exercises/course.lock does not know {}", path.display()),
                "git restore exercises/course.lock".into(),
            ),
            Self::NotInGit { path, why } => (
                format!("git does not have the original {}", path.display()),
                format!("{why}\n{}", elsewhere(path)),
            ),
            Self::NoGit { path, why } => (
                "git cannot be started, and it keeps the originals".into(),
                format!("{why}\n{}", elsewhere(path)),
            ),
            Self::IsADirectory { path, exercise } => (
                format!("{} is a directory", path.display()),
                format!("move it away, then: cargo xtask reset {exercise}"),
            ),
            Self::CannotReset { verb, path, why } => (
                format!("cannot {verb} {}", path.display()),
                format!("{why}\nnothing was changed"),
            ),
            Self::TooManyKept { exercise } => (
                format!("{exercise} has a thousand kept texts"),
                "delete those that you no longer want".into(),
            ),
            Self::NoDirective { path, directives } => (
                format!("{} does not say how it is rejected", path.display()),
                (*directives).into(),
            ),
            Self::NoHeader { path, why } => {
                (format!("the header of {} is broken", path.display()), why.clone())
            }
            Self::NoPython { oldest: (major, minor) } => (
                format!("no CPython {major}.{minor} or newer was found"),
                "install one, or leave this: lessons need no Python".into(),
            ),
            Self::BadName { name, why } => (
                format!("`{name}` is not a name for a lesson or an exercise"),
                (*why).into(),
            ),
            Self::NoSuchLesson { name } => (
                format!("there is no lesson `{name}`"),
                "Scaffold the lesson first: cargo xtask new NN-slug".into(),
            ),
            Self::AlreadyThere { path } => (
                format!("{} exists already", path.display()),
                "Nothing was written. Choose another name, or delete it first."
                    .into(),
            ),
            Self::NoKind { name } => (
                format!("`{name}` is an exercise, and an exercise has a kind"),
                "Add --kind predict, fix, build, compile-error, or measure.".into(),
            ),
            Self::NoSection { page, heading } => (
                format!("{} has no section `{heading}`", page.display()),
                "The page's exercises are listed there: add the section.".into(),
            ),
        }
    }
}

/// Where a submitted file may be.
fn looked_for(places: &[String]) -> String {
    match places {
        [] => String::new(),
        places => format!("an exercise is looked for as {}", places.join(", or ")),
    }
}

/// What helps where git does not.
fn elsewhere(path: &Path) -> String {
    format!(
        "Without git: download the course again, and copy {} out of it.",
        path.display()
    )
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, next) = self.parts();
        write!(f, "{what}\n{}", indented(next.trim_end(), "  "))
    }
}
