//! # Sum or longest
//!
//! **predict, 8 minutes**
//!
//! Five pages: A takes 200 ms, B 100, C 500, D 100, and E 100. Five programs fetch
//! them. They are in programs/sum_or_max.rs. Read them, but don't run them, and
//! write down for each program how many milliseconds it takes until all five pages
//! are there.
//!
//! **Given:** one thread runs the loop and all tasks. `fetch` awaits its page.
//! `fetch_blocking` keeps its thread until the page is there. Nothing else takes
//! time.
//!
//! **Judged:** the five programs are run. A wrong guess costs nothing and teaches
//! the most.
//!
//! **Taught in:** lessons/11-http-fetch, "Ten URLs, one slow".

// TODO: replace each `None` by your guess, as in `Some(1200)`.
pub const ONE_BY_ONE: Option<u64> = None;
pub const A_TASK_EACH: Option<u64> = None;
pub const ALL_BLOCK: Option<u64> = None;
pub const ONE_BLOCKS: Option<u64> = None;
pub const IN_PAIRS: Option<u64> = None;
