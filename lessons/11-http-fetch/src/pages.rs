//! The ten pages: how long the server takes for each, and what it answers.

use std::time::Duration;

pub(crate) const PAGES: u64 = 10;
const SLOW: u64 = 3;

/// How long the server takes: nine pages are fast, and one is slow.
pub(crate) fn delay(page: u64) -> Duration {
    Duration::from_millis(if page == SLOW { 500 } else { 100 })
}

/// The page that a request asks for.
pub(crate) fn asked_for(request: &str) -> u64 {
    let words = request.split(['/', ' ']);
    words.filter_map(|word| word.parse().ok()).next().unwrap_or_default()
}

pub(crate) fn answer(page: u64) -> String {
    let body = format!("page {page}");
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}
