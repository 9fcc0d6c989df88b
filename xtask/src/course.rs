//! The course as it lies on the disk: lessons, and the exercises that their manifests
//! list. There is no other list.

use crate::message::Problem;
use serde_json::Value;
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The whole course.
pub(crate) struct Course {
    /// The workspace's folder.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
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
    /// `gather`
    pub(crate) fn lesson(&self) -> &str {
        slug(&self.folder)
    }

    /// The file that the learner edits, from the workspace's folder on.
    pub(crate) fn file(&self) -> PathBuf {
        ["exercises", &self.folder, &format!("{}.rs", self.name)].iter().collect()
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
        let output = cargo(&root)
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .map_err(|error| Problem::new("cargo cannot be started", error))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(Problem::new("cargo cannot read the workspace", said));
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| Problem::new("cargo metadata is no JSON", error))?;
        let target = metadata["target_directory"].as_str();
        let target = target.map_or_else(|| root.join("target"), PathBuf::from);
        let packages =
            metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
        let folders = |part| {
            packages.iter().filter_map(move |package| {
                let manifest = Path::new(package["manifest_path"].as_str()?);
                let folder = manifest.parent()?;
                let name = folder.file_name()?.to_str()?;
                let inside = folder.parent()?.file_name()? == part;
                let numbered = name.starts_with(|it: char| it.is_ascii_digit());
                (inside && numbered).then_some((name.to_owned(), package))
            })
        };
        let mut lessons: Vec<_> = folders("lessons")
            .map(|(folder, _)| Lesson { folder, exercises: Vec::new() })
            .collect();
        lessons.sort_by(|a, b| a.folder.cmp(&b.folder));
        for (folder, package) in folders("exercises") {
            let Some(lesson) = lessons.iter_mut().find(|it| it.folder == folder)
            else {
                let what = format!("exercises/{folder} has no lesson");
                return Err(Problem::new(
                    &what,
                    format!("add lessons/{folder}, or rename it"),
                ));
            };
            lesson.exercises = exercises(&root, &folder, package);
        }
        Ok(Self { root, target, lessons })
    }

    /// All exercises, in learning order.
    pub(crate) fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.lessons.iter().flat_map(|lesson| &lesson.exercises)
    }

    /// The exercises that these names mean, in learning order; all, if there is no name.
    pub(crate) fn select(
        &self,
        names: &[String],
    ) -> Result<Vec<&Exercise>, Problem> {
        if names.is_empty() {
            return Ok(self.exercises().collect());
        }
        let mut known = vec![false; names.len()];
        let mut selected = Vec::new();
        for exercise in self.exercises() {
            let mut wanted = false;
            for (name, known) in names.iter().zip(&mut known) {
                if means(name, exercise) {
                    *known = true;
                    wanted = true;
                }
            }
            if wanted {
                selected.push(exercise);
            }
        }
        match names.iter().zip(known).find(|(_, known)| !known) {
            None => Ok(selected),
            Some((name, _)) => Err(Problem::new(
                &format!("there is no exercise and no lesson called `{name}`"),
                "cargo xtask list shows all there are",
            )),
        }
    }

    /// The one exercise with this name.
    pub(crate) fn exercise(&self, name: &str) -> Result<&Exercise, Problem> {
        match self.select(&[name.to_owned()])?[..] {
            [exercise] => Ok(exercise),
            _ => Err(Problem::new(
                &format!("`{name}` is a lesson with several exercises"),
                "name one of them: cargo xtask list shows them",
            )),
        }
    }
}

/// Whether `name` means this exercise: its name, its file, or its lesson by slug, number
/// or folder.
fn means(name: &str, exercise: &Exercise) -> bool {
    let folder = &exercise.folder;
    let number = folder.split('-').next();
    let stem = Path::new(name).file_stem().and_then(|it| it.to_str());
    let in_folder = !name.contains(['/', '\\']) || name.contains(folder.as_str());
    (stem == Some(&exercise.name) && in_folder)
        || name == folder
        || name == exercise.lesson()
        || Some(name) == number
}

fn exercises(root: &Path, folder: &str, package: &Value) -> Vec<Exercise> {
    let targets = package["targets"].as_array().map_or(&[][..], Vec::as_slice);
    let tests = targets.iter().filter(|target| target["kind"][0] == "test");
    tests
        .map(|test| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let mut exercise = Exercise {
                name: text(&test["name"]),
                package: text(&package["name"]),
                folder: folder.to_owned(),
                title: String::new(),
                kind: String::new(),
            };
            (exercise.title, exercise.kind) = title(&root.join(exercise.file()));
            exercise
        })
        .collect()
}

/// Title and kind in an exercise's first line, `//! # Title   kind, 10 minutes`; empty
/// when the learner took them away.
fn title(file: &Path) -> (String, String) {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    let title = first.strip_prefix("//! # ").unwrap_or_default();
    let (title, kind) = title.split_once("  ").unwrap_or((title, ""));
    (title.trim().to_owned(), kind.trim().to_owned())
}

/// A call of the cargo that runs us, in this folder.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut cargo =
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(folder);
    cargo
}
