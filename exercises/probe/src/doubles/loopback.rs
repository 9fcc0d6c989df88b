//! A connection of this machine with itself, for attempts that need a real socket.
//!
//! No verdict should depend on the machine's speed. So the far end knows when what it
//! has sent has arrived, and can look into what the near end has not read yet.

use std::{
    fmt::{self, Display},
    io::{self, Read, Write},
    net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::Arc,
    thread::sleep,
    time::Duration,
};

/// Makes a connected pair of sockets: the near end, which is for the attempt and
/// nonblocking, and the far end, which is for the check.
///
/// The system chooses the port, so that checks can run next to each other.
///
/// # Errors
///
/// [`Refused`], on a machine that doesn't allow it. A check rejects with these words.
pub fn loopback() -> Result<(TcpStream, FarEnd), Refused> {
    connect().map_err(Refused)
}

fn connect() -> io::Result<(TcpStream, FarEnd)> {
    let local = [
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
    ];
    let listener = TcpListener::bind(&local[..])?;
    let near = TcpStream::connect(listener.local_addr()?)?;
    let stream = loop {
        // Another program on this machine may have connected to the port.
        let (stream, from) = listener.accept()?;
        if from == near.local_addr()? {
            break stream;
        }
    };
    stream.set_nodelay(true)?;
    near.set_nonblocking(true)?;
    let window = near.try_clone()?;
    Ok((near, FarEnd { stream: Arc::new(stream), window: Arc::new(window) }))
}

/// The system gives no sockets.
#[derive(Debug)]
pub struct Refused(io::Error);

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "this check needs loopback sockets, but the system refused to open one: \
             {}. This says nothing about your program.",
            self.0
        )
    }
}

/// The other end of a connection. Clones are the same end, and any thread may have one.
///
/// It holds a second handle of the near end, to see what has arrived there. The
/// connection is closed when both ends are dropped.
#[derive(Clone, Debug)]
pub struct FarEnd {
    stream: Arc<TcpStream>,
    /// Shares the near end's mode, so that it's nonblocking as long as that is.
    window: Arc<TcpStream>,
}

/// What has arrived at the near end, and has not been read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing now.
    Nothing,
    /// This many bytes. More than 65,536 are not counted.
    Bytes(usize),
    /// All bytes have been read, and there will be no more.
    End,
}

impl Unread {
    /// Whether there are bytes.
    pub fn is_bytes(self) -> bool {
        matches!(self, Self::Bytes(_))
    }
}

impl Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing"),
            Self::Bytes(1) => f.write_str("1 byte"),
            Self::Bytes(count) => write!(f, "{count} bytes"),
            Self::End => f.write_str("the end"),
        }
    }
}

/// How long the far end waits for bytes to arrive. It takes far less, unless an
/// attempt has read them at once.
const PATIENCE: u32 = 300;
const LOOK: Duration = Duration::from_millis(1);

impl FarEnd {
    /// Sends `bytes` to a near end that has read all that was sent before, and
    /// returns when they have arrived.
    ///
    /// # Errors
    ///
    /// The system's, such as that the near end is closed.
    pub fn send(&self, bytes: &[u8]) -> io::Result<()> {
        self.send_without_waiting(bytes)?;
        self.wait_for(|unread| match unread {
            Unread::Bytes(count) => count >= bytes.len(),
            _ => bytes.is_empty(),
        });
        Ok(())
    }

    /// Sends `bytes`, and does not wait for them to arrive: for a near end that may be
    /// read at the same time.
    ///
    /// # Errors
    ///
    /// The system's, such as that the near end is closed.
    pub fn send_without_waiting(&self, bytes: &[u8]) -> io::Result<()> {
        (&*self.stream).write_all(bytes)
    }

