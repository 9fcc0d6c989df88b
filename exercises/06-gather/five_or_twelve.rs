//! # Five or twelve
//!
//! **predict, 6 minutes**
//!
//! Three cups are ordered: first A, then B, then C. A takes 4 seconds, B takes 5,
//! and C takes 3. Five programs brew them.
//!
//! The programs are in programs/five_or_twelve.rs. Read them, but don't run them.
//! For each program, write down how many seconds it takes, and the order of the
//! three answers in the `Vec` that it returns.
//!
//! **Judged:** the five programs are run. A wrong guess costs nothing and teaches
//! the most.
//!
//! **Taught in:** lessons/06-gather, "Many at once".

// TODO: replace each `None` with your guess, like `Some(7)` and `Some("CBA")`.
pub const JOIN_ALL: Guess = Guess { seconds: None, answers: None };
pub const A_VEC: Guess = Guess { seconds: None, answers: None };
pub const HANDLES: Guess = Guess { seconds: None, answers: None };
pub const ONE_BY_ONE: Guess = Guess { seconds: None, answers: None };
pub const JOIN_SET: Guess = Guess { seconds: None, answers: None };

pub struct Guess {
    /// How long the program takes.
    pub seconds: Option<u64>,
    /// The answers in the order of the `Vec`.
    pub answers: Option<&'static str>,
}
