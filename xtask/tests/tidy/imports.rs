//! Code on a page shows its imports, so that a reader who types it in never gets an error
//! about an unknown name.
//!
//! A page's Rust blocks are read in order. Each function, type, and macro that a block uses
//! must be imported or defined in this block or an earlier one, defined in the lesson's own
//! program, or part of the prelude. Methods and variables are not checked.

use crate::{assert_none, numbered, read, root};
use std::{collections::BTreeSet, path::Path};
use syn::{
    Expr, Item, Macro, Pat, Token, UseTree,
    parse::Parser,
    punctuated::Punctuated,
    visit::{self, Visit},
};

/// Crates and keywords that may begin a path.
const ROOTS: &[&str] = &[
    "Self",
    "alloc",
    "core",
    "crate",
    "futures",
    "genawaiter",
    "http_body_util",
    "hyper_util",
    "mio",
    "self",
    "stage",
    "std",
    "super",
    "tokio",
];

/// The names in Rust's prelude, primitive types, and the macros of `std`.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "assert",
    "assert_eq",
    "assert_ne",
    "bool",
    "char",
    "dbg",
    "drop",
    "eprintln",
    "f32",
    "f64",
    "format",
    "i16",
    "i32",
    "i64",
    "i8",
    "isize",
    "matches",
    "panic",
    "print",
    "println",
    "size_of",
    "size_of_val",
    "str",
    "thread_local",
    "todo",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "unreachable",
    "usize",
    "vec",
    "write",
    "writeln",
];

#[test]
fn code_on_a_page_shows_its_imports() {
    let mut faults = Vec::new();
    for lesson in numbered("lessons") {
        let path = format!("lessons/{lesson}/README.md");
        let (own, imported) = sources_of(&root().join("lessons").join(&lesson));
        let page = read(&root().join(&path));
        faults.extend(faults_of(&path, &page, &own));
        let shown = blocks(&page).into_iter().filter_map(|(_, it)| parsed(&it));
        let shown = shown.flat_map(|file| imports(&file));
        let wrong = shown.filter(|it| !imported.contains(it));
        faults.extend(wrong.map(|it| {
            format!(
                "{path}: no source of this lesson has `use {it}`: fix or remove it"
            )
        }));
    }
    assert_none(&faults);
}

/// The names that a page's blocks use without importing them.
fn faults_of(path: &str, page: &str, own: &BTreeSet<String>) -> Vec<String> {
    let mut known = Names::default();
    let mut faults = Vec::new();
    for (line, block) in blocks(page) {
        // Code that does not compile must still parse.
        let Some(file) = parsed(&block) else {
            faults.push(format!("{path}:{line}: this block is not Rust"));
            continue;
        };
        let mut names = Names { defined: known.defined, ..Names::default() };
        names.visit_file(&file);
        let is_known = |name: &str| {
            names.defined.contains(name)
                || own.contains(name)
                || ROOTS.contains(&name)
                || PRELUDE.contains(&name)
        };
        let unknown = names.used.iter().filter(|name| !is_known(name));
        faults.extend(unknown.map(|name| {
            format!("{path}:{line}: `{name}` is not imported: show its `use` line")
        }));
        known = names;
    }
    faults
}

/// The Rust blocks of a page, each with the number of its first line.
fn blocks(page: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, line) in page.lines().enumerate() {
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some("rust")) => open = Some((at + 2, String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            // This line marks omitted code.
            (Some(_), None) if line.trim() == "…" => {}
            (Some((_, block)), None) => *block += &format!("{line}\n"),
            (None, _) => {}
        }
    }
    blocks
}

/// Parses a block as a file, as statements, as items of an `impl`, or as arms of a `match`.
fn parsed(block: &str) -> Option<syn::File> {
    let shapes = [
        block.to_owned(),
        format!("async fn page() {{ {block} }}"),
        format!("async fn page() {{ {block}; }}"),
        format!("impl Page {{ {block} }}"),
        format!("async fn page() {{ match it {{ {block} }} }}"),
    ];
    shapes.iter().find_map(|shape| syn::parse_file(shape).ok())
}

