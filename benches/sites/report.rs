//! Tables for people, which are Markdown, and the same figures as JSON.

use std::fmt::Write as _;

use serde::Serialize;

use crate::measure::files::WRITERS;
use crate::measure::machine::Machine;
use crate::measure::series::Series;
use crate::site::{Build, Site};

/// All that was measured. The keys of the JSON are these names; times are in seconds, sizes in
/// bytes.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) machine: Machine,
    pub(crate) seed: u64,
    pub(crate) runs: usize,
    pub(crate) sites: Vec<Site>,
}

/// A figure of a site, if it could be measured.
type Figure = fn(&Site) -> Option<f64>;

/// What stands where nothing could be measured.
const NOTHING: &str = "–";

impl Report {
    /// All tables.
    pub(crate) fn tables(&self) -> String {
        let machine = &self.machine;
        let mut out = format!(
            "{}, {} threads, {} MiB of memory, load {}; {} runs; times are medians in seconds\n",
            machine.processor.as_deref().unwrap_or(&machine.system),
            machine.threads,
            machine.memory.map_or(NOTHING.to_owned(), mebibytes),
            machine
                .load
                .map_or(NOTHING.to_owned(), |load| load.to_string()),
            self.runs
        );
        self.builds(&mut out);
        self.limits(&mut out);
        self.stages(&mut out);
        self.commands(&mut out);
        self.growth(&mut out);
        out
    }

    fn builds(&self, out: &mut String) {
        let mut rows = vec![row(&[
            "site",
            "pages",
            "source MiB",
            "output MiB",
            "cold",
            "from–to",
            "cpu",
            "unchanged",
            "from–to",
            "cpu",
            "pages/s",
            "peak MiB",
            "peak unchanged",
            "sync",
        ])];
        for site in &self.sites {
            let (cold, unchanged) = (&site.cold, &site.unchanged);
            let mut row = vec![
                name(site),
                site.pages.to_string(),
                mebibytes(site.source_bytes),
                mebibytes(site.output_bytes),
            ];
            for build in [cold, unchanged] {
                let Series { least, most, .. } = build.wall;
                row.push(seconds(build.wall.median));
                row.push(format!("{}–{}", seconds(least), seconds(most)));
                row.push(median(build.cpu));
            }
            row.extend([
                format!("{:.0}", site.pages as f64 / cold.wall.median),
                cold.peak.map_or(NOTHING.to_owned(), mebibytes),
                unchanged.peak.map_or(NOTHING.to_owned(), mebibytes),
                seconds(site.sync.wall.median),
            ]);
            rows.push(row);
        }
        table("Builds", &rows, out);
    }

    fn limits(&self, out: &mut String) {
        let title = format!("Against merely writing the same files with {WRITERS} threads");
        let mut rows = vec![row(&[
            "site",
            "files",
            "write to disk",
            "build",
            "ratio",
            "write to memory",
            "build",
            "ratio",
        ])];
        for site in &self.sites {
            let memory = site.to_memory.as_ref().map(|build| build.wall);
            rows.push(vec![
                name(site),
                site.output_files.to_string(),
                seconds(site.write_disk.median),
                seconds(site.cold.wall.median),
                ratio(Some(site.cold.wall), Some(site.write_disk)),
                median(site.write_memory),
                median(memory),
                ratio(memory, site.write_memory),
            ]);
        }
        table(&title, &rows, out);
    }

    fn stages(&self, out: &mut String) {
        let mut head = vec!["stage".to_owned()];
        for site in &self.sites {
            head.extend([
                format!("{} cold", name(site)),
                "share".to_owned(),
                "unchanged".to_owned(),
            ]);
        }
        let mut rows = vec![head];
        let names = self.sites.first().map_or(&[][..], |site| &site.stages);
        for (index, stage) in names.iter().enumerate() {
            let mut row = vec![stage.name.clone()];
            for site in &self.sites {
                let stage = &site.stages[index];
                row.extend([
                    seconds(stage.cold),
                    share(stage.cold, &site.cold),
                    seconds(stage.unchanged),
                ]);
            }
            rows.push(row);
        }
        table("Stages", &rows, out);
    }

