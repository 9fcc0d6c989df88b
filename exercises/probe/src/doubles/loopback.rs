//! A loopback connection, for attempts that need a real socket.
//!
//! A verdict must not depend on the machine's speed. So the far end, which belongs to the
//! check, can wait until its bytes have arrived, and can see what the near end has not
//! read yet.

use std::{
    fmt::{self, Display},
    io::{self, Read, Write},
    net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::Arc,
    thread::sleep,
    time::Duration,
};

/// Creates a connected pair of sockets: the nonblocking near end for the attempt, and the
/// far end for the check.
///
/// The system chooses the port, so that checks can run in parallel.
///
/// # Errors
///
/// [`Refused`] if the system doesn't allow the sockets. A check should reject with the
/// error's message.
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
        // Another program might have connected to the port first.
        let (stream, from) = listener.accept()?;
        if from == near.local_addr()? {
            break stream;
        }
    };
    stream.set_nodelay(true)?;
    near.set_nonblocking(true)?;
    let near_clone = near.try_clone()?;
    Ok((near, FarEnd { stream: Arc::new(stream), near: Arc::new(near_clone) }))
}

/// The system refused to open a loopback socket.
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

/// The check's end of a connection. Clones refer to the same end and may be sent to other
/// threads.
///
/// It holds a second handle to the near end, to see what has arrived there, so the
/// connection is closed only when both ends are dropped.
#[derive(Clone, Debug)]
pub struct FarEnd {
    stream: Arc<TcpStream>,
    /// This handle and the attempt's have the same mode: both are nonblocking, or
    /// neither is.
    near: Arc<TcpStream>,
}

/// What has arrived at the near end and has not been read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing, for now.
    Nothing,
    /// This many bytes, up to 65,536.
    Bytes(usize),
    /// The end of the stream: all bytes have been read, and there will be no more.
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

/// How often, and at what interval, the far end checks whether bytes have arrived.
/// They arrive much sooner, unless the attempt has already read them.
const MAX_LOOKS: u32 = 300;
const LOOK_INTERVAL: Duration = Duration::from_millis(1);

impl FarEnd {
    /// Sends `bytes`, and waits until they have arrived. The near end must have read
    /// everything that was sent before.
    ///
    /// # Errors
    ///
    /// Any system error, for example because the near end is closed.
    pub fn send(&self, bytes: &[u8]) -> io::Result<()> {
        self.send_without_waiting(bytes)?;
        self.wait_for(|unread| match unread {
            Unread::Bytes(count) => count >= bytes.len(),
            _ => bytes.is_empty(),
        });
        Ok(())
    }

    /// Sends `bytes` without waiting until they have arrived. Use this if the near end
    /// may be read at the same time.
    ///
    /// # Errors
    ///
    /// Any system error, for example because the near end is closed.
    pub fn send_without_waiting(&self, bytes: &[u8]) -> io::Result<()> {
        (&*self.stream).write_all(bytes)
    }

    /// Closes the sending direction, and waits until the end of the stream has arrived.
    pub fn close(&self) {
        // This fails if the near end is already closed, and that is fine.
        self.stream.shutdown(Shutdown::Write).ok();
        self.wait_for(|unread| unread != Unread::Nothing);
        // While bytes are unread, the end of the stream, which follows them, can't be
        // seen.
        sleep(Duration::from_millis(5));
    }

    /// What has arrived at the near end and has not been read yet.
    pub fn unread(&self) -> Unread {
        match self.near.peek(&mut [0; 1 << 16]) {
            Ok(0) => Unread::End,
            Ok(count) => Unread::Bytes(count),
            Err(_) => Unread::Nothing,
        }
    }

    /// Reads and discards what has arrived, as if another task had read it first. Returns
    /// the number of bytes.
    pub fn take_back(&self) -> usize {
        (&*self.near).read(&mut [0; 1 << 16]).unwrap_or(0)
    }

    /// Waits until `arrived` returns `true`. This gives up after a while, because the
    /// attempt may already have read the bytes.
    fn wait_for(&self, arrived: impl Fn(Unread) -> bool) {
        for _ in 0..MAX_LOOKS {
            if arrived(self.unread()) {
                break;
            }
            sleep(LOOK_INTERVAL);
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
    fn bytes_have_arrived_when_send_returns() {
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
    fn the_end_comes_after_all_bytes() {
        let (mut near, far) = pair();
        far.send(&[7]).unwrap();
        far.close();
        assert_eq!(far.unread(), Unread::Bytes(1));
        assert_eq!(near.read(&mut [0; 8]).unwrap(), 1);
        assert_eq!(far.unread(), Unread::End);
        assert_eq!(near.read(&mut [0; 8]).unwrap(), 0);
    }

    #[test]
    fn bytes_that_were_taken_back_are_not_read() {
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
    fn send_returns_even_if_the_near_end_reads_immediately() {
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
    fn unread_data_is_described_in_words() {
        let all = [Unread::Nothing, Unread::Bytes(1), Unread::Bytes(2), Unread::End];
        let words = all.map(|it| it.to_string());
        assert_eq!(words, ["nothing", "1 byte", "2 bytes", "the end"]);
    }

    #[test]
    fn a_refusal_names_its_cause_and_does_not_blame_the_program() {
        let refused = Refused(ErrorKind::PermissionDenied.into()).to_string();
        assert!(refused.contains("permission denied. This says"), "{refused}");
    }
}
