//! misconception: the-code-is-told
//! The task owns the connection and closes it. The set that owns the task is dropped
//! with `ask`, and aborts the task.

use crate::Database;
use tokio::task::JoinSet;

pub struct Desk {
    database: Database,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let database = self.database.clone();
        let mut owner = JoinSet::new();
        owner.spawn(async move {
            let connection = database.open().await;
            let asking = async {
                let mut answers = Vec::new();
                for question in questions {
                    answers.push(connection.ask(question).await?);
                }
                Ok(answers)
            };
            let answers = asking.await;
            connection.close().await;
            answers
        });
        let answers = owner.join_next().await.expect("there is one");
        answers.expect("the owner does not panic")
    }

    pub async fn shutdown(self) {}
}
