//! Wrong on purpose: what is moved into each task is a reference.

async fn send_all(letters: &[String]) {
    for letter in letters {
        tokio::spawn(async move { println!("{letter}") });
    }
}

fn main() {}
