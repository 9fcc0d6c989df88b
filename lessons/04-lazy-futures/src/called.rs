//! The call of an async function, and nothing else.

use crate::answer;
use stage::say;

/// Makes a future and drops it. What `answer` says is never said.
pub(crate) fn and_dropped() {
    say!("calling answer()");
    let future = answer();
    say!("answer() has returned");
    drop(future);
    say!("dropped: what answer() says was never said");
}
