//! # Ordered fetch
//!
//! **build, 10 minutes**
//!
//! A page needs many answers, and some take longer than others. Ask for all of
//! them at the same time, and return them in the order of `ids`, regardless of the
//! order in which they arrive.
//!
//! **Given:** a service, whose clones are all the same service.
//!
//! ```rust,ignore
//! impl Service {
//!     async fn fetch(&self, id: usize) -> String;
//! }
//! ```
//!
//! **Judged:** on the virtual clock, with up to 50 ids, and with answers that take up
//! to 10 minutes:
//! - the call takes exactly as long as its slowest answer
//! - with `n` ids, the call is polled at most `10 n + 10` times
//! - all ids are in flight at the same time, and each is fetched once
//! - the answers are in the order of `ids`; with no ids, there are no answers
//!
//! **Taught in:** lessons/06-gather, "Many at once".

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    // TODO: fetch all ids at the same time, and return the answers in order.
    todo!("fetch {} ids", ids.len())
}
