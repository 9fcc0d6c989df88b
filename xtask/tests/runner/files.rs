//! Files in every state.

use crate::{RIGHT, WRONG, demo::Demo};
use std::{
    fs,
    time::{Duration, SystemTime},
};

/// As `mv backup.rs right.rs` does.
#[test]
fn a_file_that_is_put_back_with_its_old_time_gets_a_verdict_of_its_own() {
    let demo = Demo::new("put_back", &[("right", RIGHT)]);
    let file = demo.0.join("exercises/01-demo/right.rs");
    let solved = |text: &str| {
        demo.write("exercises/01-demo/right.rs", text);
        let long_ago = SystemTime::now() - Duration::from_secs(86_400);
        let file = fs::File::options().append(true).open(&file).unwrap();
        file.set_modified(long_ago).unwrap();
        demo.xtask(&["check", "right"]).code == Some(0)
    };
    assert!(solved(RIGHT));
    assert!(!solved(WRONG));
    assert!(!solved(WRONG));
    assert!(solved(RIGHT));
}
