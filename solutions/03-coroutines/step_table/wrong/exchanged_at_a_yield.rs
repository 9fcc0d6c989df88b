//! misconception: first-send-arrives
//! At a yield, body and caller exchange numbers: 100 goes out, and 5 comes in.

use genawaiter::GeneratorState::{self, Complete, Yielded};

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("bread: 5"), returns: Some(Yielded(95)) },
    Step { prints: Some("milk: 10"), returns: Some(Yielded(85)) },
    Step { prints: Some("tea: 20"), returns: Some(Complete(65)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
