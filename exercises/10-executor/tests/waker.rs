//! Who is woken is polled: once, in order, by the loop, and at once even if it
//! sleeps.
//!
//! The loop runs on a thread of its own, with tasks that note all that happens to
//! them. Most of it is told by a pair of tasks that wake each other in turn: so the
//! loop never sleeps, and one that has lost a wake is found out by counting turns.
//! Only where a thread has to be asleep does the check look at it, and only a loop
//! that is stuck makes anybody wait.

#[path = "../waker.rs"]
mod waker;

use probe::{Rng, is_todo, reject};
use std::{
    any::Any,
    fs,
    hint::spin_loop,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    task::{Context, Poll, Waker},
    thread::{self, Thread, ThreadId},
    time::{Duration, Instant},
};

#[test]
fn however_often_a_task_is_woken_one_poll_follows() {
    let mut rng = Rng::new();
    for hows in [[How::Ref; 3], [How::Value; 3], [How::First; 3], HOWS] {
        let times = rng.range(2..6) as usize;
        drive(vec![sleeper(), sleeper()], move |scene, step| {
            for how in hows.into_iter().cycle().take(times) {
                // In turns: who looks only at the end of the queue finds the other.
                (0..2).for_each(|id| scene.wake(id, how));
            }
            step < 3
        });
    }
    // And if the one in front of it does so when it is about to be polled: who takes
    // the whole queue at once looks for it in an empty one.
    let relay = |id: usize| -> Script {
        Box::new(move |scene, _| {
            scene.wake(id + 1, How::Ref);
            scene.end()
        })
    };
    drive(vec![relay(0), relay(1), sleeper()], |scene, step| {
        (0..3).for_each(|id| scene.wake(id, How::Ref));
        step < 3
    });
}

#[test]
fn a_wake_during_a_poll_asks_for_one_more() {
    const POLLS: usize = 4;
    fn by_itself(scene: &Scene, poll: usize) {
        scene.wake(0, [How::Ref, How::Value][poll % 2]);
        scene.wake(0, How::First);
    }
    fn by_a_thread(scene: &Scene, poll: usize) {
        scene.elsewhere(|| by_itself(scene, poll));
        // Who uses the thread meanwhile may take what was to unpark the loop.
        thread::park_timeout(Duration::ZERO);
    }
    // Who polls inside of a wake is told so before it waits for itself.
    drive(vec![sleeper()], |scene, _| {
        scene.wake(0, How::Ref);
        false
    });
    for wakes in [by_itself, by_a_thread] {
        let beside_others: Script = Box::new(move |scene, poll| {
            if poll < POLLS {
                wakes(scene, poll);
            }
            scene.end()
        });
        drive(vec![beside_others], |_, step| step < POLLS);
        // The loop would go to sleep now.
        let alone: Script = Box::new(move |scene, poll| {
            if poll == POLLS {
                return Poll::Ready(());
            }
            wakes(scene, poll);
            Poll::Pending
        });
        run(vec![alone]);
    }
}

#[test]
fn tasks_are_polled_in_the_order_of_their_wakes() {
    const TASKS: usize = 5;
    let mut rng = Rng::new();
    let mut order: Vec<_> = (0..TASKS).collect();
    let (mut asked, mut before) = (Vec::new(), 0);
    let sleepers = (0..TASKS).map(|_| sleeper()).collect();
    drive(sleepers, move |scene, step| {
        let polled = scene.order();
        let since: Vec<_> =
            polled[before..].iter().filter(|it| **it < TASKS).copied().collect();
        if step > 0 && since != asked {
            let measured = format!(
                "tasks were woken in the order {asked:?}, and polled in the order \
                 {since:?}"
            );
            scene.fault(None, measured);
        }
        rng.shuffle(&mut order);
        if order.is_sorted() {
            order.reverse();
        }
        before = polled.len();
        asked.clone_from(&order);
        for (place, id) in order.iter().enumerate() {
            scene.wake(*id, How::Ref);
            // Who stands in the queue keeps its place.
            scene.wake(order[place / 2], How::Value);
        }
        step < 4
    });
}

#[test]
fn a_wake_from_another_thread_ends_the_park() {
    one_after_the_other();
    // No pause this time, or a short one: the loop may be anywhere on its way to
    // bed.
    at_any_moment();
}

