//! A copy of the course in which every exercise is solved.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};
use toml::{Table, Value};

/// A copy's directory, which has its own target directory.
pub(crate) struct Copy(pub(crate) PathBuf);

impl Copy {
    /// Makes a copy called `name`. Build output from an earlier copy with this name is
    /// kept.
    pub(crate) fn new(name: &str) -> Self {
        let copy =
            Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench").join(name));
        for part in ["lessons", "exercises", "solutions", "xtask"] {
            let _ = fs::remove_dir_all(copy.0.join(part));
        }
        let course = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let course = course.expect("xtask is in the course");
        let listed = Command::new("git")
            .args(["ls-files", "-z"])
            .current_dir(course)
            .output()
            .expect("the bench needs git");
        let listed = String::from_utf8(listed.stdout).expect("the paths are ASCII");
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

    /// The file of every exercise and its solution, as paths relative to the copy.
    fn exercises(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for directory in names(&self.0.join("solutions")) {
            for name in names(&self.0.join("solutions").join(&directory)) {
                if name.ends_with(".rs") {
                    found.push((
                        format!("exercises/{directory}/{name}"),
                        format!("solutions/{directory}/{name}"),
                    ));
                }
            }
        }
        found
    }

    /// Replaces the exercises with `count` small ones, spread over the lessons.
    pub(crate) fn resize(&self, count: usize) {
        let mut left = count;
        let mut directories = names(&self.0.join("exercises"));
        directories.retain(|it| it.starts_with(|it: char| it.is_ascii_digit()));
        let lessons = directories.len();
        for (index, directory) in directories.iter().enumerate() {
            let manifest = format!("exercises/{directory}/Cargo.toml");
            let text = fs::read_to_string(self.0.join(&manifest))
                .expect("the manifest exists");
            let mut table: Table = text.parse().expect("it is a manifest");
            let share = left.div_ceil(lessons - index);
            left -= share;
            let tests = (0..share).map(|number| self.exercise(directory, number));
            table.insert("test".to_owned(), Value::Array(tests.collect()));
            self.write(&manifest, table.to_string().as_bytes());
        }
    }

    /// Writes a small exercise, and returns its entry in the manifest. Such exercises differ
    /// only in their names.
    fn exercise(&self, directory: &str, number: usize) -> Value {
        let name = format!("made_{}_{number}", &directory[..2]);
        let check = format!(
            "//! Made for the bench.\n#[path = \"../{name}.rs\"]\nmod {name};\n\
             #[test]\nfn is_right() {{ assert_eq!({name}::answer(), 42); }}\n"
        );
        self.write(
            &format!("exercises/{directory}/{name}.rs"),
            b"//! Made for the bench.\npub fn answer() -> u8 { 42 }\n",
        );
        self.write(
            &format!("exercises/{directory}/tests/{name}.rs"),
            check.as_bytes(),
        );
        let path = format!("tests/{name}.rs");
        let entries = [("name".to_owned(), name), ("path".to_owned(), path)];
        let entries = entries.into_iter().map(|(key, value)| (key, value.into()));
        Value::Table(entries.collect())
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let place = self.0.join(path);
        // An unchanged file keeps its modification time, so that cargo does not rebuild it.
        if fs::read(&place).is_ok_and(|old| old == bytes) {
            return;
        }
        let directory = place.parent().expect("a file is in a directory");
        fs::create_dir_all(directory).expect("the target directory can be written");
        fs::write(place, bytes).expect("the target directory can be written");
    }

    /// Edits a file: adds a constant that depends on `number`.
    pub(crate) fn edit(&self, path: &str, number: usize) {
        let text = fs::read_to_string(self.0.join(path)).expect("it is there");
        let text = text.split("\n// edit ").next().expect("there is a first part");
        let constant = format!("const EDIT: usize = {number};");
        let text = format!("{text}\n// edit {number}\n{constant}\n");
        fs::write(self.0.join(path), text).expect("it can be written");
    }

    /// A cargo command that runs in the copy.
    pub(crate) fn cargo(&self, arguments: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments.split(' ')).current_dir(&self.0);
        for (name, _) in env::vars_os() {
            // Cargo has set these variables for this benchmark, so they are wrong for the
            // copy.
            if name.to_string_lossy().starts_with("CARGO_") && name != "CARGO_HOME" {
                cargo.env_remove(name);
            }
        }
        cargo.env_remove("RUST_BACKTRACE").env("CARGO_TERM_QUIET", "false");
        cargo
    }
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut names: Vec<_> =
        entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
