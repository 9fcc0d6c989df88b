//! Each resume runs from one yield to the next: a value goes in at the first yield,
//! and another value comes out at the second.
//!
//! The 5 coins are dropped, because no yield is waiting for them. Three yields
//! receive three numbers. The fourth resume runs to the end, and gets what the body
//! returns.

use genawaiter::GeneratorState::{self, Complete, Yielded};

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("bread: 10"), returns: Some(Yielded(90)) },
    Step { prints: Some("milk: 20"), returns: Some(Yielded(70)) },
    Step { prints: Some("tea: 40"), returns: Some(Complete(30)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
