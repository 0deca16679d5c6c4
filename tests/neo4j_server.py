"""A real Neo4j Community server for tests, without containers: jars by Maven, a fresh home, loopback only.

    python -m tests.neo4j_server                            serves until interrupted
    python -m tests.neo4j_server --version 2026.05.0 -- COMMAND …    runs COMMAND with NEO4J_TEST_URI, …_USERNAME, …_PASSWORD set

Java: 5.26 (long-term support) needs 17 or newer, 2025 and later need 21 or newer. JAVA_HOME decides, else the first fitting Java under
/usr/lib/jvm, else `java` on the path. The jars (about 120 MB) stay in ~/.cache/liantu/neo4j and are fetched once.
Source: Neo4j operations manual, "Embedded" and "Configuration settings"; the entry points are those of Neo4j's own start script.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.store import leash

VERSION = "5.26.25"
CACHE = Path.home() / ".cache" / "liantu" / "neo4j"
HEAP, PAGE_CACHE = "512m", "64m"
# A test run starts a server for a few thousand small statements, which need no code compiled for speed.
QUICK_START = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
# Nor do graphs of some hundred nodes need a statement planned again whenever one of them was filled anew.
PLAN_ONCE = "dbms.cypher.min_replan_interval=1d\n"
START_LIMIT_S = 120.0

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>test</groupId><artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging><dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
<dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
</dependencies></project>
"""
# The new password is asked with until it is set; a lock after three such attempts would shut its owner out.
SETTINGS = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.enabled=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size={heap}
server.memory.pagecache.size={page_cache}
db.tx_log.rotation.retention_policy=keep_none
dbms.usage_report.enabled=false
dbms.security.auth_minimum_password_length=8
dbms.security.auth_max_failed_attempts=0
"""
OPENS = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
FOLDERS = ("conf", "data", "logs", "plugins", "import", "run", "lib", "licenses", "certificates")


def answers(uri: str, username: str, password: str) -> bool:
    """Whether a server takes statements at the address."""
    try:
        with GraphDatabase.driver(uri, auth=(username, password)) as driver:
            driver.execute_query("RETURN 1", database_="neo4j")
    except (DriverError, Neo4jError, OSError):
        return False
    return True


class Neo4jMissing(Exception):
    """No Neo4j server can be started here; the message says what is missing."""


def find_java(version: str) -> tuple[str, int]:
    """Return a Java that runs this version of Neo4j, and its major version."""
    need = 17 if version.startswith("5.") else 21
    homes = [os.environ.get("JAVA_HOME", ""), *sorted(map(str, Path("/usr/lib/jvm").glob("*")))]
    for java in [*(f"{home}/bin/java" for home in homes if home), "java"]:
        try:
            said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
        except OSError:
            continue
        found = re.search(r'version "(\d+)', said)
        if found and int(found[1]) >= need:
            return java, int(found[1])
    raise Neo4jMissing(f"Neo4j {version} needs Java {need} or newer and none was found; set JAVA_HOME")


def fetch_jars(version: str, cache: Path = CACHE) -> Path:
    """Return the folder with the server's jars, which Maven fills the first time."""
    home = cache / version
    done = home / "complete"
    if done.exists():
        return home / "lib"
    if not shutil.which("mvn"):
        raise Neo4jMissing(
            "Maven (mvn), which fetches the jars of Neo4j, was not found; or set NEO4J_TEST_URI to a running server"
        )
    cache.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f"{version}-", dir=cache))
    (draft / "pom.xml").write_text(POM.format(version=version), encoding="utf-8")
    goal = ["dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime"]
    run = subprocess.run(["mvn", "-q", "-B", *goal], cwd=draft, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        said = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", run.stdout).split())
        raise Neo4jMissing(f"Maven could not fetch the jars of Neo4j {version}: {said[:300]}")
    (draft / "complete").touch()
    shutil.rmtree(home, ignore_errors=True)
    draft.rename(home)
    return home / "lib"


class Neo4jServer:
    """A server in a home of its own, which `stop` removes; the kernel ends it with the process that started it (Linux).

    Args:
        version: Of Neo4j.
        heap: Memory for Java's heap.
        page_cache: Memory for the pages of the store.
        quick_start: Whether Java compiles for a quick start instead of for speed.

    Attributes:
        uri: Its Bolt address on loopback.
        username: Its one user.
        password: Generated.
    """

    username = "neo4j"

    def __init__(self, version: str, *, heap: str = HEAP, page_cache: str = PAGE_CACHE, quick_start: bool = True) -> None:
        java, major = find_java(version)
        lib = fetch_jars(version)
        self.version = version
        self.password = secrets.token_urlsafe(18)
        self._home = Path(tempfile.mkdtemp(prefix="neo4j-test-"))
        for name in FOLDERS:
            (self._home / name).mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.uri = f"bolt://127.0.0.1:{port}"
        settings = SETTINGS.format(bolt=port, heap=heap, page_cache=page_cache)
        (self._home / "conf" / "neo4j.conf").write_text(settings + PLAN_ONCE * quick_start, encoding="utf-8")
        entry = "CommunityEntryPoint" if version.startswith("5.") else "Neo4jCommunity"
        newer = ["--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"] if major >= 21 else []
        command = [java, f"-Xmx{heap}", *(QUICK_START if quick_start else ()), *OPENS, *newer, "-cp", f"{lib}/*"]
        command += [f"org.neo4j.server.{entry}", f"--home-dir={self._home}", f"--config-dir={self._home / 'conf'}"]
        if sys.platform == "linux":
            command[0] = shutil.which(java) or java
            command = [sys.executable, "-I", "-S", str(leash.__file__), "exec", str(os.getpid()), *command]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0)

    @property
    def pid(self) -> int:
        """Return the id of its process."""
        return self._process.pid

    @property
    def _log(self) -> Path:
        return self._home / "logs" / "console.log"

    def wait_ready(self) -> None:
        """Return when the server takes statements with the generated password."""
        deadline = time.monotonic() + START_LIMIT_S
        while not self._take_password():
            if self._process.poll() is not None or time.monotonic() > deadline:
                tail = "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
                self.stop()
                raise RuntimeError(f"Neo4j {self.version} did not start:\n{tail}")
            time.sleep(0.2)

    def _take_password(self) -> bool:
        try:
            with (
                GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=self.password).consume()
        except (DriverError, Neo4jError, OSError):
            return False
        return answers(self.uri, self.username, self.password)

    def stop(self) -> None:
        """End the server and remove its home; by force, since an orderly end takes ten seconds and nothing is kept."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server", description=__doc__.partition("\n")[0])
    parser.add_argument("--version", default=VERSION, help=f"Neo4j's version (default {VERSION})")
    parser.add_argument("--heap", default=HEAP, help=f"memory for Java's heap (default {HEAP})")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="-- COMMAND …: runs with NEO4J_TEST_URI and the like set")
    arguments = parser.parse_args()
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    try:
        server = Neo4jServer(arguments.version, heap=arguments.heap)
    except Neo4jMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    try:
        server.wait_ready()
        names = {"NEO4J_TEST_URI": server.uri, "NEO4J_TEST_USERNAME": server.username, "NEO4J_TEST_PASSWORD": server.password}
        if command:
            return subprocess.run(command, env={**os.environ, **names}, check=False).returncode
        sys.stdout.write("".join(f"{name}={value}\n" for name, value in names.items()))
        sys.stdout.flush()
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return 130
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
