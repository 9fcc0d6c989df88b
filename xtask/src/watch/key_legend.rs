//! The most important keys of the current page, at the bottom of the screen.

use super::{
    list::List,
    state::{Page, State},
    wrap::cut,
};
use crate::terminal::style::BOLD;
use console::measure_text_width;

type Key = (&'static str, &'static str);

const SCROLL: Key = ("↑ ↓", "scroll");

fn all_keys(state: &State<'_>) -> &'static [Key] {
    match state.page {
        _ if state.search.is_some() => &[
            ("a…z", "find in this text"),
            ("Enter", "next match"),
            ("Esc", "leave the search"),
        ],
        Page::List(List { search: Some(_), .. }) => &[
            ("a…z", "narrow the list"),
            ("Enter", "go there"),
            ("Esc", "leave the search"),
        ],
        Page::List(_) => &[
            ("↑ ↓", "choose"),
            ("Enter", "go there"),
            ("/", "search"),
            ("Esc", "back"),
            ("q", "quit"),
        ],
        Page::Verdict => &[
            ("h", "hint"),
            ("t", "task"),
            ("e", "edit"),
            ("n", "next"),
            ("l", "list"),
            ("?", "keys"),
            ("q", "quit"),
        ],
        Page::Lesson(_) => &[
            ("Esc", "back"),
            ("o", "open folded text"),
            ("/", "search"),
            ("?", "keys"),
            ("q", "quit"),
        ],
        _ => &[
            ("Esc", "back"),
            ("h", "hint"),
            ("n", "next"),
            ("l", "list"),
            ("?", "keys"),
            ("q", "quit"),
        ],
    }
}

/// The legend. `scrolls` adds the keys that scroll.
pub(super) fn key_legend(
    state: &State<'_>,
    scrolls: bool,
    (width, height): (usize, usize),
) -> Vec<String> {
    let mut all = all_keys(state).to_vec();
    if scrolls && !matches!(state.page, Page::List(_)) {
        // The key that leaves the page is the last one.
        all.insert(all.len() - 1, SCROLL);
    }
    let lines = keys(&all, width);
    if lines.len() <= height / 5 {
        return lines;
    }
    // The key that leaves the page must be visible even on the smallest screen.
    if measure_text_width(&letters(&all)) > width {
        all.retain(|it| *it != SCROLL);
    }
    vec![cut(&letters(&all), width)]
}

/// For a small screen: the keys alone, except that the last one keeps its
/// meaning.
fn letters(keys: &[Key]) -> String {
    let leave = keys.last().map_or("", |(_, what)| what);
    let keys = keys.iter().map(|(key, _)| *key).collect::<Vec<_>>();
    format!("{BOLD}{}{BOLD:#} {leave}", keys.join(" "))
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
