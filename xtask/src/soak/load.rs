//! All clients at once.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::memory::Memory;
use super::recording::Exchange;
use super::server::Server;
use super::tally::Tally;
use super::traffic::{Client, Kind};

/// How often the memory of the server is looked at.
const GLANCE: Duration = Duration::from_millis(500);

/// What a server is put under.
pub(super) struct Load<'e> {
    pub(super) address: SocketAddr,
    pub(super) exchanges: &'e [Exchange],
    /// How many clients send valid requests. As many again send others, of all kinds.
    pub(super) clients: usize,
    pub(super) time: Duration,
    pub(super) seed: u64,
}

/// What came of it.
pub(super) struct Outcome {
    pub(super) tallies: Vec<(Kind, Tally)>,
    pub(super) time: Duration,
    /// From the beginning to the end; nothing where the system does not tell.
    pub(super) memory: Vec<Memory>,
    /// Clients that ended by a mistake of their own, with all that they had counted.
    pub(super) lost_clients: usize,
    /// Requests that were answered rightly before the load, and are not any more.
    pub(super) wrong_after: usize,
    pub(super) panics: usize,
    /// Whether the server has ended by itself.
    pub(super) has_ended: bool,
}

impl Load<'_> {
    /// Puts the server under it.
    pub(super) fn run(&self, server: &Server) -> Outcome {
        let begin = Instant::now();
        let end = begin + self.time;
        let kinds = self.kinds();
        let mut tallies: Vec<(Kind, Tally)> = Kind::ALL.map(|kind| (kind, Tally::default())).into();
        let mut memory: Vec<Memory> = server.memory().into_iter().collect();
        let mut lost_clients = 0;
        thread::scope(|scope| {
            let clients: Vec<_> = kinds
                .iter()
                .zip(1..)
                .map(|(kind, number)| {
                    let client = Client {
                        address: self.address,
                        exchanges: self.exchanges,
                        chance: Chance::new(self.seed.wrapping_add(number << 32)),
                        end,
                    };
                    (*kind, scope.spawn(move || client.run(*kind)))
                })
                .collect();
            while Instant::now() < end {
                thread::sleep(GLANCE.min(end.saturating_duration_since(Instant::now())));
                memory.extend(server.memory());
            }
            for (kind, client) in clients {
                let Ok(tally) = client.join() else {
                    lost_clients += 1;
                    continue;
                };
                let sum = tallies.iter_mut().find(|(it, _)| *it == kind);
                if let Some((_, sum)) = sum {
                    sum.add(tally);
                }
            }
        });
        Outcome {
            tallies,
            time: begin.elapsed(),
            memory,
            lost_clients,
            wrong_after: 0,
            panics: 0,
            has_ended: false,
        }
    }

    /// The kinds of all clients.
    fn kinds(&self) -> Vec<Kind> {
        let valid = std::iter::repeat_n(Kind::Valid, self.clients);
        let others = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Valid).cycle();
        valid.chain(others.take(self.clients)).collect()
    }
}
