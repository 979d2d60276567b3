//! What the command writes by default needs nothing of this repository.

use crate::support::{Folder, PETS};

/// Slow: the compiler runs over the runtime and what it depends on, once for each target directory.
#[test]
fn generated_crates_build_by_themselves() {
    let folder = Folder::with(&[("pets.yaml", PETS)]);
    assert_eq!(folder.run("generate pets.yaml").code, 0);
    for package in ["pets-client", "pets-server"] {
        let ran = folder.cargo(&format!("generated/{package}"), "check --quiet");
        assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{package}");
    }
}
