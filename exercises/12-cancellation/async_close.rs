//! # Closed in any case
//!
//! **build, 25 minutes**
//!
//! A desk asks a database for people. `ask` opens a connection, and asks one
//! question after the other on it. The connection must be closed, or the database
//! keeps it forever. Closing means saying goodbye and waiting for the answer, so
//! `close` is async. But people lose patience: then `ask` is dropped at one of its
//! awaits, and can't await anything any more. Close the connection in any case, and
//! let `shutdown` wait until all are closed.
//!
//! **Given:**
//!
//! ```text
//! impl Database {
//!     // If it is dropped before its end, nothing is opened.
//!     async fn open(&self) -> Connection;
//! }
//!
//! impl Connection {
//!     async fn ask(&self, question: u32) -> Result<String, String>;
//!     // Takes at most 20 ms. If it is dropped before its end, nothing is closed.
//!     async fn close(self);
//! }
//! ```
//!
//! The first error of `connection.ask` is what `Desk::ask` returns. The future of
//! `close` is `Send` and `'static`. Clones of a `Database` are the same database.
//! `new` is called on the event loop.
//!
//! **Judged:** on the virtual clock, which does not advance while a thread blocks:
//!
//! - `ask` returns all answers in order, or the first error.
//! - Whether `ask` returns answers, returns an error, is dropped at any time, or is
//!   part of a task that is aborted: its connection is closed within 50 ms, or later
//!   if others must be closed before it.
//! - `shutdown` returns as soon as all connections are closed, and leaves no task
//!   behind.
//!
//! **Taught in:** lessons/12-cancellation, "Called off".

use crate::{Connection, Database};

// TODO: close every connection, whatever becomes of `ask`, and let `shutdown` wait.
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
