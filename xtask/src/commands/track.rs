//! `cargo xtask track`: shows the tracks through the course, or chooses one.

use crate::{
    course::{Course, preferences::Preferences, tracks::Track},
    render::human::paragraph::wrapped,
    terminal::{
        error::Error,
        output::say,
        style::{BOLD, DIM},
        width,
    },
};

pub(crate) fn run(course: &Course, name: Option<&str>) -> Result<bool, Error> {
    let current = course.track().ok_or(Error::NoTracks)?;
    let Some(name) = name else {
        for track in &course.tracks {
            show(course, track, track.name == current.name);
        }
        say!("Choose one with: cargo xtask track NAME");
        return Ok(true);
    };
    let track = course.tracks.iter().find(|it| it.name == name);
    let track = track.ok_or_else(|| Error::UnknownTrack {
        name: name.to_owned(),
        all: course.tracks.iter().map(|it| it.name.clone()).collect(),
    })?;
    let chosen = Some(track.name.clone());
    Preferences::change(&course.root, |it| it.track = chosen)?;
    show(course, track, true);
    say!("Your exercises are unchanged. To see what is next: cargo xtask");
    Ok(true)
}

fn show(course: &Course, track: &Track, is_current: bool) {
    let mark = if is_current { "▸" } else { " " };
    let hours = (minutes(course, track) + 30) / 60;
    let count = track.lessons.len();
    say!(
        "{mark} {BOLD}{:<12}{BOLD:#} {}: {count} lessons, about {hours} hours",
        track.name,
        track.title
    );
    let margin = " ".repeat(15);
    let audience = wrapped(&track.audience, width::of_terminal() - 10, &margin);
    say!("{audience}");
    let numbers = track.lessons.iter().map(|it| it.split('-').next().unwrap_or(it));
    let numbers = numbers.collect::<Vec<_>>().join(" ");
    say!("{margin}{DIM}{numbers}{DIM:#}\n");
}

/// How many minutes the pages and exercises of a track take.
fn minutes(course: &Course, track: &Track) -> u32 {
    let lessons = course.lessons.iter();
    let lessons = lessons.filter(|it| track.lessons.contains(&it.folder));
    lessons.map(|it| course.minutes(it)).sum()
}
