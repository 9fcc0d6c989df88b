//! What the page `rosetta.md` says about an asyncio `Future` used as a reply, and
//! about its counterpart.

use tokio::sync::oneshot;

#[tokio::test]
async fn a_oneshot_returns_an_error_after_its_sender_is_dropped() {
    let (reply, answer) = oneshot::channel::<u32>();
    drop(reply);
    assert!(answer.await.is_err());
}

#[tokio::test]
async fn send_returns_the_reply_after_the_receiver_is_dropped() {
    let (reply, answer) = oneshot::channel();
    drop(answer);
    assert_eq!(reply.send(7), Err(7));
}
