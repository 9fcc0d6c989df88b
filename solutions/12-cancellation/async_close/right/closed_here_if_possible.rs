//! If `ask` reaches its end, it closes the connection itself, in a task that keeps
//! running even if `ask` is dropped at that point. The guard is for the other cases.

use crate::{Connection, Database};
use std::sync::{Arc, Mutex};
use tokio::{sync::oneshot, task::JoinHandle};

type Goodbyes = Arc<Mutex<Vec<JoinHandle<()>>>>;

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
        let (said, goodbye) = oneshot::channel();
        let goodbyes = self.goodbyes.clone();
        let open = Open { connection: Some(connection), said: Some(said), goodbyes };
        let answers = open.ask(questions).await;
        drop(open);
        goodbye.await.expect("the task says goodbye");
        answers
    }

    pub async fn shutdown(self) {
        let goodbyes = std::mem::take(&mut *self.goodbyes.lock().unwrap());
        for goodbye in goodbyes {
            goodbye.await.unwrap();
        }
    }
}

struct Open {
    connection: Option<Connection>,
    said: Option<oneshot::Sender<()>>,
    goodbyes: Goodbyes,
}

impl Open {
    async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let connection = self.connection.as_ref().unwrap();
        let mut answers = Vec::new();
        for question in questions {
            answers.push(connection.ask(question).await?);
        }
        Ok(answers)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let (connection, said) = (self.connection.take(), self.said.take());
        let goodbye = tokio::spawn(async move {
            connection.unwrap().close().await;
            let _ = said.unwrap().send(());
        });
        self.goodbyes.lock().unwrap().push(goodbye);
    }
}
