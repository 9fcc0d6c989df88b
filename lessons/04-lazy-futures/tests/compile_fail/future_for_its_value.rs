//! Wrong on purpose: a future of the price is used as if it were the price.

async fn price() -> u32 {
    3
}

async fn pay() {
    let coins: u32 = price();
}

fn main() {}
