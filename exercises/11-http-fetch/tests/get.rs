//! `get` sends a whole request, and reads the response to its end and no further, no
//! matter how many pieces it arrives in. It returns an error as soon as a response
//! is too long or can no longer become valid.
//!
//! A server is a script: it sends pieces with pauses, and then closes the connection
//! or keeps it open. It runs on a pipe in memory, on the virtual clock. One test
//! uses a socket.

#[path = "../get.rs"]
mod get;

use get::{BODY_LIMIT, HEAD_LIMIT, Response};
use probe::{End, Given, Heard, Observed, Rng, ScriptedPeer, ensure, is_todo, time};
use std::{
    fmt::Display,
    io,
    iter::{once, repeat_n},
    net::Ipv4Addr,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::Builder,
};

/// How far beyond a limit a client may have read before it notices, including what is
/// in the pipe.
const AHEAD: usize = 128 * 1024;
const REASONABLE: &str = "the-other-side-is-reasonable";

#[test]
fn the_request_is_whole_and_asks_for_the_path() {
    let number = Rng::new().range(0..1000);
    for path in ["/".to_owned(), format!("/page/{number}")] {
        // The pipe is so narrow that one `write` takes only part of the request.
        let peer = closing(ok("page")).listens().width(8);
        let run = Run::asking_for(&path, "a narrow pipe", peer);
        run.returns(200, "page");
        let (request, more) = (run.heard.request(), shown(&run.heard.more()));
        let line = format!("GET {path} HTTP/1.1\r\n");
        let due = format!("{line}host: localhost\r\n\r\n");
        let is_it = request.starts_with(&line) && request.eq_ignore_ascii_case(&due);
        ensure!(run, is_it, None, "it sends {request:?}; expected: {due:?}");
        let ends = run.heard.more().is_empty();
        ensure!(run, ends, None, "after the empty line it sends {more}");
    }
}

#[test]
fn a_response_in_one_piece_is_read() {
    for status in [200, 404, 100 + Rng::new().range(100..499) as u16] {
        let answer =
            four(&length(4)).replace("200 OK", &format!("{status} Some text"));
        Run::of("a response in one piece", closing(answer)).returns(status, "four");
    }
}

#[test]
fn a_response_in_pieces_is_read_to_its_end() {
    let mut rng = Rng::new();
    let body = "a page that comes in pieces";
    let answer = ok(body);
    let every_byte = (1..answer.len()).collect();
    let some = (1..answer.len()).filter(|_| rng.range(0..8) == 0).collect();
    let head = answer.find("\r\n\r\n").expect("it has a head");
    // The connection closes before the body, within the empty line, and within the
    // body.
    let fixed = [vec![head + 4], vec![head + 2], vec![head + 9], every_byte, some];
    for cuts in fixed {
        let given = format!("a response in {} pieces", cuts.len() + 1);
        let mut run = Run::of(given, closing(&answer).cut_at(&cuts));
        run.if_wrong = Some("one-read-one-answer");
        run.returns(200, body);
    }
    let peer = keeping(&answer).cut_at(&[head + 2, head + 9]);
    let slow = peer.pause(Duration::from_secs(3600));
    Run::of("a response whose pieces come an hour apart", slow).returns(200, body);
}

#[test]
fn a_body_without_a_length_is_read_to_the_end() {
    let body = "to the end\r\n\r\nof it\r\n";
    for cuts in [vec![], vec![41], vec![10, 50]] {
        let peer = closing(head("server: test\r\n") + body).cut_at(&cuts);
        Run::of("a response without a length", peer).returns(200, body);
    }
    let peer = closing(head("") + body).cut_at(&[10, 23, 25]);
    let slow = peer.pause(Duration::from_secs(3600));
    Run::of("pieces without a length, an hour apart", slow).returns(200, body);
    let body = "content-length: 2\r\n\r\nis not a header here";
    Run::of("a body that looks like a header", closing(head("") + body))
        .returns(200, body);
    let empty = closing("HTTP/1.1 204 Empty\r\n\r\n");
    Run::of("a response without any header", empty).returns(204, "");
}

#[test]
fn a_body_need_not_be_text() {
    for (given, body) in [
        ("a body that is not UTF-8", [0xff, 0x00, 0xc3, 0x28]),
        ("a body with white space around it", *b"\n a\t"),
    ] {
        let answer = [head(&length(4)).as_bytes(), &body].concat();
        Run::of(given, closing(answer)).returns(200, body);
    }
}

