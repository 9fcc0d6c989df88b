//! The keys that mean something now, at the foot of the screen.

use super::{
    state::{Page, State},
    wrap::cut,
};
use crate::terminal::style::BOLD;
use console::measure_text_width;

type Key = (&'static str, &'static str);

const SCROLL: Key = ("↑ ↓", "scroll");

fn all_keys(state: &State<'_>) -> &'static [Key] {
    match state.page {
        Page::List(_) => &[
            ("↑ ↓", "choose"),
            ("Enter", "go there"),
            ("Esc", "back"),
            ("q", "quit"),
        ],
        Page::Verdict => &[
            ("h", "hint"),
            ("n", "next"),
            ("p", "previous"),
            ("l", "list"),
            ("s", "solution"),
            ("d", "diff"),
            ("r", "run the lesson"),
            ("q", "quit"),
        ],
        _ => &[
            ("Esc", "back"),
            ("h", "hint"),
            ("n", "next"),
            ("l", "list"),
            ("q", "quit"),
        ],
    }
}

/// The keys that mean something now.
pub(super) fn key_legend(
    state: &State<'_>,
    scrolls: bool,
    (width, height): (usize, usize),
) -> Vec<String> {
    let mut all = all_keys(state).to_vec();
    if scrolls && !matches!(state.page, Page::List(_)) {
        // How to leave comes last.
        all.insert(all.len() - 1, SCROLL);
    }
    let lines = keys(&all, width);
    if lines.len() <= height / 5 {
        return lines;
    }
    // How to leave is to be seen, whatever else is.
    if measure_text_width(&letters(&all)) > width {
        all.retain(|it| *it != SCROLL);
    }
    vec![cut(&letters(&all), width)]
}

/// On a small screen: the keys alone, but for how to leave.
fn letters(keys: &[Key]) -> String {
    let keys = keys.iter().map(|(key, _)| *key).collect::<Vec<_>>();
    format!("{BOLD}{}{BOLD:#} quit", keys.join(" "))
}

fn keys(keys: &[Key], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (key, what) in keys {
        let part = format!("{BOLD}{key}{BOLD:#} {what}");
        let line = lines.last_mut().expect("there is a first one");
        let filled = measure_text_width(line);
        if filled > 0 && filled + 3 + measure_text_width(&part) > width {
            lines.push(part);
        } else {
            if filled > 0 {
                line.push_str("   ");
            }
            line.push_str(&part);
        }
    }
    lines.iter().map(|it| cut(it, width)).collect()
}
