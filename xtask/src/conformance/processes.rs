//! Programs that run no longer than this one, however it ends.
//!
//! Each is started as a process group of its own, so that what it starts ends along with it. What is told to end this
//! program (a signal) ends all groups first.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// How often it is looked whether a program has ended.
const GLANCE: Duration = Duration::from_millis(10);

/// A program that runs until this value is dropped, with all that it started.
pub(super) struct Process {
    child: Child,
}

impl Process {
    /// Starts a program.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub(super) fn start(command: &mut Command) -> anyhow::Result<Self> {
        let child = groups::start(command)
            .with_context(|| format!("cannot run {}", command.get_program().to_string_lossy()))?;
        Ok(Self { child })
    }

    /// The process, for its streams.
    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Its number.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has ended by itself.
    ///
    /// # Errors
    /// Where the system does not say.
    pub(super) fn has_ended(&mut self) -> anyhow::Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// Waits until it has ended, with its output read to the end.
    ///
    /// # Errors
    /// Where its output cannot be read, or it cannot be waited for.
    pub(super) fn output(mut self) -> anyhow::Result<(ExitStatus, String)> {
        let output = collect(self.child.stdout.take());
        let status = self.child.wait()?;
        Ok((status, output.join().unwrap_or_default()))
    }

    /// How it ended, where it does within `limit`.
    fn ended(&mut self, limit: Duration) -> anyhow::Result<Option<ExitStatus>> {
        let deadline = Instant::now() + limit;
        loop {
            let status = self.child.try_wait()?;
            if status.is_some() || Instant::now() >= deadline {
                return Ok(status);
            }
            thread::sleep(GLANCE);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        groups::end(&mut self.child);
    }
}

/// What a program did.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) status: ExitStatus,
    /// What it wrote to the standard output.
    pub(super) output: String,
    /// What it wrote to the standard error.
    pub(super) complaints: String,
}

/// Runs a program to its end, with `input` as its standard input.
///
/// # Errors
/// Where it cannot be started, or has not ended within `limit`: it is ended then.
pub(super) fn finish(command: &mut Command, input: String, limit: Duration) -> anyhow::Result<Finished> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = Process::start(command)?;
    let child = process.child();
    let mut writer = child.stdin.take().context("the program has no input")?;
    // A program that does not read all of its input is free to do so.
    thread::spawn(move || writer.write_all(input.as_bytes()));
    let output = collect(child.stdout.take());
    let complaints = collect(child.stderr.take());
    let status = process.ended(limit)?;
    // What it started may still hold the streams.
    drop(process);
    let [output, complaints] = [output, complaints].map(|it| it.join().unwrap_or_default());
    match status {
        Some(status) => Ok(Finished {
            status,
            output,
            complaints,
        }),
        None => bail!(
            "{} did not end within {} seconds\n{output}{complaints}",
            command.get_program().to_string_lossy(),
            limit.as_secs()
        ),
    }
}

/// Reads a stream to its end.
fn collect(stream: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is what there is.
        let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Makes signals that would end this program end first what it has started here: they do not reach that by themselves.
///
/// # Errors
/// Where signals cannot be received.
pub(crate) fn end_all_with_this() -> anyhow::Result<()> {
    groups::end_all_on_signals().context("cannot receive signals")
}

#[cfg(unix)]
mod groups {
    use std::collections::BTreeSet;
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::thread;

    use rustix::process::{Pid, Signal, kill_process_group};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    /// The groups that run, by the numbers of their first processes.
    static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

    fn running() -> MutexGuard<'static, BTreeSet<u32>> {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn start(command: &mut Command) -> io::Result<Child> {
        // Nothing may start between a signal and the end.
        let mut running = running();
        let child = command.process_group(0).spawn()?;
        running.insert(child.id());
        Ok(child)
    }

    pub(super) fn end(child: &mut Child) {
        let mut running = running();
        kill(child.id());
        let _ = child.wait();
        running.remove(&child.id());
    }

    fn kill(group: u32) {
        if let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) {
            // One that has ended already cannot be killed, and need not be.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }

    pub(super) fn end_all_on_signals() -> io::Result<()> {
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                let running = running();
                running.iter().copied().for_each(kill);
                std::process::exit(128 + signal);
            }
        });
        Ok(())
    }
}

#[cfg(not(unix))]
mod groups {
    //! Elsewhere the console ends programs together.

    use std::io;
    use std::process::{Child, Command};

    pub(super) fn start(command: &mut Command) -> io::Result<Child> {
        command.spawn()
    }

    pub(super) fn end(child: &mut Child) {
        let _ = child.kill();
        let _ = child.wait();
    }

    pub(super) fn end_all_on_signals() -> io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_gets_its_input_and_says_how_it_went() {
        let finished = finish(
            &mut shell("cat; echo no >&2; exit 3"),
            "yes".to_owned(),
            Duration::from_secs(20),
        );
        let finished = finished.unwrap();
        assert_eq!(finished.status.code(), Some(3));
        assert_eq!(
            (finished.output.as_str(), finished.complaints.as_str()),
            ("yes", "no\n")
        );
    }

    #[test]
    fn what_a_program_started_ends_with_it() {
        // The inner process holds the streams: this returns early only where it is ended too.
        let begin = Instant::now();
        let finished = finish(
            &mut shell("sleep 60 & echo done"),
            String::new(),
            Duration::from_secs(30),
        );
        assert_eq!(finished.unwrap().output, "done\n");
        assert!(begin.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let error = finish(
            &mut shell("echo first; sleep 60"),
            String::new(),
            Duration::from_secs(2),
        );
        let error = error.unwrap_err().to_string();
        assert_eq!(error, "sh did not end within 2 seconds\nfirst\n");
    }
}
