//! A terminal for the runner: the runner gets one end of a pseudo-terminal, and the test reads
//! the other end and interprets it as a screen.
//!
//! No background thread is needed: to wait for a text, the test reads until it appears on
//! the screen. Only complete frames are examined.

#![expect(clippy::unwrap_used, reason = "a failure here must fail the test")]

use rustix::{
    io::ioctl_fionbio,
    pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, ptsname, unlockpt},
    termios::{Termios, Winsize, tcgetattr, tcsetwinsize},
};
use std::{
    fs::File,
    io::{ErrorKind, Read, Write},
    num::NonZeroU16,
    process::{Child, Command, ExitStatus},
    thread,
    time::{Duration, Instant},
};

/// Longer than anything takes on the slowest machine.
const LONG: Duration = Duration::from_secs(180);

/// The first process of the session opens the terminal, which makes it the controlling
/// terminal.
const BEGIN: &str = r#"exec "$@" <>"$TERMINAL" >&0 2>&0"#;

pub(crate) struct Terminal {
    pub(crate) child: Child,
    /// Our end. `None` means that the terminal was closed.
    ours: Option<File>,
    /// The runner's end, for reading the terminal's settings.
    theirs: File,
    before: Termios,
    parser: vt100::Parser,
    drawn: Vec<u8>,
    was_resized: bool,
}

impl Terminal {
    /// Runs `command` on a terminal with these columns and rows. `through` is a program
    /// that starts the command, with its arguments; it may be empty.
    pub(crate) fn new(
        command: &Command,
        (columns, rows): (u16, u16),
        through: &[&str],
    ) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let ours = openpt(flags).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        ioctl_fionbio(&ours, true).unwrap();
        set_size(&ours, columns, rows);
        let theirs: File = ioctl_tiocgptpeer(&ours, flags).unwrap().into();
        let name = ptsname(&ours, Vec::new()).unwrap().into_string().unwrap();

        let mut session = Command::new("setsid");
        session.args(through).args(["sh", "-c", BEGIN, "sh"]);
        session.arg(command.get_program()).args(command.get_args());
        session.env("TERMINAL", name).env("TERM", "xterm-256color");
        // These variables switch colors on or off; `CI` does too.
        for wish in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
            session.env_remove(wish);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => session.env(name, value),
                None => session.env_remove(name),
            };
        }
        Self {
            before: tcgetattr(&theirs).unwrap(),
            child: session.spawn().unwrap(),
            ours: Some(ours.into()),
            theirs,
            parser: vt100::Parser::new(not_zero(rows), not_zero(columns), 0),
            drawn: Vec::new(),
            was_resized: false,
        }
    }

    /// The text on the screen.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Everything that was written to the terminal so far.
    pub(crate) fn drawn(&self) -> String {
        String::from_utf8_lossy(&self.drawn).into_owned()
    }

    /// Waits until the screen shows all these parts.
    pub(crate) fn wait_for(&mut self, parts: &[&str]) -> &mut Self {
        self.wait_until(&format!("{parts:?}"), |screen| {
            let text = screen.contents();
            parts.iter().all(|it| text.contains(it))
        })
    }

    pub(crate) fn wait_until(
        &mut self,
        what: &str,
        is_so: impl Fn(&vt100::Screen) -> bool,
    ) -> &mut Self {
        let start = Instant::now();
        while !(self.read() && is_so(self.parser.screen())) {
            assert!(start.elapsed() < LONG, "{what}?\n{}", self.text());
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none(), "{what}: {ended:?}\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
            if self.was_resized && start.elapsed() > Duration::from_secs(1) {
                // If a key arrives together with a resize, it is read only when the next
                // key arrives.
                self.was_resized = false;
                self.press("y");
            }
        }
        self
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let mut ours = self.ours.as_ref().expect("the terminal is open");
        ours.write_all(keys.as_bytes()).unwrap();
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let ours = self.ours.as_ref().expect("the terminal is open");
        // The current screen was drawn for the old size.
        self.parser.screen_mut().set_size(not_zero(rows), not_zero(columns));
        set_size(ours, columns, rows);
        self.was_resized = true;
        self
    }

    pub(crate) fn signal(&mut self, name: &str) -> &mut Self {
        signal(&self.child, name);
        self
    }

    pub(crate) fn close(&mut self) {
        self.ours = None;
    }

    /// Waits until the runner has exited, and reads the rest of its output.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            self.read();
            if let Some(status) = self.child.try_wait().unwrap() {
                self.read();
                return status;
            }
            assert!(start.elapsed() < LONG, "it does not end\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Checks that the terminal is in the same state as before the runner started.
    pub(crate) fn assert_restored(&self) {
        assert!(!self.screen().alternate_screen(), "{}", self.text());
        assert!(!self.screen().hide_cursor());
        assert!(!self.screen().bracketed_paste());
        let now = tcgetattr(&self.theirs).unwrap();
        assert_eq!(now.local_modes, self.before.local_modes);
        assert_eq!(now.input_modes, self.before.input_modes);
        assert_eq!(now.output_modes, self.before.output_modes);
    }

    /// Checks that no line is longer than the screen.
    pub(crate) fn assert_fits(&self) {
        let (rows, _) = self.screen().size();
        for row in 0..rows.get() {
            assert!(!self.screen().row_wrapped(row), "{}", self.text());
        }
    }

    /// Reads the available output, and returns true if it ends with a complete frame.
    fn read(&mut self) -> bool {
        let mut chunk = [0; 4096];
        while let Some(mut ours) = self.ours.as_ref() {
            match ours.read(&mut chunk) {
                Ok(read @ 1..) => {
                    self.parser.process(&chunk[..read]);
                    self.drawn.extend(&chunk[..read]);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                _ => break,
            }
        }
        let last =
            |mark: &[u8]| self.drawn.windows(mark.len()).rposition(|it| it == mark);
        last(b"\x1b[?2026l") >= last(b"\x1b[?2026h")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // The child is still running if the test has failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([&format!("-{name}"), &id]).status();
    assert!(sent.unwrap().success());
}

fn set_size(terminal: impl std::os::fd::AsFd, columns: u16, rows: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).unwrap();
}

fn not_zero(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).unwrap()
}
