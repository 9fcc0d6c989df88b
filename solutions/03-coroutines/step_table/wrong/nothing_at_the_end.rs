//! tests-failed: you say that it returns `Complete(0)`, but it returns
//! All but the last value is right: nobody believes that yields give themselves back.

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
