//! misconception: done-or-not-begun
//! The guard closes the connection if `ask` is dropped while it is asking. But while
//! `ask` is closing the connection, the guard is empty.

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
        let connection = self.database.open().await;
        let mut open = Open(Some(connection), self.goodbyes.clone());
        let mut answers = Vec::new();
        for question in questions {
            answers.push(open.0.as_ref().unwrap().ask(question).await?);
        }
        open.0.take().unwrap().close().await;
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
