//! Requests over 64 connections on loopback, client and server on the same loop.

use super::NO_SOCKETS;
use crate::{
    Effort,
    laps::Laps,
    pairs::{Contender, measure},
    peers::{Monoio, Ours, Peer, Sockets, Tokio},
    table::{Goal, Row, Unit},
};
use std::{cell::RefCell, rc::Rc};

const CONNECTIONS: u32 = 64;
const MESSAGE: usize = 32;

pub(crate) fn rows(effort: Effort) -> Vec<Row> {
    let requests = effort.of(200);
    let measured = measure(
        effort,
        vec![
            Contender::new(Peer::Ours, || echo::<Ours>(requests)),
            Contender::new(Peer::Tokio, || echo::<Tokio>(requests)),
            Contender::new(Peer::Monoio, || echo::<Monoio>(requests)),
        ],
    );
    let figure = "echo over 64 connections";
    let row = Row::new(figure, Unit::PerSecond, &measured)
        .cannot(&[Peer::AsyncExecutor, Peer::LocalPool], NO_SOCKETS)
        .goal(Goal::AtLeast(0.9));
    vec![row]
}

/// Nanoseconds per request, with `requests` requests on each connection.
fn echo<L: Sockets>(requests: u32) -> f64 {
    L::run(async move {
        let (listener, address) = L::listen().await;
        let server = L::spawn(async move {
            for _ in 0..CONNECTIONS {
                let stream = L::accept(&listener).await;
                drop(L::spawn(answer::<L>(stream)));
            }
        });
        let mut streams = Vec::new();
        for _ in 0..CONNECTIONS {
            streams.push(L::connect(address).await);
        }
        server.await;
        let laps = Laps::shared(CONNECTIONS, 2 * CONNECTIONS);
        let client = |stream| L::spawn(ask::<L>(stream, requests, Rc::clone(&laps)));
        let clients: Vec<_> = streams.into_iter().map(client).collect();
        for client in clients {
            client.await;
        }
        laps.borrow().median()
    })
}

async fn answer<L: Sockets>(mut stream: L::Stream) {
    let mut buffer = vec![0; 1_024];
    loop {
        let (bytes, count) = L::read(&mut stream, buffer).await;
        if count == 0 {
            return;
        }
        buffer = L::write(&mut stream, bytes, count).await;
    }
}

async fn ask<L: Sockets>(
    mut stream: L::Stream,
    requests: u32,
    laps: Rc<RefCell<Laps>>,
) {
    let (mut question, mut buffer) = (vec![7; MESSAGE], vec![0; 1_024]);
    for _ in 0..requests {
        question = L::write(&mut stream, question, MESSAGE).await;
        let mut left = MESSAGE;
        while left > 0 {
            let (bytes, count) = L::read(&mut stream, buffer).await;
            assert!(0 < count && count <= left, "{count} bytes of an answer");
            (buffer, left) = (bytes, left - count);
        }
        laps.borrow_mut().count();
    }
}
