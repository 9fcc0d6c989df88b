//! # A running average
//!
//! **build, 10 minutes**
//!
//! Write the body of a coroutine that is sent numbers. It answers each number with
//! the mean of all numbers so far: 10, 20, and 60 are answered with 10, 15, and 30.
//! When it is sent `None`, it ends and returns how many numbers there were.
//!
//! **Given:** the signature. The check makes the coroutine and primes it, once. The
//! value that the body yields then does not matter, because there is no mean yet.
//!
//! **Judged:** by the answers, which may differ from the mean by less than 0.001,
//! and by the count: for many numbers, for one, for none, and with two of these
//! coroutines that are resumed in turn.
//!
//! **Taught in:** lessons/03-coroutines, "Sent into the middle".

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    // TODO: answer each number with the mean so far, and `None` with the count.
    todo!("a mean for each number");
}
