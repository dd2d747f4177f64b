//! Java and Kotlin, from the installed jar.

use anyhow::Result;

use super::Prepared::{self, Missing, Ready};
use super::{folder, unless_built};
use crate::{kotlin, shell};

pub(super) fn java(again: bool) -> Result<Prepared> {
    program("java", "Shop", again)
}

pub(super) fn ktor(again: bool) -> Result<Prepared> {
    program("ktor", "ShopKt", again)
}

pub(super) fn spring(again: bool) -> Result<Prepared> {
    program("spring", "shop.Shop", again)
}

fn program(name: &str, main: &str, again: bool) -> Result<Prepared> {
    if !shell::finds("javac") || !shell::finds("mvn") {
        return Ok(Missing("install a JDK, 17 or newer, and Maven"));
    }
    let project = folder(name)?;
    let source = format!("examples/{name}");
    unless_built("jar", &["bindings-uniffi"], again, || kotlin::provide(again))?;
    unless_built(name, &["bindings-uniffi", &source], again, || {
        shell::empty_folder(&project)?;
        shell::copy_folder(&shell::root().join(&source), &project)?;
        kotlin::build_project(&project)
    })?;
    let classes = [project.join("target/classes"), project.join("target/lib/*")];
    let mut run = kotlin::java();
    run.arg("-cp").arg(std::env::join_paths(classes)?).arg(main);
    Ok(Ready(run))
}
