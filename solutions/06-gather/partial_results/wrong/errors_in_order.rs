//! misconception: first-error-by-place
//! Both steps are tasks, and a loop over handles costs no time, so the loop between
//! the two steps doesn't seem to cost any either.

use probe::Service;

pub async fn fetch_what_comes(
    near: Service,
    far: Service,
    ids: Vec<usize>,
) -> Vec<Result<String, String>> {
    let spawn = |shop: &Service, id| {
        let shop = shop.clone();
        tokio::spawn(async move { shop.try_fetch(id).await })
    };
    let first: Vec<_> = ids.iter().map(|&id| spawn(&near, id)).collect();
    let mut second = Vec::new();
    for (handle, id) in first.into_iter().zip(ids) {
        let result = handle.await.expect("a fetch does not panic");
        let again = result.is_err().then(|| spawn(&far, id));
        second.push((result, again));
    }
    let mut results = Vec::new();
    for (result, again) in second {
        results.push(match again {
            Some(handle) => handle.await.expect("a fetch does not panic"),
            None => result,
        });
    }
    results
}
