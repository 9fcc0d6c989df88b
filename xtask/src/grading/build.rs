//! Builds all requested test binaries.
//!
//! A single call to cargo builds all of them. If it ends without a result for some
//! targets, because a compiler crashed or the call was killed, each of these targets
//! is built again in its own call. So a file that breaks the compiler affects only its
//! own verdict.

mod call;
mod messages;
mod target;

pub(super) use target::{BuildOutcome, Built, Keep, Target, Workspace};

use super::cargo_errors;
use crate::{
    process::CancellationToken,
    terminal::{error::Error, progress::Progress},
};
use call::{Call, CallEnd};
use std::collections::HashMap;

/// Builds `targets`. Returns `None` if the build was canceled.
///
/// # Errors
///
/// If cargo fails for a reason that has nothing to do with a target's files.
pub(crate) fn build(
    workspace: &Workspace<'_>,
    targets: &[Target],
    keep: Keep,
    token: &CancellationToken,
    progress: &dyn Progress,
) -> Result<Option<HashMap<String, Built>>, Error> {
    if targets.is_empty() {
        return Ok(Some(HashMap::new()));
    }
    let call = |targets: &[Target]| {
        Call { workspace, targets, keep, progress }.finish(token)
    };
    let Some(result) = call(targets)? else { return Ok(None) };
    let CallEnd { mut built, missing, .. } = match targets {
        [target] => return Ok(Some(alone(target, result)?)),
        _ => result,
    };
    for target in missing {
        let target = [target];
        let Some(result) = call(&target)? else { return Ok(None) };
        built.extend(alone(&target[0], result)?);
    }
    Ok(Some(built))
}

/// The result of a call that builds only this target.
fn alone(target: &Target, result: CallEnd) -> Result<HashMap<String, Built>, Error> {
    let CallEnd { mut built, foreign, said, ending, gave_up, .. } = result;
    if built.contains_key(&target.test) {
        return Ok(built);
    }
    let is_of_machine = cargo_errors::names_the_machine(&foreign.concat(), &said);
    let how = gave_up.or_else(|| messages::crash(&said, target));
    match how.filter(|_| !is_of_machine) {
        Some(how) => {
            built.insert(target.test.clone(), BuildOutcome::GaveUp(how).into());
            Ok(built)
        }
        None => Err(cargo_errors::explain(&foreign.concat(), &said, &ending)),
    }
}
