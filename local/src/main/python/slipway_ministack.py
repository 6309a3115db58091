"""Runs ministack for the local cloud so that a kill -9 loses nothing that a client was told is done.

ministack writes its state only when it is asked to stop. Here every request that may change something is
answered only after the states that it changed are on disk: one file per service, written beside the old one,
flushed and renamed over it, with a checksum in it. Requests that finish together share one such save.

The parent reads one JSON line from stdout ("ready" or "failed") and keeps stdin open; when stdin ends, the
parent is gone and so are we.
"""

import asyncio
import base64
import contextvars
import hashlib
import hmac
import json
import logging
import os
import socket
import sys
import threading
import time

READ_PREFIXES = ("Describe", "Get", "List", "Head", "BatchGet", "Search", "Lookup", "Simulate", "Query", "Scan")
# These read by name but change what a later call answers.
CHANGING = {"GetQueryResults", "GetFederationToken", "GetSessionToken", "GetShardIterator"}
ENVELOPE = '{"__ministack_format__": %d, "__slipway_sha256__": "%s", "payload": %s}'
ONCE_HEADER = b"x-slipway-once"
JUDGED_HEADER = b"x-slipway-judged"
ONCE_KEPT_SECONDS = 7 * 24 * 3600
SWEEP_SECONDS = 2
SWEEP_AFTER_LAST_REQUEST_SECONDS = 120


