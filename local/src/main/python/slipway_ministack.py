"""Runs ministack for the local cloud so that a kill -9 loses nothing that a client was told is done.

ministack writes its state only when it is asked to stop. Here every request that may change something is
answered only after what it changed is on disk: see slipway_state. Requests that finish together share one save.

The parent writes the key that opens our port as one line to stdin, reads one JSON line from stdout ("ready" or "failed") and
keeps stdin open; when stdin ends, the parent is gone and so are we.
"""

import asyncio
import base64
import collections
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

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import slipway_cbor
import slipway_manifest
import slipway_state

READ_PREFIXES = ("Describe", "Get", "List", "Head", "BatchGet", "Search", "Lookup", "Simulate", "Query", "Scan")
# These read by name but change what a later call answers.
CHANGING = {"GetQueryResults", "GetFederationToken", "GetSessionToken", "GetShardIterator"}
ONCE_HEADER = b"x-slipway-once"
JUDGED_HEADER = b"x-slipway-judged"
SWEEP_SECONDS = 2
# What nobody is known to have changed is compared for so long in each sweep.
SWEEP_WORK_SECONDS = 0.01
LAST_WORK_SECONDS = 0.5
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


class OnceAnswers:
    """Answers to requests that must be carried out once, whatever is killed between the deed and the answer.

    An answer and what the request changed are one record of the journal: both are there after a kill, or neither.
    """

    def __init__(self, kept):
        self.answers = {entry["name"]: entry for entry in kept if slipway_state.is_kept(entry)}
        self.waiting = []
        self.soon_forgotten = collections.deque(
            entry for entry in self.answers.values() if entry["name"].startswith(slipway_state.GATEWAY_NAME)
        )

    def forget_old(self):
        while self.soon_forgotten and not slipway_state.is_kept(self.soon_forgotten[0]):
            self.answers.pop(self.soon_forgotten.popleft()["name"], None)

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

    def keep(self, entries):
        for entry in entries:
            self.answers[entry["name"]] = entry
            if entry["name"].startswith(slipway_state.GATEWAY_NAME):
                self.soon_forgotten.append(entry)
        self.forget_old()


class NamedRequests:
    """Requests that are carried out once, from their first deed to the noting of their answer.

    ministack works in threads, so a save of somebody else could catch the deed without the answer, and a kill after that would have it
    done again. A save begins between such requests; it does not wait for ever for one that does not end.
    """

    LONGEST_WAIT_SECONDS = 2

    def __init__(self):
        self.running = 0
        self.saves = 0
        self.change = asyncio.Condition()

    async def begin(self):
        async with self.change:
            await self.change.wait_for(lambda: not self.saves)
            self.running += 1

    async def end(self):
        async with self.change:
            self.running -= 1
            self.change.notify_all()

    async def pause(self):
        async with self.change:
            self.saves += 1
            try:
                await asyncio.wait_for(self.change.wait_for(lambda: not self.running), self.LONGEST_WAIT_SECONDS)
            except asyncio.TimeoutError:
                sys.stderr.write("slipway-local: a request to ministack takes long; its state is saved meanwhile\n")

    async def resume(self):
        async with self.change:
            self.saves -= 1
            self.change.notify_all()


class Saver:
    """Saves what changed; callers that wait at the same time share one save."""

    def __init__(self, states, once, watch):
        self.named = NamedRequests()
        self.states = states
        self.once = once
        self.watch = watch
        self.lock = asyncio.Lock()
        self.started = 0

    async def save(self):
        arrival = self.started
        async with self.lock:
            if self.started > arrival:
                return  # a save that began after our change has ended
            await self.save_found(self.states.changed)

    async def sweep(self):
        async with self.lock:
            await self.save_found(lambda: self.states.sweep(SWEEP_WORK_SECONDS))

    async def save_last(self):
        """At the end: what was answered is on disk, so looking for what nobody is known to have changed is bounded, whatever is kept."""
        async with self.lock:
            await self.save_found(lambda: self.states.sweep(LAST_WORK_SECONDS))

    async def save_found(self, find):
        self.started += 1
        await self.named.pause()
        try:
            answers = self.once.take()
            found = find()
        finally:
            await self.named.resume()
        if found or answers:
            await asyncio.to_thread(self.states.write, found, answers)
            self.once.keep(answers)
        if self.watch.not_stored:
            raise OSError(self.watch.not_stored)


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
        slipway_state.request.set(request)
        before = self.saver.once.find(request.once) if request.once else None
        if before:
            await self.answer_again(request, send, before)
            return
        failure = None
        held = []
        under_way = bool(request.once)

        async def send_when_saved(message):
            nonlocal failure, under_way
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
                under_way = False
                await self.saver.named.end()
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

        if under_way:
            await self.saver.named.begin()
        try:
            await self.app(scope, request.receive, send_when_saved)
        finally:
            if under_way:
                await self.saver.named.end()
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
                await self.saver.sweep()


