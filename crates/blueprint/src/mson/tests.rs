mod outline;

use outline::outline;

fn check(document: &str, expected: &str) {
    assert_eq!(outline(document), expected, "{document}");
}

#[test]
fn members_have_the_types_that_are_written_or_implied() {
    check(
        "+ Attributes\n    + id: 42 (number, required) - The number\n    + name\n    + on: true (boolean)\n    + at\n        + zip: 34567\n    + tags: a, b\n",
        "",
    );
}

#[test]
#[ignore = "scratch"]
fn scratch() {
    let mut paths: Vec<_> = std::fs::read_dir("/tmp/msonwork/in").unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let document = std::fs::read_to_string(&path).unwrap();
        println!("===== {}\n{}", path.file_name().unwrap().display(), outline(&document));
    }
}
