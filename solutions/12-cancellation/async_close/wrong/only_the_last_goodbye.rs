//! tests-failed: connections still open
//! There is room for one handle, and the next `close` overwrites it.

use crate::{Connection, Database};
use std::sync::Mutex;
use tokio::task::JoinHandle;

pub struct Desk {
    database: Database,
    goodbye: Mutex<Option<JoinHandle<()>>>,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database, goodbye: Mutex::default() }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let open = Open(Some(self.database.open().await), self);
        let connection = open.0.as_ref().expect("taken only at the end");
        let mut answers = Vec::new();
        for question in questions {
            answers.push(connection.ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(self) {
        if let Some(goodbye) = self.goodbye.into_inner().unwrap() {
            goodbye.await.unwrap();
        }
    }
}

struct Open<'a>(Option<Connection>, &'a Desk);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            let goodbye = tokio::spawn(connection.close());
            *self.1.goodbye.lock().unwrap() = Some(goodbye);
        }
    }
}
