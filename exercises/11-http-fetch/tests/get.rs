//! Servers of all kinds, and what a client may make of them.
//!
//! A server is a script: pieces with pauses, and then it hangs up or keeps the connection.
//! It runs on a pipe in memory, on the virtual clock; one test has a socket.

#[path = "../get.rs"]
mod get;

use get::{BODY_LIMIT, HEAD_LIMIT, Response};
use probe::{End, Observed, Seed, observe, time};
use std::{
    cell::RefCell,
    fmt::Display,
    future::pending,
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpListener},
    rc::Rc,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    net::TcpStream,
    time::sleep,
};

/// What a client may have read ahead when it finds that a limit is passed, the pipe
/// included.
const AHEAD: usize = 512 * 1024;
const PAUSE: Duration = Duration::from_millis(10);

#[test]
fn the_request_is_whole_and_asks_for_the_path() {
    let number = Seed::new().within(0..1000);
    for path in ["/".to_owned(), format!("/page/{number}")] {
        let run = Run::new(&path, Script::closing(ok("page")));
        run.response();
        let request = run.request();
        let first = request.lines().next().unwrap_or_default();
        if first != format!("GET {path} HTTP/1.1") {
            let measured = format!("for {path:?} the request begins with {first:?}");
            run.observed.reject(None, measured);
        }
        let mut headers = request.lines().skip(1).map(str::to_ascii_lowercase);
        if !headers.any(|it| it.starts_with("host:")) {
            run.observed.reject(None, format!("no host in the request {request:?}"));
        }
    }
}

#[test]
fn an_answer_in_one_piece_is_read() {
    for status in [200, 404, 100 + Seed::new().within(100..499)] {
        let answer = format!("HTTP/1.1 {status} So it is\r\n{}\r\nfour", length(4));
        let run = Run::new("/", Script::closing(answer));
        run.expect(status, b"four", None);
    }
}

#[test]
fn an_answer_in_pieces_is_whole() {
    let mut seed = Seed::new();
    let answer = ok("a page that comes in pieces");
    let every_byte = (1..answer.len()).collect();
    let some = (1..answer.len()).filter(|_| seed.within(0..8) == 0).collect();
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
}

#[test]
fn a_body_without_a_length_goes_to_the_end() {
    let answer = "HTTP/1.1 200 OK\r\nserver: test\r\n\r\nto the end\r\n\r\nof it";
    for cuts in [vec![], vec![41], vec![10, 50]] {
        let run = Run::new("/", Script::closing(answer).cut_at(&cuts));
        let run = run.given("an answer without a length");
        run.expect(200, b"to the end\r\n\r\nof it", None);
    }
    let run = Run::new("/", Script::closing("HTTP/1.1 204 Empty\r\n\r\n"));
    run.given("an answer without any header").expect(204, b"", None);
}

#[test]
fn a_body_need_not_be_text() {
    let mut answer = ok("....").into_bytes();
    let body = [0xff, 0x00, 0xc3, 0x28];
    let at = answer.len() - body.len();
    answer[at..].copy_from_slice(&body);
    let run = Run::new("/", Script::closing(answer));
    run.given("a body that is no UTF-8").expect(200, &body, None);
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
        if stops_at_a_length() {
            run.stuck_is("headers-have-one-spelling");
            run.expect(200, b"four", Some("headers-have-one-spelling"));
        } else {
            run.stuck_is("the-end-will-come");
            run.expect(200, b"four", None);
        }
    }
    let answer =
        "HTTP/1.1 200 OK\r\nx-content-length: 2\r\ncontent-length: 4\r\n\r\nfour";
    let run = Run::new("/", Script::closing(answer));
    run.given("a header whose name ends like another's").expect(200, b"four", None);
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
            let measured = format!("it returned {response:?}");
            run.observed.reject("an-end-is-the-end", measured);
        }
    }
}

#[test]
fn nonsense_is_an_error() {
    for answer in [
        "HTTP/1.1 OK\r\ncontent-length: 4\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: four\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\nfour",
        "\r\n\r\nfour",
    ] {
        let run = Run::new("/", Script::closing(answer));
        let run = run.given(format!("the answer {answer:?}"));
        if let Ok(response) = run.result() {
            run.observed.reject(None, format!("it returned {response:?}"));
        }
    }
}

#[test]
fn the_limits_themselves_are_allowed() {
    let body = "b".repeat(BODY_LIMIT);
    let run = Run::new("/", Script::keeping(ok(&body)));
    let run = run.given(format!("a body of {BODY_LIMIT} bytes"));
    run.stuck_is("the-end-will-come");
    run.expect_long(&body);
    let run =
        Run::new("/", Script::closing(format!("HTTP/1.1 200 OK\r\n\r\n{body}")));
    let run = run.given(format!("a body of {BODY_LIMIT} bytes without a length"));
    run.expect_long(&body);
    let filler = "f".repeat(HEAD_LIMIT / 2);
    let answer = format!("HTTP/1.1 200 OK\r\nx: {filler}\r\n{}\r\nfour", length(4));
    let run = Run::new("/", Script::closing(answer));
    run.given(format!("a head of {} bytes", HEAD_LIMIT / 2))
        .expect(200, b"four", None);
}

#[test]
fn a_length_beyond_the_limit_is_refused_at_once() {
    let drawn = BODY_LIMIT + Seed::new().within(1..100_000_000) as usize;
    for length in [BODY_LIMIT + 1, drawn] {
        let answer = format!("HTTP/1.1 200 OK\r\n{}\r\nfour", self::length(length));
        let run = Run::new("/", Script::keeping(answer));
        let run = run.given(format!("an answer that claims {length} bytes"));
        run.stuck_is(if stops_at_a_length() {
            "the-other-side-is-reasonable"
        } else {
            "the-end-will-come"
        });
        if let Ok(response) = run.result() {
            let measured =
                format!("it returned a body of {} bytes", response.body.len());
            run.observed.reject("the-other-side-is-reasonable", measured);
        }
    }
}

