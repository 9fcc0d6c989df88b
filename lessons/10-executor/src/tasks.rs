//! The tasks of a loop: the places where they are stored, and the queue of those to poll next.
//!
//! A place knows whether its task is already in the queue, so two wakes lead to one
//! poll. Only the loop's thread uses this list. Wakes by other threads go through the
//! mailbox.

use crate::task::{Task, TaskId};
use crate::waker::TaskWaker;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::task::Waker;
use std::{hint::black_box, mem, panic::Location, rc::Rc};

/// A task takes about 250 bytes, and few caches hold 16 MB.
const MORE_THAN_THE_CACHE_HOLDS: usize = 1 << 16;

#[derive(Default)]
pub(crate) struct Tasks {
    queue: VecDeque<TaskId>,
    places: Vec<Place>,
    free: Vec<u32>,
}

#[derive(Default)]
struct Place {
    reuse: u32,
    is_queued: bool,
    /// `None` if this place is free.
    entry: Option<Entry>,
}

/// What the loop stores about a task until it is done.
pub(crate) struct Entry {
    pub(crate) polled: Polled,
    pub(crate) waker: Arc<TaskWaker>,
}

/// What to poll when a task's turn comes.
#[derive(Clone)]
pub(crate) enum Polled {
    /// The future of `block_on`, which is stored elsewhere because it may borrow
    /// values.
    Main,
    Task(Rc<dyn Task>),
}

impl Tasks {
    /// The id that the next task gets.
    pub(crate) fn next_id(&self) -> TaskId {
        let place = self.free.last().copied().unwrap_or_else(|| {
            u32::try_from(self.places.len())
                .expect("memory is full before there are that many tasks")
        });
        let reuse = self.places.get(place as usize).map_or(0, |it| it.reuse);
        TaskId { place, reuse }
    }

    /// Stores a task, and puts its id into the queue.
    pub(crate) fn insert(&mut self, entry: Entry) {
        let id = entry.waker.id;
        if self.free.pop().is_none() {
            self.places.push(Place::default());
        }
        self.places[id.place as usize].entry = Some(entry);
        self.wake(id);
    }

    /// Frees the place of a task that is done. Because `reuse` changes, wakes of the
    /// old task do nothing.
    pub(crate) fn remove(&mut self, id: TaskId) -> Option<Entry> {
        let reuse = id.reuse.wrapping_add(1);
        let free = Place { reuse, ..Place::default() };
        self.free.push(id.place);
        mem::replace(&mut self.places[id.place as usize], free).entry
    }

    /// Takes all tasks out and leaves this empty.
    pub(crate) fn take_all(&mut self) -> Vec<Entry> {
        mem::take(self).places.into_iter().filter_map(|it| it.entry).collect()
    }

    /// Puts the task's id into the queue, unless it is already there or the task is done.
    pub(crate) fn wake(&mut self, id: TaskId) {
        if let Some(place) = self.place(id)
            && !mem::replace(&mut place.is_queued, true)
        {
            self.queue.push_back(id);
        }
    }

    /// Takes the first id out of the queue. Returns what to poll, or `None` if the
    /// task has finished since it was woken.
    pub(crate) fn next(&mut self) -> Option<(TaskId, Polled)> {
        let id = self.queue.pop_front()?;
        let place = self.place(id)?;
        // Cleared before the poll, so a wake during the poll queues the task again.
        place.is_queued = false;
        Some((id, place.entry.as_ref()?.polled.clone()))
    }

    /// Reads from the first tasks in the queue. Main memory is slow, but here the
    /// processor can fetch the data of many tasks at the same time. During the polls,
    /// it would fetch one after another.
    pub(crate) fn look_ahead(&self, tasks: usize) {
        if self.places.len() < MORE_THAN_THE_CACHE_HOLDS {
            return;
        }
        let counts = |it: &Entry| match &it.polled {
            Polled::Main => 0,
            Polled::Task(task) => {
                Rc::strong_count(task) + Arc::strong_count(&it.waker)
            }
        };
        let ids = self.queue.iter().take(tasks);
        let entries =
            ids.filter_map(|id| self.places[id.place as usize].entry.as_ref());
        black_box(entries.map(counts).sum::<usize>());
    }

    /// The number of tasks in the queue.
    pub(crate) fn ready(&self) -> usize {
        self.queue.len()
    }

    /// The numbers of the tasks that are not done, and where they were spawned.
    pub(crate) fn waiting(&self) -> Vec<(usize, &'static Location<'static>)> {
        let places = self.places.iter().enumerate();
        places
            .filter_map(|(number, it)| {
                Some((number, it.entry.as_ref()?.waker.spawned_at))
            })
            .collect()
    }

    /// True if anything other than a task of this loop or its handle has a waker, and
    /// so might still wake a task.
    pub(crate) fn can_be_woken_from_outside(&self) -> bool {
        let entries = || self.places.iter().filter_map(|it| it.entry.as_ref());
        let data = |it: &Entry| Waker::from(Arc::clone(&it.waker)).data();
        let own: HashSet<_> = entries().map(data).collect();
        let in_handles = entries().filter(|it| match &it.polled {
            Polled::Main => false,
            Polled::Task(task) => {
                task.awaiting().is_some_and(|it| own.contains(&it))
            }
        });
        // A place has one clone of each waker, and its task has the other.
        let inside = 2 * own.len() + in_handles.count();
        entries().map(|it| Arc::strong_count(&it.waker)).sum::<usize>() > inside
    }

    fn place(&mut self, id: TaskId) -> Option<&mut Place> {
        self.places.get_mut(id.place as usize).filter(|it| it.reuse == id.reuse)
    }
}
