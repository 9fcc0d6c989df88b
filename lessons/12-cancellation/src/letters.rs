//! A question without its answer: what is left when `ask` is dropped halfway.

use crate::TENTH;
use stage::say;
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::{sleep, timeout},
};

/// A line to the archive: questions go out, and answers come back in the same order.
struct Line {
    questions: UnboundedSender<&'static str>,
    answers: UnboundedReceiver<String>,
}

impl Line {
    fn open() -> Self {
        let (questions, asked) = unbounded_channel();
        let (answer, answers) = unbounded_channel();
        tokio::spawn(archive(asked, answer));
        Self { questions, answers }
    }

    async fn ask(&mut self, whose: &'static str) -> String {
        self.questions.send(whose).expect("the archive listens");
        self.answers.recv().await.expect("the archive answers")
    }
}

/// Answers one question after the other, and ends when the line is dropped.
async fn archive(
    mut asked: UnboundedReceiver<&'static str>,
    answer: UnboundedSender<String>,
) {
    while let Some(whose) = asked.recv().await {
        sleep(2 * TENTH).await;
        // The line might have been dropped.
        let _ = answer.send(format!("the letters of {whose}"));
    }
}

/// Wrong on purpose: after a question is canceled, its line is used again.
pub(crate) async fn whose_letters() {
    let mut line = Line::open();
    if timeout(TENTH, line.ask("Ada")).await.is_err() {
        say!("Ada: too late");
    }
    say!("Bob gets {}", line.ask("Bob").await);
}

pub(crate) async fn a_line_is_replaced() {
    let mut line = Line::open();
    if timeout(TENTH, line.ask("Ada")).await.is_err() {
        line = Line::open();
        say!("Ada: too late, so Bob has a new line");
    }
    say!("Bob gets {}", line.ask("Bob").await);
}
