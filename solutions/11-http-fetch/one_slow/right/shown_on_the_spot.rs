//! Each future shows its own page. The futures take turns on one thread, so a cell
//! is enough.

use futures::future::join_all;
use probe::Service;
use std::cell::RefCell;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    let show = RefCell::new(&mut show);
    let fetch_and_show = async |id| {
        let page = service.fetch(id).await;
        (show.borrow_mut())(id, page);
    };
    join_all(ids.into_iter().map(fetch_and_show)).await;
}
