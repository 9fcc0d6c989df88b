//! The learner predicts the seconds and the answers of five programs.
//!
//! If learners confuse one program with another, that other program is its alternative:
//! a guess that fits the alternative reveals the misconception.

#[path = "../five_or_twelve.rs"]
mod five_or_twelve;
#[path = "../programs/five_or_twelve.rs"]
mod programs;

use five_or_twelve::*;
use probe::predict::{Alternative, Column, Outcome, Sheet};
use programs::*;

#[test]
fn join_all_is_predicted() {
    sheet().judge("join_all", [in_turn("one-thread-one-wait"), as_finished()]);
}

#[test]
fn a_vec_is_predicted() {
    let at_once = all_at_once(
        "futures ran as soon as they were created",
        "awaits-in-sequence",
    );
    sheet().judge("a_vec", [at_once]);
}

#[test]
fn handles_are_predicted() {
    let in_turn = why_tasks_add_up().map(in_turn);
    sheet().judge("handles", in_turn.into_iter().chain([as_finished()]));
}

#[test]
fn one_by_one_is_predicted() {
    // The guess for `a_vec` shows whether the awaits of plain futures overlap, too.
    let futures_overlap = sheet().says("a_vec", "seconds", brewed(handles()));
    let at_once = all_at_once(
        "all tasks were spawned before any await",
        if futures_overlap { "awaits-in-sequence" } else { "spawned-one-by-one" },
    );
    sheet().judge("one_by_one", [at_once]);
}

#[test]
fn a_join_set_is_predicted() {
    let listed = all_at_once(
        "answers were listed in the order of the spawns",
        "answers-in-my-order",
    );
    // If the guess for `handles` lets tasks overlap, the learner knows that tasks run
    // on their own.
    let tasks_add_up = sheet().says("handles", "seconds", brewed(one_by_one()));
    let in_turn = why_tasks_add_up().filter(|_| tasks_add_up).map(in_turn);
    sheet().judge("join_set", [listed].into_iter().chain(in_turn));
}

fn sheet() -> Sheet {
    let answers = Column::letters("answers", "answer").refuses(|letters| {
        let mut sorted = letters.to_vec();
        sorted.sort();
        let why = "each of A, B, and C is answered once";
        (sorted != ["A", "B", "C"]).then(|| why.to_owned())
    });
    Sheet::new([Column::value("seconds", "it takes", "s"), answers])
        .question("join_all", guess(JOIN_ALL), || brewed(join_all()))
        .question("a_vec", guess(A_VEC), || brewed(a_vec()))
        .question("handles", guess(HANDLES), || brewed(handles()))
        .question("one_by_one", guess(ONE_BY_ONE), || brewed(one_by_one()))
        .question("join_set", guess(JOIN_SET), || brewed(join_set()))
}

fn guess(guess: Guess) -> (Option<u64>, Option<&'static str>) {
    (guess.seconds, guess.answers)
}

fn brewed(program: impl Future<Output = Vec<char>> + 'static) -> Outcome {
    Outcome::of(program, |answers, took| {
        Outcome::new(took.as_secs()).and(answers.clone())
    })
}

fn all_at_once(if_: &str, misconception: &'static str) -> Alternative {
    Alternative::new(if_, misconception, || brewed(handles()))
}

fn in_turn(misconception: &'static str) -> Alternative {
    let if_ = "each cup were started only when the one before it was ready";
    Alternative::new(if_, misconception, || brewed(one_by_one()))
}

fn as_finished() -> Alternative {
    let if_ = "answers were listed in the order in which the cups became ready";
    Alternative::new(if_, "listed-as-finished", || brewed(join_set()))
}

/// The misconception behind adding up the times of tasks. The guess for `join_all`
/// shows whether the learner also adds up the times of plain futures.
fn why_tasks_add_up() -> Option<&'static str> {
    let says = |it| sheet().says("join_all", "seconds", it);
    if says(brewed(one_by_one())) {
        return Some("one-thread-one-wait");
    }
    says(brewed(join_all())).then_some("a-task-needs-its-await")
}
