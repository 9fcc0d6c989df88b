//! A read waits for its socket, and the loop sleeps until one of its sockets is ready.
//!
//! The sockets are real, but they connect this machine with itself. No verdict depends on
//! the machine's speed: the loop takes a turn when what was sent has arrived, and polls,
//! turns, and wakes are counted.

#[path = "../reactor.rs"]
mod reactor;

use probe::{
    FarEnd, ReadTask, Rng, Scenario, TestWaker, ThreadHandle, ThreadState, ensure,
    loopback, scenario, time,
};
use reactor::{Reactor, Socket};
use std::{
    cell::Cell,
    io::ErrorKind,
    thread,
    time::{Duration, Instant},
};

#[test]
fn a_read_that_waits_is_woken_when_bytes_come() {
    with_readers(ROOM, |event_loop, [reader]| {
        for bytes in drawn::<4>() {
            reader.waits("nothing more has arrived");
            event_loop.send(reader.far(), &bytes, "");
            // If a turn sleeps before it checks the socket, it never returns here.
            event_loop.turn_unless_woken(reader, None);
            event_loop.reads(reader, &bytes);
        }
    });
}

#[test]
fn the_loop_sleeps_while_nothing_comes() {
    with_readers(ROOM, |event_loop, [reader]| {
        let [bytes] = drawn();
        let (s, far) = (event_loop.s.clone(), reader.far().clone());
        let (sent, thread) = (bytes.clone(), ThreadHandle::of_this_thread());
        event_loop.s.spawn(move || {
            wait_until_it_sleeps(&s);
            if let Err(restless) = thread.sleeps_on() {
                let measured =
                    format!("nothing arrives, but the loop's thread {restless}");
                s.reject("loop-asks-round", measured);
            }
            s.within_ok("to send", || far.send_without_waiting(&sent));
        });
        reader.task.poll_while_woken();
        while !reader.is_done(bytes.len()) {
            event_loop.sleep(None);
            reader.task.poll_while_woken();
        }
        reader.has_read(&bytes);
    });
}

#[test]
fn a_turn_ends_when_its_time_is_over() {
    with_readers(ROOM, |event_loop, [reader]| {
        const TIMES: [u64; 8] = [0, 1, 20, 0, 1, 0, 1, 0];
        let (mut wakes, mut least_late) = (0, Duration::MAX);
        for (nth, timeout) in
            TIMES.map(Duration::from_millis).into_iter().enumerate()
        {
            let begun = Instant::now();
            event_loop.turn(Some(timeout));
            let late = begun.elapsed().saturating_sub(timeout);
            wakes += usize::from(reader.task.poll_while_woken());
            least_late = least_late.min(late);
            let is_over = nth < 3 || least_late < LATE;
            let (turns, late) = (nth + 1, time(least_late));
            let measured =
                format!("{turns} turns end {late} or more after their timeout");
            ensure!(event_loop.s, is_over, None, "nothing arrives, and {measured}");
        }
        // The system may report an event without a reason, but not every time.
        ensure!(
            event_loop.s,
            wakes < TIMES.len(),
            "an-event-is-for-everybody",
            "{wakes} turns end because they time out, but each of them wakes the read"
        );
        // A sleep may end early, but not this often.
        let begun = Instant::now();
        while begun.elapsed() < TICK {
            event_loop.sleep(SHORT);
            reader.task.poll_while_woken();
        }
        reader.waits("nothing has arrived");
    });
}

#[test]
fn the_next_read_finds_what_a_read_has_left() {
    with_readers(3, |event_loop, [reader]| {
        for bytes in drawn::<2>() {
            reader.waits("nothing more has arrived");
            event_loop.send(reader.far(), &bytes, ", more than one read takes");
            event_loop.reads(reader, &bytes);
        }
    });
}

