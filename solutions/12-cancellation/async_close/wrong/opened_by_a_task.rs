//! misconception: tasks-end-with-their-starter
//! A task that opens a connection isn't dropped together with `ask`. But if `ask` is
//! dropped, nothing receives the connection.

use crate::{Connection, Database};
use std::sync::{Arc, Mutex};
use tokio::task::JoinSet;

type Goodbyes = Arc<Mutex<JoinSet<()>>>;

pub struct Desk {
    database: Database,
    goodbyes: Goodbyes,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database, goodbyes: Goodbyes::default() }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let database = self.database.clone();
        let opening = tokio::spawn(async move { database.open().await });
        let connection = opening.await.expect("it does not panic");
        let open = Open(Some(connection), self.goodbyes.clone());
        let connection = open.0.as_ref().expect("taken only at the end");
        let mut answers = Vec::new();
        for question in questions {
            answers.push(connection.ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(self) {
        let goodbyes = std::mem::take(&mut *self.goodbyes.lock().unwrap());
        goodbyes.join_all().await;
    }
}

struct Open(Option<Connection>, Goodbyes);

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            self.1.lock().unwrap().spawn(connection.close());
        }
    }
}
