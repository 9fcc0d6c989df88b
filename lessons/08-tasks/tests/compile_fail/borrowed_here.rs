//! Wrong on purpose: the task borrows a variable of the function that spawns it.

async fn send() {
    let letter = String::from("Dear Ada");
    tokio::spawn(async { println!("{letter}") });
}

fn main() {}
