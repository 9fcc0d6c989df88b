//! # A table of steps
//!
//! **predict, 5 minutes**
//!
//! A purse holds 100 coins and pays for bread, milk, and tea. Its owner resumes it
//! four times, with 5, 10, 20, and 40 coins. Read the program in
//! programs/step_table.rs, but don't run it. Then write down two things for each
//! resume: what the body prints before the resume returns, and what the resume
//! returns.
//!
//! If the body prints several lines in one step, put them into one string. If it
//! prints nothing, write `Some("")`. Spaces, punctuation, and capitals don't matter.
//!
//! **Judged:** the program is run, and its steps are compared with your eight answers.
//! The verdict counts the right ones and explains the first wrong one, but doesn't
//! give the answer. You can guess as often as you like.
//!
//! **Taught in:** lessons/03-coroutines, "Sent into the middle".

use genawaiter::GeneratorState;

// TODO: replace each `None` with your guess, for example
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
