//! A right guess passes. The first wrong guess is rejected with its misconception, or
//! with what the program did.

use probe::{
    OnLane,
    predict::{Alternative, Column, Guess, Outcome, Sheet},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};
use tokio::{join, time::sleep};

async fn cup(name: &'static str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).on_lane(name).await;
}

async fn in_turn() {
    cup("tea", 2).await;
    cup("coffee", 3).await;
}

async fn together() {
    join!(cup("tea", 2), cup("coffee", 3));
}

fn seconds(program: impl Future<Output = ()> + 'static) -> Outcome {
    Outcome::of(program, |_, took| Outcome::new(took.as_secs()))
}

/// Two programs: the first takes 5 s, the second 3 s.
fn cups(in_turn_: Option<u64>, together_: Option<u64>) -> Sheet {
    Sheet::new([Column::value("seconds", "it takes", "s")])
        .question("in_turn", in_turn_, || seconds(in_turn()))
        .question("together", together_, || seconds(together()))
}

fn at_once() -> Alternative {
    Alternative::new("both were made at once", "awaits-in-sequence", || {
        seconds(together())
    })
}

/// A sheet with one question and without a picture.
fn sheet(
    column: Column,
    guess: impl Into<Guess>,
    truth: impl Fn() -> Outcome + 'static,
) -> Sheet {
    Sheet::new([column]).question("it", guess, truth)
}

#[track_caller]
fn rejected(judge: impl FnOnce()) -> String {
    let panic =
        catch_unwind(AssertUnwindSafe(judge)).expect_err("it must be rejected");
    probe::panic_words(&*panic).expect("a rejection is text")
}

/// The rejection without the paragraphs of its misconception.
#[track_caller]
fn first_paragraph(judge: impl FnOnce()) -> String {
    let text = rejected(judge);
    let first = text.split("\n\n").next().unwrap_or_default();
    first.trim_end().replace('\n', " ")
}

#[test]
fn a_right_guess_passes() {
    cups(Some(5), None).judge("in_turn", [at_once()]);
    cups(None, Some(3)).judge("together", []);
}

#[test]
fn a_missing_guess_is_rejected() {
    let said = rejected(|| cups(None, Some(3)).judge("in_turn", [at_once()]));
    assert_eq!(said, "in_turn: you have not guessed its seconds yet\n");
}

#[test]
fn a_guess_that_matches_an_alternative_is_explained_without_the_answer() {
    let said = rejected(|| cups(Some(3), Some(3)).judge("in_turn", [at_once()]));
    let expected = "\
1 of 2 guesses are right. in_turn: you guessed 3 s. That would be right
if both were made at once. The picture shows what would happen then:

          0s        0.5s      1s        1.5s      2s        2.5s      3s
  tea     █━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
  coffee  █━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━█━━━━━━━━━━━━━━━━━━━●
          █ holds the thread   ━ waits   ● done

You might think (awaits-in-sequence):
";
    assert!(said.starts_with(expected), "{said}");
    assert!(!said.contains("5 s"), "{said}");
}

#[test]
fn a_guess_that_matches_no_alternative_gets_the_picture_of_its_program() {
    let said = rejected(|| cups(Some(4), Some(3)).judge("in_turn", [at_once()]));
    assert!(
        said.starts_with("1 of 2 guesses are right. in_turn: you guessed 4 s; it takes more than\nthat. This picture shows `in_turn`:\n\n"),
        "{said}"
    );
    assert!(said.contains("coffee") && !said.contains("You might think"), "{said}");
}

#[test]
fn only_the_first_wrong_guess_is_explained() {
    let sheet = cups(Some(4), Some(4));
    let said = rejected(|| sheet.judge("together", []));
    assert_eq!(
        said,
        "together: you guessed 4 s, which is not right. First wrong guess:\n`in_turn`.\n"
    );
    // A missing guess is not a wrong guess: later guesses are still explained.
    for (corrected, right) in [(Some(5), 1), (None, 0)] {
        let said =
            first_paragraph(|| cups(corrected, Some(4)).judge("together", []));
        let expected = format!(
            "{right} of 2 guesses are right. together: you guessed 4 s; it takes less \
             than that. This picture"
        );
        assert!(said.starts_with(&expected), "{said}");
    }
}

