//! Several measurements of one thing.

use std::time::Duration;

/// The median, and how far the others lie from it. In seconds.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub(crate) struct Series {
    pub(crate) median: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Series {
    /// Of times.
    pub(crate) fn of(times: impl IntoIterator<Item = Duration>) -> Option<Self> {
        let mut seconds: Vec<f64> = times.into_iter().map(|time| time.as_secs_f64()).collect();
        seconds.sort_by(f64::total_cmp);
        Some(Self {
            median: median(&seconds)?,
            least: *seconds.first()?,
            most: *seconds.last()?,
        })
    }
}

/// The middle of sorted numbers, or the mean of the two in the middle.
fn median(sorted: &[f64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some((sorted[sorted.len() / 2 - 1] + upper) / 2.0)
}
