//! The ready queue: the ids of the tasks to poll next, and the places where all tasks are
//! stored.
//!
//! A place knows whether its task is already in the queue, so two wakes lead to one poll. Only
//! the loop's thread uses this. Wakes by other threads go through the mailbox.

use crate::task::{Task, TaskId};
use std::{collections::VecDeque, mem, panic::Location, rc::Rc};

#[derive(Default)]
pub(crate) struct ReadyQueue {
    queue: VecDeque<TaskId>,
    places: Vec<Place>,
    free: Vec<u32>,
}

#[derive(Default)]
struct Place {
    reuse: u32,
    is_queued: bool,
    /// `None` for the future of `block_on`, which is stored elsewhere because it may borrow.
    task: Option<Rc<dyn Task>>,
    /// `None` if this place is free.
    spawned_at: Option<&'static Location<'static>>,
}

impl ReadyQueue {
    /// Reserves a place for a task, and puts its id into the queue.
    pub(crate) fn reserve(
        &mut self,
        spawned_at: &'static Location<'static>,
    ) -> TaskId {
        let place = self.free.pop().unwrap_or_else(|| {
            self.places.push(Place::default());
            u32::try_from(self.places.len() - 1)
                .expect("memory is full before there are that many tasks")
        });
        let kept = &mut self.places[place as usize];
        kept.spawned_at = Some(spawned_at);
        let id = TaskId { place, reuse: kept.reuse };
        self.wake(id);
        id
    }

    /// Frees the place of a task that is done. Because `reuse` changes, wakes of the
    /// old task do nothing.
    pub(crate) fn release(&mut self, id: TaskId) {
        let reuse = id.reuse.wrapping_add(1);
        self.places[id.place as usize] = Place { reuse, ..Place::default() };
        self.free.push(id.place);
    }

    /// Stores the task in its reserved place.
    pub(crate) fn keep(&mut self, id: TaskId, task: Rc<dyn Task>) {
        self.places[id.place as usize].task = Some(task);
    }

    /// Puts the task's id into the queue, unless it is already there or the task is done.
    pub(crate) fn wake(&mut self, id: TaskId) {
        if let Some(kept) = self.kept(id)
            && !mem::replace(&mut kept.is_queued, true)
        {
            self.queue.push_back(id);
        }
    }

    /// Takes the next task to poll out of the queue. An id without a task belongs to
    /// the future of `block_on`.
    pub(crate) fn next(&mut self) -> Option<(TaskId, Option<Rc<dyn Task>>)> {
        loop {
            let id = self.queue.pop_front()?;
            // A task that has finished since it was woken has no place anymore.
            let Some(kept) = self.kept(id) else { continue };
            // Cleared before the poll, so a wake during the poll queues the task again.
            kept.is_queued = false;
            return Some((id, kept.task.clone()));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// The numbers of the tasks that are not done, and where they were spawned.
    pub(crate) fn waiting(&self) -> Vec<(usize, &'static Location<'static>)> {
        let places = self.places.iter().enumerate();
        places.filter_map(|(number, it)| Some((number, it.spawned_at?))).collect()
    }

    /// Takes all tasks out and leaves this empty.
    pub(crate) fn empty(&mut self) -> Vec<Rc<dyn Task>> {
        mem::take(self).places.into_iter().filter_map(|it| it.task).collect()
    }

    fn kept(&mut self, id: TaskId) -> Option<&mut Place> {
        self.places.get_mut(id.place as usize).filter(|it| it.reuse == id.reuse)
    }
}
