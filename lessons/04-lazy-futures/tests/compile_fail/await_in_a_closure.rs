//! Wrong on purpose: the function is async, but the closure inside it is not.

async fn double(x: u32) -> u32 {
    x * 2
}

async fn doubles() -> [u32; 3] {
    [1, 2, 3].map(|x| double(x).await)
}

fn main() {}
