//! # One slow
//!
//! **build, 12 minutes**
//!
//! A reader who can see nine pages now does not want to wait for the tenth. Fetch
//! all pages at once, and show each as soon as it arrives.
//!
//! **Given:** `service.fetch(id).await` returns the page of an id. Clones are the
//! same service. `show(id, page)` shows a page, and `id` must be the id of that
//! page.
//!
//! **Judged:** on the virtual clock, with up to 12 ids: all pages are asked for at
//! once, each is shown once, by its id, at the time at which it arrives, and the
//! call ends with the slowest page. If there are no ids, nothing is shown.
//!
//! **Taught in:** lessons/11-http-fetch, "Ten URLs, one slow".

use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    show: impl FnMut(usize, String),
) {
    // TODO: show each page when it comes.
    todo!("show {} pages", ids.len())
}
