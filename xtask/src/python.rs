//! Builds the Python package as users get it and tests it where they use it: the wheel in a fresh environment, the source distribution
//! with nothing but Rust and pip.

use std::env;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::packages::paths;
use crate::shell::{self, root, target_dir};
use crate::wycheproof;

/// PyO3's and the package's oldest.
const OLDEST: u32 = 10;
const NEWEST: u32 = 15;
const MANIFEST: &str = "bindings-python/Cargo.toml";
/// What an installed package must be able to do, without any other package.
const SMOKE: &str = "bindings-python/tests/smoke.py";

/// Builds, installs and tests.
pub(crate) fn run() -> Result<()> {
    let Some(python) = interpreter()? else { return Ok(()) };
    let Installed { work, project, venv } = Installed::new(&python)?;
    let settings = path("bindings-python/pyproject.toml")?;
    for check in [&["check"][..], &["format", "--check"]] {
        venv.run(&project, "ruff", &[check, &[&path("bindings-python")?]].concat())?;
        for folder in [
            "benches/python",
            "examples/pyspark",
            "examples/python",
            "examples/fastapi",
            "examples/flask",
            "examples/django",
            "tests/conformance/python",
        ] {
            // From there, or modules beside each other are taken for packages of others.
            venv.run(&root().join(folder), "ruff", &[check, &["--config", &settings, "."]].concat())?;
        }
    }

    let dist = dist()?;
    let (wheel, sdist) = (only(&dist, ".whl")?, sdist(&work.join("venv"))?);

    let vectors = work.join("wycheproof.json");
    wycheproof::write(&vectors)?;
    let tests = path("bindings-python/tests")?;
    let mut pytest = venv.command("pytest");
    pytest.args(["-p", "no:cacheprovider", "--strict-markers", "-ra", "-W", "error", "--rootdir", &tests, &tests]);
    shell::cargo(&["build", "--package", "tarspay-cli", "--locked"])?;
    let command = std::path::absolute(target_dir())?.join("debug").join(format!("tarspay{}", env::consts::EXE_SUFFIX));
    pytest.env("TARSPAY_WYCHEPROOF", &vectors).env("TARSPAY_COMMAND", command);
    shell::in_folder(&project, &mut pytest)?;

    for (minor, python) in other_interpreters() {
        println!("--- the same wheel under Python 3.{minor}");
        smoke(&Venv::create(&python, work.join(format!("venv3{minor}")))?, &wheel, &project, true)?;
    }
    println!("--- the source distribution, with Rust and pip alone");
    smoke(&Venv::create(&python, work.join("venv-sdist"))?, &sdist, &project, false)
}

/// Builds the wheel and gives the interpreter of an environment that holds it, with what the tests need.
pub(crate) fn install() -> Result<PathBuf> {
    let python = interpreter()?.context("there is no Python")?;
    Ok(Installed::new(&python)?.venv.program("python"))
}

/// Runs the example for Spark.
pub(crate) fn spark() -> Result<()> {
    let Some(python) = interpreter()? else { return Ok(()) };
    let work = std::path::absolute(target_dir())?.join("python");
    let builder = Venv(work.join("venv"));
    let wheel = if builder.program("maturin").exists() {
        builder.wheel(&dist()?)?
    } else {
        install()?;
        only(&dist()?, ".whl")?
    };
    let venv = Venv::create(&python, work.join("venv-spark"))?;
    venv.pip(&["--require-hashes", "--requirement", path("examples/pyspark/requirements.txt")?.as_str()])?;
    venv.pip(&["--no-index", "--no-deps", text(&wheel)?])?;
    venv.run(&work, "python", &[path("examples/pyspark/check.py")?.as_str()])
}

/// The interpreter of the environment that [`run`] made, which is made again if that is wanted or it is not there; nothing without Python.
pub(crate) fn installed(again: bool) -> Result<Option<PathBuf>> {
    let interpreter = Venv(std::path::absolute(target_dir())?.join("python/venv")).program("python");
    if interpreter.exists() && !again {
        return Ok(Some(interpreter));
    }
    if crate::python::interpreter()?.is_none() {
        return Ok(None);
    }
    install().map(Some)
}