#[test]
fn an_endless_body_is_refused_in_time() {
    let run = Run::new("/", Script::flood("HTTP/1.1 200 OK\r\n\r\n", "body", 64));
    run.refused_within("a body without an end", BODY_LIMIT);
}

#[test]
fn an_endless_head_is_refused_in_time() {
    let run =
        Run::new("/", Script::flood("HTTP/1.1 200 OK\r\n", "name: value\r\n", 16));
    run.refused_within("a head without an end", HEAD_LIMIT);
    let run = Run::new("/", Script::flood("HTTP/1.1 200 OK\r\n", "noname", 16));
    run.refused_within("a header without an end", HEAD_LIMIT);
}

#[test]
fn it_works_over_a_socket() {
    let simple = Run::new("/", Script::closing(ok("four")));
    simple.response();
    let number = Seed::new().within(0..1000);
    match over_a_socket(&format!("/{number}")) {
        Ok(Ok(response)) => {
            let body = format!("page /{number}");
            if response.status != 200 || response.body != body.as_bytes() {
                probe::reject(
                    None,
                    format!("over a socket it returned {response:?}"),
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

/// Whether it ends with the body, in the simplest case. Who waits for the end of the bytes
/// in any case has no other trouble yet.
fn stops_at_a_length() -> bool {
    let run = Run::new("/", Script::keeping(ok("four")));
    matches!(run.observed.end, End::Done(Ok(_)))
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
}

impl Script {
    fn closing(answer: impl AsRef<[u8]>) -> Self {
        Self { pieces: vec![answer.as_ref().to_vec()], again: 0, keeps: false }
    }

    fn keeping(answer: impl AsRef<[u8]>) -> Self {
        Self { keeps: true, ..Self::closing(answer) }
    }

    /// Much more than the limit, and yet it ends: who reads to the end comes to one.
    fn flood(begin: &str, part: &str, again: usize) -> Self {
        let piece = part.repeat(64 * 1024 / part.len());
        Self { pieces: vec![begin.into(), piece.into()], again, keeps: false }
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
        let last = self.pieces.last().cloned().unwrap_or_default();
        let again = std::iter::repeat_n(last, self.again);
        for piece in self.pieces.into_iter().chain(again) {
            sleep(PAUSE).await;
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
    /// How many bytes of the answer the pipe took.
    taken: usize,
}

struct Run {
    observed: Observed<io::Result<Response>>,
    heard: Rc<RefCell<Heard>>,
}

impl Run {
    fn new(path: &str, script: Script) -> Self {
        // Each test draws, so that each says how to repeat it.
        Seed::new();
        let heard = Rc::new(RefCell::new(Heard::default()));
        let (path, noted) = (path.to_owned(), Rc::clone(&heard));
        let observed = observe(async move {
            let (client, server) = duplex(16 * 1024);
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

    /// What was returned. Who is stuck before the request is whole waits for an answer to
    /// half a question.
    #[track_caller]
    fn result(&self) -> &io::Result<Response> {
        if matches!(self.observed.end, End::Stuck { .. }) {
            let request = self.request();
            if !request.ends_with("\r\n\r\n") {
                let measured = format!(
                    "it is stuck: of its request, the server has read {request:?}, and \
                     waits for the empty line"
                );
                self.observed.reject(None, measured);
            }
        }
        self.observed.output(None)
    }

    #[track_caller]
    fn response(&self) -> &Response {
        match self.result() {
            Ok(response) => response,
            Err(error) => self.observed.reject(None, format!("it failed: {error}")),
        }
    }

    /// Names the belief of who is stuck although the server has heard everything.
    #[track_caller]
    fn stuck_is(&self, belief: &str) {
        let heard = self.request().ends_with("\r\n\r\n");
        if heard && matches!(self.observed.end, End::Stuck { .. }) {
            self.observed.output(belief);
        }
    }

    #[track_caller]
    fn expect(&self, status: u64, body: &[u8], belief: Option<&str>) {
        let measured = match self.result() {
            Err(error) => format!("it failed: {error}"),
            Ok(it) if u64::from(it.status) != status => {
                format!("the status is {status}, and it returned {}", it.status)
            }
            Ok(it) if it.body != body => {
                let (body, returned) = (
                    String::from_utf8_lossy(body),
                    String::from_utf8_lossy(&it.body),
                );
                format!("the body is {body:?}, and it returned {returned:?}")
            }
            Ok(_) => return,
        };
        self.observed.reject(belief, measured)
    }

    #[track_caller]
    fn expect_long(&self, body: &str) {
        let response = self.response();
        if response.body != body.as_bytes() {
            let length = response.body.len();
            let measured = format!("it returned {length} bytes, or others");
            self.observed.reject(None, measured);
        }
    }

    #[track_caller]
    fn refused_within(self, given: &str, limit: usize) {
        let run = self.given(given);
        let result = run.result();
        let taken = run.heard.borrow().taken;
        if taken > limit + AHEAD {
            let measured =
                format!("the limit is {limit} bytes, and it read about {taken}");
            run.observed.reject("the-other-side-is-reasonable", measured);
        }
        if let Ok(response) = result {
            let length = response.body.len();
            let measured = format!(
                "the limit is {limit} bytes, and it returned {length} of them"
            );
            // One that has not even read so far has another trouble.
            let belief = (length > limit).then_some("the-other-side-is-reasonable");
            run.observed.reject(belief, measured);
        }
    }
}