#[test]
fn get_returns_when_the_body_is_there_if_it_has_a_length() {
    for body in ["a body", ""] {
        let peer = keeping(ok(body)).cut_at(&[12]);
        let mut run = Run::of("a server that keeps the connection open", peer);
        // A client that has returned the other body doesn't wait for the end.
        run.if_stuck = run.if_stuck.filter(|_| !body.is_empty());
        run.returns(200, body);
        let [took, due] = [run.observed.took, 2 * ScriptedPeer::PAUSE].map(time);
        let measured =
            format!("it returns at {took}, but the body arrived at {due}");
        ensure!(run, took == due, None, "{measured}");
    }
    let peer = keeping(ok("a body") + " and more");
    Run::of("more bytes than `content-length` says", peer).returns(200, "a body");
}

#[test]
fn the_length_is_found_in_every_spelling() {
    let finds_one = SPELLINGS.into_iter().any(stops_at);
    let misconception = finds_one.then_some("headers-have-one-spelling");
    for header in ["Content-Length: 4", "content-length:4", "CONTENT-LENGTH:   4  "]
    {
        let peer = keeping(four(&format!("server: x\r\n{header}\r\n")));
        let mut run = Run::of(format!("the header {header:?}"), peer);
        run.if_wrong = misconception;
        run.if_stuck = misconception.or(run.if_stuck);
        run.returns(200, "four");
    }
    for (header, given) in [
        ("x-content-length: 2\r\n", "a header whose name ends like another's"),
        ("content-length-hint: 2\r\n", "a header whose name begins like another's"),
        ("x: content-length: 2\r\n", "a header whose value looks like another"),
    ] {
        for headers in [header.to_owned() + &length(4), length(4) + header] {
            Run::of(given, closing(four(&headers))).returns(200, "four");
        }
    }
}

#[test]
fn a_response_that_ends_early_is_an_error() {
    let answer = ok("a page that is cut short");
    let head = answer.find("\r\n\r\n").expect("it has a head");
    let all = answer.len();
    for length in [0, 5, head, head + 3, head + 4, head + 10, all - 1] {
        let given = format!("a response that ends after {length} of {all} bytes");
        let run = Run::of(given, closing(&answer[..length]));
        run.fails_or(|_| cause("an-end-is-the-end"));
    }
}

#[test]
fn a_malformed_response_is_an_error() {
    for answer in [
        "HTTP/1.1 OK\r\ncontent-length: 4\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: four\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: -4\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\nfour",
        "\r\n\r\nfour",
    ] {
        let run = Run::of(format!("the response {answer:?}"), closing(answer));
        run.fails_or(|_| one_spelling());
        let half = &answer[..answer.len() - 2];
        let given = format!("the response {half:?}, and an open connection");
        let run = Run::of(given, keeping(half));
        let waits = run.is_stuck() && run.heard.is_whole();
        let measured =
            "it waits for more, but additional bytes can't make this valid";
        ensure!(run, !waits, one_spelling(), "{measured}");
        run.fails_or(|_| one_spelling());
    }
}

#[test]
fn a_response_exactly_at_a_limit_is_read() {
    let body = "b".repeat(BODY_LIMIT);
    let given = format!("a body of {BODY_LIMIT} bytes");
    // The pipe is so wide that one read can return more bytes than a head may have.
    let wide = keeping(ok(&body)).width(8 * HEAD_LIMIT);
    Run::of(given, wide).returns(200, body.clone());
    let given = format!("a body of {BODY_LIMIT} bytes without a length");
    Run::of(given, closing(head("") + &body)).returns(200, body.clone());
    let given = format!("a head of {HEAD_LIMIT} bytes, including the empty line");
    Run::of(given, closing(with_head_of(HEAD_LIMIT))).returns(200, "four");
}

#[test]
fn a_response_just_beyond_a_limit_is_refused() {
    // The head is one byte too long, or as long as if the empty line did not count.
    for length in [HEAD_LIMIT + 1, HEAD_LIMIT + 4, HEAD_LIMIT + 5] {
        let given = format!("a head of {length} bytes, including the empty line");
        Run::of(given, closing(with_head_of(length))).fails_at(HEAD_LIMIT);
    }
    let length = BODY_LIMIT + 1;
    let given = format!("a body of {length} bytes, with a limit of {BODY_LIMIT}");
    let peer = closing(head("") + &"b".repeat(length));
    Run::of(given, peer).fails_at(BODY_LIMIT);
}