/// The compiled part of the package that is installed for an interpreter.
pub(crate) fn native_library(python: &Path) -> Result<PathBuf> {
    let place = ["-c", "from tarspay import _native; print(_native.__file__)"];
    Ok(shell::output(Command::new(python).args(place))?.trim().into())
}

/// Makes an environment that holds the wheel and these requirements; `again` builds the wheel first. Nothing without Python.
pub(crate) fn new_environment(place: &Path, requirements: Option<&str>, again: bool) -> Result<Option<PathBuf>> {
    let Some(python) = interpreter()? else { return Ok(None) };
    let wheel = match only(&dist()?, ".whl") {
        Ok(wheel) if !again => wheel,
        _ => wheel(&place.join("builder"))?,
    };
    let venv = with_requirements(&python, place, requirements)?;
    venv.pip(&["--no-index", "--force-reinstall", text(&wheel)?])?;
    Ok(Some(venv.program("python")))
}

/// Builds the wheel in an environment that holds what is needed for it alone.
pub(crate) fn wheel(builder: &Path) -> Result<PathBuf> {
    let python = interpreter()?.context("there is no Python")?;
    let builder = Venv::create(&python, builder.to_owned())?;
    let needed = builder.0.join("maturin.txt");
    fs::write(&needed, pinned("maturin")?)?;
    builder.pip(&["--require-hashes", "--no-deps", "--requirement", text(&needed)?])?;
    shell::empty_folder(&dist()?)?;
    builder.wheel(&dist()?)
}

/// Packs the sources, with the maturin of the environment that [`wheel`] or [`run`] made there.
pub(crate) fn sdist(builder: &Path) -> Result<PathBuf> {
    let dist = dist()?;
    let arguments = ["sdist", "--manifest-path", &path(MANIFEST)?, "--out", text(&dist)?];
    Venv(builder.to_owned()).run(&root(), "maturin", &arguments)?;
    only(&dist, ".tar.gz")
}

/// Where packages are built.
fn dist() -> Result<PathBuf> {
    Ok(std::path::absolute(target_dir())?.join("python/dist"))
}

/// Makes an environment that holds these requirements and nothing else. Nothing without Python.
pub(crate) fn environment(place: &Path, requirements: &str) -> Result<Option<PathBuf>> {
    let Some(python) = interpreter()? else { return Ok(None) };
    Ok(Some(with_requirements(&python, place, Some(requirements))?.program("python")))
}

fn with_requirements(python: &Path, place: &Path, requirements: Option<&str>) -> Result<Venv> {
    let venv = Venv::create(python, place.join("venv"))?;
    if let Some(requirements) = requirements {
        venv.pip(&["--require-hashes", "--requirement", &path(requirements)?])?;
    }
    Ok(venv)
}

/// The interpreter of the environment that [`new_environment`] makes there.
pub(crate) fn program_in(place: &Path) -> PathBuf {
    Venv(place.join("venv")).program("python")
}