/// The names that a lesson's program defines, and the paths that all its sources import.
fn sources_of(lesson: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut names, mut imported) = (Names::default(), BTreeSet::new());
    let mut directories = vec![lesson.to_owned()];
    while let Some(directory) = directories.pop() {
        for name in crate::names(&directory) {
            let path = directory.join(&name);
            if path.is_dir() {
                directories.push(path);
            } else if name.ends_with(".rs") {
                let file = syn::parse_file(&read(&path));
                let file = file.expect("the file compiles, so it parses");
                imported.extend(imports(&file));
                let is_program = ["src", "story"]
                    .iter()
                    .any(|it| path.starts_with(lesson.join(it)));
                if is_program {
                    file.items.iter().for_each(|item| names.define(item));
                }
            }
        }
    }
    (names.defined, imported)
}

/// The paths of all `use` items in a file, at any level, with their original names.
fn imports(file: &syn::File) -> BTreeSet<String> {
    struct Imports(BTreeSet<String>);
    impl<'a> Visit<'a> for Imports {
        fn visit_item_use(&mut self, it: &'a syn::ItemUse) {
            each_import("", &it.tree, &mut |path, _| self.0.extend([path]));
        }
    }
    let mut imports = Imports(BTreeSet::new());
    imports.visit_file(file);
    imports.0
}

/// Calls `found` with each path that a `use` tree imports, and with the name that it
/// brings into scope. The names that a glob imports can't be determined here.
fn each_import(
    prefix: &str,
    tree: &UseTree,
    found: &mut impl FnMut(String, Option<String>),
) {
    let path = |name: &syn::Ident| match prefix {
        "" => name.to_string(),
        prefix => format!("{prefix}::{name}"),
    };
    match tree {
        UseTree::Path(it) => each_import(&path(&it.ident), &it.tree, found),
        // `use std::future::{self, Future}`
        UseTree::Name(it) if it.ident == "self" => {
            let name = prefix.rsplit("::").next().map(str::to_owned);
            found(prefix.to_owned(), name);
        }
        UseTree::Name(it) => found(path(&it.ident), Some(it.ident.to_string())),
        UseTree::Rename(it) => found(path(&it.ident), Some(it.rename.to_string())),
        UseTree::Glob(_) => found(format!("{prefix}::*"), None),
        UseTree::Group(it) => {
            it.items.iter().for_each(|it| each_import(prefix, it, found));
        }
    }
}

/// The names that a piece of code defines, and the ones that it uses.
#[derive(Default)]
struct Names {
    defined: BTreeSet<String>,
    used: BTreeSet<String>,
}

impl Names {
    fn define(&mut self, item: &Item) {
        let name = match item {
            Item::Const(it) => &it.ident,
            Item::Enum(it) => &it.ident,
            Item::Fn(it) => &it.sig.ident,
            Item::Macro(it) => match &it.ident {
                Some(name) => name,
                None => return,
            },
            Item::Mod(it) => {
                if let Some((_, items)) = &it.content {
                    items.iter().for_each(|item| self.define(item));
                }
                &it.ident
            }
            Item::Static(it) => &it.ident,
            Item::Struct(it) => &it.ident,
            Item::Trait(it) => &it.ident,
            Item::Type(it) => &it.ident,
            _ => return,
        };
        self.defined.insert(name.to_string());
    }

    fn use_path(&mut self, path: &syn::Path, is_called: bool) {
        let Some(first) = path.segments.first() else { return };
        let name = first.ident.to_string();
        // A single lowercase name that is not called is a variable.
        let is_type = name.starts_with(|it: char| it.is_ascii_uppercase());
        if is_type || is_called || path.segments.len() > 1 {
            self.used.insert(name);
        }
    }
}

