//! Others at the same folder while it is being published to: readers, and a second build.

use std::fs::{self, File};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use concord::output::{Method, Output, publish};

use crate::support::{METHODS, Project, assert_trees, is_long, output, tree, tree_of};

/// Two sites with the same paths and other bytes, longer than a page of memory.
fn sites(files: usize) -> [Output; 2] {
    ["a", "b"].map(|letter| {
        let page = |n: usize| {
            let bytes = letter.repeat(5000 + n);
            (format!("{}/{n}/index.html", n % 7), bytes)
        };
        output((0..files).map(page))
    })
}

#[test]
fn a_reader_never_misses_a_page() {
    const PAGES: usize = 100;
    let reads_wanted = if is_long() { 100_000 } else { 5_000 };
    for method in METHODS {
        let project = Project::new(method);
        let sites = sites(PAGES);
        project.publish(&sites[0]).expect("publishes");
        let is_over = AtomicBool::new(false);
        let reads = AtomicUsize::new(0);
        let read_all = || {
            for n in (0..PAGES).cycle() {
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
                let path = format!("{}/{n}/index.html", n % 7);
                let page = match fs::read(project.site().join(&path)) {
                    Ok(page) => page,
                    Err(error) => {
                        is_over.store(true, Ordering::Relaxed);
                        panic!("{method:?}: `{path}`: {error}");
                    }
                };
                let is_whole = sites
                    .iter()
                    .any(|site| site.get(&path).is_some_and(|bytes| **bytes == *page));
                if !is_whole {
                    is_over.store(true, Ordering::Relaxed);
                }
                assert!(is_whole, "{method:?}: `{path}` is torn");
                reads.fetch_add(1, Ordering::Relaxed);
            }
        };
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(read_all);
            }
            for (round, site) in sites.iter().cycle().skip(1).enumerate() {
                let is_done = reads.load(Ordering::Relaxed) >= reads_wanted && round >= 10;
                if is_done || is_over.load(Ordering::Relaxed) {
                    break;
                }
                project.publish(site).expect("publishes");
            }
            is_over.store(true, Ordering::Relaxed);
        });
    }
}

#[test]
fn two_builds_at_once() {
    let pairs = if is_long() { 50 } else { 10 };
    for method in METHODS {
        let project = Project::new(method);
        project.write(".gitignore", "*\n");
        let sites = sites(20);
        for _ in 0..pairs {
            thread::scope(|scope| {
                for site in &sites {
                    scope.spawn(|| project.publish(site).expect("publishes"));
                }
            });
            let mut found = tree(&project.site());
            found.remove(".concord-manifest").expect("a manifest");
            found.remove(".gitignore").expect("a file of somebody");
            let letter = found.values().next().expect("a page")[0];
            assert_trees(&found, &tree_of(&sites[usize::from(letter == b'b')]));
            assert_eq!(project.beside(), ["content", "site"]);
        }
    }
}

#[test]
fn the_second_build_waits_and_says_so() {
    let project = Project::new(Method::Exchange);
    let lock = fs::canonicalize(project.path(""))
        .expect("a folder")
        .join(".site.concord-lock");
    let held = File::create(&lock).expect("a file");
    held.lock().expect("a lock");
    let (say, said) = mpsc::channel();
    let destination = project.destination();
    let builder = thread::spawn(move || {
        let on_wait = |path: &std::path::Path| say.send(path.to_owned()).expect("somebody listens");
        publish(&output([("a", "1")]), &destination, &on_wait)
    });
    assert_eq!(said.recv_timeout(Duration::from_secs(20)), Ok(lock));
    assert!(!project.site().exists());
    drop(held);
    builder.join().expect("no panic").expect("publishes");
    project.holds(&output([("a", "1")]), &[]);
}

#[test]
fn a_lock_file_that_nobody_holds_means_nothing() {
    let project = Project::new(Method::Exchange);
    File::create(project.path(".site.concord-lock")).expect("a file");
    let site = output([("a", "1")]);
    publish(&site, &project.destination(), &|_| panic!("waits")).expect("publishes");
    if cfg!(unix) {
        project.holds(&site, &[]);
    }
}
