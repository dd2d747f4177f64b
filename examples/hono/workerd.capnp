# Runs the bundled worker without an account: workerd serve workerd.capnp
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "shop", worker = .shop),
    # The sandbox is on this machine, which a worker may not call by default.
    (name = "net", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "shop")],
);

const shop :Workerd.Worker = (
  modules = [
    (name = "worker.mjs", esModule = embed "dist/worker.mjs"),
    (name = "tarspay.wasm", wasm = embed "dist/tarspay.wasm"),
  ],
  compatibilityDate = "2026-01-01",
  globalOutbound = "net",
  bindings = [
    (name = "TARSPAY_URL", fromEnvironment = "TARSPAY_URL"),
    (name = "TARSPAY_MCH_NO", fromEnvironment = "TARSPAY_MCH_NO"),
    (name = "TARSPAY_PRIVATE_KEY", fromEnvironment = "TARSPAY_PRIVATE_KEY"),
    (name = "TARSPAY_PLATFORM_KEY", fromEnvironment = "TARSPAY_PLATFORM_KEY"),
    (name = "NOTIFY_URL", fromEnvironment = "NOTIFY_URL"),
    (name = "BOOKS", durableObjectNamespace = "Books"),
  ],
  durableObjectNamespaces = [(className = "Books", uniqueKey = "books", enableSql = true)],
  durableObjectStorage = (inMemory = void),
);
