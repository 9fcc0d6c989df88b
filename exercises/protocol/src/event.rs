//! The events of a report. A report is JSON Lines: one event per line.
//!
//! Strings are plain text, without color codes. `test` is the name of the thread that
//! the event comes from, which libtest names after its test, or `main`.

/// Something that happened in a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An attempt is about to be observed. Attempts take turns, so when a check times
    /// out, the last of these events names the test that did not end.
    Begins {
        /// The test that observes it.
        test: String,
    },
    /// An attempt was observed to its end. Of the attempts of a cancellation sweep,
    /// only the last one is reported, or the one that is rejected.
    Observed(Observed),
    /// A check rejects an attempt.
    Rejected(Rejected),
}

/// An attempt that was observed to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The test that observed it.
    pub test: String,
    /// What the attempt was given, in words.
    pub given: Option<String>,
    /// The time that the attempt took on the virtual clock, in milliseconds.
    pub took_ms: u64,
    /// How the attempt ended.
    pub end: End,
    /// The attempt's timeline. A test has one, the first: drawing takes longer than
    /// observing.
    pub picture: Option<String>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It was ready.
    Done,
    /// It panicked.
    Panicked,
    /// It was not ready within a virtual day.
    Stuck,
}

/// A rejection, in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The test that rejects.
    pub test: String,
    /// What was measured; it begins with what the attempt was given.
    pub measured: String,
    /// The slug of the misconception that explains it.
    pub misconception: Option<String>,
    /// The attempt's timeline.
    pub picture: Option<String>,
    /// The seed of the numbers that the test has drawn, if it has drawn any.
    pub seed: Option<u64>,
    /// The whole rejection, as the test printed it.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::{End, Event, Observed};
    use serde_json::{Value, json};

    #[test]
    fn an_event_says_what_it_is() {
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
    fn an_event_of_another_kind_is_an_error() {
        let line = r#"{"event":"sings","test":"a"}"#;
        assert_eq!(Event::from_json(line), None);
    }
}
