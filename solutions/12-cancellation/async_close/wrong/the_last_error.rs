//! tests-failed: it returns Err
//! Keeps asking after an error, and returns the last error.

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
        let open = Open(Some(self.database.open().await), &self.goodbyes);
        let mut answers = Ok(Vec::new());
        for question in questions {
            match (open.ask(question).await, &mut answers) {
                (Ok(answer), Ok(answers)) => answers.push(answer),
                (Ok(_), Err(_)) => {}
                (Err(error), _) => answers = Err(error),
            }
        }
        answers
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
