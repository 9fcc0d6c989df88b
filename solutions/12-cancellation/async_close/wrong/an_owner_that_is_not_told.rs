//! misconception: tasks-end-with-their-starter
//! A task owns the connection, closes it, and is awaited by `shutdown`. But the task
//! keeps asking after `ask` has been dropped.

use crate::Database;
use std::sync::Mutex;
use tokio::{sync::oneshot, task::JoinSet};

pub struct Desk {
    database: Database,
    owners: Mutex<JoinSet<()>>,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database, owners: Mutex::default() }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let (reply, answers) = oneshot::channel();
        let database = self.database.clone();
        self.owners.lock().unwrap().spawn(async move {
            let connection = database.open().await;
            let mut answers = Ok(Vec::new());
            for question in questions {
                match (connection.ask(question).await, &mut answers) {
                    (Ok(answer), Ok(answers)) => answers.push(answer),
                    (answer, _) => {
                        answers = answer.map(|_| Vec::new());
                        break;
                    }
                }
            }
            connection.close().await;
            let _ = reply.send(answers);
        });
        answers.await.expect("the owner replies")
    }

    pub async fn shutdown(self) {
        self.owners.into_inner().unwrap().join_all().await;
    }
}
