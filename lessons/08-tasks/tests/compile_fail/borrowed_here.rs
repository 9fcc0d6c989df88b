//! Wrong on purpose: the task borrows what ends with the function.

async fn send() {
    let letter = String::from("Dear Ada");
    tokio::spawn(async { println!("{letter}") });
}

fn main() {}