/// The lines of `dev.txt` that pin one package.
fn pinned(package: &str) -> Result<String> {
    let all = fs::read_to_string(path("bindings-python/requirements/dev.txt")?)?;
    let start = format!("{package}==");
    let mut lines = all.lines().skip_while(|line| !line.starts_with(&start));
    let first = lines.next().with_context(|| format!("{package} is not pinned"))?;
    let rest = lines.take_while(|line| line.starts_with(' '));
    Ok(std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n"))
}

/// The wheel, installed into an environment with what the tests need.
struct Installed {
    work: PathBuf,
    /// A folder that holds nothing of the sources.
    project: PathBuf,
    venv: Venv,
}

impl Installed {
    fn new(python: &Path) -> Result<Self> {
        let work = std::path::absolute(target_dir())?.join("python");
        shell::empty_folder(&work)?;
        let (project, dist) = (work.join("project"), dist()?);
        fs::create_dir_all(&project)?;
        let venv = Venv::create(python, work.join("venv"))?;
        venv.pip(&["--require-hashes", "--requirement", path("bindings-python/requirements/dev.txt")?.as_str()])?;
        venv.pip(&["--no-index", "--no-deps", text(&venv.wheel(&dist)?)?])?;
        Ok(Self { work, project, venv })
    }
}

fn smoke(venv: &Venv, package: &Path, project: &Path, is_wheel: bool) -> Result<()> {
    // The source distribution fetches maturin, its build backend.
    if is_wheel {
        venv.pip(&["--no-index", text(package)?])?;
    } else {
        venv.pip(&[text(package)?])?;
    }
    venv.run(project, "python", &[path(SMOKE)?.as_str()])
}

/// Python that is new enough; `None` where there is none and that may be.
fn interpreter() -> Result<Option<PathBuf>> {
    let name = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let missing = match minor_version(&name) {
        Some(minor) if minor >= OLDEST => return Ok(Some(name.into())),
        Some(minor) => format!("Python 3.{minor} is too old; 3.{OLDEST} or newer is needed"),
        None => format!("there is no {}", name.display()),
    };
    ensure!(env::var_os("CI").is_none(), "{missing}; install Python with its module venv");
    println!("NOT TESTED: {missing}; install Python, or name one in the variable PYTHON");
    Ok(None)
}

fn other_interpreters() -> Vec<(u32, PathBuf)> {
    let found =
        (OLDEST..=NEWEST).filter(|&minor| minor_version(OsStr::new(&format!("python3.{minor}"))) == Some(minor));
    found.map(|minor| (minor, format!("python3.{minor}").into())).collect()
}

fn minor_version(python: &OsStr) -> Option<u32> {
    let code = "import sys, venv; print(sys.version_info.minor if sys.version_info.major == 3 else 0)";
    let output = Command::new(python).args(["-c", code]).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// A virtual environment.
struct Venv(PathBuf);

impl Venv {
    fn create(python: &Path, folder: PathBuf) -> Result<Self> {
        let created = Command::new(python).args(["-m", "venv"]).arg(&folder).status()?;
        if !created.success() {
            bail!("{} -m venv failed; on Debian: apt-get install python3-venv", python.display());
        }
        Ok(Self(folder))
    }

    fn program(&self, name: &str) -> PathBuf {
        self.0.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(name)
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program(name));
        // The programs of the environment find each other, and leave nothing in the project's folder.
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.program("")).chain(env::split_paths(&path));
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
            .env("VIRTUAL_ENV", &self.0)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("CARGO_TARGET_DIR", std::path::absolute(target_dir()).unwrap_or_else(|_| target_dir()));
        command.env("RUFF_NO_CACHE", "true").env("MYPY_CACHE_DIR", self.0.join("mypy_cache")).env_remove("PYTHONPATH");
        command
    }

    fn run(&self, folder: &Path, name: &str, arguments: &[&str]) -> Result<()> {
        shell::in_folder(folder, self.command(name).args(arguments))
    }

    /// Builds the wheel with this environment's maturin.
    fn wheel(&self, dist: &Path) -> Result<PathBuf> {
        let interpreter = self.program("python");
        let build = ["build", "--release", "--locked", "--interpreter", text(&interpreter)?];
        let into = ["--manifest-path", &path(MANIFEST)?, "--out", text(dist)?];
        let mut maturin = self.command("maturin");
        maturin.args(build).args(into).env("CARGO_ENCODED_RUSTFLAGS", paths::remap()?);
        shell::run(&mut maturin)?;
        paths::refuse(&target_dir().join("release").join(format!("{DLL_PREFIX}_native{DLL_SUFFIX}")))?;
        only(dist, ".whl")
    }

    fn pip(&self, arguments: &[&str]) -> Result<()> {
        let install = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"];
        self.run(&self.0, "python", &[&install[..], arguments].concat())
    }
}

fn only(folder: &Path, ending: &str) -> Result<PathBuf> {
    let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let mut matching = files.into_iter().filter(|file| file.to_string_lossy().ends_with(ending));
    let file = matching.next().with_context(|| format!("no *{ending} was built"))?;
    ensure!(matching.next().is_none(), "more than one *{ending} was built");
    Ok(file)
}

fn path(relative: &str) -> Result<String> {
    Ok(text(&root().join(relative))?.to_owned())
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not Unicode", path.display()))
}
