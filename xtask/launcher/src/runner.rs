//! The runner: where it is, how it is built, and how it is started.

use crate::{failure::Failure, reaper};
use std::{
    env::{self, consts::EXE_SUFFIX},
    ffi::OsString,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

/// The runner's executable, and the course that it belongs to.
pub(crate) struct Runner {
    /// The directory of the workspace.
    pub(crate) root: PathBuf,
    /// The target directory that the runner is built in and also uses itself.
    target: PathBuf,
    /// The directory that contains the built executables, such as `target/debug`.
    pub(crate) folder: PathBuf,
}

impl Runner {
    pub(crate) fn find() -> Result<Self, Failure> {
        // Prefer the variable's value at run time, so that a moved checkout is
        // found.
        let launcher = env::var_os("CARGO_MANIFEST_DIR").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            PathBuf::from,
        );
        let root = launcher.ancestors().nth(2).unwrap_or(&launcher).to_owned();
        let this = env::current_exe()
            .map_err(|error| Failure::NoFolder(error.to_string()))?;
        let folder = this.parent().unwrap_or(&this);
        let target = target(folder);
        // If packages have the same path in two checkouts, cargo gives them the same file
        // names, and mistakes one checkout's build for the other's. So a shared target
        // directory gets a separate subdirectory for each checkout.
        let own = match is_inside(target, &root) {
            true => target.to_owned(),
            false => target.join(name_of(&root)),
        };
        let below = folder.strip_prefix(target).unwrap_or(folder);
        Ok(Self { folder: own.join(below), target: own, root })
    }

    pub(crate) fn program(&self) -> PathBuf {
        self.folder.join(format!("xtask{EXE_SUFFIX}"))
    }

    /// What is printed before a build.
    pub(crate) fn announcement(&self) -> String {
        if self.program().exists() {
            return "Building the runner again: its sources or settings have changed."
                .to_owned();
        }
        let mut text =
            "Building the runner, which takes about half a minute the first time."
                .to_owned();
        if let Some(page) = first_page(&self.root) {
            text += &format!("\nIn the meantime, read {}.", page.display());
        }
        text
    }

    /// Builds the runner, with cargo's progress on standard error.
    pub(crate) fn build(&self) -> Result<(), Failure> {
        let is_first = !self.program().exists();
        let before = self.count_built();
        let has_ended = AtomicBool::new(false);
        let status = thread::scope(|scope| {
            if is_first {
                scope.spawn(|| self.fetch_the_rest(before, &has_ended));
            }
            let status = reaper::status(&mut self.cargo_build());
            has_ended.store(true, Ordering::Relaxed);
            status
        });
        let status = status.map_err(|error| Failure::NoCargo(error.to_string()))?;
        if status.success() {
            return Ok(());
        }
        // Cargo has printed the reason to the screen, where this program can't read it.
        // So repeat the build without the network; it fails sooner this time.
        let mut again = self.cargo_build();
        let again =
            again.args(["--quiet", "--offline"]).stdin(Stdio::null()).output();
        let said = again.map(|it| it.stderr).unwrap_or_default();
        Err(Failure::of_build(&String::from_utf8_lossy(&said)))
    }

    /// Downloads all other packages of the course, so that everything works offline from
    /// now on. This begins once cargo has downloaded what it needs for the runner,
    /// because only one cargo process can download at a time.
    fn fetch_the_rest(&self, before: usize, has_ended: &AtomicBool) {
        while self.count_built() == before {
            if has_ended.load(Ordering::Relaxed) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let mut fetch = self.cargo("fetch");
        fetch.args(["--quiet", "--target", "host-tuple", "--config", "net.retry=1"]);
        fetch.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // If this fails, a later command downloads what it needs.
        let _ = reaper::status(&mut fetch);
    }

    /// The number of files that cargo has built or begun to build.
    fn count_built(&self) -> usize {
        fs::read_dir(self.folder.join("deps")).map_or(0, Iterator::count)
    }

    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(cargo());
        cargo.arg(command).arg("--manifest-path").arg(self.root.join("Cargo.toml"));
        self.set_environment(&mut cargo);
        cargo
    }

    fn cargo_build(&self) -> Command {
        let mut cargo = self.cargo("build");
        cargo.args(["--package", "xtask"]);
        match self.folder.file_name().and_then(|it| it.to_str()) {
            None | Some("debug") => {}
            Some(profile) => _ = cargo.args(["--profile", profile]),
        }
        cargo
    }

    /// Replaces this program with the runner.
    pub(crate) fn start(&self) -> Result<ExitCode, Failure> {
        let mut runner = Command::new(self.program());
        runner.args(env::args_os().skip(1));
        self.set_environment(&mut runner);
        // Another launcher may be replacing the executable right now, so trying again
        // helps.
        for _ in 0..100 {
            match become_it(&mut runner) {
                Err(error) if is_being_linked(&error) => {
                    thread::sleep(Duration::from_millis(20));
                }
                end => {
                    return end.map_err(|error| Failure::cannot_start(self, &error));
                }
            }
        }
        become_it(&mut runner).map_err(|error| Failure::cannot_start(self, &error))
    }

    /// What `cargo run` would have set if it had started the runner, and the target directory,
    /// which the runner would otherwise have to ask cargo for.
    fn set_environment(&self, command: &mut Command) {
        command.env("CARGO_TARGET_DIR", &self.target);
        let folder = self.root.join("xtask");
        command.env("CARGO_MANIFEST_PATH", folder.join("Cargo.toml"));
        command.env("CARGO_MANIFEST_DIR", folder);
        command.env("CARGO_PKG_NAME", "xtask");
        command.env_remove("CARGO_PKG_DESCRIPTION");
    }
}

