//! Names of documents: what clients send as a URI, and the key under which a document is kept.
//!
//! Clients spell one file in several ways (`%d0%9a` and `%D0%9A`, `c:` and `C%3A`), sometimes in ways no standard
//! allows. Documents are therefore never compared by the text of their URI.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tower_lsp::ls_types::Uri;

/// The key of a document.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Key {
    /// A file: its absolute path with `/` between the parts, decoded, without `.` and `..`, a drive letter in lower
    /// case (`/c:/news/a.md`), a host in front (`//host/share/a.md`).
    File(String),
    /// Anything else, by its text: `untitled:Untitled-1`.
    Other(String),
}

impl Key {
    /// The key that is written so; see [`std::fmt::Display`].
    pub(super) fn from_name(name: &str) -> Self {
        if name.starts_with('/') { Self::File(name.to_owned()) } else { Self::Other(name.to_owned()) }
    }

    /// The key of the document that the client names.
    pub(super) fn of(uri: &Uri) -> Self {
        Self::parse(uri.as_str())
    }

    fn parse(uri: &str) -> Self {
        let Some(rest) = after_scheme(uri, "file") else { return Self::Other(uri.to_owned()) };
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        let (host, path) = match rest.strip_prefix("//") {
            Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
            None => ("", rest),
        };
        let host = if host.eq_ignore_ascii_case("localhost") { "" } else { host };
        match String::from_utf8(decode(path)) {
            Ok(path) => Self::file(&host.to_ascii_lowercase(), &path),
            // A name in some older encoding: no text, so it is told apart by its bytes.
            Err(error) => Self::Other(format!("file://{host}{}", encode(error.as_bytes()))),
        }
    }

    /// The key of the file at an absolute path.
    pub(super) fn from_path(path: &Path) -> Self {
        match path.to_str() {
            Some(path) if cfg!(windows) => Self::from_windows(path),
            Some(path) => Self::file("", path),
            None => Self::Other(format!("file://{}", encode(path.as_os_str().as_encoded_bytes()))),
        }
    }

    fn from_windows(path: &str) -> Self {
        let path = path.strip_prefix(r"\\?\").unwrap_or(path).replace('\\', "/");
        match path.strip_prefix("//").and_then(|it| it.split_once('/')) {
            Some((host, path)) => Self::file(&host.to_ascii_lowercase(), path),
            None => Self::file("", &path),
        }
    }

    fn file(host: &str, path: &str) -> Self {
        // Only on Windows is a backslash no letter of a name, and only there do paths have hosts and drives.
        let windows = !host.is_empty() || has_drive(path.trim_start_matches('/'));
        let path = if windows { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
        let mut parts: Vec<Cow<'_, str>> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                _ if parts.is_empty() && has_drive(part) => parts.push(part.to_ascii_lowercase().into()),
                _ => parts.push(part.into()),
            }
        }
        let host = if host.is_empty() { String::new() } else { format!("//{host}") };
        Self::File(format!("{host}/{}", parts.join("/")))
    }

    /// The path on disk; `None` if the document has none.
    pub(super) fn path(&self) -> Option<PathBuf> {
        match self {
            // A drive stands behind a slash in a URI and not in a path.
            Self::File(path) if cfg!(windows) && !path.starts_with("//") => path.get(1..).map(PathBuf::from),
            Self::File(path) => Some(PathBuf::from(path)),
            Self::Other(_) => None,
        }
    }

    /// A URI for the document, spelled as VS Code does. For an open document take the client's own spelling instead.
    pub(super) fn uri(&self) -> Option<Uri> {
        let text = match self {
            Self::File(path) => match path.strip_prefix("//").and_then(|it| it.split_once('/')) {
                Some((host, path)) => format!("file://{host}/{}", encode(path.as_bytes())),
                None => format!("file://{}", encode(path.as_bytes())),
            },
            Self::Other(uri) => uri.clone(),
        };
        Uri::from_str(&text).ok()
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::File(name) | Self::Other(name)) = self;
        f.write_str(name)
    }
}

