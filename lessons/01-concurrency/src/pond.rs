//! The stones, and the pond that counts them.
//!
//! A throw is work: the hand can't do anything else at the same time. A flight doesn't
//! need a hand. The numbers in the last line of each act are counted as the act runs.

use stage::{say, thread};
use std::{
    collections::HashSet,
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread::ThreadId,
    time::Duration,
};

/// A stone, and how a hand throws it.
#[derive(Clone, Copy)]
pub(crate) struct Stone {
    number: u8,
    throw: Duration,
    pub(crate) flight: Duration,
}

/// A low throw: a short swing and a short flight.
pub(crate) const LOW: Stone = Stone {
    number: 1,
    throw: Duration::from_millis(400),
    flight: Duration::from_millis(1000),
};

/// A high throw. The throw determines the time in the air, not the stone's weight.
pub(crate) const HIGH: Stone = Stone {
    number: 2,
    throw: Duration::from_millis(600),
    flight: Duration::from_millis(2000),
};

impl Stone {
    /// Keeps the hand busy until the stone has left it.
    pub(crate) fn throw(self, pond: &Pond) -> Flight<'_> {
        let hand = std::thread::current().id();
        pond.hands.lock().unwrap_or_else(PoisonError::into_inner).insert(hand);
        let throwing = pond.throws.enter();
        thread::sleep(self.throw);
        drop(throwing);
        say!("{self} is in the air");
        Flight { stone: self, _counted: pond.flights.enter() }
    }
}

impl fmt::Display for Stone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stone {}", self.number)
    }
}

/// A stone in the air. The pond counts it until it lands.
pub(crate) struct Flight<'a> {
    stone: Stone,
    _counted: Counted<'a>,
}

impl Flight<'_> {
    pub(crate) fn land(self) {
        say!("{} lands", self.stone);
    }
}

/// Counts hands, throws, and flights.
#[derive(Default)]
pub(crate) struct Pond {
    hands: Mutex<HashSet<ThreadId>>,
    throws: Gauge,
    flights: Gauge,
}

impl Pond {
    /// Prints the counts. The time in front of that line is the total.
    pub(crate) fn tell(&self) {
        let hands = self.hands.lock().unwrap_or_else(PoisonError::into_inner).len();
        let [throws, flights] = [&self.throws, &self.flights].map(Gauge::most);
        say!(
            "hands {hands}, most throws at one instant {throws}, \
             most stones in the air {flights}"
        );
    }
}

/// A count, and the highest count so far.
#[derive(Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Gauge {
    /// Adds one, and subtracts it again when the guard is dropped.
    fn enter(&self) -> Counted<'_> {
        let now = self.now.fetch_add(1, Relaxed) + 1;
        self.most.fetch_max(now, Relaxed);
        Counted(self)
    }

    fn most(&self) -> usize {
        self.most.load(Relaxed)
    }
}

struct Counted<'a>(&'a Gauge);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Relaxed);
    }
}
