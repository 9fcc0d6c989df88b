//! The ready queue: the tasks to poll next, beside the places where all tasks are kept.
//!
//! A place knows whether its task is in the queue already, so two wakes make one poll. Only
//! the loop's own thread comes here: what others wake comes by the mailbox.

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
    /// The future of `block_on` is not kept here: it may borrow.
    task: Option<Rc<dyn Task>>,
    /// None where no task is kept.
    spawned_at: Option<&'static Location<'static>>,
}

impl ReadyQueue {
    /// Makes room for a task, and puts it into the queue.
    pub(crate) fn reserve(
        &mut self,
        spawned_at: &'static Location<'static>,
    ) -> TaskId {
        let place = self.free.pop().unwrap_or_else(|| {
            self.places.push(Place::default());
            u32::try_from(self.places.len() - 1)
                .expect("so many tasks fill any memory")
        });
        let kept = &mut self.places[place as usize];
        kept.spawned_at = Some(spawned_at);
        let id = TaskId { place, reuse: kept.reuse };
        self.wake(id);
        id
    }

    /// Gives the place of a task that is done to the next, with no wakes left in it.
    pub(crate) fn release(&mut self, id: TaskId) {
        let reuse = id.reuse.wrapping_add(1);
        self.places[id.place as usize] = Place { reuse, ..Place::default() };
        self.free.push(id.place);
    }

    /// Keeps the task until it is done.
    pub(crate) fn keep(&mut self, id: TaskId, task: Rc<dyn Task>) {
        self.places[id.place as usize].task = Some(task);
    }

    /// Puts the task into the queue, unless it is there already or done.
    pub(crate) fn wake(&mut self, id: TaskId) {
        if let Some(kept) = self.kept(id)
            && !mem::replace(&mut kept.is_queued, true)
        {
            self.queue.push_back(id);
        }
    }

    /// The next to poll. Without a task, it is the future of `block_on`.
    pub(crate) fn next(&mut self) -> Option<(TaskId, Option<Rc<dyn Task>>)> {
        loop {
            let id = self.queue.pop_front()?;
            // A task that was done when it was woken is not kept any more.
            let Some(kept) = self.kept(id) else { continue };
            // Before the poll: a wake from within it counts.
            kept.is_queued = false;
            return Some((id, kept.task.clone()));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// The tasks that are not done, by number, and where they were spawned.
    pub(crate) fn waiting(&self) -> Vec<(usize, &'static Location<'static>)> {
        let places = self.places.iter().enumerate();
        places.filter_map(|(number, it)| Some((number, it.spawned_at?))).collect()
    }

    /// Takes all tasks out, for good.
    pub(crate) fn empty(&mut self) -> Vec<Rc<dyn Task>> {
        mem::take(self).places.into_iter().filter_map(|it| it.task).collect()
    }

    fn kept(&mut self, id: TaskId) -> Option<&mut Place> {
        self.places.get_mut(id.place as usize).filter(|it| it.reuse == id.reuse)
    }
}
