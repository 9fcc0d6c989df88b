//! Wrong on purpose: nobody polls the future that `save` makes.
#![deny(unused_must_use)]

async fn save() {}

async fn quit() {
    save();
}

fn main() {}
