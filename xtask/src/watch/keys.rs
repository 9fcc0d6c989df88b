//! Reads keys, and translates them into actions.

use super::{action::Action, event::Event};
use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::{
    sync::mpsc::{self, Sender},
    thread,
};

/// The thread that reads the terminal. After each event, it waits until it is told to go
/// on, because the event may give the terminal to an editor, and only one program at a
/// time may read it.
pub(super) struct Keys {
    go_on: Sender<()>,
}

impl Keys {
    /// Starts a thread that sends the terminal's events until the terminal is gone.
    pub(super) fn listen(sender: &Sender<Event>) -> Self {
        let sender = sender.clone();
        let (go_on, waits) = mpsc::channel();
        thread::spawn(move || {
            loop {
                let event = match event::read() {
                    Ok(event::Event::Key(key)) => Event::Key(key),
                    Ok(event::Event::Paste(text)) => Event::Pasted(text),
                    Ok(event::Event::Resize(..)) => Event::Resized,
                    Ok(_) => continue,
                    Err(_) => Event::Gone,
                };
                // After a quit, nothing receives the event.
                if sender.send(event).is_err() || waits.recv().is_err() {
                    break;
                }
            }
        });
        Self { go_on }
    }

    /// Tells the thread that the last event was handled, so that it may read the next
    /// one.
    pub(super) fn go_on(&self) {
        let _ = self.go_on.send(());
    }
}

/// The action that a key stands for. While the learner is typing, letter keys are just
/// letters.
pub(super) fn action(key: KeyEvent, is_typing: bool) -> Option<Action> {
    // Windows also reports key releases.
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    // Caps lock changes nothing, except between `g` and `G`.
    let code = match key.code {
        KeyCode::Char('G') if !is_typing => KeyCode::End,
        KeyCode::Char(letter) if !is_typing => {
            KeyCode::Char(letter.to_ascii_lowercase())
        }
        code => code,
    };
    Some(match code {
        KeyCode::Char('c' | 'd') if control => Action::Quit,
        KeyCode::Char('z') if control && cfg!(unix) => Action::Suspend,
        KeyCode::Char(_) if control => return None,
        KeyCode::Char(letter) if is_typing => Action::Type(letter),
        KeyCode::Backspace if is_typing => Action::Erase,
        KeyCode::Left | KeyCode::Right if is_typing => return None,
        KeyCode::Char('q') => Action::Quit,
        KeyCode::Char('h') => Action::Hint,
        KeyCode::Char('t') => Action::Task,
        KeyCode::Char('e') => Action::Edit,
        KeyCode::Char('n') => Action::Next,
        KeyCode::Right => Action::After,
        KeyCode::Char('b') | KeyCode::Left => Action::Before,
        KeyCode::Char('l') => Action::List,
        KeyCode::Char('/') => Action::Search,
        KeyCode::Char('x') => Action::SetAside,
        KeyCode::Char('s') => Action::Solution,
        KeyCode::Char('d') => Action::Difference,
        KeyCode::Char('p') => Action::Lesson,
        KeyCode::Char('o') => Action::Unfold,
        KeyCode::Char('r') => Action::Run,
        KeyCode::Char('c') => Action::Again,
        KeyCode::Char('a') => Action::All,
        KeyCode::Char('?') => Action::Help,
        KeyCode::Esc | KeyCode::Backspace => Action::Back,
        KeyCode::Enter => Action::Choose,
        KeyCode::Up | KeyCode::Char('k') => Action::Up,
        KeyCode::Down | KeyCode::Char('j') => Action::Down,
        KeyCode::PageUp => Action::PageUp,
        KeyCode::PageDown | KeyCode::Char(' ') => Action::PageDown,
        KeyCode::Home | KeyCode::Char('g') => Action::Home,
        KeyCode::End => Action::End,
        _ => return None,
    })
}
