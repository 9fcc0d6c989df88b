//! # Closed in any case
//!
//! **build, 25 minutes**
//!
//! A `Desk` asks a database about people. `ask` opens a connection and asks one
//! question after another on it. The connection must be closed, or the database
//! keeps it open forever. Closing means saying goodbye and waiting for the reply, so
//! `close` is async. But a caller may lose patience. Then `ask` is dropped at one of
//! its awaits, and can't await anything anymore.
//!
//! Close the connection in every case, and make `shutdown` wait until all
//! connections are closed.
//!
//! **Given:**
//!
//! ```text
//! impl Database {  // clones are the same database
//!     // If this future is dropped before it is done, nothing is opened.
//!     async fn open(&self) -> Connection;
//! }
//!
//! impl Connection {  // dropping a Connection doesn't close it
//!     async fn ask(&self, question: u32) -> Result<String, String>;
//!     // Takes at most 20 ms. The future is Send and 'static.
//!     // If it is dropped before it is done, nothing is closed.
//!     async fn close(self);
//! }
//! ```
//!
//! `Desk::new` is called on the event loop, so it may spawn tasks. You may change
//! the fields of `Desk`, but not the signatures of its methods.
//!
//! **Judged:** on the virtual clock, which doesn't advance while a thread is
//! blocked:
//!
//! - `ask` opens one connection, asks the questions on it one at a time, and returns
//!   all answers in order, or the first error, at most 50 ms after the last answer.
//! - `ask` may return answers, return an error, be dropped at any time, or be part
//!   of a task that is aborted. In each case its connection is closed within 50 ms.
//! - `shutdown` is called after three calls to `ask` have ended, possibly before
//!   their connections are closed. It returns at most 1 ms after the last connection
//!   is closed, however long that takes, and leaves no task behind.
//!
//! **Taught in:** lessons/12-cancellation, "Called off".

use crate::{Connection, Database};

// TODO: close every connection, no matter how `ask` ends, and make `shutdown` wait.
pub struct Desk {
    database: Database,
}

impl Desk {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    pub async fn ask(&self, questions: Vec<u32>) -> Result<Vec<String>, String> {
        let connection: Connection = self.database.open().await;
        let mut answers = Vec::new();
        for question in questions {
            answers.push(connection.ask(question).await?);
        }
        Ok(answers)
    }

    pub async fn shutdown(self) {}
}
