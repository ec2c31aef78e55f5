//! A small HTTP client: what is sent stands in the test, byte by byte, and so does what comes back.

use std::{
    collections::BTreeMap,
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    /// By name in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
    /// Whether it came to its end; one that breaks off did not.
    pub whole: bool,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// Asserts the status and what the body must contain.
    #[track_caller]
    pub fn expect(self, status: u16, parts: &[&str]) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        for part in parts {
            assert!(self.text().contains(part), "«{part}» is not in:\n{}", self.text());
        }
        self
    }
}

/// Sends a request; `head` holds further lines, each `Name: value`.
pub fn send(address: SocketAddr, method: &str, path: &str, head: &[&str], body: &[u8]) -> Answer {
    let host =
        if head.iter().any(|line| line.starts_with("Host:")) { String::new() } else { format!("Host: {address}\r\n") };
    let lines = head.iter().flat_map(|line| [line, "\r\n"]).collect::<String>();
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let mut bytes = format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{lines}{length}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    raw(address, &bytes, method == "HEAD")
}

/// GET with an `Accept`.
pub fn get(address: SocketAddr, path: &str, accept: &str) -> Answer {
    send(address, "GET", path, &[&format!("Accept: {accept}")], b"")
}

/// A query by GET.
pub fn ask(address: SocketAddr, sparql: &str, accept: &str) -> Answer {
    get(address, &format!("/sparql?query={}", encoded(sparql)), accept)
}

/// Sends bytes as they are and reads to the end.
pub fn raw(address: SocketAddr, bytes: &[u8], head_only: bool) -> Answer {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time limit");
    // The server may answer and close before it has read everything.
    let _ = stream.write_all(bytes);
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let end = all.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer with a head");
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let rest = &all[end + 4..];
    let (body, whole) = match (headers.get("transfer-encoding"), headers.get("content-length")) {
        (Some(coding), _) if coding == "chunked" => chunks(rest),
        (_, Some(length)) => (rest.to_vec(), head_only || length.parse() == Ok(rest.len())),
        _ => (rest.to_vec(), true),
    };
    Answer { status, headers, body, whole }
}

fn chunks(mut rest: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(line) = rest.windows(2).position(|two| two == b"\r\n") else { return (body, false) };
        let size = std::str::from_utf8(&rest[..line]).ok().and_then(|text| usize::from_str_radix(text.trim(), 16).ok());
        match size {
            Some(0) => return (body, true),
            Some(size) if rest.len() >= line + 2 + size + 2 => {
                body.extend_from_slice(&rest[line + 2..line + 2 + size]);
                rest = &rest[line + 2 + size + 2..];
            }
            _ => return (body, false),
        }
    }
}

/// Percent-encodes everything but letters and digits.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
