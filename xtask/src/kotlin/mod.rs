//! Builds the package for Kotlin and Java, tests it, and uses the installed jar from new projects.

mod reports;
mod source;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::shell::{self, root};
use crate::{bindgen, debian, readme, wycheproof};

const MODULE: &str = "bindings-uniffi/kotlin";

/// Builds, tests, installs into a repository of its own, and tests there.
pub(crate) fn run() -> Result<()> {
    if let Err(missing) = tools() {
        ensure!(env::var_os("CI").is_none(), "{missing:#}");
        println!("NOT TESTED: {missing:#}");
        return Ok(());
    }
    let work = build(&["install"])?;
    let repository = bindgen::folder("maven")?;
    reports::all_ran(&root().join(MODULE), &work.join("maven"))?;

    android(&work)?;
    let examples = examples(&work)?;
    maven(Command::new("mvn").arg("verify").env("TARSPAY_PRIVATE_KEY", "1f".repeat(32)), &examples, &repository)?;
    println!("the jar was built, tested, installed, and used from new projects in Kotlin and Java");
    Ok(())
}

/// Builds the jar and installs it into the repository of this project's tasks, without its tests.
pub(crate) fn install() -> Result<()> {
    tools()?;
    build(&["install", "-Dmaven.test.skip=true"]).map(drop)
}

/// Builds the jar and the jar of its sources.
pub(crate) fn jars() -> Result<Vec<PathBuf>> {
    install()?;
    let built = fs::read_dir(bindgen::folder("kotlin/maven")?)?;
    let files = built.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    Ok(files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "jar")).collect())
}

/// Installs the jar where it is missing, with `again` in any case.
pub(crate) fn provide(again: bool) -> Result<()> {
    if again || !bindgen::folder("maven")?.join("tarspay/tarspay").exists() {
        install()?;
    }
    Ok(())
}

/// Runs the package's tests on another build of the library, in a folder of its own.
pub(crate) fn test_library(library: &Path, work: &Path, prepare: impl FnOnce(&mut Command)) -> Result<()> {
    tools()?;
    let mut test = Command::new("mvn");
    prepare(test.arg("test"));
    build_in(work, library, test)
}

/// Builds the package with these arguments for Maven; gives the folder.
fn build(arguments: &[&str]) -> Result<PathBuf> {
    let work = bindgen::folder("kotlin")?;
    let mut build = Command::new("mvn");
    build.args(arguments);
    build_in(&work, &bindgen::release()?.join(bindgen::library_file()), build)?;
    Ok(work)
}

fn build_in(work: &Path, library: &Path, mut build: Command) -> Result<()> {
    shell::empty_folder(work)?;
    package(work, library)?;
    let vectors = work.join("wycheproof.json");
    wycheproof::write(&vectors)?;
    build.arg("--file").arg(root().join(MODULE).join("pom.xml"));
    build.arg(format!("-Dtarspay.build={}", work.display()));
    build.env("TARSPAY_WYCHEPROOF", &vectors).env("TARSPAY_VECTORS", root().join("tests/vectors"));
    maven(&mut build, work, &bindgen::folder("maven")?)
}

/// Builds a Maven project that uses the jar that was installed last.
pub(crate) fn build_project(project: &Path) -> Result<()> {
    maven(Command::new("mvn").arg("package"), project, &bindgen::folder("maven")?)
}

/// Builds a Maven project that uses the installed jar and runs its programs; `again` builds and installs the jar first. False without Java.
pub(crate) fn run_programs(project: &Path, programs: &[Vec<String>], again: bool) -> Result<bool> {
    if tools().is_err() {
        return Ok(false);
    }
    provide(again)?;
    build_project(project)?;
    for program in programs {
        maven(Command::new("mvn").arg("exec:java").args(program), project, &bindgen::folder("maven")?)?;
    }
    Ok(true)
}

fn tools() -> Result<()> {
    debian::install_if_missing(&["javac"], "default-jdk-headless")?;
    debian::install_if_missing(&["mvn"], "maven")
}

/// The sources, and the library where JNA looks for it in a jar.
fn package(work: &Path, library: &Path) -> Result<()> {
    let generated = work.join("generated");
    bindgen::generate("kotlin", &generated)?;
    source::finish(&generated.join("tarspay/tarspay.kt"))?;
    let native = work.join("native").join(platform()?);
    fs::create_dir_all(&native)?;
    fs::copy(library, native.join(bindgen::library_file()))?;
    Ok(())
}

