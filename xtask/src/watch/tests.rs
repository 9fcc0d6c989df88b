//! What is known and shown, without a terminal and without a grader.

use super::{
    keys::Wish,
    state::{Page, State},
    view,
};
use crate::{
    course::{Course, Exercise, Lesson},
    grade::Graded,
    message::Problem,
    verdict::Verdict,
};
use std::time::Instant;

/// A lesson with forty exercises.
fn course() -> Course {
    let exercise = |number| Exercise {
        name: format!("exercise_{number}"),
        package: "demo-exercises".to_owned(),
        folder: "01-demo".to_owned(),
        title: String::new(),
        kind: "build, 10 minutes".to_owned(),
    };
    let exercises = (0..40).map(exercise).collect();
    let lesson = Lesson { folder: "01-demo".to_owned(), exercises };
    Course { root: "course".into(), target: "target".into(), lessons: vec![lesson] }
}

fn solved() -> Graded {
    Verdict::Solved { tests: 1 }.into()
}

/// All are graded, for a screen of 80 columns; the learner is at the first.
fn graded(course: &Course) -> State<'_> {
    let mut state = State::new(course, Some(0));
    while let which @ [_, ..] = &state.take_work()[..] {
        let all = which.iter().map(|_| solved()).collect();
        state.graded(which, Ok(Some(all)));
    }
    state
}

#[test]
fn the_current_exercise_is_graded_before_all_others() {
    let course = course();
    let mut state = State::new(&course, Some(7));
    assert_eq!(state.take_work(), [7]);
    state.graded(&[7], Ok(Some(vec![solved()])));
    let others: Vec<_> = (0..40).filter(|it| *it != 7).collect();
    assert_eq!(state.take_work(), others);
    assert!(state.is_idle_work());
}

#[test]
fn of_several_saved_at_once_the_current_one_stays() {
    let course = course();
    let mut state = graded(&course);
    state.saved(&[3, 5], Instant::now());
    assert_eq!((state.current(), state.take_work()), (3, vec![3]));
    state.saved(&[1, 3, 4], Instant::now());
    assert_eq!(state.current(), 3);
    state.graded(&[3], Ok(Some(vec![solved()])));
    // Those that nobody has looked at since are not forgotten.
    assert_eq!(state.take_work(), [1, 4, 5]);
}

#[test]
fn a_problem_stops_all_work_until_something_changes() {
    let course = course();
    let mut state = graded(&course);
    state.saved(&[2], Instant::now());
    assert_eq!(state.take_work(), [2]);
    state.graded(&[2], Err(Problem::new("the disk is full", "make room")));
    assert!(!state.is_urgent());
    assert!(state.take_work().is_empty());
    state.again();
    assert_eq!(state.take_work(), [2]);
}

#[test]
fn a_verdict_that_was_drawn_for_another_width_is_drawn_again() {
    let course = course();
    let mut state = graded(&course);
    assert!(!state.is_urgent());
    state.columns = 40;
    assert!(state.is_urgent());
    assert_eq!(state.take_work(), [0]);
    state.graded(&[0], Ok(Some(vec![solved()])));
    assert!(state.take_work().is_empty());
}

#[test]
fn a_verdict_does_not_move_the_page_that_somebody_reads() {
    let course = course();
    let mut state = graded(&course);
    state.again();
    let which = state.take_work();
    state.page = Page::Text { title: "long".to_owned(), text: "line\n".repeat(99) };
    state.grant(&course, Wish::PageDown);
    let before = state.scroll;
    state.graded(&which, Ok(Some(vec![solved()])));
    assert_eq!((before, state.scroll), (10, 10));
}

#[test]
fn what_is_chosen_in_a_long_list_is_on_the_screen() {
    let course = course();
    let mut state = graded(&course);
    state.grant(&course, Wish::List);
    let wishes = [Wish::Down; 45].into_iter().chain([Wish::Up; 45]);
    for wish in wishes.chain([Wish::PageDown; 5]) {
        state.grant(&course, wish);
        for height in [6, 8, 24] {
            let frame = view::frame(&mut state, 60, height);
            assert_eq!(frame.len(), height);
            assert!(frame.iter().any(|it| it.starts_with('▸')), "{frame:#?}");
        }
    }
}

#[test]
fn one_that_nobody_has_touched_shows_its_task() {
    let course = course();
    let mut state = graded(&course);
    state.known[0].task = Some("Boil the water.".to_owned());
    let shown = |state: &mut State<'_>| view::frame(state, 80, 24).join("\n");
    let frame = shown(&mut state);
    assert!(frame.contains("Boil the water.") && !frame.contains("checks pass"));
    state.known[0].task = None;
    assert!(shown(&mut state).contains("1 of 1 checks pass"));
}
