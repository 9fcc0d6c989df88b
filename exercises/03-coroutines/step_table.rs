//! # A table of steps
//!
//! **predict, 5 minutes**
//!
//! A purse holds 100 coins. It pays for bread, milk, and tea, and its owner resumes
//! it four times, with 5, 10, 20, and 40 coins. Purse and owner are in
//! programs/step_table.rs. Read them, but don't run them, and write down for each
//! resume what the body prints before the resume returns, and what the resume
//! returns.
//!
//! Several lines go into one text, and no line is `Some("")`. Spaces, commas, and
//! capitals do not matter.
//!
//! **Judged:** the program is run. A wrong guess costs nothing and teaches the most.
//!
//! **Taught in:** lessons/03-coroutines, "Sent into the middle".

use genawaiter::GeneratorState;

// TODO: replace each `None` by your guess, as in
// `Step { prints: Some("cheese: 3"), returns: Some(GeneratorState::Yielded(97)) }`.
pub const STEPS: [Step; 4] = [
    // it.resume_with(5)
    Step { prints: None, returns: None },
    // it.resume_with(10)
    Step { prints: None, returns: None },
    // it.resume_with(20)
    Step { prints: None, returns: None },
    // it.resume_with(40)
    Step { prints: None, returns: None },
];

pub struct Step {
    /// What the body prints before the resume returns.
    pub prints: Option<&'static str>,
    /// What the resume returns: `Yielded(coins)` or `Complete(coins)`.
    pub returns: Option<GeneratorState<u32, u32>>,
}
