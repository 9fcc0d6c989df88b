//! misconception: spawned-is-done
//! Each task fills its slot, and the slots are read on the next line.

use probe::Service;
use std::sync::{Arc, Mutex};

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let slots = Arc::new(Mutex::new(vec![String::new(); ids.len()]));
    for (place, id) in ids.into_iter().enumerate() {
        let (service, slots) = (service.clone(), Arc::clone(&slots));
        tokio::spawn(async move {
            let answer = service.fetch(id).await;
            slots.lock().expect("no task panics")[place] = answer;
        });
    }
    let answers = slots.lock().expect("no task panics").clone();
    answers
}
