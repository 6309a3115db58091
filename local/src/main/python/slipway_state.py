"""State on disk that costs what changed, not what is kept.

A journal takes what a request changed, entry by entry, in one record that is in whole or not at all; when it has grown, it is folded
into a snapshot beside the requests. The entries that a request may have changed are known because ministack's stores note whoever got
hold of one.
"""

import ast
import contextvars
import copy
import hashlib
import json
import os
import struct
import sys
import threading
import time
import zlib

# Length, checksum of the length, checksum of the record. The length has a checksum of its own, so a damaged one is told from a record
# that a kill cut short.
HEAD = struct.Struct(">II32s")
FOLD_AT_BYTES = 4 << 20
ONCE_KEPT_SECONDS = 7 * 24 * 3600
# The gateway names what it may have to ask again after our end; it does so within a minute or not at all.
GATEWAY_NAME = "gateway-"
GATEWAY_KEPT_SECONDS = 300
UNCHANGEABLE = (str, int, float, bool, bytes, type(None))

# The request that is served; None for ministack's own threads. What a request that only reads gets is looked at later.
request = contextvars.ContextVar("request", default=None)


def reads():
    served = request.get()
    return served is not None and served.only_reads


def is_kept(answer):
    """Whether an answer may still be asked for again."""
    gateway = answer["name"].startswith(GATEWAY_NAME)
    return answer["time"] > time.time() - (GATEWAY_KEPT_SECONDS if gateway else ONCE_KEPT_SECONDS)


class Damaged(Exception):
    def __init__(self, file, reason):
        super().__init__(reason)
        self.file = file
        self.reason = reason


class Journal:
    """Numbered snapshots and journals of one folder. Journal N follows snapshot N; it is sealed when journal N + 1 begins."""

    def __init__(self, folder, slot):
        self.folder = folder
        self.slot = slot
        self.checksum = 0
        self.base = 0
        self.folding = None
        self.written = 0

    def path(self, number, kind):
        return os.path.join(self.folder, f"{number}.{kind}")

    def numbers(self, kind):
        return sorted(int(name.split(".")[0]) for name in os.listdir(self.folder) if name.endswith("." + kind))

    def load(self):
        """The records, the oldest first; afterwards it can be appended to."""
        for name in os.listdir(self.folder):
            path = os.path.join(self.folder, name)
            if name.endswith(".tmp"):
                os.remove(path)  # a fold that a kill interrupted; what it was made of is there
            elif not name.endswith((".snapshot", ".journal")):
                raise Damaged(path, "it is no part of the state")
        snapshots, journals = self.numbers("snapshot"), self.numbers("journal")
        self.base = snapshots[-1] if snapshots else 0
        for number in [number for number in snapshots + journals if number < self.base]:
            self.remove(number)
        journals = [number for number in journals if number >= self.base]
        last = journals[-1] if journals else self.base
        for number in range(self.base, last + 1):
            if number not in journals and (snapshots or journals):
                raise Damaged(self.path(number, "journal"), "it is missing")
        records = []
        if self.base:
            path = self.path(self.base, "snapshot")
            found, whole = self.read(path)
            if whole != os.path.getsize(path) or not found or found[-1] != {"end": len(found) - 1}:
                raise Damaged(path, "it is cut off")
            records += found[:-1]
        whole = 0
        for number in range(self.base, last + 1) if journals else []:
            path = self.path(number, "journal")
            found, whole = self.read(path)
            if number < last and whole != os.path.getsize(path):
                raise Damaged(path, "it is cut off")
            records += found
        self.number = last
        self.open(whole)
        return records

    def read(self, path):
        """The records of a file, and how many of its bytes hold whole ones."""
        with open(path, "rb") as file:
            content = file.read()
        records, at = [], 0
        while at + HEAD.size <= len(content):
            length, of_length, digest = HEAD.unpack_from(content, at)
            if zlib.crc32(content[at : at + 4]) != of_length:
                raise Damaged(path, f"the head of the record at byte {at} has a wrong checksum")
            record = content[at + HEAD.size : at + HEAD.size + length]
            if len(record) < length:
                break
            if hashlib.sha256(record).digest() != digest:
                raise Damaged(path, f"the record at byte {at} has a wrong checksum")
            records.append(json.loads(record))
            at += HEAD.size + length
        return records, at

    def open(self, whole):
        self.file = open(self.path(self.number, "journal"), "ab")
        self.file.truncate(whole)
        os.fsync(self.file.fileno())
        self.flush_folder()
        with open(self.file.name, "rb") as content:
            self.checksum = zlib.crc32(content.read())
        self.mark()

    def mark(self):
        """Says in the manifest what the disk has, before anyone is told of it."""
        self.slot.set(os.path.basename(self.file.name), self.file.tell(), self.checksum, True)

    def flush_folder(self):
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def append(self, record):
        """Appends a record; it is on disk when this returns."""
        content = self.encode(record)
        self.written += self.file.write(content)
        self.file.flush()
        os.fsync(self.file.fileno())
        self.checksum = zlib.crc32(content, self.checksum)
        self.mark()
        if self.file.tell() > max(FOLD_AT_BYTES, self.snapshot_size()) and not (self.folding and self.folding.is_alive()):
            self.seal()

    @staticmethod
    def encode(record):
        content = json.dumps(record).encode()
        length = struct.pack(">I", len(content))
        return HEAD.pack(len(content), zlib.crc32(length), hashlib.sha256(content).digest()) + content

    def snapshot_size(self):
        return os.path.getsize(self.path(self.base, "snapshot")) if self.base else 0

    def seal(self):
        self.file.close()
        self.number += 1
        self.open(0)
        self.folding = threading.Thread(target=self.fold, args=(self.number,), daemon=True)
        self.folding.start()

    def fold(self, number):
        """Makes the snapshot that journal `number` follows, of the files before it."""
        try:
            entries, once = {}, {}
            files = [(self.base, "snapshot")] if self.base else []
            files += [(sealed, "journal") for sealed in range(self.base, number)]
            for one, kind in files:
                for record in self.read(self.path(one, kind))[0]:
                    for service, store, form, key, text in record.get("put", []):
                        entries[(service, store, key)] = (form, text)
                    for service, store, key in record.get("gone", []):
                        entries.pop((service, store, key), None)
                    for answer in record.get("once", []):
                        once[answer["name"]] = answer
            path = self.path(number, "snapshot")
            with open(path + ".tmp", "wb") as file:
                count = 0
                for (service, store, key), (form, text) in entries.items():
                    file.write(self.encode({"put": [[service, store, form, key, text]]}))
                    count += 1
                for answer in once.values():
                    if is_kept(answer):
                        file.write(self.encode({"once": [answer]}))
                        count += 1
                file.write(self.encode({"end": count}))
                file.flush()
                os.fsync(file.fileno())
            os.replace(path + ".tmp", path)
            self.flush_folder()
            old, self.base = self.base, number
            for gone in range(old, number):
                self.remove(gone)
        except (OSError, Damaged) as error:
            # The journals have it all; the next fold tries again.
            sys.stderr.write(f"slipway-local: ministack's journal in {self.folder} could not be folded: {error}\n")

    def remove(self, number):
        for kind in ("snapshot", "journal"):
            if os.path.exists(self.path(number, kind)):
                os.remove(self.path(number, kind))


