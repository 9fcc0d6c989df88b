//! The state and the view, without a terminal and without a grader.

use super::{
    action::Action,
    help_page, keys,
    lesson_page::LessonPage,
    state::{Busy, Page, State},
    view,
};
use crate::{
    course::{Course, Exercise, Lesson, header::Header, kind::Kind},
    grading::graded::Graded,
    terminal::error::Error,
    verdict::{Diagnostic, Failure, Verdict},
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use protocol::Misconception;
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
        // An exercise that was not begun isn't solved, even if its check passes.
        state.graded(&[which], Ok(Some(solved(&course, &[which]))));
        assert_eq!(state.solved(), 0);
    }
    assert_eq!(state.take_ahead(), None);
    // The check of the exercise that the learner goes to is already being built.
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
    // It is not retried endlessly.
    assert_eq!(state.take_ahead(), None);
    state.again();
    assert_eq!(state.take_work(), [which]);
    state.graded(&[which], Err(Error::NoExercises));
    assert!(state.error.is_some());
}

#[test]
fn the_current_exercise_stays_if_several_are_saved_at_once() {
    let course = course();
    let mut state = graded(&course);
    state.saved(&[3, 5], Instant::now());
    assert_eq!((state.current(), state.take_work()), (3, vec![3]));
    state.saved(&[1, 3, 4], Instant::now());
    assert_eq!(state.current(), 3);
    state.graded(&[3], Ok(Some(solved(&course, &[3]))));
    // The others still have to be graded.
    assert_eq!(state.take_work(), [1, 4, 5]);
}