#[test]
fn bytes_that_come_while_no_read_waits_are_not_lost() {
    scenario(|s| {
        let event_loop = Loop::new(s);
        let is_read = |(socket, far): &mut (Socket, FarEnd), bytes: &[u8]| {
            // There is no waker yet that the reactor could call.
            event_loop.turn(SHORT);
            let mut reader = event_loop.reader(socket, far, ROOM);
            event_loop.reads(&mut reader, bytes);
        };
        let [one, two, three, four] = drawn();
        let mut early = event_loop.connect(None);
        event_loop.send(&early.1, &one, " before the first read");
        is_read(&mut early, &one);
        event_loop.send(&early.1, &two, " between two reads");
        is_read(&mut early, &two);

        let mut late = event_loop.connect(Some(&three));
        is_read(&mut late, &three);
        event_loop.send(&late.1, &four, " between two reads");
        is_read(&mut late, &four);
    });
}

#[test]
fn a_read_that_is_woken_for_nothing_waits_again() {
    with_readers(ROOM, |event_loop, [reader]| {
        let [first, second] = drawn();
        event_loop.send(reader.far(), &first, "");
        (0..MANY).for_each(|_| event_loop.turn_unless_woken(reader, SHORT));
        if !reader.task.is_woken() {
            reader.reject_pending(TURNED);
        }
        if reader.far().take_back() > 0 {
            let why = "a read was woken, but another reader was faster";
            reader.waits(why);
            // This poll happens without a wake, as in a task that waits for two
            // things.
            reader.waits(why);
        } else {
            // The reactor has already read the bytes, and that is allowed.
            event_loop.reads(reader, &first);
        }
        event_loop.send(reader.far(), &second, " after a wake for nothing");
        event_loop.reads(reader, &second);
    });
}

#[test]
fn only_the_read_whose_socket_has_bytes_is_woken() {
    const ROUNDS: usize = 8;
    with_readers(ROOM, |event_loop, readers: &mut [_; SOCKETS]| {
        let mut rng = Rng::new();
        let mut needless = 0;
        for bytes in drawn::<ROUNDS>() {
            let due = rng.range(0..SOCKETS as u64) as usize;
            event_loop.send(readers[due].far(), &bytes, " for one of many sockets");
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
            ensure!(
                event_loop.s,
                others == 0 || readers[due].is_done(bytes.len()),
                None,
                "another one's read is woken"
            );
            event_loop.reads(&mut readers[due], &bytes);
            needless += others;
        }
        readers.iter_mut().for_each(|it| it.waits("nothing more has arrived"));
        // The system may also report an event without a reason.
        ensure!(
            event_loop.s,
            needless <= ROUNDS,
            "an-event-is-for-everybody",
            "{SOCKETS} reads waited, and {ROUNDS} times bytes came for one of them; \
             reads that were woken for nothing: {needless}"
        );
    });
}

#[test]
fn all_reads_whose_sockets_have_bytes_are_woken() {
    with_readers(ROOM, |event_loop, readers: &mut [_; SOCKETS]| {
        let sent = drawn::<SOCKETS>();
        for (reader, bytes) in readers.iter().zip(&sent) {
            let how = " for each of many sockets, between two turns";
            event_loop.send(reader.far(), bytes, how);
        }
        // It is over at once, no matter how long it may take.
        event_loop.turn(Some(Duration::from_secs(3600)));
        for (reader, bytes) in readers.iter_mut().zip(&sent) {
            event_loop.reads(reader, bytes);
        }
    });
}

#[test]
fn the_waker_of_the_latest_poll_is_called() {
    with_readers(ROOM, |event_loop, [reader]| {
        let [bytes] = drawn();
        let first = reader.task.change_waker();
        reader.waits("a read is polled again, with another waker");
        event_loop.send(reader.far(), &bytes, " after both polls");
        let is_read = event_loop.turn_until_read(reader, bytes.len());
        ensure!(
            event_loop.s,
            is_read || first.wakes() == 0,
            "first-waker-will-do",
            "the two polls had different wakers, and the first waker was called"
        );
        event_loop.reads(reader, &bytes);
    });
}

