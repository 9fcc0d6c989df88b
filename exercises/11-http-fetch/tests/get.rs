//! Servers of all kinds, and what a client may make of them.
//!
//! A server is a script: pieces with pauses, and then it hangs up or keeps the connection.
//! It runs on a pipe in memory, on the virtual clock; one test has a socket.

#[path = "../get.rs"]
mod get;

use get::{BODY_LIMIT, HEAD_LIMIT, Response};
use probe::{End, Observed, Rng, observe, time};
use std::{
    cell::RefCell,
    fmt::Display,
    future::pending,
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpListener},
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
    net::TcpStream,
    time::{sleep, timeout},
};

/// What a client may have read ahead when it finds that a limit is passed, the pipe
/// included.
const AHEAD: usize = 128 * 1024;
const PAUSE: Duration = Duration::from_millis(10);
const PIPE: usize = 16 * 1024;
/// How often a client may be told that there is nothing more to read.
const PATIENCE: usize = 1000;

#[test]
fn the_request_is_whole_and_asks_for_the_path() {
    let number = Rng::new().range(0..1000);
    for path in ["/".to_owned(), format!("/page/{number}")] {
        let script = Script { listens: true, ..Script::closing(ok("page")) };
        // So narrow that one `write` takes a part of the request only.
        let run = Run::over(8, &path, script);
        run.response();
        let request = run.request();
        let first = request.lines().next().unwrap_or_default();
        if first != format!("GET {path} HTTP/1.1") {
            let measured = format!("for {path:?} the request begins with {first:?}");
            run.observed.reject(None, measured);
        }
        let mut headers =
            request.lines().skip(1).filter_map(|it| it.split_once(':'));
        if !headers.any(|(name, value)| {
            name.eq_ignore_ascii_case("host") && value.trim() == "localhost"
        }) {
            let measured =
                format!("no `host: localhost` in the request {request:?}");
            run.observed.reject(None, measured);
        }
        let more = run.heard.borrow().more.escape_ascii().to_string();
        if !more.is_empty() {
            let measured =
                format!("behind the empty line of its request it sends \"{more}\"");
            run.observed.reject(None, measured);
        }
    }
}

#[test]
fn an_answer_in_one_piece_is_read() {
    for status in [200, 404, 100 + Rng::new().range(100..499)] {
        let answer = format!("HTTP/1.1 {status} So it is\r\n{}\r\nfour", length(4));
        let run = Run::new("/", Script::closing(answer));
        run.expect(status, b"four", None);
    }
}

#[test]
fn an_answer_in_pieces_is_whole() {
    let mut rng = Rng::new();
    let answer = ok("a page that comes in pieces");
    let every_byte = (1..answer.len()).collect();
    let some = (1..answer.len()).filter(|_| rng.range(0..8) == 0).collect();
    let head = answer.find("\r\n\r\n").expect("it has a head");
    // Before the body, in the middle of the empty line, and in the middle of the body.
    let fixed = [vec![head + 4], vec![head + 2], vec![head + 9], every_byte, some];
    for cuts in fixed {
        let script = Script::closing(&answer).cut_at(&cuts);
        let pieces = script.pieces.len();
        let run = Run::new("/", script);
        let run = run.given(format!("an answer in {pieces} pieces"));
        let belief = Some("one-read-one-answer");
        run.expect(200, b"a page that comes in pieces", belief);
    }
    let seconds = 7;
    let script = Script {
        pause: Duration::from_secs(seconds),
        ..Script::keeping(&answer).cut_at(&[head + 2, head + 9])
    };
    let run = Run::new("/", script);
    run.stuck_is("the-end-will-come");
    run.given(format!("an answer whose pieces come {seconds} s apart")).expect(
        200,
        b"a page that comes in pieces",
        None,
    );
}

