//! The screen as lines: a head that says where the learner is, a page, a status line, and
//! the legend of keys.

use super::{
    key_legend::key_legend,
    list::List,
    state::{Busy, Page, State},
    text_search::TextSearch,
    verdict_page,
    wrap::{cut, rows},
};
use crate::terminal::style::{BOLD, DIM, GREEN, RED};
use console::measure_text_width;
use std::time::Instant;

/// The mark of the chosen line of a list.
const POINTER: &str = "▸";

/// The rows of a screen of this size: exactly `height` of them.
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
    // A search field is between the head and the text.
    let typed = match (&state.page, &state.search) {
        (Page::List(list), _) => list.search.as_ref(),
        (_, search) => search.as_ref().map(|it| &it.typed),
    };
    if let Some(typed) = typed {
        head.push(cut(&format!("{BOLD}/{BOLD:#} {typed}▏"), width));
    }
    let head_and_status = head.len() + 1;
    let room = |keys: &[String]| height.saturating_sub(head_and_status + keys.len());
    // The first failure must also fit above the longer legend.
    state.room = room(&key_legend(state, true, (width, height)));
    let mut body = match &mut state.page {
        Page::Lesson(page) => page.rows(width),
        Page::List(_) => body(state).lines().map(|it| cut(it, width)).collect(),
        _ => rows(&body(state), width),
    };
    let mut keys = key_legend(state, false, (width, height));
    // The legend shows the keys that scroll only if there is something to scroll.
    if body.len() > room(&keys) {
        keys = key_legend(state, true, (width, height));
    }
    let room = room(&keys);
    let last = body.len().saturating_sub(room);
    if matches!(state.page, Page::Story { .. }) && state.scroll >= state.last {
        // If the reader is at the end, new lines scroll the page. If the reader is
        // further up, the page doesn't move.
        state.scroll = last;
    }
    (state.last, state.room) = (last, room);
    let chosen = body.iter().position(|it| it.starts_with(POINTER));
    if let (Page::List(_), Some(row)) = (&state.page, chosen) {
        // Keep the chosen line visible, with at least two lines around it.
        let (above, below) = (row.saturating_sub(2), (row + 3).saturating_sub(room));
        state.scroll = state.scroll.min(above).max(below);
    }
    if let Page::Lesson(page) = &mut state.page {
        state.scroll = page.scrolled(state.scroll, room);
    }
    if let Some(search) = &mut state.search {
        state.scroll = search.mark(&mut body, state.scroll, room);
        let is_page = matches!(state.page, Page::Lesson(_));
        let found = found(search, is_page);
        let field = head.pop().unwrap_or_default();
        head.push(cut(&format!("{field}   {DIM}{found}{DIM:#}"), width));
    }
    // Scrolling stops at the end.
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

/// The result of the search, in words.
fn found(search: &TextSearch, is_page: bool) -> String {
    match search.found {
        _ if search.typed.is_empty() => String::new(),
        (_, 0) if is_page => "no match outside the folded text".to_owned(),
        (_, 0) => "no match".to_owned(),
        (place, all) => format!("match {place} of {all}"),
    }
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

/// The lesson's exercises with their marks, and a bar with the share that is solved.
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
    // If not all names fit, show only the current exercise's name.
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
            "{RED}error:{RED:#} {}\n\n  c: check again, once it is fixed",
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
        Page::List(it) => list(state, it),
        // This page creates its own rows.
        Page::Lesson(_) => String::new(),
    }
}

fn list(state: &State<'_>, list: &List) -> String {
    let (mut text, chosen) = (String::new(), list.chosen);
    let (mut lesson, mut is_on_track) = ("", true);
    let shown = list.shown(state.known.iter().map(|it| it.exercise));
    if shown.is_empty() {
        return "No exercise has these words in its name, title, lesson, or kind."
            .to_owned();
    }
    for index in shown {
        let exercise = state.known[index].exercise;
        if exercise.folder != lesson {
            lesson = &exercise.folder;
            if is_on_track && !state.course.is_on_track(lesson) {
                is_on_track = false;
                text.push_str(&format!("{DIM}not on your track:{DIM:#}\n"));
            }
            text.push_str(&format!("{BOLD}{lesson}{BOLD:#}\n"));
        }
        let pointer = if index == chosen { POINTER } else { " " };
        let name = &exercise.name;
        let name = match index == chosen {
            true => format!("{BOLD}{name:<22}{BOLD:#}"),
            false => format!("{name:<22}"),
        };
        let mark = mark(state, index);
        let is_aside = state.course.is_skipped(exercise) && !state.is_solved(index);
        let aside = if is_aside { "set aside   " } else { "" };
        text.push_str(&format!(
            "{pointer} {mark} {name} {aside}{DIM}{}{DIM:#}\n",
            exercise.kind_and_minutes()
        ));
    }
    text
}

/// The line between the page and the keys: what is going on, and how much is below.
fn status(state: &State<'_>, below: usize, width: usize) -> String {
    let words = match (&state.busy, state.took) {
        (Some(_), _) if state.is_ahead() => " preparing the check ".to_owned(),
        (Some(_), _) if state.is_idle_work() => {
            " checking the other exercises ".to_owned()
        }
        (Some(busy), _) => format!(" {} ", words(busy, Instant::now())),
        (None, Some(took)) if matches!(state.page, Page::Verdict) => {
            format!(" {:.2} s after you saved ", took.as_secs_f64())
        }
        (None, _) => String::new(),
    };
    let words = state.note.as_ref().map_or(words, |it| format!(" {it} "));
    let more = match below {
        0 => String::new(),
        rows => format!(" ↓ {rows} more "),
    };
    // The number of rows below is more important than what is going on.
    let words = cut(&words, width.saturating_sub(measure_text_width(&more) + 4));
    let filled = measure_text_width(&words) + measure_text_width(&more) + 4;
    let line = "─".repeat(width.saturating_sub(filled));
    let line =
        format!("{DIM}──{DIM:#}{words}{DIM}{line}{DIM:#}{more}{DIM}──{DIM:#}");
    cut(&line, width)
}

/// What the grader is doing, as of `now`.
pub(super) fn words(busy: &Busy, now: Instant) -> String {
    let (since, limit) = match busy {
        Busy::Words(words) => return format!("{words} …"),
        Busy::Runs(since, limit) => {
            (now.saturating_duration_since(*since).as_secs(), limit.as_secs())
        }
    };
    match since < limit {
        true => format!("running the tests, {since} s of {limit}"),
        // A check that timed out may be run a second time.
        false => format!("running the tests: {limit} s are up, trying once more …"),
    }
}

fn rule(width: usize) -> String {
    format!("{DIM}{}{DIM:#}", "─".repeat(width))
}

/// `left` and `right` at the two ends of a row. `left` is cut if they don't both fit.
fn between(left: &str, right: &str, width: usize) -> String {
    let room = width.saturating_sub(measure_text_width(right) + 1);
    let left = cut(left, room);
    let gap =
        width.saturating_sub(measure_text_width(&left) + measure_text_width(right));
    cut(&format!("{left}{}{right}", " ".repeat(gap)), width)
}