#[test]
fn a_later_wrong_guess_is_not_explained_even_if_it_matches_an_alternative() {
    let adds_up = Alternative::new("waits added up", "one-thread-one-wait", || {
        seconds(in_turn())
    });
    let sheet = cups(Some(4), Some(5));
    let said = first_paragraph(|| sheet.judge("together", [adds_up]));
    assert_eq!(
        said,
        "together: you guessed 5 s, which is not right. First wrong guess: `in_turn`."
    );
}

#[test]
fn the_first_of_two_equal_alternatives_explains_a_guess() {
    let guess = |slug| Alternative::new("it were so", slug, || Outcome::new(3_u64));
    let said = rejected(|| {
        cups(Some(3), None).judge(
            "in_turn",
            [guess("calling-starts-it"), guess("awaits-in-sequence")],
        );
    });
    let flat = said.replace('\n', " ");
    let expected = "in_turn: you guessed 3 s. That would be right if it were so. ";
    assert!(flat.contains(expected), "{said}");
    assert!(said.contains("You might think (calling-starts-it)"), "{said}");
}

#[test]
fn an_alternative_explains_only_a_guess_with_all_its_values() {
    let columns = || {
        [
            Column::value("seconds", "it takes", "s"),
            Column::count("threads", "it has", "thread"),
        ]
    };
    let alternative = |threads: u64, slug| {
        Alternative::new("it were so", slug, move || {
            Outcome::new(3_u64).and(threads)
        })
    };
    let judge = |guess: [Option<u64>; 2]| {
        let sheet = Sheet::new(columns())
            .question("it", guess, || Outcome::new(5_u64).and(1_u64));
        let alternatives = [
            alternative(1, "awaits-in-sequence"),
            alternative(2, "each-has-a-thread"),
        ];
        rejected(|| sheet.judge("it", alternatives))
    };
    // A value that is not guessed yet does not contradict an alternative.
    for (threads, slug) in [
        (Some(1), "awaits-in-sequence"),
        (Some(2), "each-has-a-thread"),
        (None, "awaits-in-sequence"),
    ] {
        let said = judge([Some(3), threads]);
        assert!(said.contains(&format!("({slug})")), "{said}");
    }
    for (guess, expected) in [
        (
            [Some(3), Some(4)],
            "0 of 2 guesses are right. it: you guessed 3 s; it takes more than that\n",
        ),
        (
            [Some(5), Some(2)],
            "1 of 2 guesses are right. it: you guessed 2 threads; it has fewer than\nthat\n",
        ),
        ([Some(5), None], "it: you have not guessed its threads yet\n"),
    ] {
        assert_eq!(judge(guess), expected);
    }
}

#[test]
fn an_unfounded_guess_gets_what_was_counted_and_its_misconception() {
    let word = |guess| {
        sheet(Column::value("word", "it is", ""), guess, || {
            Outcome::new("Both").detail("Counted: 2 and 2.")
        })
        .because("There are two.")
    };
    let alternatives = || {
        ["Parallel"].map(|it| Alternative::unfounded(it, "parallel-or-concurrent"))
    };
    let said = rejected(|| word(Some("Parallel")).judge("it", alternatives()));
    let expected = "it: you guessed Parallel; it is something else\n\nCounted: 2 and 2.\n\nThere are two.\n\nYou might think";
    assert!(said.starts_with(expected), "{said}");
    let said = rejected(|| word(Some("Sequential")).judge("it", alternatives()));
    assert_eq!(
        said,
        "it: you guessed Sequential; it is something else\n\nCounted: 2 and 2.\n\nThere are two.\n"
    );
    word(Some("Both")).judge("it", alternatives());
}

#[test]
fn an_alternative_that_gives_the_right_answer_panics() {
    let said = rejected(|| {
        cups(Some(5), None).judge(
            "in_turn",
            [Alternative::new("waits added up", "one-thread-one-wait", || {
                seconds(in_turn())
            })],
        );
    });
    assert_eq!(
        said,
        "in_turn: the alternative for one-thread-one-wait gives the right answer, so it \
         explains nothing"
    );
}

