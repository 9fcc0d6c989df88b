//! misconception: answered-where-it-arrives
//! The 10 coins arrive at `co.yield_(left)`, so this `left` seems to be the answer.

use genawaiter::GeneratorState::{self, Yielded};

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("bread: 10"), returns: Some(Yielded(100)) },
    Step { prints: Some("milk: 20"), returns: Some(Yielded(90)) },
    Step { prints: Some("tea: 40"), returns: Some(Yielded(70)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
