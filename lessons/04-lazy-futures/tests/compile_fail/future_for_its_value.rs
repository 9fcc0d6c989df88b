//! Wrong on purpose: the future of a price is taken for the price.

async fn price() -> u32 {
    3
}

async fn pay() {
    let coins: u32 = price();
}

fn main() {}
