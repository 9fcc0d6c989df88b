//! misconception: first-send-arrives
//! The body is resumed with 5 coins, so it pays for the bread with them.

use genawaiter::GeneratorState::{self, Complete, Yielded};

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open, bread: 5"), returns: Some(Yielded(95)) },
    Step { prints: Some("milk: 10"), returns: Some(Yielded(85)) },
    Step { prints: Some("tea: 20"), returns: Some(Complete(65)) },
    Step { prints: Some(""), returns: Some(Complete(65)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
