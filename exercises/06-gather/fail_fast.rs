//! # Fail fast
//!
//! **build, 12 minutes**
//!
//! A tray is useful only if everything on it arrives. Ask for all ids at once, and
//! return the answers in the order of `ids`. But as soon as one of them fails,
//! return its error, and stop all other fetches: their answers are no longer needed.
//!
//! **Given:** `service.try_fetch(id).await` returns `Ok(answer)` or `Err(error)`,
//! both of type `String`. Clones are the same service.
//!
//! **Judged:** on the virtual clock, with up to 12 ids:
//!
//! - If there are several errors, the one that happens first is returned, at the
//!   time at which it happens. At that instant all fetches that are still in flight
//!   are dropped, and no task is left running.
//! - If nothing fails, the call takes as long as its slowest answer.
//! - If there are no ids, there are no answers.
//!
//! **Taught in:** lessons/06-gather, "Many at once".

use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    // TODO: answer in the order of the ids, or fail as soon as one of them does.
    todo!("fetch {} ids, or fail", ids.len())
}
