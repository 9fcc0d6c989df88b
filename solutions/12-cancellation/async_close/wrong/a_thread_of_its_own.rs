//! tests-failed: its connection is still open
//! A separate thread doesn't block anything, but it has no event loop with timers.

use crate::{Connection, Database};
use futures::executor::block_on;
use std::{sync::Mutex, thread};

pub struct Desk {
    database: Database,
    goodbyes: Mutex<Vec<thread::JoinHandle<()>>>,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database, goodbyes: Mutex::default() }
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
        for goodbye in self.goodbyes.into_inner().unwrap() {
            let _ = goodbye.join();
        }
    }
}

struct Open<'a>(Option<Connection>, &'a Desk);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            let goodbye = thread::spawn(|| block_on(connection.close()));
            self.1.goodbyes.lock().unwrap().push(goodbye);
        }
    }
}
