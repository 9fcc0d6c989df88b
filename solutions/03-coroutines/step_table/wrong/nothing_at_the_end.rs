//! tests-failed: you guessed Complete(0); it returns something else
//! Everything except the last value is right, so this learner doesn't think that a
//! yield returns its own argument.

use genawaiter::GeneratorState;

pub const STEPS: [Step; 4] = [
    Step { prints: Some("open"), returns: Some(GeneratorState::Yielded(100)) },
    Step { prints: Some("bread: 10"), returns: Some(GeneratorState::Yielded(90)) },
    Step { prints: Some("milk: 20"), returns: Some(GeneratorState::Yielded(70)) },
    Step { prints: Some("tea: 40"), returns: Some(GeneratorState::Complete(0)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<GeneratorState<u32, u32>>,
}
