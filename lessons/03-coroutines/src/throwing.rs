//! Sending an error into a paused coroutine: its yields return a `Result`.

use genawaiter::{
    GeneratorState::{self, Complete, Yielded},
    rc::{Co, Gen},
};
use stage::say;

/// What each yield returns: permission to continue, or an error.
type Sent = Result<(), &'static str>;

/// Survives the first error, and returns the second one.
async fn worker(co: Co<&'static str, Sent>) -> Sent {
    let _always = Always;
    if let Err(error) = co.yield_("ready").await {
        say!("caught {error}");
        co.yield_("recovered").await?;
    }
    Ok(())
}

/// Prints a line when it is dropped, no matter how the body ends.
struct Always;

impl Drop for Always {
    fn drop(&mut self) {
        say!("always");
    }
}

/// Sends two errors to a worker that handles only one.
pub(crate) fn thrown_in() {
    let mut it = Gen::new(worker);
    tell(&it.resume_with(Ok(())));
    tell(&it.resume_with(Err("boom")));
    tell(&it.resume_with(Err("crash")));
}

fn tell(state: &GeneratorState<&str, Sent>) {
    match state {
        Yielded(word) => say!("it yields {word}"),
        Complete(Ok(())) => say!("it is complete"),
        Complete(Err(error)) => say!("it lets {error} out"),
    }
}
