//! Act 1: fetches one page, with a line of the story for each read.

use crate::http::{Response, request};
use crate::pipe::connect_to_pieces;
use stage::{OnLane, say};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

pub(crate) async fn one_page() {
    get().on_lane("page 7").await;
}

async fn get() {
    let mut stream = connect_to_pieces();
    let request = request(7);
    say!("sent: {:?}", request.lines().next().unwrap_or_default());
    stream.write_all(request.as_bytes()).await.expect("the pipe is open");

    let (mut answer, mut chunk) = (Vec::new(), [0; 1024]);
    loop {
        let length = stream.read(&mut chunk).await.expect("a pipe does not fail");
        say!("read: {:?}", String::from_utf8_lossy(&chunk[..length]));
        if length == 0 {
            break;
        }
        answer.extend_from_slice(&chunk[..length]);
    }
    let Response { status, body } =
        Response::parse(&answer).expect("the server's answer is whole");
    say!("status {status}, body {body:?}");
}
