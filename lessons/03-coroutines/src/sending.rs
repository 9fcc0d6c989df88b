//! A coroutine that waits for words, and what happens to the words that are sent to it.
//!
//! `resume_with` is Python's `send`: it runs the body from the yield where it is paused
//! to the next one, and then returns.

use genawaiter::rc::{Co, Gen};
use stage::{OnLane, done, lane, say, thread::sleep};
use std::time::Duration;

/// What the caller sends: a word, or nothing.
type Word = Option<&'static str>;

async fn my_coroutine(co: Co<(), Word>) {
    say!("something");
    loop {
        let received = co.yield_(()).await;
        if received == Some("First") {
            say!("waiting First");
            sleep(Duration::from_secs(4));
        }
        if received == Some("Second") {
            say!("waiting second");
            sleep(Duration::from_secs(2));
        }
        say!("Received: {}", received.unwrap_or("None"));
    }
}

/// Primes the coroutine, and sends it two words that it knows.
pub(crate) fn first_and_second() {
    let caller = lane("caller");
    caller.in_scope(|| {
        let mut it = Gen::new(|co| my_coroutine(co).on_lane("my_coroutine"));
        it.resume_with(None);
        it.resume_with(Some("First"));
        say!("(send(\"First\") has returned)");
        it.resume_with(Some("Second"));
        say!("(send(\"Second\") has returned)");
    });
    done(&caller);
}

/// Sends two words to a coroutine that is not primed, and two to one that is.
pub(crate) fn the_lost_word() {
    let mut unprimed = Gen::new(my_coroutine);
    say!("send(\"hello\") before priming:");
    unprimed.resume_with(Some("hello"));
    say!("send(\"world\"):");
    unprimed.resume_with(Some("world"));

    let mut primed = Gen::new(my_coroutine);
    say!("priming another:");
    primed.resume_with(None);
    say!("send(\"hello\"):");
    primed.resume_with(Some("hello"));
    say!("send(\"world\"):");
    primed.resume_with(Some("world"));
}

/// Sends a word that the coroutine does not know, and then `None`.
pub(crate) fn unknown_words() {
    let mut it = Gen::new(my_coroutine);
    it.resume_with(None);
    it.resume_with(Some("Third"));
    it.resume_with(None);
}
