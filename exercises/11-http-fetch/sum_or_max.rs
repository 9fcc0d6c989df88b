//! # Sum or longest
//!
//! **predict, 8 minutes**
//!
//! Five programs fetch the same five pages. Page A takes 200 ms, B 100 ms, C 500 ms,
//! D 100 ms, and E 100 ms. For each program, predict how many milliseconds pass
//! until it has all five pages.
//!
//! **Given:** the programs, in programs/sum_or_max.rs. Read them, but don't run
//! them. One thread runs the event loop and all tasks. `fetch` awaits its page.
//! `fetch_blocking` blocks its thread until the page has arrived. Nothing else takes
//! time.
//!
//! **Judged:** the check runs the five programs and compares their times with your
//! guesses. A wrong guess costs nothing, and you learn the most from it.
//!
//! **Taught in:** lessons/11-http-fetch, "Ten URLs, one slow".

// TODO: replace each `None` with your guess, as in `Some(1200)`.
pub const ONE_BY_ONE: Option<u64> = None;
pub const A_TASK_EACH: Option<u64> = None;
pub const ALL_BLOCK: Option<u64> = None;
pub const ONE_BLOCKS: Option<u64> = None;
pub const IN_PAIRS: Option<u64> = None;