#[test]
fn an_error_stops_grading_until_a_check_is_asked_for() {
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
fn a_verdict_for_another_width_is_drawn_again() {
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
fn a_verdict_does_not_scroll_another_page() {
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
fn a_page_turns_by_a_screen_minus_two_rows_and_keys_go_to_its_ends() {
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
    // A page that fits doesn't scroll.
    state.page =
        Page::Text { title: "short".to_owned(), text: "line 0.".to_owned() };
    assert!(!shown(&mut state).contains("scroll"));
}

#[test]
fn a_story_scrolls_to_its_last_line_unless_the_learner_scrolled_up() {
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
    // Back at the end, new lines scroll the page again.
    state.apply(&course, Action::End);
    assert!(shown(&mut state).contains("The story has ended."));
}

#[test]
fn a_verdict_that_is_being_replaced_says_so_and_has_no_mark() {
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
fn a_running_check_shows_its_seconds_and_its_limit() {
    let since = Instant::now();
    let busy = Busy::Runs(since, Duration::from_secs(10));
    let words = |millis| view::words(&busy, since + Duration::from_millis(millis));
    assert_eq!(words(0), "running the tests, 0 s of 10");
    assert_eq!(words(4_900), "running the tests, 4 s of 10");
    assert_eq!(words(12_000), "running the tests: 10 s are up, trying once more …");
}

#[test]
fn the_task_and_no_count_is_shown_before_the_first_verdict() {
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
fn the_chosen_line_of_a_long_list_is_on_the_screen() {
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
fn an_untouched_exercise_shows_its_task() {
    let course = course();
    let mut state = graded(&course);
    state.known[0].task = Some("Boil the water.".to_owned());
    state.known[0].is_untouched = true;
    let shown = |state: &mut State<'_>| view::frame(state, 80, 24).join("\n");
    let frame = shown(&mut state);
    assert!(frame.contains("Boil the water.") && !frame.contains("tests pass"));
    assert!(
        frame.contains("(e opens it),\ndo what its TODO says, and save."),
        "{frame}"
    );
    state.known[0].task = None;
    assert!(shown(&mut state).contains("1 of 1 tests pass"));
}

#[test]
fn the_task_of_a_fix_is_followed_by_what_the_given_file_does() {
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
            frame.split_once("What the original file does:").unwrap_or((&frame, ""));
        assert!(task.contains("Boil the water."), "{frame}");
        assert_eq!(given.contains("✗ does not compile"), is_told, "{kind}: {frame}");
        assert_eq!(frame.contains("does not compile"), is_told, "{kind}: {frame}");
        // A verdict that is out of date has no mark, and an exercise without a verdict
        // shows nothing.
        state.known[0].is_old = true;
        assert!(!shown(&mut state).contains("✗ does not compile"));
        state.known[0].graded = None;
        assert!(
            !shown(&mut state).contains("What the original file does"),
            "{kind}"
        );
    }
}

/// The screen without its colors.
fn plain(state: &mut State<'_>, width: usize, height: usize) -> String {
    let frame = view::frame(state, width, height).join("\n");
    console::strip_ansi_codes(&frame).into_owned()
}

fn type_in(state: &mut State<'_>, course: &Course, text: &str) {
    text.chars().for_each(|it| state.apply(course, Action::Type(it)));
}

#[test]
fn typing_narrows_the_list_and_esc_leaves_the_search() {
    let course = course();
    let mut state = graded(&course);
    state.apply(&course, Action::List);
    state.apply(&course, Action::Search);
    assert!(state.is_typing());
    type_in(&mut state, &course, "ISE_3");
    let frame = plain(&mut state, 60, 24);
    assert!(frame.contains("/ ISE_3"), "{frame}");
    assert!(frame.contains("▸ ✔ exercise_3 "), "{frame}");
    assert!(frame.contains("exercise_39") && !frame.contains("exercise_2"));
    state.apply(&course, Action::Down);
    assert!(plain(&mut state, 60, 24).contains("▸ ✔ exercise_30 "));
    type_in(&mut state, &course, "1x");
    assert!(plain(&mut state, 60, 24).contains("No exercise has these words"));
    // There is no exercise to go to.
    state.apply(&course, Action::Choose);
    state.apply(&course, Action::Down);
    state.apply(&course, Action::Erase);
    assert!(plain(&mut state, 60, 24).contains("▸ ✔ exercise_31 "));
    state.apply(&course, Action::Back);
    assert!(!state.is_typing());
    let frame = plain(&mut state, 60, 24);
    assert!(frame.contains("▸ ✔ exercise_31 ") && frame.contains("exercise_29"));
    state.apply(&course, Action::Search);
    type_in(&mut state, &course, "demo build 17");
    state.apply(&course, Action::Choose);
    assert_eq!(state.current(), 17);
    assert!(!state.is_typing());
}

#[test]
fn the_first_and_the_last_row_are_a_key_away_everywhere() {
    let course = course();
    let mut state = graded(&course);
    let key = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
    let [first, last] = ['g', 'G'].map(|it| keys::action(key(it), false).unwrap());
    state.apply(&course, Action::List);
    state.apply(&course, last);
    assert!(plain(&mut state, 60, 24).contains("▸ ✔ exercise_39"));
    state.apply(&course, first);
    assert!(plain(&mut state, 60, 24).contains("▸ ✔ exercise_0 "));
    state.apply(&course, Action::Help);
    let top = plain(&mut state, 60, 24);
    assert!(top.contains("the task"), "{top}");
    state.apply(&course, last);
    assert!(plain(&mut state, 60, 24).contains("Ctrl-C"));
    state.apply(&course, first);
    assert_eq!(plain(&mut state, 60, 24), top);
    // In a search field, this key is a letter.
    assert_eq!(keys::action(key('G'), true), Some(Action::Type('G')));
    assert_eq!(keys::action(key('q'), true), Some(Action::Type('q')));
}

#[test]
fn every_key_of_a_legend_is_whole_in_60_columns() {
    let course = course();
    let mut state = graded(&course);
    for action in [Action::Back, Action::Help, Action::List, Action::Search] {
        state.apply(&course, action);
        for (width, height) in [(60, 24), (80, 24), (60, 12)] {
            let frame = plain(&mut state, width, height);
            let is_cut = |it: &str| it.contains('…') && !it.contains("a…z");
            let (_, legend) = frame.rsplit_once('─').expect("it is below a rule");
            assert!(!is_cut(legend), "{action:?}: {frame}");
            let end = frame.lines().last().unwrap_or_default();
            assert!(end.contains("quit") || end.contains("leave"), "{frame}");
        }
    }
    // On a small screen, the last key keeps its meaning.
    let frame = plain(&mut state, 40, 8);
    assert!(frame.ends_with("Enter Esc leave the search"), "{frame}");
}

#[test]
fn every_key_of_the_help_page_does_something() {
    let help = help_page::text();
    let keys = help.lines().filter(|it| it.starts_with("  "));
    let keys =
        keys.flat_map(|it| it.split("  ").skip(1).take_while(|it| !it.is_empty()));
    let words = keys.flat_map(str::split_whitespace);
    let letters = words.filter_map(|it| {
        let mut letters = it.chars();
        letters.next().filter(|it| it.is_ascii() && letters.next().is_none())
    });
    let letters = Vec::from_iter(letters);
    assert!(letters.len() > 15, "{letters:?}");
    for letter in letters {
        let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
        assert!(keys::action(key, false).is_some(), "{letter}");
    }
}

#[test]
fn a_folded_answer_opens_with_a_key_and_closes_with_it() {
    let course = course();
    let mut state = graded(&course);
    let fold = "<details>\n<summary>Answer</summary>\n\nFive.\n\n</details>\n\n";
    let text = format!("# Tea\n\n{fold}{}{fold}", "line\n\n".repeat(30));
    state.page = Page::Lesson(LessonPage::new("01-demo", text));
    let closed = plain(&mut state, 60, 24);
    assert!(closed.contains("Tea") && closed.contains("▸ Answer"), "{closed}");
    assert!(!closed.contains("Five."), "{closed}");
    assert!(closed.contains("o open folded text"), "{closed}");
    state.apply(&course, Action::Unfold);
    let open = plain(&mut state, 60, 24);
    assert!(open.contains("▾ Answer") && open.contains("Five."), "{open}");
    state.apply(&course, Action::End);
    let end = plain(&mut state, 60, 24);
    assert!(end.contains("▸ Answer") && !end.contains("Five."), "{end}");
    state.apply(&course, Action::Home);
    plain(&mut state, 60, 24);
    state.apply(&course, Action::Unfold);
    assert_eq!(plain(&mut state, 60, 24), closed);
}

/// A page with these folds, each of which follows 40 lines and contains this many lines.
fn page_with_folds(lesson: &str, folds: &[(&str, usize)]) -> Page {
    let fold = |(name, lines): &(&str, usize)| {
        let begin = format!("<details>\n<summary>{name}</summary>\n\n");
        let lines: String =
            (1..=*lines).map(|it| format!("{name} {it}.\n\n")).collect();
        format!("{}{begin}{lines}</details>\n\n", "line\n\n".repeat(20))
    };
    let text: String = folds.iter().map(fold).collect();
    let text = format!("# Tea\n\n{text}{}", "line\n\n".repeat(20));
    Page::Lesson(LessonPage::new(lesson, text))
}

#[test]
fn the_key_of_folds_brings_them_onto_the_screen() {
    let course = course();
    let mut state = graded(&course);
    state.page = page_with_folds("01-demo", &[("First", 3), ("Second", 30)]);
    let top = plain(&mut state, 60, 24);
    assert!(!top.contains("First"), "{top}");
    let unfold = |state: &mut State<'_>| {
        state.apply(&course, Action::Unfold);
        plain(state, 60, 24)
    };
    // The key scrolls to the fold below, but doesn't give the answer away.
    let found = unfold(&mut state);
    assert!(found.contains("▸ First") && !found.contains("First 1."), "{found}");
    let open = unfold(&mut state);
    assert!(open.contains("▾ First") && open.contains("First 3."), "{open}");
    // Text that is opened in the last row is scrolled into view, too.
    let is_last = |frame: &str| {
        let rows = Vec::from_iter(frame.lines());
        rows[rows.len() - 4..].iter().any(|it| it.starts_with("▸ Second"))
    };
    while !is_last(&plain(&mut state, 60, 24)) {
        state.apply(&course, Action::Down);
    }
    let open = unfold(&mut state);
    assert!(open.contains("▾ Second") && open.contains("Second 5."), "{open}");
    // A fold that fills the screen is closed, but its summary stays visible.
    (0..20).for_each(|_| state.apply(&course, Action::Down));
    assert!(!plain(&mut state, 60, 24).contains("▾ Second"));
    let closed = unfold(&mut state);
    assert!(
        closed.contains("▸ Second") && !closed.contains("Second 5."),
        "{closed}"
    );
    // Below the last fold, the nearest fold is the last one.
    state.page = page_with_folds("01-demo", &[("First", 3)]);
    state.apply(&course, Action::End);
    assert!(!plain(&mut state, 60, 24).contains("First"));
    assert!(unfold(&mut state).contains("▸ First"));
    state.page = Page::Lesson(LessonPage::new("01-demo", "# Tea".to_owned()));
    assert!(unfold(&mut state).contains("nothing is folded on this page"));
}

#[test]
fn a_page_is_found_as_it_was_left_and_another_lesson_s_begins_at_its_top() {
    let course = course();
    let mut state = graded(&course);
    state.page = page_with_folds("01-demo", &[("First", 3), ("Second", 3)]);
    plain(&mut state, 60, 24);
    state.apply(&course, Action::Unfold);
    plain(&mut state, 60, 24);
    state.apply(&course, Action::Unfold);
    let left = plain(&mut state, 60, 24);
    assert!(left.contains("First 3.") && !left.contains("Tea"), "{left}");
    let Page::Lesson(page) =
        page_with_folds("01-demo", &[("First", 3), ("Second", 3)])
    else {
        unreachable!("it is a page")
    };
    let text = page.text().to_owned();
    for leave in [Action::Back, Action::Help, Action::After] {
        state.apply(&course, leave);
        plain(&mut state, 60, 24);
        let page = state.lesson_page(text.clone());
        state.show(Page::Lesson(page));
        let frame = plain(&mut state, 60, 24);
        let below_head =
            |it: &str| it.lines().skip(3).collect::<Vec<_>>().join("\n");
        assert_eq!(below_head(&frame), below_head(&left), "{leave:?}");
    }
    // A page with another text, such as another lesson's, begins at its top.
    state.apply(&course, Action::Back);
    let page = state.lesson_page(format!("{text}\n\nMore."));
    state.show(Page::Lesson(page));
    assert!(plain(&mut state, 60, 24).contains("Tea"));
}

#[test]
fn a_search_looks_in_the_text_that_is_on_the_screen() {
    let course = course();
    let mut state = graded(&course);
    let lines =
        (0..99).map(|it| format!("line {it}.")).collect::<Vec<_>>().join("\n");
    state.show(Page::Text { title: "long".to_owned(), text: lines });
    plain(&mut state, 60, 24);
    state.apply(&course, Action::Search);
    assert!(state.is_typing());
    type_in(&mut state, &course, "LINE 5");
    let frame = plain(&mut state, 60, 24);
    assert!(frame.contains("/ LINE 5▏   match 1 of 11"), "{frame}");
    assert!(frame.contains("Enter next match"), "{frame}");
    state.apply(&course, Action::Choose);
    let frame = plain(&mut state, 60, 24);
    assert!(
        frame.contains("match 2 of 11") && frame.contains("line 50."),
        "{frame}"
    );
    type_in(&mut state, &course, "x");
    assert!(plain(&mut state, 60, 24).contains("/ LINE 5x▏   no match"));
    state.apply(&course, Action::Erase);
    assert!(plain(&mut state, 60, 24).contains("match 1 of 11"));
    state.apply(&course, Action::Choose);
    assert!(plain(&mut state, 60, 24).contains("line 50."));
    // The first Esc leaves the search without scrolling, and the second one leaves the
    // page.
    state.apply(&course, Action::Back);
    assert!(!state.is_typing());
    let frame = plain(&mut state, 60, 24);
    assert!(frame.contains("line 50.") && !frame.contains("match"), "{frame}");
    state.apply(&course, Action::Back);
    assert!(plain(&mut state, 60, 24).contains("1 of 1 tests pass"));
    // Another page has no search, and a save replaces the earlier message.
    state.apply(&course, Action::Search);
    state.note = Some("the file is in your editor".to_owned());
    state.saved(&[0], Instant::now());
    assert!(!state.is_typing() && state.note.is_none());
}

#[test]
fn it_begins_where_the_learner_left_unless_that_is_solved() {
    let course = course();
    let answer = |state: &mut State<'_>, unsolved: &[usize]| {
        let which = state.take_work();
        let graded = which.iter().map(|index| match unsolved.contains(index) {
            true => verdict(&course, *index, Verdict::MemoryLimit),
            false => verdict(&course, *index, Verdict::Solved { tests: 1 }),
        });
        let graded = graded.collect();
        state.graded(&which, Ok(Some(graded)));
        which
    };
    let mut state = State::new(&course, None);
    state.resume(7);
    assert!(state.is_decided());
    assert_eq!(answer(&mut state, &[7]), [7]);
    assert_eq!((state.current(), state.is_decided()), (7, true));

    // The next exercise is the next unsolved one in its lesson. Finding it requires all
    // verdicts.
    for (unsolved, next) in [(&[3, 9][..], 9), (&[3], 3), (&[], 7)] {
        let mut state = State::new(&course, None);
        state.resume(7);
        answer(&mut state, unsolved);
        assert!(!state.is_decided());
        assert_eq!(answer(&mut state, unsolved).len(), 39);
        assert_eq!((state.current(), state.is_decided()), (next, true));
        // The learner didn't choose this exercise.
        assert_eq!(state.take_choice(), None);
    }

    // If the learner has done something by then, the current exercise doesn't change.
    for action in [Action::Hint, Action::Next] {
        let mut state = State::new(&course, None);
        state.resume(7);
        let which = state.take_work();
        state.apply(&course, action);
        let current = state.current();
        state.graded(&which, Ok(Some(solved(&course, &which))));
        assert_eq!((state.current(), state.is_decided()), (current, true));
    }
}

#[test]
fn what_the_learner_goes_to_or_saves_is_a_choice() {
    let course = course();
    let mut state = graded(&course);
    assert_eq!(state.take_choice(), None);
    state.apply(&course, Action::Next);
    assert_eq!(state.take_choice(), Some(1));
    state.apply(&course, Action::List);
    state.apply(&course, Action::Down);
    assert_eq!(state.take_choice(), None);
    state.apply(&course, Action::Choose);
    assert_eq!(state.take_choice(), Some(2));
    state.saved(&[5], Instant::now());
    assert_eq!(state.take_choice(), Some(5));
}

/// Six tests fail, each with a long picture and a misconception.
fn failing(course: &Course, lanes: usize) -> Graded {
    let lane = |number| format!("fetch {number}  █━━━━━━━━━━━━━●");
    let lanes = Vec::from_iter((0..lanes).map(lane)).join("\n");
    let failure = |number| Failure {
        test: format!("test_{number}"),
        measured: Some(format!("took {number} s, the slowest answer takes 1 s")),
        misconception: Some("in-turn".to_owned()),
        picture: Some(format!("         0s      1s\n{lanes}\n         █ polled")),
        ..Failure::default()
    };
    let failures = (2..8).map(failure).collect();
    let failed =
        Verdict::TestsFailed { passed: 1, tests: 7, failures, aside: String::new() };
    let mut graded = verdict(course, 0, failed);
    graded.misconceptions = vec![Misconception {
        slug: "in-turn".to_owned(),
        belief:
            "Futures begin to run as soon as they are made, and an `.await` only \
                 collects their answers, whatever the order is."
                .to_owned(),
        fact:
            "A future makes progress only when it is polled, and `.await` polls one \
               future until it is done. The others wait for their turn, which makes \
               the whole as long as the sum."
                .to_owned(),
        symptom: String::new(),
        taught_in: "lessons/01-demo/README.md#why".to_owned(),
        compiler_messages: Vec::new(),
        special_case_of: None,
    }];
    graded
}

#[test]
fn the_first_failure_is_seen_whole_on_80_by_24_and_a_key_shows_all() {
    let course = course();
    let mut state = graded(&course);
    let shown = |state: &mut State<'_>| {
        let frame = view::frame(state, 80, 24).join("\n");
        console::strip_ansi_codes(&frame).into_owned()
    };
    state.known[0].graded = Some(failing(&course, 5));
    let frame = shown(&mut state);
    let parts = [
        "✗ 1 of 7 tests pass",
        "test_2",
        "took 2 s",
        "fetch 4  █━━",
        "█ polled",
        "You might think (in-turn): Futures begin",
        "In fact: A future",
        "Taught in lessons",
    ];
    let places = parts.map(|it| frame.find(it).unwrap_or_else(|| panic!("{frame}")));
    assert!(places.is_sorted(), "{frame}");
    state.apply(&course, Action::End);
    let end = shown(&mut state);
    assert!(end.contains("✗ test_7: took 7 s") && end.contains("a: all 6 failures"));
    assert!(!end.contains("fetch 0"), "{end}");
    state.apply(&course, Action::All);
    state.apply(&course, Action::End);
    let all = shown(&mut state);
    assert!(all.contains("test_7\n") && all.contains("a: only the first failure"));
    state.go_to(1);
    state.go_to(0);

    // A picture that is taller than the remaining space comes last.
    state.known[0].graded = Some(failing(&course, 20));
    let frame = shown(&mut state);
    let place = |part| frame.find(part).unwrap_or_else(|| panic!("{frame}"));
    assert!(place("Taught in") < place("fetch 0"), "{frame}");
}

/// Enter and `n` go to the same exercise.
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
        let current = state.current();
        for action in [Action::Choose, Action::Next] {
            state.go_to(current);
            state.apply(&course, action);
            assert_eq!(state.current(), goes_to, "{action:?}");
        }
    };
    check(&[1, 7], "Enter or n: go on to exercise_1\n", 1);
    check(&[0, 7], "Enter or n: go on to exercise_7\n", 7);
    check(&[0], "Enter or n: go on to exercise_0\n", 0);
    let frame = view::frame(&mut state, 80, 30).join("\n");
    assert!(!frame.contains("Enter or n"), "{frame}");
    // From an unsolved exercise, `n` goes to the next one in the list, and Enter does
    // nothing.
    state.apply(&course, Action::Next);
    assert_eq!(state.current(), 1);
    state.apply(&course, Action::Before);
    for unsolved in [0, 1] {
        state.known[unsolved].graded =
            Some(verdict(&course, unsolved, Verdict::MemoryLimit));
    }
    state.apply(&course, Action::Choose);
    assert_eq!(state.current(), 0);
    // If all are solved, `n` also goes to the next one in the list.
    state.known[0].graded = Some(verdict(&course, 0, Verdict::Solved { tests: 1 }));
    state.known[1].graded = Some(verdict(&course, 1, Verdict::Solved { tests: 1 }));
    assert!(plain(&mut state, 80, 30).contains("All are solved."));
    state.apply(&course, Action::Choose);
    assert_eq!(state.current(), 0);
    state.apply(&course, Action::Next);
    assert_eq!(state.current(), 1);
}