class Doorkeeper:
    """The outermost ASGI application: only who shows the parent's key is let in, whatever else on this machine finds the port.

    What the gateway passes on shows the key under one name, the parent's own requests under another: no client's path, however it is
    written, leads to what only the parent may do.
    """

    GATE = b"x-slipway-gate"
    DOOR = b"x-slipway-door"
    PRIVATE = ("/_ministack", "/_localstack")

    def __init__(self, app, key):
        self.app = app
        self.key = key

    async def __call__(self, scope, receive, send):
        private = scope["path"].startswith(self.PRIVATE)
        if not self.shown(scope, self.DOOR if private else self.GATE):
            await self.refuse(scope, send)
            return
        kept = [(name, value) for name, value in scope["headers"] if name.lower() not in (self.GATE, self.DOOR)]
        await self.app({**scope, "headers": kept}, receive, send)

    def shown(self, scope, wanted):
        shown = [value for name, value in scope["headers"] if name.lower() == wanted]
        return len(shown) == 1 and hmac.compare_digest(shown[0], self.key)

    async def refuse(self, scope, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        body = b'{"__type":"AccessDeniedException","message":"this is not open to clients"}'
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": body})


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

    def __init__(self, app, eventbridge, responses, once):
        self.app = app
        self.eventbridge = eventbridge
        self.responses = responses
        self.once = once
        self.deliveries = slipway_state.Tracked(frozen=True)
        self.failure = contextvars.ContextVar("failure", default=None)
        self.loop = asyncio.get_running_loop()
        self.arrived = asyncio.Event()
        self.stopping = False
        self.invoke = eventbridge._invoke_target
        eventbridge._invoke_target = self.invoke_target
        eventbridge.logger.addHandler(Collector(self.failure))

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
        self.only_reads = False
        self._receive = receive

    async def receive(self):
        message = await self._receive()
        if len(self.start) < 4096 and message["type"] == "http.request":
            self.start += message.get("body", b"")[:4096]
            self.only_reads = not self.may_change()
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


class LoadedObjects:
    """Watches ministack load its objects: what describes an object must be readable, and ministack would go on without it."""

    def __init__(self, folder):
        self.folder = folder
        self.load = json.load
        self.relative = os.path.relpath

    def __enter__(self):
        for place, _, names in os.walk(self.folder):
            for name in names:
                if name.endswith(".tmp"):
                    os.remove(os.path.join(place, name))
        json.load = self.load_readable
        os.path.relpath = self.relative_below

    def __exit__(self, *raised):
        json.load, os.path.relpath = self.load, self.relative

    def load_readable(self, file, **named):
        try:
            return self.load(file, **named)
        except ValueError as error:
            refuse("corrupt", file=file.name, reason=str(error))

    def relative_below(self, path, start=os.curdir):
        """Of ten thousand files, which are all below the folder that is walked, without asking where the process is for each."""
        if path.startswith(start + os.sep):
            return path[len(start) + 1 :]
        return self.relative(path, start)


def keep_sessions(states, sts):
    """ministack forgets its sessions when it ends; a session is good until it expires, whatever ends meanwhile."""
    sts._sessions = slipway_state.Tracked(frozen=True)
    states.add("slipway_sessions", sts._sessions)


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
    # Not in the environment, which every process of this user can read.
    key = sys.stdin.buffer.readline().strip()
    os.umask(0o077)
    state_folder = os.environ["STATE_DIR"]
    object_folder = os.environ["S3_DATA_DIR"]
    os.makedirs(state_folder, exist_ok=True)
    os.makedirs(object_folder, exist_ok=True)
    os.makedirs(os.environ["INDEX_DIR"], exist_ok=True)
    manifest = os.environ["SLIPWAY_MANIFEST"]
    try:
        from hypercorn.asyncio import serve as hypercorn_serve
        from hypercorn.config import Config
        slipway_cbor.offer()
        from ministack.core import responses

        slipway_state.track(responses)
        with LoadedObjects(object_folder):
            from ministack.services import s3
        from ministack import app as ministack
        from ministack.core import hypercorn_compat, iam_evaluator, persistence
        from ministack.services import alb, eventbridge, sts
    except ImportError as error:
        refuse("missing", reason=str(error))
    hypercorn_compat.install()
    # Scripts of other emulators that happen to be on this machine are not ours to run.
    ministack._collect_scripts = lambda *folders: []
    # A bucket may be called health.
    ministack._HEALTH_PATHS = ()
    leave_judging(iam_evaluator)
    answer_on_loopback(alb)

    watch = LogWatch()
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.ERROR)  # users see errors; the watch needs warnings too
    logging.getLogger().addHandler(watch)
    states = slipway_state.States(
        slipway_state.Journal(state_folder, slipway_manifest.Slot(manifest, "ministack")), persistence, responses, ministack._build_persistence_save_dict
    )
    try:
        once = OnceAnswers(states.load())
    except slipway_state.Damaged as damaged:
        refuse("corrupt", file=damaged.file, reason=damaged.reason)
    objects = slipway_manifest.ObjectIndex(
        os.environ["INDEX_DIR"], object_folder, slipway_manifest.Slot(manifest, "objects")
    )
    slipway_manifest.watch_objects(s3, objects)
    persistence.load_state = ministack.load_state = states.state
    door = EventDoor(ministack.app, eventbridge, responses, once)
    states.add(EventDoor.STATE, door.deliveries)
    keep_sessions(states, sts)

    saver = Saver(states, once, watch)
    durable = Durable(door, saver)
    doorkeeper = Doorkeeper(durable, key)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    async def app(scope, receive, send):
        if scope["type"] != "lifespan":
            await doorkeeper(scope, receive, send)
            return

        async def watched_send(message):
            if message["type"] == "lifespan.startup.complete":
                if watch.not_loaded:
                    refuse("corrupt", file=state_folder, reason=watch.not_loaded)
                states.forget_touches()
                services = sorted({*ministack.SERVICE_HANDLERS, *ministack.SERVICE_NAME_ALIASES})
                say(ready={"port": port, "services": services})
            await send(message)

        async def watched_receive():
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await saver.save_last()
                objects.close()
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
