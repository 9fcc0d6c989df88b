//! The course as it lies on the disk: lessons, and the exercises that their manifests
//! list. There is no other list.

pub(crate) mod next;
mod place;
mod select;

use crate::message::Problem;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};
use toml::{Table, Value};

/// The whole course.
pub(crate) struct Course {
    /// The workspace's folder.
    pub(crate) root: PathBuf,
    /// Where cargo builds, and where all that we write lies.
    pub(crate) target: PathBuf,
    /// In learning order.
    pub(crate) lessons: Vec<Lesson>,
}

/// A lesson and its exercises.
pub(crate) struct Lesson {
    /// `06-gather`: the folder's name under lessons, exercises and solutions.
    pub(crate) folder: String,
    /// In learning order.
    pub(crate) exercises: Vec<Exercise>,
}

/// An exercise, which is a test target of its lesson's package of exercises.
#[derive(Clone)]
pub(crate) struct Exercise {
    /// `ordered_fetch`
    pub(crate) name: String,
    /// `gather-exercises`
    pub(crate) package: String,
    /// `06-gather`
    pub(crate) folder: String,
    /// What its header calls it: `Ordered fetch`.
    pub(crate) title: String,
    /// `build, 10 minutes`
    pub(crate) kind: String,
}

impl Lesson {
    /// `gather`
    pub(crate) fn slug(&self) -> &str {
        slug(&self.folder)
    }
}

impl Exercise {
    /// `build`
    pub(crate) fn kind_word(&self) -> &str {
        self.kind.split(',').next().unwrap_or_default().trim()
    }

    /// `gather`
    pub(crate) fn lesson(&self) -> &str {
        slug(&self.folder)
    }

    /// The file that the learner edits, from the workspace's folder on.
    pub(crate) fn file(&self) -> PathBuf {
        ["exercises", &self.folder, &format!("{}.rs", self.name)].iter().collect()
    }

    /// The check, from the workspace's folder on.
    pub(crate) fn check(&self) -> PathBuf {
        let name = format!("{}.rs", self.name);
        ["exercises", &self.folder, "tests", &name].iter().collect()
    }

    /// The hints, from the workspace's folder on.
    pub(crate) fn hints(&self) -> PathBuf {
        let name = format!("{}.md", self.name);
        ["exercises", &self.folder, "hints", &name].iter().collect()
    }

    /// The reference solution, from the workspace's folder on.
    pub(crate) fn solution(&self) -> PathBuf {
        ["solutions", &self.folder, &format!("{}.rs", self.name)].iter().collect()
    }

    /// The lesson's page, from the workspace's folder on.
    pub(crate) fn readme(&self) -> PathBuf {
        ["lessons", &self.folder, "README.md"].iter().collect()
    }
}

fn slug(folder: &str) -> &str {
    folder.split_once('-').map_or(folder, |(_, slug)| slug)
}

impl Course {
    /// Reads the workspace that this program was built in.
    pub(crate) fn find() -> Result<Self, Problem> {
        // Cargo's word at run time comes first: a moved checkout is still found.
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            PathBuf::from,
        );
        let root = xtask.parent().unwrap_or(&xtask).to_owned();
        // Relative to the root, as cargo has it when it is called there.
        let target = env::var_os("CARGO_TARGET_DIR").unwrap_or("target".into());
        let target = root.join(target);
        let mut lessons = Vec::new();
        for folder in numbered(&root.join("lessons"))? {
            lessons.push(Lesson { folder, exercises: Vec::new() });
        }
        for folder in numbered(&root.join("exercises"))? {
            let Some(lesson) = lessons.iter_mut().find(|it| it.folder == folder)
            else {
                let what = format!("exercises/{folder} has no lesson");
                let next = format!("add lessons/{folder}, or rename it");
                return Err(Problem::new(&what, next));
            };
            lesson.exercises = exercises(&root, &folder)?;
        }
        Ok(Self { root, target, lessons })
    }

    /// All exercises, in learning order.
    pub(crate) fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.lessons.iter().flat_map(|lesson| &lesson.exercises)
    }
}

impl Course {
    /// What the head of an exercise's file asks for; `None`, if there is no such head.
    pub(crate) fn task(&self, exercise: &Exercise) -> Option<String> {
        let text = fs::read_to_string(self.root.join(exercise.file())).ok()?;
        let head = text.lines().map_while(|line| line.strip_prefix("//!"));
        // The first line is its title.
        let lines = head.skip(1).map(|line| line.strip_prefix(' ').unwrap_or(line));
        let task = paragraphs(lines);
        (!task.is_empty()).then_some(task)
    }
}

