//! A read waits for its socket, and the loop sleeps for all of them.
//!
//! The sockets are real, but they lead from this machine to itself, and the system
//! chooses their ports. No verdict goes by the machine's speed: the loop turns when
//! what was sent has been seen to arrive, and polls, turns and wakes are counted.
//!
//! An attempt runs on a thread of its own, so that one that never comes back from a
//! call is rejected in words. Only such a one is waited for.

#[path = "../reactor.rs"]
mod reactor;

use probe::{Rng, is_todo, panic_words, reject, time};
use reactor::{Reactor, Socket};
use std::{
    cell::RefCell,
    fs,
    io::{self, ErrorKind, Read, Write},
    mem,
    net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    pin::Pin,
    rc::Rc,
    slice,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    task::{Context, Wake, Waker},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

#[test]
fn a_read_that_waits_is_woken_when_bytes_come() {
    let sent = drawn::<4>();
    attempt(move |site| {
        let reactor = site.reactor()?;
        let (mut socket, mut far) = site.socket(&reactor)?;
        let mut reader = Reader::new(site, &mut socket, ROOM);
        for bytes in sent {
            reader.waits("nothing more has come")?;
            far.send(&bytes)?;
            site.says(format!("{} bytes have come", bytes.len()));
            // Who sleeps first and looks then is not back from this for good.
            if !site.turn_until_read(&reactor, &mut reader, bytes.len(), None)? {
                return Err(site.never_woke(&reader, &far));
            }
            reader.has_read(&bytes)?;
        }
        Ok(())
    });
}

#[test]
fn the_loop_sleeps_while_nothing_comes() {
    let [bytes] = drawn();
    let (near, mut far) = connect().unwrap_or_else(|fault| fault.reject());
    let attempt = Attempt::start({
        let bytes = bytes.clone();
        move |site| {
            let reactor = site.reactor()?;
            let mut socket = site.register(&reactor, near)?;
            let mut reader = Reader::new(site, &mut socket, ROOM);
            while !reader.is_done(bytes.len()) && site.turns() < BUSY {
                reader.poll_if_woken()?;
                let before = Work::of_this_thread();
                site.turn(&reactor, None)?;
                let after = Work::of_this_thread();
                if let Some(spun) = before.zip(after).and_then(Work::without_sleep) {
                    let measured = format!(
                        "while nothing comes, `turn(None)` never sleeps: it has kept \
                         the processor busy for {}",
                        time(spun)
                    );
                    return Err(Fault::new("loop-asks-round", measured));
                }
                reader.poll_if_woken()?;
            }
            if site.turns() < BUSY {
                reader.has_read(&bytes)?;
            }
            Ok((site.turns(), reader.polls))
        }
    });
    attempt.site.says("nothing has come");
    attempt.wait_until_it_sleeps();
    let sent = far.write(&bytes);
    attempt.site.says(format!("{} bytes have come", bytes.len()));
    let (turns, polls) = attempt.ended();
    sent.unwrap_or_else(|fault| fault.reject());
    if turns >= BUSY {
        let measured = format!(
            "while nothing comes, the loop turns {turns} times; polls of a read that \
             waits: {polls}"
        );
        reject("loop-asks-round", measured);
    }
}

#[test]
fn a_turn_ends_when_its_time_is_over() {
    attempt(|site| {
        let reactor = site.reactor()?;
        let (mut socket, _far) = site.socket(&reactor)?;
        let mut reader = Reader::new(site, &mut socket, ROOM);
        reader.waits("nothing has come")?;
        const TIMES: [u64; 8] = [0, 1, 20, 0, 1, 0, 1, 0];
        let mut needless = 0;
        for millis in TIMES {
            site.turn(&reactor, Some(Duration::from_millis(millis)))?;
            needless += usize::from(reader.poll_if_woken()?);
        }
        // Now and then the system may be wrong, but not each time.
        if needless == TIMES.len() {
            let measured = format!(
                "nothing has come, and the time of {needless} turns is over; each of \
                 them has woken the read that waits"
            );
            return Err(Fault::new("an-event-is-for-everybody", measured));
        }
        // A sleep may end early, but not as often as that.
        let (begun, before) = (Instant::now(), site.turns());
        while begun.elapsed() < TICK && site.turns() - before < BUSY {
            site.turn(&reactor, Some(TICK))?;
            reader.poll_if_woken()?;
        }
        let turns = site.turns() - before;
        if turns >= BUSY {
            let measured = format!(
                "nothing has come, and `turn(Some({TICK:?}))` has returned {turns} \
                 times within that time"
            );
            return Err(Fault::new("loop-asks-round", measured));
        }
        reader.waits("nothing has come")
    });
}

#[test]
fn the_next_read_finds_what_a_read_has_left() {
    let sent = drawn::<2>();
    attempt(move |site| {
        let reactor = site.reactor()?;
        let (mut socket, mut far) = site.socket(&reactor)?;
        let mut reader = Reader::new(site, &mut socket, 3);
        for bytes in sent {
            reader.waits("nothing more has come")?;
            far.send(&bytes)?;
            let all = bytes.len();
            site.says(format!("{all} bytes have come, more than one read takes"));
            if !site.turn_until_read(&reactor, &mut reader, all, SHORT)? {
                let rest_lies = reader.unseen() > 0 && far.lies() > Some(0);
                return Err(site.never_woke(&reader, &far).knew_of(rest_lies));
            }
            reader.has_read(&bytes)?;
        }
        Ok(())
    });
}

#[test]
fn what_comes_while_nobody_waits_is_not_lost() {
    let sent = drawn::<4>();
    attempt(move |site| {
        let reactor = site.reactor()?;
        for (nth, sent) in sent.chunks(2).enumerate() {
            let (near, mut far) = connect()?;
            let (mut socket, when);
            if nth == 0 {
                socket = site.register(&reactor, near)?;
                far.send(&sent[0])?;
                when = "before the first read";
            } else {
                far.send(&sent[0])?;
                socket = site.register(&reactor, near)?;
                when = "before `register`";
            }
            for (bytes, when) in sent.iter().zip([when, "between two reads"]) {
                if when == "between two reads" {
                    far.send(bytes)?;
                }
                let all = bytes.len();
                site.says(format!(
                    "{all} bytes came {when}, and the loop has turned"
                ));
                // There is nobody yet whom it could wake.
                site.turn(&reactor, SHORT)?;
                let mut reader = Reader::new(site, &mut socket, ROOM);
                if !site.turn_until_read(&reactor, &mut reader, all, SHORT)? {
                    let lies = far.lies() > Some(0);
                    return Err(site.never_woke(&reader, &far).knew_of(lies));
                }
                reader.has_read(bytes)?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_wake_for_nothing_leads_to_waiting_again() {
    let sent = drawn::<2>();
    attempt(move |site| {
        let reactor = site.reactor()?;
        let (mut socket, mut far) = site.socket(&reactor)?;
        let mut reader = Reader::new(site, &mut socket, ROOM);
        reader.waits("nothing has come")?;
        far.send(&sent[0])?;
        site.says(format!("{} bytes have come", sent[0].len()));
        if !site.turn_until_woken(&reactor, &reader)? {
            return Err(site.never_woke(&reader, &far));
        }
        if far.take_back() > 0 {
            let why = "a read was woken, and somebody else was faster";
            reader.waits(why)?;
            // Nobody at all has called for this one, as in a task with two waits.
            reader.waits(why)?;
        } else {
            // The reactor itself has read them, which it may.
            let all = sent[0].len();
            site.turn_until_read(&reactor, &mut reader, all, SHORT)?;
            reader.has_read(&sent[0])?;
        }
        far.send(&sent[1])?;
        site.says("after a wake for nothing, bytes have come");
        let all = sent[1].len();
        if !site.turn_until_read(&reactor, &mut reader, all, SHORT)? {
            return Err(site.never_woke(&reader, &far));
        }
        reader.has_read(&sent[1])
    });
}

#[test]
fn only_the_read_whose_socket_has_bytes_is_woken() {
    const ROUNDS: usize = 8;
    let sent = drawn::<ROUNDS>();
    let mut rng = Rng::new();
    let order = [(); ROUNDS].map(|()| rng.range(0..SOCKETS as u64) as usize);
    attempt(move |site| {
        let reactor = site.reactor()?;
        let (mut sockets, mut fars) = site.sockets(&reactor)?;
        let mut readers = site.readers(&mut sockets)?;
        let mut needless = 0;
        for (who, bytes) in order.into_iter().zip(sent) {
            fars[who].send(&bytes)?;
            site.says(format!("of {SOCKETS} sockets one has got bytes"));
            let mut others = 0;
            for _ in 0..MANY {
                if readers[who].is_done(bytes.len()) {
                    break;
                }
                site.turn(&reactor, SHORT)?;
                for (place, reader) in readers.iter_mut().enumerate() {
                    let woken = reader.poll_if_woken()?;
                    others += usize::from(woken && place != who);
                }
            }
            needless += others;
            if !readers[who].is_done(bytes.len()) {
                let fault = Fault::new(
                    None,
                    format!("{}; another one's read is woken", site.story()),
                );
                return Err(match others {
                    0 => site.never_woke(&readers[who], &fars[who]),
                    _ => fault,
                });
            }
            readers[who].has_read(&bytes)?;
        }
        for reader in &mut readers {
            reader.waits("all bytes have been read")?;
        }
        // Some are not the reactor's fault: the system may be wrong, too.
        if needless > ROUNDS {
            let measured = format!(
                "{SOCKETS} reads wait, and {ROUNDS} times bytes come for one of them; \
                 reads that were woken for nothing: {needless}"
            );
            return Err(Fault::new("an-event-is-for-everybody", measured));
        }
        Ok(())
    });
}

#[test]
fn all_reads_whose_sockets_have_bytes_are_woken() {
    let sent = drawn::<SOCKETS>();
    attempt(move |site| {
        let reactor = site.reactor()?;
        let (mut sockets, mut fars) = site.sockets(&reactor)?;
        let mut readers = site.readers(&mut sockets)?;
        for (far, bytes) in fars.iter_mut().zip(&sent) {
            far.send(bytes)?;
        }
        site.says(format!("between two turns, {SOCKETS} sockets have got bytes"));
        for ((reader, far), bytes) in readers.iter_mut().zip(&fars).zip(&sent) {
            if !site.turn_until_read(&reactor, reader, bytes.len(), SHORT)? {
                return Err(site.never_woke(reader, far));
            }
            reader.has_read(bytes)?;
        }
        Ok(())
    });
}

#[test]
fn the_waker_of_the_latest_poll_is_called() {
    let [bytes] = drawn();
    attempt(move |site| {
        let reactor = site.reactor()?;
        let (mut socket, mut far) = site.socket(&reactor)?;
        let mut reader = Reader::new(site, &mut socket, ROOM);
        reader.waits("nothing has come")?;
        let first = reader.change_bell();
        let again = reader.waits("a read is polled again, with another waker");
        again.map_err(|fault| fault.has_kept(slice::from_ref(&first)))?;
        far.send(&bytes)?;
        site.says("a read was polled twice, each time with another waker");
        let all = bytes.len();
        if !site.turn_until_read(&reactor, &mut reader, all, SHORT)? {
            return Err(match first.has_rung() {
                true => Fault::new(
                    "first-waker-will-do",
                    "a read was polled twice, each time with another waker; when bytes \
                     came, the first one was called",
                ),
                false => site.never_woke(&reader, &far),
            });
        }
        reader.has_read(&bytes)
    });
}

#[test]
fn the_end_reaches_the_reader() {
    let sent = drawn::<2>();
    attempt(move |site| {
        let reactor = site.reactor()?;
        // First nothing but the end: who takes it for nothing is not waiting for an event.
        for bytes in [&[], &sent[0][..], &sent[1]] {
            let (mut socket, mut far) = site.socket(&reactor)?;
            let mut reader = Reader::new(site, &mut socket, ROOM);
            reader.waits("nothing has come")?;
            let all = bytes.len();
            if all > 0 {
                far.send(bytes)?;
            }
            far.close();
            site.says(match all {
                0 => "the other side has closed".to_owned(),
                _ => format!("{all} bytes have come, and the end right behind them"),
            });
            if !site.turn_until_read(&reactor, &mut reader, usize::MAX, SHORT)? {
                let end_lies = all > 0 && reader.unseen() == all;
                return Err(site.never_woke(&reader, &far).knew_of(end_lies));
            }
            reader.compare(bytes)?;
        }
        Ok(())
    });
}

#[test]
fn what_is_dropped_leaves_nothing_behind() {
    const DROPPED: usize = 20;
    let [bytes] = drawn();
    attempt(move |site| {
        let reactor = site.reactor()?;
        let (mut socket, mut far) = site.socket(&reactor)?;
        let mut bells = Vec::new();
        for _ in 0..DROPPED {
            let mut reader = Reader::new(site, &mut socket, ROOM);
            let again =
                reader.waits("reads come and go, and nothing has come for them");
            again.map_err(|fault| fault.has_kept(&bells))?;
            bells.push(Arc::clone(&reader.bell));
            site.within("a drop", || drop(reader));
        }
        // One may lie there until the next read comes.
        let left = bells.iter().filter(|it| kept(it) > 0).count();
        if left > 1 {
            let measured = format!(
                "{DROPPED} reads of a socket have been dropped while they waited; of \
                 their wakers are still kept: {left}"
            );
            return Err(Fault::new(None, measured));
        }
        far.send(&bytes)?;
        site.turn(&reactor, SHORT)?;
        site.says("reads have been dropped while they waited, and bytes came");
        let mut reader = Reader::new(site, &mut socket, ROOM);
        if !site.turn_until_read(&reactor, &mut reader, bytes.len(), SHORT)? {
            return Err(site.never_woke(&reader, &far));
        }
        reader.has_read(&bytes)?;
        site.within("a drop", || drop(reader));

        bells.clear();
        for _ in 0..DROPPED {
            let (mut socket, far) = site.socket(&reactor)?;
            let mut reader = Reader::new(site, &mut socket, ROOM);
            reader.waits("nothing has come")?;
            bells.push(Arc::clone(&reader.bell));
            site.within("a drop", || drop(reader));
            drop(far);
            site.within("a drop", || drop(socket));
        }
        site.turn(&reactor, Some(Duration::ZERO))?;
        let left = bells.iter().filter(|it| kept(it) > 0).count();
        if left > 1 {
            let measured = format!(
                "{DROPPED} sockets have come and gone, each with a read that waited; \
                 of the wakers are still kept: {left}"
            );
            return Err(Fault::new(None, measured));
        }
        Ok(())
    });
}

/// Who turns so often while nothing comes does not sleep.
const BUSY: usize = 20;

/// Nobody who knows what he waits for needs so many turns or polls for it.
const MANY: usize = 8;

/// So many polls of a read with nothing between them are not a few too many.
const ENDLESS: usize = 100;

/// Sockets at once, where it takes many.
const SOCKETS: usize = 5;

/// What has arrived is told at once, however short this is: it is for those who are
/// not told.
const SHORT: Option<Duration> = Some(TICK);
const TICK: Duration = Duration::from_millis(60);

/// More than is ever sent.
const ROOM: usize = 64;

/// Bytes that nobody can guess, and how many.
fn drawn<const N: usize>() -> [Vec<u8>; N] {
    let mut rng = Rng::new();
    [(); N].map(|()| {
        let count = rng.range(8..32);
        (0..count).map(|_| rng.range(0..256) as u8).collect()
    })
}

/// One end of a connection of this machine with itself, and the other.
fn connect() -> Result<(mio::net::TcpStream, Far), Fault> {
    let machine = |error: io::Error| {
        let measured = format!(
            "this check needs sockets between this machine and itself, and the system \
             refuses them: {error}. That says nothing about your program."
        );
        Fault::new(None, measured)
    };
    let pair = || {
        let local = [
            SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
        ];
        let listener = TcpListener::bind(&local[..])?;
        let near = TcpStream::connect(listener.local_addr()?)?;
        let far = loop {
            // Somebody else on this machine may have come to our port.
            let (far, from) = listener.accept()?;
            if from == near.local_addr()? {
                break far;
            }
        };
        far.set_nodelay(true)?;
        near.set_nonblocking(true)?;
        let seen = near.try_clone()?;
        Ok((mio::net::TcpStream::from_std(near), Far { far, seen }))
    };
    pair().map_err(machine)
}

/// The other end, and a window through which one sees what has arrived at the near one.
struct Far {
    far: TcpStream,
    seen: TcpStream,
}

impl Far {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.far.write_all(bytes).map_err(|error| {
            let measured = format!("the other side could not send: {error}");
            Fault::new(None, measured)
        })
    }

    /// Sends this to somebody who has read all that was sent before. It has arrived
    /// when this returns.
    fn send(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.write(bytes)?;
        let mut window = vec![0; bytes.len()];
        self.wait_for(|seen| {
            seen.peek(&mut window).is_ok_and(|it| it == bytes.len())
        });
        Ok(())
    }

    /// Sends the end.
    fn close(&mut self) {
        // It fails if the near end has been closed, and then nobody asks for the end.
        let _ = self.far.shutdown(Shutdown::Write);
        self.wait_for(|seen| seen.peek(&mut [0]).is_ok());
        // Behind bytes the end cannot be seen.
        thread::sleep(Duration::from_millis(5));
    }

    /// Waits until the near end has it, or for so long that there must be another
    /// reason, such as a reactor that has read it already.
    fn wait_for(&self, mut arrived: impl FnMut(&TcpStream) -> bool) {
        for _ in 0..300 {
            if arrived(&self.seen) {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// How many bytes lie there; 0 is the end.
    fn lies(&self) -> Option<usize> {
        self.seen.peek(&mut [0; 256]).ok()
    }

    /// Takes what has arrived, before the near end does; how much it was.
    fn take_back(&mut self) -> usize {
        self.seen.read(&mut [0; 256]).unwrap_or(0)
    }
}

/// Reads from a socket until the end. Like a task, it is polled when it was woken.
struct Reader<'a> {
    site: &'a Site,
    task: Pin<Box<dyn Future<Output = ()> + 'a>>,
    noted: Rc<RefCell<Noted>>,
    bell: Arc<Bell>,
    room: usize,
    polls: usize,
    /// Polls after a wake, since bytes were last compared.
    in_vain: usize,
}

#[derive(Default)]
struct Noted {
    /// What has come, and has not been compared yet.
    bytes: Vec<u8>,
    /// What the last read gave.
    last: Option<io::Result<usize>>,
}

impl<'a> Reader<'a> {
    /// Each read has room for `room` bytes.
    fn new(site: &'a Site, socket: &'a mut Socket, room: usize) -> Self {
        let noted = Rc::new(RefCell::new(Noted::default()));
        let task = Box::pin({
            let noted = Rc::clone(&noted);
            async move {
                let mut buffer = vec![0; room];
                loop {
                    let read = socket.read(&mut buffer).await;
                    let mut noted = noted.borrow_mut();
                    match read {
                        Ok(count) if (1..=room).contains(&count) => {
                            noted.bytes.extend(&buffer[..count]);
                        }
                        last => {
                            noted.last = Some(last);
                            break;
                        }
                    }
                }
            }
        });
        // A task is polled a first time without being woken.
        let bell = Arc::new(Bell(AtomicBool::new(true)));
        Self { site, task, noted, bell, room, polls: 0, in_vain: 0 }
    }

    /// Whether it was woken.
    fn poll_if_woken(&mut self) -> Result<bool, Fault> {
        let woken = self.bell.has_rung();
        let mut polls = 0;
        while self.bell.has_rung() && !self.is_done(usize::MAX) {
            let before = self.unseen();
            self.poll()?;
            polls = if self.unseen() == before { polls + 1 } else { 0 };
            if polls == ENDLESS {
                let measured = format!(
                    "{}; a read that waits wakes itself: {polls} polls, and the loop \
                     has not come to a turn",
                    self.site.story()
                );
                return Err(Fault::new("waking-myself-is-waiting", measured));
            }
        }
        Ok(woken)
    }

    fn poll(&mut self) -> Result<(), Fault> {
        // The first poll answers to no wake.
        self.in_vain += self.polls.min(1);
        self.polls += 1;
        self.bell.0.store(false, Ordering::SeqCst);
        let waker = Waker::from(Arc::clone(&self.bell));
        let mut context = Context::from_waker(&waker);
        let task = self.task.as_mut();
        let poll = self.site.within(POLL, || task.poll(&mut context));
        drop(waker);
        let story = self.site.story();
        if poll.is_pending() && kept(&self.bell) == 0 && !self.bell.has_rung() {
            let measured =
                format!("{story}; a read waits, and nobody has kept its waker");
            return Err(Fault::new(UNKEPT, measured));
        }
        let (belief, what) = match &self.noted.borrow().last {
            None | Some(Ok(0)) => return Ok(()),
            Some(Ok(count)) => {
                (None, format!("into {} bytes it reads {count}", self.room))
            }
            Some(Err(error)) => {
                let blocks = error.kind() == ErrorKind::WouldBlock;
                let belief = blocks.then_some("nothing-now-is-the-end");
                (belief, format!("`read` fails: {error}"))
            }
        };
        Err(Fault::new(belief, format!("{story}; {what}")))
    }

    /// Polls it, when it can only wait.
    fn waits(&mut self, why: &str) -> Result<(), Fault> {
        self.site.says(why);
        self.poll()?;
        self.has_read(&[])
    }

    /// It has read this, and no more, and waits for more.
    fn has_read(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let story = self.site.story();
        if self.has_ended() {
            let measured = format!(
                "{story}; `read` gives `Ok(0)`, which says that nothing will come any \
                 more, and the other side has not closed"
            );
            return Err(Fault::new("nothing-now-is-the-end", measured));
        }
        self.compare(bytes)
    }

    fn compare(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.in_vain = 0;
        let came = mem::take(&mut self.noted.borrow_mut().bytes);
        if came == bytes {
            return Ok(());
        }
        let story = self.site.story();
        let measured = format!("{story}; sent: {bytes:?}; read: {came:?}");
        Err(Fault::new(None, measured))
    }

    /// How many bytes it has read since they were last compared.
    fn unseen(&self) -> usize {
        self.noted.borrow().bytes.len()
    }

    fn has_ended(&self) -> bool {
        matches!(self.noted.borrow().last, Some(Ok(0)))
    }

    /// Whether it has so many bytes, or can get no more.
    fn is_done(&self, count: usize) -> bool {
        self.unseen() >= count || self.noted.borrow().last.is_some()
    }

    /// From now on it is polled with another waker; the one that it had.
    fn change_bell(&mut self) -> Arc<Bell> {
        mem::replace(&mut self.bell, Arc::new(Bell(AtomicBool::new(false))))
    }
}

/// Whether a waker was called.
struct Bell(AtomicBool);

impl Bell {
    fn has_rung(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// What a thread has done so far, on a system that tells: Linux. Elsewhere nobody
/// notices who keeps asking the system within one turn.
struct Work {
    /// How often it has slept.
    sleeps: u64,
    /// How long it has had the processor.
    busy: Duration,
}

impl Work {
    fn of_this_thread() -> Option<Self> {
        let status = fs::read_to_string("/proc/thread-self/status").ok()?;
        let mut lines = status.lines();
        let sleeps =
            lines.find_map(|it| it.strip_prefix("voluntary_ctxt_switches:"))?;
        let sleeps = sleeps.trim().parse().ok()?;
        let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let busy = times.split_whitespace().next()?.parse().ok()?;
        Some(Self { sleeps, busy: Duration::from_nanos(busy) })
    }

    /// How long it was busy between these, if it has not slept and that is far more
    /// than one call of the system takes.
    fn without_sleep((before, after): (Self, Self)) -> Option<Duration> {
        let busy = after.busy.saturating_sub(before.busy);
        let slept = after.sleeps > before.sleeps;
        (!slept && busy > Duration::from_millis(10)).then_some(busy)
    }
}

/// How many wakers of this bell there are.
fn kept(bell: &Arc<Bell>) -> usize {
    Arc::strong_count(bell) - 1
}

/// What one believes whose read waits without a waker.
const UNKEPT: &str = "pending-without-waker";

/// Why an attempt is rejected.
struct Fault {
    belief: Option<&'static str>,
    measured: String,
}

impl Fault {
    fn new(
        belief: impl Into<Option<&'static str>>,
        measured: impl Into<String>,
    ) -> Self {
        Self { belief: belief.into(), measured: measured.into() }
    }

    /// The fault of who waits to be told of something again, if that is so.
    fn knew_of(self, lies: bool) -> Self {
        let belief = lies.then_some("told-until-it-is-read");
        Self { belief: belief.or(self.belief), ..self }
    }

    /// The fault of who has kept an earlier waker in place of the last one, if that
    /// is so.
    fn has_kept(self, earlier: &[Arc<Bell>]) -> Self {
        if self.belief != Some(UNKEPT) || earlier.iter().all(|it| kept(it) == 0) {
            return self;
        }
        let measured = self.measured + "; what is kept is that of an earlier poll";
        Self::new("first-waker-will-do", measured)
    }

    #[track_caller]
    fn reject(self) -> ! {
        reject(self.belief, self.measured)
    }
}

/// What an attempt is given, where it is just now, and what has happened to it.
#[derive(Default)]
struct Site {
    /// Which of its calls goes on, and how many have come or gone.
    place: Mutex<(String, usize)>,
    story: Mutex<String>,
    turns: AtomicUsize,
}

impl Site {
    /// Makes a call that may never come back.
    fn within<T>(&self, call: &str, make: impl FnOnce() -> T) -> T {
        let go = |call: &str| {
            let mut place = lock(&self.place);
            *place = (call.to_owned(), place.1 + 1);
        };
        go(call);
        let came = make();
        go("the check itself");
        came
    }

    /// Says what has happened, for those who ask what goes wrong now.
    fn says(&self, story: impl Into<String>) {
        *lock(&self.story) = story.into();
    }

    fn story(&self) -> String {
        lock(&self.story).clone()
    }

    fn reactor(&self) -> Result<Reactor, Fault> {
        let made = self.within("`Reactor::new`", Reactor::new);
        made.map_err(|error| {
            Fault::new(None, format!("`Reactor::new` fails: {error}"))
        })
    }

    fn register(
        &self,
        reactor: &Reactor,
        near: mio::net::TcpStream,
    ) -> Result<Socket, Fault> {
        let socket = self.within("`register`", || reactor.register(near));
        socket
            .map_err(|error| Fault::new(None, format!("`register` fails: {error}")))
    }

    fn turns(&self) -> usize {
        self.turns.load(Ordering::SeqCst)
    }

    fn turn(
        &self,
        reactor: &Reactor,
        timeout: Option<Duration>,
    ) -> Result<(), Fault> {
        self.turns.fetch_add(1, Ordering::SeqCst);
        let call = format!("`turn({timeout:?})`");
        match self.within(&call, || reactor.turn(timeout)) {
            // A signal has come, and the attempt leaves it to the loop.
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
            turned => turned.map_err(|error| {
                let story = self.story();
                Fault::new(None, format!("{story}; `turn` fails: {error}"))
            }),
        }
    }

    /// Turns until so much has been read, or the end; whether it was. Of the turns
    /// only the first may take longer than it must.
    fn turn_until_read(
        &self,
        reactor: &Reactor,
        reader: &mut Reader<'_>,
        count: usize,
        timeout: Option<Duration>,
    ) -> Result<bool, Fault> {
        let (mut turns, mut timeout) = (0, timeout);
        reader.poll_if_woken()?;
        while !reader.is_done(count) && turns < MANY {
            let before = reader.unseen();
            self.turn(reactor, timeout)?;
            reader.poll_if_woken()?;
            // Who needs a turn for each bite does well.
            turns = if reader.unseen() > before { 0 } else { turns + 1 };
            timeout = SHORT;
        }
        Ok(reader.is_done(count))
    }

    /// Turns until it is woken; whether it was.
    fn turn_until_woken(
        &self,
        reactor: &Reactor,
        reader: &Reader<'_>,
    ) -> Result<bool, Fault> {
        for _ in 0..MANY {
            if reader.bell.has_rung() {
                break;
            }
            self.turn(reactor, SHORT)?;
        }
        Ok(reader.bell.has_rung())
    }

    /// A socket in the reactor's care, and its other end.
    fn socket(&self, reactor: &Reactor) -> Result<(Socket, Far), Fault> {
        let (near, far) = connect()?;
        Ok((self.register(reactor, near)?, far))
    }

    fn sockets(&self, reactor: &Reactor) -> Result<(Vec<Socket>, Vec<Far>), Fault> {
        let all = (0..SOCKETS).map(|_| self.socket(reactor));
        Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().unzip())
    }

    /// One for each, and each of them waits.
    fn readers<'a>(
        &'a self,
        sockets: &'a mut [Socket],
    ) -> Result<Vec<Reader<'a>>, Fault> {
        let readers = sockets.iter_mut().map(|it| Reader::new(self, it, ROOM));
        let mut readers: Vec<_> = readers.collect();
        for reader in &mut readers {
            reader.waits("nothing has come")?;
        }
        Ok(readers)
    }

    /// The fault of who has turned in vain.
    fn never_woke(&self, reader: &Reader<'_>, far: &Far) -> Fault {
        let (story, read) = (self.story(), reader.unseen());
        let lies = match far.lies() {
            None => "nothing".to_owned(),
            Some(0) => "the end".to_owned(),
            Some(count) => format!("{count} bytes"),
        };
        let what = match (reader.in_vain, kept(&reader.bell)) {
            (1.., _) if read == 0 => "the read was woken, and waits on",
            (_, 0) => "nobody has the waker of the read that waits",
            _ => "nothing wakes the read that waits",
        };
        let measured = format!(
            "{story}; the loop turns {MANY} times, and {what}; read so far: {read} \
             bytes; in the socket: {lies}"
        );
        Fault::new(None, measured)
    }

    /// The fault of who has not come back for so long.
    fn stands_still(&self, waited: Duration) -> Fault {
        let (call, _) = lock(&self.place).clone();
        let belief = (call == POLL).then_some("blocking-is-waiting");
        let (story, waited) = (self.story(), time(waited));
        Fault::new(belief, format!("{story}; {call} has not returned for {waited}"))
    }
}

/// The call that no future may stay in.
const POLL: &str = "a poll of `read`";

/// An attempt on a thread of its own.
///
/// The probe's `come_back` would not do: the test goes on beside the attempt, and what
/// counts is how long one call stands still, and not how long all of them take. After
/// one that does, the turns of the others may still last longer than it would wait.
struct Attempt<T> {
    site: Arc<Site>,
    done: Receiver<Result<T, Fault>>,
    thread: JoinHandle<()>,
}

/// Runs it, and rejects it if there is reason to.
#[track_caller]
fn attempt<T: Send + 'static>(
    script: impl FnOnce(&Site) -> Result<T, Fault> + Send + 'static,
) -> T {
    Attempt::start(script).ended()
}

impl<T: Send + 'static> Attempt<T> {
    fn start(
        script: impl FnOnce(&Site) -> Result<T, Fault> + Send + 'static,
    ) -> Self {
        let site = Arc::new(Site::default());
        let (tell, done) = channel();
        let name = thread::current().name().unwrap_or("attempt").to_owned();
        let thread = thread::Builder::new().name(name).spawn({
            let site = Arc::clone(&site);
            move || {
                // Who has given up does not listen any more.
                let _ = tell.send(script(&site));
            }
        });
        let thread = thread.expect("the system has a thread more");
        Self { site, done, thread }
    }

    /// What the script returns.
    #[track_caller]
    fn ended(self) -> T {
        let (mut last, mut still) = (0, 0);
        loop {
            match self.done.recv_timeout(SLICE) {
                Ok(Ok(came)) => return came,
                Ok(Err(fault)) => fault.reject(),
                Err(RecvTimeoutError::Disconnected) => self.panicked(),
                Err(RecvTimeoutError::Timeout) => {
                    let step = lock(&self.site.place).1;
                    still = if step == last { still + 1 } else { 1 };
                    last = step;
                    let patience = match STANDS_STILL.load(Ordering::SeqCst) {
                        false => PATIENCE,
                        true => PATIENCE / 12,
                    };
                    if still >= patience {
                        STANDS_STILL.store(true, Ordering::SeqCst);
                        self.site.stands_still(SLICE * still).reject();
                    }
                }
            }
        }
    }

    #[track_caller]
    fn panicked(self) -> ! {
        let payload = self.thread.join().err();
        let words = payload.and_then(|it| panic_words(&*it)).unwrap_or_default();
        if is_todo(&words) {
            reject(None, "there is still a `todo!()` in it");
        }
        let story = self.site.story();
        reject(None, format!("{story}; it panicked: {words}"))
    }

    /// Until it has been in one and the same turn for a while, or is over, or will
    /// never come to a turn.
    fn wait_until_it_sleeps(&self) {
        let (mut last, mut still) = (0, 0);
        while !self.thread.is_finished() {
            thread::sleep(Duration::from_millis(10));
            let (call, step) = lock(&self.site.place).clone();
            still = if step == last { still + 1 } else { 1 };
            last = step;
            if still >= if call.starts_with("`turn") { 10 } else { 50 } {
                break;
            }
        }
    }
}

/// So often an attempt is looked at before it is said to stand still. A machine that
/// is suspended for a while takes one look away, and not all of them.
const PATIENCE: u32 = 50;
const SLICE: Duration = Duration::from_millis(50);

/// Whether an attempt of this process has stood still, so that there is nothing to be
/// proved any more by patience.
static STANDS_STILL: AtomicBool = AtomicBool::new(false);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
