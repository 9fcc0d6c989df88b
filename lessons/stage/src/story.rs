//! Plays the acts of a story in order and writes the files with their pictures.

use crate::{
    clock::Clock,
    options::{self, Options},
    output,
    simulated::Simulated,
    timeline::{Act, Timeline, svg, terminal, trace},
};
use anstyle::{AnsiColor, Style};
use std::{
    fs::File,
    future::Future,
    io::{Seek, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::runtime::Builder;

/// The most time that a story's acts may take in total on the real clock.
const REAL_TIME_LIMIT: Duration = Duration::from_secs(15);

/// Plays a story with the options from the command line.
///
/// The exit code is 0 if the story was told to the end, 1 if output could not be
/// written, and 2 if an option was wrong.
///
/// # Panics
///
/// Panics if the acts would take more than 15 s on the real clock. Use fewer acts,
/// shorter times, or [`Stage::fast_act`] for long waits. The limit is checked only on
/// the virtual clock, so it is the story's snapshot test that finds a story that takes
/// too long.
pub fn tell(title: &str, story: impl FnOnce(&mut Stage)) -> ExitCode {
    let options = match Options::read() {
        Ok(Some(options)) => options,
        Ok(None) => {
            output::print(&options::usage());
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&format!("{error}\n\n{}", options::usage()), 2),
    };
    let files = match Files::open(&options) {
        Ok(files) => files,
        Err(message) => return fail(&message, 1),
    };
    let mut stage = Stage::new(title, options);
    story(&mut stage);
    stage.end(files)
}

/// Plays the acts of a story and keeps their records.
pub struct Stage {
    title: String,
    options: Options,
    timeline: Timeline,
    /// The number of acts so far, including those that were skipped.
    count: usize,
    acts: Vec<Act>,
    /// How long the acts so far take on the real clock.
    real_time: Duration,
}

impl Stage {
    fn new(title: &str, options: Options) -> Self {
        let timeline = Timeline::install();
        output::print(&bold(title));
        Self {
            title: title.to_owned(),
            options,
            timeline,
            count: 0,
            acts: Vec::new(),
            real_time: Duration::ZERO,
        }
    }

    /// Plays a future on a current-thread runtime.
    pub fn act(&mut self, title: &str, future: impl Future<Output = ()>) {
        self.act_on(&mut Builder::new_current_thread(), title, future);
    }

    /// Plays a future on the runtime that `builder` builds, for acts that need hooks.
    ///
    /// It must be a current-thread runtime, because no other runtime has a virtual
    /// clock.
    pub fn act_on(
        &mut self,
        builder: &mut Builder,
        title: &str,
        future: impl Future<Output = ()>,
    ) {
        let virtual_clock = self.options.virtual_clock;
        if let Some(took) = self.play_future(builder, title, future, virtual_clock) {
            self.real_time += took;
        }
    }

    /// Plays a future on the virtual clock, even without `--virtual`: for acts that
    /// take too long to watch.
    pub fn fast_act(&mut self, title: &str, future: impl Future<Output = ()>) {
        self.play_future(&mut Builder::new_current_thread(), title, future, true);
    }

    /// Plays code without a runtime, which sleeps and starts threads with
    /// [`crate::thread`].
    pub fn threads(&mut self, title: &str, act: impl FnOnce()) {
        let clock = if self.options.virtual_clock {
            Clock::Simulated(Arc::new(Simulated::default()))
        } else {
            Clock::Real(Instant::now())
        };
        if let Some(took) = self.play(title, &clock, output::timed, act) {
            self.real_time += took;
        }
    }

    /// Plays code on an event loop that the lesson has built.
    ///
    /// `play` gets `true` if the loop's clock should be virtual. `now` returns the
    /// time on that clock since the act began.
    pub fn own_loop(
        &mut self,
        title: &str,
        now: fn() -> Duration,
        play: impl FnOnce(bool),
    ) {
        let virtual_clock = self.options.virtual_clock;
        let clock = Clock::Own(now);
        let act = || play(virtual_clock);
        if let Some(took) = self.play(title, &clock, output::timed, act) {
            self.real_time += took;
        }
    }

    /// Plays code in which time doesn't pass. Its lines are numbered, and its picture
    /// shows line numbers instead of seconds.
    pub fn steps(&mut self, title: &str, act: impl FnOnce()) {
        self.play(title, &Clock::Lines, output::numbered, act);
    }

    /// Plays code that measures the machine: its threads, memory, or speed.
    ///
    /// It always runs on the real clock, even with `--virtual`. The times differ from
    /// run to run, so its lines are printed without them, and it should not use
    /// lanes.
    pub fn measured(&mut self, title: &str, act: impl FnOnce()) {
        self.play(title, &Clock::Real(Instant::now()), output::unstamped, act);
    }

    fn play_future(
        &mut self,
        builder: &mut Builder,
        title: &str,
        future: impl Future<Output = ()>,
        virtual_clock: bool,
    ) -> Option<Duration> {
        if !self.announce(title) {
            return None;
        }
        run_act(builder, virtual_clock, &self.timeline, output::timed, future);
        Some(self.finish_act(title))
    }

    fn play(
        &mut self,
        title: &str,
        clock: &Clock,
        print_line: fn(Duration, &str),
        act: impl FnOnce(),
    ) -> Option<Duration> {
        if !self.announce(title) {
            return None;
        }
        self.timeline.begin(clock.clone(), print_line);
        let entered = clock.enter();
        act();
        drop(entered);
        self.timeline.freeze();
        Some(self.finish_act(title))
    }

    /// Counts the act and prints its title. Returns `false` if `--act` leaves it out.
    fn announce(&mut self, title: &str) -> bool {
        self.count += 1;
        let wanted = &self.options.acts;
        let plays = wanted.is_empty() || wanted.contains(&self.count);
        if plays {
            output::print("");
            output::print(&bold(&format!("{}. {title}", self.count)));
        }
        plays
    }

    /// Draws the act that was just played, keeps its record, and returns how long it
    /// took.
    fn finish_act(&mut self, title: &str) -> Duration {
        let record = self.timeline.finish();
        if !self.options.no_timeline && !record.lanes.is_empty() {
            let look = terminal::Look {
                width: self.options.width.unwrap_or_else(terminal::width),
                ascii: self.options.ascii,
            };
            output::print("");
            output::print(terminal::draw(&record, look).trim_end());
        }
        let took = record.took;
        self.acts.push(Act { number: self.count, title: title.to_owned(), record });
        took
    }

    fn end(self, files: Files) -> ExitCode {
        if let Some(missing) =
            self.options.acts.iter().find(|&&it| it > self.count || it == 0)
        {
            let message = format!(
                "there is no act {missing}: use a number from 1 to {}",
                self.count
            );
            return fail(&message, 2);
        }
        assert!(
            !self.options.virtual_clock || self.real_time <= REAL_TIME_LIMIT,
            "On the real clock, this story would take {:?}. The limit is \
             {REAL_TIME_LIMIT:?}. Use fewer acts, shorter times, or `Stage::fast_act`.",
            self.real_time
        );
        match files.write(&self.title, &self.acts) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => fail(&message, 1),
        }
    }
}

/// Runs `future` on the runtime that `builder` builds, and records it with `timeline`.
pub(crate) fn run_act(
    builder: &mut Builder,
    virtual_clock: bool,
    timeline: &Timeline,
    print_line: fn(Duration, &str),
    future: impl Future<Output = ()>,
) {
    let runtime = builder
        .enable_time()
        .start_paused(virtual_clock)
        .build()
        .expect("a runtime with a clock and without sockets needs only memory");
    runtime.block_on(async {
        let clock = if virtual_clock {
            Clock::Paused(tokio::time::Instant::now())
        } else {
            Clock::Real(Instant::now())
        };
        timeline.begin(clock.clone(), print_line);
        let _entered = clock.enter();
        future.await;
        timeline.freeze();
    });
    // Dropping the runtime drops the remaining tasks. The timeline is frozen, so their
    // lanes end when the act ends.
    drop(runtime);
}

/// The files for the pictures. They are opened before the story begins, so that a
/// read-only directory is reported immediately, not after the last act.
struct Files {
    svg: Option<(PathBuf, File)>,
    trace: Option<(PathBuf, File)>,
}

impl Files {
    fn open(options: &Options) -> Result<Self, String> {
        Ok(Self {
            svg: open(options.svg.as_deref())?,
            trace: open(options.trace.as_deref())?,
        })
    }

    fn write(self, title: &str, acts: &[Act]) -> Result<(), String> {
        if let Some(file) = self.svg {
            write(file, &svg::draw(title, acts))?;
        }
        if let Some(file) = self.trace {
            write(file, &trace::json(title, acts))?;
        }
        Ok(())
    }
}

/// Opens a file without truncating it, so that an old picture remains until the new one
/// is written.
fn open(path: Option<&Path>) -> Result<Option<(PathBuf, File)>, String> {
    let Some(path) = path else { return Ok(None) };
    let file = File::options().write(true).create(true).truncate(false).open(path);
    file.map(|file| Some((path.to_owned(), file)))
        .map_err(|error| cannot_write(path, &error))
}

fn write((path, mut file): (PathBuf, File), text: &str) -> Result<(), String> {
    file.set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(text.as_bytes()))
        .map_err(|error| cannot_write(&path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    format!("can't write {}: {error}", path.display())
}

fn fail(message: &str, code: u8) -> ExitCode {
    let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    anstream::eprintln!("{red}error:{red:#} {message}");
    ExitCode::from(code)
}

fn bold(text: &str) -> String {
    let bold = Style::new().bold();
    format!("{bold}{text}{bold:#}")
}
