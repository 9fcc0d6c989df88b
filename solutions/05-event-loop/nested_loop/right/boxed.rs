//! The functions are still not `async`, and return boxed futures. That is how it is
//! done across a trait or a table of functions.

use crate::Station;
use futures::future::{BoxFuture, FutureExt};

pub fn ring(town: String, station: Station) -> BoxFuture<'static, String> {
    let way = directions(&town, &station);
    way.map(move |way| format!("to {town}: {way}")).boxed()
}

fn directions(town: &str, station: &Station) -> BoxFuture<'static, String> {
    let (train, station) = (phone(station.train_to(town)), station.clone());
    let both = train.then(move |train| {
        let platform = phone(station.platform_of(train));
        platform.map(move |it| format!("train {train}, platform {it}"))
    });
    both.boxed()
}

fn phone(
    answer: impl Future<Output = u32> + Send + 'static,
) -> BoxFuture<'static, u32> {
    answer.boxed()
}
