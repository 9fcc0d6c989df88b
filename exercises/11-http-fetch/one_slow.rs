//! # One slow                                                build, 12 minutes
//!
//! A reader who can have nine pages now does not want to wait for the tenth.
//! Fetch all pages at once, and show each in the moment in which it comes.
//!
//! Given: `service.fetch(id).await` gives the page of an id. Clones are the same
//! service. `show(id, page)` shows it, and must be told whose page it is.
//! Judged on the virtual clock, with up to a dozen ids: all are asked for at once,
//! each is shown once, by its id, at the time at which it comes, and the whole is over
//! with the slowest. No ids, nothing to show.
//! Taught in lessons/11-http-fetch, "Ten URLs, one slow".

use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    show: impl FnMut(usize, String),
) {
    // TODO: show each page when it comes.
    todo!("show {} pages", ids.len())
}
