//! tests-failed: but it returns at
//! Gives the connection 100 ms to close before it returns the answers.

use crate::{Connection, Database};
use std::time::Duration;
use tokio::{
    sync::mpsc::{UnboundedSender, unbounded_channel},
    task::JoinHandle,
    time::sleep,
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
        let connection = Some(self.database.open().await);
        let open = Open { connection, to_closer: self.to_closer.clone() };
        let mut answers = Vec::new();
        for question in questions {
            let connection = open.connection.as_ref();
            let connection = connection.expect("taken only at the end");
            answers.push(connection.ask(question).await?);
        }
        drop(open);
        sleep(Duration::from_millis(100)).await;
        Ok(answers)
    }

    pub async fn shutdown(self) {
        drop(self.to_closer);
        self.closer.await.expect("the closer does not panic");
    }
}

/// Sends its connection to the closer when it is dropped.
struct Open {
    connection: Option<Connection>,
    to_closer: UnboundedSender<Connection>,
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            // The closer is gone only if the runtime is gone, and then the
            // connection is gone, too.
            let _ = self.to_closer.send(connection);
        }
    }
}
