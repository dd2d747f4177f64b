//! The native packages' tests with AddressSanitizer: no byte is read or written where nothing is, or not any more.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{bindgen, kotlin, python, shell};

/// Reads a byte of a vector that was dropped.
const CONTROL: &str = "//! Must be reported.\n#[unsafe(no_mangle)]\npub extern \"C\" fn read_after_free() -> u8 {\n    \
    let at = std::hint::black_box(vec![1_u8; 64]).as_ptr();\n    unsafe { std::hint::black_box(at).read_volatile() }\n}\n";

/// Those that call the library; the others look at types, frameworks and the command.
const PYTHON_TESTS: [&str; 8] =
    ["errors", "keys", "models", "properties", "signing", "threads", "vectors", "verifying"];

/// Runs the tests of the Python and Kotlin packages on instrumented builds.
pub(crate) fn run() -> Result<()> {
    ensure!(cfg!(target_os = "linux"), "the sanitizer is preloaded, as Linux does it");
    let python = python::installed(false)?.context("there is no Python")?;
    let work = std::path::absolute(shell::target_dir())?.join("sanitize");
    let runtime = runtime()?;
    control(&work, &python, &runtime)?;
    let libraries = build(&work, &["--package", "tarspay-python", "--package", "tarspay-uniffi"], &shell::root())?;

    println!("--- Python");
    let package = instrumented(&python, &libraries.join("lib_native.so"), &work.join("python"))?;
    let tests = shell::root().join("bindings-python/tests");
    let mut pytest = Command::new(&python);
    pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir"]).arg(&tests);
    pytest.args(PYTHON_TESTS.map(|name| tests.join(format!("test_{name}.py"))));
    pytest.env("PYTHONPATH", package).env("PYTHONDONTWRITEBYTECODE", "1").env("TARSPAY_EXAMPLES", "200");
    shell::run(watched(&mut pytest, &runtime))?;

    println!("--- Kotlin");
    kotlin::test_library(&libraries.join(bindgen::library_file()), &work.join("kotlin"), |maven| {
        // It keeps what is freed for a while, which is growing memory to the test that looks for it.
        watched(maven, &runtime).arg("-Dtest=!ThreadsTest#a hundred thousand*");
    })?;
    println!("nothing was reported but the control");
    Ok(())
}

/// A copy of the installed package with another library in it; gives the folder that Python finds it in.
fn instrumented(python: &Path, library: &Path, folder: &Path) -> Result<PathBuf> {
    let installed = python::native_library(python)?;
    let (package, name) = (installed.parent().context("a folder")?, installed.file_name().context("a name")?);
    shell::empty_folder(folder)?;
    shell::copy_folder(package, &folder.join("tarspay"))?;
    std::fs::copy(library, folder.join("tarspay").join(name))?;
    Ok(folder.to_owned())
}

/// The sanitizer's own library, which has to be in the process before all others.
fn runtime() -> Result<PathBuf> {
    let named = shell::output(Command::new("gcc").arg("-print-file-name=libasan.so"))?;
    let library = std::fs::canonicalize(named.trim());
    library.context("gcc's libasan.so is missing; it comes with gcc (Debian: apt-get install gcc)")
}

/// Builds libraries and gives their folder. The flags are of a nightly compiler; a stable one takes them when it is told to.
fn build(work: &Path, packages: &[&str], source: &Path) -> Result<PathBuf> {
    let host = shell::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let mut cargo = Command::new("cargo");
    // Named, so that build scripts and macros are built without it.
    cargo.args(["build", "--lib", "--target", host.trim(), "--target-dir"]).arg(work).args(packages);
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address -Cforce-frame-pointers=yes");
    shell::in_folder(source, &mut cargo)?;
    Ok(work.join(host.trim()).join("debug"))
}

/// Both Python and the virtual machine never give back all that they take, and the latter uses SIGSEGV itself.
fn watched<'a>(command: &'a mut Command, runtime: &Path) -> &'a mut Command {
    command.env("LD_PRELOAD", runtime).env("ASAN_OPTIONS", "detect_leaks=0:handle_segv=0:handle_sigfpe=0")
}

fn control(work: &Path, python: &Path, runtime: &Path) -> Result<()> {
    let source = work.join("control");
    std::fs::create_dir_all(source.join("src"))?;
    let manifest = "[package]\nname = \"control\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n";
    std::fs::write(source.join("Cargo.toml"), manifest)?;
    std::fs::write(source.join("src/lib.rs"), CONTROL)?;
    let library = build(&work.join("control-build"), &[], &source)?.join("libcontrol.so");
    let mut load = Command::new(python);
    load.args(["-c", "import ctypes, sys; ctypes.CDLL(sys.argv[1]).read_after_free()"]).arg(library);
    let output = watched(&mut load, runtime).output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    ensure!(
        !output.status.success() && log.contains("heap-use-after-free"),
        "the control was not reported, so silence proves nothing: {log}"
    );
    println!("the control was reported");
    Ok(())
}
