//! Measuring what another program does, from outside: the same for every generator.

pub(crate) mod files;
pub(crate) mod machine;
pub(crate) mod process;
pub(crate) mod series;
