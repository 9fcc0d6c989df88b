//! Verdicts as one JSON object, after `xtask/verdicts.schema.json`.

use super::plain;
use crate::{
    course::Exercise,
    grade::Graded,
    show,
    verdict::{Failure, State, Verdict},
};
use serde_json::{Map, Value, json};

/// The verdicts as text, in learning order.
pub(crate) fn json(exercises: &[&Exercise], graded: &[Graded]) -> String {
    let solved = graded.iter().filter(|it| it.verdict.is_solved()).count();
    let verdicts: Vec<_> = exercises
        .iter()
        .zip(graded)
        .map(|(exercise, it)| one(exercise, it))
        .collect();
    let all = json!({
        "version": 1,
        "solved": solved,
        "asked": exercises.len(),
        "exercises": verdicts,
    });
    serde_json::to_string_pretty(&all).expect("a value of ours has text for keys")
}

fn one(exercise: &Exercise, graded: &Graded) -> Value {
    let verdict = &graded.verdict;
    let message = show::explanation(exercise, graded).join("\n\n");
    let mut object = Map::new();
    let mut put =
        |key: &str, value: Value| drop(object.insert(key.to_owned(), value));
    put("exercise", json!(exercise.name));
    put("lesson", json!(exercise.folder));
    put("file", json!(graded.file(exercise).to_string_lossy().replace('\\', "/")));
    put("verdict", json!(verdict.name()));
    put("summary", json!(show::summary(verdict)));
    put("beliefs", json!(verdict.beliefs()));
    put("message", json!(plain(&message)));
    put("picture", json!(graded.picture));
    put("seconds", json!(graded.took.as_secs_f64()));
    for (key, value) in details(verdict) {
        put(key, value);
    }
    Value::Object(object)
}

/// What only some verdicts have.
fn details(verdict: &Verdict) -> Vec<(&'static str, Value)> {
    let counts =
        |passed: usize, total: usize| json!({"passed": passed, "total": total});
    match verdict {
        Verdict::Solved { tests } => vec![("tests", counts(*tests, *tests))],
        Verdict::NotAllRan { ran, tests } => vec![("tests", counts(*ran, *tests))],
        Verdict::Rejected { passed, tests, failures, .. } => {
            let failures: Vec<_> = failures.iter().map(failure).collect();
            vec![("tests", counts(*passed, *tests)), ("failures", json!(failures))]
        }
        Verdict::Refused { errors, .. } => {
            let errors: Vec<_> = errors
                .iter()
                .map(|it| json!({"code": it.code, "text": plain(&it.text)}))
                .collect();
            vec![("errors", json!(errors))]
        }
        Verdict::Hangs { tests, state, .. } => {
            let state = match state {
                State::Asleep => "asleep",
                State::Spinning => "spinning",
                State::Unknown => "unknown",
            };
            vec![("hanging", json!(tests)), ("state", json!(state))]
        }
        Verdict::LeftEarly { code } => vec![("exit_code", json!(code))],
        _ => Vec::new(),
    }
}

fn failure(failure: &Failure) -> Value {
    json!({
        "test": failure.test,
        "measured": failure.measured,
        "belief": failure.belief,
        "picture": failure.picture,
        "text": failure.text,
        "printed": failure.printed,
    })
}
