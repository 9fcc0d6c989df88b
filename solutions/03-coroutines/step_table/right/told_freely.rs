//! The same lines with different spaces, capitals, and punctuation.

use genawaiter::GeneratorState as Gets;

pub static STEPS: [Step; 4] = [
    Step { prints: Some("Open."), returns: Some(Gets::Yielded(100)) },
    Step { prints: Some("bread:10\n"), returns: Some(Gets::Yielded(90)) },
    Step { prints: Some("\"milk: 20\""), returns: Some(Gets::Yielded(70)) },
    Step { prints: Some("TEA 40"), returns: Some(Gets::Complete(30)) },
];

pub struct Step {
    pub prints: Option<&'static str>,
    pub returns: Option<Gets<u32, u32>>,
}
