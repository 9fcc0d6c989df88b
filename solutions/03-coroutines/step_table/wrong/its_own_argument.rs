//! misconception: yield-gives-itself-back
//! `let bread = co.yield_(left).await` looks as if it stored `left` in `bread`.

use genawaiter::GeneratorState::{self, Complete, Yielded};

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open"), returns: Some(Yielded(100)) },
    Step { prints: Some("bread: 100"), returns: Some(Yielded(0)) },
    Step { prints: Some("milk: 0"), returns: Some(Yielded(0)) },
    Step { prints: Some("tea: 0"), returns: Some(Complete(0)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
