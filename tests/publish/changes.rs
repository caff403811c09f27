//! From one state of the folder to the next.

use std::fs::{self, File, FileTimes};
use std::path::Path;
use std::time::{Duration, SystemTime};

use concord::output::{Output, PublishError};

use crate::support::{METHODS, Project, output, tree};

type Files = [(&'static str, &'static str)];

#[test]
fn from_any_site_to_any_other() {
    let sites: [&Files; 8] = [
        &[],
        &[("index.html", "1")],
        &[("index.html", "2"), ("fr/index.html", "fr"), ("a.css", "a")],
        &[("fr/a/index.html", "a"), ("fr/b/index.html", "b")],
        &[("fr", "a file"), ("index.html/index.html", "a folder")],
        &[("Index.html", "3"), ("FR/a/Index.html", "a")],
        &[("fr/a", "a"), ("a.css/b/c/d/e", "deep")],
        &[
            ("ar/الميثاق/index.html", "ar"),
            ("e\u{301}", "a decomposed name"),
        ],
    ];
    for method in METHODS {
        for from in sites {
            for to in sites {
                let project = Project::new(method);
                let (from, to) = (output(from.iter().copied()), output(to.iter().copied()));
                let first = project.publish(&from).expect("a new folder");
                assert_eq!(first.written, from.len());
                project.holds(&from, &[]);
                let second = project.publish(&to).expect("a built folder");
                project.holds(&to, &[]);
                assert_eq!(second.written + second.unchanged, to.len());
                let gone = from
                    .iter()
                    .filter(|(path, _)| to.get(path.as_str()).is_none());
                assert_eq!(second.removed, gone.count());
                if from != to {
                    assert_eq!(second.method, Some(method));
                }
            }
        }
    }
}

#[test]
fn makes_missing_parents() {
    let project = Project::new(METHODS[0]);
    let mut destination = project.destination();
    destination.root = project.path("public/deep/site");
    let site = output([("index.html", "1")]);
    concord::output::publish(&site, &destination, &|_| {}).expect("publishes");
    assert_eq!(
        fs::read(project.path("public/deep/site/index.html")).expect("a page"),
        b"1"
    );
}

/// Identity and times of everything in a folder.
#[cfg(unix)]
fn marks(root: &Path) -> Vec<(String, u64, SystemTime)> {
    use std::os::unix::fs::MetadataExt as _;
    let mut paths: Vec<String> = tree(root).into_keys().collect();
    paths.push(String::new());
    paths
        .into_iter()
        .map(|path| {
            let found = fs::symlink_metadata(root.join(&path)).expect("an entry");
            (path, found.ino(), found.modified().expect("a time"))
        })
        .collect()
}

#[cfg(unix)]
#[test]
fn nothing_is_written_when_nothing_changed() {
    for method in METHODS {
        let project = Project::new(method);
        let site = output([("index.html", "1"), ("fr/index.html", "2"), ("a.css", "3")]);
        project.publish(&site).expect("publishes");
        project.write("fr/mine.txt", "mine");
        let before = (marks(&project.site()), marks(&project.path("")));
        let published = project.publish(&site).expect("publishes");
        assert_eq!((published.written, published.unchanged), (0, 3));
        assert_eq!(published.method, None);
        assert_eq!(before, (marks(&project.site()), marks(&project.path(""))));
    }
}

