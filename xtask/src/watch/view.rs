//! The screen as lines: a head with where one is, a page, a foot with the keys.

use super::{
    key_legend::key_legend,
    state::{Busy, Page, State},
    verdict_page,
    wrap::{cut, rows},
};
use crate::terminal::style::{BOLD, DIM, GREEN, RED};
use console::measure_text_width;
use std::time::Instant;

/// What marks the chosen line of a list.
const POINTER: &str = "▸";

/// The rows of a screen of this size; exactly `height`.
pub(super) fn frame(
    state: &mut State<'_>,
    width: usize,
    height: usize,
) -> Vec<String> {
    state.columns = width;
    let mut head = head(state, width);
    if height < 12 {
        head.truncate(1);
    }
    let body = match state.page {
        Page::List(_) => body(state).lines().map(|it| cut(it, width)).collect(),
        _ => rows(&body(state), width),
    };
    let head_and_status = head.len() + 1;
    let room = |keys: &[String]| height.saturating_sub(head_and_status + keys.len());
    let mut keys = key_legend(state, false, (width, height));
    // The key that scrolls is named where there is something to scroll.
    if body.len() > room(&keys) {
        keys = key_legend(state, true, (width, height));
    }
    let room = room(&keys);
    let last = body.len().saturating_sub(room);
    if matches!(state.page, Page::Story { .. }) && state.scroll >= state.last {
        // At the end, the story is followed; further up, the learner reads.
        state.scroll = last;
    }
    (state.last, state.room) = (last, room);
    let chosen = body.iter().position(|it| it.starts_with(POINTER));
    if let (Page::List(_), Some(row)) = (&state.page, chosen) {
        // What is chosen is seen, with something on both sides of it.
        let (above, below) = (row.saturating_sub(2), (row + 3).saturating_sub(room));
        state.scroll = state.scroll.min(above).max(below);
    }
    // Too many pages lead to the end.
    state.scroll = state.scroll.min(last);
    let below = last - state.scroll;

    let mut lines = head;
    let seen = body.into_iter().skip(state.scroll).take(room);
    let blank = lines.len() + room;
    lines.extend(seen);
    lines.resize(blank, String::new());
    lines.push(status(state, below, width));
    lines.extend(keys);
    lines.truncate(height);
    lines
}

fn head(state: &State<'_>, width: usize) -> Vec<String> {
    let solved = match state.has_seen_all() {
        true => state.solved().to_string(),
        false => "…".to_owned(),
    };
    let count = format!("{solved} of {} solved", state.known.len());
    if !state.is_decided() {
        return vec![cut(&format!("{BOLD}awaitlings{BOLD:#}"), width), rule(width)];
    }
    let exercise = state.exercise();
    let name = format!(
        "{BOLD}{} / {}{BOLD:#}   {DIM}{}{DIM:#}",
        exercise.lesson(),
        exercise.name,
        exercise.kind_and_minutes()
    );
    vec![between(&name, &count, width), lesson(state, width), rule(width)]
}

/// The lesson's exercises with their marks, and how far the course has come.
fn lesson(state: &State<'_>, width: usize) -> String {
    let folder = &state.exercise().folder;
    let parts = |are_all_named: bool| {
        let mut parts = Vec::new();
        for (index, known) in state.known.iter().enumerate() {
            let exercise = known.exercise;
            if exercise.folder == *folder {
                let (mark, name) = (mark(state, index), &exercise.name);
                parts.push(match index == state.current() {
                    true => format!("{mark} {BOLD}{name}{BOLD:#}"),
                    false if are_all_named => format!("{mark} {DIM}{name}{DIM:#}"),
                    false => mark,
                });
            }
        }
        parts.join("  ")
    };
    // Where the names of all do not fit, the others have their marks alone.
    let named = parts(true);
    let parts = match measure_text_width(&named) <= width {
        true => named,
        false => parts(false),
    };
    let all = state.known.len().max(1);
    let full = 12 * state.solved() / all;
    let bar = format!("{}{DIM}{}{DIM:#}", "█".repeat(full), "░".repeat(12 - full));
    if measure_text_width(&parts) + 14 > width {
        return cut(&parts, width);
    }
    between(&parts, &bar, width)
}

