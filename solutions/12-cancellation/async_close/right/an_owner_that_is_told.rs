//! The connection is owned by a task, which isn't dropped together with `ask`. `ask`
//! holds the other end of a channel. When that end is gone, the task stops asking
//! and closes the connection.

use crate::{Connection, Database};
use std::sync::Mutex;
use tokio::{select, sync::oneshot, task::JoinSet};

type Answers = Result<Vec<String>, String>;

pub struct Desk {
    database: Database,
    owners: Mutex<JoinSet<()>>,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database, owners: Mutex::default() }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Answers {
        let (reply, answers) = oneshot::channel();
        let owner = own(self.database.clone(), questions, reply);
        self.owners.lock().unwrap().spawn(owner);
        answers.await.expect("the owner replies")
    }

    pub async fn shutdown(self) {
        self.owners.into_inner().unwrap().join_all().await;
    }
}

async fn own(
    database: Database,
    questions: Vec<u32>,
    mut reply: oneshot::Sender<Answers>,
) {
    let connection = database.open().await;
    let answers = select! {
        answers = ask_all(&connection, questions) => Some(answers),
        () = reply.closed() => None,
    };
    connection.close().await;
    if let Some(answers) = answers {
        let _ = reply.send(answers);
    }
}

async fn ask_all(connection: &Connection, questions: Vec<u32>) -> Answers {
    let mut answers = Vec::new();
    for question in questions {
        answers.push(connection.ask(question).await?);
    }
    Ok(answers)
}
