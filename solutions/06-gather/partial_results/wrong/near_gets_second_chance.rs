//! tests-failed: the id that takes longest takes
//! `near` may have had bad luck, so it is asked a second time before `far`. But each
//! id still takes its steps at its own pace.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    join_all(ids.iter().map(|&id| one(&near, &far, id))).await
}

async fn one(near: &Service, far: &Service, id: usize) -> Result<String, String> {
    for shop in [near, near] {
        if let Ok(answer) = shop.try_fetch(id).await {
            return Ok(answer);
        }
    }
    far.try_fetch(id).await
}
