//! What the site is made of: a page for each of these files.

/// A file of the project, the site's page that it becomes, and its title in the menu.
type Page = (&'static str, &'static str, &'static str);

/// The parts of the menu with their pages; the one without a name comes first.
pub(super) const PAGES: &[(&str, &[Page])] = &[
    ("", &[("docs/index.md", "index.md", "Overview")]),
    (
        "Start",
        &[
            ("bindings-wasm/npm/README.md", "start/javascript.md", "JavaScript"),
            ("bindings-python/README.md", "start/python.md", "Python"),
            ("bindings-uniffi/kotlin/README.md", "start/kotlin.md", "Kotlin and Java"),
            ("bindings-uniffi/android/README.md", "start/android.md", "Android"),
            ("bindings-uniffi/swift/README.md", "start/swift.md", "Swift"),
            ("README.md", "start/command.md", "Command, sandbox, Rust"),
            ("examples/README.md", "start/examples.md", "Examples"),
            ("playground/README.md", "start/playground.md", "Playground"),
        ],
    ),
    (
        "Guide",
        &[
            ("docs/signing.md", "signing.md", "How signing works"),
            ("docs/callbacks.md", "callbacks.md", "Callbacks"),
            ("docs/keys.md", "keys.md", "Keys"),
            ("docs/troubleshooting.md", "troubleshooting.md", "Troubleshooting"),
        ],
    ),
    (
        "Reference",
        &[
            ("docs/endpoints.md", "endpoints.md", "Endpoints"),
            ("docs/markets.md", "markets.md", "Markets"),
            ("docs/errors.md", "errors.md", "Errors"),
        ],
    ),
    (
        "What is proven",
        &[
            ("docs/conformance.md", "conformance.md", "Conformance"),
            ("docs/performance.md", "performance.md", "Performance"),
            ("docs/hardening.md", "hardening.md", "Hardening"),
            ("SECURITY.md", "security.md", "Security"),
        ],
    ),
];

/// A folder of the examples, its files, the language of their code, the title.
type Program = (&'static str, &'static [&'static str], &'static str, &'static str);

/// The programs of the examples, each a page with its source.
pub(super) const PROGRAMS: &[Program] = &[
    ("express", &["shop.mjs"], "js", "Express"),
    ("fastify", &["shop.mjs"], "js", "Fastify"),
    ("hono", &["worker.mjs", "workerd.capnp"], "js", "Hono on Workers"),
    ("nextjs", &["app/shop.js", "app/deposits/route.js", "app/notify/route.js", "app/paid/route.js"], "js", "Next.js"),
    ("node", &["shop.mjs"], "js", "Node"),
    ("fastapi", &["shop.py"], "python", "FastAPI"),
    ("flask", &["shop.py"], "python", "Flask"),
    ("django", &["shop.py"], "python", "Django"),
    ("python", &["shop.py"], "python", "Python's http.server"),
    ("ktor", &["src/main/kotlin/Shop.kt"], "kotlin", "Ktor"),
    (
        "spring",
        &[
            "src/main/java/shop/Callbacks.java",
            "src/main/java/shop/Deposits.java",
            "src/main/java/shop/Books.java",
            "src/main/java/shop/Shop.java",
        ],
        "java",
        "Spring Boot",
    ),
    ("java", &["Shop.java"], "java", "Java"),
    ("swift", &["Sources/Shop/main.swift", "Sources/Shop/Http.swift"], "swift", "Swift"),
    ("rust", &["src/main.rs"], "rust", "Rust with axum"),
    ("pyspark", &["audit.py"], "python", "Spark: auditing an archive"),
    ("shell", &["deposits.sh", "notify.sh", "paid.sh"], "sh", "A shell"),
];
