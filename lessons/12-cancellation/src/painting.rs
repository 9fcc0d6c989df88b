//! Painting with a bucket and a brush: cleaning up the bucket takes no time, but
//! cleaning the brush does.

use crate::TENTH;
use stage::say;
use tokio::time::sleep;

pub(crate) async fn paint() {
    let _bucket = Bucket;
    say!("painting");
    sleep(3 * TENTH).await;
    say!("painted");
    wash_brush().await;
}

/// A cleanup that takes time, so it must be awaited.
pub(crate) async fn wash_brush() {
    sleep(2 * TENTH).await;
    say!("the brush is washed");
}

/// Cleaning up a bucket takes no time, so a destructor can do it.
pub(crate) struct Bucket;

impl Drop for Bucket {
    fn drop(&mut self) {
        say!("the lid is on");
    }
}
