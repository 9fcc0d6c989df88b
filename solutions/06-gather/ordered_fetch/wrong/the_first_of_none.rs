//! misconception: empty-needs-no-thought
//! "Wait for the next one until none is left" waits before it checks whether there
//! is one. `select_all` panics if it is given no futures.

use futures::future::select_all;
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut answers = vec![String::new(); ids.len()];
    let fetch = async |(place, id)| (place, service.fetch(id).await);
    let mut left: Vec<_> =
        ids.into_iter().enumerate().map(|it| Box::pin(fetch(it))).collect();
    loop {
        let ((place, answer), _, others) = select_all(left).await;
        answers[place] = answer;
        left = others;
        if left.is_empty() {
            return answers;
        }
    }
}
