//! misconception: the-code-is-told
//! The connection is closed after the answers or after an error. That's meant to
//! work like a `finally`.

use crate::Database;

pub struct Desk {
    database: Database,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let connection = self.database.open().await;
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
    }

    pub async fn shutdown(self) {}
}
