//! Keys, and what they ask for.

use super::{action::Action, event::Event};
use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::{sync::mpsc::Sender, thread};

/// Sends what the terminal tells, from a thread of its own, until the terminal is gone.
pub(super) fn listen(sender: &Sender<Event>) {
    let sender = sender.clone();
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event::Event::Key(key)) => action(key).map(Event::Action),
                Ok(event::Event::Resize(..)) => Some(Event::Resized),
                Ok(_) => None,
                Err(_) => Some(Event::Gone),
            };
            let gone = matches!(event, Some(Event::Gone));
            if event.is_some_and(|it| sender.send(it).is_err()) || gone {
                break;
            }
        }
    });
}

fn action(key: KeyEvent) -> Option<Action> {
    // Windows also reports a key that is released.
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    // With caps lock on, a key is the same key.
    let code = match key.code {
        KeyCode::Char(letter) => KeyCode::Char(letter.to_ascii_lowercase()),
        code => code,
    };
    Some(match code {
        KeyCode::Char('c' | 'd') if control => Action::Quit,
        KeyCode::Char(_) if control => return None,
        KeyCode::Char('q') => Action::Quit,
        KeyCode::Char('h') => Action::Hint,
        KeyCode::Char('n') | KeyCode::Right => Action::Next,
        KeyCode::Char('p') | KeyCode::Left => Action::Previous,
        KeyCode::Char('l') => Action::List,
        KeyCode::Char('s') => Action::Solution,
        KeyCode::Char('d') => Action::Difference,
        KeyCode::Char('r') => Action::Run,
        KeyCode::Char('c') => Action::Again,
        KeyCode::Char('a') => Action::All,
        KeyCode::Esc | KeyCode::Backspace => Action::Back,
        KeyCode::Enter => Action::Choose,
        KeyCode::Up | KeyCode::Char('k') => Action::Up,
        KeyCode::Down | KeyCode::Char('j') => Action::Down,
        KeyCode::PageUp => Action::PageUp,
        KeyCode::PageDown | KeyCode::Char(' ') => Action::PageDown,
        KeyCode::Home => Action::Home,
        KeyCode::End => Action::End,
        _ => return None,
    })
}
