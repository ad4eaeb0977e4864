//! copydesk reads news articles: who is in them, which figures they state, and where two of these cannot both be
//! right.
//!
//! The modules are floors, in reading order. A floor uses only those above it in this list; a test keeps it so.

pub mod text;

pub mod language;

pub mod article;

pub mod facts;

pub mod index;

pub mod config;

pub mod rules;

pub mod ide;

pub mod disk;

pub mod fixture;

pub mod server;

pub mod cli;
