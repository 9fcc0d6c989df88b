//! A peer at the other end of an in-memory pipe that follows a script: it reads a
//! request, sends a response in pieces with pauses between them, and then closes the
//! connection or keeps it open.
//!
//! It records the request, how much of its response was written, and whether the client
//! keeps reading without checking how many bytes it got.

use crate::{End, Observed, Shared, ensure, observe};
use std::{
    future::{Future, pending},
    io,
    marker::PhantomData,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{
        AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream, ReadBuf,
        duplex,
    },
    time::{sleep, timeout},
};

/// After this many empty reads, further reads never finish.
const MAX_EMPTY_READS: usize = 1000;

/// A peer that answers one request with prepared pieces.
#[derive(Clone, Debug)]
#[must_use = "it does nothing until it is connected"]
pub struct ScriptedPeer {
    pieces: Vec<Vec<u8>>,
    pause: Duration,
    width: usize,
    keeps_open: bool,
    listens: bool,
}

impl ScriptedPeer {
    /// The default pause before each piece.
    pub const PAUSE: Duration = Duration::from_millis(10);

    /// A peer that sends these pieces, with a pause before each, and then closes the
    /// connection.
    pub fn new(pieces: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Self {
        Self {
            pieces: pieces.into_iter().map(Into::into).collect(),
            pause: Self::PAUSE,
            width: 16 * 1024,
            keeps_open: false,
            listens: false,
        }
    }

    /// Sets the pause before each piece.
    pub fn pause(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    /// Sets the capacity of the pipe in bytes. The default is 16 KiB.
    pub fn width(self, width: usize) -> Self {
        Self { width, ..self }
    }

    /// Never closes the connection, even after the client has closed its end.
    pub fn keeps_open(self) -> Self {
        Self { keeps_open: true, ..self }
    }

    /// Before it answers, the peer reads what follows the request, until nothing
    /// arrives for the length of a pause.
    pub fn listens(self) -> Self {
        Self { listens: true, ..self }
    }

    /// Sends the same bytes, cut into pieces at these offsets.
    ///
    /// # Panics
    ///
    /// If the offsets are not in ascending order, or lie beyond the last byte.
    pub fn cut_at(self, cuts: &[usize]) -> Self {
        let mut rest = self.pieces.concat();
        let mut pieces: Vec<_> =
            cuts.iter().rev().map(|&cut| rest.split_off(cut)).collect();
        pieces.push(rest);
        pieces.reverse();
        Self { pieces, ..self }
    }

    /// Whether the peer never closes the connection.
    pub fn stays_open(&self) -> bool {
        self.keeps_open
    }

    /// Observes a client that is connected to this peer by a pipe. The request is complete
    /// when it ends with `request_end`.
    pub fn observe<T: 'static>(
        self,
        request_end: &'static [u8],
        client: impl AsyncFnOnce(PeerStream) -> T + 'static,
    ) -> (Observed<T>, Heard) {
        let (end, pipe) = duplex(self.width);
        let (heard, playing) = self.play_on(pipe, request_end);
        let (heard_too, _is_not_send) = (heard.clone(), PhantomData);
        let stream = PeerStream { pipe: end, heard: heard_too, _is_not_send };
        let observed = observe(async move {
            tokio::spawn(playing);
            client(stream).await
        });
        (observed, heard)
    }

    /// Follows the script on a stream that is already connected, such as a socket. The
    /// caller must spawn the returned future.
    pub fn play_on<S>(
        self,
        stream: S,
        request_end: &'static [u8],
    ) -> (Heard, impl Future<Output = io::Result<()>> + Send + 'static)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let heard = Heard { request_end, notes: Shared::default() };
        (heard.clone(), self.play(stream, heard))
    }

    async fn play<S>(self, mut stream: S, heard: Heard) -> io::Result<()>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        while !heard.is_whole() {
            let byte = stream.read_u8().await?;
            heard.notes.lock().request.push(byte);
        }
        if self.listens {
            let mut more = Vec::new();
            // If the client closes the connection, the future ends immediately.
            while let Ok(Ok(1..)) =
                timeout(self.pause, stream.read_buf(&mut more)).await
            {}
            heard.notes.lock().more = more;
        }
        for piece in self.pieces {
            sleep(self.pause).await;
            for part in piece.chunks(4096) {
                stream.write_all(part).await?;
                heard.notes.lock().taken += part.len();
            }
        }
        if self.keeps_open {
            pending::<()>().await;
        }
        Ok(())
    }
}

/// What a [`ScriptedPeer`] has recorded about its client. Clones share the same record.
#[derive(Clone, Debug)]
pub struct Heard {
    request_end: &'static [u8],
    notes: Shared<Notes>,
}

#[derive(Debug, Default)]
struct Notes {
    request: Vec<u8>,
    more: Vec<u8>,
    taken: usize,
    empty_reads: usize,
    reads_without_room: usize,
}

impl Heard {
    /// The request so far. Invalid UTF-8 is replaced.
    pub fn request(&self) -> String {
        String::from_utf8_lossy(&self.notes.lock().request).into_owned()
    }

    /// Whether the request is complete.
    pub fn is_whole(&self) -> bool {
        self.notes.lock().request.ends_with(self.request_end)
    }

    /// What followed the request. Empty unless the peer
    /// [listens](ScriptedPeer::listens).
    pub fn more(&self) -> Vec<u8> {
        self.notes.lock().more.clone()
    }

    /// How many bytes of the response have been written into the pipe.
    pub fn taken(&self) -> usize {
        self.notes.lock().taken
    }

    /// How many reads got no bytes because their buffer had no room.
    pub fn reads_without_room(&self) -> usize {
        self.notes.lock().reads_without_room
    }

