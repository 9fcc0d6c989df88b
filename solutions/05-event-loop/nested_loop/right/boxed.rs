//! The functions still aren't `async`, but return boxed futures. That's how
//! functions in a trait object or in a table of functions do it.

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
