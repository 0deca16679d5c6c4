"""The embedded engine's package and the command line that starts it.

The engine is ArcadeDB's server from the wheel `arcadedb-embedded`, which carries a Java runtime. It is found without being imported,
so no Java starts inside this process. Successors of the package keep the same inside; a new name goes into `PACKAGES`.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreUnavailable

# (import name, distribution name), in the order in which they are looked for.
PACKAGES = (("arcadedb_embedded", "arcadedb-embedded"), ("arcadedb", "arcadedb-jvm"))

# Parts of the wheel that Liantu does not use; each would be another service in the engine or another parser at start.
UNUSED_JARS = ("console", "graphql", "integration", "mcp", "postgresw", "python-bridge", "redisw")

DATABASE = "neo4j"
USER = "root"


@dataclass(frozen=True, slots=True)
class EnginePackage:
    """Where the engine's files are, and their version."""

    java: Path
    jars: tuple[Path, ...]
    version: str


def find_package() -> EnginePackage:
    """Return the installed engine.

    Raises:
        StoreUnavailable: When no package is installed, or it lacks Java or the Bolt plugin.
    """
    for module, distribution in PACKAGES:
        spec = importlib.util.find_spec(module)
        if spec is None or not spec.submodule_search_locations:
            continue
        root = Path(spec.submodule_search_locations[0])
        java = root / "jre" / "bin" / "java"
        unused = tuple(f"arcadedb-{name}" for name in UNUSED_JARS)
        jars = tuple(sorted(jar for jar in (root / "jars").glob("*.jar") if not jar.name.startswith(unused)))
        if not java.is_file() or not any(jar.name.startswith("arcadedb-bolt") for jar in jars):
            raise StoreUnavailable(
                f"The installed package {distribution} lacks its Java runtime or its Bolt plugin.",
                hint="Install it from its wheel for this platform, or set NEO4J_URI to use a Neo4j server.",
                where=str(root),
            )
        return EnginePackage(java, jars, importlib.metadata.version(distribution))
    raise StoreUnavailable(
        "The embedded store is not installed.",
        hint="Install arcadedb-embedded, or set NEO4J_URI to use a Neo4j server.",
    )


def cache_path(package: EnginePackage) -> Path:
    """Return where the cache of loaded classes of this engine lies: beside the interpreter that installed it."""
    return Path(sys.prefix) / "share" / "liantu" / f"engine-{package.version}.aot"


def java_options(package: EnginePackage, *, heap_mb: int, cache_output: Path | None = None) -> list[str]:
    """Return the options of the Java runtime, which writes a new cache of classes to `cache_output` when it ends.

    Source of the choices: measured on two cores. The serial collector and no performance file start soonest and sit smallest; both
    compilers stay on, since the first alone saves 0.2 s at start and costs every later statement. A cache of loaded classes
    (JEP 483, 514) takes the start from 2.4 s to 1.2 s; a cache that does not fit is ignored by Java.
    """
    cache = cache_path(package)
    caching = [f"-XX:AOTCache={cache}"] if cache.is_file() else []
    if cache_output is not None:
        caching = [f"-XX:AOTCacheOutput={cache_output}"]
    return [
        f"-Xmx{heap_mb}m",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        *caching,
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
    ]


def server_arguments(
    package: EnginePackage, folder: Path, *, bolt_port: int, http_port: int, statement_timeout_s: float
) -> list[str]:
    """Return the class path, the engine's settings and its main class.

    Mode "development" makes the engine say over Bolt what is wrong with a statement, which only this application hears; in
    "production" every error reads the same. The log is flushed to disk at each commit (`txWalFlush=2`), so a kill loses nothing.
    """
    settings = {
        "server.rootPath": folder,
        "server.rootPasswordPath": folder / "password",
        "server.mode": "development",
        "serverMetrics": "false",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http_port,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt_port,
        "bolt.defaultDatabase": DATABASE,
        "server.defaultDatabases": f"{DATABASE}[{USER}]",
        "txWalFlush": 2,
        "command.timeout": int(statement_timeout_s * 1000),
    }
    return [
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        ":".join(map(str, package.jars)),
        "com.arcadedb.server.ArcadeDBServer",
    ]
