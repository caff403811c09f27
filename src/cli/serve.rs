//! `concord serve`

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::Args;

use super::{Format, Outcome, ProjectArgs, SiteArgs, project, report};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::preview::{self, About, Editing, Follower, Preview, Project, Report, Served};
use crate::server::{Binding, Limits, Server, Signals};
use crate::source::read::CONFIG;
use crate::source::{Digest, Sources};
use crate::watch::{Method, POLL};

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    site: SiteArgs,
    /// The port [default: 1948, or the next that is free]
    #[arg(short = 'p', long, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen at. Anything but this machine itself lets others read the site.
    #[arg(short = 'i', long, value_name = "ADDRESS", default_value = "localhost")]
    interface: String,
    /// Open the site in a browser.
    #[arg(long)]
    open: bool,
    /// Show everything, and let pages change nothing.
    #[arg(long, conflicts_with = "edit")]
    read_only: bool,
    /// Let pages change the project though other machines can open them: whoever can is then
    /// somebody who can edit it.
    #[arg(long)]
    edit: bool,
    /// Look at all files again and again, for folders of other machines, which tell of no change.
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(args: &ServeArgs) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let Some(root) = project::root(&args.project, &mut diagnostics) else {
        report::diagnostics(&diagnostics, &Sources::default(), args.project.format);
        return Outcome::Errors;
    };
    let config = args.project.config.clone();
    let mut options = project::options(&args.site);
    options.search = true;
    let project = Project {
        config: config.unwrap_or_else(|| root.join(CONFIG)),
        root,
        method: if args.poll {
            Method::Poll(POLL)
        } else {
            Method::Native
        },
    };
    let binding = Binding {
        interface: args.interface.clone(),
        port: args.port,
    };
    let server = match Server::bind(&binding, preview::PATHS, Limits::default()) {
        Ok(server) => server,
        Err(error) => {
            let hint = error.hint();
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(Diagnostic::error("port", error.to_string()).hint(hint));
            report::diagnostics(&diagnostics, &Sources::default(), args.project.format);
            return Outcome::Errors;
        }
    };
    let addresses = server.addresses();
    let mut said = Terminal {
        format: args.project.format,
    };
    let editing = if args.read_only {
        Editing::Off {
            reason: "the preview was started with `--read-only`",
        }
    } else if server.is_open() && !args.edit {
        Editing::Off {
            reason: "other machines can open this preview; start it with `--edit` to edit here",
        }
    } else {
        Editing::Allowed {
            token: server.token().as_str().to_owned(),
        }
    };
    let about = About {
        run: run_name(),
        project: name_of(&project),
    };
    let preview = Arc::new(Preview::new(options, about, editing));
    let events = server.events();
    let mut follower = Follower::new(project, Arc::clone(&preview), events, &mut said);
    let mut lines = String::new();
    for address in &addresses {
        lines.push_str(&format!("{address}\n"));
    }
    // Whoever started it as a part of something larger waits for this.
    if report::answer(&lines) == Outcome::Errors {
        return Outcome::Errors;
    }
    report::done("Press Ctrl-C to stop.");
    if server.is_open() {
        report::remark(match args.edit {
            true => "warning: other machines can read the site and change the project",
            false => "warning: other machines can read the site",
        });
    }
    if args.open
        && let Some(address) = addresses.first()
        && let Err(error) = open::that_detached(address)
    {
        report::remark(&format!("no browser could be opened: {error}"));
    }
    let ended = AtomicBool::new(false);
    let served = thread::scope(|scope| {
        scope.spawn(|| follower.follow(&ended, &mut said));
        let served = server.serve(Served(preview), Signals::Caught);
        ended.store(true, Ordering::Relaxed);
        served
    });
    match served {
        Ok(()) => Outcome::Done,
        Err(error) => {
            report::remark(&format!("error: the server stopped: {error}"));
            Outcome::Errors
        }
    }
}

/// What tells this run from others: pages that an earlier one sent are loaded anew. No secret.
fn run_name() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    format!(
        "{:x}-{:x}",
        since.unwrap_or_default().as_millis(),
        process::id()
    )
}

/// What tells a project from others on this machine. A browser is told no path.
fn name_of(project: &Project) -> String {
    let path = project.config.canonicalize();
    let path = path.as_ref().unwrap_or(&project.config);
    Digest::of(path.as_os_str().as_encoded_bytes()).short(16)
}

/// Says on the terminal what the pages show.
struct Terminal {
    format: Format,
}

impl Report for Terminal {
    fn shown(&mut self, changed: usize, took: Duration) {
        let files = if changed == 1 { "file" } else { "files" };
        report::done(&format!(
            "{changed} {files} changed, shown after {} ms",
            took.as_millis()
        ));
    }

    fn problems(&mut self, diagnostics: &Diagnostics, sources: &Sources) {
        if diagnostics.is_empty() {
            report::done("no problems");
        }
        report::diagnostics(diagnostics, sources, self.format);
    }

    fn notice(&mut self, notice: &Diagnostic) {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(notice.clone());
        report::diagnostics(&diagnostics, &Sources::default(), self.format);
    }
}
