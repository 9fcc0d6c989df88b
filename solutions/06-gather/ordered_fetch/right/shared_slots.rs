//! Each fetch writes into its own slot, all in one task, so neither a lock nor
//! `Send` is needed.

use futures::{StreamExt, stream::FuturesUnordered};
use probe::Service;
use std::{cell::RefCell, rc::Rc};

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let slots = Rc::new(RefCell::new(vec![String::new(); ids.len()]));
    let fetches: FuturesUnordered<_> = (ids.into_iter().enumerate())
        .map(|(place, id)| {
            let (service, slots) = (&service, Rc::clone(&slots));
            async move {
                let answer = service.fetch(id).await;
                slots.borrow_mut()[place] = answer;
            }
        })
        .collect();
    fetches.collect::<Vec<()>>().await;
    slots.take()
}