/// A thread wakes one of two tasks whenever the loop has gone to sleep.
fn one_after_the_other() {
    const ROUNDS: usize = 4;
    let (polled, polls) = mpsc::channel();
    let tasks = (0..2).map(|_| -> Script {
        let polled = polled.clone();
        Box::new(move |scene, _| {
            polled.send(()).ok();
            scene.end()
        })
    });
    run_beside(tasks.collect(), move |scene| {
        // Whoever listens in vain is told by the loop's end.
        let listen = |count| polls.iter().take(count).count() == count;
        if !listen(2) {
            return;
        }
        scene.sleeps();
        scene.sleeps_on();
        for round in 0..ROUNDS {
            scene.wake(round / 2, [How::Ref, How::Value][round % 2]);
            if !listen(1) {
                return;
            }
            scene.sleeps();
        }
        // The thread gets up, and that is no reason to poll anybody.
        scene.home().unpark();
        scene.sleeps();
        scene.ends();
        (0..2).for_each(|id| scene.wake(id, How::Ref));
    });
}

/// Two threads wake two tasks, each as soon as its task is polled.
fn at_any_moment() {
    const POLLS: usize = 3000;
    /// On a busy machine there are fewer, and nobody waits for them.
    const ENOUGH: Duration = Duration::from_secs(1);
    let begun = Instant::now();
    let mut rng = Rng::new();
    let (tasks, threads): (_, Vec<_>) = (0..2)
        .map(|id| {
            let (polled, polls) = mpsc::channel();
            let task: Script = Box::new(move |_, poll| {
                if poll == POLLS || begun.elapsed() > ENOUGH {
                    return Poll::Ready(());
                }
                polled.send(()).ok();
                Poll::Pending
            });
            let pauses = (1..POLLS).map(|_| rng.range(0..400));
            (task, (id, polls, pauses.collect::<Vec<_>>()))
        })
        .unzip();
    run_beside(tasks, move |scene| {
        scene.gets_up();
        thread::scope(|scope| {
            for (id, polls, pauses) in threads {
                scope.spawn(move || {
                    for (pause, ()) in pauses.into_iter().zip(polls) {
                        (0..pause).for_each(|_| spin_loop());
                        scene.wake(id, How::Ref);
                    }
                });
            }
        });
    });
}

#[test]
fn a_wake_that_comes_too_late_does_nothing() {
    // Done, and then woken by others.
    drive(vec![at_second_poll(), sleeper()], |scene, step| {
        for how in HOWS {
            scene.wake(0, how);
        }
        step < 3
    });
    // Woken in the poll that is its last, so that it is done and stands in the
    // queue.
    let last = |scene: &Scene, _| {
        scene.wake(0, How::Value);
        Poll::Ready(())
    };
    let scene = drive(vec![Box::new(last)], |_, step| step < 3);
    // The loop is gone.
    for (id, how) in [(0, How::Ref), (1, How::Value), (2, How::Ref)] {
        let woken = catch_unwind(AssertUnwindSafe(|| scene.wake(id, how)));
        let panicked = woken.err().map(|it| words(&*it));
        if let Some(words) = panicked {
            let measured =
                format!("`run` has returned, and to wake a task panics: {words}");
            reject("done-is-never-woken", measured);
        }
    }
    // Nobody to wait for.
    run(Vec::new());
}

/// A task that is done when the scene ends.
fn sleeper() -> Script {
    Box::new(|scene, _| scene.end())
}

fn at_second_poll() -> Script {
    Box::new(|_, poll| if poll < 2 { Poll::Pending } else { Poll::Ready(()) })
}

/// What a task does when it is polled, and for which time.
type Script = Box<dyn FnMut(&Scene, usize) -> Poll<()> + Send>;

/// Which waker of a task is called, and how. Mostly it is that of its last poll.
#[derive(Clone, Copy)]
enum How {
    Ref,
    Value,
    /// By the waker of its first poll.
    First,
}

const HOWS: [How; 3] = [How::Ref, How::Value, How::First];

/// Turns in which nobody is woken, so that nobody is polled.
const IDLE: usize = 3;

