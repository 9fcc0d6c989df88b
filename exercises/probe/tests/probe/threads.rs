//! Which threads came by.

use probe::{Threads, observe};
use tokio::task::spawn_blocking;

#[test]
fn tasks_share_the_loops_thread() {
    let threads = Threads::new();
    let seen = threads.clone();
    let observed = observe(async move {
        for _ in 0..3 {
            let seen = seen.clone();
            tokio::spawn(async move { seen.note() }).await.unwrap();
        }
    });
    observed.output(None);
    assert_eq!((threads.count(), threads.saw_caller()), (1, true));
}

#[test]
fn a_thread_of_the_pool_is_another_one() {
    let threads = Threads::new();
    let seen = threads.clone();
    let observed = observe(async move {
        spawn_blocking(move || seen.note()).await.unwrap();
    });
    observed.output(None);
    assert_eq!((threads.count(), threads.saw_caller()), (1, false));
}

#[test]
fn threads_one_after_the_other_are_several() {
    let threads = Threads::new();
    assert_eq!((threads.count(), threads.saw_caller()), (0, false));
    for _ in 0..3 {
        let seen = threads.clone();
        std::thread::spawn(move || seen.note()).join().unwrap();
    }
    threads.note();
    assert_eq!((threads.count(), threads.saw_caller()), (4, true));
}
