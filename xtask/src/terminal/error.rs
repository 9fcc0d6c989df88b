//! Every error message: what is wrong with the command or the machine, and the next step.
//! A verdict on an exercise is not an error.

use super::style::indented;
use std::{
    fmt::{self, Display},
    path::PathBuf,
};

/// Why a command can't do its work. `why` is a message of the system or another program.
#[derive(Debug)]
pub(crate) enum Error {
    // The machine.
    CannotHandleInterrupts {
        why: String,
    },
    CannotPrint(String),
    /// A program from elsewhere changed these compiled dependencies.
    DependenciesChanged {
        names: Vec<String>,
    },
    CannotStartCargo {
        why: String,
        is_missing: bool,
    },
    CannotStartThread {
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

    // Course files.
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
    /// A course file that git can restore.
    CannotReadGiven {
        path: PathBuf,
        why: String,
    },
    StaleLockfile {
        path: &'static str,
    },

    // Names.
    NoExercises,
    UnknownName {
        name: String,
        nearest: Vec<String>,
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

    // Learners' commands.
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
    NoOriginal {
        path: PathBuf,
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
    NoEditor {
        path: PathBuf,
    },
    CannotStartEditor {
        program: String,
        why: String,
    },

    // Authors' commands.
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
                // This needs a thread.
                ("can't handle interrupts".into(), format!("{TOO_FEW_THREADS}\n{why}"))
            }
            Self::CannotPrint(why) => {
                (format!("can't print: {why}"), "The disk may be full.".into())
            }
            // Cargo exists, but the limit on processes may keep it from starting.
            Self::CannotStartCargo { why, is_missing: false } => (
                "can't start cargo".into(),
                format!("{why}\nClose other programs, then run it again."),
            ),
            Self::CannotStartCargo { why, is_missing: true } => (
                "can't start cargo".into(),
                format!(
                    "{why}\nInstall Rust from https://rustup.rs, then open a new terminal."
                ),
            ),
            Self::CannotStartThread { why } => (
                "this machine allows too few processes and threads".into(),
                format!("{TOO_FEW_THREADS}\n{why}"),
            ),
            Self::DependenciesChanged { names } => (
                "a program from elsewhere changed the compiled dependencies".into(),
                format!(
                    "Nothing was graded, and these were deleted: {}\nGrade the files one at a \
                     time to find the one responsible.",
                    names.join(", ")
                ),
            ),
            Self::MachineFault { what, next, said } => {
                ((*what).into(), format!("{next}\n{said}"))
            }
            Self::CourseDoesNotCompile { said } => {
                ("the course itself doesn't compile".into(), said.clone())
            }
            Self::CargoFails { said, ending } => (
                "cargo couldn't build the exercises".into(),
                format!("{}\n({ending})", said.trim_end()),
            ),
            Self::CannotRunCheck { why } => {
                ("can't run a check".into(), why.clone())
            }
            Self::CannotRun { program, why } => {
                (format!("can't run {program}"), why.clone())
            }
            Self::CannotStart { program, why } => {
                (format!("can't start {program}"), why.clone())
            }
            Self::NoLesson { folder: name } => (
                format!("exercises/{name} has no lesson"),
                format!("Add lessons/{name}, or rename exercises/{name}."),
            ),
            Self::BrokenManifest { path, why } => (
                format!("{path} is broken"),
                format!(
                    "{}\nFix it, or restore it: git restore {path}",
                    why.trim_end()
                ),
            ),
            Self::BrokenLockfile { why } => (
                "can't read exercises/course.lock".into(),
                format!("{why}\nRestore it: git restore exercises/course.lock"),
            ),
            Self::BrokenMisconceptions { why } => (
                "can't read exercises/misconceptions.md".into(),
                format!(
                    "{why}\nRestore it: git restore exercises/misconceptions.md"
                ),
            ),
            Self::BrokenPreferences { why } => (
                "can't read .awaitlings.toml".into(),
                format!(
                    "{}\nFix it, or delete it: it holds your track and the exercises \
                     you set aside.",
                    why.trim_end()
                ),
            ),
            Self::CannotRead { path, why } => {
                (format!("can't read {}", path.display()), why.clone())
            }
            Self::CannotWrite { path, why } => {
                (format!("can't write {}", path.display()), why.clone())
            }
            Self::CannotReadGiven { path, why } => (
                format!("can't read {}", path.display()),
                format!("{why}\nRestore it: git restore {}", path.display()),
            ),
            Self::StaleLockfile { path } => (
                format!("{path} is out of date"),
                "Update it with: cargo xtask lock".into(),
            ),
            Self::UnknownName { name, nearest } => {
                let all = "To see all of them: cargo xtask list";
                (
                    format!("there is no exercise or lesson `{name}`"),
                    match &nearest[..] {
                        [] => all.into(),
                        [nearest] => {
                            format!("The nearest name is `{nearest}`.\n{all}")
                        }
                        several => format!(
                            "Names with this word: {}\n{all}",
                            several.join(", ")
                        ),
                    },
                )
            }
            Self::SeveralExercises { lesson, exercises } => (
                format!("`{lesson}` is a lesson with several exercises"),
                format!("Name one of them: {}", exercises.join(", ")),
            ),
            Self::AmbiguousName { name, exercises } => (
                format!("several exercises match `{name}`"),
                format!("Type more of the name: {}", exercises.join(", ")),
            ),
            Self::NotAFullName { name, nearest, check } => {
                let check = if *check { "--check " } else { "" };
                (
                    format!(
                        "`{name}` is not the full name of an exercise or a lesson, and \
                         `reset` requires one"
                    ),
                    format!(
                        "Nothing was changed. If you mean `{nearest}`, run: cargo xtask \
                         reset {check}{nearest}"
                    ),
                )
            }
            Self::NoExercises => (
                "there are no exercises here".into(),
                "Run this in the course's directory.".into(),
            ),
            Self::NoHintLevel { exercise, levels } => (
                format!("{exercise} has hints of levels 1 to {levels}"),
                "Choose one of them with --level.".into(),
            ),
            Self::NoHints { exercise, page } => (
                format!("{exercise} has no hints"),
                format!("Read its lesson: {}", page.display()),
            ),
            Self::NoTracks => (
                "this course has no tracks".into(),
                "Restore them: git restore lessons/tracks.toml".into(),
            ),
            Self::UnknownTrack { name, all } => (
                format!("there is no track `{name}`"),
                format!("Choose one of: {}", all.join(", ")),
            ),
            Self::ListHasNoJunit => (
                "a list has no verdicts, so it can't be JUnit XML".into(),
                "Use --format human or --format json.".into(),
            ),
            Self::CannotDiff { exercise, why } => (
                why.trim_end_matches('.').into(),
                format!("To restore it: cargo xtask reset {exercise}"),
            ),
            Self::NotADirectory { folder, places } => (
                format!("{} is not a directory", folder.display()),
                looked_for(places),
            ),
            Self::NotSubmitted { folder, file, places } => {
                (format!("{} has no {file}", folder.display()), looked_for(places))
            }
            Self::NothingSubmitted { folder, places } => (
                format!("{} contains no exercises", folder.display()),
                looked_for(places),
            ),
            Self::NoTerminal => (
                "watch needs a terminal".into(),
                "Without one, use: cargo xtask check".into(),
            ),
            Self::DumbTerminal => (
                "watch can't draw on this terminal (TERM=dumb)".into(),
                "Use another terminal, or: cargo xtask check".into(),
            ),
            Self::UnfitTerminal { why } => (
                "this terminal lacks something that watch needs".into(),
                why.clone(),
            ),
            Self::NoEditor { path } => (
                "watch doesn't know your editor".into(),
                format!(
                    "Open {} in your editor yourself.\n\
                     Or set the environment variable EDITOR to your editor's command, and start\n\
                     watch again{}",
                    path.display(),
                    match cfg!(unix) {
                        true => ". With nano: EDITOR=nano cargo xtask watch",
                        false => ".",
                    }
                ),
            ),
            Self::CannotStartEditor { program, why } => (
                format!("can't start your editor, `{program}`"),
                format!(
                    "{why}\nSet the environment variable EDITOR to a command that is \
                     installed, and start watch again."
                ),
            ),
            Self::NotInLockfile { path } => (
                format!("exercises/course.lock doesn't list {}", path.display()),
                "Restore it: git restore exercises/course.lock".into(),
            ),
            Self::NoOriginal { path } => (
                format!(
                    "exercises/course.originals doesn't contain the original of {}",
                    path.display()
                ),
                "Restore it: git restore exercises/course.originals\n\
                     Without git, download the course again, and copy that file from it.".into(),
            ),
            Self::IsADirectory { path, exercise } => (
                format!("{} is a directory", path.display()),
                format!("Move it elsewhere, then run: cargo xtask reset {exercise}"),
            ),
            Self::CannotReset { verb, path, why } => (
                format!("can't {verb} {}", path.display()),
                format!("{why}\nThis file was not changed."),
            ),
            Self::TooManyKept { exercise } => (
                format!(
                    "there are already 999 saved versions of {exercise} \
                     ({exercise}.mine-*.rs.txt)"
                ),
                "Delete the ones that you no longer need.".into(),
            ),
            Self::NoDirective { path, directives } => (
                format!("{} doesn't name its expected verdict", path.display()),
                (*directives).into(),
            ),
            Self::NoHeader { path, why } => {
                (format!("the header of {} is broken", path.display()), why.clone())
            }
            Self::NoPython { oldest: (major, minor) } => (
                format!("no CPython {major}.{minor} or newer was found"),
                "Install one, or skip this step: the lessons don't need Python."
                    .into(),
            ),
            Self::BadName { name, why } => (
                format!("`{name}` can't be the name of a lesson or an exercise"),
                (*why).into(),
            ),
            Self::NoSuchLesson { name } => (
                format!("there is no lesson `{name}`"),
                "Scaffold the lesson first: cargo xtask new NN-slug".into(),
            ),
            Self::AlreadyThere { path } => (
                format!("{} already exists", path.display()),
                "Nothing was written. Choose another name, or delete it first."
                    .into(),
            ),
            Self::NoKind { name } => (
                format!("`{name}` is an exercise, and an exercise needs a kind"),
                "Add --kind predict, fix, build, compile-error, or measure.".into(),
            ),
            Self::NoSection { page, heading } => (
                format!("{} has no section `{heading}`", page.display()),
                "Add this section: it lists the lesson's exercises.".into(),
            ),
        }
    }
}

/// The next step if the system refuses a thread.
const TOO_FEW_THREADS: &str = "Close other programs or raise the limit on processes (ulimit -u, or \
     the settings of the container), and run it again.";

/// The next step if a submitted file wasn't found.
fn looked_for(places: &[String]) -> String {
    match places {
        [] => String::new(),
        places => format!("Looked for: {}", places.join(", ")),
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, next) = self.parts();
        write!(f, "{what}\n{}", indented(next.trim_end(), "  "))
    }
}
