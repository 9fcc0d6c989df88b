//! A coroutine that lets another coroutine yield on its behalf, and gets an answer
//! back.

use genawaiter::{
    GeneratorState::{Complete, Yielded},
    rc::{Co, Gen},
};
use stage::say;

type Asking = Co<&'static str, u32>;

/// Asks for a number and returns it doubled.
async fn doubled(co: &Asking) -> u32 {
    let number = co.yield_("a number, please").await;
    number * 2
}

async fn outer(co: Asking) -> u32 {
    let answer = doubled(&co).await;
    say!("the inner one returned {answer}");
    answer
}

/// Sends a number through the outer coroutine into the inner one.
pub(crate) fn inside() {
    let mut it = Gen::new(outer);
    // The number that primes is dropped: no yield is waiting for it.
    if let Yielded(question) = it.resume_with(0) {
        say!("asked: {question}");
    }
    say!("send(21):");
    if let Complete(answer) = it.resume_with(21) {
        say!("complete with {answer}");
    }
}
