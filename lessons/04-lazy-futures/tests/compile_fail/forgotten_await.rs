//! Wrong on purpose: the future that `save` returns is never polled.
#![deny(unused_must_use)]

async fn save() {}

async fn quit() {
    save();
}

fn main() {}
