//! What one article says.
mod phrase;
mod quote;
mod role;
mod speech;
