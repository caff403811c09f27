//! Bringing a folder to the state of an output: the order of the steps.

use std::fs;
use std::path::{Path, PathBuf};

use super::Output;
use super::destination::{Destination, Method, inspect};
use super::error::{Doing, PublishError};
use super::lock::Lock;
use super::plan::{self, is_published, wanted};
use super::staged::Staged;
use super::{in_place, staged};

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Files that were written.
    pub written: usize,
    /// Files that were there already.
    pub unchanged: usize,
    /// Files that were removed, as the output has them no longer.
    pub removed: usize,
    /// Files, from the output folder, that a build made, that somebody edited since, and that
    /// the output has no longer. They stay, and are not Concord's from now on.
    pub edited: Vec<PathBuf>,
    /// How it was done; `None` if there was nothing to do.
    pub method: Option<Method>,
}

/// Makes the output folder hold exactly the output, apart from files that are not ours.
///
/// `on_wait` is told the lock's path if another build publishes to the same folder; then this
/// one waits for it.
///
/// # Errors
///
/// See [`PublishError`]. The folder then is as it was, unless the error says that it is mixed
/// ([`Left::Mixed`](super::Left), in place only).
pub fn publish(
    output: &Output,
    destination: &Destination,
    on_wait: &dyn Fn(&Path),
) -> Result<Published, PublishError> {
    let place = inspect(destination)?;
    let files = wanted(output);
    let untouched = Published {
        written: 0,
        unchanged: files.len(),
        removed: 0,
        edited: Vec::new(),
        method: None,
    };
    if !place.is_in_use() && is_published(&files, &place.root) {
        return Ok(untouched);
    }
    fs::create_dir_all(&place.parent)
        .map_err(|error| PublishError::io(Doing::Create, &place.parent, error))?;
    let _lock = Lock::acquire(&place, on_wait)?;
    // Another build may have changed everything while this one waited.
    let place = inspect(destination)?;
    staged::clear(&place)?;
    let plan = plan::plan(files, &place)?;
    if plan.is_empty() {
        return Ok(untouched);
    }
    let is_staged = match destination.method {
        // A folder that is not there yet has nothing to be changed in place.
        Method::InPlace if place.root.exists() => Staged::Impossible,
        Method::InPlace | Method::Exchange => staged::publish(&plan, &place)?,
    };
    let method = match is_staged {
        Staged::Published => Method::Exchange,
        Staged::Impossible => {
            in_place::publish(&plan, &place)?;
            Method::InPlace
        }
    };
    let written = plan.changed().count();
    Ok(Published {
        written,
        unchanged: plan.wanted.len() - written,
        removed: plan.removed.len(),
        edited: plan.edited,
        method: Some(method),
    })
}
