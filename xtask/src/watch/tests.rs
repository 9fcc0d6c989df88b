//! What is known and shown, without a terminal and without a grader.

use super::{
    action::Action,
    state::{Busy, Page, State},
    view,
};
use crate::{
    course::{Course, Exercise, Lesson, header::Header, kind::Kind},
    grading::graded::Graded,
    terminal::error::Error,
    verdict::Verdict,
};
use std::time::{Duration, Instant};

/// A lesson with forty exercises.
fn course() -> Course {
    let exercise = |number| Exercise {
        name: format!("exercise_{number}"),
        package: "demo-exercises".to_owned(),
        folder: "01-demo".to_owned(),
        header: Some(header(Kind::Build)),
    };
    let exercises = (0..40).map(exercise).collect();
    let lesson = Lesson { folder: "01-demo".to_owned(), exercises };
    Course::new("course".into(), "target".into(), vec![lesson])
}

fn header(kind: Kind) -> Header {
    Header { title: String::new(), kind, minutes: 10, task: String::new() }
}

/// A verdict on the exercise of this index.
fn verdict(course: &Course, index: usize, verdict: Verdict) -> Graded {
    Graded::new(course.lessons[0].exercises[index].clone(), verdict)
}

fn solved(course: &Course, which: &[usize]) -> Vec<Graded> {
    let solved =
        |index: &usize| verdict(course, *index, Verdict::Solved { tests: 1 });
    which.iter().map(solved).collect()
}

/// All are graded, for a screen of 80 columns; the learner is at the first.
fn graded(course: &Course) -> State<'_> {
    let mut state = State::new(course, Some(0));
    while let which @ [_, ..] = &state.take_work()[..] {
        state.graded(which, Ok(Some(solved(course, which))));
    }
    state
}

#[test]
fn the_current_exercise_is_graded_before_all_others() {
    let course = course();
    let mut state = State::new(&course, Some(7));
    assert_eq!(state.take_work(), [7]);
    state.graded(&[7], Ok(Some(solved(&course, &[7]))));
    let others: Vec<_> = (0..40).filter(|it| *it != 7).collect();
    assert_eq!(state.take_work(), others);
    assert!(state.is_idle_work());
}

/// All are as they were given; the learner is at the first of them.
fn untouched(course: &Course) -> State<'_> {
    let mut state = State::new(course, Some(0));
    state.known.iter_mut().for_each(|it| it.is_untouched = true);
    state
}

#[test]
fn untouched_exercises_need_no_verdict_and_one_or_two_are_built_ahead() {
    let course = course();
    let mut state = untouched(&course);
    assert!(state.take_work().is_empty());
    assert!(state.has_seen_all());
    let frame = view::frame(&mut state, 80, 24).join("\n");
    assert!(frame.contains("0 of 40 solved"), "{frame}");
    for which in [0, 1] {
        assert_eq!(state.take_ahead(), Some(which));
        assert!(state.is_ahead() && !state.is_urgent());
        // Even a check that passes does not make one solved that was not begun.
        state.graded(&[which], Ok(Some(solved(&course, &[which]))));
        assert_eq!(state.solved(), 0);
    }
    assert_eq!(state.take_ahead(), None);
    // Where the learner goes, the check is ahead of them.
    state.go_to(7);
    assert_eq!(state.take_ahead(), Some(7));
    state.go_to(20);
    assert!(state.is_ahead_of_another());
    assert_eq!(state.take_ahead(), Some(20));
    assert!(!state.is_ahead_of_another());
}

#[test]
fn a_save_or_a_wish_comes_before_what_is_built_ahead() {
    let course = course();
    let mut state = untouched(&course);
    assert_eq!(state.take_ahead(), Some(0));
    state.known[3].is_untouched = false;
    state.saved(&[3], Instant::now());
    assert!(state.is_urgent() && state.is_idle_work());
    assert_eq!(state.take_work(), [3]);
    state.graded(&[3], Ok(Some(solved(&course, &[3]))));
    assert_eq!((state.solved(), state.take_work()), (1, vec![]));
    state.go_to(5);
    assert!(!state.is_urgent());
    state.again();
    assert_eq!(state.take_work(), [5]);
}

#[test]
fn a_problem_of_what_is_built_ahead_is_told_when_it_matters() {
    let course = course();
    let mut state = untouched(&course);
    let which = state.take_ahead().expect("there is something to build");
    state.graded(&[which], Err(Error::NoExercises));
    assert!(state.error.is_none());
    // It is not tried without end.
    assert_eq!(state.take_ahead(), None);
    state.again();
    assert_eq!(state.take_work(), [which]);
    state.graded(&[which], Err(Error::NoExercises));
    assert!(state.error.is_some());
}