#[test]
fn another_lesson_is_announced_before_and_after_the_learner_goes_there() {
    let exercise = |folder: &str, name: &str| Exercise {
        name: name.to_owned(),
        package: String::new(),
        folder: folder.to_owned(),
        header: Some(header(Kind::Build)),
    };
    let lesson = |folder: &str, names: [&str; 2]| Lesson {
        folder: folder.to_owned(),
        exercises: names.map(|it| exercise(folder, it)).to_vec(),
    };
    let lessons = vec![lesson("01-tea", ["a", "b"]), lesson("04-jam", ["c", "d"])];
    let course = Course::new("course".into(), "target".into(), lessons);
    let mut state = State::new(&course, Some(0));
    for index in 0..4 {
        let exercise = state.known[index].exercise.clone();
        let verdict = match index {
            2 => Verdict::MemoryLimit,
            _ => Verdict::Solved { tests: 1 },
        };
        state.known[index].is_old = false;
        state.known[index].graded = Some(Graded::new(exercise, verdict));
    }
    let frame = plain(&mut state, 80, 24);
    assert!(frame.contains("Enter or n: go on to c, in lesson 04-jam\n"), "{frame}");
    for (action, said) in [
        (Action::Next, "Next lesson: 04-jam. Its page: p"),
        (Action::Before, "Lesson: 01-tea. Its page: p"),
        (Action::After, "Next lesson: 04-jam. Its page: p"),
    ] {
        state.apply(&course, action);
        let frame = plain(&mut state, 80, 24);
        assert!(frame.contains(&format!(" {said} ")), "{action:?}: {frame}");
    }
    // Within the same lesson, no message is needed.
    state.apply(&course, Action::After);
    assert!(!plain(&mut state, 80, 24).contains("Its page"));
}

