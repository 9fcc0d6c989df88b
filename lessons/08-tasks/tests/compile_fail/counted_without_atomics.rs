//! Wrong on purpose: the task holds an `Rc` across an await.

use std::rc::Rc;

async fn send() {
    tokio::spawn(async {
        let letter = Rc::new("Dear Ada");
        tokio::task::yield_now().await;
        println!("{letter}");
    });
}

fn main() {}
