//! misconception: map-calls-its-closure
//! `map` is used like JavaScript's `forEach`.

use probe::Service;
use std::sync::{Arc, Mutex};

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let answers = Arc::new(Mutex::new(Vec::new()));
    ids.into_iter().map(|id| {
        let (service, answers) = (service.clone(), Arc::clone(&answers));
        tokio::spawn(async move {
            let answer = service.fetch(id).await;
            answers.lock().expect("no panic").push(answer);
        })
    });
    let answers = answers.lock().expect("no panic");
    answers.clone()
}
