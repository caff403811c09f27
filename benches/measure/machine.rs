//! What figures were measured on.

use std::fs;
use std::num::NonZero;
use std::thread;

/// A machine.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Machine {
    pub(crate) system: String,
    pub(crate) processor: Option<String>,
    /// How many threads run at once.
    pub(crate) threads: usize,
    /// In bytes.
    pub(crate) memory: Option<u64>,
    /// How many threads wanted to run in the last minute before measuring. On a machine that is
    /// busy, the least times and the processor's times say more than medians.
    pub(crate) load: Option<f64>,
}

impl Machine {
    /// This one, as far as it tells.
    pub(crate) fn here() -> Self {
        Self {
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            processor: field("/proc/cpuinfo", "model name"),
            threads: thread::available_parallelism().map_or(1, NonZero::get),
            memory: field("/proc/meminfo", "MemTotal")
                .and_then(|size| size.strip_suffix("kB")?.trim().parse().ok())
                .map(|kibibytes: u64| kibibytes * 1024),
            load: fs::read_to_string("/proc/loadavg")
                .ok()
                .and_then(|text| text.split_whitespace().next()?.parse().ok()),
        }
    }
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim().to_owned())
    })
}
