//! Checks the story on the virtual clock, word for word, and the README that quotes
//! it.
//!
//! What acts 3 to 5 print differs between machines and systems. Those lines are not in
//! the snapshot, and the assertions about them hold everywhere.

use stage::testing::{
    Figure, assert_readme_figures, assert_readme_quotes, measured_figures,
    play_virtual, without_measured_lines,
};
use std::sync::LazyLock;

static PRINTED: LazyLock<String> =
    LazyLock::new(|| play_virtual(env!("CARGO_BIN_EXE_thread-cost")));

/// Measured on Linux, with an x86-64 processor.
const THREAD_TOUCHES: Figure = Figure::Measured("8 to 16 KiB");
const TASK_TOUCHES: Figure = Figure::Measured("250 to 600 B");
const ALL_TASKS_TOUCH: Figure = Figure::Measured("25 to 60 MiB");
/// A slow or busy machine takes longer.
const THREAD_STARTS_IN: Figure = Figure::Measured("5 to 100 µs");
const TASK_STARTS_IN: Figure = Figure::Measured("0.5 to 5 µs");

#[test]
fn the_story_is_the_same_every_time() {
    insta::assert_snapshot!(without_measured_lines(&PRINTED));
}

#[test]
fn the_readme_quotes_the_story() {
    assert_readme_quotes(env!("CARGO_MANIFEST_DIR"), &PRINTED);
}

#[test]
fn the_figures_in_the_readme_have_an_origin() {
    assert_readme_figures(
        env!("CARGO_MANIFEST_DIR"),
        &PRINTED,
        &[
            THREAD_TOUCHES,
            TASK_TOUCHES,
            ALL_TASKS_TOUCH,
            THREAD_STARTS_IN,
            TASK_STARTS_IN,
            Figure::Said("8 MB", "what is often said of a thread"),
            Figure::Source("2 MiB", "2 * MIB"),
            Figure::Source("8 MiB", "8 * MIB"),
            Figure::Source("4 KiB", "[1_u8; 4 * KIB]"),
            Figure::Source("512 KiB", "[1_u8; MIB / 2]"),
            Figure::Said("2 GB", "1,000 times 2 MiB"),
            Figure::Said("8 to 16 MB", "1,000 times 8 to 16 KiB"),
            Figure::Said("800 GB", "100,000 times 8 MB"),
            Figure::Said("1 to 2 GB", "100,000 times 8 to 16 KiB"),
            Figure::Said("1 MB", "more than 50 times 16 KiB"),
            Figure::Said("600 MB", "a million times 600 B"),
            Figure::Said("16 KiB", "an example"),
            Figure::Said("160 MB", "10,000 times 16 KiB"),
        ],
    );
}

#[test]
fn a_waiting_thread_reserves_its_stack_and_touches_little_of_it() {
    for (begin, stack) in [("a stack of 2 MiB", 2.0), ("a stack of 8 MiB", 8.0)] {
        let Some([_, reserves, touches, threads]) = told(begin) else { return };
        assert!(touches < stack * 1024.0 / 2.0, "{}", *PRINTED);
        assert_is_as_quoted(THREAD_TOUCHES, touches);
        // A few threads might reuse the stacks of earlier threads.
        assert!(threads < 100.0 || reserves >= stack * 0.75, "{}", *PRINTED);
    }
}

#[test]
fn a_thread_keeps_the_memory_that_its_stack_has_touched() {
    let Some([_, reserves, touches, _]) = told("8 MiB, went deep") else { return };
    assert!(touches < reserves * 1024.0, "{}", *PRINTED);
    // On Linux, swapped memory counts, too.
    assert!(cfg!(not(target_os = "linux")) || touches >= 512.0, "{}", *PRINTED);
}

#[test]
fn the_story_stays_far_below_the_limit_of_threads() {
    if let [allowed, started] = figures("this system allows")[..] {
        assert!(started <= 1000.0 && started * 8.0 <= allowed.max(8.0));
    } else {
        assert_eq!(figures("this system reports no limit"), [1000.0]);
    }
}

#[test]
fn a_future_holds_the_variables_that_live_across_its_wait() {
    let bytes = |begin| *figures(begin).last().expect("the line ends in bytes");
    let sleeps = bytes("future that sleeps");
    let keeps = bytes("with 4 KiB across");
    assert!(keeps >= sleeps + 4096.0, "{}", *PRINTED);
    assert_eq!(bytes("with 4 KiB before"), sleeps, "{}", *PRINTED);
    assert_eq!(bytes("with 4 KiB and a drop()"), keeps, "{}", *PRINTED);
    assert!(bytes("with 4 KiB in a box") < 4096.0, "{}", *PRINTED);
    assert!(bytes("that awaits two in turn") < keeps * 1.5, "{}", *PRINTED);
    assert!(bytes("that joins two") >= keeps * 2.0, "{}", *PRINTED);
}

#[test]
fn a_hundred_thousand_tasks_sleep_on_one_thread() {
    assert_eq!(figures("tasks asleep at once"), [100_000.0, 1.0]);
}

#[test]
fn a_task_takes_more_than_its_future_and_far_less_than_a_stack() {
    let Some([each, all]) = told("each touches about") else { return };
    assert!(each < 8192.0, "{}", *PRINTED);
    assert_is_as_quoted(TASK_TOUCHES, each);
    assert_is_as_quoted(ALL_TASKS_TOUCH, all);
    let future = figures("future that sleeps")[0];
    assert!(cfg!(not(target_os = "linux")) || each > future, "{}", *PRINTED);
}

/// The fastest of many tries counts, and the two measurements take turns. So a busy
/// machine doesn't change the result.
#[test]
fn a_thread_takes_longer_to_start_than_a_task() {
    assert!(figures("the thread takes about")[0] > 1.0, "{}", *PRINTED);
    // The figures in the README are from a debug build.
    #[cfg(debug_assertions)]
    for (begin, least) in
        [("a thread started", THREAD_STARTS_IN), ("a task started", TASK_STARTS_IN)]
    {
        assert!(figures(begin)[0] >= *least.range().start(), "{}", *PRINTED);
    }
}

/// The README's figures hold on Linux with x86-64, even on a busy machine.
fn assert_is_as_quoted(quoted: Figure, measured: f64) {
    let elsewhere = cfg!(not(all(target_os = "linux", target_arch = "x86_64")));
    assert!(elsewhere || quoted.range().contains(&measured), "{}", *PRINTED);
}

/// The figures in the line that begins with `begin`, if the system reports any.
fn told<const N: usize>(begin: &str) -> Option<[f64; N]> {
    if PRINTED.contains("this system does not say") {
        return None;
    }
    let figures = figures(begin);
    Some(figures.try_into().unwrap_or_else(|it| panic!("`{begin}` has {it:?}")))
}

/// The numbers in the measured line that begins with `begin`.
fn figures(begin: &str) -> Vec<f64> {
    measured_figures(&PRINTED, begin)
}
