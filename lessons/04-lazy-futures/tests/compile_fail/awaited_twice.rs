//! Wrong on purpose: two async blocks await the same future.

async fn coffee() {}

async fn serve() {
    let order = coffee();
    let anna = async { order.await };
    let ben = async { order.await };
    anna.await;
    ben.await;
}

fn main() {}