def say(**message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def refuse(kind, **detail):
    say(failed={"kind": kind, **detail})
    os._exit(1)


class LogWatch(logging.Handler):
    """ministack logs what it could not load or store and goes on; here both are errors."""

    LOADING = ("Failed to restore persisted state", "Persistence: failed to load", "Failed to load persisted S3")
    REFUSING = "refusing to load"
    STORING = "Failed to persist"

    def __init__(self):
        super().__init__(logging.WARNING)
        self.not_loaded = None
        self.not_stored = None

    def emit(self, record):
        text = record.getMessage()
        if text.startswith(self.LOADING) or self.REFUSING in text:
            self.not_loaded = self.not_loaded or text
        elif text.startswith(self.STORING):
            self.not_stored = self.not_stored or text


class StateFiles:
    """The state files of one folder."""

    def __init__(self, folder, persistence, getters):
        self.folder = folder
        self.persistence = persistence
        self.getters = getters
        self.saved = {}

    def verify(self):
        """Refuses to start on a file that is not exactly what was written."""
        for name in sorted(os.listdir(self.folder)):
            path = os.path.join(self.folder, name)
            if name.endswith(".tmp"):
                os.remove(path)  # a save that a kill interrupted; the file it was to replace is whole
            elif name.endswith(".json"):
                self.verify_file(name[: -len(".json")], path)

    def verify_file(self, service, path):
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            refuse("corrupt", file=path, reason=str(error))
        head, separator, rest = text.partition('"payload": ')
        payload = rest[:-1]
        digest = hashlib.sha256(payload.encode()).hexdigest()
        if not separator or text != head + separator + payload + "}" or f'"{digest}"' not in head:
            refuse("corrupt", file=path, reason="its checksum does not match its content")
        self.saved[service] = digest

    def changed(self):
        """The services whose state differs from what is on disk: [(service, digest, payload)]."""
        found = []
        for service, get_state in self.getters().items():
            state = self.read(get_state)
            if state is None:
                continue
            payload = json.dumps(state, default=self.persistence._json_default)
            digest = hashlib.sha256(payload.encode()).hexdigest()
            if self.saved.get(service) != digest:
                found.append((service, digest, payload))
        return found

    def read(self, get_state):
        # A worker thread may change a dict while it is copied; the next try sees it settled.
        for attempt in range(20):
            try:
                return get_state()
            except RuntimeError as error:
                if "changed size during iteration" not in str(error) or attempt == 19:
                    raise
                time.sleep(0.001)
        return None

    def write(self, changed):
        for service, digest, payload in changed:
            path = os.path.join(self.folder, f"{service}.json")
            with open(path + ".tmp", "w", encoding="utf-8") as file:
                file.write(ENVELOPE % (self.persistence._state_format_version(service), digest, payload))
                file.flush()
                os.fsync(file.fileno())
            os.replace(path + ".tmp", path)
        if changed:
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        for service, digest, _ in changed:
            self.saved[service] = digest


class OnceAnswers:
    """Answers to requests that must be carried out once, whatever is killed between the deed and the answer.

    An answer is on disk before the states that the request changed, and names their checksums: after a kill it counts only when
    those states were written too. The line "settled" after the states spares that question for all but the last save.
    """

    def __init__(self, folder, saved):
        self.path = os.path.join(folder, "once.log")
        self.answers = {}
        self.waiting = []
        kept = self.load(saved)
        temporary = self.path + ".tmp"
        with open(temporary, "w", encoding="utf-8") as file:
            for entry in kept:
                file.write(self.line({**entry, "needs": {}}))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self.path)
        self.file = open(self.path, "a", encoding="utf-8")

    def line(self, entry):
        text = json.dumps(entry)
        return f"{hashlib.sha256(text.encode()).hexdigest()} {text}\n"

    def load(self, saved):
        if not os.path.exists(self.path):
            return []
        with open(self.path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        entries, unsettled = [], []
        for number, line in enumerate(lines[:-1], 1):  # what follows the last line's end was cut short by a kill
            digest, _, text = line.partition(" ")
            if hashlib.sha256(text.encode()).hexdigest() != digest:
                refuse("corrupt", file=self.path, reason=f"the checksum of line {number} does not match its content")
            entry = json.loads(text)
            if entry == "settled":
                entries += unsettled
                unsettled = []
            else:
                unsettled.append(entry)
        for entry in unsettled:
            if all(saved.get(service) == digest for service, digest in entry["needs"].items()):
                entries.append(entry)
        oldest = time.time() - ONCE_KEPT_SECONDS
        entries = [entry for entry in entries if entry["time"] > oldest]
        self.answers = {entry["name"]: entry for entry in entries}
        return list(self.answers.values())

    def find(self, name):
        return self.answers.get(name)

    def knows(self, name):
        """Whether a request was carried out, also when that is not on disk yet."""
        return name in self.answers or any(entry["name"] == name for entry in self.waiting)

    def add(self, name, status, headers, body):
        self.waiting.append(
            {
                "name": name,
                "time": time.time(),
                "status": status,
                "headers": [[key.decode("latin-1"), value.decode("latin-1")] for key, value in headers],
                "body": base64.b64encode(body).decode(),
            }
        )

    def take(self):
        taken, self.waiting = self.waiting, []
        return taken

    def write(self, entries, changed):
        if not entries:
            return
        needs = {service: digest for service, digest, _ in changed}
        for entry in entries:
            self.file.write(self.line({**entry, "needs": needs}))
            self.answers[entry["name"]] = entry
        self.file.flush()
        os.fsync(self.file.fileno())

    def settle(self, entries):
        if entries:
            self.file.write(self.line("settled"))
            self.file.flush()


class Saver:
    """Saves changed states; callers that wait at the same time share one save."""

    def __init__(self, files, once, watch):
        self.files = files
        self.once = once
        self.watch = watch
        self.lock = asyncio.Lock()
        self.started = 0

    async def save(self):
        arrival = self.started
        async with self.lock:
            if self.started > arrival:
                return  # a save that began after our change has ended
            self.started += 1
            answers = self.once.take()
            changed = self.files.changed()
            if changed or answers:
                await asyncio.to_thread(self.write, answers, changed)
            if self.watch.not_stored:
                raise OSError(self.watch.not_stored)

    def write(self, answers, changed):
        self.once.write(answers, changed)
        self.files.write(changed)
        self.once.settle(answers)


class Durable:
    """The ASGI application around ministack's."""

    def __init__(self, app, saver):
        self.app = app
        self.saver = saver
        self.last_request = 0.0

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == EventDoor.DELIVERIES:
            await self.app(scope, receive, send)  # it only waits, and is asked all the time
            return
        self.last_request = time.monotonic()
        request = Request(scope, receive)
        judged.set(request.judged)
        before = self.saver.once.find(request.once) if request.once else None
        if before:
            await self.answer_again(request, send, before)
            return
        failure = None
        held = []

        async def send_when_saved(message):
            nonlocal failure
            if failure:
                return
            if request.once:
                # The answer is kept whole, so it must be whole before it is saved.
                held.append(message)
                if message["type"] != "http.response.body" or message.get("more_body"):
                    return
                if held[0]["status"] < 300:
                    body = b"".join(part.get("body", b"") for part in held[1:])
                    self.saver.once.add(request.once, held[0]["status"], held[0]["headers"], body)
                try:
                    await self.saver.save()
                except Exception as error:
                    failure = error
                    await self.answer_not_saved(send, error)
                    return
                for part in held:
                    await send(part)
                return
            if message["type"] == "http.response.start" and request.may_change():
                try:
                    await self.saver.save()
                except Exception as error:
                    failure = error
                    await self.answer_not_saved(send, error)
                    return
            await send(message)

        await self.app(scope, request.receive, send_when_saved)
        if failure:
            # What is in memory is no longer what is on disk: the parent starts us again from the disk.
            sys.stderr.write(f"ministack's state could not be saved: {failure}\n")
            sys.stderr.flush()
            await asyncio.sleep(0.05)
            os._exit(1)

    async def answer_again(self, request, send, before):
        more = True
        while more:
            message = await request.receive()
            more = message["type"] == "http.request" and message.get("more_body", False)
        headers = [(key.encode("latin-1"), value.encode("latin-1")) for key, value in before["headers"]]
        await send({"type": "http.response.start", "status": before["status"], "headers": headers})
        await send({"type": "http.response.body", "body": base64.b64decode(before["body"])})

    async def answer_not_saved(self, send, error):
        body = json.dumps(
            {"__type": "InternalFailure", "message": f"the local cloud could not save its state: {error}"}
        ).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 500, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def sweep(self):
        """Saves what ministack's own threads change between requests, such as tasks that come up."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            if time.monotonic() - self.last_request < SWEEP_AFTER_LAST_REQUEST_SECONDS:
                await self.saver.save()


class EventDoor:
    """The parent's own way to EventBridge, in front of ministack's application.

    The parent puts events of AWS's own services, which PutEvents refuses, and fetches what rules have for targets that ministack does
    not serve. Such a delivery is part of the saved state, so that it outlives a kill, until the parent says that it has it. A delivery that
    ministack made or failed to make itself is only told.
    """

    EVENTS = "/_ministack/slipway/events"
    DELIVERIES = "/_ministack/slipway/deliveries"
    DONE = "/_ministack/slipway/deliveries/done"
    STATE = "slipway_deliveries"
    SERVICES_OF_THE_PARENT = ("codepipeline", "codebuild")
    LONGEST_WAIT_SECONDS = 60

    def __init__(self, app, eventbridge, responses, once, token):
        self.app = app
        self.eventbridge = eventbridge
        self.responses = responses
        self.once = once
        self.token = token
        self.deliveries = {}
        self.failure = contextvars.ContextVar("failure", default=None)
        self.loop = asyncio.get_running_loop()
        self.arrived = asyncio.Event()
        self.stopping = False
        self.invoke = eventbridge._invoke_target
        eventbridge._invoke_target = self.invoke_target
        eventbridge.logger.addHandler(Collector(self.failure))

    def load(self, folder):
        path = os.path.join(folder, f"{self.STATE}.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.deliveries = json.load(file)["payload"]

    def invoke_target(self, target, event, rule, view=None):
        view = view or self.eventbridge._pattern_event_view(event)
        service = (target.get("Arn", "").split(":") + [""] * 3)[2]
        failed = []
        if service not in self.SERVICES_OF_THE_PARENT:
            collecting = self.failure.set(failed)
            try:
                self.invoke(target, event, rule, view)
            finally:
                self.failure.reset(collecting)
        name = "/".join([event["EventId"], event.get("ReplayName", ""), rule["Arn"], target["Id"]])
        self.deliveries[hashlib.sha256(name.encode()).hexdigest()[:32]] = {
            "event": view.event_with_detail(),
            "rule": rule["Arn"],
            "region": self.responses.get_region(),
            "target": target,
            "input": self.input(target, rule, view) if service in self.SERVICES_OF_THE_PARENT else None,
            "outcome": None if service in self.SERVICES_OF_THE_PARENT else "; ".join(failed),
        }
        self.loop.call_soon_threadsafe(self.arrived.set)

    def input(self, target, rule, view):
        """What the rule passes to the target; nothing when that is the event itself."""
        if target.get("InputTransformer"):
            return self.eventbridge._apply_input_transformer(target["InputTransformer"], rule, view)
        if target.get("Input"):
            return target["Input"]
        if target.get("InputPath"):
            value = view.event_with_detail()
            for part in target["InputPath"].strip("$.").split("."):
                if part:
                    value = value.get(part) if isinstance(value, dict) else None
            return json.dumps(value)
        return None

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["path"] not in (self.EVENTS, self.DELIVERIES, self.DONE):
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-slipway-door", b"")
        if not hmac.compare_digest(given, self.token.encode()):
            await self.answer(send, 403, {"message": "this is not open to clients"})
            return
        body = b""
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
        asked = json.loads(body)
        if scope["path"] == self.EVENTS:
            for event in asked["events"]:
                self.put_once(event)
            await self.answer(send, 200, {})
        elif scope["path"] == self.DONE:
            for name in asked["ids"]:
                self.deliveries.pop(name, None)
            await self.answer(send, 200, {})
        else:
            await self.wait(min(asked["seconds"], self.LONGEST_WAIT_SECONDS))
            await self.answer(send, 200, dict(self.deliveries))

    def put_once(self, event):
        name = f"event-{event['EventId']}"
        if not self.once.knows(name):
            self.put(event)
            self.once.add(name, 200, [], b"")

    def put(self, event):
        with self.responses.request_scope(event["Account"], event["Region"]):
            self.eventbridge._ensure_default_bus()
            view = self.eventbridge._pattern_event_view(event)
            self.eventbridge._dispatch_event(event, view)
            self.eventbridge._archive_event(event, view)

    async def wait(self, seconds):
        self.arrived.clear()
        if not self.deliveries and not self.stopping:
            try:
                await asyncio.wait_for(self.arrived.wait(), seconds)
            except asyncio.TimeoutError:
                return  # the parent asks again

    def stop(self):
        self.stopping = True
        self.arrived.set()

    async def answer(self, send, status, answer):
        body = json.dumps(answer).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class Collector(logging.Handler):
    """ministack only logs what a target refused; here it is kept with the delivery."""

    def __init__(self, failure):
        super().__init__(logging.WARNING)
        self.failure = failure

    def emit(self, record):
        failed = self.failure.get()
        if failed is not None:
            failed.append(record.getMessage())


class Request:
    """Tells from a request's first bytes whether it may change something."""

    def __init__(self, scope, receive):
        self.method = scope["method"]
        self.target = ""
        self.once = ""
        self.judged = False
        for name, value in scope["headers"]:
            if name == JUDGED_HEADER:
                self.judged = True
            if name == ONCE_HEADER:
                self.once = value.decode("latin-1")
            if name == b"x-amz-target":
                self.target = value.decode("latin-1").rpartition(".")[2]
        self.query = scope.get("query_string", b"")
        self.start = b""
        self._receive = receive

    async def receive(self):
        message = await self._receive()
        if len(self.start) < 4096 and message["type"] == "http.request":
            self.start += message.get("body", b"")[:4096]
        return message

    def may_change(self):
        if self.method in ("GET", "HEAD", "OPTIONS") and b"Action=" not in self.query:
            return False
        action = self.target or self.form_action()
        return action in CHANGING or not action.startswith(READ_PREFIXES)

    def form_action(self):
        for part in (self.start + b"&" + self.query).split(b"&"):
            if part.startswith(b"Action="):
                return part[len(b"Action=") :].decode("latin-1")
        return ""


def verify_objects(folder):
    """Object data is written by ministack itself; what describes an object must at least be readable."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith(".tmp"):
                os.remove(path)
            elif name.endswith(".meta.json"):
                try:
                    with open(path, encoding="utf-8") as file:
                        json.load(file)
                except ValueError as error:
                    refuse("corrupt", file=path, reason=str(error))


def keep_sessions(ministack, sts):
    """ministack forgets its sessions when it ends; a session is good until it expires, whatever ends meanwhile."""

    def get_state():
        now = time.time()
        return {"sessions": {key: session for key, session in list(sts._sessions.items()) if session["Expiration"] > now}}

    def load_persisted_state(data):
        sts._sessions.update(data.get("sessions", {}))

    sts.get_state = get_state
    sts.load_persisted_state = load_persisted_state
    ministack._state_map["sts"] = "sts"


judged = contextvars.ContextVar("judged", default=False)


def leave_judging(iam_evaluator):
    """What the gateway judged is authenticated here, and not judged again: the gateway knows more of IAM."""
    enforce, trust = iam_evaluator.enforce, iam_evaluator.evaluate_trust_policy
    resource = iam_evaluator.resource_policy_allows

    def enforce_unless_judged(access_key_id, *arguments, **named):
        denied = enforce(access_key_id, *arguments, **named)
        by_policy = isinstance(denied, iam_evaluator.EvalResult)
        return None if by_policy and access_key_id and judged.get() else denied

    def evaluate_trust_policy_unless_judged(document, caller_arn, context=None):
        # The gateway itself takes on roles as root, after it judged their trust policies.
        return judged.get() or caller_arn.endswith(":root") or trust(document, caller_arn, context)

    def resource_policy_allows_unless_judged(*arguments, **named):
        # Policies of topics and queues that want TLS would refuse everything on loopback.
        return judged.get() or resource(*arguments, **named)

    iam_evaluator.enforce = enforce_unless_judged
    iam_evaluator.resource_policy_allows = resource_policy_allows_unless_judged
    iam_evaluator.evaluate_trust_policy = evaluate_trust_policy_unless_judged


def answer_on_loopback(alb):
    """Gives load balancers a DNS name that leads to where their listeners are served; the name that ministack made leads nowhere."""
    describe = alb._lb_xml

    def describe_on_loopback(balancer):
        return describe({**balancer, "DNSName": "127.0.0.1"})

    alb._lb_xml = describe_on_loopback


async def serve():
    state_folder = os.environ["STATE_DIR"]
    object_folder = os.environ["S3_DATA_DIR"]
    os.makedirs(state_folder, exist_ok=True)
    os.makedirs(object_folder, exist_ok=True)
    try:
        from hypercorn.asyncio import serve as hypercorn_serve
        from hypercorn.config import Config
        from ministack import app as ministack
        from ministack.core import hypercorn_compat, iam_evaluator, persistence, responses
        from ministack.services import alb, eventbridge, sts
    except ImportError as error:
        refuse("missing", reason=str(error))
    hypercorn_compat.install()
    # Scripts of other emulators that happen to be on this machine are not ours to run.
    ministack._collect_scripts = lambda *folders: []
    keep_sessions(ministack, sts)
    leave_judging(iam_evaluator)
    answer_on_loopback(alb)

    watch = LogWatch()
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.ERROR)  # users see errors; the watch needs warnings too
    logging.getLogger().addHandler(watch)
    files = StateFiles(
        state_folder,
        persistence,
        lambda: {**ministack._build_persistence_save_dict(), EventDoor.STATE: lambda: dict(door.deliveries)},
    )
    files.verify()
    verify_objects(object_folder)
    once = OnceAnswers(state_folder, files.saved)
    door = EventDoor(ministack.app, eventbridge, responses, once, os.environ.pop("SLIPWAY_DOOR"))
    door.load(state_folder)

    saver = Saver(files, once, watch)
    durable = Durable(door, saver)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    async def app(scope, receive, send):
        if scope["type"] != "lifespan":
            await durable(scope, receive, send)
            return

        async def watched_send(message):
            if message["type"] == "lifespan.startup.complete":
                if watch.not_loaded:
                    refuse("corrupt", file=state_folder, reason=watch.not_loaded)
                services = sorted({*ministack.SERVICE_HANDLERS, *ministack.SERVICE_NAME_ALIASES})
                say(ready={"port": port, "services": services})
            await send(message)

        async def watched_receive():
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await saver.save()
                ministack.PERSIST_STATE = False  # its own save would write files without checksums
            return message

        await ministack.app(scope, watched_receive, watched_send)

    def wait_for_parent():
        while sys.stdin.buffer.read(1):
            pass
        loop.call_soon_threadsafe(door.stop)
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait_for_parent, daemon=True).start()
    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 2
    config.loglevel = "WARNING"
    config.accesslog = None
    sweeper = asyncio.create_task(durable.sweep())

    def on_sweep_end(task):
        if not task.cancelled() and task.exception():
            sys.stderr.write(f"ministack's state could not be saved: {task.exception()}\n")
            os._exit(1)

    sweeper.add_done_callback(on_sweep_end)
    await hypercorn_serve(app, config, shutdown_trigger=stop.wait)
    sweeper.cancel()


if __name__ == "__main__":
    asyncio.run(serve())
    os._exit(0)  # worker threads of ministack must not keep a finished process alive
