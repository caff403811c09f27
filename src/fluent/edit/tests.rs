//! Edits of small files, and of random ones.

use proptest::prelude::*;

use super::*;

fn wanted<'a>(id: &'a str, group: usize, note: &str) -> Wanted<'a> {
    Wanted {
        id,
        group,
        note: note.lines().map(str::to_owned).collect(),
        ..Wanted::default()
    }
}

fn changed(text: &str, wanted: &[Wanted<'_>]) -> String {
    let once = rewrite(text, wanted, &|id| id.starts_with("old"));
    let again = rewrite(&once.text, wanted, &|id| id.starts_with("old"));
    assert_eq!(again.text, once.text, "twice is once");
    once.text
}

#[test]
fn what_is_right_keeps_its_bytes() {
    let text = "### Head\n\n\n# mine\na =  A\n\n## Part\nb\t= x\n\n";
    let text = text.replace("b\t=", "b =");
    let wanted = [wanted("a", 0, ""), wanted("b", 1, "")];
    assert_eq!(changed(&text, &wanted), text);
    let crlf = text.replace('\n', "\r\n");
    assert_eq!(changed(&crlf, &wanted), crlf);
    let open = text.trim_end();
    assert_eq!(changed(open, &wanted), open);
}

#[test]
fn notes_and_stubs_have_their_places() {
    let check = |text: &str, wanted: &[Wanted<'_>], expected: &str| {
        assert_eq!(changed(text, wanted), expected, "{text}");
    };
    let outdated = wanted("b", 0, "outdated\nnow New");
    let missing = |id| wanted(id, 0, "missing x = X");
    let plain = |id| wanted(id, 0, "");
    check(
        "a = A\n# mine\nb = B\nc = C\n",
        &[plain("a"), outdated.clone(), plain("c")],
        "a = A\n# mine\n# @outdated\n# @now New\nb = B\nc = C\n",
    );
    check(
        "a = A\n# mine\n# @outdated\nb = B\n",
        &[plain("a"), plain("b")],
        "a = A\n# mine\nb = B\n",
    );
    check(
        "a = A\nb = B\n",
        &[plain("a"), missing("x"), plain("b")],
        "a = A\n# @missing x = X\n\nb = B\n",
    );
    check(
        "a = A\n\n# mine\nb = B\n",
        &[missing("x"), plain("a"), missing("y"), plain("b")],
        "# @missing x = X\n\na = A\n# @missing x = X\n\n# mine\nb = B\n",
    );
    check(
        "",
        &[missing("x"), missing("y")],
        "# @missing x = X\n# @missing x = X\n",
    );
    check(
        "a = A",
        &[plain("a"), wanted("x", 1, "missing x = X")],
        "a = A\n\n# @missing x = X\n",
    );
    check(
        "a = A\n\nb = B\n",
        &[
            wanted("a", 0, ""),
            wanted("x", 1, "missing x = X"),
            wanted("b", 1, ""),
        ],
        "a = A\n\n# @missing x = X\n\nb = B\n",
    );
    // The translator has written the message below the stub.
    check(
        "a = A\n# @missing x = X\nx = Y\n\nb = B\n",
        &[plain("a"), plain("x"), plain("b")],
        "a = A\nx = Y\n\nb = B\n",
    );
}

#[test]
fn order_is_restored_with_the_fewest_moves() {
    let ids = ["a", "b", "c", "d"];
    let wanted: Vec<Wanted<'_>> = ids.into_iter().map(|id| wanted(id, 0, "")).collect();
    let check = |text: &str, expected: &str| assert_eq!(changed(text, &wanted), expected);
    check(
        "a = A\n\nc = C\n# its comment\nb =\n    B\n\n    B\nd = D",
        "a = A\n\n# its comment\nb =\n    B\n\n    B\nc = C\nd = D",
    );
    check("d = D\nc = C\n-t = T\n", "c = C\nd = D\n-t = T\n");
    check("a = A\r\nd = D\r\nb = B", "a = A\r\nb = B\r\nd = D\r\n");
}

#[test]
fn what_is_unwanted_is_handed_back() {
    let text = "a = A\n\n# why\nold-1 = O\n    .x = y\n\nb = B\n";
    let result = rewrite(text, &[wanted("a", 0, ""), wanted("b", 0, "")], &|id| {
        id.starts_with("old")
    });
    assert_eq!(result.text, "a = A\n\nb = B\n");
    assert_eq!(
        result.removed,
        [("old-1".into(), "# why\nold-1 = O\n    .x = y\n".to_owned())]
    );
}

#[test]
fn values_are_replaced_and_inserted() {
    let set = |id, value| Wanted {
        id,
        value: Some(value),
        insert: Some(message(id, &["by import".to_owned()], value)),
        ..Wanted::default()
    };
    let text = "# mine\na = A\n    .title = kept\n\nb = { $n ->\n[one] x\n*[other] y\n}\n";
    assert_eq!(
        changed(
            text,
            &[set("a", "one\n[two]"), set("b", "B"), set("c", " C")]
        ),
        "# mine\na =\n    one\n    {\"[\"}two]\n    .title = kept\n\nb = B\n# by import\nc = {\" \"}C\n"
    );
    let only_attributes = "a =\n    .title = kept\n";
    assert_eq!(
        changed(only_attributes, &[set("a", "A")]),
        "a = A\n    .title = kept\n"
    );
}

#[test]
fn a_fault_is_noticed() {
    let before = "a = A\nb = B\n";
    let same = |after: &str| same_but_for(before, after, &|id| id == "b");
    assert!(same("b = C\na = A\n"));
    assert!(same("a = A\n"));
    assert!(!same("b = B\n"));
    assert!(!same("a = X\nb = B\n"));
    assert!(!same("a = A\nb = B\nc = C\n"));
    assert!(!same("a = A\nrubbish\n"));
}

/// Files as translators and their tools leave them.
fn files() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        (0..8usize, 0..4usize).prop_map(|(id, form)| {
            match form {
                0 => format!("u{id} = text {id}\n"),
                1 => format!("# comment {id}\nu{id} =\n    one\n\n    two\n"),
                2 => format!("# @outdated\n# @was x\nu{id} = {{ $n ->\n[one] x\n*[other] y\n}}\n"),
                _ => format!("# @missing u{id} = Source\n"),
            }
        }),
        Just("\n".to_owned()),
        Just("## Heading\n".to_owned()),
        Just("# free comment\n\n".to_owned()),
        Just("-term = T\n".to_owned()),
        Just("old-1 = O\n".to_owned()),
    ];
    // An id that is defined twice stops `sync`.
    let defines = |text: &str| {
        parts(text).into_iter().find_map(|part| match part.kind {
            PartKind::Entry { id, .. } => Some(id),
            _ => None,
        })
    };
    prop::collection::vec(piece, 0..14).prop_map(move |pieces| {
        let mut seen = HashSet::new();
        pieces
            .into_iter()
            .filter(|piece| defines(piece).is_none_or(|id| seen.insert(id)))
            .collect()
    })
}

proptest! {
    #[test]
    fn twice_is_once_and_nothing_is_lost(
        text in files(),
        notes in prop::collection::vec(0..3u8, 8),
    ) {
        let ids: Vec<String> = (0..8).map(|id| format!("u{id}")).collect();
        let wanted: Vec<Wanted<'_>> = ids.iter().zip(&notes).enumerate()
            .map(|(at, (id, note))| wanted(id, at / 3, match note {
                0 => "",
                1 => "outdated\nnow New",
                _ => "missing u = U",
            }))
            .collect();
        let result = rewrite(&text, &wanted, &|id| id.starts_with("old"));
        let again = rewrite(&result.text, &wanted, &|id| id.starts_with("old"));
        prop_assert_eq!(&again.text, &result.text);
        prop_assert!(again.removed.is_empty());
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#') && !line.starts_with(NOTE)).count();
        let out = result.removed.iter().map(|(_, lines)| lines.as_str()).collect::<String>();
        prop_assert_eq!(comments(&text), comments(&result.text) + comments(&out));
        prop_assert!(same_but_for(&text, &result.text, &|id| id.starts_with("old")));
    }
}
