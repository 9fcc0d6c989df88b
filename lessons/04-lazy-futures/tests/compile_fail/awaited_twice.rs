//! Wrong on purpose: one future is given to two who await it.

async fn coffee() {}

async fn serve() {
    let order = coffee();
    let anna = async { order.await };
    let ben = async { order.await };
    anna.await;
    ben.await;
}

fn main() {}
