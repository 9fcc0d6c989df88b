//! Act 7: the same ten pages with hyper, a library that many programs use.

use crate::pages::PAGES;
use crate::server::serve;
use http_body_util::{BodyExt, Empty};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use stage::{say, seconds};
use std::error::Error;
use std::net::SocketAddr;
use std::time::Instant;
use tokio::task::JoinSet;

pub(crate) fn ten_urls() {
    match run() {
        Ok(()) => {}
        Err(error) => say!("no pages: {error}"),
    }
}

fn run() -> Result<(), AnyError> {
    let server = serve().map_err(|error| {
        format!("this system refuses sockets on loopback: {error}")
    })?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(a_task_each(server))
}

type AnyError = Box<dyn Error + Send + Sync>;

async fn a_task_each(server: SocketAddr) -> Result<(), AnyError> {
    let start = Instant::now();
    let client = Client::builder(TokioExecutor::new()).build_http::<Empty<&[u8]>>();
    let mut tasks = JoinSet::new();
    for page in 0..PAGES {
        // A clone shares the client's state, such as its open connections.
        let client = client.clone();
        tasks.spawn(async move {
            let url = format!("http://{server}/{page}").parse()?;
            let response = client.get(url).await?;
            let status = response.status();
            let body = response.into_body().collect().await?.to_bytes();
            Ok::<_, AnyError>((status, body))
        });
    }
    let fetched: Result<Vec<_>, _> = tasks.join_all().await.into_iter().collect();
    let (pages, took) = (fetched?.len(), seconds(start.elapsed()));
    say!("a task each, with hyper: {took}, pages {pages}");
    Ok(())
}
