//! The terminal in raw mode with its alternate screen, which is restored no matter how
//! the runner ends.

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

/// True while the terminal is ours. Drawing holds the lock, so that nothing is drawn
/// after the terminal was given back.
static OURS: Mutex<bool> = Mutex::new(false);

/// The terminal, which is ours until this is dropped.
pub(super) struct Screen {
    /// The lines that it shows. Drawing the same lines again would clear a selection.
    shown: Vec<String>,
}

impl Screen {
    /// Checks that there is a terminal to draw on.
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
            // If one thread were gone, the screen would freeze.
            let _nothing_starts = crate::process::end_all();
            std::process::exit(101);
        }));
        take()?;
        Ok(Self { shown: Vec::new() })
    }

    /// Gives the terminal back, calls `to`, and takes the terminal again.
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

    /// Draws these lines, one per row, from the top.
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
            // The row is cleared first, because after a full row, the cursor is in the
            // next one.
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

    /// Forgets what the screen shows, so that everything is drawn again.
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
    // With this, a paste does not count as keys. Not every terminal supports this.
    let _ = execute!(stdout(), EnableBracketedPaste);
    Ok(())
}

/// Gives the terminal back, if it is ours. Any thread may call it.
pub(crate) fn leave() {
    let mut ours = ours();
    if *ours {
        *ours = false;
        // A failure can't be reported anywhere.
        let _ = execute!(stdout(), DisableBracketedPaste);
        let _ =
            execute!(stdout(), EndSynchronizedUpdate, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}

/// Whether to use colors.
pub(super) fn has_color() -> bool {
    anstream::AutoStream::choice(&stdout()) != anstream::ColorChoice::Never
}

fn ours() -> MutexGuard<'static, bool> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}