#[test]
fn of_several_saved_at_once_the_current_one_stays() {
    let course = course();
    let mut state = graded(&course);
    state.saved(&[3, 5], Instant::now());
    assert_eq!((state.current(), state.take_work()), (3, vec![3]));
    state.saved(&[1, 3, 4], Instant::now());
    assert_eq!(state.current(), 3);
    state.graded(&[3], Ok(Some(solved(&course, &[3]))));
    // Those that were not graded since are not forgotten.
    assert_eq!(state.take_work(), [1, 4, 5]);
}

#[test]
fn a_problem_stops_all_work_until_something_changes() {
    let course = course();
    let mut state = graded(&course);
    state.saved(&[2], Instant::now());
    assert_eq!(state.take_work(), [2]);
    state.graded(&[2], Err(Error::NoExercises));
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
    state.graded(&[0], Ok(Some(solved(&course, &[0]))));
    assert!(state.take_work().is_empty());
}

#[test]
fn a_verdict_does_not_move_the_page_that_somebody_reads() {
    let course = course();
    let mut state = graded(&course);
    state.again();
    let which = state.take_work();
    state.page = Page::Text { title: "long".to_owned(), text: "line\n".repeat(99) };
    view::frame(&mut state, 80, 24);
    state.apply(&course, Action::PageDown);
    let before = state.scroll;
    state.graded(&which, Ok(Some(solved(&course, &which))));
    assert!(before > 0);
    assert_eq!(before, state.scroll);
}

#[test]
fn a_page_turns_by_what_is_seen_but_two_rows_and_ends_are_a_key_away() {
    let course = course();
    let mut state = graded(&course);
    let text: Vec<_> = (0..99).map(|it| format!("line {it}.")).collect();
    state.page = Page::Text { title: "long".to_owned(), text: text.join("\n") };
    let shown = |state: &mut State<'_>| view::frame(state, 80, 30).join("\n");
    let rows = |frame: &str| {
        let lines = frame.lines().filter_map(|it| it.strip_prefix("line "));
        let numbers = lines.map(|it| it.trim_end_matches('.').parse().unwrap());
        numbers.collect::<Vec<usize>>()
    };
    let first = shown(&mut state);
    assert!(console::strip_ansi_codes(&first).contains("↑ ↓ scroll"), "{first}");
    let last_seen = *rows(&first).last().unwrap();
    state.apply(&course, Action::PageDown);
    assert_eq!(rows(&shown(&mut state))[..2], [last_seen - 1, last_seen]);
    state.apply(&course, Action::PageUp);
    assert_eq!(shown(&mut state), first);
    state.apply(&course, Action::End);
    assert_eq!(rows(&shown(&mut state)).last(), Some(&98));
    state.apply(&course, Action::Home);
    assert_eq!(shown(&mut state), first);
    // What fits is not scrolled.
    state.page =
        Page::Text { title: "short".to_owned(), text: "line 0.".to_owned() };
    assert!(!shown(&mut state).contains("scroll"));
}

#[test]
fn a_story_is_followed_to_its_last_word_unless_somebody_reads_further_up() {
    let course = course();
    let mut state = graded(&course);
    let shown = |state: &mut State<'_>| view::frame(state, 80, 24).join("\n");
    state.listen();
    shown(&mut state);
    for line in 0..99 {
        state.told(Some(format!("line {line}.")));
        assert!(shown(&mut state).contains(&format!("line {line}.")));
    }
    state.told(None);
    assert!(shown(&mut state).contains("The story has ended."));

    state.listen();
    (0..99).for_each(|line| state.told(Some(format!("line {line}."))));
    shown(&mut state);
    state.apply(&course, Action::Up);
    let before = shown(&mut state);
    assert!(before.contains("line 97.") && !before.contains("line 98."), "{before}");
    state.told(None);
    assert!(!shown(&mut state).contains("line 98."));
    // At the end again, it goes on with the story.
    state.apply(&course, Action::End);
    assert!(shown(&mut state).contains("The story has ended."));
}

#[test]
fn a_verdict_that_is_being_replaced_says_so_and_bears_no_mark() {
    let course = course();
    let mut state = graded(&course);
    let shown = |state: &mut State<'_>| {
        let frame = view::frame(state, 80, 24).join("\n");
        console::strip_ansi_codes(&frame).into_owned()
    };
    assert!(shown(&mut state).contains("✔ 1 of 1 tests pass\n"));
    state.saved(&[0], Instant::now());
    let which = state.take_work();
    let former = shown(&mut state);
    assert!(former.contains("… 1 of 1 tests pass (before this save)"), "{former}");
    assert!(!former.contains("✔ 1 of 1") && !former.contains("on to "));
    state.graded(&which, Ok(Some(solved(&course, &which))));
    assert!(shown(&mut state).contains("✔ 1 of 1 tests pass\n"));
    state.again();
    assert!(shown(&mut state).contains("(before this check)"));
}

