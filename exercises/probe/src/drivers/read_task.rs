//! A task that reads what the far end of a loopback connection sends.

use crate::{FarEnd, PolledTask, Scenario, Shared, Unread, ensure};
use std::io::{self, ErrorKind};

/// A [`PolledTask`] that reads from the near end until the end of the stream.
///
/// It rejects a read that fails, that claims to have read more bytes than its buffer
/// holds, that reports the end of the stream while the far end is open, or that returns
/// bytes that were not sent.
pub struct ReadTask<'a> {
    /// The task, to be polled.
    pub task: PolledTask<'a, ()>,
    scenario: Scenario,
    far: FarEnd,
    is_closed: bool,
    /// Whether bytes had arrived before the task was created.
    is_late: bool,
    /// The bytes that were read but have not been compared yet.
    bytes: Shared<Vec<u8>>,
    /// The number of polls when bytes were last compared. Starts at 1, because no wake
    /// comes before the first poll.
    polls: usize,
}

impl<'a> ReadTask<'a> {
    /// A task that has not been polled. It calls `read` in a loop, with a buffer of `room`
    /// bytes.
    pub fn new(
        scenario: &Scenario,
        far: &FarEnd,
        room: usize,
        mut read: impl AsyncFnMut(&mut [u8]) -> io::Result<usize> + 'a,
    ) -> Self {
        let bytes = Shared::<Vec<u8>>::default();
        let (s, noted) = (scenario.clone(), bytes.clone());
        let task = PolledTask::new(scenario, "a read", async move {
            let mut buffer = vec![0; room];
            loop {
                match read(&mut buffer).await {
                    Ok(0) => break,
                    Ok(count) if count <= room => {
                        noted.lock().extend(&buffer[..count]);
                    }
                    Ok(count) => {
                        let room = format!("a buffer of {room} bytes");
                        s.reject(None, format!("`read` returned {count} for {room}"))
                    }
                    Err(error) => {
                        let blocks = error.kind() == ErrorKind::WouldBlock;
                        let misconception =
                            blocks.then_some("nothing-now-is-the-end");
                        s.reject(misconception, format!("`read` failed: {error}"))
                    }
                }
            }
        });
        let (is_closed, is_late) = (false, far.unread().is_bytes());
        let (scenario, far) = (scenario.clone(), far.clone());
        Self { task, scenario, far, is_closed, is_late, bytes, polls: 1 }
    }

    /// The far end of the connection.
    pub fn far(&self) -> &FarEnd {
        &self.far
    }

    /// Closes the far end.
    pub fn close(&mut self) {
        self.far.close();
        self.is_closed = true;
        self.scenario.story("the other side has closed the connection");
    }

    /// Polls the task at a time when it has nothing to read. `why` summarizes what has
    /// happened so far.
    pub fn waits(&mut self, why: &str) {
        self.scenario.story(why);
        self.task.poll();
        self.has_read(&[]);
    }

    /// Claims that the task has read exactly these bytes since the last call of this
    /// method.
    pub fn has_read(&mut self, bytes: &[u8]) {
        ensure!(
            self.scenario,
            self.is_closed || self.task.output().is_none(),
            "nothing-now-is-the-end",
            "`read` returned `Ok(0)`, which means the end of the stream, but the \
             other side has not closed the connection"
        );
        let read = self.bytes.take();
        ensure!(
            self.scenario,
            read == bytes,
            None,
            "sent: {bytes:?}; read: {read:?}"
        );
        self.polls = self.task.polls();
    }

    /// How many bytes the task has read since they were last compared.
    pub fn count(&self) -> usize {
        self.bytes.lock().len()
    }

    /// Whether the task has read everything available: either it has finished, or the
    /// far end is still open and the task has read at least `count` bytes.
    pub fn is_done(&self, count: usize) -> bool {
        self.task.output().is_some() || !self.is_closed && self.count() >= count
    }

    /// Rejects a task that is still waiting although there is something to read. `what`
    /// says what the check did.
    pub fn reject_pending(&self, what: &str) -> ! {
        let (read, unread) = (self.count(), self.far.unread());
        let waits = match read == 0 && self.task.polls() > self.polls {
            true => "the read was woken but is still waiting",
            false => "nothing wakes the waiting read",
        };
        // The system reports readiness once. Here, the report preceded the wait: the
        // task is new, or has already read part of what arrived.
        let waits_to_be_told_again = match unread {
            Unread::Bytes(_) => read > 0 || self.is_late,
            Unread::End => read > 0,
            Unread::Nothing => false,
        };
        let misconception =
            waits_to_be_told_again.then_some("told-until-it-is-read");
        let measured = format!(
            "{what}, but {waits}; read so far: {read} bytes; in the socket: {unread}"
        );
        self.scenario.reject(misconception, measured)
    }
}

#[cfg(test)]
mod tests {
    use super::ReadTask;
    use crate::{Scenario, doubles::loopback, panic_words, scenario};
    use std::{
        future::poll_fn,
        io::{self, ErrorKind, Read},
        net::TcpStream,
        panic::{AssertUnwindSafe, catch_unwind},
        task::{Context, Poll},
    };

