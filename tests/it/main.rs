//! The one test binary: what is tested from the outside.

mod lsp;
