//! Tests the SVG: what it contains, what it must not contain, and its size.

mod acts;

use acts::{act, lane, many_polls};
use stage::timeline::{Act, Axis, End, svg::draw};
use std::collections::BTreeSet;
use svg::{node::Attributes, parser::Event};

/// Returns an act with each kind of end, and an act that counts lines.
fn story() -> Vec<Act> {
    let four_ends = vec![
        lane("done", &[(0, 0), (1000, 2000), (4000, 4000)], Some((4000, End::Done))),
        lane("dropped", &[(0, 0), (2000, 2000)], Some((3000, End::Dropped))),
        lane("panicked", &[(2000, 2500)], Some((2500, End::Panicked))),
        lane("left", &[(500, 500)], None),
    ];
    let lines = vec![
        lane("caller", &[(0, 1000), (2000, 3000)], Some((3000, End::Done))),
        lane("called", &[(1000, 2000)], Some((3000, End::Dropped))),
    ];
    vec![act(1, Axis::Seconds, 5000, four_ends), act(2, Axis::Lines, 3000, lines)]
}

fn one_lane(name: &str, holds: &[(u64, u64)], end: Option<(u64, End)>) -> Vec<Act> {
    vec![act(1, Axis::Seconds, 10_000, vec![lane(name, holds, end)])]
}

/// Returns the attributes of every element with this name.
fn elements(picture: &str, name: &str) -> Vec<Attributes> {
    let events = svg::read(picture).expect("reading from a string never fails");
    let tags = events.filter_map(|event| match event {
        Event::Error(error) => panic!("{error}"),
        Event::Tag(it, _, attributes) if it == name => Some(attributes),
        _ => None,
    });
    tags.filter(|it| !it.is_empty()).collect()
}

/// Returns the class and the text of every element with this name.
fn texts(picture: &str, name: &str) -> Vec<(String, String)> {
    let mut open = None;
    let mut texts = Vec::new();
    for event in svg::read(picture).expect("reading from a string never fails") {
        match event {
            Event::Tag(it, svg::node::element::tag::Type::Start, attributes) => {
                let class = attributes.get("class").map_or("", |class| class);
                open = (it == name).then(|| class.to_owned());
            }
            Event::Text(text) => {
                texts.extend(
                    open.take().map(|class| (class, text.trim().to_owned())),
                );
            }
            _ => {}
        }
    }
    texts
}

/// Returns the path of the only element with this class, not counting the legend.
#[track_caller]
fn path(picture: &str, class: &str) -> String {
    let paths = elements(picture, "path");
    let paths: Vec<_> = paths.iter().filter(|it| *it["class"] == *class).collect();
    // The second element is in the legend.
    assert_eq!(paths.len(), 2, "class {class} in {picture}");
    paths[0]["d"].to_string()
}

fn words(picture: &str, class: &str) -> Vec<String> {
    let texts = texts(picture, "text").into_iter();
    texts.filter(|(it, _)| it == class).map(|(_, text)| text).collect()
}

#[test]
fn two_acts_are_drawn_the_same() {
    insta::assert_snapshot!("two_acts", draw("Two acts", &story()));
}

#[test]
fn the_same_acts_give_the_same_file() {
    let first = draw("Again", &story());
    assert!((0..5).all(|_| draw("Again", &story()) == first));
}

#[test]
fn names_are_escaped() {
    let name = "<b>&\"quoted\" 'it' ]]></b>\u{1b}[31m\u{0}\n";
    let mut acts = one_lane(name, &[(0, 0)], Some((0, End::Done)));
    acts[0].title = name.to_owned();
    let picture = draw(name, &acts);
    assert!(!picture.contains("<b>"), "{picture}");
    assert!(picture.contains("&lt;b&gt;&amp;"), "{picture}");
    let forbidden = |char: char| char.is_control() && char != '\n';
    assert!(!picture.contains(forbidden), "{picture:?}");
    assert!(words(&picture, "name").concat().contains("␛[31m␀"), "{picture}");
}

#[test]
fn the_file_runs_nothing_and_loads_nothing() {
    let picture = draw("Alone", &story());
    let alone = picture.replace("http://www.w3.org/2000/svg", "");
    for forbidden in
        ["<script", "href", "url(", "@import", "@font-face", "http", "onload"]
    {
        assert!(!alone.contains(forbidden), "{forbidden} in {alone}");
    }
}