/// The target directory that contains this directory of built executables. If a target
/// platform is configured, the executables are in a directory like
/// `target/x86_64-unknown-linux-gnu/debug`, and there is also a `target/debug`.
fn target(folder: &Path) -> &Path {
    let above = folder.parent().unwrap_or(folder);
    let with_platform = above.parent().filter(|target| {
        let profile = folder.file_name().unwrap_or_default();
        target.join(profile).join(".cargo-lock").exists()
    });
    with_platform.unwrap_or(above)
}

/// Whether `folder` is inside `root` once all links are resolved.
fn is_inside(folder: &Path, root: &Path) -> bool {
    match (folder.canonicalize(), root.canonicalize()) {
        (Ok(folder), Ok(root)) => folder.starts_with(root),
        _ => true,
    }
}

/// The name of the directory for this checkout in a shared target directory.
fn name_of(root: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    root.canonicalize().unwrap_or(root.to_owned()).hash(&mut hasher);
    format!("awaitlings-{:016x}", hasher.finish())
}

/// The cargo process that started this program, if any.
fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The page of the first lesson, relative to the course.
fn first_page(root: &Path) -> Option<PathBuf> {
    let lessons = fs::read_dir(root.join("lessons")).ok()?.flatten();
    let pages = lessons
        .map(|it| Path::new("lessons").join(it.file_name()).join("README.md"));
    pages.filter(|page| root.join(page).exists()).min()
}

fn is_being_linked(error: &io::Error) -> bool {
    use io::ErrorKind::{ExecutableFileBusy, NotFound, PermissionDenied};
    matches!(error.kind(), ExecutableFileBusy | NotFound | PermissionDenied)
}

/// Replaces this process, so that signals, the terminal, and the exit code are the
/// runner's. It returns only if that fails.
#[cfg(unix)]
fn become_it(runner: &mut Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(runner.exec())
}

/// Windows has no such call. The console sends an interrupt to both processes. The runner
/// handles it, and this process waits for the runner's exit code.
#[cfg(not(unix))]
fn become_it(runner: &mut Command) -> io::Result<ExitCode> {
    #[cfg(windows)]
    console::ignore_interrupts();
    let code = runner.status()?.code().unwrap_or(2);
    std::process::exit(code)
}

#[cfg(windows)]
mod console {
    #![expect(
        unsafe_code,
        reason = "the standard library cannot ignore an interrupt"
    )]

    type Handler = extern "system" fn(u32) -> i32;

    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn SetConsoleCtrlHandler(handler: Option<Handler>, add: i32) -> i32;
    }

    /// Tells the system that the event was handled.
    extern "system" fn handled(_event: u32) -> i32 {
        1
    }

    pub(super) fn ignore_interrupts() {
        // SAFETY: the handler touches no memory, and lives as long as the process.
        unsafe { SetConsoleCtrlHandler(Some(handled), 1) };
    }
}
