//! tests-failed: it is stuck
//! `shutdown` waits for the closer, but holds the sender that the closer waits for.

use crate::{Connection, Database};
use tokio::{
    sync::mpsc::{UnboundedSender, unbounded_channel},
    task::JoinHandle,
};

pub struct Desk {
    database: Database,
    to_closer: UnboundedSender<Connection>,
    closer: JoinHandle<()>,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        let (to_closer, mut connections) = unbounded_channel::<Connection>();
        let closer = tokio::spawn(async move {
            while let Some(connection) = connections.recv().await {
                connection.close().await;
            }
        });
        Self { database, to_closer, closer }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let open = Open(Some(self.database.open().await), self.to_closer.clone());
        let connection = open.0.as_ref().expect("taken only at the end");
        let mut answers = Vec::new();
        for question in questions {
            answers.push(connection.ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(mut self) {
        (&mut self.closer).await.expect("the closer does not panic");
    }
}

struct Open(Option<Connection>, UnboundedSender<Connection>);

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            let _ = self.1.send(connection);
        }
    }
}
