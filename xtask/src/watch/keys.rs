//! Keys, and what they ask for.

use super::Event;
use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::{sync::mpsc::Sender, thread};

/// What the learner asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Hint,
    Next,
    Previous,
    List,
    Solution,
    Difference,
    /// Run the lesson's story.
    Run,
    /// Check once more.
    Again,
    /// Back to the verdict.
    Back,
    /// Take what is chosen in the list.
    Choose,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Quit,
}

/// Sends what the terminal tells, from a thread of its own, until the terminal is gone.
pub(super) fn listen(sender: &Sender<Event>) {
    let sender = sender.clone();
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event::Event::Key(key)) => wish(key).map(Event::Wish),
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

fn wish(key: KeyEvent) -> Option<Wish> {
    // Windows tells of a key that is let go as well.
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    // With the capitals locked, a key is the same key.
    let code = match key.code {
        KeyCode::Char(letter) => KeyCode::Char(letter.to_ascii_lowercase()),
        code => code,
    };
    Some(match code {
        KeyCode::Char('c' | 'd') if control => Wish::Quit,
        KeyCode::Char(_) if control => return None,
        KeyCode::Char('q') => Wish::Quit,
        KeyCode::Char('h') => Wish::Hint,
        KeyCode::Char('n') | KeyCode::Right => Wish::Next,
        KeyCode::Char('p') | KeyCode::Left => Wish::Previous,
        KeyCode::Char('l') => Wish::List,
        KeyCode::Char('s') => Wish::Solution,
        KeyCode::Char('d') => Wish::Difference,
        KeyCode::Char('r') => Wish::Run,
        KeyCode::Char('c') => Wish::Again,
        KeyCode::Esc | KeyCode::Backspace => Wish::Back,
        KeyCode::Enter => Wish::Choose,
        KeyCode::Up | KeyCode::Char('k') => Wish::Up,
        KeyCode::Down | KeyCode::Char('j') => Wish::Down,
        KeyCode::PageUp => Wish::PageUp,
        KeyCode::PageDown | KeyCode::Char(' ') => Wish::PageDown,
        KeyCode::Home => Wish::Home,
        KeyCode::End => Wish::End,
        _ => return None,
    })
}
