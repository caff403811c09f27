//! Folders that are not taken, and what happens to them: nothing.

use std::fs;
use std::path::PathBuf;

use concord::output::{Method, PublishError, Refusal, check_destination, publish};

use crate::support::{METHODS, Project, destination, output, tree};

const DIGEST: &str = "0123456789abcdef0123456789abcdef";

/// Neither the check nor the publishing does anything but refuse.
#[track_caller]
fn refused(project: &Project, root: impl Into<PathBuf>) -> Refusal {
    let mut destination = project.destination();
    destination.root = root.into();
    destination.home = Some(project.path("home/me"));
    let before = tree(&project.path(""));
    let checked = check_destination(&destination);
    let published = publish(&output([("a", "1")]), &destination, &|_| {});
    assert_eq!(before, tree(&project.path("")));
    match (checked, published) {
        (
            Err(PublishError::Refused { refusal: a, .. }),
            Err(PublishError::Refused { refusal: b, .. }),
        ) => {
            assert_eq!(a, b);
            a
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn folders_that_belong_to_somebody() {
    let project = Project::new(Method::Exchange);
    for folder in ["home/me", "content/a", "full", "other"] {
        fs::create_dir_all(project.path(folder)).expect("folders");
    }
    fs::write(project.path("content/a/b.md"), "text").expect("a file");
    fs::write(project.path("full/z"), "text").expect("a file");
    fs::write(project.path("full/b"), "text").expect("a file");
    fs::write(project.path("file"), "text").expect("a file");
    let real = |path: &str| fs::canonicalize(project.path(path)).expect("a folder");
    let content = || Refusal::Source(real("content"));
    let check = |root: PathBuf, expected: Refusal| {
        assert_eq!(refused(&project, &root), expected, "{}", root.display());
    };
    check("/".into(), Refusal::FileSystemRoot);
    check("/..".into(), Refusal::FileSystemRoot);
    check(project.path("home/me"), Refusal::Home);
    check(project.path("home"), Refusal::Home);
    check(project.path("other/../home/me/."), Refusal::Home);
    check(project.path(""), Refusal::Home);
    check(project.path("content"), content());
    check(project.path("content/"), content());
    check(project.path("content/a"), content());
    check(project.path("content/new/folder"), content());
    check(project.path("other/../content/new"), content());
    check(project.path("full"), Refusal::Occupied("b".into()));
    check(project.path("file"), Refusal::NotAFolder);
    #[cfg(unix)]
    {
        let link = |target: PathBuf, name: &str| {
            std::os::unix::fs::symlink(target, project.path(name)).expect("a link");
        };
        link(project.path("other"), "link");
        link("other".into(), "relative");
        link("nowhere".into(), "dangling");
        link(project.path("content"), "also-content");
        link("/".into(), "top");
        check(project.path("link"), Refusal::Link(real("other")));
        check(project.path("link/"), Refusal::Link(real("other")));
        check(project.path("relative"), Refusal::Link(real("other")));
        check(
            project.path("dangling"),
            Refusal::Link(real("").join("nowhere")),
        );
        check(project.path("also-content/new"), content());
        check(project.path("top"), Refusal::Link("/".into()));
    }
}

#[test]
fn the_project_and_what_holds_it() {
    let outer = Project::new(Method::Exchange);
    fs::create_dir_all(outer.path("work/project/content")).expect("folders");
    for root in ["work/project", "work", "work/project/content/.."] {
        let mut destination = destination(&outer.path("work/project"), Method::Exchange);
        destination.root = outer.path(root);
        match check_destination(&destination) {
            Err(PublishError::Refused { refusal, .. }) => assert_eq!(refusal, Refusal::Project),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_source_folder_that_is_not_there_yet() {
    let project = Project::new(Method::Exchange);
    let mut destination = project.destination();
    destination.source_folders = vec!["themes/mine".into()];
    for (root, is_refused) in [("themes", true), ("themes/mine/a", true), ("theme", false)] {
        destination.root = project.path(root);
        assert_eq!(
            check_destination(&destination).is_err(),
            is_refused,
            "{root}"
        );
    }
}

#[test]
fn folders_that_are_as_good_as_empty() {
    for method in METHODS {
        let project = Project::new(method);
        project.write(".gitignore", "*\n!.gitignore\n");
        project.write(".git/HEAD", "ref: refs/heads/pages\n");
        project.write("CNAME", "example.org\n");
        let site = output([("index.html", "1")]);
        assert!(check_destination(&project.destination()).is_ok());
        project.publish(&site).expect("publishes");
        project.holds(
            &site,
            &[
                (".gitignore", "*\n!.gitignore\n"),
                (".git/HEAD", "ref: refs/heads/pages\n"),
                ("CNAME", "example.org\n"),
            ],
        );
    }
}

#[test]
fn manifests_that_were_tampered_with() {
    for method in METHODS {
        for manifest in [
            String::new(),
            "rubbish".into(),
            "concord-manifest 2\n".into(),
            format!("concord-manifest 1\n{DIGEST} 4 ../content/text\n"),
            format!("concord-manifest 1\n{DIGEST} 4 a/../../content/text\n"),
            format!("concord-manifest 1\n{DIGEST} 4 /etc/passwd\n"),
            format!("concord-manifest 1 unfinished\n{DIGEST} 4 ..\n"),
            "concord-manifest 1\n\u{0}\u{0}\n".into(),
        ] {
            let project = Project::new(method);
            fs::write(project.path("content/text"), "text").expect("a file");
            project.write(".concord-manifest", &manifest);
            project.write("page", "page");
            let before = tree(&project.path(""));
            assert!(check_destination(&project.destination()).is_err());
            match project.publish(&output([("a", "1")])) {
                Err(PublishError::Manifest { .. }) => {}
                other => panic!("{manifest:?}: {other:?}"),
            }
            assert_eq!(before, tree(&project.path("")));
        }
    }
}

/// A manifest can name a file that is not ours, but not with the digest of its bytes.
#[test]
fn a_manifest_that_lists_a_file_of_somebody() {
    for method in METHODS {
        let project = Project::new(method);
        project.write("mine", "mine");
        let manifest = format!("concord-manifest 1\n{DIGEST} 4 mine\n");
        std::thread::sleep(std::time::Duration::from_millis(20));
        project.write(".concord-manifest", &manifest);
        let site = output([("a", "1")]);
        project.publish(&site).expect("publishes");
        project.holds(&site, &[("mine", "mine")]);
    }
}

#[cfg(unix)]
#[test]
fn a_manifest_that_is_no_file() {
    let project = Project::new(Method::Exchange);
    fs::create_dir(project.site()).expect("a folder");
    let manifest = project.site().join(".concord-manifest");
    std::os::unix::fs::symlink("/dev/zero", &manifest).expect("a link");
    let result = project.publish(&output([("a", "1")]));
    assert!(matches!(result, Err(PublishError::Manifest { .. })));
    fs::remove_file(&manifest).expect("removed");
    let made = std::process::Command::new("mkfifo").arg(&manifest).status();
    if made.is_ok_and(|status| status.success()) {
        let result = project.publish(&output([("a", "1")]));
        assert!(matches!(result, Err(PublishError::Manifest { .. })));
    }
}