    /// The commands of translators, beside a build into no folder.
    fn commands(&self, out: &mut String) {
        let mut rows = vec![row(&[
            "site",
            "command",
            "time",
            "from–to",
            "of build",
            "cpu",
            "of build",
            "peak MiB",
        ])];
        for site in &self.sites {
            let build = &site.cold;
            let commands = site.commands.iter();
            let all = commands.map(|command| (command.name, &command.runs));
            for (command, runs) in std::iter::once(("build", build)).chain(all) {
                let Series { least, most, .. } = runs.wall;
                rows.push(vec![
                    name(site),
                    command.to_owned(),
                    seconds(runs.wall.median),
                    format!("{}–{}", seconds(least), seconds(most)),
                    ratio(Some(runs.wall), Some(build.wall)),
                    median(runs.cpu),
                    ratio(runs.cpu, build.cpu),
                    runs.peak.map_or(NOTHING.to_owned(), mebibytes),
                ]);
            }
        }
        table("Commands of translators", &rows, out);
    }

    /// How each size compares with the one before: equal factors are linear growth.
    fn growth(&self, out: &mut String) {
        let columns: [(&str, Figure); 8] = [
            ("pages", |site| Some(site.pages as f64)),
            ("source", |site| Some(site.source_bytes as f64)),
            ("output", |site| Some(site.output_bytes as f64)),
            ("cold", |site| Some(site.cold.wall.median)),
            ("least cold", |site| Some(site.cold.wall.least)),
            ("cold cpu", |site| site.cold.cpu.map(|cpu| cpu.median)),
            ("unchanged", |site| Some(site.unchanged.wall.median)),
            ("peak", |site| site.cold.peak.map(|peak| peak as f64)),
        ];
        let mut head = vec!["from → to".to_owned()];
        head.extend(columns.iter().map(|(name, _)| (*name).to_owned()));
        let mut rows = vec![head];
        for pair in self.sites.windows(2) {
            let [small, large] = pair else { continue };
            let mut row = vec![format!("{} → {}", name(small), name(large))];
            row.extend(columns.iter().map(|(_, of)| {
                of(small)
                    .zip(of(large))
                    .map_or(NOTHING.to_owned(), |(small, large)| {
                        format!("× {:.1}", large / small)
                    })
            }));
            rows.push(row);
        }
        if rows.len() > 1 {
            table("Growth", &rows, out);
        }
    }
}

fn name(site: &Site) -> String {
    format!("{} × {}", site.languages, site.articles)
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn mebibytes(bytes: u64) -> String {
    three_digits(bytes as f64 / f64::from(1 << 20))
}

fn seconds(seconds: f64) -> String {
    three_digits(seconds)
}

/// More would only show noise.
fn three_digits(number: f64) -> String {
    let decimals = match number {
        0.0..1.0 => 3,
        1.0..10.0 => 2,
        10.0..100.0 => 1,
        _ => 0,
    };
    format!("{number:.decimals$}")
}

fn median(series: Option<Series>) -> String {
    series.map_or(NOTHING.to_owned(), |series| seconds(series.median))
}

fn share(part: f64, of: &Build) -> String {
    format!("{:.0} %", 100.0 * part / of.wall.median)
}

fn ratio(of: Option<Series>, to: Option<Series>) -> String {
    of.zip(to).map_or(NOTHING.to_owned(), |(of, to)| {
        let ratio = of.median / to.median;
        match ratio {
            0.0..1.0 => format!("{ratio:.2}"),
            _ => format!("{ratio:.1}"),
        }
    })
}

/// A Markdown table with columns of equal width, the first row being its head.
fn table(title: &str, rows: &[Vec<String>], out: &mut String) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    // Writing to a string does not fail.
    let _ = writeln!(out, "\n### {title}\n");
    for (index, row) in rows.iter().enumerate() {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match column {
                0 => write!(out, "| {cell:<width$} |"),
                _ => write!(out, " {cell:>width$} |"),
            };
        }
        out.push('\n');
        if index == 0 {
            for (column, width) in widths.iter().enumerate() {
                let line = "-".repeat(*width);
                let _ = match column {
                    0 => write!(out, "| {line} |"),
                    _ => write!(out, " {}: |", &line[1..]),
                };
            }
            out.push('\n');
        }
    }
}