fn after_scheme<'a>(uri: &'a str, scheme: &str) -> Option<&'a str> {
    let (found, rest) = uri.split_once(':')?;
    found.eq_ignore_ascii_case(scheme).then_some(rest)
}

fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':'] | [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

fn decode(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let Some((&first, rest)) = bytes.split_first() {
        let value = if first == b'%' { hex(rest) } else { None };
        decoded.push(value.unwrap_or(first));
        bytes = rest.get(if value.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    decoded
}

/// The byte that two hexadecimal digits at the beginning stand for.
fn hex(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
    // `from_str_radix` takes a sign as well.
    if digits.starts_with('+') { None } else { u8::from_str_radix(digits, 16).ok() }
}

/// Writes a path so that it is right in any URI.
fn encode(path: &[u8]) -> String {
    let mut text = String::with_capacity(path.len());
    for &byte in path {
        push(&mut text, byte, byte == b'/' || is_unreserved(byte));
    }
    text
}

fn push(text: &mut String, byte: u8, plain: bool) {
    use std::fmt::Write;
    if plain {
        text.push(char::from(byte));
    } else {
        // Writing to a string does not fail.
        let _ = write!(text, "%{byte:02X}");
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// What became of a URI that the client sent.
#[derive(Debug, PartialEq)]
pub(super) enum Mended {
    /// It can be read as it is.
    Fine,
    /// So it can be read.
    To(String),
    /// It cannot be read.
    Hopeless,
}

/// Makes a URI readable to the strict reader of the library.
///
/// Helix and Zed leave `[` and spaces as they are, Eclipse does so with `é`. The library's type refuses these, and
/// the document would be dead to it. The judge is that very type.
pub(super) fn mend(uri: &str) -> Mended {
    if Uri::from_str(uri).is_ok() {
        return Mended::Fine;
    }
    let absolute = uri.starts_with('/').then(|| format!("file://{uri}"));
    let uri = absolute.as_deref().unwrap_or(uri);
    let path = path_start(uri);
    [path, uri.find(':').map_or(0, |colon| colon + 1)]
        .into_iter()
        .map(|from| percent_encode(uri, from))
        .find(|candidate| Uri::from_str(candidate).is_ok())
        .map_or(Mended::Hopeless, Mended::To)
}

/// Where the path begins, behind scheme and host: brackets are right in a host.
fn path_start(uri: &str) -> usize {
    let Some(authority) = uri.find("://").map(|at| at + 3) else {
        return uri.find(':').map_or(0, |colon| colon + 1);
    };
    let rest = uri.get(authority..).unwrap_or_default();
    authority + rest.find(['/', '?', '#']).unwrap_or(rest.len())
}

/// Encodes, from a byte on, what RFC 3986 allows nowhere in path, query and fragment.
fn percent_encode(uri: &str, from: usize) -> String {
    let mut text = String::with_capacity(uri.len() + 16);
    let mut in_fragment = false;
    for (at, &byte) in uri.as_bytes().iter().enumerate() {
        let allowed = match byte {
            b'%' => uri.as_bytes().get(at + 1..).and_then(hex).is_some(),
            b'#' => !std::mem::replace(&mut in_fragment, true),
            _ => is_unreserved(byte) || b"!$&'()*+,;=:@/?".contains(&byte),
        };
        push(&mut text, byte, allowed || (at < from && byte.is_ascii()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Key {
        Key::File(path.to_owned())
    }

    #[test]
    fn one_file_has_one_key_however_it_is_spelled() {
        for (path, spellings) in [
            (
                "/news/Киев.md",
                &["file:///news/%D0%9A%D0%B8%D0%B5%D0%B2.md", "file:///news/%d0%9a%d0%b8%d0%b5%d0%b2.md"][..],
            ),
            (
                "/news/a b.md",
                &["file:///news/a%20b.md", "FILE:///news/a%20b.md", "file://localhost/news/a%20b.md"],
            ),
            (
                "/news/a.md",
                &["file:///news/a.md", "file:/news/a.md", "file:///news//x/../a.md", "file:///./news/a.md"],
            ),
            (
                "/c:/news/a.md",
                &["file:///c:/news/a.md", "file:///C%3A/news/a.md", "file:///C:%5Cnews%5Ca.md"],
            ),
            ("//host/share/a.md", &["file://host/share/a.md", "file://HOST/share/a.md"]),
            ("/etc/passwd", &["file:///a/%2e%2e/%2e%2e/etc/passwd"]),
        ] {
            for spelling in spellings {
                assert_eq!(Key::parse(spelling), file(path), "{spelling}");
            }
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        for (one, other) in [
            ("file:///news/a.md", "file:///news/A.md"),
            ("file:///c:/a.md", "file:///d:/a.md"),
            ("file:///a%FF.md", "file:///a%FE.md"),
            ("file:///a.md", "untitled:/a.md"),
            ("untitled:Untitled-1", "untitled:Untitled-2"),
            // A backslash is a letter where there are no drives.
            ("file:///a%5Cb.md", "file:///a/b.md"),
            // Decoded once, not twice.
            ("file:///a%2520b.md", "file:///a%20b.md"),
        ] {
            assert_ne!(Key::parse(one), Key::parse(other));
        }
        assert_eq!(Key::parse("file:///a%fF.md"), Key::parse("file:///a%Ff.md"));
    }

    #[test]
    fn a_key_becomes_a_uri_with_the_same_key() {
        for path in ["/news/draft [2] #3 100%.md", "/news/Киев.md", "/c:/news/a.md", "//host/share/é.md", "/"]
        {
            let uri = file(path).uri().unwrap();
            assert_eq!(Key::of(&uri), file(path), "{uri:?}");
        }
        assert_eq!(file("/c:/a b").uri().unwrap().as_str(), "file:///c%3A/a%20b");
    }

    #[test]
    fn paths_of_both_worlds_make_keys() {
        assert_eq!(Key::from_windows(r"C:\news\a.md"), file("/c:/news/a.md"));
        assert_eq!(Key::from_windows(r"\\?\C:\news\a.md"), file("/c:/news/a.md"));
        assert_eq!(Key::from_windows(r"\\Host\share\a.md"), file("//host/share/a.md"));
        #[cfg(unix)]
        {
            assert_eq!(Key::from_path(Path::new("/news/./a.md")), file("/news/a.md"));
            assert_eq!(file("/news/a.md").path(), Some(PathBuf::from("/news/a.md")));
        }
        assert_eq!(Key::parse("untitled:a").path(), None);
    }

    #[test]
    fn what_editors_send_bare_is_encoded() {
        for (sent, mended) in [
            ("file:///a/draft [2].md", "file:///a/draft%20%5B2%5D.md"),
            ("file:///a/{x}|y^z`.md", "file:///a/%7Bx%7D%7Cy%5Ez%60.md"),
            ("file:///a/café.md", "file:///a/caf%C3%A9.md"),
            ("file:///a/100%.md", "file:///a/100%25.md"),
            ("file:///a/%zz%20.md", "file:///a/%25zz%20.md"),
            ("file:///c:\\a\\b.md", "file:///c:%5Ca%5Cb.md"),
            ("file://höst/a.md", "file://h%C3%B6st/a.md"),
            ("untitled:Ohne Titel 1", "untitled:Ohne%20Titel%201"),
            ("file:///a#b#c", "file:///a#b%23c"),
            ("/news/a b.md", "file:///news/a%20b.md"),
        ] {
            assert_eq!(mend(sent), Mended::To(mended.to_owned()));
            assert_eq!(mend(mended), Mended::Fine);
        }
    }

    #[test]
    fn what_can_be_read_is_left_alone() {
        for uri in [
            "file:///a%20b.md",
            "untitled:Untitled-1",
            "file:///c%3A/x",
            "http://[::1]:80/a?b#c",
            "git:/a.md?%7B%7D",
        ] {
            assert_eq!(mend(uri), Mended::Fine);
        }
        for hopeless in ["", "no scheme", "::: not a uri", "é:x"] {
            assert_eq!(mend(hopeless), Mended::Hopeless, "{hopeless}");
        }
    }
}
