//! A future without `async`: it remembers which answer it is waiting for, and asks
//! the second question in the poll that returns the first answer.

use crate::Station;
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

type Line = Pin<Box<dyn Future<Output = u32> + Send>>;

pub fn ring(town: String, station: Station) -> impl Future<Output = String> {
    let line = Box::pin(station.train_to(&town));
    Directions { town, station, train: None, line }
}

struct Directions {
    town: String,
    station: Station,
    train: Option<u32>,
    line: Line,
}

impl Future for Directions {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<String> {
        loop {
            let number = ready!(self.line.as_mut().poll(context));
            let Some(train) = self.train else {
                self.train = Some(number);
                self.line = Box::pin(self.station.platform_of(number));
                continue;
            };
            let town = &self.town;
            let words = format!("to {town}: train {train}, platform {number}");
            return Poll::Ready(words);
        }
    }
}
