//! Every page ends by naming the next lesson on each track.

use crate::{assert_none, numbered, read, root};
use std::collections::BTreeMap;

/// A track's title and its lessons.
fn tracks() -> Vec<(String, Vec<String>)> {
    let text = read(&root().join("lessons/tracks.toml"));
    let file: toml::Table = text.parse().expect("the tracks are TOML");
    let text = |it: &toml::Value| it.as_str().expect("it is a text").to_owned();
    let tracks = file["track"].as_array().expect("the tracks are a list").iter();
    tracks
        .map(|it| {
            let lessons = it["lessons"].as_array().expect("the lessons are a list");
            (text(&it["title"]), lessons.iter().map(text).collect())
        })
        .collect()
}

#[test]
fn the_first_track_has_every_lesson_and_no_track_has_one_twice() {
    let tracks = tracks();
    assert_eq!(
        tracks[0].1,
        numbered("lessons"),
        "the first track must have all lessons"
    );
    for (title, lessons) in tracks {
        let mut once = lessons.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), lessons.len(), "{title}");
    }
}

#[test]
fn a_page_ends_with_the_next_lesson_on_each_track() {
    let mut faults = Vec::new();
    for lesson in numbered("lessons") {
        let page = read(&root().join("lessons").join(&lesson).join("README.md"));
        let expected = end_of_page(&lesson);
        if !page.ends_with(&format!("\n\n{expected}")) {
            faults.push(format!(
                "lessons/{lesson}/README.md must end with:\n{expected}"
            ));
        }
    }
    assert_none(&faults);
}

/// The expected end of a lesson's page.
fn end_of_page(lesson: &str) -> String {
    let mut by_next: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    let mut order = Vec::new();
    for (title, lessons) in tracks() {
        let Some(at) = lessons.iter().position(|it| it == lesson) else { continue };
        let next = lessons.get(at + 1).cloned();
        if !order.contains(&next) {
            order.push(next.clone());
        }
        by_next.entry(next).or_default().push(title);
    }
    let link = |next: &Option<String>| match next {
        None => {
            "this was the last lesson. [What is left](../../README.md#the-lessons)"
                .to_owned()
        }
        Some(next) => {
            let page = read(&root().join("lessons").join(next).join("README.md"));
            let title = page.lines().next().unwrap_or_default();
            format!("[{}](../{next}/README.md)", title.trim_start_matches("# "))
        }
    };
    match &order[..] {
        [next] => format!("Next: {}\n", link(next)),
        several => {
            let lines = several.iter().map(|next| {
                format!("- {}: {}\n", by_next[next].join(", "), link(next))
            });
            format!("Next, on your track:\n\n{}", lines.collect::<String>())
        }
    }
}
