//! tests-failed: it had arrived, and a worker was free for it
//! The jobs are dealt like cards, as soon as all of them have arrived.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut hands: Vec<_> = (0..workers).map(|_| Vec::new()).collect();
    let mut count = 0;
    while let Some(job) = queue.next().await {
        hands[count % workers].push(job);
        count += 1;
    }
    let mut handles = Vec::new();
    for hand in hands {
        handles.push(tokio::spawn(async {
            for job in hand {
                tokio::spawn(job.run()).await.ok();
            }
        }));
    }
    for handle in handles {
        handle.await.ok();
    }
}