#[cfg(unix)]
#[test]
fn unchanged_files_stay_the_same_files() {
    for method in METHODS {
        let project = Project::new(method);
        project
            .publish(&output([("a", "a"), ("b/b", "b"), ("c", "c")]))
            .expect("publishes");
        let before = marks(&project.site());
        let published = project
            .publish(&output([("a", "a"), ("b/b", "b"), ("c", "C"), ("d", "d")]))
            .expect("publishes");
        assert_eq!((published.written, published.unchanged), (2, 2));
        let after = marks(&project.site());
        for mark in before
            .iter()
            .filter(|mark| ["a", "b/b"].contains(&&*mark.0))
        {
            assert!(after.contains(mark), "{mark:?}");
        }
        for mark in before.iter().filter(|mark| mark.0 == "c") {
            assert!(!after.contains(mark), "a published file was written into");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_not_ours_stays_as_it_is() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    for method in METHODS {
        let project = Project::new(method);
        project.write(".gitignore", "*\n");
        project.write(".nojekyll", "");
        project.write("CNAME", "example.org\n");
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let old = File::options()
            .write(true)
            .open(project.site().join("CNAME"));
        old.and_then(|file| file.set_times(FileTimes::new().set_modified(long_ago)))
            .expect("an old file");
        let first = output([("index.html", "1"), ("fr/index.html", "2")]);
        project
            .publish(&first)
            .expect("an empty folder, to a person");

        project.write("fr/notes.txt", "notes");
        project.write("mine/deep/file", "mine");
        fs::create_dir(project.site().join("empty")).expect("a folder");
        symlink("../content", project.site().join("link")).expect("a link");
        symlink("nowhere", project.site().join("fr/dangling")).expect("a link");
        let mode = fs::Permissions::from_mode(0o750);
        fs::set_permissions(project.site().join("mine"), mode.clone()).expect("a mode");
        fs::set_permissions(project.site(), mode).expect("a mode");
        let others = [
            (".gitignore", "*\n"),
            (".nojekyll", ""),
            ("CNAME", "example.org\n"),
            ("empty/", ""),
            ("fr/dangling", "-> nowhere"),
            ("fr/notes.txt", "notes"),
            ("link", "-> ../content"),
            ("mine/deep/file", "mine"),
        ];
        let files = others.iter().filter(|(path, _)| !path.ends_with('/'));
        let of_others = |project: &Project| {
            let mut marks = marks(&project.site());
            marks.retain(|mark| files.clone().any(|(path, _)| *path == mark.0));
            marks
        };
        let before = of_others(&project);
        assert_eq!(before.len(), 7);
        for site in [
            output([("index.html", "2")]),
            output([("fr/a/b.html", "3"), ("mine/page.html", "4")]),
            Output::new(),
            first,
        ] {
            project.publish(&site).expect("publishes");
            project.holds(&site, &others);
            assert_eq!(of_others(&project), before);
            for folder in ["mine", ""] {
                let found = fs::metadata(project.site().join(folder)).expect("a folder");
                assert_eq!(found.permissions().mode() & 0o777, 0o750);
            }
        }
    }
}

/// `before` is published, `others` are written by hand, then `after` is refused for `blocking`.
#[track_caller]
fn check_in_the_way(before: &Files, others: &Files, after: &Files, blocking: &[&str]) {
    for method in METHODS {
        let project = Project::new(method);
        let before = output(before.iter().copied());
        project.publish(&before).expect("publishes");
        for (path, bytes) in others {
            project.write(path, bytes);
        }
        let found = tree(&project.site());
        match project.publish(&output(after.iter().copied())) {
            Err(PublishError::InTheWay { files, .. }) => {
                let expected: Vec<_> = blocking.iter().map(Path::new).collect();
                assert_eq!(files, expected);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(found, tree(&project.site()));
        assert_eq!(project.beside(), ["content", "site"]);
    }
}

#[test]
fn refuses_to_replace_what_is_not_ours() {
    let before: &Files = &[("index.html", "1")];
    let mine: &Files = &[("robots.txt", "mine")];
    check_in_the_way(before, mine, &[("robots.txt", "built")], &["robots.txt"]);
    check_in_the_way(before, mine, &[("Robots.txt", "built")], &["robots.txt"]);
    check_in_the_way(before, mine, &[("robots.txt/a", "built")], &["robots.txt"]);
    check_in_the_way(before, mine, &[("ROBOTS.TXT/a", "built")], &["robots.txt"]);
    let folder: &Files = &[("fr/mine", "mine")];
    check_in_the_way(before, folder, &[("fr", "built")], &["fr"]);
    // Edited by hand and no longer built: it is not ours any more.
    let edited: &Files = &[("index.html", "edited")];
    check_in_the_way(
        before,
        edited,
        &[("index.html/a", "built")],
        &["index.html"],
    );
}

#[cfg(unix)]
#[test]
fn writes_through_no_link() {
    for method in METHODS {
        let project = Project::new(method);
        project.publish(&Output::new()).expect("publishes");
        std::os::unix::fs::symlink("../content", project.site().join("fr")).expect("a link");
        for site in [output([("fr/a", "1")]), output([("fr", "1")])] {
            let result = project.publish(&site);
            assert!(matches!(result, Err(PublishError::InTheWay { .. })));
        }
        assert!(tree(&project.path("content")).is_empty());
    }
}

#[test]
fn adopts_a_file_that_is_what_it_would_write() {
    for method in METHODS {
        let project = Project::new(method);
        project.publish(&Output::new()).expect("publishes");
        project.write("a", "same");
        let published = project
            .publish(&output([("a", "same")]))
            .expect("publishes");
        assert_eq!((published.written, published.unchanged), (0, 1));
        let published = project.publish(&Output::new()).expect("publishes");
        assert_eq!(published.removed, 1);
        project.holds(&Output::new(), &[]);
    }
}

#[test]
fn a_built_file_that_was_edited() {
    for method in METHODS {
        let project = Project::new(method);
        let both = output([("a", "a"), ("b", "b")]);
        project.publish(&both).expect("publishes");
        project.write("b", "edited");
        let published = project.publish(&output([("a", "a")])).expect("publishes");
        assert_eq!(published.edited, [Path::new("b")]);
        assert_eq!(published.removed, 0);
        project.holds(&output([("a", "a")]), &[("b", "edited")]);

        project.write("a", "edited as well");
        let published = project.publish(&output([("a", "a")])).expect("publishes");
        assert_eq!(published.written, 1, "a page that is built is built again");
        project.holds(&output([("a", "a")]), &[("b", "edited")]);
    }
}

/// Edits that a look at size and time of modification would miss.
#[cfg(unix)]
#[test]
fn notices_every_edit() {
    let site = output([("a", "old text"), ("b", "b")]);
    let edits: [fn(&Path); 5] = [
        |path| fs::write(path, "NEW TEXT").expect("an edit"),
        |path| {
            let times = fs::metadata(path).and_then(|found| found.modified());
            fs::write(path, "NEW TEXT").expect("an edit");
            let times = FileTimes::new().set_modified(times.expect("a time"));
            let file = File::options().write(true).open(path);
            file.and_then(|file| file.set_times(times)).expect("a time");
        },
        |path| {
            let other = path.with_extension("other");
            fs::write(&other, "NEW TEXT").expect("a file");
            let times = FileTimes::new().set_modified(SystemTime::UNIX_EPOCH);
            let file = File::options().write(true).open(&other);
            file.and_then(|file| file.set_times(times)).expect("a time");
            fs::rename(other, path).expect("a rename");
        },
        |path| fs::remove_file(path).expect("removed"),
        |path| {
            fs::remove_file(path).expect("removed");
            fs::create_dir(path).expect("a folder");
        },
    ];
    for method in METHODS {
        for pause in [Duration::ZERO, Duration::from_millis(20)] {
            for (n, edit) in edits.iter().enumerate() {
                let project = Project::new(method);
                project.publish(&site).expect("publishes");
                std::thread::sleep(pause);
                edit(&project.site().join("a"));
                match project.publish(&site) {
                    Ok(published) => {
                        assert_eq!(published.written, 1, "edit {n}");
                        project.holds(&site, &[]);
                    }
                    Err(PublishError::InTheWay { .. }) => assert_eq!(n, 4),
                    Err(error) => panic!("{error}"),
                }
            }
        }
    }
}

#[test]
fn equal_sites_have_equal_folders() {
    let site = output([("b", "b"), ("a/b", "a"), ("ü.html", "")]);
    let folders = METHODS.map(|method| {
        let project = Project::new(method);
        project.publish(&output([("c", "c")])).expect("publishes");
        project.publish(&site).expect("publishes");
        tree(&project.site())
    });
    assert_eq!(folders[0], folders[1]);
    let manifest = String::from_utf8_lossy(&folders[0][".concord-manifest"]).into_owned();
    let paths: Vec<_> = manifest
        .lines()
        .filter_map(|line| line.split(' ').nth(2))
        .collect();
    assert_eq!(paths, ["a/b", "b", "ü.html"]);
}
