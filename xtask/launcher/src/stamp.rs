//! Finds out whether the runner is up to date with its sources, manifests, and
//! settings, without asking cargo, because that takes longer than most of the
//! runner's commands.
//!
//! After a build, a stamp records what the runner was built from: the size and
//! modification time of each file, and each setting. As long as these stay the same,
//! nothing needs to be built. After a change that doesn't matter, `cargo build` runs once
//! and builds nothing.

use crate::runner::Runner;
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// The current state of everything that the runner is built from.
pub(crate) struct Stamp {
    text: String,
    /// The latest modification time of the sources and manifests.
    newest: SystemTime,
}

/// A file's modification time may lag the clock by one system tick.
const TICK: Duration = Duration::from_millis(10);

impl Stamp {
    /// `None` if there is no runner, or cargo has not recorded its sources.
    pub(crate) fn of(runner: &Runner) -> Option<Self> {
        let program = fs::metadata(runner.program()).ok()?;
        let sources = fs::read_to_string(runner.folder.join("xtask.d")).ok()?;
        let mut stamp = Self { text: String::new(), newest: SystemTime::UNIX_EPOCH };
        for (name, value) in settings(env::vars_os()) {
            stamp.text += &format!("{name}={value}\n");
        }
        stamp.text += &format!("{:?} {}\n", program.modified().ok()?, program.len());
        let sources = sources_in(&sources, &runner.root);
        let manifests = manifests(&sources);
        for file in sources.iter().chain(&manifests) {
            let changed = stamp.add(file);
            stamp.newest = stamp.newest.max(changed.unwrap_or(stamp.newest));
        }
        // Cargo may write the lock file during a build, after reading it.
        for file in configuration(&runner.root) {
            stamp.add(&file);
        }
        Some(stamp)
    }

    /// Adds a file, and returns its modification time if the file exists.
    fn add(&mut self, file: &Path) -> Option<SystemTime> {
        let about = fs::metadata(file).ok();
        let changed = about.as_ref().and_then(|it| it.modified().ok());
        let size = about.map(|it| it.len());
        self.text += &format!("{changed:?} {size:?} {}\n", file.display());
        changed
    }

    /// True if the runner was built from this state.
    pub(crate) fn is_noted(&self, runner: &Runner) -> bool {
        fs::read_to_string(note(runner)).is_ok_and(|noted| noted == self.text)
    }

    /// Records that a build that began at `begun` used this state. A file that
    /// changed during the build may have been read before the change, so nothing is
    /// recorded in that case.
    pub(crate) fn note(&self, runner: &Runner, begun: SystemTime) {
        if self.newest + TICK < begun {
            // Without a stamp, every start runs cargo.
            let _ = fs::write(note(runner), &self.text);
        }
    }
}

fn note(runner: &Runner) -> PathBuf {
    runner.folder.join("xtask.stamp")
}

/// The environment variables that affect a build.
fn settings(
    all: impl Iterator<Item = (std::ffi::OsString, std::ffi::OsString)>,
) -> BTreeSet<(String, String)> {
    let is_setting = |name: &str| {
        let begins = [
            "CARGO_BUILD_",
            "CARGO_PROFILE_",
            "CARGO_TARGET_",
            "RUSTC",
            "RUSTFLAGS",
        ];
        let whole = [
            "CARGO",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_INCREMENTAL",
            "RUSTUP_TOOLCHAIN",
        ];
        begins.iter().any(|it| name.starts_with(it)) || whole.contains(&name)
    };
    all.map(|(name, value)| (name.to_string_lossy().into_owned(), value))
        .filter(|(name, _)| is_setting(name))
        .map(|(name, value)| (name, value.to_string_lossy().into_owned()))
        .collect()
}

/// The files that cargo has recorded as the runner's sources, in the format of `make`:
/// `program: one two\ with\ spaces three`.
fn sources_in(text: &str, root: &Path) -> BTreeSet<PathBuf> {
    let mut sources = BTreeSet::new();
    for line in text.lines() {
        // The path before the separator may contain a colon, as on Windows, but not
        // before a space.
        let Some((_, files)) = line.split_once(": ") else { continue };
        let mut name = String::new();
        let mut letters = files.chars().chain([' ']).peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if letters.peek() == Some(&' ') => name.extend(letters.next()),
                ' ' if name.is_empty() => {}
                ' ' => _ = sources.insert(root.join(std::mem::take(&mut name))),
                letter => name.push(letter),
            }
        }
    }
    sources
}

/// The manifests of the packages that these sources belong to.
fn manifests(sources: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let folders: BTreeSet<_> = sources.iter().filter_map(|it| it.parent()).collect();
    let manifest = |folder: &Path| {
        folder.ancestors().map(|it| it.join("Cargo.toml")).find(|it| it.exists())
    };
    folders.into_iter().filter_map(manifest).collect()
}

/// The other files that affect a build, whether or not they exist: those of the workspace,
/// and cargo's configuration in the parent directories and in the user's home.
fn configuration(root: &Path) -> Vec<PathBuf> {
    let files =
        ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "rust-toolchain"];
    let mut all: Vec<_> = files.iter().map(|it| root.join(it)).collect();
    let user = env::var_os("CARGO_HOME").map(PathBuf::from);
    let user = user.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = root.ancestors().map(|it| it.join(".cargo")).chain(user);
    all.extend(folders.flat_map(|it| [it.join("config.toml"), it.join("config")]));
    all.extend(env::var_os("CARGO").map(PathBuf::from));
    all
}

#[cfg(test)]
mod tests {
    use super::{settings, sources_in};
    use std::path::{Path, PathBuf};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let sources = sources_in(text, Path::new("/course"));
        let expected: Vec<_> = expected.iter().map(PathBuf::from).collect();
        assert_eq!(Vec::from_iter(sources), expected);
    }

    #[test]
    fn sources_are_read_as_cargo_writes_them() {
        check("/t/xtask: /a/b.rs /c.rs\n", &["/a/b.rs", "/c.rs"]);
        check(
            "/my\\ t/xtask: /my\\ course/[1].rs /c.rs",
            &["/c.rs", "/my course/[1].rs"],
        );
        check("/t/xtask: relative/a.rs", &["/course/relative/a.rs"]);
        check("/t/xtask:", &[]);
        check("", &[]);
    }

    #[test]
    fn settings_of_builds_count_and_those_of_this_package_do_not() {
        let variables =
            ["RUSTFLAGS", "CARGO", "CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "PATH"];
        let all = variables.map(|it| (it.into(), "x".into()));
        let names: Vec<_> =
            settings(all.into_iter()).into_iter().map(|it| it.0).collect();
        assert_eq!(names, ["CARGO", "RUSTFLAGS"]);
    }
}
