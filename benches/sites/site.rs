//! Measuring one size of site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Serialize;

use crate::commands::{Command as Measured, Rounds};
use crate::corpus::{Corpus, concord};
use crate::measure::files::{self, Files};
use crate::measure::process::{self, Run};
use crate::measure::series::Series;

/// A file system in memory, where there is one.
const MEMORY: &str = "/dev/shm";

/// What was found out about one size.
#[derive(Debug, Serialize)]
pub(crate) struct Site {
    pub(crate) languages: usize,
    pub(crate) articles: usize,
    /// Bytes of the project's files, with what `concord sync` wrote.
    pub(crate) source_bytes: u64,
    /// HTML pages.
    pub(crate) pages: usize,
    pub(crate) output_files: usize,
    pub(crate) output_bytes: u64,
    /// Writing down ids and states of a project that has none, once.
    pub(crate) sync: Build,
    /// Into a folder that is not there.
    pub(crate) cold: Build,
    /// Into the folder that the same build has just written.
    pub(crate) unchanged: Build,
    /// Into a folder in memory that is not there.
    pub(crate) to_memory: Option<Build>,
    /// Merely writing the same files to the same disk.
    pub(crate) write_disk: Series,
    /// Merely writing the same files to memory.
    pub(crate) write_memory: Option<Series>,
    pub(crate) stages: Vec<Stage>,
    /// What translators run, on the same project.
    pub(crate) commands: Vec<Measured>,
}

/// What the runs of one kind of build, or of another command, took.
#[derive(Debug, Serialize)]
pub(crate) struct Build {
    pub(crate) wall: Series,
    pub(crate) cpu: Option<Series>,
    /// The highest peak of all runs, in bytes.
    pub(crate) peak: Option<u64>,
}

/// A stage, with its medians in seconds.
#[derive(Debug, Serialize)]
pub(crate) struct Stage {
    pub(crate) name: String,
    pub(crate) cold: f64,
    pub(crate) unchanged: f64,
}

/// Writes a project that has been synced.
///
/// # Errors
///
/// If a file cannot be written, or Concord finds something wrong with the project.
pub(crate) fn generate(corpus: &Corpus, folder: &Path) -> io::Result<Run> {
    concord::write(corpus, folder)?;
    let sync = process::run(concord_command("sync", folder).arg("--format=human"))?;
    // Whatever errors a check finds are faults of the generator, and would be measured as well.
    // Warnings are not: invented words are doubled here and there, and 200 languages lack the
    // words of the theme.
    process::run(&mut concord_command("check", folder))?;
    Ok(sync)
}

/// Measures one size in a folder, which is left for the caller to remove.
///
/// # Errors
///
/// If a build fails, or files cannot be read or written.
pub(crate) fn measure(corpus: &Corpus, folder: &Path, runs: usize) -> io::Result<Site> {
    let project = folder.join("project");
    let sync = generate(corpus, &project)?;
    let disk = folder.join("site");
    let in_memory = match Path::new(MEMORY).is_dir() {
        true => Some(tempfile::tempdir_in(MEMORY)?),
        false => None,
    };
    let memory: Option<PathBuf> = in_memory.as_ref().map(|folder| folder.path().join("site"));

    let mut cold = Vec::new();
    let mut unchanged = Vec::new();
    let mut to_memory = Vec::new();
    let mut write_disk = Vec::new();
    let mut write_memory = Vec::new();
    let mut output = None;
    let mut commands = Rounds::default();
    // Round by round, so that a busy minute of the machine is shared by all.
    for _ in 0..runs {
        files::remove(&disk)?;
        cold.push(build(&project, &disk)?);
        unchanged.push(build(&project, &disk)?);
        commands.round(corpus, &project)?;
        let output = match &mut output {
            Some(output) => output,
            none => none.insert(Files::read(&disk)?),
        };
        let copy = folder.join("copy");
        write_disk.push(output.write(&copy)?);
        files::remove(&copy)?;
        if let Some(memory) = &memory {
            to_memory.push(build(&project, memory)?);
            files::remove(memory)?;
            write_memory.push(output.write(memory)?);
            files::remove(memory)?;
        }
    }
    let nothing = || io::Error::other("nothing was measured");
    let output = output.ok_or_else(nothing)?;
    let (stages, pages) = stages(&cold, &unchanged).ok_or_else(|| {
        io::Error::other("`concord build --timings` printed something else than expected")
    })?;
    Ok(Site {
        languages: corpus.languages.len(),
        articles: corpus.articles.len(),
        source_bytes: files::bytes_below(&project)?,
        pages,
        output_files: output.count(),
        output_bytes: output.bytes(),
        sync: Build::of(&[sync]).ok_or_else(nothing)?,
        cold: Build::of(&cold).ok_or_else(nothing)?,
        unchanged: Build::of(&unchanged).ok_or_else(nothing)?,
        to_memory: Build::of(&to_memory),
        write_disk: Series::of(write_disk).ok_or_else(nothing)?,
        write_memory: Series::of(write_memory),
        stages,
        commands: commands.commands(),
    })
}

