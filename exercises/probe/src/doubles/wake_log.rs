//! Wakers that record which tasks were woken, in order.

use crate::{Shared, TestWaker};
use std::sync::Arc;

/// The order in which tasks were woken, and how many of their wakers still exist.
///
/// `K` identifies a task. Clones share the same log.
#[derive(Clone)]
pub struct WakeLog<K> {
    woken: Shared<Vec<K>>,
    wakers: Shared<Vec<TestWaker>>,
    on_wake: Arc<dyn Fn() + Send + Sync>,
}

impl<K: Clone + Send + Sync + 'static> WakeLog<K> {
    /// An empty log. Its wakers call `on_wake` after they have recorded the wake.
    pub fn on_wake(on_wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (woken, wakers) = Default::default();
        Self { woken, wakers, on_wake: Arc::new(on_wake) }
    }

    /// A new task.
    pub fn waker(&self, key: K) -> TestWaker {
        let (woken, on_wake) = (self.woken.clone(), Arc::clone(&self.on_wake));
        let waker = TestWaker::on_wake(move || {
            woken.lock().push(key.clone());
            on_wake();
        });
        self.wakers.lock().push(waker.clone());
        waker
    }

    /// The wakes since the last call of this method, in order.
    pub fn take(&self) -> Vec<K> {
        self.woken.take()
    }

    /// How many tasks have existed so far.
    pub fn count(&self) -> usize {
        self.wakers.lock().len()
    }

    /// How many tasks have a waker that still exists.
    pub fn retained(&self) -> usize {
        self.wakers.lock().iter().filter(|it| it.is_retained()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::WakeLog;
    use crate::Shared;

    #[test]
    fn wakes_are_written_down_in_order_before_on_wake_is_called() {
        let seen = Shared::<Vec<Vec<char>>>::default();
        let log = Shared::<Option<WakeLog<char>>>::default();
        let (notes, itself) = (seen.clone(), log.clone());
        log.set(Some(WakeLog::on_wake(move || {
            notes.lock().push(itself.get().map_or_else(Vec::new, |it| it.take()));
        })));
        let wakers = ['a', 'b'].map(|key| log.get().map(|it| it.waker(key).waker()));
        let [Some(a), Some(b)] = wakers else { unreachable!("the log is set") };
        b.wake();
        a.wake_by_ref();
        assert_eq!(seen.get(), [['b'], ['a']]);
        assert_eq!(log.take().map(|it| (it.count(), it.retained())), Some((2, 1)));
    }

    #[test]
    fn several_wakes_of_one_task_are_several_entries() {
        let log = WakeLog::on_wake(|| ());
        let [one, other] = [1, 2].map(|key| log.waker(key));
        for it in [&one, &other, &one] {
            it.waker().wake();
        }
        assert_eq!((log.take(), log.take()), (vec![1, 2, 1], vec![]));
        assert_eq!((log.count(), log.retained()), (2, 0));
    }
}
