"""Measures what calls cost when the local cloud keeps much, beside an empty one; its start; and whether a long build log is complete."""

import concurrent.futures
import json
import statistics
import sys
import time

import delivery

GROUP, STREAM, BUCKET, ROLE, PROJECT = "bench-state", "measured", "bench-state", "bench-state", "bench-state"
MESSAGE = "x" * 100
EVENTS_OF_A_BATCH = 8_000
STREAMS = 20
THREADS = 4
LINES = 400_000


def measure(checkout, existing_services, calls, megabytes, objects):
    """Runs on a cloud of its own, which is empty at first."""
    checkout.slipway("local", "reset", "--yes")
    checkout.slipway("local", "start")
    checkout.slipway("local", "stop")
    empty_start, _ = checkout.slipway("local", "start")
    existing_services(checkout, 1)
    prepare(checkout)
    empty = times(checkout, calls)
    fill(checkout, megabytes, objects)
    full = times(checkout, calls)
    checkout.slipway("local", "stop")
    started, _ = checkout.slipway("local", "start")
    return {
        "logMegabytes": megabytes,
        "objects": objects,
        "callsEach": calls,
        "calls": {
            name: {
                "emptySeconds": fine_spread(empty[name]),
                "fullSeconds": fine_spread(full[name]),
                "fullOverEmpty": round(statistics.median(full[name]) / statistics.median(empty[name]), 2),
            }
            for name in empty
        },
        "emptyStartSeconds": round(empty_start, 1),
        "startSeconds": round(started, 1),
        "longLog": long_log(checkout),
    }


def fine_spread(seconds):
    """Calls take milliseconds."""
    return {"min": round(min(seconds), 4), "median": round(statistics.median(seconds), 4), "max": round(max(seconds), 4)}


def prepare(checkout):
    logs = checkout.client("logs")
    logs.create_log_group(logGroupName=GROUP)
    logs.create_log_stream(logGroupName=GROUP, logStreamName=STREAM)
    checkout.client("s3").create_bucket(Bucket=BUCKET)
    trust = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:user/bench"}, "Action": "sts:AssumeRole"}
    iam = checkout.client("iam")
    iam.create_user(UserName="bench")
    rights = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
    iam.put_user_policy(UserName="bench", PolicyName="assume", PolicyDocument=delivery.policy(rights))
    iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=delivery.policy(trust))
    role = delivery.build_role(checkout, PROJECT + "-builds", BUCKET)
    spec = {"version": 0.2, "phases": {"build": {"commands": ["true"]}}}
    delivery.create_project(checkout, PROJECT, role, spec, {"type": "NO_CACHE"}, privileged=False)
    spec = {"version": 0.2, "phases": {"build": {"commands": [f"seq -f 'line %.0f' {LINES}"]}}}
    delivery.create_project(checkout, PROJECT + "-long", role, spec, {"type": "NO_CACHE"}, privileged=False)