    /// Runs a script in which the near end of a loopback connection is read with
    /// `read`.
    fn play(
        mut read: impl FnMut(&mut TcpStream, &mut [u8]) -> io::Result<usize>
        + Send
        + 'static,
        script: impl FnOnce(&mut ReadTask<'_>, &Scenario) + Send + 'static,
    ) {
        scenario(move |s| {
            let (mut near, far) = loopback().expect("this machine has sockets");
            let mut kept = None;
            let mut task = ReadTask::new(s, &far, 3, async |buffer: &mut [u8]| {
                let poll = |context: &mut Context<'_>| match read(&mut near, buffer)
                {
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        kept = Some(context.waker().clone());
                        Poll::Pending
                    }
                    other => Poll::Ready(other),
                };
                poll_fn(poll).await
            });
            script(&mut task, s);
        });
    }

    fn rejected(play: impl FnOnce()) -> String {
        let played = catch_unwind(AssertUnwindSafe(play));
        panic_words(&*played.expect_err("it must be rejected"))
            .expect("a rejection is text")
    }

    fn right(near: &mut TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
        near.read(buffer)
    }

    #[test]
    fn bytes_and_the_end_are_read() {
        play(right, |task, _| {
            task.waits("nothing has arrived");
            task.far().send(&[1, 2, 3, 4]).expect("it is open");
            task.task.poll();
            assert!(task.is_done(4) && !task.is_done(5));
            task.has_read(&[1, 2, 3, 4]);
            task.close();
            assert!(!task.is_done(0));
            task.task.poll();
            assert!(task.is_done(9));
            task.has_read(&[]);
        });
    }

    #[test]
    fn a_read_that_reports_the_end_too_early_is_rejected() {
        let zero =
            |near: &mut TcpStream, buffer: &mut [u8]| near.read(buffer).or(Ok(0));
        let said =
            rejected(|| play(zero, |task, _| task.waits("nothing has arrived")));
        assert!(
            said.starts_with("nothing has arrived; `read` returned `Ok(0)`"),
            "{said}"
        );
        assert!(said.contains("(nothing-now-is-the-end)"), "{said}");
    }

    #[test]
    fn bytes_that_were_not_sent_are_rejected() {
        let invents = |_: &mut TcpStream, buffer: &mut [u8]| Ok(buffer.len() + 1);
        let said = rejected(|| play(invents, |task, _| task.waits("")));
        let expected = "`read` returned 4 for a buffer of 3 bytes";
        assert!(said.starts_with(expected), "{said}");
        let said = rejected(|| {
            play(right, |task, _| {
                task.far().send(&[1, 2]).expect("it is open");
                task.task.poll();
                task.has_read(&[2, 1]);
            });
        });
        assert!(said.starts_with("sent: [2, 1]; read: [1, 2]"), "{said}");
    }

    #[test]
    fn only_a_task_that_left_bytes_unread_waits_for_a_second_report() {
        let never =
            |_: &mut TcpStream, _: &mut [u8]| Err(ErrorKind::WouldBlock.into());
        let not_woken = rejected(|| {
            play(never, |task, _| {
                task.waits("nothing has arrived");
                task.far().send(&[1]).expect("it is open");
                task.reject_pending("the loop turns");
            });
        });
        assert!(!not_woken.contains("(told-until-it-is-read)"), "{not_woken}");
        let expected = "the loop turns, but nothing wakes the waiting read";
        assert!(not_woken.contains(expected), "{not_woken}");
        let mut reads = 0;
        let once = move |near: &mut TcpStream, buffer: &mut [u8]| {
            reads += 1;
            if reads == 1 { near.read(buffer) } else { never(near, buffer) }
        };
        let told = rejected(|| {
            play(once, |task, _| {
                task.far().send(&[1, 2, 3, 4]).expect("it is open");
                task.task.poll();
                task.reject_pending("the loop turns");
            });
        });
        assert!(told.contains("(told-until-it-is-read)"), "{told}");
    }

    #[test]
    fn a_task_that_begins_after_the_bytes_came_waits_for_a_second_report() {
        for is_late in [true, false] {
            let said = rejected(|| {
                scenario(move |s| {
                    let (_near, far) = loopback().expect("this machine has sockets");
                    if is_late {
                        far.send(&[1]).expect("it is open");
                    }
                    let mut kept = None;
                    let waits = async |_: &mut [u8]| {
                        let poll = |context: &mut Context<'_>| {
                            kept = Some(context.waker().clone());
                            Poll::Pending
                        };
                        poll_fn(poll).await
                    };
                    let mut task = ReadTask::new(s, &far, 3, waits);
                    task.task.poll();
                    if !is_late {
                        far.send(&[1]).expect("it is open");
                    }
                    task.reject_pending("the loop turns");
                });
            });
            assert_eq!(said.contains("(told-until-it-is-read)"), is_late, "{said}");
        }
    }
}
