//! A copy of the course in which every exercise is solved.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};
use toml::{Table, Value};

/// A copy, in a folder of its own, with a target folder of its own.
pub(crate) struct Copy(pub(crate) PathBuf);

impl Copy {
    /// Makes the copy called `name`; what a former one has built stays.
    pub(crate) fn new(name: &str) -> Self {
        let copy =
            Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench").join(name));
        for part in ["lessons", "exercises", "solutions", "xtask"] {
            let _ = fs::remove_dir_all(copy.0.join(part));
        }
        let course = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let course = course.expect("xtask lies in the course");
        let listed = Command::new("git")
            .args(["ls-files", "-z"])
            .current_dir(course)
            .output()
            .expect("the bench needs git");
        let listed = String::from_utf8(listed.stdout).expect("our names are ASCII");
        for path in listed.split_terminator('\0') {
            if let Ok(bytes) = fs::read(course.join(path)) {
                copy.write(path, &bytes);
            }
        }
        for (exercise, solution) in copy.exercises() {
            let text = fs::read(copy.0.join(&solution)).expect("it has a solution");
            copy.write(&exercise, &text);
        }
        copy
    }

    /// Every learner's file with its solution, from the copy's folder on.
    fn exercises(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for folder in names(&self.0.join("solutions")) {
            for name in names(&self.0.join("solutions").join(&folder)) {
                if name.ends_with(".rs") {
                    found.push((
                        format!("exercises/{folder}/{name}"),
                        format!("solutions/{folder}/{name}"),
                    ));
                }
            }
        }
        found
    }

    /// Keeps so many exercises, or copies the last one until there are so many.
    pub(crate) fn resize(&self, count: usize) {
        let mut left = count;
        let mut folders = names(&self.0.join("exercises"));
        folders.retain(|it| it.starts_with(|it: char| it.is_ascii_digit()));
        let lessons = folders.len();
        for (index, folder) in folders.iter().enumerate() {
            let manifest = format!("exercises/{folder}/Cargo.toml");
            let text =
                fs::read_to_string(self.0.join(&manifest)).expect("it is there");
            let mut table: Table = text.parse().expect("it is a manifest");
            let share = left.div_ceil(lessons - index);
            left -= share;
            let tests = (0..share).map(|number| self.exercise(folder, number));
            table.insert("test".to_owned(), Value::Array(tests.collect()));
            self.write(&manifest, table.to_string().as_bytes());
        }
    }

    /// A small exercise, the same each time but for its name, and its entry in the list.
    fn exercise(&self, folder: &str, number: usize) -> Value {
        let name = format!("made_{}_{number}", &folder[..2]);
        let check = format!(
            "//! Made for the bench.\n#[path = \"../{name}.rs\"]\nmod {name};\n\
             #[test]\nfn is_right() {{ assert_eq!({name}::answer(), 42); }}\n"
        );
        self.write(
            &format!("exercises/{folder}/{name}.rs"),
            b"//! Made for the bench.\npub fn answer() -> u8 { 42 }\n",
        );
        self.write(&format!("exercises/{folder}/tests/{name}.rs"), check.as_bytes());
        let path = format!("tests/{name}.rs");
        let entries = [("name".to_owned(), name), ("path".to_owned(), path)];
        let entries = entries.into_iter().map(|(key, value)| (key, value.into()));
        Value::Table(entries.collect())
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let place = self.0.join(path);
        // What is the same keeps its time, so that what was built stays built.
        if fs::read(&place).is_ok_and(|old| old == bytes) {
            return;
        }
        let folder = place.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("the target folder can be written");
        fs::write(place, bytes).expect("the target folder can be written");
    }

    /// Saves an exercise with a new constant in it, as an edit does.
    pub(crate) fn edit(&self, path: &str, number: usize) {
        let text = fs::read_to_string(self.0.join(path)).expect("it is there");
        let text = text.split("\n// edit ").next().expect("there is a first part");
        let constant = format!("const EDIT: usize = {number};");
        let text = format!("{text}\n// edit {number}\n{constant}\n");
        fs::write(self.0.join(path), text).expect("it can be written");
    }

    /// A call of cargo in the copy.
    pub(crate) fn cargo(&self, arguments: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments.split(' ')).current_dir(&self.0);
        for (name, _) in env::vars_os() {
            // What cargo has set for this bench is not for another workspace.
            if name.to_string_lossy().starts_with("CARGO_") && name != "CARGO_HOME" {
                cargo.env_remove(name);
            }
        }
        cargo.env_remove("RUST_BACKTRACE").env("CARGO_TERM_QUIET", "false");
        cargo
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
