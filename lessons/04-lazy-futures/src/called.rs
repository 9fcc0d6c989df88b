//! Calls an async function, and does nothing more.

use crate::answer;
use stage::say;

/// Creates a future and drops it. The body of `answer` never runs.
pub(crate) fn and_dropped() {
    say!("calling answer()");
    let future = answer();
    say!("answer() has returned");
    drop(future);
    say!("dropped: what answer() says was never said");
}