impl Build {
    pub(crate) fn of(runs: &[Run]) -> Option<Self> {
        Some(Self {
            wall: Series::of(runs.iter().map(|run| run.wall))?,
            cpu: Series::of(runs.iter().filter_map(|run| run.cpu)),
            peak: runs.iter().filter_map(|run| run.peak).max(),
        })
    }
}

pub(crate) fn concord_command(command: &str, project: &Path) -> Command {
    let mut concord = Command::new(env!("CARGO_BIN_EXE_concord"));
    concord.arg(command).arg("--root").arg(project);
    concord
}

fn build(project: &Path, output: &Path) -> io::Result<Run> {
    if let Some(parent) = output.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut command = concord_command("build", project);
    process::run(command.arg("--output-dir").arg(output).arg("--timings"))
}

/// The medians of each stage, and the number of pages. `None` if the lines are not those of
/// `--timings`: a name and milliseconds for each stage, `all` and the pages at the end.
fn stages(cold: &[Run], unchanged: &[Run]) -> Option<(Vec<Stage>, usize)> {
    let lines: Vec<&str> = cold.first()?.stdout.lines().collect();
    let (all, names) = lines.split_last()?;
    let pages = all
        .strip_suffix(" pages")?
        .rsplit_once(' ')?
        .1
        .parse()
        .ok()?;
    let stages = names
        .iter()
        .map(|line| {
            let name = line.split_whitespace().next()?;
            Some(Stage {
                name: name.to_owned(),
                cold: stage(name, cold)?,
                unchanged: stage(name, unchanged)?,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    let rest = Stage {
        name: "rest".to_owned(),
        cold: rest(cold)?,
        unchanged: rest(unchanged)?,
    };
    Some((stages.into_iter().chain([rest]).collect(), pages))
}

/// What no stage counts: starting the program, printing, giving memory back. Taken run by run, as
/// the medians of stages do not add up to the median of the whole.
fn rest(runs: &[Run]) -> Option<f64> {
    let rests = runs.iter().map(|run| {
        let lines: Vec<&str> = run.stdout.lines().collect();
        let (_, stages) = lines.split_last()?;
        let staged: f64 = stages
            .iter()
            .map(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok())
            .sum::<Option<f64>>()?;
        Some(
            run.wall
                .saturating_sub(Duration::from_secs_f64(staged / 1000.0)),
        )
    });
    let rests: Vec<Duration> = rests.collect::<Option<_>>()?;
    Some(Series::of(rests)?.median)
}

fn stage(name: &str, runs: &[Run]) -> Option<f64> {
    let times = runs.iter().map(|run| {
        let mut words = run
            .stdout
            .lines()
            .map(str::split_whitespace)
            .find_map(|mut words| (words.next() == Some(name)).then_some(words))?;
        let milliseconds: f64 = words.next()?.parse().ok()?;
        Some(Duration::from_secs_f64(milliseconds / 1000.0))
    });
    let times: Vec<Duration> = times.collect::<Option<_>>()?;
    Some(Series::of(times)?.median)
}
