//! What the page `rosetta.md` says about an asyncio `Future` that is a reply, and about its
//! counterpart.

use tokio::sync::oneshot;

#[tokio::test]
async fn a_oneshot_that_nobody_will_answer_says_so() {
    let (reply, answer) = oneshot::channel::<u32>();
    drop(reply);
    assert!(answer.await.is_err());
}

#[tokio::test]
async fn a_reply_that_nobody_waits_for_is_given_back() {
    let (reply, answer) = oneshot::channel();
    drop(answer);
    assert_eq!(reply.send(7), Err(7));
}
