//! Wrong on purpose: each task owns only a reference.

async fn send_all(letters: &[String]) {
    for letter in letters {
        tokio::spawn(async move { println!("{letter}") });
    }
}

fn main() {}
