//! Running a program, with its time and its memory.
//!
//! Memory and processor time are read from `/proc` while the program runs: the kernel keeps the
//! peak (`VmHWM`), so that only a peak in the last few milliseconds could be missed. Systems
//! without `/proc` give times only.

use std::fs;
use std::io;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// From start to end, as a person waits.
    pub(crate) wall: Duration,
    /// The time of all threads together.
    pub(crate) cpu: Option<Duration>,
    /// The most memory that was resident at once, in bytes.
    pub(crate) peak: Option<u64>,
    /// What it wrote to standard output.
    pub(crate) stdout: String,
}

/// How often `/proc` is read.
const INTERVAL: Duration = Duration::from_millis(4);

/// Runs a program to its end.
///
/// # Errors
///
/// If it cannot be started or fails; the message holds what it wrote to standard error.
pub(crate) fn run(command: &mut Command) -> io::Result<Run> {
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let id = child.id();
    let is_done = AtomicBool::new(false);
    let (output, wall, usage) = thread::scope(|scope| {
        let watch = scope.spawn(|| watch(id, &is_done));
        let output = child.wait_with_output();
        let wall = start.elapsed();
        is_done.store(true, Ordering::Relaxed);
        (output, wall, watch.join().unwrap_or_default())
    });
    let output = output?;
    if !output.status.success() {
        return Err(failed(command, &output));
    }
    Ok(Run {
        wall,
        cpu: usage.cpu,
        peak: usage.peak,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
    })
}

fn failed(command: &Command, output: &Output) -> io::Error {
    let said = String::from_utf8_lossy(&output.stderr);
    // A project with one mistake in each language says the same very often.
    let first: Vec<&str> = said.lines().take(40).collect();
    io::Error::other(format!(
        "{command:?} ended with {}:\n{}",
        output.status,
        first.join("\n")
    ))
}

#[derive(Debug, Default)]
struct Usage {
    cpu: Option<Duration>,
    peak: Option<u64>,
}

fn watch(id: u32, is_done: &AtomicBool) -> Usage {
    let mut usage = Usage::default();
    while !is_done.load(Ordering::Relaxed) {
        // A process that has ended and was not waited for has no memory any more, but times.
        usage.peak = peak(id).or(usage.peak);
        usage.cpu = cpu(id).or(usage.cpu);
        thread::sleep(INTERVAL);
    }
    usage
}

/// `VmHWM`, which proc(5) gives in units of 1,024 bytes.
fn peak(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// `utime` and `stime`: fields 14 and 15 of the file that proc(5) describes, in hundredths of a
/// second, which is what Linux shows to programs whatever its own clock does.
fn cpu(id: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The second field is the program's name, which can hold spaces.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}