#[test]
fn a_length_beyond_the_limit_is_refused_at_once() {
    let drawn = BODY_LIMIT + Rng::new().range(1..100_000_000) as usize;
    for claimed in [BODY_LIMIT + 1, drawn] {
        let given = format!("a response that claims {claimed} bytes");
        let mut run = Run::of(given, keeping(four(&length(claimed))));
        if stops_at("content-length: 4") {
            run.if_stuck = Some(REASONABLE);
        }
        run.fails_or(|_| cause(REASONABLE));
    }
}

#[test]
fn an_endless_response_is_refused_in_time() {
    for (given, limit, begin, part) in [
        ("a body without an end", BODY_LIMIT, "HTTP/1.1 200 OK\r\n\r\n", "body"),
        ("a head without an end", HEAD_LIMIT, "HTTP/1.1 200 OK\r\n", "name: it\r\n"),
        ("a header without an end", HEAD_LIMIT, "HTTP/1.1 200 OK\r\n", "header"),
    ] {
        // The body is much longer than the limit, but not endless, so a client that
        // reads to the end gets there.
        let part = part.repeat(64 * 1024 / part.len());
        let parts = repeat_n(part, (limit + 4 * AHEAD).div_ceil(64 * 1024));
        let peer = ScriptedPeer::new(once(begin.to_owned()).chain(parts));
        Run::of(given, peer).fails_at(limit);
    }
}

#[test]
fn it_works_over_a_socket() {
    Run::of("a pipe", closing(ok("four"))).returns(200, "four");
    let path = format!("/{}", Rng::new().range(0..1000));
    let given = Given::new("a socket");
    match over_a_socket(&path) {
        Ok((request, answer)) => {
            let asks = request.starts_with(&format!("GET {path} "));
            ensure!(
                given,
                asks,
                None,
                "the request is {request:?}, and the path is {path:?}"
            );
            let is_it = matches!(&answer, Ok((200, body)) if body == b"four");
            ensure!(given, is_it, None, "{}", told(&answer));
        }
        // The other tests don't need a socket.
        Err(error) => println!("this system refuses sockets on loopback: {error}"),
    }
}

/// The outer error is the system's, and the inner error is the client's.
fn over_a_socket(path: &str) -> io::Result<(String, io::Result<Page>)> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut client = TcpStream::connect(listener.local_addr()?).await?;
        let (stream, _) = listener.accept().await?;
        let (heard, server) = closing(ok("four")).play_on(stream, b"\r\n\r\n");
        tokio::spawn(server);
        // A borrowed stream is a stream, too.
        let answer = get::get(&mut client, path).await.map(page);
        Ok((heard.request(), answer))
    })
}

/// The misconception, unless a simpler mistake explains what happened: the client
/// expects another spelling of the length, or can't read even the simplest response.
fn cause(misconception: &'static str) -> Option<&'static str> {
    one_spelling().or_else(|| {
        let simplest = Run::of("four bytes", closing(ok("four"))).observed.end;
        let reads_it = matches!(simplest, End::Done(Ok((200, it))) if it == b"four");
        reads_it.then_some(misconception)
    })
}

/// Explains a client that looks for a length, but doesn't recognize the usual spelling.
fn one_spelling() -> Option<&'static str> {
    let [usual, others @ ..] = SPELLINGS;
    let finds_another = !stops_at(usual) && others.into_iter().any(stops_at);
    finds_another.then_some("headers-have-one-spelling")
}

/// Ways to write one header. If a client ignores the length in all of these, spelling
/// is not its problem.
const SPELLINGS: [&str; 4] = [
    "content-length: 4",
    "Content-Length: 4",
    "CONTENT-LENGTH: 4",
    "content-length:4",
];

/// Whether the client returns at the end of the body if the header is written this way.
fn stops_at(header: &str) -> bool {
    let run = Run::of("a header", keeping(four(&format!("{header}\r\n"))));
    matches!(run.observed.end, End::Done(Ok(_)))
}

fn head(headers: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{headers}\r\n")
}

fn length(length: usize) -> String {
    format!("content-length: {length}\r\n")
}

fn ok(body: &str) -> String {
    head(&length(body.len())) + body
}

/// A response with a body of four bytes, no matter what its headers say.
fn four(headers: &str) -> String {
    head(headers) + "four"
}

