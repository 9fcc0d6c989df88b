//! The closer closes many connections at the same time, and ends when the last
//! sender has been dropped.

use crate::{Connection, Database};
use futures::{StreamExt, channel::mpsc};
use tokio::task::JoinHandle;

pub struct Desk {
    database: Database,
    left: mpsc::UnboundedSender<Connection>,
    closer: JoinHandle<()>,
}

struct Open(Option<Connection>, mpsc::UnboundedSender<Connection>);

impl Desk {
    pub fn new(database: Database) -> Self {
        let (left, connections) = mpsc::unbounded();
        let closing = connections.for_each_concurrent(None, Connection::close);
        Self { database, left, closer: tokio::spawn(closing) }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let open = Open(Some(self.database.open().await), self.left.clone());
        let mut answers = Vec::new();
        for question in questions {
            answers.push(open.0.as_ref().unwrap().ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(self) {
        self.left.close_channel();
        self.closer.await.unwrap();
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.1.unbounded_send(self.0.take().unwrap()).unwrap();
    }
}
