//! Three programs. Each throws one stone low and one stone high.

use super::{Hand, Pond};
use std::time::Duration;
use tokio::join;

pub const LOW: Stone = Stone { name: "low throw", flies: Duration::from_secs(3) };
pub const HIGH: Stone = Stone { name: "high throw", flies: Duration::from_secs(5) };

/// One hand, which waits until the first stone has landed before it throws the
/// second stone.
pub async fn patient_hand(pond: Pond) {
    pond.throw(LOW).await;
    pond.throw(HIGH).await;
}

/// One hand, which doesn't wait between the throws.
pub async fn quick_hand(pond: Pond) {
    join!(pond.throw(LOW), pond.throw(HIGH));
}

/// Two hands. Each is a separate thread, which throws and then blocks until its
/// stone has landed.
pub fn two_hands(main: &mut Hand) {
    let left = main.spawn(|hand| hand.throw_and_watch(LOW));
    let right = main.spawn(|hand| hand.throw_and_watch(HIGH));
    main.join(left);
    main.join(right);
}

#[derive(Clone, Copy)]
pub struct Stone {
    pub name: &'static str,
    pub flies: Duration,
}