/// A response whose head has this many bytes, including the empty line.
fn with_head_of(bytes: usize) -> String {
    let begin = length(4) + "x: ";
    let filler = bytes - head(&begin).len() - "\r\n".len();
    four(&format!("{begin}{}\r\n", "f".repeat(filler)))
}

fn closing(answer: impl AsRef<[u8]>) -> ScriptedPeer {
    ScriptedPeer::new([answer.as_ref()])
}

fn keeping(answer: impl AsRef<[u8]>) -> ScriptedPeer {
    closing(answer).keeps_open()
}

/// A call of `get` that was observed.
struct Run {
    observed: Observed<io::Result<Page>>,
    heard: Heard,
    /// Explains a client that is stuck although the server has read the whole
    /// request.
    if_stuck: Option<&'static str>,
    /// Explains any other result.
    if_wrong: Option<&'static str>,
}

impl Run {
    fn of(given: impl Display, peer: ScriptedPeer) -> Self {
        Self::asking_for("/", given, peer)
    }

    fn asking_for(path: &str, given: impl Display, peer: ScriptedPeer) -> Self {
        // Each test uses the generator, so that each one prints its seed.
        Rng::new();
        let if_stuck = peer.stays_open().then_some("the-end-will-come");
        let path = path.to_owned();
        let client = async move |stream| get::get(stream, &path).await.map(page);
        let (observed, heard) = peer.observe(b"\r\n\r\n", client);
        let observed = match &observed.end {
            // A `todo!()` fails in all cases. Without the case, it is reported only
            // once.
            End::Panicked(words) if is_todo(words) => observed,
            _ => observed.given(given),
        };
        Self { observed, heard, if_stuck, if_wrong: None }
    }

    #[track_caller]
    fn reject(&self, misconception: Option<&str>, measured: impl Display) -> ! {
        self.observed.reject(misconception, measured)
    }

    fn is_stuck(&self) -> bool {
        matches!(self.observed.end, End::Stuck { .. })
    }

    #[track_caller]
    fn result(&self) -> &io::Result<Page> {
        self.heard.explain_stuck(&self.observed);
        let misconception = self.if_stuck.filter(|_| self.is_stuck());
        self.observed.output(misconception.and_then(cause))
    }

    #[track_caller]
    fn returns(&self, status: u16, body: impl Into<Vec<u8>>) {
        let (answer, due) = (self.result(), (status, body.into()));
        let is_it = answer.as_ref().is_ok_and(|it| *it == due);
        let why = match self.heard.reads_without_room() {
            0 => "",
            _ => " (it has read into a buffer without room, which gives 0 bytes)",
        };
        let measured =
            format!("{}{why}; expected: {}", told(answer), described(&due));
        ensure!(self, is_it, self.if_wrong.and_then(cause), "{measured}");
    }

    /// Requires an error. If a body is returned instead, `misconception` explains it.
    #[track_caller]
    fn fails_or(&self, misconception: impl Fn(&[u8]) -> Option<&'static str>) {
        let answer = self.result();
        if let Ok((_, body)) = answer {
            self.observed.reject(misconception(body), told(answer));
        }
    }

    /// Requires an error, and that not much more than the limit was read.
    #[track_caller]
    fn fails_at(&self, limit: usize) {
        // A client that returns without an empty line takes something else for it.
        let ends = self.result().is_ok() && limit == HEAD_LIMIT;
        let why = if ends { "an-end-is-the-end" } else { REASONABLE };
        let taken = self.heard.taken();
        let measured =
            format!("it read about {taken} bytes, but the limit is {limit}");
        let stops = taken <= limit + AHEAD;
        ensure!(self, stops, cause(why), "{measured}");
        // If a client hasn't even read that much, something else is wrong.
        self.fails_or(|body| (body.len() > limit).then_some(why));
    }
}

/// A status and a body.
type Page = (u16, Vec<u8>);

fn page(Response { status, body }: Response) -> Page {
    (status, body)
}

fn told(answer: &io::Result<Page>) -> String {
    match answer {
        Ok(page) => format!("it returned {}", described(page)),
        Err(error) => format!("it failed: {error}"),
    }
}

fn described((status, body): &Page) -> String {
    format!("status {status} and the body {}", shown(body))
}

/// The bytes as a Rust literal, or only the first ones if there are many.
fn shown(bytes: &[u8]) -> String {
    match bytes.get(..40) {
        Some(begin) => {
            format!("\"{}\"… ({} bytes)", begin.escape_ascii(), bytes.len())
        }
        None => format!("\"{}\"", bytes.escape_ascii()),
    }
}