#[test]
fn a_check_that_runs_tells_its_seconds_and_its_limit() {
    let since = Instant::now();
    let busy = Busy::Runs(since, Duration::from_secs(10));
    let words = |millis| view::words(&busy, since + Duration::from_millis(millis));
    assert_eq!(words(0), "running the tests, 0 s of 10");
    assert_eq!(words(4_900), "running the tests, 4 s of 10");
    assert_eq!(words(12_000), "running the tests: 10 s are up, looking once more …");
}

#[test]
fn before_the_first_verdict_there_is_the_task_and_no_count() {
    let course = course();
    let mut state = State::new(&course, Some(0));
    state.known[0].task = Some("Boil the water.".to_owned());
    let which = state.take_work();
    let shown = |state: &mut State<'_>| view::frame(state, 80, 24).join("\n");
    let frame = shown(&mut state);
    assert!(frame.contains("Boil the water.") && frame.contains("is being checked"));
    assert!(frame.contains("… of 40 solved"), "{frame}");
    state.known[0].task = None;
    state.graded(&which, Ok(Some(solved(&course, &which))));
    assert!(shown(&mut state).contains("… of 40 solved"));
    let which = state.take_work();
    state.graded(&which, Ok(Some(solved(&course, &which))));
    assert!(shown(&mut state).contains("40 of 40 solved"));
}

#[test]
fn what_is_chosen_in_a_long_list_is_on_the_screen() {
    let course = course();
    let mut state = graded(&course);
    state.apply(&course, Action::List);
    let wishes = [Action::Down; 45].into_iter().chain([Action::Up; 45]);
    for action in
        wishes.chain([Action::PageDown; 5]).chain([Action::Home, Action::End])
    {
        state.apply(&course, action);
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
    state.known[0].is_untouched = true;
    let shown = |state: &mut State<'_>| view::frame(state, 80, 24).join("\n");
    let frame = shown(&mut state);
    assert!(frame.contains("Boil the water.") && !frame.contains("tests pass"));
    assert!(frame.contains("in your editor, write, and save"));
    state.known[0].task = None;
    assert!(shown(&mut state).contains("1 of 1 tests pass"));
}

#[test]
fn what_is_given_is_told_below_a_task_that_speaks_of_it() {
    for (kind, is_told) in
        [(Kind::Fix, true), (Kind::CompileError, true), (Kind::Build, false)]
    {
        let mut course = course();
        course.lessons[0].exercises[0].header = Some(header(kind));
        let mut state = graded(&course);
        let does_not_compile =
            Verdict::DoesNotCompile { errors: Vec::new(), misconception: None };
        state.known[0].graded = Some(verdict(&course, 0, does_not_compile));
        state.known[0].task = Some("Boil the water.".to_owned());
        state.known[0].is_untouched = true;
        let shown = |state: &mut State<'_>| {
            let frame = view::frame(state, 80, 30).join("\n");
            console::strip_ansi_codes(&frame).into_owned()
        };
        let frame = shown(&mut state);
        let (task, given) =
            frame.split_once("As it is given:").unwrap_or((&frame, ""));
        assert!(task.contains("Boil the water."), "{frame}");
        assert_eq!(given.contains("✗ does not compile"), is_told, "{kind}: {frame}");
        assert_eq!(frame.contains("does not compile"), is_told, "{kind}: {frame}");
        // What is being graded again has no verdict, and what never was has none either.
        state.known[0].is_old = true;
        assert!(!shown(&mut state).contains("✗ does not compile"));
        state.known[0].graded = None;
        assert!(!shown(&mut state).contains("As it is given"), "{kind}");
    }
}

/// `n` goes through the list, as it always does.
#[test]
fn a_solved_exercise_names_the_next_unsolved_one_and_its_key() {
    let course = course();
    let mut state = graded(&course);
    let mut check = |unsolved: &[usize], said: &str, goes_to: usize| {
        for index in 0..40 {
            state.known[index].graded = Some(match unsolved.contains(&index) {
                true => verdict(&course, index, Verdict::MemoryLimit),
                false => verdict(&course, index, Verdict::Solved { tests: 1 }),
            });
        }
        let frame = view::frame(&mut state, 80, 30).join("\n");
        assert!(frame.contains(said), "{said}: {frame}");
        assert!(frame.contains("how the course solves it"), "{frame}");
        state.apply(&course, Action::Choose);
        assert_eq!(state.current(), goes_to);
    };
    check(&[], "All are solved.", 0);
    check(&[1, 7], "n: on to exercise_1", 1);
    check(&[0, 7], "Enter: on to exercise_7", 7);
    check(&[0], "Enter: on to exercise_0", 0);
    // Enter leaves nothing that is not solved.
    for unsolved in [0, 1] {
        state.known[unsolved].graded =
            Some(verdict(&course, unsolved, Verdict::MemoryLimit));
    }
    state.apply(&course, Action::Choose);
    assert_eq!(state.current(), 0);
}