fn mark(state: &State<'_>, index: usize) -> String {
    let known = &state.known[index];
    match &known.graded {
        _ if known.needs_verdict() => format!("{DIM}…{DIM:#}"),
        _ if known.is_untouched => format!("{DIM}·{DIM:#}"),
        Some(it) if it.is_solved() => format!("{GREEN}✔{GREEN:#}"),
        Some(_) => format!("{DIM}·{DIM:#}"),
        None => " ".to_owned(),
    }
}

fn body(state: &State<'_>) -> String {
    if let (Some(error), Page::Verdict) = (&state.error, &state.page) {
        return format!(
            "{RED}error:{RED:#} {}\n\n  c: check again, when it is fixed",
            error
        );
    }
    match &state.page {
        Page::Verdict => verdict_page::text(state),
        Page::Text { title, text } | Page::Hint { title, text } => {
            format!("{BOLD}{title}{BOLD:#}\n\n{text}")
        }
        Page::Story { lines, goes_on } => {
            let end = if *goes_on { "" } else { "\n\nThe story has ended." };
            let page = state.exercise().readme();
            format!(
                "{BOLD}the story of {}{BOLD:#}   {DIM}its page: {}{DIM:#}\n\n{}{end}",
                state.exercise().lesson(),
                page.display(),
                lines.join("\n")
            )
        }
        Page::List(chosen) => list(state, *chosen),
    }
}

fn list(state: &State<'_>, chosen: usize) -> String {
    let mut text = String::new();
    let mut folder = "";
    for (index, known) in state.known.iter().enumerate() {
        let exercise = known.exercise;
        if exercise.folder != folder {
            folder = &exercise.folder;
            text.push_str(&format!("{BOLD}{folder}{BOLD:#}\n"));
        }
        let pointer = if index == chosen { POINTER } else { " " };
        let name = &exercise.name;
        let name = match index == chosen {
            true => format!("{BOLD}{name:<22}{BOLD:#}"),
            false => format!("{name:<22}"),
        };
        let mark = mark(state, index);
        text.push_str(&format!(
            "{pointer} {mark} {name} {DIM}{}{DIM:#}\n",
            exercise.kind_and_minutes()
        ));
    }
    text
}

/// What goes on now, on the line between the page and the keys.
fn status(state: &State<'_>, below: usize, width: usize) -> String {
    let words = match (&state.busy, state.took) {
        (Some(_), _) if state.is_ahead() => " preparing the check ".to_owned(),
        (Some(_), _) if state.is_idle_work() => " checking the others ".to_owned(),
        (Some(busy), _) => format!(" {} ", words(busy, Instant::now())),
        (None, Some(took)) => {
            format!(" {:.2} s after you saved ", took.as_secs_f64())
        }
        (None, None) => String::new(),
    };
    let more = match below {
        0 => String::new(),
        rows => format!(" ↓ {rows} more "),
    };
    // How much more there is has its place before what goes on.
    let words = cut(&words, width.saturating_sub(measure_text_width(&more) + 4));
    let filled = measure_text_width(&words) + measure_text_width(&more) + 4;
    let line = "─".repeat(width.saturating_sub(filled));
    let line =
        format!("{DIM}──{DIM:#}{words}{DIM}{line}{DIM:#}{more}{DIM}──{DIM:#}");
    cut(&line, width)
}

/// What the grader is at, as of `now`.
pub(super) fn words(busy: &Busy, now: Instant) -> String {
    let (since, limit) = match busy {
        Busy::Words(words) => return format!("{words} …"),
        Busy::Runs(since, limit) => {
            (now.saturating_duration_since(*since).as_secs(), limit.as_secs())
        }
    };
    match since < limit {
        true => format!("running the tests, {since} s of {limit}"),
        // What has not ended by then is looked at once more.
        false => format!("running the tests: {limit} s are up, looking once more …"),
    }
}

fn rule(width: usize) -> String {
    format!("{DIM}{}{DIM:#}", "─".repeat(width))
}

/// `left` and `right` at the two ends; `left` is cut where they meet.
fn between(left: &str, right: &str, width: usize) -> String {
    let room = width.saturating_sub(measure_text_width(right) + 1);
    let left = cut(left, room);
    let gap =
        width.saturating_sub(measure_text_width(&left) + measure_text_width(right));
    cut(&format!("{left}{}{right}", " ".repeat(gap)), width)
}
