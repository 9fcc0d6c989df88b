//! # One slow
//!
//! **build, 12 minutes**
//!
//! A reader who could see nine pages now doesn't want to wait for the tenth. Fetch
//! all pages at the same time, and show each page as soon as it arrives.
//!
//! **Given:**
//!
//! ```text
//! impl Service {  // clones are the same service
//!     async fn fetch(&self, id: usize) -> String;  // the page with this id
//! }
//! ```
//!
//! `show(id, page)` shows a page. `id` must be the id that this page was fetched
//! with.
//!
//! **Judged:** on the virtual clock, with up to 12 ids:
//!
//! - All pages are requested at the same time.
//! - Each page is shown exactly once, with its own id, at the moment it arrives.
//! - The call returns when the slowest page is shown. Without ids, it shows nothing
//!   and returns immediately.
//! - The call doesn't check again and again: with `n` ids, its future is polled at
//!   most `3 n + 3` times.
//!
//! **Taught in:** lessons/11-http-fetch, "Ten URLs, one slow".

use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    show: impl FnMut(usize, String),
) {
    // TODO: show each page as soon as it arrives.
    todo!("show {} pages", ids.len())
}
