//! Many equal parts of a measurement, each timed.
//!
//! A lap is so short that most laps are over before the machine does something else for a
//! while, so the median lap is what the work takes by itself.

use crate::pairs::median;
use std::{cell::RefCell, rc::Rc, time::Instant};

pub(crate) struct Laps {
    /// How many of the first are not measured.
    left_out: u32,
    length: u32,
    counted: u32,
    begun: Instant,
    nanoseconds: Vec<f64>,
}

impl Laps {
    /// Laps of so many operations each.
    pub(crate) fn new(length: u32) -> Self {
        Self {
            left_out: 0,
            length,
            counted: 0,
            begun: Instant::now(),
            nanoseconds: Vec::new(),
        }
    }

    /// The same, after some that do not count, for many tasks to count their operations.
    pub(crate) fn shared(left_out: u32, length: u32) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Self { left_out, ..Self::new(length) }))
    }

    /// Another operation is done, or begun: it is the same for all but the first and last.
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

    /// Nanoseconds of an operation, in the median lap.
    pub(crate) fn median(&self) -> f64 {
        median(self.nanoseconds.clone())
    }
}