/// Runs the tasks beside two more, which wake each other and take the steps in
/// turn: the next one when all whom the last has woken were polled. A step says
/// whether there is another; after the last, the scene ends.
fn drive(
    mut tasks: Vec<Script>,
    step: impl FnMut(&Scene, usize) -> bool + Send + 'static,
) -> Arc<Scene> {
    let count = tasks.len();
    let driver = Arc::new(Mutex::new((0.., step)));
    for other in [count + 1, count] {
        let driver = Arc::clone(&driver);
        tasks.push(Box::new(move |scene, _| {
            let answered = scene.has_answered(count);
            if answered && scene.end().is_pending() {
                let (turns, step) = &mut *lock(&driver);
                let turn = turns.next().expect("it is endless");
                if turn >= IDLE && !step(scene, turn - IDLE) {
                    scene.ends();
                    (0..count).for_each(|id| scene.wake(id, How::Ref));
                }
                scene.wake(other, How::Ref);
                return Poll::Pending;
            }
            scene.wake(other, How::Ref);
            if answered { Poll::Ready(()) } else { Poll::Pending }
        }));
    }
    run(tasks)
}

/// Runs the tasks.
fn run(tasks: Vec<Script>) -> Arc<Scene> {
    run_beside(tasks, |_| ())
}

/// A loop in which nothing happens for so many such times is stuck, and no other
/// makes anybody wait for them. Many short ones tell a machine that stood still
/// from a loop.
const PATIENCE: (usize, Duration) = (6, Duration::from_millis(200));

/// With the second loop that is stuck.
const LESS: (usize, Duration) = (3, Duration::from_millis(50));

/// Runs the tasks, and `beside` on another thread. Rejects whatever is not as it
/// should be.
///
/// The probe's `come_back` would not do: it counts time, and not silence, and a fault
/// is told here by whichever thread sees it, whether or not the loop's comes back.
fn run_beside(
    tasks: Vec<Script>,
    beside: impl FnOnce(&Scene) + Send + 'static,
) -> Arc<Scene> {
    // One at a time, and nobody waits long for a second one that is stuck.
    static STUCK: Mutex<bool> = Mutex::new(false);
    let mut stuck = lock(&STUCK);
    let (most, time) = if *stuck { LESS } else { PATIENCE };

    let (say, happens) = mpsc::channel();
    let scene = Arc::new(Scene::new(tasks.len(), say.clone()));
    thread::spawn({
        let (scene, say) = (Arc::clone(&scene), say.clone());
        move || {
            scene.is_home_of_the_loop();
            let tasks = tasks.into_iter().enumerate().map(|(id, script)| {
                let scene = Arc::clone(&scene);
                Box::pin(Scripted { id, scene, script }) as Pin<Box<_>>
            });
            let tasks = tasks.map(|it: Pin<Box<Scripted>>| it as _).collect();
            let end = catch_unwind(AssertUnwindSafe(|| waker::run(tasks)));
            // Nobody hears it if it comes too late.
            say.send(Happens::Returns(end.map_err(|it| words(&*it)))).ok();
        }
    });
    thread::spawn({
        let scene = Arc::clone(&scene);
        move || {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| beside(&scene))) {
                say.send(Happens::Panics(words(&*panic))).ok();
            }
        }
    });

    let (mut events, mut silence) = (0, 0);
    let fault = loop {
        match happens.recv_timeout(time) {
            Ok(Happens::Faults(fault)) => break fault,
            Ok(Happens::Returns(Err(words)) | Happens::Panics(words)) => {
                break scene.panics(&words);
            }
            Ok(Happens::Returns(Ok(()))) => match scene.left() {
                None => return scene,
                Some(id) => {
                    let measured =
                        format!("`run` has returned, and task {id} is not done");
                    break Fault { belief: None, measured };
                }
            },
            Err(_) if scene.events() > events => {
                (events, silence) = (scene.events(), 0);
            }
            Err(_) if silence < most => silence += 1,
            Err(_) => {
                let looks = if *stuck { 8 } else { 25 };
                *stuck = true;
                break scene.is_stuck(looks);
            }
        }
    };
    drop(stuck);
    reject(fault.belief, fault.measured)
}

enum Happens {
    /// Something is not as it should be.
    Faults(Fault),
    /// `run` returns, or panics with these words.
    Returns(Result<(), String>),
    /// A wake panics on another thread.
    Panics(String),
}

/// What is not as it should be, and what one believes who has it so.
struct Fault {
    belief: Option<&'static str>,
    measured: String,
}

/// A task that notes its polls.
struct Scripted {
    id: usize,
    scene: Arc<Scene>,
    script: Script,
}

impl Future for Scripted {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Self { id, scene, script } = &mut *self;
        let poll = scene.polls(*id, context.waker());
        let answer = script(scene, poll);
        scene.has_polled(*id, answer.is_ready());
        answer
    }
}

/// What happens to the tasks of a run.
struct Scene {
    noted: Mutex<Noted>,
    over: AtomicBool,
    say: mpsc::Sender<Happens>,
}

