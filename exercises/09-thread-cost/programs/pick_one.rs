//! Eight jobs, and the formulas for each way of doing them.

/// Idle connections that send something once a minute.
pub const SOCKETS: Job = Job {
    count: 100_000,
    waits: 60.0,
    computes: 0.00001,
    can_await: true,
    within: 65.0,
};

/// Films to encode.
pub const FILMS: Job =
    Job { count: 8, waits: 0.0, computes: 60.0, can_await: false, within: 100.0 };

/// Pictures to scale down.
pub const PICTURES: Job =
    Job { count: 2000, waits: 0.0, computes: 0.05, can_await: false, within: 15.0 };

/// Queries through a library without `async`.
pub const QUERIES: Job =
    Job { count: 50, waits: 2.0, computes: 0.001, can_await: false, within: 3.0 };

/// Pages to fetch.
pub const PAGES: Job =
    Job { count: 10, waits: 1.0, computes: 0.001, can_await: true, within: 1.5 };

/// Users who log in. Each login waits for the database and then hashes a password.
pub const USERS: Job =
    Job { count: 200, waits: 1.0, computes: 0.25, can_await: true, within: 8.0 };

/// Messages that wait for delivery and are then compressed.
pub const MESSAGES: Job = Job {
    count: 10_000,
    waits: 5.0,
    computes: 0.0001,
    can_await: true,
    within: 7.0,
};

/// Cars that report once a minute, through a library without `async`.
pub const CARS: Job = Job {
    count: 100_000,
    waits: 60.0,
    computes: 0.00001,
    can_await: false,
    within: 65.0,
};

pub const CORES: u32 = 8;
pub const MOST_THREADS: u32 = 10_000;

/// Many items of the same kind. Times are in seconds. `waits` and `computes` are the
/// times of each item, which first waits and then computes. An item that can't await
/// blocks its thread while it waits. `within` is the time limit for the whole job.
#[derive(Clone, Copy)]
pub struct Job {
    pub count: u32,
    pub waits: f64,
    pub computes: f64,
    pub can_await: bool,
    pub within: f64,
}

impl Job {
    /// On one thread, waits overlap if they can be awaited. Computing never
    /// overlaps.
    pub fn as_tasks(self) -> Taken {
        let Self { count, waits, computes, can_await, .. } = self;
        let waits = if can_await { waits } else { waits * f64::from(count) };
        Taken { seconds: waits + computes * f64::from(count), threads: 1 }
    }

    /// All items wait at the same time. Then all of them compute and share the
    /// cores.
    pub fn with_a_thread_each(self) -> Taken {
        let rounds = (f64::from(self.count) / f64::from(CORES)).max(1.0);
        let seconds = self.waits + self.computes * rounds;
        Taken { seconds, threads: self.count }
    }

    /// Eight items at a time, each from beginning to end.
    pub fn with_a_thread_per_core(self) -> Taken {
        let rounds = f64::from(self.count.div_ceil(CORES));
        let seconds = (self.waits + self.computes) * rounds;
        Taken { seconds, threads: self.count.min(CORES) }
    }

    pub fn is_done_by(self, taken: Taken) -> bool {
        taken.seconds <= self.within && taken.threads <= MOST_THREADS
    }
}

/// How long one way of doing a job takes, and how many threads it needs.
#[derive(Clone, Copy)]
pub struct Taken {
    pub seconds: f64,
    pub threads: u32,
}