#[test]
fn the_end_reaches_the_reader() {
    with_readers(ROOM, |event_loop, readers: &mut [_; 3]| {
        let [some, more] = drawn();
        // The stream that ends without any bytes comes first. A program that ignores
        // a read of 0 bytes fails there, where it can't be confused with one that
        // waits for an event.
        for (reader, bytes) in readers.iter_mut().zip([&[], &some[..], &more]) {
            if !bytes.is_empty() {
                event_loop.send(reader.far(), bytes, "");
            }
            reader.close();
            event_loop.reads(reader, bytes);
        }
    });
}

#[test]
fn a_dropped_read_or_socket_leaves_nothing_behind() {
    scenario(|s| {
        let event_loop = Loop::new(s);
        let mut wakers = Vec::new();
        for _ in 0..DROPPED {
            let (mut socket, far) = event_loop.connect(None);
            let mut reader = event_loop.reader(&mut socket, &far, ROOM);
            reader.waits("nothing has arrived");
            wakers.push(reader.task.waker().clone());
            s.within("a drop", || drop(reader));
            drop(far);
            s.within("a drop", || drop(socket));
        }
        event_loop.turn(Some(Duration::ZERO));
        are_gone(s, &wakers, "sockets have come and gone, each with a read");

        wakers.clear();
        let (mut socket, far) = event_loop.connect(None);
        for _ in 0..DROPPED {
            let mut reader = event_loop.reader(&mut socket, &far, ROOM);
            reader.task.comes_after(&wakers);
            reader.waits("reads come and go, but nothing has arrived for them");
            wakers.push(reader.task.waker().clone());
            s.within("a drop", || drop(reader));
        }
        are_gone(s, &wakers, "reads have been dropped while they waited");
        let [bytes] = drawn();
        event_loop.send(&far, &bytes, ", and all reads are gone");
        event_loop.turn(SHORT);
        let mut reader = event_loop.reader(&mut socket, &far, ROOM);
        event_loop.reads(&mut reader, &bytes);
    });
}

/// The attempt may keep one waker until the next read.
fn are_gone(s: &Scenario, wakers: &[TestWaker], what: &str) {
    let kept = wakers.iter().filter(|it| it.is_retained()).count();
    s.story(format!("{DROPPED} {what}"));
    ensure!(s, kept <= 1, None, "wakers that are still kept: {kept}");
}

/// A loop that turns this often while nothing arrives does not sleep.
const BUSY: usize = 20;

/// A busy machine delays a turn this much, but not each turn.
const LATE: Duration = Duration::from_millis(50);

/// More turns than a program needs if it keeps track of what it waits for.
const MANY: usize = 8;
const TURNED: &str = "the loop turns 8 times";

/// The number of sockets in tests that need several.
const SOCKETS: usize = 5;

/// How many reads or sockets are dropped. The number is large enough to tell one kept
/// waker from many.
const DROPPED: usize = 20;

/// Bytes that have arrived are reported immediately, no matter how short this timeout
/// is. It ends the turns of programs that don't get a report.
const SHORT: Option<Duration> = Some(TICK);
const TICK: Duration = Duration::from_millis(60);

/// More bytes than a check ever sends.
const ROOM: usize = 64;

/// Random bytes. Programs can't guess these bytes, or how many there are.
fn drawn<const N: usize>() -> [Vec<u8>; N] {
    let mut rng = Rng::new();
    [(); N].map(|()| {
        let count = rng.range(8..32);
        (0..count).map(|_| rng.range(0..256) as u8).collect()
    })
}

/// Waits until the loop has been in one turn for a while, or will evidently never reach
/// one.
fn wait_until_it_sleeps(s: &Scenario) {
    let in_a_turn = || s.calls().iter().any(|it| it.name.starts_with("`turn"));
    while s.silence() < Duration::from_millis(if in_a_turn() { 150 } else { 500 }) {
        thread::sleep(Duration::from_millis(10));
    }
}