#[test]
fn a_body_without_a_length_goes_to_the_end() {
    let answer =
        "HTTP/1.1 200 OK\r\nserver: test\r\n\r\nto the end\r\n\r\nof it\r\n";
    for cuts in [vec![], vec![41], vec![10, 50]] {
        let run = Run::new("/", Script::closing(answer).cut_at(&cuts));
        let run = run.given("an answer without a length");
        run.expect(200, b"to the end\r\n\r\nof it\r\n", None);
    }
    let body = "content-length: 2\r\n\r\nis no header here";
    let run =
        Run::new("/", Script::closing(format!("HTTP/1.1 200 OK\r\n\r\n{body}")));
    run.given("a body that looks like a header").expect(200, body.as_bytes(), None);
    let run = Run::new("/", Script::closing("HTTP/1.1 204 Empty\r\n\r\n"));
    run.given("an answer without any header").expect(204, b"", None);
}

#[test]
fn a_body_need_not_be_text() {
    let bodies = [
        ("a body that is no UTF-8", [0xff, 0x00, 0xc3, 0x28]),
        ("a body with blanks around it", *b"\n a\t"),
    ];
    for (given, body) in bodies {
        let mut answer = ok("....").into_bytes();
        let at = answer.len() - body.len();
        answer[at..].copy_from_slice(&body);
        let run = Run::new("/", Script::closing(answer));
        run.given(given).expect(200, &body, None);
    }
}

#[test]
fn with_a_length_it_returns_when_the_body_is_there() {
    for body in ["a body", ""] {
        let script = Script::keeping(ok(body)).cut_at(&[12]);
        let run = Run::new("/", script);
        let run = run.given("a server that keeps the connection open");
        let due = 2 * PAUSE;
        run.stuck_is("the-end-will-come");
        run.expect(200, body.as_bytes(), None);
        if run.observed.took != due {
            let (took, due) = (time(run.observed.took), time(due));
            let measured =
                format!("the body is there at {due}, and it returns at {took}");
            run.observed.reject(None, measured);
        }
    }
    let run = Run::new("/", Script::keeping(format!("{} and more", ok("a body"))));
    let run = run.given("more bytes than were named");
    run.stuck_is("the-end-will-come");
    run.expect(200, b"a body", None);
}

#[test]
fn the_length_is_found_however_it_is_spelled() {
    for header in ["Content-Length: 4", "content-length:4", "CONTENT-LENGTH:   4  "]
    {
        let answer = format!("HTTP/1.1 200 OK\r\nserver: x\r\n{header}\r\n\r\nfour");
        let run = Run::new("/", Script::keeping(answer));
        let run = run.given(format!("the header {header:?}"));
        if SPELLINGS.into_iter().any(stops_at) {
            run.stuck_is("headers-have-one-spelling");
            run.expect(200, b"four", Some("headers-have-one-spelling"));
        } else {
            run.stuck_is("the-end-will-come");
            run.expect(200, b"four", None);
        }
    }
    let alike = [
        ("x-content-length: 2", "a header whose name ends like another's"),
        ("content-length-hint: 2", "a header whose name begins like another's"),
        ("x: content-length: 2", "a header whose value looks like another"),
    ];
    for (header, given) in alike {
        let [one, other] =
            [[header, "content-length: 4"], ["content-length: 4", header]];
        for headers in [one, other] {
            let headers = headers.join("\r\n");
            let answer = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\nfour");
            let run = Run::new("/", Script::closing(answer));
            run.given(given).expect(200, b"four", None);
        }
    }
}

#[test]
fn a_short_answer_is_an_error() {
    let answer = ok("a page that is cut short");
    let head = answer.find("\r\n\r\n").expect("it has a head");
    for length in [0, 5, head, head + 3, head + 4, head + 10, answer.len() - 1] {
        let run = Run::new("/", Script::closing(&answer[..length]));
        let all = answer.len();
        let run =
            run.given(format!("an answer that ends after {length} of {all} bytes"));
        if let Ok(response) = run.result() {
            let measured = format!("it returned {}", described(response));
            run.observed.reject(run.belief("an-end-is-the-end"), measured);
        }
    }
}

