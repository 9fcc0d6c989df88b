//! misconception: resume-starts-over
//! A function that is called starts at its first line, every time.

use genawaiter::GeneratorState::{self, Yielded};

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
