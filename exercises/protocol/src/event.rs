//! The events of a report. A report is in the JSON Lines format: one event per line.
//!
//! Strings are plain text, without color codes. `test` is the name of the thread that
//! wrote the event, or `main`. libtest names each thread after its test.

/// Something that happened in a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An attempt is about to be observed. Attempts take turns, so when a check
    /// times out, the last of these events names the test that did not finish.
    Begins {
        /// The test that observes the attempt.
        test: String,
    },
    /// An attempt was observed to its end. A cancellation sweep reports only its last
    /// attempt, or the one that is rejected.
    Observed(Observed),
    /// A check rejects an attempt.
    Rejected(Rejected),
}

/// An attempt that was observed to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The test that observed the attempt.
    pub test: String,
    /// What the attempt was given, in words.
    pub given: Option<String>,
    /// The virtual time that the attempt took, in milliseconds.
    pub took_ms: u64,
    /// How the attempt ended.
    pub end: End,
    /// The attempt's timeline. Only the first observation of a test has a picture,
    /// because drawing takes longer than observing.
    pub picture: Option<String>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The attempt returned an output.
    Done,
    /// The attempt panicked.
    Panicked,
    /// The attempt did not finish within a virtual day.
    Stuck,
}

/// A rejection, in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The test that rejects.
    pub test: String,
    /// What was measured. The text begins with what the attempt was given, if that is
    /// known.
    pub measured: String,
    /// The slug of the misconception that explains the rejection.
    pub misconception: Option<String>,
    /// The attempt's timeline.
    pub picture: Option<String>,
    /// Whether the attempt reached a `todo!()`, so that nothing was measured.
    pub todo: bool,
    /// The seed of the test's pseudorandom numbers, if it used any.
    pub seed: Option<u64>,
    /// The complete text of the rejection, as the test printed it.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::{End, Event, Observed};
    use serde_json::{Value, json};

    #[test]
    fn an_event_is_serialized_with_its_kind() {
        let event = Event::Observed(Observed {
            test: "a".to_owned(),
            given: None,
            took_ms: 400,
            end: End::Done,
            picture: None,
        });
        let line = event.to_json();
        let expected = json!({
            "event": "observed", "test": "a", "given": null,
            "took_ms": 400, "end": "done", "picture": null,
        });
        assert_eq!(line.parse::<Value>().unwrap(), expected);
        assert_eq!(Event::from_json(&line), Some(event));
    }

    #[test]
    fn an_event_of_an_unknown_kind_is_an_error() {
        let line = r#"{"event":"sings","test":"a"}"#;
        assert_eq!(Event::from_json(line), None);
    }
}