#[derive(Default)]
struct Noted {
    tasks: Vec<Task>,
    /// Who was polled, in order.
    order: Vec<usize>,
    /// Whose poll has begun and not ended.
    polling: Option<usize>,
    /// Calls of a waker that have not returned: of whom, and on which thread.
    waking: Vec<(usize, ThreadId)>,
    events: usize,
    home: Option<Home>,
    /// The loop is known to get up when it is woken.
    gets_up: bool,
    /// How often its thread had gone to sleep when it was last seen asleep.
    naps: Option<u64>,
}

/// The thread of the loop.
struct Home {
    thread: Thread,
    /// Where Linux tells what it does.
    path: Option<PathBuf>,
}

#[derive(Default)]
struct Task {
    first: Option<Waker>,
    last: Option<Waker>,
    polls: usize,
    /// How often it was woken since its last poll began, and before that.
    asked: usize,
    answered: usize,
    /// The first of these wakes came during its own poll.
    asked_while_polled: bool,
    /// The last of them came from another thread.
    asked_from_afar: bool,
    /// How many turns of others it has been waiting.
    age: usize,
    done: bool,
    woken_when_done: bool,
}

/// Nobody waits for so many turns.
const TURNS: usize = 30;

impl Scene {
    fn new(tasks: usize, say: mpsc::Sender<Happens>) -> Self {
        let tasks = (0..tasks).map(|_| Task::default()).collect();
        let noted = Mutex::new(Noted { tasks, ..Noted::default() });
        Self { noted, over: AtomicBool::new(false), say }
    }

    fn is_home_of_the_loop(&self) {
        let path = fs::read_link("/proc/thread-self").ok();
        let path = path.map(|it| Path::new("/proc").join(it));
        lock(&self.noted).home = Some(Home { thread: thread::current(), path });
    }

    /// Whoever does not unpark the loop has been rejected before.
    fn gets_up(&self) {
        lock(&self.noted).gets_up = true;
    }

    fn home(&self) -> Thread {
        lock(&self.noted).home().clone()
    }

    /// A poll of a task begins: which one it is.
    fn polls(&self, id: usize, waker: &Waker) -> usize {
        let mut noted = lock(&self.noted);
        let here = thread::current().id();
        noted.events += 1;
        let outer = noted.polling.replace(id);
        noted.order.push(id);
        let waking = noted.waking.iter().find(|(_, thread)| *thread == here);
        let waking = waking.map(|(woken, _)| *woken);
        let at_home = noted.home().id() == here;
        let task = &mut noted.tasks[id];
        task.polls += 1;
        task.first.get_or_insert_with(|| waker.clone());
        task.last = Some(waker.clone());
        let asked = std::mem::take(&mut task.asked);
        let before = std::mem::replace(&mut task.answered, asked);
        task.asked_while_polled = false;
        task.age = 0;
        let (polls, done, woken_when_done) =
            (task.polls, task.done, task.woken_when_done);
        drop(noted);
        if waking.is_some() {
            let measured =
                format!("task {id} is polled inside of a call that wakes it");
            self.fault("a-wake-is-a-poll", measured);
        }
        if let Some(outer) = outer {
            let measured = format!(
                "task {id} is polled while the poll of task {outer} is not over"
            );
            self.fault(None, measured);
        }
        if !at_home {
            let measured = format!(
                "task {id} is polled on another thread than that which called `run`"
            );
            self.fault(None, measured);
        }
        if done {
            let belief = match woken_when_done {
                true => "done-is-never-woken",
                false => "ready-can-be-asked-again",
            };
            self.fault(belief, format!("task {id} is done, and it is polled again"));
        }
        if polls > 1 && asked == 0 && before > 1 {
            let measured = format!(
                "task {id} was woken {before} times and polled, and then it is \
                 polled again, though nobody has woken it since"
            );
            self.fault("wakes-are-counted", measured);
        }
        if polls > 1 && asked == 0 {
            let measured = format!(
                "task {id} is polled, and nobody has woken it since its last poll"
            );
            self.fault("loop-asks-round", measured);
        }
        polls
    }

    fn has_polled(&self, id: usize, done: bool) {
        let mut noted = lock(&self.noted);
        noted.events += 1;
        noted.polling = None;
        let task = &mut noted.tasks[id];
        task.done = done;
        task.woken_when_done |= done && task.asked > 0;
    }

