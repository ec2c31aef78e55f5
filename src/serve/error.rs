//! What can go wrong with the server itself; what can go wrong with a request is a [`Refusal`](super::refusal::Refusal).

use std::{io, net::SocketAddr};

use thiserror::Error;

use crate::store;

/// Why the server could not be started.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// Somebody else listens there.
    #[error("{0} is taken by another program")]
    Taken(SocketAddr),
    /// The address is not one of this machine, or may not be used.
    #[error("{address} cannot be listened on: {source}")]
    Address {
        /// The address as given.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The graph could not be read.
    #[error(transparent)]
    Graph(#[from] store::Error),
    /// The system gives no thread or no socket.
    #[error("the server could not be started: {0}")]
    System(#[from] io::Error),
}

impl Error {
    /// What to do about it, where there is something.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Taken(address) => Some(format!(
                "`ss -ltnp 'sport = :{port}'` (or `lsof -i :{port}`) names the program; `-b {}:{}` takes another port, \
                 `-b {}:0` any that is free",
                address.ip(),
                address.port().wrapping_add(1).max(1024),
                address.ip(),
                port = address.port(),
            )),
            Self::Address { .. } => Some("`-b 127.0.0.1:7979` is an address of every machine".to_owned()),
            _ => None,
        }
    }
}
