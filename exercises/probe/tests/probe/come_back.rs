//! Scenarios that come back, panic, or stay away.

use probe::{Gone, come_back_within};
use std::{sync::mpsc, time::Duration};

/// One test: who stays away shortens the patience with all that come later.
#[test]
fn who_comes_back_is_told_from_who_panics_and_who_stays_away() {
    let minute = Duration::from_secs(60);
    assert_eq!(come_back_within(minute, || 7), Ok(7));

    let gone = come_back_within(minute, || -> () { panic!("no coffee") });
    assert_eq!(gone, Err(Gone::Panicked("no coffee".to_owned())));

    let (_nobody, never) = mpsc::channel::<()>();
    let waits = move || never.recv().is_ok();
    assert_eq!(come_back_within(Duration::from_millis(20), waits), Err(Gone::Away));
}
