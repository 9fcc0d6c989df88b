//! What a program says, up to the flood.

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

/// More output than this is a flood. A check's explanation with pictures takes a hundredth.
const OUTPUT: usize = 1 << 20;

/// All that was said, or its beginning and its end.
#[derive(Default)]
pub(crate) struct Said(Vec<u8>);

impl Said {
    pub(crate) fn is_flood(&self) -> bool {
        self.0.len() > OUTPUT
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }

    /// The first and the last of the lines that are `wanted`, each cut to a width that
    /// can be read.
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

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// A pipe that a thread of ours reads to its end, or to the flood.
pub(super) struct Pipe {
    bytes: Arc<Mutex<Vec<u8>>>,
    flooded: Arc<AtomicBool>,
    end: mpsc::Receiver<()>,
}

impl Pipe {
    pub(super) fn read(mut pipe: impl Read + Send + 'static) -> Self {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let flooded = Arc::new(AtomicBool::new(false));
        let (sender, end) = mpsc::channel();
        let (filled, is_flooded) = (Arc::clone(&bytes), Arc::clone(&flooded));
        thread::spawn(move || {
            let _sender = sender;
            let mut chunk = [0; 8192];
            // A pipe that breaks in the middle has said what it had to say.
            while let Ok(read @ 1..) = pipe.read(&mut chunk) {
                let mut filled =
                    filled.lock().unwrap_or_else(PoisonError::into_inner);
                filled.extend(&chunk[..read]);
                if filled.len() > OUTPUT {
                    is_flooded.store(true, Ordering::Relaxed);
                    break;
                }
            }
        });
        Self { bytes, flooded, end }
    }

    pub(super) fn is_flooded(&self) -> bool {
        self.flooded.load(Ordering::Relaxed)
    }

    /// Waits for so long, or hardly at all when the pipe has ended: then its program does
    /// so as well, as a rule.
    pub(super) fn wait(&self, time: Duration) {
        if self.end.recv_timeout(time) == Err(RecvTimeoutError::Disconnected) {
            thread::sleep(time / 10);
        }
    }

    /// All that was said; if somebody who left the group still holds the pipe, all so far.
    pub(super) fn said(self) -> Said {
        let _ = self.end.recv_timeout(Duration::from_secs(1));
        Said(std::mem::take(
            &mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner),
        ))
    }
}
