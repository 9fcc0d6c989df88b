//! On which threads something happened.

use probe::{Threads, observe};
use tokio::task::spawn_blocking;

#[test]
fn tasks_run_on_the_thread_of_the_loop() {
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
fn a_pool_thread_is_not_the_thread_of_the_loop() {
    let threads = Threads::new();
    let seen = threads.clone();
    let observed = observe(async move {
        spawn_blocking(move || seen.note()).await.unwrap();
    });
    observed.output(None);
    assert_eq!((threads.count(), threads.saw_caller()), (1, false));
}

#[test]
fn threads_that_run_one_after_another_count_separately() {
    let threads = Threads::new();
    assert_eq!((threads.count(), threads.saw_caller()), (0, false));
    for _ in 0..3 {
        let seen = threads.clone();
        std::thread::spawn(move || seen.note()).join().unwrap();
    }
    threads.note();
    assert_eq!((threads.count(), threads.saw_caller()), (4, true));
}
