//! misconception: await-stands-anywhere
//! As a comprehension of Python allows, within an `async def`.

use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    ids.into_iter().map(|id| service.fetch(id).await).collect()
}
// touched 32468
