//! A pipe that holds a program back until the runner lets it continue.
//!
//! The pipe is the program's standard output, and it is filled before the program starts.
//! So the program blocks on the first line that it prints, until the pipe is read.
//! libtest prints its first line after it has opened its log, and before it starts a
//! test. By the time that line is read, the log no longer has a path: see
//! [`super::run_sealed`].

use std::{
    io::{self, PipeReader, PipeWriter, Read, Write},
    thread,
};

/// How many bytes fill the pipe: more than any system's pipe holds. A pipe of Linux holds
/// 16 pages, one of macOS at most 64 KiB, and Windows queues a write as a whole.
fn filling() -> usize {
    #[cfg(unix)]
    let page = rustix::param::page_size();
    #[cfg(not(unix))]
    let page = 4096;
    32 * page
}

/// A closed gate: nothing can be written to the pipe.
pub(super) struct Gate {
    pipe: PipeReader,
    filling: usize,
}

impl Gate {
    /// A closed gate, and the program's end of its pipe.
    ///
    /// # Errors
    ///
    /// If the system can't create another pipe.
    pub(super) fn closed() -> io::Result<(Self, PipeWriter)> {
        let (mut pipe, writer) = io::pipe()?;
        let filling = filling();
        let mut filler = writer.try_clone()?;
        thread::spawn(move || {
            // This fails if the reader is dropped first.
            let _ = filler.write_all(&vec![0; filling]);
        });
        // The write either fills the pipe before anything can be read, or is queued as a
        // whole. So once the first byte is there, other processes' writes have to wait.
        pipe.read_exact(&mut [0])?;
        Ok((Self { pipe, filling: filling - 1 }, writer))
    }

    /// Opens the gate. The reader returns the program's output.
    pub(super) fn open(self) -> impl Read + Send + 'static {
        Opened { pipe: self.pipe, filling: self.filling }
    }
}

struct Opened {
    pipe: PipeReader,
    /// The number of filler bytes that are still in the pipe.
    filling: usize,
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.pipe.read(buffer)?;
            let filling = self.filling.min(read);
            if read == 0 || filling == 0 {
                return Ok(read);
            }
            if filling == read && is_filling(&buffer[..read]) {
                self.filling -= read;
                continue;
            }
            // The program's output may be in the middle of the filler.
            let mut kept = 0;
            for index in 0..read {
                if buffer[index] == 0 && self.filling > 0 {
                    self.filling -= 1;
                } else {
                    buffer[kept] = buffer[index];
                    kept += 1;
                }
            }
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

/// Compares whole slices, because the filler is long.
fn is_filling(bytes: &[u8]) -> bool {
    const NONE: [u8; 4096] = [0; 4096];
    bytes.chunks(NONE.len()).all(|it| *it == NONE[..it.len()])
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use std::{
        io::{Read, Write},
        sync::mpsc,
        thread,
        time::Duration,
    };

    #[test]
    fn a_write_waits_until_the_gate_opens_and_arrives_without_the_filling() {
        let (gate, mut writer) = Gate::closed().unwrap();
        let (tell, written) = mpsc::channel();
        let program = thread::spawn(move || {
            writer.write_all(b"running 1 test\n").unwrap();
            tell.send(()).unwrap();
            writer.write_all(b"a\0b\n").unwrap();
        });
        // A write that doesn't block takes far less time.
        let waits = written.recv_timeout(Duration::from_millis(200));
        assert_eq!(waits, Err(mpsc::RecvTimeoutError::Timeout));
        let mut text = String::new();
        gate.open().read_to_string(&mut text).unwrap();
        program.join().unwrap();
        assert_eq!(text.replace('\0', ""), "running 1 test\nab\n");
        assert!(text.len() <= "running 1 test\na\0b\n".len(), "{}", text.len());
    }
}
