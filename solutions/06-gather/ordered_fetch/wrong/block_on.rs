//! misconception: block-on-inside-the-loop
//! A closure cannot `.await`, and `block_on` satisfies the compiler.

use probe::Service;
use tokio::runtime::Handle;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    ids.into_iter().map(|id| Handle::current().block_on(service.fetch(id))).collect()
}
