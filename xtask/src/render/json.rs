//! Verdicts as one JSON object, as `xtask/verdicts.schema.json` documents it.

use super::{format::plain, human};
use crate::{
    grading::graded::{Graded, count_solved},
    verdict::{Failure, Verdict, Warning},
};
use serde_json::{Map, Value, json};

/// The verdicts as text, in learning order, with messages of this width.
pub(crate) fn json(graded: &[Graded], width: usize) -> String {
    let verdicts: Vec<_> = graded.iter().map(|it| one(it, width)).collect();
    let all = json!({
        "version": 2,
        "solved": count_solved(graded),
        "asked": graded.len(),
        "exercises": verdicts,
    });
    serde_json::to_string_pretty(&all).expect("a value of ours has text for keys")
}

fn one(graded: &Graded, width: usize) -> Value {
    let (exercise, verdict) = (&graded.exercise, &graded.verdict);
    let message = human::explanation(graded, width).join("\n\n");
    let mut object = Map::new();
    let mut put =
        |key: &str, value: Value| drop(object.insert(key.to_owned(), value));
    put("exercise", json!(exercise.name));
    put("lesson", json!(exercise.folder));
    put("file", json!(graded.file().to_string_lossy().replace('\\', "/")));
    put("verdict", json!(verdict.name()));
    put("summary", json!(human::summary(verdict)));
    put("misconceptions", json!(graded.slugs()));
    put("message", json!(plain(&message)));
    put("picture", json!(graded.picture));
    put("own_failures", json!(graded.own_failures));
    put("seconds", json!(graded.took.as_secs_f64()));
    let warnings = graded.warnings.iter();
    put("warnings", warnings.map(warning).collect());
    for (key, value) in details(verdict) {
        put(key, value);
    }
    Value::Object(object)
}

/// The fields that only some verdicts have.
fn details(verdict: &Verdict) -> Vec<(&'static str, Value)> {
    let counts =
        |passed: usize, total: usize| json!({"passed": passed, "total": total});
    match verdict {
        Verdict::Solved { tests } => vec![("tests", counts(*tests, *tests))],
        Verdict::NotAllRan { ran, tests } => vec![("tests", counts(*ran, *tests))],
        Verdict::TestsFailed { passed, tests, failures, .. } => {
            let failures: Vec<_> = failures.iter().map(failure).collect();
            vec![("tests", counts(*passed, *tests)), ("failures", json!(failures))]
        }
        Verdict::DoesNotCompile { errors, .. } => {
            let errors: Vec<_> = errors
                .iter()
                .map(|it| json!({"code": it.code, "text": plain(&it.text)}))
                .collect();
            vec![("errors", json!(errors))]
        }
        Verdict::TimedOut { tests, state, .. } => {
            vec![("unfinished", json!(tests)), ("state", json!(state.name()))]
        }
        Verdict::ExitedEarly { code } => vec![("exit_code", json!(code))],
        _ => Vec::new(),
    }
}

fn warning(Warning { message, misconception }: &Warning) -> Value {
    json!({
        "code": message.code,
        "text": plain(&message.text),
        "misconception": misconception,
    })
}

fn failure(failure: &Failure) -> Value {
    json!({
        "test": failure.test,
        "measured": failure.measured,
        "misconception": failure.misconception,
        "picture": failure.picture,
        "text": failure.text,
        "printed": failure.printed,
    })
}
