//! The learner's editor: `$VISUAL`, `$EDITOR`, or else `code` if it is on the PATH.

use crate::terminal::error::Error;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

/// An editor that can be started.
pub(super) struct Editor {
    program: OsString,
    arguments: Vec<String>,
}

impl Editor {
    /// The learner's editor, if there is one.
    pub(super) fn find() -> Option<Self> {
        let words = ["VISUAL", "EDITOR"].map(|it| env::var(it).unwrap_or_default());
        let path = env::var_os("PATH").unwrap_or_default();
        Self::choose(&words, &Vec::from_iter(env::split_paths(&path)))
    }

    /// The first of these commands that is not empty, or else `code` in one of these
    /// directories.
    fn choose(commands: &[String], path: &[PathBuf]) -> Option<Self> {
        let command = commands.iter().map(|it| it.trim()).find(|it| !it.is_empty());
        if let Some(command) = command {
            // A path may have spaces in it.
            if Path::new(command).is_file() {
                return Some(Self {
                    program: command.into(),
                    arguments: Vec::new(),
                });
            }
            let mut words = command.split_whitespace();
            let program = words.next()?.into();
            return Some(Self {
                program,
                arguments: words.map(str::to_owned).collect(),
            });
        }
        let names: &[&str] = match cfg!(windows) {
            true => &["code.cmd", "code.exe"],
            false => &["code"],
        };
        let mut files =
            path.iter().flat_map(|it| names.iter().map(|name| it.join(name)));
        let program = files.find(|it| it.is_file())?.into();
        Some(Self { program, arguments: Vec::new() })
    }

    /// True if the editor opens its own window and doesn't use the terminal.
    pub(super) fn has_window(&self) -> bool {
        let name = Path::new(&self.program).file_stem();
        let name = name.map(|it| it.to_string_lossy().to_lowercase());
        name.is_some_and(|it| WINDOWED.contains(&&*it))
    }

    /// The command that opens `file`.
    pub(super) fn command(&self, file: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(file);
        command
    }

    /// Opens `file` in a window, which stays open when we quit.
    ///
    /// # Errors
    ///
    /// If the editor can't be started.
    pub(super) fn open_window(&self, file: &Path) -> Result<(), Error> {
        let mut command = self.command(file);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Interrupts from our terminal must not reach the editor.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|it| self.cannot_start(&it))?;
        thread::spawn(move || child.wait());
        Ok(())
    }

    pub(super) fn cannot_start(&self, error: &std::io::Error) -> Error {
        let program = self.program.to_string_lossy().into_owned();
        Error::CannotStartEditor { program, why: error.to_string() }
    }
}

/// Editors that open their own windows.
const WINDOWED: &[&str] = &[
    "atom",
    "bbedit",
    "clion",
    "code",
    "code-insiders",
    "codium",
    "cursor",
    "fleet",
    "geany",
    "gedit",
    "gnome-text-editor",
    "gvim",
    "idea",
    "kate",
    "lapce",
    "mate",
    "mousepad",
    "mvim",
    "neovide",
    "notepad",
    "notepad++",
    "open",
    "pluma",
    "rustrover",
    "subl",
    "sublime_text",
    "vscodium",
    "windsurf",
    "xdg-open",
    "xed",
    "zed",
    "zeditor",
];

#[cfg(test)]
mod tests {
    use super::Editor;
    use std::{env, fs, path::Path};

    #[track_caller]
    fn check(visual: &str, editor: &str, expected: &str, has_window: bool) {
        let commands = [visual, editor].map(str::to_owned);
        let editor = Editor::choose(&commands, &[]).expect("one is named");
        let command = editor.command(Path::new("a.rs"));
        let arguments = command.get_args().map(|it| it.to_string_lossy());
        let words = [command.get_program().to_string_lossy()].into_iter();
        let words = words.chain(arguments).collect::<Vec<_>>().join(" ");
        assert_eq!((&*words, editor.has_window()), (expected, has_window));
    }

    #[test]
    fn visual_comes_before_editor_and_arguments_are_passed_on() {
        check("", "nano", "nano a.rs", false);
        check("hx", "nano", "hx a.rs", false);
        check(" ", "/usr/bin/vim -u NONE", "/usr/bin/vim -u NONE a.rs", false);
        check("code --wait", "vim", "code --wait a.rs", true);
        check("", "/opt/zed", "/opt/zed a.rs", true);
    }

    #[test]
    fn without_a_named_editor_code_is_looked_for_on_the_path() {
        let none = [String::new(), String::new()];
        assert!(Editor::choose(&none, &[]).is_none());
        let directory =
            env::temp_dir().join(format!("editor-{}", std::process::id()));
        fs::create_dir_all(&directory).expect("a temporary directory");
        let name = if cfg!(windows) { "code.cmd" } else { "code" };
        fs::write(directory.join(name), "").expect("a temporary directory");
        let path = ["nowhere".into(), directory.clone()];
        let editor = Editor::choose(&none, &path).expect("code is there");
        assert!(editor.has_window());
        assert_eq!(editor.program, directory.join(name));
        fs::remove_dir_all(directory).expect("a temporary directory");
    }
}