#[test]
fn nonsense_is_an_error() {
    for answer in [
        "HTTP/1.1 OK\r\ncontent-length: 4\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: four\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: -4\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\nfour",
        "\r\n\r\nfour",
    ] {
        let run = Run::new("/", Script::closing(answer));
        let run = run.given(format!("the answer {answer:?}"));
        let spelled = || spelled_otherwise().then_some("headers-have-one-spelling");
        if let Ok(response) = run.result() {
            let measured = format!("it returned {}", described(response));
            run.observed.reject(spelled(), measured);
        }
        let half = &answer[..answer.len() - 2];
        let run = Run::new("/", Script::keeping(half));
        let run = run.given(format!("the answer {half:?}, and no end of it"));
        if run.has_been_heard() && matches!(run.observed.end, End::Stuck { .. }) {
            let measured = "it waits for more, and no more can make this right";
            run.observed.reject(spelled(), measured);
        }
        if let Ok(response) = run.result() {
            let measured = format!("it returned {}", described(response));
            run.observed.reject(spelled(), measured);
        }
    }
}

#[test]
fn the_limits_themselves_are_allowed() {
    let body = "b".repeat(BODY_LIMIT);
    // So wide that one read can give more than a head may have.
    let run = Run::over(8 * PIPE, "/", Script::keeping(ok(&body)));
    let run = run.given(format!("a body of {BODY_LIMIT} bytes"));
    run.stuck_is("the-end-will-come");
    run.expect_long(&body);
    let run =
        Run::new("/", Script::closing(format!("HTTP/1.1 200 OK\r\n\r\n{body}")));
    let run = run.given(format!("a body of {BODY_LIMIT} bytes without a length"));
    run.expect_long(&body);
    let run = Run::new("/", Script::closing(with_head_of(HEAD_LIMIT)));
    run.given(format!("a head of {HEAD_LIMIT} bytes, the empty line included"))
        .expect(200, b"four", None);
}

#[test]
fn a_little_too_much_is_refused() {
    // However the empty line is counted, this is too long.
    let length = HEAD_LIMIT + 5;
    let run = Run::new("/", Script::closing(with_head_of(length)));
    run.given(format!("a head of {length} bytes")).refused(HEAD_LIMIT);
    let length = BODY_LIMIT + 1;
    let body = "b".repeat(length);
    let run =
        Run::new("/", Script::closing(format!("HTTP/1.1 200 OK\r\n\r\n{body}")));
    run.given(format!("a body of {length} bytes without a length"))
        .refused(BODY_LIMIT);
}

/// An answer whose head takes so many bytes, from its first to the empty line's last.
fn with_head_of(bytes: usize) -> String {
    let mut head = format!("HTTP/1.1 200 OK\r\n{}x: ", length(4));
    head.push_str(&"f".repeat(bytes - head.len() - 4));
    head + "\r\n\r\nfour"
}

#[test]
fn a_length_beyond_the_limit_is_refused_at_once() {
    let drawn = BODY_LIMIT + Rng::new().range(1..100_000_000) as usize;
    for length in [BODY_LIMIT + 1, drawn] {
        let answer = format!("HTTP/1.1 200 OK\r\n{}\r\nfour", self::length(length));
        let run = Run::new("/", Script::keeping(answer));
        let run = run.given(format!("an answer that claims {length} bytes"));
        run.stuck_is(if stops_at("content-length: 4") {
            "the-other-side-is-reasonable"
        } else {
            "the-end-will-come"
        });
        if let Ok(response) = run.result() {
            let measured =
                format!("it returned a body of {} bytes", response.body.len());
            run.observed
                .reject(run.belief("the-other-side-is-reasonable"), measured);
        }
    }
}

#[test]
fn an_endless_body_is_refused_in_time() {
    let run = Run::new("/", Script::flood("HTTP/1.1 200 OK\r\n\r\n", "body", 20));
    run.refused_within("a body without an end", BODY_LIMIT);
}

