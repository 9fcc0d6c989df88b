//! Wrong on purpose: an `Rc` lives across an await of the task.

use std::rc::Rc;

async fn send() {
    tokio::spawn(async {
        let letter = Rc::new("Dear Ada");
        tokio::task::yield_now().await;
        println!("{letter}");
    });
}

fn main() {}