#[test]
#[should_panic(expected = "there is no question `tea`")]
fn an_unknown_question_panics() {
    cups(None, None).judge("tea", []);
}

#[test]
fn a_rejected_sequence_is_compared_at_its_first_wrong_item() {
    let judge = |guess: [u64; 3]| {
        let ticks = Column::sequence("ticks", "tick", "ms");
        let truth = || Outcome::new([100, 350, 450]);
        first_paragraph(|| sheet(ticks, Some(guess), truth).judge("it", []))
    };
    assert_eq!(
        judge([100, 200, 300]),
        "it, tick 2: you guessed 200 ms; it is more than that"
    );
    // Items are not concatenated before they are compared.
    assert_eq!(
        judge([10, 350, 450]),
        "it, tick 1: you guessed 10 ms; it is more than that"
    );
}

#[test]
fn a_sequence_that_is_too_short_or_too_long_is_rejected() {
    let judge = |guess: &'static str| {
        let truth = || Outcome::new(["begin", "guard"]);
        let sheet = sheet(Column::words("words", "word"), Some(guess), truth);
        first_paragraph(|| sheet.judge("it", []))
    };
    assert_eq!(judge(""), "it: you guessed nothing; there is at least one word");
    assert_eq!(
        judge("begin"),
        "it: your 1 word is right, but there is at least one more"
    );
    assert_eq!(
        judge("Begin, guard, end"),
        "it, word 3: you guessed `end`; there are only 2 words"
    );
    assert_eq!(
        judge("Guard -> begin"),
        "it, word 1: you guessed `guard`; it is something else"
    );
}

#[test]
fn case_and_punctuation_in_texts_are_ignored() {
    let words = |guess| {
        sheet(Column::words("words", "word"), Some(guess), || {
            Outcome::new(["begin", "guard"])
        })
    };
    for guess in ["begin guard", "Begin, guard.", "begin -> guard"] {
        words(guess).judge("it", []);
    }
    rejected(|| words("beginguard").judge("it", []));
    let letters = |guess| {
        sheet(Column::letters("answers", "answer"), Some(guess), || {
            Outcome::new(['C', 'A'])
        })
    };
    for guess in ["CA", "c, a", "C -> A."] {
        letters(guess).judge("it", []);
    }
    rejected(|| letters("AC").judge("it", []));
}

#[test]
fn a_text_is_compared_without_its_spaces_and_punctuation() {
    let text = |guess| {
        sheet(Column::text("line", "it prints"), Some(guess), || {
            Outcome::new("bread: 10")
        })
    };
    for guess in ["bread: 10", "Bread10", " bread, 10."] {
        text(guess).judge("it", []);
    }
    for (guess, said) in [("Bread: 1", "bread 1"), ("...", "nothing")] {
        let expected = format!("it: you guessed {said}; it prints something else\n");
        assert_eq!(rejected(|| text(guess).judge("it", [])), expected);
    }
}

#[test]
fn an_alternative_may_have_a_condition_and_no_misconception() {
    let it = sheet(Column::value("seconds", "it takes", "s"), Some(3_u64), || {
        Outcome::new(5_u64)
    });
    let alternative = Alternative::new("it hurried", None, || Outcome::new(3_u64));
    let said = rejected(|| it.judge("it", [alternative]));
    let expected = "it: you guessed 3 s. That would be right if it hurried.\n";
    assert_eq!(said, expected);
}

#[test]
fn a_wrong_guess_can_be_refused_before_it_is_explained() {
    let column = || {
        Column::words("words", "word").refuses(|words| {
            let unknown = words.iter().find(|it| *it != "begin")?;
            Some(format!("no program says `{unknown}`"))
        })
    };
    let judge = |guess: &'static str, truth: &'static str| {
        sheet(column(), Some(guess), move || Outcome::new(truth)).judge("it", []);
    };
    let said = rejected(|| judge("begin and start", "begin"));
    assert_eq!(
        said.replace('\n', " ").trim(),
        "it: you guessed begin, and, and start; no program says `and`"
    );
    // `refuses` is not called for a right guess.
    judge("end", "end");
}

