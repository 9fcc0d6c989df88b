//! Validates JSON against the subset of JSON Schema that `verdicts.schema.json`
//! uses: <https://json-schema.org>.
//!
//! An unknown keyword is an error, so that no keyword is silently ignored.

use serde_json::Value;
use std::{fs, path::Path};

/// The schema of `check --format json`.
pub(crate) fn verdicts() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("verdicts.schema.json");
    let text = fs::read_to_string(path).expect("it is in the repository");
    serde_json::from_str(&text).expect("it is JSON")
}

/// Everything in `value` that `schema`, which is a complete document, does not
/// allow.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Validator { document: schema }.validate(schema, value, "$", &mut faults);
    faults
}

struct Validator<'a> {
    document: &'a Value,
}

impl Validator<'_> {
    fn validate(
        &self,
        schema: &Value,
        value: &Value,
        place: &str,
        faults: &mut Vec<String>,
    ) {
        let schema = schema.as_object().expect("a schema is an object");
        for (keyword, wish) in schema {
            let mut fault = |sound: bool| {
                if !sound {
                    faults
                        .push(format!("{place}: {value} violates {keyword} {wish}"));
                }
            };
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" => {}
                "type" => fault(one_or_all(wish).any(|it| is_a(value, it))),
                "const" => fault(value == wish),
                "enum" => fault(list(wish).contains(value)),
                "minimum" => fault(value.as_f64() >= wish.as_f64()),
                "required" => {
                    for key in list(wish) {
                        fault(value.get(text(key)).is_some());
                    }
                }
                "additionalProperties" => {
                    assert_eq!(
                        *wish,
                        Value::Bool(false),
                        "only `false` is supported"
                    );
                    let known = schema["properties"].as_object().expect("an object");
                    let mut keys = value.as_object().into_iter().flatten();
                    fault(keys.all(|(key, _)| known.contains_key(key)));
                }
                "properties" => {
                    for (key, schema) in wish.as_object().expect("an object") {
                        if let Some(value) = value.get(key) {
                            self.validate(
                                schema,
                                value,
                                &format!("{place}.{key}"),
                                faults,
                            );
                        }
                    }
                }
                "items" => {
                    for (index, item) in
                        value.as_array().into_iter().flatten().enumerate()
                    {
                        self.validate(
                            wish,
                            item,
                            &format!("{place}[{index}]"),
                            faults,
                        );
                    }
                }
                "$ref" => {
                    let place_of_it = text(wish).strip_prefix('#');
                    let schema =
                        place_of_it.and_then(|it| self.document.pointer(it));
                    self.validate(
                        schema.expect("it is there"),
                        value,
                        place,
                        faults,
                    );
                }
                other => panic!("{other} is not supported"),
            }
        }
    }
}

fn one_or_all(wish: &Value) -> impl Iterator<Item = &str> {
    let one = wish.as_str().into_iter();
    one.chain(wish.as_array().into_iter().flatten().map(text))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("{other} is not supported"),
    }
}

#[test]
fn a_value_that_violates_the_schema_is_rejected() {
    let sound = serde_json::json!({
        "version": 2, "solved": 0, "asked": 1,
        "exercises": [{
            "exercise": "a", "lesson": "01-a", "file": "a.rs", "verdict": "timed-out",
            "summary": "", "misconceptions": [], "message": "", "picture": null,
            "own_failures": [], "seconds": 0.5, "state": "asleep", "tests": {"passed": 0, "total": 1},
            "warnings": [],
        }],
    });
    assert_eq!(faults(&verdicts(), &sound), [""; 0]);
    for (place, value) in [
        ("/version", serde_json::json!(1)),
        ("/solved", serde_json::json!(-1)),
        ("/asked", serde_json::json!("1")),
        ("/exercises/0/picture", serde_json::json!(1)),
        ("/exercises/0/verdict", serde_json::json!("hung")),
        ("/exercises/0/misconceptions", serde_json::json!([1])),
        ("/exercises/0/tests", serde_json::json!({"passed": 0})),
        (
            "/exercises/0/tests",
            serde_json::json!({"passed": 0, "total": 1, "failed": 1}),
        ),
    ] {
        let mut wrong = sound.clone();
        *wrong.pointer_mut(place).unwrap() = value;
        assert_ne!(faults(&verdicts(), &wrong), [""; 0], "{wrong}");
    }
}