#[test]
fn an_endless_head_is_refused_in_time() {
    let run =
        Run::new("/", Script::flood("HTTP/1.1 200 OK\r\n", "name: value\r\n", 4));
    run.refused_within("a head without an end", HEAD_LIMIT);
    let run = Run::new("/", Script::flood("HTTP/1.1 200 OK\r\n", "noname", 4));
    run.refused_within("a header without an end", HEAD_LIMIT);
}

#[test]
fn it_works_over_a_socket() {
    let simple = Run::new("/", Script::closing(ok("four")));
    simple.response();
    let number = Rng::new().range(0..1000);
    match over_a_socket(&format!("/{number}")) {
        Ok(Ok(response)) => {
            let body = format!("page /{number}");
            if response.status != 200 || response.body != body.as_bytes() {
                let described = described(&response);
                probe::reject(
                    None,
                    format!("over a socket it returned {described}"),
                );
            }
        }
        Ok(Err(error)) => {
            probe::reject(None, format!("over a socket it failed: {error}"))
        }
        // It has been judged without.
        Err(error) => println!("this system refuses sockets on loopback: {error}"),
    }
}

/// The outer error is the system's, the inner one the client's.
fn over_a_socket(path: &str) -> io::Result<io::Result<Response>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let stream = runtime.block_on(TcpStream::connect(address))?;
    let (mut server, _) = listener.accept()?;
    std::thread::spawn(move || {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            server.read_exact(&mut byte)?;
            request.extend(byte);
        }
        let request = String::from_utf8_lossy(&request).into_owned();
        let path = request.split(' ').nth(1).unwrap_or_default();
        server.write_all(ok(&format!("page {path}")).as_bytes())
    });
    Ok(runtime.block_on(get::get(stream, path)))
}

/// Ways to write one header. Who waits for the end of the bytes, however it is written, has
/// no other trouble yet.
const SPELLINGS: [&str; 4] = [
    "content-length: 4",
    "Content-Length: 4",
    "CONTENT-LENGTH: 4",
    "content-length:4",
];

/// Whether it ends with the body, if the header is written like that.
fn stops_at(header: &str) -> bool {
    let answer = format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\nfour");
    let run = Run::new("/", Script::keeping(answer));
    matches!(run.observed.end, End::Done(Ok(_)))
}

/// Whether it knows about lengths, but does not find this one.
fn spelled_otherwise() -> bool {
    let [usual, others @ ..] = SPELLINGS;
    !stops_at(usual) && others.into_iter().any(stops_at)
}

/// Whether it reads the simplest answer. Who does not, has a trouble that shows everywhere.
fn reads_at_all() -> bool {
    let run = Run::new("/", Script::closing(ok("four")));
    matches!(&run.observed.end, End::Done(Ok(it)) if it.status == 200 && it.body == b"four")
}

/// Bytes as they stand in a Rust literal, and not too many of them.
fn described(Response { status, body }: &Response) -> String {
    let (shown, dots) = match body.get(..40) {
        Some(begin) => (begin, "…"),
        None => (&body[..], ""),
    };
    let shown = shown.escape_ascii();
    let length = body.len();
    format!("status {status} and a body of {length} bytes, \"{shown}\"{dots}")
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{}\r\n{body}", length(body.len()))
}

fn length(length: usize) -> String {
    format!("content-length: {length}\r\n")
}

/// What a server sends when it has read a request, and how it ends.
struct Script {
    pieces: Vec<Vec<u8>>,
    /// How often the last piece is sent again.
    again: usize,
    keeps: bool,
    /// Between the pieces, and before the first.
    pause: Duration,
    /// It waits for what comes behind the request before it answers.
    listens: bool,
}

impl Script {
    fn closing(answer: impl AsRef<[u8]>) -> Self {
        Self {
            pieces: vec![answer.as_ref().to_vec()],
            again: 0,
            keeps: false,
            pause: PAUSE,
            listens: false,
        }
    }

    fn keeping(answer: impl AsRef<[u8]>) -> Self {
        Self { keeps: true, ..Self::closing(answer) }
    }