    /// Wakes a task that has been polled.
    fn wake(&self, id: usize, how: How) {
        let here = thread::current().id();
        let mut noted = lock(&self.noted);
        noted.events += 1;
        let polling = noted.polling == Some(id);
        let afar = noted.home().id() != here;
        let task = &mut noted.tasks[id];
        let (Some(first), Some(last)) = (task.first.clone(), task.last.clone())
        else {
            return;
        };
        task.asked_while_polled |= task.asked == 0 && polling;
        task.asked += 1;
        task.asked_from_afar = afar;
        task.woken_when_done |= task.done;
        noted.waking.push((id, here));
        drop(noted);
        match how {
            How::Ref => last.wake_by_ref(),
            How::Value => last.wake(),
            How::First => first.wake(),
        }
        let mut noted = lock(&self.noted);
        noted.events += 1;
        let returned = noted.waking.iter().rposition(|it| *it == (id, here));
        noted.waking.remove(returned.expect("it was noted above"));
    }

    /// Does something on another thread, and waits for its end.
    fn elsewhere(&self, act: impl FnOnce() + Send) {
        let acted = thread::scope(|scope| scope.spawn(act).join());
        acted.unwrap_or_else(|panic| resume_unwind(panic));
    }

    /// Who was polled so far, in order.
    fn order(&self) -> Vec<usize> {
        lock(&self.noted).order.clone()
    }

    fn events(&self) -> usize {
        lock(&self.noted).events
    }

    /// The scene ends: who is polled from now on is done.
    fn ends(&self) {
        self.over.store(true, Ordering::SeqCst);
    }

    /// The answer of a task that is done when the scene ends.
    fn end(&self) -> Poll<()> {
        match self.over.load(Ordering::SeqCst) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }

    /// Whether each of the first tasks has been polled, and since it was woken. One
    /// for which that takes too many turns was lost.
    fn has_answered(&self, count: usize) -> bool {
        let mut noted = lock(&self.noted);
        let mut tasks = noted.tasks[..count].iter_mut().enumerate();
        let Some((id, task)) = tasks.find(|(_, it)| it.is_due()) else {
            return true;
        };
        task.age += 1;
        if task.age > TURNS {
            let (belief, asked) = task.is_lost();
            drop(noted);
            let measured =
                format!("task {id} {asked}, and others are polled again and again");
            self.fault(belief, measured);
        }
        false
    }

    /// A task that is not done.
    fn left(&self) -> Option<usize> {
        lock(&self.noted).tasks.iter().position(|it| !it.done)
    }

    /// What to say of a panic.
    fn panics(&self, words: &str) -> Fault {
        if is_todo(words) {
            let measured = "there is still a `todo!()` in it".to_owned();
            return Fault { belief: None, measured };
        }
        let late = lock(&self.noted).tasks.iter().position(|it| it.woken_when_done);
        let belief = late.map(|_| "done-is-never-woken");
        let when = late.map(|id| format!("task {id} is done and was woken, and "));
        let measured = format!("{}it panics: {words}", when.unwrap_or_default());
        Fault { belief, measured }
    }

    /// What to say if nothing happens any more. So often it looks whether an unpark
    /// changes that.
    fn is_stuck(&self, looks: usize) -> Fault {
        let fault = |belief, measured| Fault { belief, measured };
        if let Some((id, _)) = lock(&self.noted).waking.first() {
            let measured =
                format!("task {id} is woken, and that call does not return");
            return fault(None, measured);
        }
        let Some(left) = self.left() else {
            return fault(
                None,
                "all tasks are done, and `run` does not return".into(),
            );
        };
        let now = self.doing();
        let (id, afar, got_up, (belief, asked)) = {
            let noted = lock(&self.noted);
            let due = noted.tasks.iter().position(Task::is_due).unwrap_or(left);
            let task = &noted.tasks[due];
            let naps = noted.naps.zip(now);
            let got_up = naps.map_or(noted.gets_up, |(naps, now)| now.naps > naps);
            (due, task.asked_from_afar, got_up, task.is_lost())
        };
        let before = self.events();
        self.home().unpark();
        for _ in 0..looks {
            thread::sleep(Duration::from_millis(10));
            if self.events() > before {
                let (belief, slept) = match got_up {
                    true => ("wake-then-tell", "got up too early, and sleeps again"),
                    false => ("queued-is-seen", "slept on"),
                };
                let measured = format!(
                    "task {id} {asked}: the loop's thread {slept}. When the check \
                     itself unparked it, it polled"
                );
                return fault(afar.then_some(belief), measured);
            }
        }
        fault(belief, format!("task {id} {asked}, and nothing happens any more"))
    }

