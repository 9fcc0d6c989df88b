//! The terminal while we have it: raw, on its second screen; and given back, whatever
//! happens.

use crate::terminal::error::Error;
use crossterm::{
    cursor::{Hide, MoveTo, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    style::Print,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate,
        EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
        enable_raw_mode, size,
    },
};
use std::{
    io::{self, IsTerminal, Write, stdin, stdout},
    panic,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Whether the terminal is ours. Drawing holds the lock, so that nothing is drawn after
/// leaving.
static OURS: Mutex<bool> = Mutex::new(false);

/// The terminal, ours until this is dropped.
pub(super) struct Screen {
    /// What it shows. Drawing the same again would clear the text that a reader has selected.
    shown: Vec<String>,
}

impl Screen {
    /// Whether there is a terminal that can be drawn on.
    pub(super) fn check() -> Result<(), Error> {
        if !stdin().is_terminal() || !stdout().is_terminal() {
            return Err(Error::NoTerminal);
        }
        match std::env::var_os("TERM") {
            Some(term) if term == "dumb" => Err(Error::DumbTerminal),
            _ => Ok(()),
        }
    }

    pub(super) fn enter() -> Result<Self, Error> {
        Self::try_enter()
            .map_err(|error| Error::UnfitTerminal { why: error.to_string() })
    }

    fn try_enter() -> io::Result<Self> {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            leave();
            before(panic);
            // A thread that is gone would leave a screen on which nothing moves.
            let _nothing_starts = crate::process::end_all();
            std::process::exit(101);
        }));
        take()?;
        Ok(Self { shown: Vec::new() })
    }

    /// Gives the terminal to something else until that ends, and takes it back.
    ///
    /// # Errors
    ///
    /// If the terminal can't be taken back.
    pub(super) fn lend<T>(&mut self, to: impl FnOnce() -> T) -> io::Result<T> {
        leave();
        let result = to();
        take()?;
        self.forget();
        Ok(result)
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> (usize, usize) {
        let (width, height) = size().unwrap_or((80, 24));
        (usize::from(width).max(10), usize::from(height).max(4))
    }

    /// Draws these lines, one a row, from the top.
    pub(super) fn draw(&mut self, lines: Vec<String>) -> io::Result<()> {
        let ours = ours();
        if !*ours || lines == self.shown {
            return Ok(());
        }
        let mut out = io::BufWriter::new(stdout().lock());
        queue!(out, BeginSynchronizedUpdate)?;
        let color = has_color();
        for (row, line) in (0..).zip(&lines) {
            let plain;
            let line = match color {
                true => line,
                false => {
                    plain = anstream::adapter::strip_str(line).to_string();
                    &plain
                }
            };
            // Cleared first, for a full row leaves no room to clear after.
            queue!(
                out,
                MoveTo(0, row),
                Clear(ClearType::UntilNewLine),
                Print(line)
            )?;
        }
        queue!(out, EndSynchronizedUpdate)?;
        self.shown = lines;
        out.flush()
    }

    /// What it shows is no longer known.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Makes the terminal ours.
fn take() -> io::Result<()> {
    let mut ours = ours();
    enable_raw_mode()?;
    *ours = true;
    drop(ours);
    let entered = execute!(stdout(), EnterAlternateScreen, Hide);
    entered.inspect_err(|_| leave())?;
    // A paste must press no keys. Where a terminal can't tell one, it still works.
    let _ = execute!(stdout(), EnableBracketedPaste);
    Ok(())
}

/// Gives the terminal back, if it is ours. Any thread may.
pub(crate) fn leave() {
    let mut ours = ours();
    if *ours {
        *ours = false;
        // A failure has no one to report to.
        let _ = execute!(stdout(), DisableBracketedPaste);
        let _ =
            execute!(stdout(), EndSynchronizedUpdate, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Whether colors are welcome.
pub(super) fn has_color() -> bool {
    anstream::AutoStream::choice(&stdout()) != anstream::ColorChoice::Never
}

fn ours() -> MutexGuard<'static, bool> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}
