//! A measurement in many equal laps, each of which is timed.
//!
//! Laps are so short that most of them end before the machine does something else, so
//! the median lap shows how long the work itself takes.

use crate::pairs::median;
use std::{cell::RefCell, rc::Rc, time::Instant};

pub(crate) struct Laps {
    /// How many operations are left unmeasured at the start.
    left_out: u32,
    length: u32,
    counted: u32,
    begun: Instant,
    nanoseconds: Vec<f64>,
}

impl Laps {
    /// Laps of `length` operations each.
    pub(crate) fn new(length: u32) -> Self {
        Self {
            left_out: 0,
            length,
            counted: 0,
            begun: Instant::now(),
            nanoseconds: Vec::new(),
        }
    }

    /// Laps that are shared by many tasks, after `left_out` operations that are not
    /// measured.
    pub(crate) fn shared(left_out: u32, length: u32) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Self { left_out, ..Self::new(length) }))
    }

    /// Counts an operation, when it ends or when it starts: the difference matters only
    /// for the first and the last operation.
    pub(crate) fn count(&mut self) {
        if self.left_out > 0 {
            self.left_out -= 1;
            self.begun = Instant::now();
            return;
        }
        self.counted += 1;
        if self.counted == self.length {
            let now = Instant::now();
            let lap = (now - self.begun).as_nanos() as f64 / f64::from(self.length);
            self.nanoseconds.push(lap);
            (self.counted, self.begun) = (0, now);
        }
    }

    /// Nanoseconds per operation in the median lap.
    pub(crate) fn median(&self) -> f64 {
        median(self.nanoseconds.clone())
    }
}
