"""The tour: a sample customer, checkouts, work, SQL, wipes, their proof, and a look for plaintext at the end."""

import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.demo.database import WRITTEN, DatabaseStory
from tests.demo.samples import make_samples
from tests.demo.scan import find_pieces
from tests.demo.steps import Terminal, Tour

_PROBE = "from app.keys.stores.choice import available; print(available().name)"
_LETTER = "letters/answer.txt"
_TABLE = "invoices-007.csv"


def main() -> int:
    """Run the tour; 0 only if everything held. An argument names a file to leave the certificate's PDF in."""
    with tempfile.TemporaryDirectory(prefix="bailee-demo-") as name:
        story = Story(Path(name), _keyring())
        story.tell()
        if len(sys.argv) > 1:
            Path(sys.argv[1]).write_bytes((Path(name) / "certificate.pdf").read_bytes())
        return 0 if story.tour.holds else 1


def _keyring() -> str | None:
    """The keyring that answers on this machine, if one does."""
    ended = subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, check=False)
    return ended.stdout.decode().strip() or None if ended.returncode == 0 else None


class Story:
    """The steps, in their order."""

    def __init__(self, place: Path, keyring: str | None) -> None:
        self.tour = Tour()
        self._place = place
        self._source, self._home = place / "customer", place / "home"
        self._keyring = keyring
        self._bailee = Terminal(self._home, None if keyring else secrets.token_hex(16))
        self._pieces: list[bytes] = []
        self._database = DatabaseStory(self.tour, self._bailee, self._source / "database" / "erp.sqlite")

    def tell(self) -> None:
        """Do every step, whatever became of the ones before."""
        weaker = "a passphrase alone: no keyring answers here. Weaker, and the certificate says so"
        self.tour.say(f"The key of the vault is kept by {self._keyring or weaker}.\n")
        for name, act in (
            ("Make a sample customer", self._make_samples),
            ("Make a vault", self._make_vault),
            ("Enter customer and tickets", self._enter),
            ("Check out", self._check_out),
            ("List", self._list),
            ("Edit", self._edit),
            ("Show changes", self._show_changes),
            ("Check every byte", self._check),
            ("Database: check out", self._database.check_out),
            ("Database: read with SQL", self._database.read),
            ("Database: change with SQL", self._database.change),
            ("Database: show changed rows", self._database.show_changes),
            ("Database: take the changes back", self._database.take_back),
            ("Look for plaintext", self._look_for_plaintext),
            ("Close and wipe", self._close),
            ("Certificate", self._certify),
            ("Refuse a forged certificate", self._forge),
            ("Second copy: close, undo", self._undo),
            ("Second copy: take a file out", self._take_out),
            ("Second copy: wipe", self._close_second),
            ("Database: wipe", self._database.wipe),
            ("Verify the ledger", self._verify_ledger),
            ("Look for plaintext", self._look_for_plaintext),
        ):
            self.tour.step(name, act)
        self.tour.say("\nEverything held." if self.tour.holds else "\nSomething did not hold: see above.")

    def _make_samples(self) -> str:
        self._pieces = make_samples(self._source)
        files = [path for path in self._source.rglob("*") if path.is_file()]
        return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB"

    def _make_vault(self) -> str:
        return str(self._bailee.run("init", "--keystore", "os" if self._keyring else "passphrase")["mode"])

    def _enter(self) -> str:
        self._bailee.run("customer", "add", "C-100", "--name", "Quartz and Vale", "--contact", "it@quartz.example")
        for number, title in (
            ("T-1", "Invoice run stops"),
            ("T-2", "Import of price list"),
            ("T-3", "Amounts are wrong"),
        ):
            self._bailee.run("ticket", "add", number, "--title", title, "--customer", "C-100")
        return "1 customer, 3 tickets"

    def _check_out(self) -> str:
        found = self._bailee.run("checkout", "T-1", "--from", str(self._source))
        size = found["content_bytes"] / 1e6
        return self.tour.require(holds=found["state"] == "HELD", what=f"held: {found['files']} files, {size:.0f} MB")

    def _list(self) -> str:
        names = [item["name"] for item in self._bailee.run("ls", "T-1")]
        expected = sorted(path.name for path in self._source.iterdir())
        return self.tour.require(holds=names == expected, what=", ".join(names))

    def _edit(self) -> str:
        self._bailee.run("put", "T-1", _LETTER, data=b"Fixed the invoice run.\n")
        self._bailee.run("put", "T-1", "tables/invoices-000.csv", data=b"number,customer\n1,corrected\n")
        self._bailee.run("rm", "T-1", "pictures/scan-001.png")
        return "one file added, one edited, one removed"

    def _show_changes(self) -> str:
        found = {change["path"]: change["change"] for change in self._bailee.run("changes", "T-1")}
        expected = {_LETTER: "added", "tables/invoices-000.csv": "edited", "pictures/scan-001.png": "deleted"}
        what = ", ".join(f"{path} {kind}" for path, kind in found.items())
        return self.tour.require(holds=found == expected, what=what)

    def _check(self) -> str:
        found = self._bailee.run("check", "T-1")
        return self.tour.require(holds=not found["damaged"], what=f"{found['files']} files, none damaged")

    def _look_for_plaintext(self) -> str:
        control = {piece for _, piece in find_pieces(self._source, self._pieces)}
        found = find_pieces(self._home, [*self._pieces, WRITTEN])
        files = [path for path in self._home.rglob("*") if path.is_file()]
        where = "".join(f"\n    {path}: {piece!r}" for path, piece in found)
        size = sum(path.stat().st_size for path in files) / 1e6
        what = (
            f"{len(found) or 'nothing'} found in {len(files)} files, {size:.0f} MB; "
            f"in the original {len(control)} of {len(self._pieces)} samples{where}"
        )
        holds = not found and bool(files) and len(control) == len(self._pieces)
        return self.tour.require(holds=holds, what=what)

    def _close(self) -> str:
        found = self._bailee.run("close", "T-1", "--now")["copies"][0]
        what = f"{found['state']}, key destroyed at {found['key_destroyed_at']}"
        return self.tour.require(holds=found["state"] == "WIPED", what=what)

    def _certify(self) -> str:
        for ending in ("json", "pdf"):
            self._bailee.run("certificate", "T-1", "--to", str(self._place / f"certificate.{ending}"))
        held_against = ("--ticket", "T-1", "--ledger", str(self._home / "ledger.jsonl"))
        found = self._bailee.run("verify", str(self._place / "certificate.json"), *held_against)
        is_sound = found["is_genuine"] and found["is_key_known"] and found["is_in_ledger"]
        expected = "PASS" if self._keyring else "PASS WITH EXCEPTIONS"
        what = f"{found['number']}: {found['verdict']} {', '.join(found['exceptions'])}".rstrip()
        return self.tour.require(holds=is_sound and found["verdict"] == expected, what=what)

    def _forge(self) -> str:
        text = (self._place / "certificate.json").read_text("ascii")
        (self._place / "forged.json").write_text(text.replace('"T-1"', '"T-9"'), "ascii")
        found = self._bailee.run("verify", str(self._place / "forged.json"), expect=4)["error"]
        return self.tour.require(holds=found["code"] == "B508", what=f"refused with {found['code']}")

    def _undo(self) -> str:
        self._bailee.run("checkout", "T-2", "--from", str(self._source / "tables"))
        closing = self._bailee.run("close", "T-2")["copies"][0]["state"]
        kept = self._bailee.run("undo", "T-2")["copies"][0]["state"]
        return self.tour.require(holds=(closing, kept) == ("CLOSING", "HELD"), what=f"{closing}, then {kept}")

    def _take_out(self) -> str:
        data = self._bailee.raw("cat", "T-2", _TABLE)
        is_same = data == (self._source / "tables" / _TABLE).read_bytes()
        return self.tour.require(holds=is_same, what=f"{len(data):,} bytes, the same as the original")

    def _close_second(self) -> str:
        self._bailee.run("close", "T-2", "--now")
        self._bailee.run("certificate", "T-2", "--to", str(self._place / "second.json"))
        found = self._bailee.run("verify", str(self._place / "second.json"))
        what = f"{found['number']}: {found['verdict']}, {', '.join(found['exceptions'])}"
        return self.tour.require(holds="escapes-outstanding" in found["exceptions"], what=what)

    def _verify_ledger(self) -> str:
        found = self._bailee.run("ledger", "verify")
        return f"{found['size']} entries hold, {found['checkpoints']} checkpoints bear them out"


if __name__ == "__main__":
    sys.exit(main())
