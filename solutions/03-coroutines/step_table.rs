//! A resume goes from one yield to the next: in at the one, out at the other.
//!
//! The 5 coins find no yield and are dropped. Three yields take three numbers, and
//! so a fourth resume is needed; it finds the end, and gets what the body returns.

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