def times(checkout, count):
    """Seconds of each of so many calls, by operation."""
    mark = time.time_ns()
    iam, logs, s3, ecs = (checkout.client(name) for name in ("iam", "logs", "s3", "ecs"))
    key = iam.create_access_key(UserName="bench")["AccessKey"]
    sts = checkout.client("sts", key["AccessKeyId"], key["SecretAccessKey"])
    one = {
        "PutLogEvents": lambda i: logs.put_log_events(
            logGroupName=GROUP, logStreamName=STREAM, logEvents=[{"timestamp": int(time.time() * 1000), "message": MESSAGE}]
        ),
        "PutObject": lambda i: s3.put_object(Bucket=BUCKET, Key=f"measured/{mark}/{i}", Body=b"x" * 1000),
        "GetObject": lambda i: s3.get_object(Bucket=BUCKET, Key=f"measured/{mark}/{i}")["Body"].read(),
        "AssumeRole": lambda i: sts.assume_role(RoleArn=f"arn:aws:iam::000000000000:role/{ROLE}", RoleSessionName="bench"),
        "CreateRole": lambda i: iam.create_role(
            RoleName=f"measured-{mark}-{i}",
            AssumeRolePolicyDocument=delivery.policy({"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}),
        ),
        "DescribeServices": lambda i: ecs.describe_services(cluster="bench", services=["svc-000"]),
    }
    measured = {}
    for name, call in one.items():
        say(f"{count} calls of {name}")
        measured[name] = [seconds(call, i) for i in range(count + 1)][1:]
    say("builds of true")
    measured["build of true"] = [delivery.build(checkout, PROJECT) for _ in range(max(3, count // 10) + 1)][1:]
    iam.delete_access_key(UserName="bench", AccessKeyId=key["AccessKeyId"])
    return measured


def seconds(call, i):
    started = time.monotonic()
    call(i)
    return time.monotonic() - started


def fill(checkout, megabytes, objects):
    """Log events of so many megabytes, in several streams, and so many objects in one bucket."""
    say(f"fill: {megabytes} MB of logs and {objects} objects")
    logs, s3 = checkout.client("logs"), checkout.client("s3")
    for stream in range(STREAMS):
        logs.create_log_stream(logGroupName=GROUP, logStreamName=f"filled-{stream}")

    def batch(number):
        now = int(time.time() * 1000)
        logs.put_log_events(
            logGroupName=GROUP,
            logStreamName=f"filled-{number % STREAMS}",
            logEvents=[{"timestamp": now, "message": MESSAGE}] * EVENTS_OF_A_BATCH,
        )

    def put(number):
        s3.put_object(Bucket=BUCKET, Key=f"filled/{number // 100}/{number}", Body=b"x" * 1000)

    with concurrent.futures.ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(batch, range(megabytes * 1_000_000 // (EVENTS_OF_A_BATCH * len(MESSAGE)))))
        list(threads.map(put, range(objects)))


def long_log(checkout):
    """Which lines the stream has at the moment when the build is said to be complete."""
    say(f"a build that prints {LINES} lines")
    codebuild, logs = checkout.client("codebuild"), checkout.client("logs")
    started = time.monotonic()
    build = codebuild.start_build(projectName=PROJECT + "-long")["build"]["id"]

    def complete():
        one = codebuild.batch_get_builds(ids=[build])["builds"][0]
        return one if one["buildComplete"] else None

    one = delivery.until("a build with a long log", complete)
    took = time.monotonic() - started
    place = {"logGroupName": one["logs"]["groupName"], "logStreamName": one["logs"]["streamName"]}
    wanted, token = 1, None
    while True:
        page = logs.get_log_events(**place, startFromHead=True, **({"nextToken": token} if token else {}))
        for event in page["events"]:
            if event["message"].strip() == f"line {wanted}":
                wanted += 1
        if page["nextForwardToken"] == token:
            break
        token = page["nextForwardToken"]
    if one["buildStatus"] != "SUCCEEDED" or wanted <= LINES:
        sys.exit(f"bench: the build ended {one['buildStatus']} with {wanted - 1} of {LINES} lines in its log: {json.dumps(one['phases'], default=str)}")
    return {"lines": LINES, "seconds": round(took, 1), "complete": True}


def report(figures):
    print(f"\n{figures['logMegabytes']} MB of logs and {figures['objects']} objects, beside an empty cloud ({figures['callsEach']} calls each):")
    print("| call | empty ms | full ms | full / empty |")
    print("| --- | ---: | ---: | ---: |")
    for name, one in figures["calls"].items():
        print(f"| {name} | {one['emptySeconds']['median'] * 1000:.1f} | {one['fullSeconds']['median'] * 1000:.1f} | {one['fullOverEmpty']} |")
    print(f"start of the empty cloud: {figures['emptyStartSeconds']} s, with that: {figures['startSeconds']} s; a build with {figures['longLog']['lines']} lines: {figures['longLog']['seconds']} s, its log complete\n")


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)