    /// Much more than the limit, and yet it ends: who reads to the end comes to one.
    fn flood(begin: &str, part: &str, again: usize) -> Self {
        let piece = part.repeat(64 * 1024 / part.len());
        let pieces = vec![begin.into(), piece.into()];
        Self { pieces, again, ..Self::closing(begin) }
    }

    fn cut_at(mut self, cuts: &[usize]) -> Self {
        let mut rest = self.pieces.concat();
        self.pieces = Vec::new();
        for &cut in cuts.iter().rev() {
            self.pieces.push(rest.split_off(cut));
        }
        self.pieces.push(rest);
        self.pieces.reverse();
        self
    }

    async fn play(
        self,
        mut stream: DuplexStream,
        heard: Rc<RefCell<Heard>>,
    ) -> io::Result<()> {
        while !heard.borrow().request.ends_with(b"\r\n\r\n") {
            let byte = stream.read_u8().await?;
            heard.borrow_mut().request.push(byte);
        }
        if self.listens {
            let mut more = Vec::new();
            // A client that says that it has no more to ask ends this at once.
            while let Ok(Ok(1..)) = timeout(PAUSE, stream.read_buf(&mut more)).await
            {
            }
            heard.borrow_mut().more = more;
        }
        let last = self.pieces.last().cloned().unwrap_or_default();
        let again = std::iter::repeat_n(last, self.again);
        for piece in self.pieces.into_iter().chain(again) {
            sleep(self.pause).await;
            for part in piece.chunks(4096) {
                stream.write_all(part).await?;
                heard.borrow_mut().taken += part.len();
            }
        }
        if self.keeps {
            // Also if the client says that it has nothing more to ask.
            pending::<()>().await;
        }
        Ok(())
    }
}

/// What the server noticed of its client.
#[derive(Default)]
struct Heard {
    request: Vec<u8>,
    /// What came behind the request.
    more: Vec<u8>,
    /// How many bytes of the answer the pipe took.
    taken: usize,
    /// How often a read gave nothing: behind the end, or into a buffer without room.
    vain: usize,
    /// How many of these had no room.
    without_room: usize,
}

/// The client's end of the pipe. A client that does not see the end, and reads in vain for
/// ever, is stopped by it: it spins no more, and counts as stuck.
struct Watched {
    stream: DuplexStream,
    heard: Rc<RefCell<Heard>>,
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.heard.borrow().vain >= PATIENCE {
            return Poll::Pending;
        }
        let (room, filled) = (buffer.remaining(), buffer.filled().len());
        let poll = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if poll.is_ready() && buffer.filled().len() == filled {
            let mut heard = self.heard.borrow_mut();
            heard.vain += 1;
            heard.without_room += usize::from(room == 0);
        }
        poll
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

struct Run {
    observed: Observed<io::Result<Response>>,
    heard: Rc<RefCell<Heard>>,
}

impl Run {
    fn new(path: &str, script: Script) -> Self {
        Self::over(PIPE, path, script)
    }

    fn over(pipe: usize, path: &str, script: Script) -> Self {
        // Each test draws, so that each says how to repeat it.
        Rng::new();
        let heard = Rc::new(RefCell::new(Heard::default()));
        let (path, noted) = (path.to_owned(), Rc::clone(&heard));
        let observed = observe(async move {
            let (client, server) = duplex(pipe);
            let client = Watched { stream: client, heard: Rc::clone(&noted) };
            tokio::task::spawn_local(script.play(server, noted));
            get::get(client, &path).await
        });
        Self { observed, heard }
    }

    fn given(self, what: impl Display) -> Self {
        if matches!(&self.observed.end, End::Panicked(words) if words.contains("implemented"))
        {
            // What is not written yet fails everywhere alike, and is told once.
            return self;
        }
        Self { observed: self.observed.given(what), ..self }
    }

    fn request(&self) -> String {
        String::from_utf8_lossy(&self.heard.borrow().request).into_owned()
    }

