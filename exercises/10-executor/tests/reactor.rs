//! A read waits for its socket, and the loop sleeps until one of its sockets is ready.
//!
//! The sockets are real, but they connect this machine with itself. No verdict depends
//! on the machine's speed: the loop turns when what was sent has arrived, and polls,
//! turns, and wakes are counted.

#[path = "../reactor.rs"]
mod reactor;

use probe::{
    FarEnd, PolledTask, Rng, Scenario, Shared, TestWaker, ThreadState, ensure,
    loopback, scenario, time,
};
use reactor::{Reactor, Socket};
use std::{
    cell::Cell,
    io::{self, ErrorKind},
    net::TcpStream,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

#[test]
fn a_read_that_waits_is_woken_when_bytes_come() {
    with_a_reader(ROOM, |reader| {
        for bytes in drawn::<4>() {
            reader.waits("nothing more has come");
            reader.send(&bytes, "");
            // A turn that sleeps first and looks then never returns from this.
            reader.turn_until_read(bytes.len(), None);
            reader.reads(&bytes);
        }
    });
}

#[test]
fn the_loop_sleeps_while_nothing_comes() {
    with_a_reader(ROOM, |reader| {
        let [bytes] = drawn();
        reader.s.spawn({
            let (s, far, bytes) =
                (reader.s.clone(), Arc::clone(reader.far), bytes.clone());
            move || {
                wait_until_it_sleeps(&s);
                s.within_ok("to send", || far.send_without_waiting(&bytes));
            }
        });
        while !reader.is_done(bytes.len()) {
            reader.task.poll_while_woken();
            reader.event_loop.sleeps(None);
            reader.task.poll_while_woken();
        }
        reader.has_read(&bytes);
    });
}

#[test]
fn a_turn_ends_when_its_time_is_over() {
    with_a_reader(ROOM, |reader| {
        const TIMES: [u64; 8] = [0, 1, 20, 0, 1, 0, 1, 0];
        let wakes_for_nothing = |millis: &u64| {
            reader.event_loop.turn(Some(Duration::from_millis(*millis)));
            reader.task.poll_while_woken()
        };
        let wakes = TIMES.iter().copied().filter(wakes_for_nothing).count();
        // The system may report an event without a reason, but not each time.
        ensure!(
            reader.s,
            wakes < TIMES.len(),
            "an-event-is-for-everybody",
            "{wakes} turns end because their time is over, and each wakes the read"
        );
        // A sleep may end early, but not this often.
        let begun = Instant::now();
        while begun.elapsed() < TICK {
            reader.event_loop.sleeps(SHORT);
            reader.task.poll_while_woken();
        }
        reader.waits("nothing has come");
    });
}

#[test]
fn the_next_read_finds_what_a_read_has_left() {
    with_a_reader(3, |reader| {
        for bytes in drawn::<2>() {
            reader.waits("nothing more has come");
            reader.send(&bytes, ", more than one read takes");
            reader.reads_or_was_told(&bytes, |it| {
                it.count() > 0 && it.far.unread().is_bytes()
            });
        }
    });
}

#[test]
fn bytes_that_come_while_no_read_waits_are_not_lost() {
    scenario(|s| {
        let event_loop = Loop::new(s);
        let check = |connection: &mut Connection, bytes: &[u8]| {
            // There is no waker yet that it could call.
            event_loop.turn(SHORT);
            let mut reader = Reader::new(&event_loop, connection, ROOM);
            reader.reads_or_was_told(bytes, |it| it.far.unread().is_bytes());
        };
        let [one, two, three, four] = drawn();
        let mut early = event_loop.connect();
        event_loop.send(&early.far, &one, " before the first read");
        check(&mut early, &one);
        event_loop.send(&early.far, &two, " between two reads");
        check(&mut early, &two);

        let (near, far) = event_loop.sockets();
        event_loop.send(&far, &three, " before `register`");
        let mut late = event_loop.register(near, far);
        check(&mut late, &three);
        event_loop.send(&late.far, &four, " between two reads");
        check(&mut late, &four);
    });
}

#[test]
fn a_read_that_is_woken_for_nothing_waits_again() {
    with_a_reader(ROOM, |reader| {
        let [first, second] = drawn();
        reader.send(&first, "");
        for _ in 0..MANY {
            if !reader.task.is_woken() {
                reader.event_loop.turn(SHORT);
            }
        }
        if !reader.task.is_woken() {
            reader.reject_pending(None);
        }
        if reader.far.take_back() > 0 {
            let why = "a read was woken, and another reader was faster";
            reader.waits(why);
            // Not even a wake comes before this poll, as in a task that waits for two
            // things.
            reader.waits(why);
        } else {
            // The reactor has read them already, and it may.
            reader.reads(&first);
        }
        reader.send(&second, " after a wake for nothing");
        reader.reads(&second);
    });
}

#[test]
fn only_the_read_whose_socket_has_bytes_is_woken() {
    const ROUNDS: usize = 8;
    scenario(|s| {
        let event_loop = Loop::new(s);
        let mut connections = [(); SOCKETS].map(|()| event_loop.connect());
        let mut readers = event_loop.readers(&mut connections);
        let mut rng = Rng::new();
        let mut needless = 0;
        for bytes in drawn::<ROUNDS>() {
            let due = rng.range(0..SOCKETS as u64) as usize;
            readers[due].send(&bytes, ", for one of many sockets");
            let mut others = 0;
            for _ in 0..MANY {
                if readers[due].is_done(bytes.len()) {
                    break;
                }
                event_loop.turn(SHORT);
                for (place, reader) in readers.iter_mut().enumerate() {
                    let woken = reader.task.poll_while_woken();
                    others += usize::from(woken && place != due);
                }
            }
            let is_done = readers[due].is_done(bytes.len());
            ensure!(s, is_done || others == 0, None, "another one's read is woken");
            readers[due].reads(&bytes);
            needless += others;
        }
        readers.iter_mut().for_each(|it| it.waits("all bytes have been read"));
        // The system may report an event without a reason, too.
        ensure!(
            s,
            needless <= ROUNDS,
            "an-event-is-for-everybody",
            "{SOCKETS} reads waited, and {ROUNDS} times bytes came for one of them; \
             reads that were woken for nothing: {needless}"
        );
    });
}

#[test]
fn all_reads_whose_sockets_have_bytes_are_woken() {
    scenario(|s| {
        let event_loop = Loop::new(s);
        let mut connections = [(); SOCKETS].map(|()| event_loop.connect());
        let mut readers = event_loop.readers(&mut connections);
        let sent = drawn::<SOCKETS>();
        for (reader, bytes) in readers.iter().zip(&sent) {
            reader
                .send(bytes, ", and others for 4 other sockets, between two turns");
        }
        for (reader, bytes) in readers.iter_mut().zip(&sent) {
            reader.reads(bytes);
        }
    });
}

#[test]
fn the_waker_of_the_latest_poll_is_called() {
    with_a_reader(ROOM, |reader| {
        let [bytes] = drawn();
        let first = reader.task.change_waker();
        reader.waits("a read is polled again, with another waker");
        reader.send(&bytes, " for a read that was polled twice");
        let is_read = reader.turn_until_read(bytes.len(), SHORT);
        ensure!(
            reader.s,
            is_read || first.wakes() == 0,
            "first-waker-will-do",
            "the two polls had different wakers, and the first waker was called"
        );
        reader.reads(&bytes);
    });
}

#[test]
fn the_end_reaches_the_reader() {
    scenario(|s| {
        let event_loop = Loop::new(s);
        let [some, more] = drawn();
        // The end without bytes comes first: a program that reads 0 bytes as nothing
        // fails there, where it can't be taken for one that waits for an event.
        for bytes in [&[], &some[..], &more] {
            let mut connection = event_loop.connect();
            let mut reader = Reader::new(&event_loop, &mut connection, ROOM);
            reader.waits("nothing has come");
            if bytes.is_empty() {
                s.story("the other side has closed");
            } else {
                reader.send(bytes, ", and the end right behind them");
            }
            reader.far.close();
            if !reader.turn_until_read(usize::MAX, SHORT) {
                let has_all = !bytes.is_empty() && reader.count() == bytes.len();
                reader.reject_pending(has_all.then_some(TOLD));
            }
            reader.compare(bytes);
        }
    });
}

#[test]
fn a_dropped_read_or_socket_leaves_nothing_behind() {
    scenario(|s| {
        let event_loop = Loop::new(s);
        let mut connection = event_loop.connect();
        let mut wakers = Vec::new();
        for _ in 0..DROPPED {
            let mut reader = Reader::new(&event_loop, &mut connection, ROOM);
            reader.task.comes_after(&wakers);
            reader.waits("reads come and go, and nothing has come for them");
            wakers.push(reader.task.waker().clone());
            s.within("a drop", || drop(reader));
        }
        are_gone(
            s,
            &wakers,
            "reads of a socket have been dropped while they waited",
        );
        let [bytes] = drawn();
        event_loop.send(
            &connection.far,
            &bytes,
            " for a socket whose reads are gone",
        );
        event_loop.turn(SHORT);
        let mut reader = Reader::new(&event_loop, &mut connection, ROOM);
        reader.reads(&bytes);
        s.within("a drop", || drop(reader));

        wakers.clear();
        for _ in 0..DROPPED {
            let mut connection = event_loop.connect();
            let mut reader = Reader::new(&event_loop, &mut connection, ROOM);
            reader.waits("nothing has come");
            wakers.push(reader.task.waker().clone());
            s.within("a drop", || drop(reader));
            drop(connection.far);
            s.within("a drop", || drop(connection.socket));
        }
        event_loop.turn(Some(Duration::ZERO));
        are_gone(s, &wakers, "sockets have come and gone, each with a read");
    });
}

/// One waker may be kept until the next read comes.
fn are_gone(s: &Scenario, wakers: &[TestWaker], what: &str) {
    let kept = wakers.iter().filter(|it| it.is_retained()).count();
    s.story(format!("{DROPPED} {what}"));
    ensure!(s, kept <= 1, None, "wakers that are still kept: {kept}");
}

/// A loop that turns this often while nothing comes does not sleep.
const BUSY: usize = 20;

/// More turns than any program needs that knows what it waits for.
const MANY: usize = 8;

/// Sockets at once, where it takes many.
const SOCKETS: usize = 5;

/// Reads or sockets, enough to tell a heap of wakers from one that is left.
const DROPPED: usize = 20;

/// What has arrived is reported at once, however short this is: it ends the turns of
/// programs that are not told.
const SHORT: Option<Duration> = Some(TICK);
const TICK: Duration = Duration::from_millis(60);

/// More than is ever sent.
const ROOM: usize = 64;

/// The misconception of a read that waits to be told of something again.
const TOLD: &str = "told-until-it-is-read";

/// Bytes that no program can guess, nor how many there are.
fn drawn<const N: usize>() -> [Vec<u8>; N] {
    let mut rng = Rng::new();
    [(); N].map(|()| {
        let count = rng.range(8..32);
        (0..count).map(|_| rng.range(0..256) as u8).collect()
    })
}

/// Waits until the loop has been in one turn for a while, or will never reach one.
fn wait_until_it_sleeps(s: &Scenario) {
    let in_a_turn = || s.calls().iter().any(|it| it.name.starts_with("`turn"));
    while s.silence() < Duration::from_millis(if in_a_turn() { 150 } else { 500 }) {
        thread::sleep(Duration::from_millis(10));
    }
}

/// A script with one socket, for which nothing has come, and a read that waits.
#[track_caller]
fn with_a_reader(
    room: usize,
    script: impl FnOnce(&mut Reader<'_>) + Send + 'static,
) {
    scenario(move |s| {
        let event_loop = Loop::new(s);
        let mut connection = event_loop.connect();
        let mut reader = Reader::new(&event_loop, &mut connection, room);
        reader.waits("nothing has come");
        script(&mut reader);
    });
}

/// The loop that calls the reactor.
struct Loop<'a> {
    s: &'a Scenario,
    reactor: Reactor,
    /// Turns that should have slept.
    sleeps: Cell<usize>,
}

/// A socket in the reactor's care, and its other end.
struct Connection {
    socket: Socket,
    far: Arc<FarEnd>,
}

impl<'a> Loop<'a> {
    fn new(s: &'a Scenario) -> Self {
        let reactor = s.within_ok("`Reactor::new`", Reactor::new);
        Self { s, reactor, sleeps: Cell::new(0) }
    }

    fn sockets(&self) -> (TcpStream, FarEnd) {
        loopback().unwrap_or_else(|refused| {
            self.s.story("");
            self.s.reject(None, refused)
        })
    }

    fn register(&self, near: TcpStream, far: FarEnd) -> Connection {
        let near = mio::net::TcpStream::from_std(near);
        let socket = self.s.within_ok("`register`", || self.reactor.register(near));
        Connection { socket, far: Arc::new(far) }
    }

    fn connect(&self) -> Connection {
        let (near, far) = self.sockets();
        self.register(near, far)
    }

    /// Sends this to a near end that has read everything so far.
    fn send(&self, far: &FarEnd, bytes: &[u8], how: &str) {
        self.s.within_ok("to send", || far.send(bytes));
        self.s.story(format!("{} bytes have come{how}", bytes.len()));
    }

    fn turn(&self, timeout: Option<Duration>) {
        let call = format!("`turn({timeout:?})`");
        self.s.within_ok(call, || match self.reactor.turn(timeout) {
            // A signal has come, and the attempt leaves it to the loop.
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
            turned => turned,
        });
    }

    /// A turn while nothing comes.
    fn sleeps(&self, timeout: Option<Duration>) {
        let before = ThreadState::of_this_thread();
        self.turn(timeout);
        let after = ThreadState::of_this_thread();
        let did = before.zip(after).map(|(before, after)| after.since(before));
        // No call of the system takes this long without a sleep.
        let spun = did.filter(|it| it.sleeps == 0 && it.busy.as_millis() > 10);
        let turns = self.sleeps.get() + 1;
        self.sleeps.set(turns);
        ensure!(
            self.s,
            spun.is_none() && turns < BUSY,
            "loop-asks-round",
            "`turn({timeout:?})` is called for the {turns}th time, and never sleeps; \
             the last call kept the processor busy for {}",
            did.map_or("an unknown time".to_owned(), |it| time(it.busy))
        );
    }

    /// A reader for each connection, and each of them waits.
    fn readers<'b>(&'b self, connections: &'b mut [Connection]) -> Vec<Reader<'b>> {
        let readers = connections.iter_mut().map(|it| Reader::new(self, it, ROOM));
        let mut readers: Vec<_> = readers.collect();
        readers.iter_mut().for_each(|it| it.waits("nothing has come"));
        readers
    }
}

/// A task that reads from a socket until the end.
struct Reader<'a> {
    s: &'a Scenario,
    event_loop: &'a Loop<'a>,
    far: &'a Arc<FarEnd>,
    task: PolledTask<'a, io::Result<usize>>,
    /// What has come, and has not been compared yet.
    bytes: Shared<Vec<u8>>,
    room: usize,
    /// Polls before bytes were last compared; the first answers to no wake.
    compared: usize,
}