/// JNA's name of this machine's platform.
fn platform() -> Result<String> {
    let system = match env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        system => system,
    };
    let processor = match env::consts::ARCH {
        "x86_64" => "x86-64",
        processor @ ("aarch64" | "riscv64") => processor,
        other => anyhow::bail!("no name for the processor {other} is known here; see com.sun.jna.Platform"),
    };
    Ok(format!("{system}-{processor}"))
}

/// What can be said of Android without its NDK: the script runs, its AAR holds what it should, and it does not go on without an NDK.
fn android(work: &Path) -> Result<()> {
    if !cfg!(unix) {
        println!("NOT TESTED: the script for Android needs bash");
        return Ok(());
    }
    let script = || {
        let mut script = Command::new("bash");
        script.arg("bindings-uniffi/android/build.sh").current_dir(root()).env_remove("ANDROID_NDK_HOME");
        script.env("CARGO_TARGET_DIR", work.parent().unwrap_or(work));
        script
    };
    let refused = script().output()?;
    ensure!(
        !refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("ANDROID_NDK_HOME"),
        "without an NDK the script must say so"
    );
    shell::run(script().arg("layout"))?;
    let list = |file: &str| -> Result<String> {
        let folder = work.with_file_name("android");
        let output = Command::new("jar").args(["--list", "--file"]).arg(folder.join(file)).output()?;
        Ok(String::from_utf8(output.stdout)?)
    };
    let aar = list("tarspay.aar")?;
    for abi in ["arm64-v8a", "armeabi-v7a", "x86_64", "x86"] {
        let library = format!("jni/{abi}/libtarspay_uniffi.so");
        ensure!(aar.lines().any(|line| line == library), "the AAR has no {library}");
    }
    for file in ["AndroidManifest.xml", "classes.jar", "proguard.txt"] {
        ensure!(aar.lines().any(|line| line == file), "the AAR has no {file}");
    }
    let classes = list("aar/classes.jar")?;
    ensure!(classes.contains("tarspay/Verifier.class"), "the AAR has no classes");
    ensure!(!classes.contains(platform()?.as_str()), "a desktop library is in the AAR");
    println!("the AAR's layout is right; NOT TESTED: libraries for Android, which need its NDK");
    Ok(())
}

/// New projects outside the sources; their programs are those that the READMEs print.
fn examples(work: &Path) -> Result<PathBuf> {
    let examples = work.join("examples");
    shell::copy_folder(&root().join(MODULE).join("examples"), &examples)?;
    let (module, project) = (format!("{MODULE}/README.md"), "README.md".to_owned());
    for (page, language, file) in [
        (&module, "kotlin", "kotlin/src/main/kotlin/Main.kt"),
        (&module, "java", "java/src/main/java/Main.java"),
        (&project, "kotlin", "quickstart/src/main/kotlin/Main.kt"),
    ] {
        let file = examples.join(file);
        fs::create_dir_all(file.parent().context("no folder")?)?;
        fs::write(&file, readme::block(&fs::read_to_string(root().join(page))?, language)?)?;
    }
    // The same project with another program.
    let pom = fs::read_to_string(examples.join("kotlin/pom.xml"))?;
    let renamed = pom.replacen("<artifactId>kotlin</artifactId>", "<artifactId>quickstart</artifactId>", 1);
    fs::write(examples.join("quickstart/pom.xml"), renamed)?;
    Ok(examples)
}

fn maven(command: &mut Command, folder: &Path, repository: &Path) -> Result<()> {
    // No compiler that goes on running afterwards.
    command.args(["--batch-mode", "--no-transfer-progress", "--quiet", "-Dkotlin.compiler.daemon=false"]);
    shell::in_folder(folder, bare(command).arg(format!("-Dmaven.repo.local={}", repository.display())))
}

/// The program `java`, which takes the native library from the jar.
pub(crate) fn java() -> Command {
    let mut java = Command::new("java");
    bare(&mut java);
    java
}

/// JNA looks into these folders before it looks into the jar, and cargo names there those of its own builds.
fn bare(command: &mut Command) -> &mut Command {
    command.env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH")
}
