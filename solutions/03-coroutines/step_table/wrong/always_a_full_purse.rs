//! misconception: resume-starts-over
//! The body continues where it paused, but with the variables that it had at the
//! start.

use genawaiter::GeneratorState::{self, Complete, Yielded};

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("bread: 10"), returns: Some(Yielded(90)) },
    Step { prints: Some("milk: 20"), returns: Some(Yielded(80)) },
    Step { prints: Some("tea: 40"), returns: Some(Complete(60)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