#[test]
fn every_color_has_a_counterpart_in_dark_mode() {
    let picture = draw("By night", &story());
    let (_, style) = texts(&picture, "style").swap_remove(0);
    let (light, dark) = style
        .split_once("@media (prefers-color-scheme: dark)")
        .expect("styles for light and dark");
    let colored = |css: &str| -> BTreeSet<String> {
        let rules = css.lines().filter(|rule| rule.contains('#'));
        let selectors = rules.map(|rule| rule.split_once('{').expect("a rule").0);
        selectors
            .flat_map(|it| it.split(','))
            .map(|it| it.trim().to_owned())
            .collect()
    };
    assert!(colored(light).len() > 10);
    assert_eq!(colored(light), colored(dark));
}

#[test]
fn the_file_has_a_title_and_a_description() {
    let picture = draw("In words", &story());
    let root = &elements(&picture, "svg")[0];
    assert_eq!(&*root["role"], "img");
    let [title, description] =
        ["title", "desc"].map(|it| texts(&picture, it).swap_remove(0).1);
    assert_eq!(title, "In words");
    assert!(
        description.starts_with("Act 1, Act number 1, 5 s. done: held"),
        "{picture}"
    );
    assert!(
        description.contains(" Act 2, Act number 2, 3 lines. caller: ran"),
        "{picture}"
    );
    let ids = [
        &elements(&picture, "title")[0]["id"],
        &elements(&picture, "desc")[0]["id"],
    ];
    assert_eq!(*root["aria-labelledby"], format!("{} {}", *ids[0], *ids[1]));
}

#[test]
fn every_row_has_a_tooltip_that_says_what_happened() {
    let picture = draw("In words", &story());
    let titles: Vec<_> =
        texts(&picture, "title").into_iter().map(|(_, it)| it).collect();
    assert_eq!(
        titles[1..],
        [
            "done: held thread main 3 times, for 1 s in all, done at 4 s",
            "dropped: held thread main twice, dropped before done at 3 s",
            "panicked: held thread main once, for 0.5 s, panicked at 2.5 s",
            "left: held thread main once, still waiting when the act ended",
            "thread main: held 4 times, for 1.5 s in all",
            "caller: ran twice, for 2 lines, done after line 3",
            "called: ran once, for 1 line, dropped before done after line 3",
        ]
    );
}

#[test]
fn each_end_has_a_shape_of_its_own() {
    let shapes = [Some(End::Done), Some(End::Dropped), Some(End::Panicked), None];
    let shapes = shapes.map(|end| {
        let acts = one_lane("x", &[(0, 0)], end.map(|end| (5000, end)));
        let picture = draw("Without color", &acts);
        let paths = elements(&picture, "path").into_iter();
        let paths = paths.filter(|it| !["grid", "waits"].contains(&&*it["class"]));
        paths.map(|it| it["d"].to_string()).collect::<Vec<_>>()
    });
    let distinct: BTreeSet<_> = shapes.iter().collect();
    assert_eq!(distinct.len(), 4, "{shapes:?}");
}

#[test]
fn a_hold_is_drawn_wider_than_a_wait() {
    let picture = draw("Without color", &story());
    let (_, style) = texts(&picture, "style").swap_remove(0);
    let width_of = |class: &str| -> f64 {
        let rule =
            style.lines().find(|rule| rule.starts_with(class)).expect("a rule");
        let (_, width) = rule.split_once("stroke-width: ").expect("a width");
        width.trim_end_matches(" }").parse().expect("a number")
    };
    assert!(width_of(".holds") >= 3.0 * width_of(".waits"));
}

#[test]
fn the_legend_lists_only_the_shapes_that_are_used() {
    let legend = |acts: &[Act]| words(&draw("Shapes", acts), "words").join(", ");
    assert_eq!(
        legend(&one_lane("x", &[(0, 10_000)], Some((10_000, End::Done)))),
        "holds the thread, done, the thread is held"
    );
    assert_eq!(legend(&story()[1..]), "runs, waits, done, dropped before done");
    assert_eq!(
        legend(&story()),
        "runs, holding the thread, waits, done, dropped before done, panicked, \
         the thread is held"
    );
}

#[test]
fn only_acts_with_lanes_have_a_panel() {
    let mut acts = story();
    acts.insert(1, act(7, Axis::Seconds, 1000, Vec::new()));
    let picture = draw("Two of three", &acts);
    assert_eq!(words(&picture, "heading"), ["1. Act number 1", "2. Act number 2"]);
}

#[test]
fn a_story_without_lanes_still_has_a_picture() {
    let picture = draw("Empty", &[]);
    assert_eq!(words(&picture, "title"), ["Empty"]);
}

