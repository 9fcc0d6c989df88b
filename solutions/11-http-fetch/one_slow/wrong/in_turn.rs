//! misconception: awaits-in-sequence
//! Each page is shown as soon as it has arrived, but only then is the next one
//! requested.

use probe::Service;

pub async fn show_each(
    service: Service,
    ids: Vec<usize>,
    mut show: impl FnMut(usize, String),
) {
    for id in ids {
        show(id, service.fetch(id).await);
    }
}
