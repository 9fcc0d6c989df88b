//! Act 6: the two clients over real sockets, in six ways, and a port without a
//! server.

use crate::client::{get, get_blocking};
use crate::http::Response;
use crate::pages::PAGES;
use crate::server::serve;
use stage::{say, seconds};
use std::collections::HashSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::thread::{self, ThreadId};
use std::time::Instant;
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::{JoinSet, spawn_blocking};

pub(crate) fn ten_urls() {
    match in_six_ways() {
        Ok(()) => {}
        // Some sandboxes refuse them.
        Err(error) => say!("this system refuses sockets on loopback: {error}"),
    }
}

fn in_six_ways() -> io::Result<()> {
    let server = serve()?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().build()?;

    tell("one by one, client that blocks", || {
        (0..PAGES).map(|page| fetch_blocking(server, page)).collect()
    })?;
    tell("a thread each, client that blocks", || a_thread_each(server))?;
    tell("one by one, async client", || runtime.block_on(one_by_one(server)))?;
    tell("a task each, async client", || {
        runtime.block_on(each(|page, tasks| {
            tasks.spawn(fetch(server, page));
        }))
    })?;
    tell("a task each, client that blocks", || {
        runtime.block_on(each(|page, tasks| {
            tasks.spawn(async move { fetch_blocking(server, page) });
        }))
    })?;
    tell("a task each, client that blocks, on the pool", || {
        runtime.block_on(each(|page, tasks| {
            tasks.spawn(async move { on_the_pool(server, page).await });
        }))
    })?;
    let refused = runtime.block_on(without_a_server())?;
    say!("at a port without a server: {refused}");
    Ok(())
}

/// A page, and the thread that fetched it.
type Fetched = io::Result<(Response, ThreadId)>;

async fn fetch(server: SocketAddr, page: u64) -> Fetched {
    let stream = TcpStream::connect(server).await?;
    Ok((get(stream, page).await?, thread::current().id()))
}

fn fetch_blocking(server: SocketAddr, page: u64) -> Fetched {
    let stream = std::net::TcpStream::connect(server)?;
    Ok((get_blocking(stream, page)?, thread::current().id()))
}

async fn on_the_pool(server: SocketAddr, page: u64) -> Fetched {
    spawn_blocking(move || fetch_blocking(server, page)).await?
}

fn a_thread_each(server: SocketAddr) -> Vec<Fetched> {
    thread::scope(|scope| {
        let fetch = |page| scope.spawn(move || fetch_blocking(server, page));
        let threads: Vec<_> = (0..PAGES).map(fetch).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| thread.join();
        let fetched = threads.into_iter().map(join);
        fetched.map(|it| it.expect("a fetch does not panic")).collect()
    })
}

async fn one_by_one(server: SocketAddr) -> Vec<Fetched> {
    let mut fetched = Vec::new();
    for page in 0..PAGES {
        fetched.push(fetch(server, page).await);
    }
    fetched
}

async fn each(spawn: impl Fn(u64, &mut JoinSet<Fetched>)) -> Vec<Fetched> {
    let mut tasks = JoinSet::new();
    for page in 0..PAGES {
        spawn(page, &mut tasks);
    }
    tasks.join_all().await
}

/// The port is bound but not listening, so no other program can listen there either.
async fn without_a_server() -> io::Result<io::ErrorKind> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let refused = fetch(socket.local_addr()?, 0).await;
    Ok(refused.err().map_or(io::ErrorKind::Other, |error| error.kind()))
}

/// Prints how long one of the ways takes, and how many threads fetched pages.
fn tell(way: &str, fetch_all: impl FnOnce() -> Vec<Fetched>) -> io::Result<()> {
    let start = Instant::now();
    let fetched: io::Result<Vec<_>> = fetch_all().into_iter().collect();
    let (took, fetched) = (seconds(start.elapsed()), fetched?);
    let whole = fetched
        .iter()
        .filter(|(it, _)| it.status == 200 && it.body.starts_with("page "));
    let pages = whole.count();
    let threads: HashSet<_> = fetched.iter().map(|(_, thread)| thread).collect();
    say!("{way}: {took}, pages {pages}, threads {}", threads.len());
    Ok(())
}