#[test]
fn a_time_axis_has_round_ticks() {
    let ticks = |took: u64| {
        let lane = lane("x", &[(0, 0)], None);
        words(&draw("", &[act(1, Axis::Seconds, took, vec![lane])]), "tick")
            .join(", ")
    };
    assert_eq!(ticks(0), "0 s");
    assert_eq!(
        ticks(4),
        "0 ms, 0.5 ms, 1 ms, 1.5 ms, 2 ms, 2.5 ms, 3 ms, 3.5 ms, 4 ms"
    );
    assert_eq!(ticks(300), "0 s, 0.05 s, 0.1 s, 0.15 s, 0.2 s, 0.25 s, 0.3 s");
    assert_eq!(ticks(5003), "0 s, 1 s, 2 s, 3 s, 4 s, 5 s");
    assert_eq!(ticks(12_000), "0 s, 2 s, 4 s, 6 s, 8 s, 10 s, 12 s");
}

#[test]
fn a_line_axis_numbers_its_lines() {
    let ticks = |lines: u64| {
        let lane = lane("x", &[(0, 0)], None);
        words(&draw("", &[act(1, Axis::Lines, lines * 1000, vec![lane])]), "tick")
            .join(" ")
    };
    assert_eq!(ticks(3), "1 2 3");
    assert_eq!(
        ticks(100),
        "5 10 15 20 25 30 35 40 45 50 55 60 65 70 75 80 85 90 95 100"
    );
}

#[test]
fn a_hold_that_takes_no_time_is_three_pixels_wide() {
    let picture = draw("An instant", &one_lane("x", &[(0, 0), (5000, 5000)], None));
    assert_eq!(path(&picture, "holds"), "M0 0h3m357 0h3");
}

#[test]
fn a_block_is_as_long_as_its_hold() {
    let picture = draw("Blocked", &one_lane("x", &[(2500, 7500)], None));
    assert_eq!(path(&picture, "holds"), "M180 0h360");
}

#[test]
fn many_short_holds_become_a_comb_and_a_long_hold_a_block() {
    let short = |from: u64, to: u64| (from..to).step_by(10).map(|at| (at, at));
    let holds: Vec<_> =
        short(0, 2500).chain([(2500, 5000)]).chain(short(5000, 7500)).collect();
    let picture = draw("Many polls", &one_lane("x", &holds, None));
    assert_eq!(path(&picture, "holds comb"), "M0 0h180m180 0h182");
    assert_eq!(path(&picture, "holds"), "M180 0h180");
}

#[test]
fn a_thread_that_is_held_every_millisecond_is_drawn_as_a_comb() {
    let holds: Vec<_> = (0..10_000).map(|at| (at, at)).collect();
    let picture = draw("Many polls", &one_lane("x", &holds, None));
    let classes = elements(&picture, "path");
    assert!(classes.iter().any(|it| &*it["class"] == "busy comb"), "{picture}");
    let titles = texts(&picture, "title");
    assert!(titles.iter().any(|(_, it)| it == "thread main: held 10000 times"));
}

#[test]
fn no_name_overlaps_the_chart() {
    let names = [
        "x",
        "an ordinary name",
        "a name that goes on and on, so long that it needs a second line, or more",
        "one_word_that_is_longer_than_any_column_could_be_and_has_no_space_to_break_at",
        "名前が長くても図にかからないように折り返されるはずの名前",
    ];
    for name in names {
        let picture = draw("Names", &one_lane(name, &[(0, 0)], None));
        let grid = elements(&picture, "path")
            .into_iter()
            .find(|it| &*it["class"] == "grid");
        let place = grid.expect("a grid")["transform"].to_string();
        let (chart, _) =
            place["translate(".len()..].split_once(' ').expect("x and y");
        let chart: f64 = chart.parse().expect("a number");
        let lines = words(&picture, "name");
        for line in &lines {
            // A letter is 7.8 pixels wide in a monospaced font of 13 pixels.
            let width = unicode_width::UnicodeWidthStr::width(&**line) as f64 * 7.8;
            assert!(
                16.0 + width < chart,
                "{line:?} is {width} pixels wide, and the chart begins at {chart}"
            );
        }
        assert_eq!(lines.concat().replace(' ', ""), name.replace(' ', ""));
    }
}

#[test]
fn a_hundred_thousand_polls_fit_in_a_megabyte() {
    for (lanes, limit) in [(1, 10_000), (100, 100_000), (1000, 1 << 20)] {
        let size = draw("Polls", &[many_polls(100_000, lanes)]).len();
        assert!(size < limit, "{size} bytes with {lanes} lanes");
    }
}