impl<'a> Visit<'a> for Names {
    fn visit_item(&mut self, item: &'a Item) {
        self.define(item);
        if let Item::Use(it) = item {
            each_import("", &it.tree, &mut |_, name| self.defined.extend(name));
        }
        visit::visit_item(self, item);
    }

    fn visit_generics(&mut self, generics: &'a syn::Generics) {
        for parameter in generics.type_params() {
            self.defined.insert(parameter.ident.to_string());
        }
        for parameter in generics.const_params() {
            self.defined.insert(parameter.ident.to_string());
        }
        visit::visit_generics(self, generics);
    }

    fn visit_pat(&mut self, pat: &'a Pat) {
        if let Pat::Ident(it) = pat {
            self.defined.insert(it.ident.to_string());
        }
        visit::visit_pat(self, pat);
    }

    fn visit_expr_call(&mut self, call: &'a syn::ExprCall) {
        if let Expr::Path(it) = &*call.func
            && it.qself.is_none()
        {
            self.use_path(&it.path, true);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.use_path(path, false);
        visit::visit_path(self, path);
    }

    /// Names in attributes are known to the compiler and need no imports.
    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}

    fn visit_macro(&mut self, it: &'a Macro) {
        self.use_path(&it.path, true);
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(arguments) = arguments.parse2(it.tokens.clone()) {
            for argument in &arguments {
                // The visitor borrows for 'a, but this argument lives only for this call:
                // collect its names in another visitor.
                let mut inner = Names::default();
                inner.visit_expr(&argument.clone());
                self.used.extend(inner.used.difference(&inner.defined).cloned());
            }
        }
    }
}

#[test]
fn imports_in_groups_are_found() {
    let file = "use a::{self, b::C, d as e};\nfn f() { use g; }".to_owned();
    let paths = imports(&parsed(&file).expect("it is Rust"));
    assert_eq!(paths.into_iter().collect::<Vec<_>>(), ["a", "a::b::C", "a::d", "g"]);
}

#[track_caller]
fn check(page: &str, unknown: &[&str]) {
    let faults = faults_of("page", page, &BTreeSet::from(["minimum".to_owned()]));
    let names: Vec<_> =
        faults.iter().filter_map(|it| it.split('`').nth(1)).collect();
    assert_eq!(names, unknown, "{faults:?}");
}

#[test]
fn a_name_is_reported_if_it_has_no_import() {
    check("```rust\nlet all = join_all(futures).await;\n```\n", &["join_all"]);
    check("```rust\njoin!(a, minimum(1));\n```\n", &["join"]);
    check("```rust\nlet w = Waker::noop();\n```\n", &["Waker"]);
    check("```rust\nfn f(it: Pin<&mut u8>) {}\n```\n", &["Pin"]);
    check("```rust\nthread::sleep(long);\n```\n", &["thread"]);
    check("```rust\nprintln!(\"{}\", Duration::ZERO);\n```\n", &["Duration"]);
    // An import in a later block doesn't count.
    check("```rust\nspawn(a);\n```\n```rust\nuse tokio::spawn;\n```\n", &["spawn"]);
}

#[test]
fn a_name_is_not_reported_if_it_is_known() {
    check("```rust\nuse futures::future::join_all;\njoin_all(a).await;\n```\n", &[]);
    check(
        "```rust\nuse std::{pin::pin, thread};\n```\n```rust\npin!(a);\n```\n",
        &[],
    );
    check("```rust\nlet all: Vec<_> = (0..3).map(minimum).collect();\n```\n", &[]);
    check("```rust\nfn f<T: Send>(it: T) -> Option<T> { Some(it) }\n```\n", &[]);
    check("```rust\nlet make = |x| x;\nmake(1);\n```\n", &[]);
    check("```rust\ntokio::task::yield_now().await;\n```\n", &[]);
    check("```text\njoin_all(futures)\n```\n", &[]);
}
