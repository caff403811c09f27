//! A build that is killed while it publishes.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use concord::output::{Method, Output, publish};

use crate::support::{
    METHODS, Project, assert_trees, child, child_argument, destination, is_long, output, tree,
    tree_of,
};

/// A file of somebody in the output folder.
const OTHER: (&str, &str) = ("fr/mine.txt", "mine");

/// Two sites that share some files, differ in others and have some alone.
fn sites(files: usize) -> [Output; 2] {
    [0, 1].map(|site| {
        let shared = (0..files).map(|n| (format!("shared/{n}/index.html"), format!("{n}")));
        let changed = (0..files).map(move |n| {
            let bytes = format!("{site} ").repeat(2000);
            (format!("fr/{n}/index.html"), bytes)
        });
        let own = (0..files).map(move |n| (format!("own-{site}/{n}.css"), String::new()));
        let turned = [if site == 0 {
            "turned"
        } else {
            "turned/index.html"
        }];
        let turned = turned.map(|path| (path.to_owned(), String::new()));
        output(shared.chain(changed).chain(own).chain(turned))
    })
}

fn method_of(project: &Path) -> Method {
    if project.join("in-place").exists() {
        Method::InPlace
    } else {
        Method::Exchange
    }
}

#[test]
#[ignore = "a process that the other tests start and kill"]
fn publish_for_ever() {
    let Some(project) = child_argument() else {
        return;
    };
    let destination = destination(&project, method_of(&project));
    let sites = sites(40);
    eprintln!("ready");
    for site in sites.iter().cycle() {
        publish(site, &destination, &|_| {}).expect("publishes");
    }
}

#[test]
#[ignore = "a process that the other tests start and kill"]
fn publish_once() {
    let Some(project) = child_argument() else {
        return;
    };
    let destination = destination(&project, method_of(&project));
    publish(&sites(3)[1], &destination, &|_| {}).expect("publishes");
}

fn prepare(method: Method, site: &Output) -> Project {
    let project = Project::new(method);
    project.publish(site).expect("publishes");
    project.write(OTHER.0, OTHER.1);
    if method == Method::InPlace {
        fs::write(project.path("in-place"), "").expect("a file");
    }
    project
}

/// What a kill left is one of the sites; in place, whole files of both.
#[track_caller]
fn check_left(project: &Project, method: Method, sites: &[Output; 2]) {
    let mut found = tree(&project.site());
    let other = found.remove(OTHER.0);
    assert_eq!(other.as_deref(), Some(OTHER.1.as_bytes()));
    if method == Method::Exchange {
        found.remove(".concord-manifest").expect("a manifest");
        let is_second = found.contains_key("turned/index.html");
        assert_trees(&found, &tree_of(&sites[usize::from(is_second)]));
        return;
    }
    for (path, bytes) in found {
        if path.starts_with(".concord-") || path.ends_with('/') {
            continue;
        }
        let is_whole = sites
            .iter()
            .any(|site| site.get(&path).is_some_and(|known| **known == *bytes));
        assert!(is_whole, "`{path}` is torn or of no site");
    }
}

/// The next build completes the site and leaves nothing else.
#[track_caller]
fn check_next(project: &Project, method: Method, site: &Output) {
    project.publish(site).expect("publishes");
    let marker = project.path("in-place");
    if method == Method::InPlace {
        fs::remove_file(&marker).expect("removed");
    }
    project.holds(site, &[OTHER]);
    if method == Method::InPlace {
        fs::write(marker, "").expect("a file");
    }
    assert_eq!(project.publish(site).expect("publishes").method, None);
}

#[test]
fn at_random_moments() {
    let kills: u64 = if is_long() { 500 } else { 20 };
    for method in METHODS {
        let sites = sites(40);
        let project = prepare(method, &sites[0]);
        for round in 0..kills {
            let mut builder = child("kills::publish_for_ever", &project.path(""))
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("a process");
            let errors = builder.stderr.take().expect("a pipe");
            let said = BufReader::new(errors).lines().next();
            assert_eq!(said.and_then(Result::ok).as_deref(), Some("ready"));
            // A build of this size takes some 20 ms; steps that share no factor with it.
            thread::sleep(Duration::from_micros(round * 1_733 % 61_000));
            builder.kill().expect("killed");
            builder.wait().expect("ended");
            check_left(&project, method, &sites);
            if round % 3 == 0 {
                check_next(&project, method, &sites[(round % 2) as usize]);
            }
        }
        check_next(&project, method, &sites[0]);
    }
}

/// The n-th system call of a kind does not happen, for every n.
#[test]
fn at_system_calls() {
    let all = if is_long() { 1 } else { 23 };
    for (calls, step) in [("rename,renameat,renameat2", 1), ("%file,write", all)] {
        for method in METHODS {
            let sites = sites(3);
            let mut n = 1;
            loop {
                let project = prepare(method, &sites[0]);
                let Some(is_finished) = publish_once_killed_at(&project, calls, n) else {
                    eprintln!("skipped: there is no strace");
                    return;
                };
                check_left(&project, method, &sites);
                check_next(&project, method, &sites[n % 2]);
                if is_finished {
                    break;
                }
                n += step;
                assert!(n < 5_000, "the build never ends");
            }
            assert!(n > 1, "nobody was killed");
        }
    }
}

/// Whether the build came to its end; `None` if there is no way to kill it there.
fn publish_once_killed_at(project: &Project, calls: &str, n: usize) -> Option<bool> {
    let test = child("kills::publish_once", &project.path(""));
    let traced = std::process::Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null"])
        .args(["-e", &format!("trace={calls}")])
        .args(["-e", &format!("inject={calls}:signal=KILL:when={n}")])
        .arg(test.get_program())
        .args(test.get_args())
        .env("CONCORD_CHILD", project.path(""))
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    // 1 is strace's own complaint, a killed program ends by its signal.
    traced
        .ok()
        .filter(|ended| ended.code() != Some(1))
        .map(|ended| ended.success())
}

#[test]
fn what_a_killed_build_left_beside() {
    let site = output([("a", "a"), ("b/c", "c")]);
    let project = Project::new(Method::Exchange);
    project.publish(&site).expect("publishes");
    project.write("mine", "mine");
    let staging = project.path(".site.concord-staging");
    let leave = |files: &[(&str, &str)]| {
        for (path, bytes) in files {
            let path = staging.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, bytes).expect("a file");
        }
    };

    // A tree that was not finished.
    leave(&[("a", "a"), ("b/c", ""), ("mine", "mine"), ("d/e", "")]);
    project.publish(&site).expect("publishes");
    project.holds(&site, &[("mine", "mine")]);

    // An old tree, into which somebody put a file while it was being replaced.
    leave(&[
        ("a", "old"),
        ("mine", "mine"),
        ("b/late", "late"),
        ("new/late", "late"),
    ]);
    let manifest = ".concord-manifest";
    fs::copy(project.site().join(manifest), staging.join(manifest)).expect("a copy");
    project.publish(&site).expect("publishes");
    let others = [("mine", "mine"), ("b/late", "late"), ("new/late", "late")];
    project.holds(&site, &others);

    // Something of that name that is no folder is not ours.
    fs::write(&staging, "mine").expect("a file");
    project.publish(&site).expect_err("it is in the way");
    assert_eq!(fs::read(&staging).expect("a file"), b"mine");
}
