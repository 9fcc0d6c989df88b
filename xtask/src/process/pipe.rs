//! The output of a program, up to a limit.

use std::{
    io::Read,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

/// The output limit, in bytes. A check's explanation with pictures takes about 1% of
/// it.
const OUTPUT: usize = 1 << 20;

/// Everything that a program has printed, up to the limit.
#[derive(Default)]
pub(crate) struct Output(Vec<u8>);

impl Output {
    pub(crate) fn is_over_limit(&self) -> bool {
        self.0.len() > OUTPUT
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }

    /// The first and last lines for which `wanted` is true, each cut to 100
    /// characters.
    pub(crate) fn edges(
        &self,
        lines: usize,
        wanted: impl Fn(&str) -> bool,
    ) -> (Vec<String>, Vec<String>) {
        let text = self.text();
        let wanted: Vec<_> = text.lines().filter(|line| wanted(line)).collect();
        let (first, rest) = wanted.split_at(wanted.len().min(lines));
        let last = &rest[rest.len().saturating_sub(lines)..];
        let cut = |lines: &[&str]| {
            lines.iter().map(|it| it.chars().take(100).collect()).collect()
        };
        (cut(first), cut(last))
    }
}

impl From<&str> for Output {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// A pipe that a background thread reads up to its end, or up to the limit.
pub(super) struct Pipe {
    bytes: Arc<Mutex<Vec<u8>>>,
    over_limit: Arc<AtomicBool>,
    end: mpsc::Receiver<()>,
}

impl Pipe {
    pub(super) fn read(mut pipe: impl Read + Send + 'static) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let over_limit = Arc::new(AtomicBool::new(false));
        let (sender, end) = mpsc::channel();
        let (filled, is_over_limit) = (Arc::clone(&bytes), Arc::clone(&over_limit));
        thread::spawn(move || {
            let _sender = sender;
            let mut chunk = vec![0; 1 << 16];
            // A read error is treated as the end of the output.
            while let Ok(read @ 1..) = pipe.read(&mut chunk) {
                let mut filled =
                    filled.lock().unwrap_or_else(PoisonError::into_inner);
                filled.extend(&chunk[..read]);
                if filled.len() > OUTPUT {
                    is_over_limit.store(true, Ordering::Relaxed);
                    break;
                }
            }
        });
        Self { bytes, over_limit, end }
    }

    pub(super) fn is_over_limit(&self) -> bool {
        self.over_limit.load(Ordering::Relaxed)
    }

    /// Waits for `time`, but only for a tenth of it once the pipe is closed, because
    /// the program usually exits right away then.
    pub(super) fn wait(&self, time: Duration) {
        if self.end.recv_timeout(time) == Err(RecvTimeoutError::Disconnected) {
            thread::sleep(time / 10);
        }
    }

    /// Everything that was printed. If a process that left the group still holds the
    /// pipe open, everything printed so far.
    pub(super) fn said(self) -> Output {
        let _ = self.end.recv_timeout(Duration::from_secs(1));
        Output(std::mem::take(
            &mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner),
        ))
    }
}
