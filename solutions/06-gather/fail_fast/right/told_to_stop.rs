//! No task is aborted. Each task waits for its fetch or a signal, and the error is
//! returned after all tasks have ended.

use probe::Service;
use tokio::sync::watch;

pub async fn fetch_or_fail(
    service: Service,
    ids: Vec<usize>,
) -> Result<Vec<String>, String> {
    let (signal, _) = watch::channel(None);
    let mut tasks = Vec::new();
    for id in ids {
        let (service, signal) = (service.clone(), signal.clone());
        tasks.push(tokio::spawn(async move {
            let mut stop = signal.subscribe();
            let answer = tokio::select! {
                answer = service.try_fetch(id) => answer,
                _ = stop.wait_for(Option::is_some) => return None,
            };
            answer.map_err(|error| signal.send_replace(Some(error))).ok()
        }));
    }
    let mut answers = Vec::new();
    for task in tasks {
        answers.extend(task.await.expect("a fetch does not panic"));
    }
    signal.borrow().clone().map_or(Ok(answers), Err)
}
