//! # Ordered fetch
//!
//! **build, 10 minutes**
//!
//! A page needs many answers, and each takes its own time. Ask for all of them at
//! once, and return them in the order of `ids`, regardless of the order in which
//! they arrive.
//!
//! **Given:** `service.fetch(id).await` answers one id. Clones are the same service.
//!
//! **Judged:** on the virtual clock, the call takes as long as its slowest answer.
//! All ids are in flight together, whether there are 4 of them or 50, and each is
//! asked for once. If there are no ids, there are no answers.
//!
//! **Taught in:** lessons/06-gather, "Many at once".

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    // TODO: ask for all ids at once, and answer in their order.
    todo!("fetch {} ids", ids.len())
}