impl<'a> Reader<'a> {
    /// Each read has room for `room` bytes.
    fn new(
        event_loop: &'a Loop<'a>,
        connection: &'a mut Connection,
        room: usize,
    ) -> Self {
        let bytes = Shared::<Vec<u8>>::default();
        let (socket, read) = (&mut connection.socket, bytes.clone());
        let task = PolledTask::new(event_loop.s, "a read", async move {
            let mut buffer = vec![0; room];
            loop {
                match socket.read(&mut buffer).await {
                    Ok(count) if (1..=room).contains(&count) => {
                        read.lock().extend(&buffer[..count]);
                    }
                    last => break last,
                }
            }
        });
        let (s, far) = (event_loop.s, &connection.far);
        Self { s, event_loop, far, task, bytes, room, compared: 1 }
    }

    fn send(&self, bytes: &[u8], how: &str) {
        self.event_loop.send(self.far, bytes, how);
    }

    /// Polls it, when it can only wait.
    fn waits(&mut self, why: &str) {
        self.s.story(why);
        self.task.poll();
        self.has_read(&[]);
    }

    /// It has read this, and no more, and waits for more.
    fn has_read(&mut self, bytes: &[u8]) {
        ensure!(
            self.s,
            !matches!(self.task.output(), Some(Ok(0))),
            "nothing-now-is-the-end",
            "`read` gives `Ok(0)`, which says that nothing will come anymore, and the \
             other side has not closed"
        );
        self.compare(bytes);
    }