    fn has_been_heard(&self) -> bool {
        self.request().ends_with("\r\n\r\n")
    }

    /// The belief, unless a simpler trouble explains what happened.
    fn belief<'a>(&self, belief: &'a str) -> Option<&'a str> {
        if spelled_otherwise() {
            return Some("headers-have-one-spelling");
        }
        reads_at_all().then_some(belief)
    }

    /// What was returned. Who is stuck before the request is whole waits for an answer to
    /// half a question.
    #[track_caller]
    fn result(&self) -> &io::Result<Response> {
        if matches!(self.observed.end, End::Stuck { .. }) {
            let request = self.request();
            if !self.has_been_heard() {
                let measured = format!(
                    "it is stuck: of its request, the server has read {request:?}, and \
                     waits for the empty line"
                );
                self.observed.reject(None, measured);
            }
            self.not_in_vain();
        }
        self.observed.output(None)
    }

    /// Who reads on and on and gets nothing has not asked how many bytes came.
    #[track_caller]
    fn not_in_vain(&self) {
        let Heard { vain, without_room, .. } = *self.heard.borrow();
        if vain >= PATIENCE {
            let why = if without_room > 0 {
                "into a buffer without room, which gives 0 bytes each time"
            } else {
                "behind the end of the bytes, where each read gives 0 of them"
            };
            let measured = format!("it reads on and on, {why}");
            self.observed.reject(None, measured);
        }
    }

    /// In what it failed, and a frequent reason.
    fn failed(&self, error: &io::Error) -> String {
        let why = match self.heard.borrow().without_room {
            0 => "",
            _ => " (it has read into a buffer without room: that gives 0 bytes)",
        };
        format!("it failed: {error}{why}")
    }

    #[track_caller]
    fn response(&self) -> &Response {
        match self.result() {
            Ok(response) => response,
            Err(error) => self.observed.reject(None, self.failed(error)),
        }
    }

    /// Names the belief of who is stuck although the server has heard everything.
    #[track_caller]
    fn stuck_is(&self, belief: &str) {
        if self.has_been_heard() && matches!(self.observed.end, End::Stuck { .. }) {
            self.not_in_vain();
            self.observed.output(self.belief(belief));
        }
    }

    #[track_caller]
    fn expect(&self, status: u64, body: &[u8], belief: Option<&str>) {
        let measured = match self.result() {
            Err(error) => self.failed(error),
            Ok(it) if u64::from(it.status) != status => {
                format!("the status is {status}, and it returned {}", it.status)
            }
            Ok(it) if it.body != body => {
                let (body, returned) = (body.escape_ascii(), it.body.escape_ascii());
                format!("the body is \"{body}\", and it returned \"{returned}\"")
            }
            Ok(_) => return,
        };
        self.observed.reject(belief.and_then(|it| self.belief(it)), measured)
    }

    #[track_caller]
    fn expect_long(&self, body: &str) {
        let response = self.response();
        if response.body != body.as_bytes() {
            let measured = match response.body.len() {
                length if length == body.len() => "it returned others".to_owned(),
                length => format!("it returned {length} bytes"),
            };
            self.observed.reject(None, measured);
        }
    }

    #[track_caller]
    fn refused_within(self, given: &str, limit: usize) {
        let run = self.given(given);
        run.result();
        let taken = run.heard.borrow().taken;
        if taken > limit + AHEAD {
            let measured =
                format!("the limit is {limit} bytes, and it read about {taken}");
            run.observed
                .reject(run.belief("the-other-side-is-reasonable"), measured);
        }
        run.refused(limit);
    }

    /// Rejects what is no error.
    #[track_caller]
    fn refused(&self, limit: usize) {
        if let Ok(response) = self.result() {
            let length = response.body.len();
            let measured = format!(
                "the limit is {limit} bytes, and it returned a body of {length} bytes \
                 instead of an error"
            );
            // One that has not even read so far has another trouble.
            let belief = (length > limit).then_some("the-other-side-is-reasonable");
            self.observed.reject(belief, measured);
        }
    }
}
