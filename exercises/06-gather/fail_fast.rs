//! # Fail fast
//!
//! **build, 12 minutes**
//!
//! A tray is useful only if everything on it arrives.
//! Fetch all ids at the same time, and return the answers in the order of `ids`.
//! But as soon as one fetch fails, return its error and stop all the others, whose
//! answers aren't needed anymore.
//!
//! **Given:** a service, whose clones are all the same service.
//!
//! ```rust,ignore
//! impl Service {
//!     async fn try_fetch(&self, id: usize) -> Result<String, String>;
//! }
//! ```
//!
//! **Judged:** on the virtual clock, with up to 12 ids, and with answers that take up
//! to 10 minutes:
//! - all ids are in flight at the same time, and each is fetched once
//! - with `n` ids, the call is polled at most `10 n + 10` times
//! - the error that happens first is returned at that moment; at the same moment,
//!   all fetches still in flight are dropped, and no task is left running
//! - if nothing fails, the call takes exactly as long as its slowest answer, and the
//!   answers are in the order of `ids`
//! - with no ids, the result is `Ok` with no answers
//!
//! **Taught in:** lessons/06-gather, "Many at once".

use probe::Service;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    // TODO: return all answers in order, or the first error as soon as it happens.
    todo!("fetch {} ids, or fail", ids.len())
}
