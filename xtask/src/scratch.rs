//! A scratch workspace: texts graded in the place of exercises, by pristine checks.
//!
//! Per text a folder with it and a copy of the check, per lesson a package whose test
//! targets they are. The manifests are the real ones but for members and targets, so that
//! a text is built as a learner's file is: same lints, same versions, same compiled
//! dependencies.

use crate::{
    build::Target,
    course::{Course, Exercise},
    flaws,
    grade::Graded,
    lock::Lock,
    message::Problem,
    submission::{Settings, edited},
    verdict::Verdict,
};
use std::{
    fmt::Write,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// A text to be graded in the place of an exercise.
pub(crate) struct Piece {
    pub(crate) exercise: Exercise,
    /// `wrong__as_they_come`: unique among the pieces of an exercise.
    pub(crate) name: String,
    pub(crate) source: Source,
}

/// Where a piece comes from.
pub(crate) enum Source {
    File(PathBuf),
    Text(Vec<u8>),
}

impl Piece {
    /// A test target's name: it must be unique in the workspace.
    fn target(&self) -> Target {
        Target {
            package: self.exercise.package.clone(),
            test: format!("{}__{}", self.exercise.name, self.name),
        }
    }

    /// Where it lies in the scratch workspace, from that one's folder on.
    fn place(&self) -> PathBuf {
        Path::new(&self.exercise.folder).join(self.target().test)
    }

    /// The same verdict, but about the file that it comes from: nobody knows the copy.
    fn in_its_own_name(&self, course: &Course, mut graded: Graded) -> Graded {
        let file = match &self.source {
            Source::File(path) => {
                path.strip_prefix(&course.root).unwrap_or(path).to_owned()
            }
            Source::Text(_) => self.exercise.file(),
        };
        let copy = self.place().join(format!("{}.rs", self.exercise.name));
        let (copy, name) = (copy.display().to_string(), file.display().to_string());
        graded.verdict.reword(|text| text.replace(&copy, &name));
        graded.from = Some(file);
        graded.in_order(course, &self.exercise)
    }

    /// Its bytes, or why it cannot be graded.
    fn read(&self) -> Result<Vec<u8>, String> {
        match &self.source {
            Source::Text(bytes) => Ok(bytes.clone()),
            Source::File(path) => flaws::look(path, &path.display().to_string()),
        }
    }
}

/// The verdicts on `pieces`, in their order; `folder` is the workspace's name under the
/// target folder.
pub(crate) fn grade(
    course: &Course,
    folder: &str,
    pieces: &[Piece],
    settings: &Settings<'_>,
) -> Result<Option<Vec<Graded>>, Problem> {
    let lock = Lock::read(course)?;
    let texts: Vec<_> = pieces
        .iter()
        .map(|piece| match edited(course, &lock, &piece.exercise) {
            Some(verdict) => Err(Box::new(verdict)),
            None => piece.read().map_err(|why| Verdict::Unreadable { why }.into()),
        })
        .collect();
    let sound: Vec<_> = pieces
        .iter()
        .zip(&texts)
        .filter_map(|(piece, text)| Some((piece, text.as_ref().ok()?.as_slice())))
        .collect();
    // Held until all is graded.
    let (scratch, _claim) = claim(&course.target, folder)
        .and_then(|it| lay_out(course, &it.0, &sound).map(|()| it))
        .map_err(|error| {
            let scratch = course.target.join(folder);
            Problem::new(&format!("{} cannot be written", scratch.display()), error)
        })?;
    let targets: Vec<_> = sound.iter().map(|(piece, _)| piece.target()).collect();
    let grader = settings.grader(course, &scratch, Some(&course.target));
    let Some(graded) = grader.grade(&targets, &[])? else { return Ok(None) };
    let mut graded = graded.into_iter();
    let all = pieces.iter().zip(texts).map(|(piece, text)| {
        let graded = match text {
            Err(verdict) => (*verdict).into(),
            Ok(_) => graded.next().expect("there is one for each target"),
        };
        piece.in_its_own_name(course, graded)
    });
    Ok(Some(all.collect()))
}

/// The workspace's folder, as soon as no other run of this program uses it, and until what
/// comes with it is dropped. Two folders would not do: cargo builds what has the same name
/// in both into the same file.
fn claim(target: &Path, folder: &str) -> io::Result<(PathBuf, File)> {
    let scratch = target.join(folder);
    fs::create_dir_all(&scratch)?;
    let claim = File::create(scratch.join(".claimed"))?;
    // A file system without locks has one run at a time.
    claim.lock().ok();
    Ok((scratch, claim))
}

type Sound<'a> = (&'a Piece, &'a [u8]);

fn lay_out(course: &Course, scratch: &Path, pieces: &[Sound<'_>]) -> io::Result<()> {
    let root = fs::read_to_string(course.root.join("Cargo.toml"))?;
    let workspace = workspace(&root, &course.root, pieces);
    put(&scratch.join("Cargo.toml"), workspace.as_bytes())?;
    // A course without one has nothing to lock.
    if let Ok(lock) = fs::read(course.root.join("Cargo.lock")) {
        put(&scratch.join("Cargo.lock"), &lock)?;
    }
    let folder = |piece: &Sound<'_>| piece.0.exercise.folder.clone();
    for of_one_lesson in pieces.chunk_by(|a, b| folder(a) == folder(b)) {
        let folder = folder(&of_one_lesson[0]);
        let package = course.root.join("exercises").join(&folder);
        let manifest = fs::read_to_string(package.join("Cargo.toml"))?;
        let manifest = targets(&manifest, of_one_lesson);
        put(&scratch.join(&folder).join("Cargo.toml"), manifest.as_bytes())?;
        for (piece, text) in of_one_lesson {
            let place = scratch.join(piece.place());
            let name = format!("{}.rs", piece.exercise.name);
            put(&place.join(&name), text)?;
            let check = fs::read(package.join("tests").join(&name))?;
            put(&place.join("tests").join(&name), &check)?;
            if let Ok(programs) = fs::read(package.join("programs").join(&name)) {
                put(&place.join("programs").join(&name), &programs)?;
            }
        }
    }
    Ok(())
}

/// The root manifest from its second table on, behind a list of our own members.
fn workspace(root: &str, folder: &Path, pieces: &[Sound<'_>]) -> String {
    let mut members: Vec<_> =
        pieces.iter().map(|(piece, _)| &*piece.exercise.folder).collect();
    members.dedup();
    let shared = root.find("[workspace.package]").map_or("", |start| &root[start..]);
    // Forward slashes: a backslash begins an escape in TOML.
    let folder = folder.to_string_lossy().replace('\\', "/");
    let shared = shared.replace("path = \"", &format!("path = \"{folder}/"));
    format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{shared}")
}

/// An exercise package's manifest with the pieces for its test targets.
fn targets(manifest: &str, pieces: &[Sound<'_>]) -> String {
    let mut text = String::new();
    let mut in_test = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_test = line == "[[test]]";
        }
        if !in_test {
            writeln!(text, "{line}").expect("a string takes all that is written");
        }
    }
    for (piece, _) in pieces {
        let test = piece.target().test;
        let name = &piece.exercise.name;
        write!(
            text,
            "\n[[test]]\nname = \"{test}\"\npath = \"{test}/tests/{name}.rs\"\n"
        )
        .expect("a string takes all that is written");
    }
    text
}

/// Writes a file, unless it holds these bytes: cargo goes by times of change.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