    /// Whether the client has read 1,000 times without getting a byte, either past the
    /// end of the stream or into a buffer without room. After that, its reads never
    /// finish, so the client is stuck instead of spinning.
    pub fn reads_in_a_loop(&self) -> bool {
        self.notes.lock().empty_reads >= MAX_EMPTY_READS
    }

    /// Rejects a client that is stuck because its request is incomplete or because it
    /// reads in a loop. Does nothing otherwise.
    ///
    /// # Panics
    ///
    /// In both cases, the attempt is rejected.
    #[track_caller]
    pub fn explain_stuck<T>(&self, observed: &Observed<T>) {
        if !matches!(observed.end, End::Stuck { .. }) {
            return;
        }
        ensure!(
            observed,
            self.is_whole(),
            None,
            "it is stuck: the server has read {:?} of its request, and is waiting \
             for the rest",
            self.request()
        );
        let why = match self.reads_without_room() {
            0 => "past the end of the bytes, where each read returns 0 bytes",
            _ => "into a buffer without room, where each read returns 0 bytes",
        };
        let in_a_loop = self.reads_in_a_loop();
        ensure!(observed, !in_a_loop, None, "it reads over and over, {why}");
    }
}

/// The client's end of the pipe. It is not `Send`, so a client that requires `Send`
/// does not compile.
#[derive(Debug)]
pub struct PeerStream {
    pipe: DuplexStream,
    heard: Heard,
    _is_not_send: PhantomData<Rc<()>>,
}

impl AsyncRead for PeerStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.heard.reads_in_a_loop() {
            return Poll::Pending;
        }
        let (room, filled) = (buffer.remaining(), buffer.filled().len());
        let poll = Pin::new(&mut self.pipe).poll_read(cx, buffer);
        if poll.is_ready() && buffer.filled().len() == filled {
            let mut notes = self.heard.notes.lock();
            notes.empty_reads += 1;
            notes.reads_without_room += usize::from(room == 0);
        }
        poll
    }
}

impl AsyncWrite for PeerStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.pipe).poll_write(cx, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.pipe).poll_flush(cx)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.pipe).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::{Heard, PeerStream, ScriptedPeer};
    use crate::{End, Observed};
    use std::{panic::catch_unwind, time::Duration};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// Observes a client of this peer. A request is one line.
    fn play<T: 'static>(
        peer: ScriptedPeer,
        client: impl AsyncFnOnce(PeerStream) -> T + 'static,
    ) -> (Observed<T>, Heard) {
        peer.width(8).observe(b"\n", client)
    }

    #[test]
    fn pieces_come_after_the_request_each_after_a_pause() {
        let peer = ScriptedPeer::new(["abcdef"]).cut_at(&[1, 4]);
        let (observed, heard) = play(peer, async |mut stream| {
            stream.write_all(b"a request\n").await.unwrap();
            let mut read = Vec::new();
            while stream.read_buf(&mut read).await.unwrap() > 0 {
                read.push(b'|');
            }
            read
        });
        assert_eq!(observed.end, End::Done(b"a|bcd|ef|".to_vec()));
        assert_eq!(observed.took, Duration::from_millis(30));
        assert_eq!((heard.request(), heard.taken()), ("a request\n".into(), 6));
        // Reading the end of the stream once is not a loop.
        assert!(!heard.reads_in_a_loop());
    }

    #[test]
    fn a_peer_that_listens_records_what_comes_after_the_request() {
        for (peer, more) in [
            (ScriptedPeer::new(["."]).listens(), &b"another"[..]),
            (ScriptedPeer::new(["."]), &b""[..]),
        ] {
            let (_, heard) = play(peer, async |mut stream| {
                stream.write_all(b"one\nanother").await.unwrap();
                stream.read_u8().await.unwrap()
            });
            assert!(heard.is_whole());
            assert_eq!(heard.more(), more);
        }
    }

    /// The peer's explanation for a stuck client, if it has one.
    fn why_stuck(
        peer: ScriptedPeer,
        client: impl AsyncFnOnce(PeerStream) + 'static,
    ) -> Option<String> {
        let (observed, heard) = play(peer, client);
        assert!(matches!(observed.end, End::Stuck { .. }));
        let explained = catch_unwind(std::panic::AssertUnwindSafe(|| {
            heard.explain_stuck(&observed);
        }));
        explained.err().and_then(|it| crate::panic_words(&*it))
    }

    #[test]
    fn waiting_for_the_end_of_an_open_connection_is_not_explained() {
        let peer = ScriptedPeer::new(["abc"]).keeps_open();
        let why = why_stuck(peer, async |mut stream| {
            stream.write_all(b"\n").await.unwrap();
            stream.read_to_end(&mut Vec::new()).await.unwrap();
        });
        assert_eq!(why, None);
    }

    #[test]
    fn an_incomplete_request_is_explained() {
        let why = why_stuck(ScriptedPeer::new(["abc"]), async |mut stream| {
            stream.write_all(b"half").await.unwrap();
            stream.read_u8().await.unwrap();
        });
        assert!(why.unwrap().contains("the server has read \"half\""));
    }

    #[test]
    fn empty_reads_in_a_loop_are_explained() {
        for (room, words) in [(0, "without room"), (1, "past the end")] {
            let peer = ScriptedPeer::new(["abc"]);
            let why = why_stuck(peer, async move |mut stream| {
                stream.write_all(b"\n").await.unwrap();
                while stream.read(&mut [0][..room]).await.is_ok() {
                    // A read into an empty buffer never waits.
                    tokio::task::yield_now().await;
                }
            });
            let why = why.unwrap();
            assert!(why.contains("over and over") && why.contains(words), "{why}");
        }
    }
}
