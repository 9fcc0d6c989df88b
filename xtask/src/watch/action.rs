//! What the learner asks for with a key.

/// What the learner asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Hint,
    Next,
    Previous,
    List,
    Solution,
    Difference,
    /// Run the lesson's story.
    Run,
    /// Check once more.
    Again,
    /// Back to the verdict.
    Back,
    /// Take what is chosen in the list.
    Choose,
    Up,
    Down,
    PageUp,
    PageDown,
    Home,
    End,
    Quit,
}