    /// Waits until the thread of the loop sleeps, as far as the system tells.
    fn sleeps(&self) {
        let Some(begun) = self.doing() else {
            return thread::sleep(Duration::from_millis(20));
        };
        let mut before = begun;
        loop {
            thread::sleep(Duration::from_millis(1));
            let Some(now) = self.doing() else { return };
            if before.asleep && now.asleep && before.naps == now.naps {
                lock(&self.noted).naps = Some(now.naps);
                return;
            }
            // It takes its time, on its way to sleep or to a limit.
            lock(&self.noted).events += 1;
            let pushed = now.pushed - begun.pushed;
            if now.ticks - begun.ticks >= BUSY || pushed >= PUSHED {
                let measured = "nobody is woken, and the thread of the loop does \
                                not sleep: it keeps the processor busy";
                self.fault("loop-asks-round", measured.to_owned());
            }
            self.naps_are_few(now.naps - begun.naps, NAPS);
            before = now;
        }
    }

    /// Has a look whether it sleeps until somebody wakes it.
    fn sleeps_on(&self) {
        let Some(begun) = self.doing() else { return };
        thread::sleep(Duration::from_millis(80));
        if let Some(now) = self.doing() {
            self.naps_are_few(now.naps - begun.naps, 1);
        }
    }

    fn naps_are_few(&self, naps: u64, most: u64) {
        if naps > most {
            let measured = "nobody is woken, and the thread of the loop gets up \
                            again and again, to look";
            self.fault("loop-asks-round", measured.to_owned());
        }
    }

    fn doing(&self) -> Option<Doing> {
        let path = lock(&self.noted).home.as_ref()?.path.clone()?;
        Doing::read(&path)
    }

    /// Reports what is not as it should be, and ends the run as a panic does.
    fn fault(&self, belief: impl Into<Option<&'static str>>, measured: String) -> ! {
        let belief = belief.into();
        self.say.send(Happens::Faults(Fault { belief, measured })).ok();
        resume_unwind(Box::new("our patience has an end"));
    }
}

impl Noted {
    fn home(&self) -> &Thread {
        &self.home.as_ref().expect("it is noted before the loop begins").thread
    }
}

impl Task {
    /// It ought to be polled.
    fn is_due(&self) -> bool {
        !self.done && (self.asked > 0 || self.polls == 0)
    }

    /// What one believes who has lost it, and what it is waiting for.
    fn is_lost(&self) -> (Option<&'static str>, &'static str) {
        match self {
            Self { polls: 0, .. } => (None, "has not been polled at all"),
            Self { asked: 0, .. } => (None, "is not done"),
            Self { asked_while_polled: true, .. } => (
                Some("a-poll-answers-its-wakes"),
                "was woken during a poll of its own, and not polled again",
            ),
            _ => (None, "was woken, and not polled again"),
        }
    }
}

/// What the thread of the loop does, where Linux tells it.
#[derive(Clone, Copy)]
struct Doing {
    asleep: bool,
    /// Hundredths of a second of the processor's time.
    ticks: u64,
    /// How often it went to sleep.
    naps: u64,
    /// How often the processor was taken from it, or it gave way.
    pushed: u64,
}

/// More than anybody needs on the way to sleep, in ticks.
const BUSY: u64 = 10;

/// Who is on the way to sleep is not pushed aside so often, however busy the machine.
const PUSHED: u64 = 50;

/// The same in naps: one would do, but a lock can be taken for a moment.
const NAPS: u64 = 20;

impl Doing {
    fn read(path: &Path) -> Option<Self> {
        let status = fs::read_to_string(path.join("status")).ok()?;
        let switches = |name: &str| {
            let count = status.lines().find_map(|it| it.strip_prefix(name))?;
            count.trim().parse().ok()
        };
        let stat = fs::read_to_string(path.join("stat")).ok()?;
        // The name of the thread stands in brackets, and may contain anything.
        let fields: Vec<_> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |place: usize| fields.get(place)?.parse::<u64>().ok();
        Some(Self {
            asleep: *fields.first()? == "S",
            ticks: ticks(11)? + ticks(12)?,
            naps: switches("voluntary_ctxt_switches:")?,
            pushed: switches("nonvoluntary_ctxt_switches:")?,
        })
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    probe::panic_words(panic)
        .unwrap_or_else(|| "something that is no text".to_owned())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