    fn compare(&mut self, bytes: &[u8]) {
        match self.task.output() {
            None | Some(Ok(0)) => {}
            Some(Ok(count)) => {
                let room = self.room;
                self.s.reject(None, format!("into {room} bytes it reads {count}"))
            }
            Some(Err(error)) => {
                let blocks = error.kind() == ErrorKind::WouldBlock;
                let misconception = blocks.then_some("nothing-now-is-the-end");
                self.s.reject(misconception, format!("`read` fails: {error}"))
            }
        }
        self.compared = self.task.polls();
        let read = self.bytes.take();
        ensure!(self.s, read == bytes, None, "sent: {bytes:?}; read: {read:?}");
    }

    /// Turns the loop until it has read these bytes.
    fn reads(&mut self, bytes: &[u8]) {
        self.reads_or_was_told(bytes, |_| false);
    }

    /// The same, and if it doesn't, `was_told` says whether it was told before of what
    /// it waits for.
    fn reads_or_was_told(
        &mut self,
        bytes: &[u8],
        was_told: impl FnOnce(&Self) -> bool,
    ) {
        if !self.turn_until_read(bytes.len(), SHORT) {
            self.reject_pending(was_told(self).then_some(TOLD));
        }
        self.has_read(bytes);
    }

    /// Turns the loop until this many bytes have been read, or the end; whether they
    /// were. Only the first turn may take longer than it must.
    fn turn_until_read(&mut self, count: usize, timeout: Option<Duration>) -> bool {
        let (mut turns, mut timeout) = (0, timeout);
        self.task.poll_while_woken();
        while !self.is_done(count) && turns < MANY {
            let before = self.count();
            self.event_loop.turn(timeout);
            self.task.poll_while_woken();
            // A program that needs a turn for each piece is right.
            turns = if self.count() > before { 0 } else { turns + 1 };
            timeout = SHORT;
        }
        self.is_done(count)
    }

    /// The loop has turned, and it waits all the same.
    fn reject_pending(&self, misconception: Option<&'static str>) -> ! {
        let read = self.count();
        let what = if self.task.polls() > self.compared && read == 0 {
            "the read was woken, and waits on"
        } else if self.task.waker().is_retained() {
            "nothing wakes the read that waits"
        } else {
            "the waker of the read that waits is not kept"
        };
        let unread = self.far.unread();
        let measured = format!(
            "the loop turns {MANY} times, and {what}; read so far: {read} bytes; in \
             the socket: {unread}"
        );
        self.s.reject(misconception, measured)
    }

    /// How many bytes it has read since they were last compared.
    fn count(&self) -> usize {
        self.bytes.lock().len()
    }

    /// Whether it has this many bytes, or can get no more.
    fn is_done(&self, count: usize) -> bool {
        self.count() >= count || self.task.output().is_some()
    }
}
