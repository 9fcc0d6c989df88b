//! tests-failed: its connection is still open
//! `?` also leaves the function.

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
        let mut answers = Vec::new();
        for question in questions {
            answers.push(connection.ask(question).await?);
        }
        connection.close().await;
        Ok(answers)
    }

    pub async fn shutdown(self) {}
}
