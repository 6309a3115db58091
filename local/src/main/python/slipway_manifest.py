"""What the local cloud's manifest says of ministack's parts of the state: see Manifest in Java.

A part's line is overwritten in place after its data, by one call of the operating system, and before anyone is told of them. So data
may be ahead of the manifest by what was under way at a kill, and never behind it.
"""

import json
import os
import threading
import zlib

LINE = 512


class Slot:
    """The line of one part; without a manifest there is none."""

    def __init__(self, manifest, part):
        self.part = part
        self.file = None
        self.number = 0
        if manifest and os.path.exists(manifest):
            self.file = os.open(manifest, os.O_RDWR)
            self.number = self.find()

    def fields(self, number):
        return os.pread(self.file, LINE, number * LINE).decode("ascii").split()

    def find(self):
        for number in range(1, int(self.fields(0)[1]) + 1):
            if self.fields(number)[0] == self.part:
                return number
        raise LookupError(f"the manifest has no line of {self.part}")

    def name(self):
        """The part's newest file, or nothing when it never was written."""
        name = self.fields(self.number)[1] if self.file else "-"
        return None if name == "-" else name

    def set(self, name, size, checksum, on_disk):
        if self.file is None:
            return
        text = f"{self.part} {name} {size} {checksum:08x} {'disk' if on_disk else boot()}"
        line = f"{text} {zlib.crc32(text.encode()):08x}".ljust(LINE - 1) + "\n"
        os.pwrite(self.file, line.encode("ascii"), self.number * LINE)


def boot():
    """Tells one run of the machine from another."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return "unknown"


class ObjectIndex:
    """The files of S3 objects with their sizes and checksums, in a file of lines that is only appended to.

    It begins with what is there. A line "about" comes before a file is written and "done" after it, so that a file that is missing or other than it was is told
    from one that a kill interrupted; a line "gone" comes before a file is removed.
    """

    def __init__(self, folder, root, slot):
        self.folder = folder
        self.root = os.path.realpath(root)
        self.slot = slot
        self.lock = threading.Lock()
        self.files = {}
        name = slot.name()
        number = 0
        if name:
            number = int(name.split(".")[0])
            self.load(os.path.join(folder, name))
        else:
            self.adopt()
        # A file of its own for each start, so that what is over is left behind.
        self.begin(number + 1)
        for other in os.listdir(folder):
            if other.endswith(".objects") and other != self.name:
                os.remove(os.path.join(folder, other))

    def load(self, path):
        about = {}
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        for line in lines[:-1]:  # what follows the last line's end was cut short by a kill
            entry = json.loads(line)
            file = entry["file"]
            if entry["is"] == "there":
                self.files[file] = [entry["size"], entry["checksum"]]
            elif entry["is"] == "about":
                about[file] = [entry["size"], entry["checksum"]]
            elif entry["is"] == "done":
                if file in about:
                    self.files[file] = about.pop(file)
            else:
                self.files.pop(file, None)
                about.pop(file, None)
        for file in about:  # written or not: what is there counts
            self.count(file)

    def count(self, file):
        path = os.path.join(self.root, file)
        if os.path.isfile(path):
            with open(path, "rb") as content:
                data = content.read()
            self.files[file] = [len(data), zlib.crc32(data)]
        else:
            self.files.pop(file, None)

    def adopt(self):
        """State from before there was an index."""
        for place, _, names in os.walk(self.root):
            for name in names:
                if not name.endswith(".tmp"):
                    self.count(os.path.relpath(os.path.join(place, name), self.root))

    def begin(self, number):
        self.name = f"{number}.objects"
        self.file = os.open(os.path.join(self.folder, self.name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        self.size = 0
        self.checksum = 0
        self.write(
            b"".join(
                self.line({"is": "there", "file": file, "size": size, "checksum": checksum})
                for file, (size, checksum) in self.files.items()
            )
        )
        os.fsync(self.file)
        self.slot.set(self.name, self.size, self.checksum, True)

    @staticmethod
    def line(entry):
        return (json.dumps(entry) + "\n").encode()

    def write(self, content):
        view = memoryview(content)
        while view:
            view = view[os.write(self.file, view) :]
        self.size += len(content)
        self.checksum = zlib.crc32(content, self.checksum)

    def append(self, *entries):
        with self.lock:
            self.write(b"".join(self.line(entry) for entry in entries))
            self.slot.set(self.name, self.size, self.checksum, False)

    def relative(self, path):
        return os.path.relpath(os.path.realpath(path), self.root)

    def putting(self, path, data):
        self.append({"is": "about", "file": self.relative(path), "size": len(data), "checksum": zlib.crc32(data)})

    def put(self, path, data):
        file = self.relative(path)
        self.files[file] = [len(data), zlib.crc32(data)]
        self.append({"is": "done", "file": file})

    def removing(self, *paths):
        files = [file for file in map(self.relative, paths) if file in self.files]
        if files:
            self.append(*({"is": "gone", "file": file} for file in files))
            for file in files:
                self.files.pop(file, None)

    def removing_below(self, folder):
        below = self.relative(folder) + os.sep
        self.removing(*(os.path.join(self.root, file) for file in list(self.files) if file.startswith(below)))

    def damage(self, path, data):
        """What is wrong with the content of a file."""
        known = self.files.get(self.relative(path))
        if known and known != [len(data), zlib.crc32(data)]:
            return f"state file {path} is damaged (it is not what was written)"
        return None

    def close(self):
        with self.lock:
            os.fsync(self.file)
            self.slot.set(self.name, self.size, self.checksum, True)


def watch_objects(s3, index):
    """Has the index told of every file that ministack writes, reads and removes for S3."""
    atomic_write, remove_key_files, read_body = s3._atomic_write, s3._remove_key_files, s3._read_body
    delete_version_file, delete_persisted_bucket = s3._delete_version_file, s3._delete_persisted_bucket

    def atomic_write_noted(path, data, *, text=False):
        content = data.encode() if text else bytes(data)
        index.putting(path, content)
        atomic_write(path, data, text=text)
        index.put(path, content)

    def remove_key_files_noted(path):
        if path:
            index.removing(path, path + ".meta.json")
        remove_key_files(path)

    def delete_version_file_noted(bucket, key, version):
        path = s3._version_disk_path(bucket, key, version)
        if path:
            index.removing(path)
        delete_version_file(bucket, key, version)

    def delete_persisted_bucket_noted(name):
        if name:
            index.removing_below(os.path.join(s3.DATA_DIR, s3.get_account_id(), name))
        delete_persisted_bucket(name)

    def read_body_checked(bucket, key, record):
        body = read_body(bucket, key, record)
        if record.get("body") is None:
            path = s3._object_disk_path(bucket, key)
            damage = index.damage(path, body) if path else None
            if damage:
                raise OSError(damage)
        return body

    s3._atomic_write = atomic_write_noted
    s3._remove_key_files = remove_key_files_noted
    s3._delete_version_file = delete_version_file_noted
    s3._delete_persisted_bucket = delete_persisted_bucket_noted
    s3._read_body = read_body_checked
