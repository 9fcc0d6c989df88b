//! The environment for files from elsewhere: only the variables that are named here.
//! ARCHITECTURE.md says why each variable is needed.
//!
//! A file may read the environment while it is compiled and while it runs, and a grader's
//! environment may contain tokens.

use std::{env, ffi::OsStr, process::Command};

/// What every program needs: where to find other programs, the home and temporary
/// directories, and the system's own variables.
const FOR_ALL: [&str; 12] = [
    "PATH",
    "HOME",
    "TMPDIR",
    "TMP",
    "TEMP",
    "LANG",
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "USERPROFILE",
    protocol::env::SEED,
];

/// What cargo, the compiler, and the linker need in addition.
pub(super) const FOR_BUILDS: &[&str] = &[
    "CARGO",
    "CARGO_HOME",
    "CARGO_NET_OFFLINE",
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "RUSTC_WRAPPER",
    "LD_LIBRARY_PATH",
    // The locations of linkers and libraries on macOS and Windows.
    "DEVELOPER_DIR",
    "SDKROOT",
    "MACOSX_DEPLOYMENT_TARGET",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "PROGRAMFILES",
    "PROGRAMFILES(X86)",
    "PROCESSOR_ARCHITECTURE",
    "INCLUDE",
    "LIB",
    "LIBPATH",
    "VCINSTALLDIR",
    "VSINSTALLDIR",
    "VCTOOLSINSTALLDIR",
    "WINDOWSSDKDIR",
    "WINDOWSSDKLIBVERSION",
    // A first build may have to download the dependencies.
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];

/// A compiled program needs nothing in addition.
pub(super) const FOR_PROGRAMS: &[&str] = &[];

/// Removes everything else that the command would inherit. Variables that were set for
/// the command itself are kept.
pub(super) fn reduce(command: &mut Command, needed: &[&str]) {
    for (name, _) in env::vars_os() {
        if !is_kept(&name, needed) && command.get_envs().all(|it| it.0 != name) {
            command.env_remove(name);
        }
    }
}

/// Variable names are compared as Windows compares them.
fn is_kept(name: &OsStr, needed: &[&str]) -> bool {
    let is = |it: &&str| name.eq_ignore_ascii_case(it);
    FOR_ALL.iter().any(is) || needed.iter().any(is)
}

#[cfg(test)]
mod tests {
    use super::{FOR_BUILDS, FOR_PROGRAMS, is_kept};
    use std::ffi::OsStr;

    #[test]
    fn only_named_variables_are_kept() {
        let is = |name: &str, needed| is_kept(OsStr::new(name), needed);
        assert!(is("PATH", FOR_PROGRAMS) && is("Path", FOR_BUILDS));
        assert!(is("CARGO_HOME", FOR_BUILDS) && !is("CARGO_HOME", FOR_PROGRAMS));
        assert!(!is("GITHUB_TOKEN", FOR_BUILDS));
        assert!(!is("CARGO_REGISTRY_TOKEN", FOR_BUILDS));
    }
}