/// Lines as paragraphs of one line each, for whoever breaks them to a width of their own.
/// Items of a list, indented lines, and what the author began on a new line do so here.
fn paragraphs<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<_> = lines.collect();
    let width = |line: &str| line.chars().count();
    let widest = lines.iter().map(|it| width(it)).max().unwrap_or_default();
    let mut text = String::new();
    let mut before = "";
    for line in lines {
        let first_word = line.split(' ').next().unwrap_or_default();
        let has_room = width(before) + 1 + width(first_word) <= widest;
        let is_label = LABELS.iter().any(|it| line.starts_with(it));
        // A line that was broken for its width alone rarely ends with a sentence.
        let is_broken = before.ends_with(['.', '?', '!']) && (has_room || is_label);
        let begins = line.is_empty() || line.starts_with([' ', '-']) || is_broken;
        let is_open = !text.is_empty() && !text.ends_with('\n');
        match (begins, is_open) {
            (true, true) => text.push('\n'),
            (false, true) => text.push(' '),
            _ => {}
        }
        text.push_str(line);
        if line.is_empty() || line.starts_with(' ') {
            text.push('\n');
        }
        before = line;
    }
    text.trim().to_owned()
}

/// What the parts of a task begin with.
const LABELS: [&str; 3] = ["Given", "Judged", "Taught in"];

/// The folders whose names begin with a number and that hold a manifest, sorted.
fn numbered(folder: &Path) -> Result<Vec<String>, Problem> {
    let entries = fs::read_dir(folder).map_err(|error| {
        let what = format!("{} cannot be read", folder.display());
        Problem::new(&what, format!("{error}\nIs this the folder of the course?"))
    })?;
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names
        .filter(|name| name.starts_with(|it: char| it.is_ascii_digit()))
        .filter(|name| folder.join(name).join("Cargo.toml").exists())
        .collect();
    names.sort();
    Ok(names)
}

/// The exercises in the manifest of a folder of exercises.
fn exercises(root: &Path, folder: &str) -> Result<Vec<Exercise>, Problem> {
    let path = format!("exercises/{folder}/Cargo.toml");
    let broken = |why: &str| {
        let next = format!(
            "{}\nMend it, or bring it back with: git restore {path}",
            why.trim_end()
        );
        Problem::new(&format!("{path} is broken"), next)
    };
    let text = fs::read_to_string(root.join(&path))
        .map_err(|error| broken(&error.to_string()))?;
    let manifest: Table =
        text.parse().map_err(|error: toml::de::Error| broken(&error.to_string()))?;
    let name = |table: &Table| Some(table.get("name")?.as_str()?.to_owned());
    let package = manifest.get("package").and_then(Value::as_table);
    let package = package.and_then(name).ok_or_else(|| broken("no package.name"))?;
    let tests = manifest.get("test").and_then(Value::as_array);
    let tests = tests.map_or(&[][..], Vec::as_slice).iter();
    tests
        .map(|test| {
            let name = test.as_table().and_then(name);
            let name = name.ok_or_else(|| broken("a [[test]] without a name"))?;
            let package = package.clone();
            let mut exercise = Exercise {
                name,
                package,
                folder: folder.to_owned(),
                title: String::new(),
                kind: String::new(),
            };
            (exercise.title, exercise.kind) = title(&root.join(exercise.file()));
            Ok(exercise)
        })
        .collect()
}

/// Title and kind in an exercise's first line, `//! # Title   kind, 10 minutes`; empty
/// when the learner took them away.
fn title(file: &Path) -> (String, String) {
    let first = first_line(file).unwrap_or_default();
    let title = first.trim_end().strip_prefix("//! # ").unwrap_or_default();
    let (title, kind) = title.split_once("  ").unwrap_or((title, ""));
    (title.trim().to_owned(), kind.trim().to_owned())
}

/// However large the file is, or whatever it holds.
fn first_line(file: &Path) -> io::Result<String> {
    use io::{BufRead, BufReader, Read};
    let mut line = String::new();
    // A pipe in its place would keep us waiting.
    if !fs::metadata(file)?.is_file() {
        return Ok(line);
    }
    BufReader::new(fs::File::open(file)?.take(200)).read_line(&mut line)?;
    Ok(line)
}

/// A call of the cargo that runs us, in this folder.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut cargo =
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    cargo
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn lines_of_a_paragraph_are_one_line() {
        let lines = [
            "", "One", "two.", "", "- three", "four", "- five", "    code", "",
            "six",
        ];
        let text = "One two.\n\n- three four\n- five\n    code\n\nsix";
        assert_eq!(paragraphs(lines.into_iter()), text);
    }

    #[test]
    fn what_the_author_began_on_a_new_line_begins_there() {
        let lines = [
            "A request is a line, and an empty",
            "line. An answer is",
            "longer.",
            "An error is what is left. It ends",
            "here and there. And now all ends.",
            "Judged by its end, as good as any.",
            "Taught in lessons/01-demo.",
        ];
        let text = "A request is a line, and an empty line. An answer is longer.\n\
                    An error is what is left. It ends here and there. And now all \
                    ends.\n\
                    Judged by its end, as good as any.\n\
                    Taught in lessons/01-demo.";
        assert_eq!(paragraphs(lines.into_iter()), text);
    }
}
