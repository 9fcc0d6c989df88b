//! Panic messages of other crates that checks rely on. They appear only in this module.

/// The measured text for an attempt that panicked at a `todo!()`.
pub(crate) const STILL_TODO: &str = "the code still contains a `todo!()`";

/// Whether this is the message of a `todo!()`. Unwritten code does not indicate a
/// misconception.
pub fn is_todo(words: &str) -> bool {
    words.starts_with("not yet implemented")
}

/// The first sentence of a message, without its period. The dots of `Any { .. }` do not
/// end a sentence.
pub fn first_sentence(words: &str) -> &str {
    let end = words.match_indices(". ").find(|(at, _)| !words[..*at].ends_with('.'));
    end.map_or(words, |(at, _)| &words[..at])
}

/// A panic of an async runtime, recognized by its message. The messages are those of
/// tokio 1.54; the tests below provoke each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimePanic {
    /// tokio's `block_on` was called on a thread that already runs a runtime.
    NestedRuntime,
    /// A tokio runtime was dropped on a thread that runs a runtime.
    RuntimeDropped,
    /// A blocking call of a tokio channel or lock was made on a thread that runs a
    /// runtime.
    BlockingCall,
    /// tokio's `block_in_place` was called in a single-threaded runtime.
    BlockInPlace,
    /// The `futures` crate's `block_on` was called inside another of that crate's
    /// executors.
    NestedExecutor,
    /// A tokio task, timer, or socket was created outside a tokio runtime.
    NoRuntime,
    /// A timer was used in a runtime that was built without `enable_time`.
    NoTimers,
}

impl RuntimePanic {
    /// Recognizes a panic by its message.
    pub fn of(words: &str) -> Option<Self> {
        let known = [
            ("Cannot start a runtime from within", Self::NestedRuntime),
            ("Cannot drop a runtime in", Self::RuntimeDropped),
            ("Cannot block the current thread", Self::BlockingCall),
            ("can call blocking only", Self::BlockInPlace),
            ("from within another executor", Self::NestedExecutor),
            ("there is no reactor running", Self::NoRuntime),
            ("timers are disabled", Self::NoTimers),
        ];
        known.iter().find(|(part, _)| words.contains(part)).map(|(_, it)| *it)
    }

    /// The misconception that leads to this panic.
    pub fn misconception(self) -> &'static str {
        match self {
            Self::NestedRuntime
            | Self::RuntimeDropped
            | Self::BlockInPlace
            | Self::NestedExecutor => "block-on-inside-the-loop",
            Self::BlockingCall => "waiting-needs-no-async",
            Self::NoRuntime => "tokio-is-everywhere",
            Self::NoTimers => "timers-come-along",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{RuntimePanic, first_sentence, is_todo};
    use crate::panic_words;
    use std::{
        panic::{AssertUnwindSafe, catch_unwind},
        time::Duration,
    };
    use tokio::{
        runtime::{Builder, Runtime},
        sync::mpsc,
        task::block_in_place,
        time::sleep,
    };

    fn runtime() -> Runtime {
        Builder::new_current_thread().build().unwrap()
    }

    #[track_caller]
    fn says(expected: impl Into<Option<RuntimePanic>>, act: impl FnOnce()) {
        let panic = catch_unwind(AssertUnwindSafe(act)).unwrap_err();
        let words = panic_words(&*panic).unwrap();
        assert_eq!(RuntimePanic::of(&words), expected.into(), "{words}");
    }

    #[test]
    fn each_panic_of_tokio_is_recognized_by_its_message() {
        says(RuntimePanic::NestedRuntime, || {
            let outer = runtime();
            outer.block_on(async { runtime().block_on(async {}) });
        });
        says(RuntimePanic::RuntimeDropped, || {
            let multi =
                Builder::new_multi_thread().worker_threads(1).build().unwrap();
            runtime().block_on(async { drop(multi) });
        });
        says(RuntimePanic::BlockingCall, || {
            let (_sender, mut receiver) = mpsc::channel::<()>(1);
            runtime().block_on(async { receiver.blocking_recv() });
        });
        says(RuntimePanic::BlockInPlace, || {
            runtime().block_on(async { block_in_place(|| {}) });
        });
        says(RuntimePanic::NoRuntime, || drop(tokio::spawn(async {})));
        says(RuntimePanic::NoTimers, || {
            runtime().block_on(async { sleep(Duration::from_secs(1)).await });
        });
    }

    /// The probe does not depend on the `futures` crate, so the message is quoted.
    #[test]
    fn the_panic_of_a_nested_executor_is_recognized_by_its_message() {
        let words = "cannot execute `LocalPool` executor from within another executor: \
                     EnterError";
        let nested = RuntimePanic::of(words);
        assert_eq!(nested, Some(RuntimePanic::NestedExecutor));
        let misconception = nested.map(RuntimePanic::misconception);
        assert_eq!(misconception, Some("block-on-inside-the-loop"));
        assert_eq!(RuntimePanic::of("cannot execute it in another executor"), None);
    }

    #[test]
    fn other_panics_are_not_recognized() {
        says(None, || std::panic::resume_unwind(Box::new("a runtime is missing")));
    }

    #[test]
    fn a_todo_is_recognized_only_at_the_start_of_a_message() {
        assert!(is_todo("not yet implemented: fetch 3 ids"));
        assert!(!is_todo("it is not yet implemented"));
    }

    #[test]
    fn a_sentence_ends_at_a_period_but_not_at_two_dots() {
        assert_eq!(first_sentence("No milk. No tea."), "No milk");
        assert_eq!(first_sentence("Any { .. } it is"), "Any { .. } it is");
    }
}
