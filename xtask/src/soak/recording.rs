//! The requests of a generated client, recorded between it and a server.

use std::io::{self, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::message::Message;

/// A request, and the response that a server gave to it when nothing else was going on.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    pub(super) request: Message,
    pub(super) response: Message,
}

/// A server that passes requests on, and remembers them.
pub(super) struct Recorder {
    address: SocketAddr,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

impl Recorder {
    /// Starts to pass on to `upstream` what arrives at a free port, until this program ends.
    ///
    /// # Errors
    /// Where there is no port.
    pub(super) fn start(upstream: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let recorder = Self {
            address: listener.local_addr()?,
            exchanges: Arc::default(),
        };
        let exchanges = Arc::clone(&recorder.exchanges);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let exchanges = Arc::clone(&exchanges);
                // A connection that breaks is what the client has to say about it.
                thread::spawn(move || pass_on(&stream, upstream, &exchanges));
            }
        });
        Ok(recorder)
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was recorded until now.
    pub(super) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn pass_on(client: &TcpStream, upstream: SocketAddr, exchanges: &Mutex<Vec<Exchange>>) -> io::Result<()> {
    let server = TcpStream::connect(upstream)?;
    let mut requests = BufReader::new(client);
    let mut responses = BufReader::new(&server);
    while let Some(request) = Message::read_request(&mut requests)? {
        (&server).write_all(&request.bytes())?;
        let Some(response) = Message::read_response(&mut responses, request.method())? else {
            return Ok(());
        };
        let mut client = client;
        client.write_all(&response.bytes())?;
        let mut exchanges = exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        exchanges.push(Exchange { request, response });
    }
    Ok(())
}
