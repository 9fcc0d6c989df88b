//! Each answer is computed from the previous one.

use genawaiter::GeneratorState::{self, Complete, Yielded};

const FULL: u32 = 100;
const BREAD: u32 = FULL - 10;
const MILK: u32 = BREAD - 20;
const TEA: u32 = MILK - 40;

pub const STEPS: [Step; 4] = [
    step("open", Yielded(FULL)),
    step("bread: 10", Yielded(BREAD)),
    step("milk: 20", Yielded(MILK)),
    step("tea: 40", Complete(TEA)),
];

const fn step(prints: &'static str, returns: GeneratorState<u32, u32>) -> Step {
    Step { prints: Some(prints), returns: Some(returns) }
}

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