/// A script with sockets that haven't received anything, and for each socket a read
/// that waits for it. Each read has room for `room` bytes.
#[track_caller]
fn with_readers<const N: usize>(
    room: usize,
    script: impl FnOnce(&Loop<'_>, &mut [ReadTask<'_>; N]) + Send + 'static,
) {
    scenario(move |s| {
        let event_loop = Loop::new(s);
        let mut pairs = [(); N].map(|()| event_loop.connect(None));
        let pairs = pairs.each_mut();
        let mut readers =
            pairs.map(|(socket, far)| event_loop.reader(socket, far, room));
        readers.iter_mut().for_each(|it| it.waits("nothing has arrived"));
        script(&event_loop, &mut readers);
    });
}

/// The loop that calls the reactor.
struct Loop<'a> {
    s: &'a Scenario,
    reactor: Reactor,
    /// The number of turns that should have slept.
    sleeps: Cell<usize>,
}

impl<'a> Loop<'a> {
    fn new(s: &'a Scenario) -> Self {
        let reactor = s.within_ok("`Reactor::new`", Reactor::new);
        Self { s, reactor, sleeps: Cell::new(0) }
    }

    /// A socket that is registered with the reactor, and its other end. The socket may
    /// receive bytes before it's registered.
    fn connect(&self, early: Option<&[u8]>) -> (Socket, FarEnd) {
        let (near, far) = loopback().unwrap_or_else(|refused| {
            self.s.story("");
            self.s.reject(None, refused)
        });
        if let Some(bytes) = early {
            self.send(&far, bytes, " before `register`");
        }
        let near = mio::net::TcpStream::from_std(near);
        let register = || self.reactor.register(near);
        (self.s.within_ok("`register`", register), far)
    }

    /// Sends this to a near end that has read everything so far.
    fn send(&self, far: &FarEnd, bytes: &[u8], how: &str) {
        self.s.within_ok("to send", || far.send(bytes));
        self.s.story(format!("{} bytes have arrived{how}", bytes.len()));
    }

    fn reader<'b>(
        &self,
        socket: &'b mut Socket,
        far: &FarEnd,
        room: usize,
    ) -> ReadTask<'b> {
        let read = async |buffer: &mut [u8]| socket.read(buffer).await;
        ReadTask::new(self.s, far, room, read)
    }

    fn turn(&self, timeout: Option<Duration>) {
        let call = format!("`turn({timeout:?})`");
        self.s.within_ok(call, || match self.reactor.turn(timeout) {
            // A signal has interrupted the call, and the attempt lets the loop handle
            // that.
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
            turned => turned,
        });
    }

    fn turn_unless_woken(&self, it: &mut ReadTask<'_>, timeout: Option<Duration>) {
        if !it.task.is_woken() {
            self.turn(timeout);
        }
    }

    /// Takes turns until the task has read these bytes, and the end if it was sent.
    fn reads(&self, it: &mut ReadTask<'_>, bytes: &[u8]) {
        if !self.turn_until_read(it, bytes.len()) {
            it.reject_pending(TURNED);
        }
        it.has_read(bytes);
    }

    /// Takes turns until the task is done with this many bytes. Returns whether it
    /// is.
    fn turn_until_read(&self, it: &mut ReadTask<'_>, count: usize) -> bool {
        let mut turns = 0;
        it.task.poll_while_woken();
        while !it.is_done(count) && turns < MANY {
            let before = it.count();
            self.turn(SHORT);
            it.task.poll_while_woken();
            // A program may need a turn for each piece.
            turns = if it.count() > before { 0 } else { turns + 1 };
        }
        it.is_done(count)
    }

    /// Takes a turn while nothing arrives.
    fn sleep(&self, timeout: Option<Duration>) {
        let ((), did) = ThreadState::during(|| self.turn(timeout));
        // System calls don't take this long without sleeping.
        let spun = did.filter(|it| it.sleeps == 0 && it.busy.as_millis() > 10);
        let spun = spun.map_or(String::new(), |it| {
            format!(", and did not sleep in {} of work", time(it.busy))
        });
        let turns = self.sleeps.get() + 1;
        self.sleeps.set(turns);
        ensure!(
            self.s,
            spun.is_empty() && turns < BUSY,
            "loop-asks-round",
            "nothing arrives, and `turn({timeout:?})` has returned {turns} times{spun}"
        );
    }
}
