//! Events as JSON, one object per event.
//!
//! This module writes and reads events value by value: a derived implementation would
//! need crates for procedural macros, which a learner's first build would have to
//! compile.

use crate::event::{End, Event, Observed, Rejected};
use serde_json::{Value, json};

impl Event {
    /// The event as a JSON object, on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let value = match self {
            Self::Begins { test } => json!({"event": "begins", "test": test}),
            Self::Observed(it) => json!({
                "event": "observed",
                "test": it.test,
                "given": it.given,
                "took_ms": it.took_ms,
                "end": it.end.name(),
                "picture": it.picture,
            }),
            Self::Rejected(it) => json!({
                "event": "rejected",
                "test": it.test,
                "measured": it.measured,
                "misconception": it.misconception,
                "picture": it.picture,
                "todo": it.todo,
                "seed": it.seed,
                "text": it.text,
            }),
        };
        value.to_string()
    }

    /// The event that this line describes; `None` if it doesn't describe an event.
    #[must_use]
    pub fn from_json(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let test = text("test")?;
        Some(match value["event"].as_str()? {
            "begins" => Self::Begins { test },
            "observed" => Self::Observed(Observed {
                test,
                given: text("given"),
                took_ms: value["took_ms"].as_u64()?,
                end: End::of(value["end"].as_str()?)?,
                picture: text("picture"),
            }),
            "rejected" => Self::Rejected(Rejected {
                test,
                measured: text("measured")?,
                misconception: text("misconception"),
                picture: text("picture"),
                todo: value["todo"] == true,
                seed: value["seed"].as_u64(),
                text: text("text")?,
            }),
            _ => return None,
        })
    }
}

impl End {
    const ALL: [Self; 3] = [Self::Done, Self::Panicked, Self::Stuck];

    fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Panicked => "panicked",
            Self::Stuck => "stuck",
        }
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}
