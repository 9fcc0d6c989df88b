//! tests-failed: one call opens 3 connections
//! Closes every connection that it opens, but opens too many.

use crate::{Connection, Database};
use std::sync::Mutex;
use tokio::task::JoinSet;

pub struct Desk {
    database: Database,
    goodbyes: Mutex<JoinSet<()>>,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database, goodbyes: Mutex::default() }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let mut answers = Vec::new();
        for question in questions {
            let open = Open(Some(self.database.open().await), &self.goodbyes);
            answers.push(open.ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(self) {
        self.goodbyes.into_inner().unwrap().join_all().await;
    }
}

struct Open<'a>(Option<Connection>, &'a Mutex<JoinSet<()>>);

impl Open<'_> {
    async fn ask(&self, question: u32) -> Result<String, String> {
        self.0.as_ref().expect("taken only at the end").ask(question).await
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            self.1.lock().unwrap().spawn(connection.close());
        }
    }
}
