//! A build that the system stops: the published site stays as it was.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use concord::output::{Left, Method, Output, PublishError, publish};

use crate::support::{Project, child, child_argument, destination, output, tree};

/// Runs an ignored test of this file in a shell line, where `$@` is the test and `$P` the
/// project, in name spaces of its own so that mounts end with it. `false`: not possible here.
#[track_caller]
fn run(project: &Project, test: &str, line: &str) -> bool {
    let possible = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "true"])
        .status();
    if !possible.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no name spaces");
        return false;
    }
    let test = child(&format!("faults::{test}"), &project.path(""));
    let ended = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-ec",
            line,
            "sh",
        ])
        .arg(test.get_program())
        .args(test.get_args())
        .envs(
            test.get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .env("P", project.path(""))
        .output()
        .expect("a process");
    let said = String::from_utf8_lossy(&ended.stdout);
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{said}\n{errors}");
    assert!(said.contains("1 passed"), "{said}");
    true
}

fn small() -> Output {
    output([("index.html", "1"), ("fr/index.html", "2")])
}

/// 4 MB: more than the disks below have.
fn large() -> Output {
    let pages = (0..40).map(|n| (format!("{n}/index.html"), "x".repeat(100_000)));
    let mut large = output(pages);
    let path = concord::output::OutputPath::new("index.html").expect("a good path");
    large.insert(path, *b"new").expect("a new path");
    large
}

/// Publishing `site` fails with a message that has `said`, and changes nothing.
#[track_caller]
fn check_fails(project: &Path, site: &Output, said: &str) {
    let before = tree(project);
    let result = publish(site, &destination(project, Method::Exchange), &|_| {});
    let error = result.expect_err("the system says no");
    assert!(error.to_string().contains(said), "{error}");
    if let PublishError::System { left, .. } = &error {
        assert_eq!(*left, Left::Old);
    }
    assert_eq!(tree(project), before);
}

#[test]
#[ignore = "a process that the other tests start"]
fn fails_on_a_full_disk() {
    if let Some(project) = child_argument() {
        publish(&small(), &destination(&project, Method::Exchange), &|_| {}).expect("publishes");
        check_fails(&project, &large(), "No space left");
        // There is room for what fits.
        let one = output([("index.html", "2")]);
        publish(&one, &destination(&project, Method::Exchange), &|_| {}).expect("publishes");
    }
}

#[test]
fn a_full_disk() {
    let project = Project::new(Method::Exchange);
    let line = "mount -t tmpfs -o size=1m none $P; mkdir $P/content; \"$@\"";
    run(&project, "fails_on_a_full_disk", line);
}

#[test]
fn a_full_disk_at_a_mount_point() {
    let project = Project::new(Method::Exchange);
    fs::create_dir(project.site()).expect("a folder");
    let line = "mount -t tmpfs -o size=1m none $P/site; \"$@\"";
    run(&project, "fails_on_a_full_disk", line);
}

#[test]
fn a_disk_without_room_for_names() {
    let project = Project::new(Method::Exchange);
    fs::create_dir(project.site()).expect("a folder");
    for at in ["$P", "$P/site"] {
        let line = format!(
            "mount -t tmpfs -o nr_inodes=20 none {at}; mkdir -p $P/content $P/site; \"$@\""
        );
        run(&project, "fails_on_a_full_disk", &line);
    }
}

#[test]
#[ignore = "a process that the other tests start"]
fn fails_at_the_limit_of_file_sizes() {
    if let Some(project) = child_argument() {
        check_fails(&project, &large(), "File too large");
    }
}

#[test]
fn a_limit_of_file_sizes() {
    let project = Project::new(Method::Exchange);
    project.publish(&small()).expect("publishes");
    let line = "trap '' XFSZ; ulimit -f 16; \"$@\"";
    if run(&project, "fails_at_the_limit_of_file_sizes", line) {
        project.holds(&small(), &[]);
    }
}

#[test]
#[ignore = "a process that the other tests start"]
fn fails_on_a_read_only_disk() {
    if let Some(project) = child_argument() {
        check_fails(&project, &large(), "Read-only file system");
        // Nothing to do is no failure.
        publish(&small(), &destination(&project, Method::Exchange), &|_| {}).expect("nothing");
    }
}

#[test]
fn a_read_only_disk() {
    let project = Project::new(Method::Exchange);
    project.publish(&small()).expect("publishes");
    let line = "mount --bind $P $P; mount -o remount,bind,ro $P; \"$@\"";
    run(&project, "fails_on_a_read_only_disk", line);
}

#[test]
#[ignore = "a process that the other tests start"]
fn publishes_in_place() {
    if let Some(project) = child_argument() {
        let destination = destination(&project, Method::Exchange);
        let pages = (0..5).map(|n| (format!("{n}/index.html"), format!("{n}")));
        let other = output(pages);
        for site in [small(), other.clone(), small(), Output::new(), other] {
            let published = publish(&site, &destination, &|_| {}).expect("publishes");
            assert_eq!(published.method, Some(Method::InPlace));
            for (path, bytes) in site.iter() {
                let found = fs::read(project.join("site").join(path.as_str()));
                assert!(found.expect("a page") == **bytes, "{path}");
            }
        }
    }
}

#[test]
fn places_that_cannot_be_exchanged() {
    for line in [
        "mount -t tmpfs none $P/site; \"$@\"",
        // The same file system, twice: only the exchange itself shows it.
        "mkdir $P/other; mount --bind $P/other $P/site; \"$@\"",
        // Something large is mounted inside.
        "mkdir $P/site/.well-known; mount -t tmpfs none $P/site/.well-known; \"$@\"",
        // Pages go to where something is mounted.
        "mkdir $P/site/.x $P/site/3; mount -t tmpfs none $P/site/3; \
         echo 'concord-manifest 1' > $P/site/.concord-manifest; \"$@\"",
        // The parent cannot be written to.
        "mount --bind $P/site $P/site; mount --bind $P $P; \
         mount --bind $P/site $P/site; mount -o remount,bind,ro $P; \"$@\"",
    ] {
        let project = Project::new(Method::Exchange);
        fs::create_dir(project.site()).expect("a folder");
        run(&project, "publishes_in_place", line);
    }
}

#[test]
#[ignore = "a process that the other tests start"]
fn fails_without_permission() {
    if let Some(project) = child_argument() {
        check_fails(&project, &large(), "Permission denied");
    }
}

/// Root may do everything, so this runs as somebody else.
#[test]
fn a_folder_of_somebody_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = Project::new(Method::Exchange);
    project.publish(&small()).expect("publishes");
    let test = child("faults::fails_without_permission", &project.path(""));
    let read_only = |mode| {
        for path in ["site/fr", "site", ""] {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(project.path(path), mode).expect("a mode");
        }
    };
    read_only(0o555);
    let ended = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(test.get_program())
        .args(test.get_args())
        .envs(
            test.get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .output();
    read_only(0o755);
    match ended {
        Ok(ended) if !String::from_utf8_lossy(&ended.stderr).contains("setpriv:") => {
            let said = String::from_utf8_lossy(&ended.stdout);
            assert!(said.contains("1 passed"), "{said}");
        }
        _ => eprintln!("skipped: cannot be somebody else"),
    }
    project.holds(&small(), &[]);
}
