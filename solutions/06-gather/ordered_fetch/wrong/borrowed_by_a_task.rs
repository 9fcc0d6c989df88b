//! misconception: a-task-may-borrow
//! All handles are awaited before the function returns, but the compiler can't see
//! that in the type of a task.

use futures::future::join_all;
use probe::Service;

pub async fn fetch_all(service: Service, ids: Vec<usize>) -> Vec<String> {
    let handles = ids.into_iter().map(|id| tokio::spawn(service.fetch(id)));
    let answers = join_all(handles.collect::<Vec<_>>()).await;
    answers.into_iter().map(|it| it.expect("a fetch does not panic")).collect()
}
