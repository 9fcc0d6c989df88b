//! Act 5: ten pages, one of them slow, on one thread.

use crate::server::{PAGES, SLOW, serve};
use crate::steps::s5_reactor::{Clock, EventLoop, TcpStream};
use stage::{say, seconds};
use std::cell::Cell;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::{Duration, Instant};

pub(crate) fn ten_urls() {
    match fetch_in_three_ways() {
        Ok(()) => {}
        // Some sandboxes forbid them.
        Err(error) => say!("this system refuses sockets on loopback: {error}"),
    }
}

fn fetch_in_three_ways() -> io::Result<()> {
    let server = serve()?;
    let event_loop = EventLoop::new(Clock::Real(Instant::now()))?;

    let start = event_loop.now();
    run(&event_loop, one_by_one(event_loop.clone(), server))?;
    say!("ten pages, one after another: {}", seconds(event_loop.now() - start));

    let (start, polls) = (event_loop.now(), Rc::new(Cell::new(0)));
    run(&event_loop, at_once(event_loop.clone(), server, Rc::clone(&polls)))?;
    let took = seconds(event_loop.now() - start);
    say!("ten pages, one task each: {took}, polls: {}", polls.get());

    let start = event_loop.now();
    let is_there = run(&event_loop, with_a_deadline(event_loop.clone(), server))?;
    let took = seconds(event_loop.now() - start);
    say!("the slow page, with a deadline: {took}, got it: {is_there}");

    let hurried = EventLoop::new(Clock::Virtual(Duration::ZERO))?;
    let hour = hurried.sleep(Duration::from_secs(60 * 60));
    hurried.block_on(hour).expect("there is a timer");
    say!("an hour of sleep, on the virtual clock: {}", seconds(hurried.now()));
    Ok(())
}

fn run<T: 'static>(
    event_loop: &EventLoop,
    fetches: impl Future<Output = io::Result<T>> + 'static,
) -> io::Result<T> {
    event_loop
        .block_on(fetches)
        .expect("with a real clock, there is never a deadlock")
}

async fn one_by_one(event_loop: EventLoop, server: SocketAddr) -> io::Result<()> {
    for page in 0..PAGES {
        fetch(&event_loop, server, page).await?;
    }
    Ok(())
}

async fn at_once(
    event_loop: EventLoop,
    server: SocketAddr,
    polls: Rc<Cell<u32>>,
) -> io::Result<()> {
    let task = |page| {
        let (on, polls) = (event_loop.clone(), Rc::clone(&polls));
        let fetch = async move { fetch(&on, server, page).await };
        event_loop.spawn(counted(fetch, polls))
    };
    let tasks: Vec<_> = (0..PAGES).map(task).collect();
    for task in tasks {
        task.await?;
    }
    Ok(())
}

async fn with_a_deadline(
    event_loop: EventLoop,
    server: SocketAddr,
) -> io::Result<bool> {
    let mut deadline = pin!(event_loop.sleep(Duration::from_millis(200)));
    let mut slow = pin!(fetch(&event_loop, server, SLOW));
    poll_fn(|cx| match slow.as_mut().poll(cx) {
        Poll::Ready(page) => Poll::Ready(page.map(|_| true)),
        Poll::Pending => deadline.as_mut().poll(cx).map(|()| Ok(false)),
    })
    .await
}

/// Fetches one page, up to the end of the response.
async fn fetch(
    on: &EventLoop,
    server: SocketAddr,
    page: u64,
) -> io::Result<Vec<u8>> {
    let stream = TcpStream::connect(on, server).await?;
    let request = format!("GET /{page} HTTP/1.0\r\n\r\n");
    let mut left = request.as_bytes();
    while !left.is_empty() {
        left = &left[stream.write(left).await?..];
    }
    let (mut text, mut buffer) = (Vec::new(), [0; 256]);
    loop {
        match stream.read(&mut buffer).await? {
            0 => return Ok(text),
            read => text.extend_from_slice(&buffer[..read]),
        }
    }
}

/// Counts the polls of `future`.
async fn counted<F: Future>(future: F, polls: Rc<Cell<u32>>) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|cx| {
        polls.set(polls.get() + 1);
        future.as_mut().poll(cx)
    })
    .await
}