class Dump:
    """Which thread is reading states to save them, and which entries it is to see; None are all."""

    def __init__(self):
        self.thread = None
        self.keys = None

    def here(self):
        return self.thread == threading.get_ident()


DUMP = Dump()


class Tracked(dict):
    """The entries of a store. Who gets an entry may change it, so it is noted; those of frozen stores change only by being put anew."""

    def __init__(self, entries=(), frozen=False):
        super().__init__(entries)
        self.frozen = frozen
        self.touched = set()
        self.suspect = set()
        self.all_touched = False
        self.all_suspect = False

    def got(self, key, value):
        if not self.frozen and not isinstance(value, UNCHANGEABLE) and not DUMP.here():
            (self.suspect if reads() else self.touched).add(key)
        return value

    def got_all(self):
        if self.frozen:
            return
        if reads():
            self.all_suspect = True
        else:
            self.all_touched = True

    def seen(self):
        """The keys that whoever asks may see."""
        if DUMP.keys is None or not DUMP.here():
            return dict.keys(self)
        return [key for key in DUMP.keys if dict.__contains__(self, key)]

    def take_touched(self):
        keys = set(dict.keys(self)) | self.touched if self.all_touched else self.touched
        self.touched, self.all_touched = set(), False
        return keys

    def take_suspect(self):
        keys = set(dict.keys(self)) if self.all_suspect else self.suspect
        self.suspect, self.all_suspect = set(), False
        return keys

    def __getitem__(self, key):
        return self.got(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.got(key, dict.get(self, key, default)) if dict.__contains__(self, key) else default

    def __setitem__(self, key, value):
        self.touched.add(key)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        self.touched.add(key)
        dict.__delitem__(self, key)

    def pop(self, key, *default):
        self.touched.add(key)
        return dict.pop(self, key, *default)

    def popitem(self):
        key, value = dict.popitem(self)
        self.touched.add(key)
        return key, value

    def setdefault(self, key, default=None):
        self.touched.add(key)
        return dict.setdefault(self, key, default)

    def update(self, *others, **named):
        changes = dict(*others, **named)
        self.touched.update(changes)
        dict.update(self, changes)

    def __ior__(self, other):
        self.update(other)
        return self

    def clear(self):
        self.touched.update(dict.keys(self))
        dict.clear(self)

    def __iter__(self):
        return iter(self.seen())

    def keys(self):
        return self.seen()

    def values(self):
        if DUMP.here():
            return [dict.__getitem__(self, key) for key in self.seen()]
        self.got_all()
        return dict.values(self)

    def items(self):
        if DUMP.here():
            return [(key, dict.__getitem__(self, key)) for key in self.seen()]
        self.got_all()
        return dict.items(self)

    def copy(self):
        return dict(self.items())

    def __deepcopy__(self, memo):
        if DUMP.here() and DUMP.keys is not None:
            # It is written at once and then forgotten; only what a get_state leaves out is taken out of the copy.
            return {key: copy.copy(dict.__getitem__(self, key)) for key in self.seen()}
        return Tracked({key: copy.deepcopy(value, memo) for key, value in dict.items(self)})

    def __reduce_ex__(self, protocol):
        return (dict, (dict(dict.items(self)),))


def track(responses):
    """Makes the stores of services that are imported from now on note who gets an entry."""
    for scoped in (responses.AccountScopedDict, responses.AccountRegionScopedDict):

        def make(store):
            store._data = Tracked()

        scoped.__init__ = make


class States:
    """The states of ministack's services: what is on disk of them, and what changed since."""

    # Their get_state takes entry by entry, without leaving anything behind; it is read in ministack 1.5.33. Those of other services are
    # saved as a whole when they change.
    BY_ENTRY = frozenset(
        "acm alb autoscaling cloudtrail cloudwatch dynamodb ec2 ecr ecs eventbridge iam kms s3 scheduler secretsmanager sns sqs ssm".split()
    )
    # These keep something beside their stores, which nobody notes.
    BESIDE = frozenset("cognito dsql iot rds route53".split())
    FORMS = ("account", "region")

    def __init__(self, journal, persistence, responses, modules):
        self.journal = journal
        self.persistence = persistence
        self.scoped = {responses.AccountScopedDict: "account", responses.AccountRegionScopedDict: "region"}
        self.modules = modules
        self.own = {}
        self.saved = {}
        self.stores_of = {}
        self.loaded = {}
        self.turn = None

    def add(self, name, store):
        """A store of ours whose entries are frozen, saved like those of services; it gets what it had."""
        self.own[name] = store
        store.update((self.state(name) or {}).get("entries", {}))

    def load(self):
        """Reads the journal; returns the kept answers."""
        once = []
        entries = {}
        for record in self.journal.load():
            for service, store, form, key, text in record.get("put", []):
                entries.setdefault((service, store), {})[key] = (form, text)
            for service, store, key in record.get("gone", []):
                entries.get((service, store), {}).pop(key, None)
            once += record.get("once", [])
        for (service, store), found in entries.items():
            digests = self.saved.setdefault((service, store), {})
            values = {}
            for key, (form, text) in found.items():
                scope = self.parse(form, key)
                digests[scope] = self.digest(text)
                values[scope] = json.loads(text, object_hook=self.persistence._json_object_hook)
            self.loaded.setdefault(service, {})[store] = self.restored(found, values)
        return once

    def restored(self, found, values):
        form = next((form for form, _ in found.values()), "account")
        if form == "whole":
            return values[None]
        for scoped, name in self.scoped.items():
            if name == form:
                store = scoped()
                store._data.update(values)
                return store
        return values

    def state(self, service):
        """What a service had, once; None if nothing was saved of it."""
        return self.loaded.pop(service, None)

    @staticmethod
    def text_of(form, key):
        return "\x00".join((*key[:-1], repr(key[-1]))) if form in States.FORMS else key

    @staticmethod
    def parse(form, text):
        if form not in States.FORMS:
            return text
        *scope, key = text.split("\x00", 1 if form == "account" else 2)
        try:
            return (*scope, ast.literal_eval(key))
        except (ValueError, SyntaxError):
            return (*scope, key)

    @staticmethod
    def digest(text):
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def stores(self, name, get_state):
        """The tracked stores of a service's module."""
        if name in self.own:
            return [self.own[name]]
        known = self.stores_of.get(name)
        if known is None:
            package = get_state.__module__
            modules = [module for of, module in sys.modules.items() if of == package or of.startswith(package + ".")]
            known = [value._data for module in modules for value in list(vars(module).values()) if type(value) in self.scoped]
            self.stores_of[name] = known
        return known

    def getters(self):
        return {**self.modules(), **{name: (lambda store=store: {"entries": store}) for name, store in self.own.items()}}

    def forget_touches(self):
        """After the start: what was loaded is what is on disk."""
        for name, get_state in self.getters().items():
            for store in self.stores(name, get_state):
                store.take_touched()
                store.take_suspect()

    def changed(self):
        """What changed in the entries that somebody got hold of to change something."""
        found = Changes()
        for name, get_state in self.getters().items():
            stores = self.stores(name, get_state)
            keys = set().union(*(store.take_touched() for store in stores))
            if keys or not stores or name in self.BESIDE:
                self.compare(name, get_state, keys, found)
        return found

    def sweep(self, seconds):
        """What changed, also in entries that only readers got, or nobody: as many of these as there is time for, next time the others."""
        found = self.changed()
        end = time.monotonic() + seconds
        for name, get_state in self.getters().items():
            keys = set().union(*(store.take_suspect() for store in self.stores(name, get_state)))
            if keys:
                self.compare(name, get_state, keys, found)
        while time.monotonic() < end:
            if self.turn is None:
                self.turn = self.parts()
            part = next(self.turn, None)
            if part is None:
                self.turn = None
                self.stores_of.clear()
                break
            self.compare(*part, found)
        return found

    def parts(self):
        for name, get_state in list(self.getters().items()):
            keys = list(set().union(*(dict.keys(store) for store in self.stores(name, get_state))))
            for at in range(0, len(keys), 100) if name in self.BY_ENTRY or name in self.own else [0]:
                yield name, get_state, set(keys[at : at + 100])

    def compare(self, name, get_state, keys, found):
        by_entry = name in self.BY_ENTRY or name in self.own
        for attempt in range(20):
            try:
                found.add(self.difference(name, get_state, keys if by_entry else None))
                return
            except RuntimeError as error:
                # A worker thread may change a store while it is read; the next try sees it settled.
                if "changed size during iteration" not in str(error) or attempt == 19:
                    raise
                time.sleep(0.001)

    def difference(self, name, get_state, keys):
        puts, gone = [], []
        DUMP.thread, DUMP.keys = threading.get_ident(), keys
        try:
            state = get_state()
            for store, content in (state or {}).items():
                form = self.scoped.get(type(content)) or ("plain" if isinstance(content, Tracked) else None)
                if keys is None or form is None:
                    self.put(puts, name, store, "whole", None, content)
                    continue
                entries = content if form == "plain" else content._data
                saved = self.saved.setdefault((name, store), {})
                for key in keys:
                    if dict.__contains__(entries, key):
                        self.put(puts, name, store, form, key, dict.__getitem__(entries, key))
                    elif key in saved:
                        gone.append((name, store, form, key))
        finally:
            DUMP.thread, DUMP.keys = None, None
        return puts, gone

    def put(self, puts, name, store, form, key, value):
        text = json.dumps(value, default=self.persistence._json_default)
        digest = self.digest(text)
        if self.saved.setdefault((name, store), {}).get(key) != digest:
            puts.append((name, store, form, key, text, digest))

    def write(self, found, once):
        """Writes what was found, and answers that belong to it."""
        record = {}
        if found.puts:
            record["put"] = [[name, store, form, self.text_of(form, key), text] for (name, store, key), (form, text, _) in found.puts.items()]
        if found.gone:
            record["gone"] = [[name, store, self.text_of(form, key)] for (name, store, key), form in found.gone.items()]
        if once:
            record["once"] = once
        self.journal.append(record)
        for (name, store, key), (_, _, digest) in found.puts.items():
            self.saved[(name, store)][key] = digest
        for name, store, key in found.gone:
            self.saved[(name, store)].pop(key, None)


class Changes:
    """Entries to put, with their texts, and entries that are gone."""

    def __init__(self):
        self.puts = {}
        self.gone = {}

    def add(self, difference):
        for name, store, form, key, text, digest in difference[0]:
            self.gone.pop((name, store, key), None)
            self.puts[(name, store, key)] = (form, text, digest)
        for name, store, form, key in difference[1]:
            self.puts.pop((name, store, key), None)
            self.gone[(name, store, key)] = form

    def __bool__(self):
        return bool(self.puts or self.gone)
