//! Coroutines: functions that pause in the middle, and receive a value when they resume.
//!
//! Acts 1 to 3 send values into the same coroutine, `my_coroutine` in `sending.rs`.

mod delegating;
mod sending;
mod throwing;

fn main() -> std::process::ExitCode {
    stage::tell("Sent into the middle", |stage| {
        stage.threads("First and Second", sending::first_and_second);
        stage.steps("The lost word", sending::the_lost_word);
        stage.steps("Words it does not know", sending::unknown_words);
        stage.steps("A coroutine inside a coroutine", delegating::inside);
        stage.steps("Thrown in", throwing::thrown_in);
    })
}
