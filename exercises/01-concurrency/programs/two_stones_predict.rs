//! Three programs. Each throws one stone flat and one stone high.

use super::{Hand, Pond};
use std::time::Duration;
use tokio::join;

pub const FLAT: Stone = Stone { name: "flat throw", flies: Duration::from_secs(3) };
pub const HIGH: Stone = Stone { name: "high throw", flies: Duration::from_secs(5) };

/// One hand, and it waits for the first stone before it throws the second.
pub async fn patient_hand(pond: Pond) {
    pond.throw(FLAT).await;
    pond.throw(HIGH).await;
}

/// One hand, and it does not wait between the throws.
pub async fn quick_hand(pond: Pond) {
    join!(pond.throw(FLAT), pond.throw(HIGH));
}

/// Two hands: each is a thread of its own, which throws and then blocks until its
/// stone is down.
pub fn two_hands(main: &mut Hand) {
    let left = main.spawn(|hand| hand.throw_and_watch(FLAT));
    let right = main.spawn(|hand| hand.throw_and_watch(HIGH));
    main.join(left);
    main.join(right);
}

#[derive(Clone, Copy)]
pub struct Stone {
    pub name: &'static str,
    pub flies: Duration,
}
