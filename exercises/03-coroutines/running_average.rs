//! # A running average
//!
//! **build, 10 minutes**
//!
//! Write the body of a coroutine that receives numbers. It answers each number with
//! the mean of all numbers so far: the answers to 10, 20, and 60 are 10, 15, and 30.
//! When it receives `None`, it ends and returns how many numbers it has received.
//!
//! **Given:** the signature. The check creates the coroutine and primes it, once.
//! The value that the body yields while it is primed does not matter: there is no
//! mean yet.
//!
//! **Judged:** by the answers, each within 0.001 of the mean, and by the count.
//! The check sends no numbers, one number, a few, or about 300, each between
//! -1,000 and 1,000,001. Two of these coroutines must not affect each other if
//! they are resumed alternately.
//!
//! **Taught in:** lessons/03-coroutines, "Sent into the middle".

use genawaiter::rc::Co;

pub async fn running_average(co: Co<f64, Option<f64>>) -> usize {
    // TODO: answer each number with the mean so far, and return the count at `None`.
    todo!("a mean for each number");
}
