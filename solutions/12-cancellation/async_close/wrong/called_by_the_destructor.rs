//! misconception: underscore-runs-it
//! The destructor closes the connection. `let _` silences the compiler.

use crate::{Connection, Database};

pub struct Desk {
    database: Database,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let open = Open(Some(self.database.open().await));
        let connection = open.0.as_ref().expect("taken only at the end");
        let mut answers = Vec::new();
        for question in questions {
            answers.push(connection.ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(self) {}
}

struct Open(Option<Connection>);

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            let _ = connection.close();
        }
    }
}