#[test]
fn a_guess_with_an_unknown_item_is_refused() {
    let said = |guess: &'static str| {
        let column = Column::words("words", "word").only(["Begin", "end"], "says");
        let sheet = sheet(column, Some(guess), || Outcome::new("begin"));
        first_paragraph(|| sheet.judge("it", []))
    };
    let expected = "it: you guessed begin and start; no program says `start`";
    assert_eq!(said("begin, start"), expected);
    // Known words in the wrong order are not refused. Case is ignored here as well.
    assert_eq!(
        said("END begin"),
        "it, word 1: you guessed `end`; it is something else"
    );
}

#[test]
fn lines_are_explained_from_the_first_wrong_line_on() {
    let lines = |guess: &[&str]| {
        let guess = Some(Vec::from_iter(guess.iter().map(ToString::to_string)));
        sheet(Column::lines("lines", "line"), guess, || {
            Outcome::new(["in", "sits", "lights", "eats"])
        })
    };
    let eager = || {
        [
            Alternative::new("it began at once", "making-runs-the-body", || {
                Outcome::new(["in", "lights", "sits", "eats"])
            }),
            Alternative::new("it were a list", "a-list-will-do", || {
                Outcome::new(["in", "lights", "cooks", "sits"])
            }),
        ]
    };
    lines(&["In.", "sits", "Lights", "eats"]).judge("it", eager());
    let said = |guess: &[&str]| rejected(|| lines(guess).judge("it", eager()));

    // The alternative does not have to agree with the whole guess.
    let text = said(&["in", "lights", "sits", "pays"]);
    let expected = "it, line 2: you guessed `lights`. That would be right if it began at\nonce.\n";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("(making-runs-the-body)"), "{text}");
    // The alternative that agrees with more lines wins; in a tie, the first one wins.
    assert!(said(&["in", "lights", "cooks", "pays"]).contains("(a-list-will-do)"));
    assert!(said(&["in", "lights", "pays"]).contains("(making-runs-the-body)"));
    // A line that was only left out is not explained by an alternative.
    let text = said(&["in", "lights", "eats"]);
    assert_eq!(text, "it, line 2: you guessed `lights`; it is something else\n");
    let text = said(&["in", "sits"]);
    assert_eq!(text, "it: your 2 lines are right, but there is at least one more\n");
}

#[test]
fn lines_beyond_the_end_of_an_alternative_are_not_explained_by_it() {
    let said = |guess: &[&str]| {
        let guess = Some(Vec::from_iter(guess.iter().map(ToString::to_string)));
        let sheet = sheet(Column::lines("lines", "line"), guess, || {
            Outcome::new(["in", "sits", "lights", "eats"])
        });
        let leaves = || Outcome::new(["in", "lights"]);
        let short = Alternative::new("he left", "making-runs-the-body", leaves);
        rejected(|| sheet.judge("it", [short]))
    };
    let text = said(&["in", "lights", "sits", "pays"]);
    assert_eq!(text, "it, line 2: you guessed `lights`; it is something else\n");
    let text = said(&["in", "lights"]);
    assert!(text.contains("(making-runs-the-body)"), "{text}");
}

#[test]
fn says_compares_a_guess_with_an_outcome() {
    let sheet = cups(Some(3), None);
    assert!(sheet.says("in_turn", "seconds", seconds(together())));
    assert!(!sheet.says("in_turn", "seconds", seconds(in_turn())));
    assert!(!sheet.says("together", "seconds", seconds(together())), "no guess");
}

#[test]
fn a_program_that_takes_no_time_has_no_picture() {
    let spawned = || {
        Outcome::logged(
            |log| async move {
                tokio::spawn(async move {
                    cup("tea", 2).await;
                    log.say("ready");
                });
            },
            |lines, _| Outcome::new(lines.len()),
        )
    };
    let sheet =
        sheet(Column::count("lines", "it logs", "line"), Some(1_u64), spawned);
    let said = rejected(|| sheet.judge("it", []));
    assert_eq!(said, "it: you guessed 1 line; it logs fewer than that\n");
}
