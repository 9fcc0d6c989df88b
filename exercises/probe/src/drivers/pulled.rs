//! Pulls items from an iterator a number of times and then drops it.

use crate::{Given, Panicked, call};
use std::fmt::Display;

/// What an iterator returned, and what `look` observed at each point.
#[derive(Clone, Debug)]
pub struct Pulled<T, S> {
    /// What the attempt was given.
    pub given: Given,
    /// What each call of `next` returned.
    pub answers: Vec<Option<T>>,
    /// What `look` returned: first before the first pull, then after each pull.
    pub seen: Vec<S>,
    /// What `look` returned after the drop.
    pub dropped: S,
    /// The panic that ended it, if any: while the iterator was created, pulled, or dropped.
    pub panicked: Option<Panicked>,
}

/// Creates an iterator, calls `next` on it `pulls` times, and drops it. `look` is called
/// before the first pull, after each pull, and after the drop.
///
/// An iterator is pulled again even after it has returned `None`. Use `fuse()` if that
/// is not allowed.
pub fn pull<I: Iterator, S>(
    given: impl Display,
    pulls: usize,
    make: impl FnOnce() -> I,
    look: impl Fn() -> S,
) -> Pulled<I::Item, S> {
    let (mut answers, mut seen) = (Vec::new(), Vec::new());
    let attempt = || {
        let mut iterator = make();
        seen.push(look());
        for _ in 0..pulls {
            answers.push(iterator.next());
            seen.push(look());
        }
    };
    let panicked = call(attempt).err();
    Pulled { given: Given::new(given), answers, seen, dropped: look(), panicked }
}

impl<T, S> Pulled<T, S> {
    /// All items that were returned, including those after a `None`.
    pub fn items(&self) -> Vec<T>
    where
        T: Clone,
    {
        self.answers.iter().flatten().cloned().collect()
    }

    /// The number of the first pull that returned `None`, counted from 1.
    pub fn end(&self) -> Option<usize> {
        self.answers.iter().position(Option::is_none).map(|index| index + 1)
    }

    /// Returns `self`, unless the attempt panicked. `misconception` explains a panic as in
    /// [`Panicked::reject`].
    ///
    /// # Panics
    ///
    /// Rejects an attempt that panicked: see [`Panicked::reject`].
    #[track_caller]
    #[must_use]
    pub fn unharmed<'a>(self, misconception: impl Into<Option<&'a str>>) -> Self {
        match &self.panicked {
            Some(panicked) => panicked.reject(&self.given, misconception),
            None => self,
        }
    }

    /// Fails the check: see [`crate::reject`].
    ///
    /// # Panics
    ///
    /// Always.
    #[track_caller]
    pub fn reject<'a>(
        &self,
        misconception: impl Into<Option<&'a str>>,
        measured: impl Display,
    ) -> ! {
        self.given.reject(misconception, measured)
    }
}

#[cfg(test)]
mod tests {
    use super::pull;
    use std::{cell::Cell, iter::from_fn};

    #[test]
    fn look_is_called_before_the_first_pull_and_after_each() {
        let made = Cell::new(0);
        let count = || {
            made.update(|it| it + 1);
            from_fn(|| Some(made.replace(made.get() + 10)).filter(|it| *it < 20))
        };
        let pulled = pull("a counter", 3, count, || made.get());
        assert_eq!(pulled.answers, [Some(1), Some(11), None]);
        assert_eq!((&*pulled.seen, pulled.dropped), (&[1, 11, 21, 31][..], 31));
        assert_eq!((pulled.items(), pulled.end()), (vec![1, 11], Some(3)));
        assert_eq!(pulled.unharmed(None).answers.len(), 3);
    }

    #[test]
    fn eager_work_shows_before_the_first_pull() {
        let worked = Cell::new(0);
        let work = |it| worked.set(worked.get() + it);
        let lazy = pull("work", 0, || (1..4).map(work), || worked.get());
        assert_eq!(lazy.seen, [0]);
        let eager = pull(
            "work",
            1,
            || (1..4).map(work).collect::<Vec<_>>().into_iter(),
            || worked.get(),
        );
        assert_eq!(eager.seen, [6, 6]);
    }

    #[test]
    fn items_after_a_none_are_included_unless_the_iterator_is_fused() {
        let odd = || {
            let mut numbers = 1..;
            from_fn(move || numbers.next().filter(|it| it % 2 == 1))
        };
        let pulled = pull("odd numbers", 4, odd, || ());
        assert_eq!((pulled.items(), pulled.end()), (vec![1, 3], Some(2)));
        let fused = pull("odd numbers", 4, || odd().fuse(), || ());
        assert_eq!((fused.items(), fused.end()), (vec![1], Some(2)));
    }

    #[test]
    fn items_before_a_panic_are_kept() {
        let pulled = pull("numbers", 5, || (0..).map(|it| 6 / (2 - it)), || ());
        assert_eq!(pulled.answers, [Some(3), Some(6)]);
        assert_eq!((pulled.seen.len(), pulled.end()), (3, None));
        assert!(pulled.panicked.unwrap().words().contains("divide by zero"));
    }

    #[test]
    fn a_panic_during_the_drop_is_a_panic_of_the_attempt() {
        struct Loud(String);
        impl Drop for Loud {
            fn drop(&mut self) {
                panic!("dropped");
            }
        }
        let make = || {
            let loud = Loud("seven".to_owned());
            from_fn(move || Some(loud.0.len()))
        };
        let pulled = pull("a loud one", 1, make, || ());
        assert_eq!(pulled.answers, [Some(5)]);
        assert_eq!(pulled.panicked.unwrap().words(), "dropped");
    }
}