    /// Sends the end, and returns when it has arrived.
    pub fn close(&self) {
        // It fails if the near end has been closed, and then no one asks for the end.
        self.stream.shutdown(Shutdown::Write).ok();
        self.wait_for(|unread| unread != Unread::Nothing);
        // Behind bytes the end can't be seen.
        sleep(Duration::from_millis(5));
    }

    /// What has arrived at the near end, and has not been read yet.
    pub fn unread(&self) -> Unread {
        match self.window.peek(&mut [0; 1 << 16]) {
            Ok(0) => Unread::End,
            Ok(count) => Unread::Bytes(count),
            Err(_) => Unread::Nothing,
        }
    }

    /// Takes back what has arrived, as if another task had read it first, and returns
    /// how many bytes these were.
    pub fn take_back(&self) -> usize {
        (&*self.window).read(&mut [0; 1 << 16]).unwrap_or(0)
    }

    /// Waits until the near end has it, or for so long that there must be another
    /// reason, such as an attempt that has read it already.
    fn wait_for(&self, arrived: impl Fn(Unread) -> bool) {
        for _ in 0..PATIENCE {
            if arrived(self.unread()) {
                break;
            }
            sleep(LOOK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{io::ErrorKind, thread};

    fn pair() -> (TcpStream, FarEnd) {
        loopback().expect("this machine has sockets")
    }

    #[test]
    fn what_was_sent_has_arrived() {
        let (mut near, far) = pair();
        let (_other_near, other_far) = pair();
        let nothing = near.read(&mut [0; 8]).unwrap_err();
        assert_eq!(nothing.kind(), ErrorKind::WouldBlock);
        assert_eq!(far.unread(), Unread::Nothing);

        far.send(&[1, 2, 3]).unwrap();
        assert_eq!(far.unread(), Unread::Bytes(3));
        assert_eq!(other_far.unread(), Unread::Nothing);
        let mut buffer = [0; 8];
        assert_eq!(near.read(&mut buffer).unwrap(), 3);
        assert_eq!(buffer[..3], [1, 2, 3]);
        assert_eq!(far.unread(), Unread::Nothing);
    }

    #[test]
    fn the_end_comes_behind_all_bytes() {
        let (mut near, far) = pair();
        far.send(&[7]).unwrap();
        far.close();
        assert_eq!(far.unread(), Unread::Bytes(1));
        assert_eq!(near.read(&mut [0; 8]).unwrap(), 1);
        assert_eq!(far.unread(), Unread::End);
        assert_eq!(near.read(&mut [0; 8]).unwrap(), 0);
    }

    #[test]
    fn what_was_taken_back_is_not_read() {
        let (mut near, far) = pair();
        far.send(&[1, 2]).unwrap();
        assert_eq!(far.take_back(), 2);
        assert_eq!(far.take_back(), 0);
        let nothing = near.read(&mut [0; 8]).unwrap_err();
        assert_eq!(nothing.kind(), ErrorKind::WouldBlock);
        far.send(&[3]).unwrap();
        assert_eq!(near.read(&mut [0; 8]).unwrap(), 1);
    }

    #[test]
    fn a_near_end_that_reads_at_once_does_not_keep_the_far_end_waiting() {
        let (mut near, far) = pair();
        let reader = thread::spawn(move || {
            while near.read(&mut [0; 8]).is_err() {
                thread::yield_now();
            }
        });
        far.send(&[1, 2, 3]).unwrap();
        reader.join().unwrap();
        far.send_without_waiting(&[4]).unwrap();
    }

    #[test]
    fn what_is_unread_is_told_in_words() {
        let all = [Unread::Nothing, Unread::Bytes(1), Unread::Bytes(2), Unread::End];
        let said = all.map(|it| it.to_string());
        assert_eq!(said, ["nothing", "1 byte", "2 bytes", "the end"]);
    }

    #[test]
    fn a_refusal_clears_the_program() {
        let refused = Refused(ErrorKind::PermissionDenied.into()).to_string();
        assert!(refused.contains("permission denied. This says"), "{refused}");
    }
}
