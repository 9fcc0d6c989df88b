//! A task that reads what the far end of a loopback sends.

use crate::{FarEnd, PolledTask, Scenario, Shared, Unread, ensure};
use std::io::{self, ErrorKind};

/// A [`PolledTask`] that reads from the near end until the end.
///
/// It rejects what no read may do: fail, give more than there is room for, or say that
/// nothing will come anymore while the far end is open; and bytes that were not sent.
pub struct ReadTask<'a> {
    /// The task, to be polled.
    pub task: PolledTask<'a, ()>,
    scenario: Scenario,
    far: FarEnd,
    is_closed: bool,
    /// Bytes had come before its first poll.
    is_late: bool,
    /// What has come, and has not been compared yet.
    bytes: Shared<Vec<u8>>,
    /// Polls before bytes were last compared. The first one answers to no wake.
    polls: usize,
}

impl<'a> ReadTask<'a> {
    /// A task that has not been polled, and calls `read` with a buffer of `room` bytes
    /// again and again.
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

    /// The other end.
    pub fn far(&self) -> &FarEnd {
        &self.far
    }

    /// Closes the far end.
    pub fn close(&mut self) {
        self.far.close();
        self.is_closed = true;
        self.scenario.story("the other side has closed the connection");
    }

    /// Polls it when it can only wait; `why` tells what has happened so far.
    pub fn waits(&mut self, why: &str) {
        self.scenario.story(why);
        self.task.poll();
        self.has_read(&[]);
    }

    /// It has read these bytes since this was last called, and no more.
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

    /// How many bytes it has read since they were last compared.
    pub fn count(&self) -> usize {
        self.bytes.lock().len()
    }

    /// Whether it has read this many bytes, and the end if that was sent, or can get no
    /// more.
    pub fn is_done(&self, count: usize) -> bool {
        self.task.output().is_some() || !self.is_closed && self.count() >= count
    }

    /// Rejects that it waits although there is something to read: `what` was tried.
    pub fn reject_pending(&self, what: &str) -> ! {
        let (read, unread) = (self.count(), self.far.unread());
        let waits = match read == 0 && self.task.polls() > self.polls {
            true => "the read was woken but is still waiting",
            false => "nothing wakes the waiting read",
        };
        // The system tells something once. It told this before the task began to wait,
        // which has read some of it already, or is new.
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

    /// Plays a script in which the near end of a loopback is read with `read`.
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
        panic_words(&*played.expect_err("it has to be rejected"))
            .expect("a rejection is a text")
    }

    fn right(near: &mut TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
        near.read(buffer)
    }

    #[test]
    fn bytes_and_the_end_are_read() {
        play(right, |task, _| {
            task.waits("nothing has come");
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
    fn nothing_is_not_the_end() {
        let zero =
            |near: &mut TcpStream, buffer: &mut [u8]| near.read(buffer).or(Ok(0));
        let said = rejected(|| play(zero, |task, _| task.waits("nothing has come")));
        assert!(
            said.starts_with("nothing has come; `read` returned `Ok(0)`"),
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
    fn a_task_that_waits_to_be_told_again_is_told_from_one_that_was_not_woken() {
        let never =
            |_: &mut TcpStream, _: &mut [u8]| Err(ErrorKind::WouldBlock.into());
        let not_woken = rejected(|| {
            play(never, |task, _| {
                task.waits("nothing has come");
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
    fn a_task_that_comes_behind_the_bytes_waits_to_be_told_again() {
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