#[test]
fn long_lines_of_source_are_cut_until_a_key_shows_them_in_full() {
    let course = course();
    let mut state = graded(&course);
    let source = format!("12 |     let {} = 1;", "tea_".repeat(20));
    let label =
        format!("   |         ^^^ {}the label ends here", "words ".repeat(12));
    let note = format!("   = note: {}the note ends here", "words ".repeat(12));
    let text = format!("error[E0000]: no\n   |\n{source}\n{label}\n{note}");
    let error =
        Diagnostic { code: Some("E0000".to_owned()), text, ..Diagnostic::default() };
    let errors = vec![error];
    state.known[0].graded = Some(verdict(
        &course,
        0,
        Verdict::DoesNotCompile { errors, misconception: None },
    ));
    let cut = plain(&mut state, 80, 24);
    let bars = |frame: &str| {
        let rows = frame.lines().skip_while(|it| !it.contains("error[E0000]"));
        let rows = rows.skip(1).take_while(|it| !it.contains("= note"));
        Vec::from_iter(rows.map(|it| it.find('|')))
    };
    assert_eq!(bars(&cut), [Some(5); 3], "{cut}");
    assert!(
        cut.contains("tea_…\n") && !cut.contains("the label ends here"),
        "{cut}"
    );
    assert!(cut.contains("the note ends here"), "{cut}");
    // The headline shows the key, because the end of an error may be below the screen.
    assert!(
        cut.contains("✗ does not compile   o: show long lines in full\n"),
        "{cut}"
    );
    state.apply(&course, Action::Unfold);
    let full = plain(&mut state, 80, 30);
    assert!(full.contains("the label ends here") && full.contains("= 1;"), "{full}");
    assert!(full.contains("o: cut long lines"), "{full}");
    state.apply(&course, Action::Unfold);
    assert_eq!(plain(&mut state, 80, 24), cut);
    // If everything fits, no such key is shown.
    assert!(!plain(&mut state, 140, 24).contains("o: "));
}

#[test]
fn an_untouched_exercise_says_first_what_to_do() {
    let course = course();
    let mut state = untouched(&course);
    state.known[0].task = Some("Boil the water.\n\n".repeat(40));
    let first = |state: &mut State<'_>| {
        let frame = plain(state, 80, 24);
        frame.lines().skip(3).take(6).collect::<Vec<_>>().join("\n")
    };
    let file = "Now open exercises/01-demo/exercise_0.rs";
    let task = "do what its TODO says, and save. Every save is graded.\n\nBoil";
    let frame = first(&mut state);
    assert!(frame.contains(&format!("{file} (e opens it),\n{task}")), "{frame}");
    // `e` is not offered if it can't open an editor.
    state.has_editor = false;
    let frame = first(&mut state);
    assert!(frame.contains(&format!("{file} in your editor,\n{task}")), "{frame}");
    // `t` stays on this page, because a page with only the task would say less.
    state.apply(&course, Action::Down);
    state.apply(&course, Action::Task);
    assert_eq!(first(&mut state), frame);
    assert!(plain(&mut state, 80, 24).contains("this is the task"));
}
