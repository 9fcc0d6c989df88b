//! misconception: await-stands-anywhere
//! A Python comprehension inside an `async def` allows this.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    ids.into_iter().map(|id| service.fetch(id).await).collect()
}
