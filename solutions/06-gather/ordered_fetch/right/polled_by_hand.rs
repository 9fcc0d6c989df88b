//! This is what `join_all` does, written out: any wake wakes this one task, which
//! polls each fetch that has no answer yet.

use probe::Service;
use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let mut fetches: Vec<Pin<Box<dyn Future<Output = String> + '_>>> = Vec::new();
    for id in ids {
        fetches.push(Box::pin(service.fetch(id)));
    }
    let mut slots = vec![None; fetches.len()];
    let all = poll_fn(|context| {
        for (slot, fetch) in slots.iter_mut().zip(&mut fetches) {
            if slot.is_none()
                && let Poll::Ready(answer) = fetch.as_mut().poll(context)
            {
                *slot = Some(answer);
            }
        }
        let done = slots.iter().all(Option::is_some);
        if done { Poll::Ready(()) } else { Poll::Pending }
    });
    all.await;
    slots.into_iter().flatten().collect()
}
