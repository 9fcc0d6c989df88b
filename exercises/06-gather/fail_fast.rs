//! # Fail fast                                                build, 12 minutes
//!
//! A tray is of use only if everything on it comes.
//! Ask for all ids at once, and hand the answers back in the order of `ids`. But in
//! the moment in which one of them fails, return its error, and let nobody go on
//! fetching what nobody wants any more.
//!
//! Given: `service.try_fetch(id).await` gives an answer, or an error. Clones are the
//! same service.
//! Judged on the virtual clock, with up to a dozen ids: of several errors, the first
//! in time is returned, and when it happens; at that instant all fetches that are
//! still in flight are dropped, and no task is left running. If none fails, the
//! whole takes as long as its slowest answer. No ids, no answers.
//! Taught in lessons/06-gather, "Many at once".

use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    // TODO: answer in the order of the ids, or fail as soon as one of them does.
    todo!("fetch {} ids, or fail", ids.len())
}
