//! A CycloneDX list of what is compiled into each package or comes with it, made from Cargo's resolution, its lock file and Maven's project
//! file. The same sources give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::shell::{self, root, target_dir};

/// Each package's file, its crate, and the name under which users get it.
const PACKAGES: [(&str, &str, &str); 6] = [
    ("rust", "tarspay-core", "pkg:cargo/tarspay-core"),
    ("python", "tarspay-python", "pkg:pypi/tarspay"),
    ("npm", "tarspay-wasm", "pkg:npm/tarspay"),
    ("maven", "tarspay-uniffi", MAVEN),
    ("swift", "tarspay-uniffi", "pkg:swift/tarspay/TarsPay"),
    ("command", "tarspay-cli", "pkg:cargo/tarspay-cli"),
];
const MAVEN: &str = "pkg:maven/tarspay/tarspay";
/// The licences of what comes with the jar. Maven has no lock file: what those need in turn is here with its version.
const WITH_THE_JAR: [(&str, &str, Option<&str>, &str); 3] = [
    ("net.java.dev.jna", "jna", None, "Apache-2.0 OR LGPL-2.1-or-later"),
    ("org.jetbrains", "annotations", Some("13.0"), "Apache-2.0"),
    ("org.jetbrains.kotlin", "kotlin-stdlib", None, "Apache-2.0"),
];
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes `target/sbom`; with `print`, says what was written.
pub(crate) fn run(print: bool) -> Result<()> {
    let folder = target_dir().join("sbom");
    shell::empty_folder(&folder)?;
    let checksums = checksums(&std::fs::read_to_string(root().join("Cargo.lock"))?);
    for (file, package, purl) in PACKAGES {
        let mut components = components(package, &checksums)?;
        if purl == MAVEN {
            components.extend(with_the_jar(&std::fs::read_to_string(root().join("bindings-uniffi/kotlin/pom.xml"))?)?);
        }
        if print {
            println!("{file}.cdx.json: {} components", components.len());
        }
        let path = folder.join(format!("{file}.cdx.json"));
        std::fs::write(path, format!("{:#}\n", document(purl, &components)))?;
    }
    Ok(())
}

fn document(purl: &str, components: &[Value]) -> Value {
    let purl = format!("{purl}@{VERSION}");
    let references: Vec<_> = components.iter().filter_map(|component| component.get("bom-ref")).collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "library", "name": "tarspay", "version": VERSION, "bom-ref": purl, "purl": purl,
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        } },
        "components": components,
        "dependencies": [{ "ref": purl, "dependsOn": references }],
    })
}

/// What is linked in on any platform; what only runs while building is no part of a package.
fn components(package: &str, checksums: &BTreeMap<(String, String), String>) -> Result<Vec<Value>> {
    let arguments =
        ["--locked", "--all-features", "--edges", "normal,no-proc-macro", "--target", "all", "--prefix", "none"];
    let output = Command::new("cargo")
        .args(["tree", "--no-dedupe", "--format", "{p}\t{l}", "--package", package])
        .args(arguments)
        .current_dir(root())
        .output()?;
    ensure!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let lines: BTreeSet<_> = std::str::from_utf8(&output.stdout)?.lines().filter(|line| !line.is_empty()).collect();
    lines.into_iter().filter_map(|line| component(line, package, checksums).transpose()).collect()
}

/// A line such as `hex v0.4.3<tab>MIT OR Apache-2.0`.
fn component(line: &str, package: &str, checksums: &BTreeMap<(String, String), String>) -> Result<Option<Value>> {
    let (name, license) = line.split_once('\t').with_context(|| format!("not understood: {line}"))?;
    let mut words = name.split(' ');
    let name = words.next().unwrap_or_default();
    let version =
        words.next().and_then(|word| word.strip_prefix('v')).with_context(|| format!("no version: {line}"))?;
    if name == package {
        return Ok(None);
    }
    let purl = format!("pkg:cargo/{name}@{version}");
    let mut component = json!({
        "type": "library", "name": name, "version": version, "bom-ref": purl, "purl": purl,
        "licenses": [{ "expression": license.replace('/', " OR ") }],
    });
    let checksum = checksums.get(&(name.to_owned(), version.to_owned()));
    ensure!(checksum.is_some() || line.contains("(/") || line.contains(":\\"), "no checksum: {line}");
    if let (Some(checksum), Some(fields)) = (checksum, component.as_object_mut()) {
        fields.insert("hashes".into(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    Ok(Some(component))
}

/// What a project file depends on, but for its tests.
fn with_the_jar(pom: &str) -> Result<Vec<Value>> {
    let tag = |text: &str, name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        Some(rest.split_once('<')?.0.to_owned())
    };
    let mut found = BTreeMap::new();
    let blocks = pom.split("<dependency>").skip(1).filter_map(|block| block.split("</dependency>").next());
    for block in blocks.filter(|block| tag(block, "scope").is_none()) {
        let name = (tag(block, "groupId").context("no group")?, tag(block, "artifactId").context("no name")?);
        let version = tag(block, "version").context("no version")?;
        let property = version.strip_prefix("${").and_then(|name| name.strip_suffix('}'));
        found.insert(name, property.and_then(|name| tag(pom, name)).unwrap_or(version));
    }
    let components = WITH_THE_JAR.iter().map(|&(group, name, version, license)| {
        let in_pom = found.remove(&(group.to_owned(), name.to_owned()));
        let version =
            in_pom.or(version.map(str::to_owned)).with_context(|| format!("{name} is no dependency any more"))?;
        let purl = format!("pkg:maven/{group}/{name}@{version}");
        Ok(json!({
            "type": "library", "group": group, "name": name, "version": version, "bom-ref": purl, "purl": purl,
            "licenses": [{ "expression": license }],
        }))
    });
    let components = components.collect::<Result<Vec<_>>>()?;
    ensure!(found.is_empty(), "dependencies of the jar whose licence is not here: {found:?}");
    Ok(components)
}

fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let field = |block: &str, name: &str| {
        let start = format!("{name} = \"");
        block.lines().find_map(|line| Some(line.strip_prefix(&start)?.trim_end_matches('"').to_owned()))
    };
    let entry = |block| Some(((field(block, "name")?, field(block, "version")?), field(block, "checksum")?));
    lock.split("[[package]]").filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::with_the_jar;

    #[test]
    fn a_dependency_of_the_jar_without_a_licence_is_refused() {
        let one = |group: &str, name: &str, rest: &str| {
            format!(
                "<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId><version>1</version>{rest}</dependency>"
            )
        };
        let known = one("net.java.dev.jna", "jna", "") + &one("org.jetbrains.kotlin", "kotlin-stdlib", "");
        let test = one("a", "test-only", "<scope>test</scope>");
        assert_eq!(with_the_jar(&(known.clone() + &test)).unwrap().len(), 3);
        assert!(with_the_jar(&(known + &one("a", "b", ""))).is_err());
        assert!(with_the_jar("").is_err());
    }
}
