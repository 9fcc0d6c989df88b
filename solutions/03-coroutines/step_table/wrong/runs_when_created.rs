//! misconception: making-runs-the-body
//! Making the coroutine opens the purse, so the first resume pays for the bread.

use genawaiter::GeneratorState;

pub const STEPS: [Step; 4] = [
    Step { prints: Some("bread: 5"), returns: Some(GeneratorState::Yielded(95)) },
    Step { prints: Some("milk: 10"), returns: Some(GeneratorState::Yielded(85)) },
    Step { prints: Some("tea: 20"), returns: Some(GeneratorState::Complete(65)) },
    Step { prints: Some(""), returns: None },
];

pub struct Step {
    /// What the body prints before the resume returns.
    pub prints: Option<&'static str>,
    /// What the resume returns: `Yielded(coins)` or `Complete(coins)`.
    pub returns: Option<GeneratorState<u32, u32>>,
}
