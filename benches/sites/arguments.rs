//! The command line.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Parser;

use crate::corpus::language;

/// Measure how Concord builds sites of many languages.
#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench sites --", disable_version_flag = true)]
pub(crate) struct Arguments {
    /// Sizes as languages × articles [default: 6x31 50x31 200x31]
    #[arg(value_name = "LANGUAGESxARTICLES")]
    sizes: Vec<Size>,
    /// How many times each build runs; the tables show medians [default: 5]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    runs: Option<u16>,
    /// Write the figures to a file as well.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Where projects and sites are written while measuring [default: cargo's target folder]
    #[arg(long = "in", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Write the projects to a folder and measure nothing.
    #[arg(long, value_name = "DIR")]
    pub(crate) generate: Option<PathBuf>,
    /// Other words and another order of languages.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// What `cargo bench` passes on, and `cargo test` does not.
    #[arg(long, hide = true)]
    bench: bool,
}

impl Arguments {
    /// What to measure. `cargo test --benches` only wants to know whether all this works.
    pub(crate) fn sizes(&self) -> Vec<Size> {
        let default: &[(usize, usize)] = match self.bench {
            true => &[(6, 31), (50, 31), (200, 31)],
            false => &[(3, 2)],
        };
        if !self.sizes.is_empty() {
            return self.sizes.clone();
        }
        default
            .iter()
            .map(|&(languages, articles)| Size {
                languages,
                articles,
            })
            .collect()
    }

    /// How many times each build runs.
    pub(crate) fn runs(&self) -> usize {
        let default = if self.bench { 5 } else { 1 };
        usize::from(self.runs.unwrap_or(default))
    }
}

/// The size of a site.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) languages: usize,
    pub(crate) articles: usize,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.languages, self.articles)
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once(['x', '×']);
        let numbers = parts.and_then(|(languages, articles)| {
            Some((languages.parse().ok()?, articles.parse().ok()?))
        });
        let Some((languages, articles)) = numbers else {
            return Err("a size is written `50x31`: languages, then articles".to_owned());
        };
        let most = language::most();
        if !(1..=most).contains(&languages) {
            return Err(format!("there can be 1 to {most} languages"));
        }
        if articles == 0 {
            return Err("there must be an article".to_owned());
        }
        Ok(Self {
            languages,
            articles,
        })
    }
}
