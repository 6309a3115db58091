"""Measures what the project costs and writes bench/results.json: the only source of every figure in the docs.

Run by ./slipway bench, which prepares the toolchain. Everything happens in a copy of the checkout with a local cloud of its own.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import botocore.session

import delivery
import state

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
COMMAND_LIMIT_SECONDS = 1800
SECTIONS = ("demo", "delivery", "state", "stacks", "policies")


def main():
    parser = argparse.ArgumentParser(prog="./slipway bench", description="Measure, print tables, write bench/results.json.")
    parser.add_argument("--services", type=int, nargs="+", default=[1, 10, 100], metavar="N", help="sizes of the stacks (1 10 100)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="counted previews of each stack, after one that is not counted (3)")
    parser.add_argument("--cases", type=int, default=1_000_000, metavar="N", help="random resources that the policy pack judges (1000000)")
    parser.add_argument("--case-seconds", type=int, default=600, metavar="N", help="and the time after which it stops sooner (600)")
    parser.add_argument("--results", type=pathlib.Path, default=RESULTS, metavar="FILE", help="where the figures go (bench/results.json)")
    parser.add_argument("--pipelines", type=int, default=20, metavar="N", help="pipelines that run at once; 0 for none (20)")
    parser.add_argument("--events", type=int, default=500, metavar="N", help="events of one measurement (500)")
    parser.add_argument("--calls", type=int, default=50, metavar="N", help="counted calls of each operation on an empty and on a full cloud (50)")
    parser.add_argument("--log-megabytes", type=int, default=500, metavar="N", help="log events that the full cloud keeps (500)")
    parser.add_argument("--objects", type=int, default=10_000, metavar="N", help="objects that the full cloud keeps (10000)")
    parser.add_argument("--previews-only", action="store_true", help="of the stacks measure only previews; the file keeps the times of their ups")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS, metavar="SECTION", help=f"any of {', '.join(SECTIONS)}; the file keeps its other figures")
    arguments = parser.parse_args()
    if min(*arguments.services, arguments.runs, arguments.calls, arguments.log_megabytes, arguments.objects) < 1:
        parser.error(
            f"got --services {arguments.services} --runs {arguments.runs} --calls {arguments.calls} "
            f"--log-megabytes {arguments.log_megabytes} --objects {arguments.objects}; expected numbers from 1"
        )

    with tempfile.TemporaryDirectory(prefix="slipway-bench-") as folder:
        checkout = Checkout(pathlib.Path(folder).resolve())
        try:
            for section in SECTIONS:
                if section in arguments.only:
                    # Written at once: what fails later takes nothing that was measured with it.
                    keep(arguments.results, section, measure(section, checkout, arguments))
        finally:
            checkout.slipway("local", "stop")
    report(json.loads(arguments.results.read_text()), [section for section in SECTIONS if section in arguments.only])


def measure(section, checkout, arguments):
    around = machine()
    if section == "demo":
        figures = demo(checkout)
    else:
        checkout.slipway("local", "start")
        if section == "delivery":
            checkout.slipway("demo")
            figures = delivery.measure(checkout, arguments.runs, arguments.pipelines, arguments.events)
        elif section == "state":
            figures = state.measure(checkout, existing_services, arguments.calls, arguments.log_megabytes, arguments.objects)
        elif section == "stacks":
            ups = kept_ups(arguments.results, arguments.services) if arguments.previews_only else None
            stacks = [stack(checkout, services, arguments.runs, ups) for services in arguments.services]
            per_service(stacks)
            figures = {"sizes": stacks}
        else:
            figures = policies(checkout, arguments)
    return {"machine": around, **figures}


def keep(file, section, figures):
    known = json.loads(file.read_text()) if file.exists() else {}
    write(file, {name: figures if name == section else known[name] for name in SECTIONS if name == section or name in known})


class Checkout:
    """A copy of the project with a state folder and a port of its own."""

    def __init__(self, root):
        self.root = root
        files = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True
        ).stdout.decode()
        for name in filter(None, files.split("\0")):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.environment = {
            **os.environ,
            "SLIPWAY_PORT": str(port),
            "SLIPWAY_STATE": str(root / ".slipway"),
            "SLIPWAY_LOCAL_JAR": str(ROOT / "local" / "target" / "slipway-local.jar"),
        }
        self.endpoint = f"http://127.0.0.1:{port}"

    def slipway(self, *command, project=None):
        """Runs ./slipway and returns its seconds and its standard output."""
        started = time.monotonic()
        done = subprocess.run(
            ["./slipway", *command],
            cwd=self.root,
            env=self.environment | ({"SLIPWAY_PROJECT": str(project)} if project else {}),
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=COMMAND_LIMIT_SECONDS,
        )
        seconds = time.monotonic() - started
        if done.returncode != 0:
            sys.exit(f"bench: ./slipway {' '.join(command)} failed with exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return seconds, done.stdout

    def run(self, command):
        """Runs any command in the copy and returns its standard output."""
        done = subprocess.run(
            command,
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=COMMAND_LIMIT_SECONDS,
        )
        if done.returncode != 0:
            sys.exit(f"bench: {' '.join(command)} failed with exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def client(self, service, key="test", secret="test"):
        return botocore.session.Session().create_client(
            service, region_name="us-east-1", endpoint_url=self.endpoint, aws_access_key_id=key, aws_secret_access_key=secret
        )


def machine():
    return {
        "processors": os.cpu_count(),
        "memoryGiB": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "loadAverageBefore": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
    }


def demo(checkout):
    """The newcomer's first command, with the toolchain there and Maven's downloads done."""
    say("demo")
    checkout.slipway("demo")
    checkout.slipway("local", "reset", "--yes")
    seconds, _ = checkout.slipway("demo")
    return {"seconds": round(seconds, 1)}


def kept_ups(file, services):
    """The times of the ups that the file has, by the size of the stack."""
    known = json.loads(file.read_text()) if file.exists() else {}
    sizes = known.get("stacks", {}).get("sizes", [])
    ups = {one["services"]: {name: one[name] for name in ("upSeconds", "floorUpSeconds")} for one in sizes}
    missing = [str(size) for size in services if size not in ups]
    if missing:
        sys.exit(f"bench: got --previews-only, but {file} has no up of {', '.join(missing)} services: run it without that flag first")
    return ups


def stack(checkout, services, runs, ups):
    """Preview and up (unless its times are given) of one stack, beside the engine's floor: as many resources that need nothing from each other."""
    name = stack_of(checkout, services)
    say(f"preview of {services} services")
    _, plan = checkout.slipway("preview", name, "--json")
    steps = json.loads(plan)["steps"]
    types = [step["urn"].split("::")[2].split("$")[-1] for step in steps]
    previews = [checkout.slipway("preview", name)[0] for _ in range(runs)]

    floor = checkout.root / "bench" / "floor"
    floor_name = f"local-floor-{services}"
    (floor / f"Pulumi.{floor_name}.yaml").write_text(
        json.dumps({"config": {"aws:region": "us-east-1", "slipway-floor:resources": len(steps) - 1}})
    )
    say(f"preview of {len(steps) - 1} bare resources")
    checkout.slipway("preview", floor_name, project=floor)
    floors = [checkout.slipway("preview", floor_name, project=floor)[0] for _ in range(runs)]

    if ups is None:
        say(f"up of {services} services, then of the bare resources")
        times = {"upSeconds": up_and_destroy(checkout, name), "floorUpSeconds": up_and_destroy(checkout, floor_name, floor)}
    else:
        times = ups[services]
    return {
        "services": services,
        "resources": len(steps),
        "awsResources": sum(kind.startswith("aws:") for kind in types),
        "components": sum(kind.startswith("slipway:") for kind in types),
        "previewSeconds": spread(previews),
        "floorPreviewSeconds": spread(floors),
        "previewOverFloor": round(statistics.median(previews) / statistics.median(floors), 3),
        **times,
    }


def up_and_destroy(checkout, name, project=None):
    """Seconds of the up."""
    seconds, _ = checkout.slipway("up", name, "--yes", "--skip-preview", project=project)
    checkout.slipway("destroy", name, "--yes", "--skip-preview", project=project)
    return round(seconds, 1)


def stack_of(checkout, services):
    """Writes the file of a stack with so many services; returns the stack's name."""
    name = f"local-bench-{services}"
    existing_services(checkout, services)
    config = {
        "aws:region": "us-east-1",
        "slipway:defaults": {"deploy": {"clusterName": "bench"}},
        "slipway:services": {f"svc-{i:03}": {} for i in range(services)},
    }
    (checkout.root / f"Pulumi.{name}.yaml").write_text(json.dumps({"config": config}))
    return name


def existing_services(checkout, services):
    """The ECS services that the pipelines deploy to: on AWS a team has them before it has a pipeline."""
    ecs = checkout.client("ecs")
    ecs.create_cluster(clusterName="bench")
    there = set(ecs.list_services(cluster="bench", maxResults=100)["serviceArns"])
    for i in range(services):
        service = f"svc-{i:03}"
        if any(arn.endswith("/" + service) for arn in there):
            continue
        ecs.register_task_definition(
            family=service,
            containerDefinitions=[{"name": service, "image": "public.ecr.aws/nginx/nginx:stable", "memory": 128, "essential": True}],
        )
        ecs.create_service(cluster="bench", serviceName=service, taskDefinition=service, desiredCount=0)


def policies(checkout, arguments):
    """The policy pack: rules a second, start, what random resources do to it, and what it adds to a preview."""
    runs, sizes = arguments.runs, arguments.services
    maven = ["mvn", "-q", "-f", "policies/pom.xml"]
    checkout.run([*maven, "-Pbench", "test-compile"])
    empty_pack(checkout, maven)
    say("policy pack: preview without, with an empty one, and with it")
    shares = [policy_share(checkout, services, runs) for services in sorted({min(sizes), max(sizes)})]
    peers = peer(checkout, runs, sizes)
    say("policy pack: start")
    starts = [start_of_pack(checkout, ["policies/mvnw", "compile", "exec:java"]) for _ in range(runs + 1)][1:]
    say("policy pack: benchmarks and random resources")
    results = checkout.root / "jmh.json"
    checkout.run([*maven, "-Pbench", "exec:exec", f"-Dexec.args=-cp %classpath org.openjdk.jmh.Main -rf json -rff {results}"])
    measured = {one["benchmark"].rsplit(".", 1)[1]: one["primaryMetric"] for one in json.loads(results.read_text())}
    fuzzed = checkout.run(
        [*maven, "-Pbench", "exec:exec", f"-Dexec.args=-cp %classpath dev.slipway.policies.bench.Fuzzing {arguments.cases} {arguments.case_seconds}"]
    )
    return {
        "resourcesPerSecond": {name: round(measured[name]["score"]) for name in ("allRules", "resourceRules", "stackRules")},
        "resourcesPerSecondError": {name: round(measured[name]["scoreError"]) for name in ("allRules", "resourceRules", "stackRules")},
        "firstRunOf10000ResourcesSeconds": round(measured["allRulesFirstRun"]["score"], 2),
        "startSeconds": spread(starts),
        "fuzz": json.loads(fuzzed.splitlines()[0]),
        "previews": shares,
        **peers,
    }


def peer(checkout, runs, sizes):
    """The same for cdk-nag: an app of the AWS CDK with as many resources of the same kinds, which synthesizes without it and with it in turns."""
    if not shutil.which("npm"):
        say("policy pack: no npm on PATH, so cdk-nag is left out")
        return {}
    say("policy pack: an app of the AWS CDK without and with cdk-nag")
    folder = checkout.root / "bench" / "peer"
    checkout.run(["npm", "ci", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"])
    versions = json.loads((folder / "package.json").read_text())["dependencies"]
    measured = []
    for services in sorted({min(sizes), max(sizes)}):
        app = ["node", str(folder / "app.js"), str(services)]
        rounds, resources = [], 0
        for _ in range(runs + 1):
            one = []
            for flags in ([], ["nag"]):
                started = time.monotonic()
                resources = int(checkout.run([*app, *flags]))
                one.append(time.monotonic() - started)
            rounds.append(one)
        # The first reads what the others find in memory.
        without, with_nag = zip(*rounds[1:])
        measured.append(
            {
                "services": services,
                "awsResources": resources,
                "withoutSeconds": spread(without),
                "withSeconds": spread(with_nag),
                "addedSeconds": round(statistics.median(with_nag) - statistics.median(without), 2),
                "share": round(statistics.median(with_nag) / statistics.median(without) - 1, 3),
            }
        )
    return {"cdkNag": {"versions": versions, "apps": measured}}


def empty_pack(checkout, maven):
    """A pack in Java that judges nothing, started as ours is: what the engine costs with any pack."""
    folder = checkout.root / "empty-pack"
    folder.mkdir()
    checkout.run([*maven, "dependency:build-classpath", "-Dmdep.includeScope=runtime", f"-Dmdep.outputFile={folder / 'libraries'}"])
    class_path = f"{checkout.root / 'policies' / 'target' / 'test-classes'}:{(folder / 'libraries').read_text()}"
    (folder / "PulumiPolicy.yaml").write_text("name: empty\nversion: 0.1.0\nruntime: java\n")
    (folder / "pom.xml").write_text("<project/>\n")
    start = folder / "mvnw"
    flags = (checkout.root / ".mvn" / "jvm.config").read_text().strip()
    start.write_text(f"#!/bin/sh\nexec java {flags} -cp '{class_path}' dev.slipway.policies.bench.EmptyPack\n")
    start.chmod(0o755)


def policy_share(checkout, services, runs):
    """Previews without a pack, with an empty one and with ours in turns, so that whatever else the machine does falls on all."""
    name = stack_of(checkout, services)
    (checkout.root / "advisory.json").write_text(json.dumps({"all": "advisory", "pack-settings": {"reports": ["json", "sarif", "junit"]}}))
    (checkout.root / "empty.json").write_text(json.dumps({"all": "advisory"}))
    pack = ["--policy-pack", "policies", "--policy-pack-config", "advisory.json"]
    empty = ["--policy-pack", "empty-pack", "--policy-pack-config", "empty.json"]
    checkout.slipway("preview", name, *pack)
    rounds = [[checkout.slipway("preview", name, *flags)[0] for flags in ([], empty, pack)] for _ in range(runs)]
    without, with_empty, with_pack = zip(*rounds)
    none = statistics.median(without)
    return {
        "services": services,
        "withoutSeconds": spread(without),
        "withEmptyPackSeconds": spread(with_empty),
        "withSeconds": spread(with_pack),
        "addedSeconds": round(statistics.median(with_pack) - none, 2),
        "share": round(statistics.median(with_pack) / none - 1, 3),
        "shareOfAnyPack": round(statistics.median(with_empty) / none - 1, 3),
        "ownShare": round((statistics.median(with_pack) - statistics.median(with_empty)) / none, 3),
    }


def start_of_pack(checkout, command):
    """From the start of the process to the port that it tells the engine."""
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=checkout.root, env=checkout.environment, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    ) as pack:
        port = pack.stdout.readline()
        seconds = time.monotonic() - started
        pack.terminate()
    if not port.strip().isdigit():
        sys.exit(f"bench: the policy pack told {port!r}; expected its port")
    return seconds


def per_service(stacks):
    """What one more service adds, from the smallest and the largest stack: what is shared falls out."""
    small, large = min(stacks, key=lambda s: s["services"]), max(stacks, key=lambda s: s["services"])
    more = large["services"] - small["services"]
    for one in stacks:
        one["awsResourcesPerService"] = round((large["awsResources"] - small["awsResources"]) / more, 2) if more else None
        one["componentsPerService"] = round((large["components"] - small["components"]) / more, 2) if more else None


def spread(seconds):
    return {
        "min": round(min(seconds), 2),
        "median": round(statistics.median(seconds), 2),
        "max": round(max(seconds), 2),
    }


def write(file, figures):
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(figures, indent=2) + "\n")
    fresh.replace(file)


def report(figures, sections):
    tables = {
        "demo": lambda demo: print(f"demo, toolchain there: {demo['seconds']} s\n"),
        "delivery": delivery.report,
        "state": state.report,
        "stacks": report_stacks,
        "policies": report_policies,
    }
    for section in sections:
        tables[section](figures[section])


def report_stacks(figures):
    print("| services | resources (AWS + components) | preview s | floor s | preview / floor | up s | floor up s |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for one in figures["sizes"]:
        print(
            f"| {one['services']} | {one['awsResources']} + {one['components']} | {one['previewSeconds']['median']} "
            f"| {one['floorPreviewSeconds']['median']} | {one['previewOverFloor']} | {one['upSeconds']} | {one['floorUpSeconds']} |"
        )
    first = figures["sizes"][0]
    if first["awsResourcesPerService"] is not None:
        print(f"\none more service: {first['awsResourcesPerService']} AWS resources and {first['componentsPerService']} components")


def report_policies(pack):
    rates = pack["resourcesPerSecond"]
    print(f"\npolicy pack: {rates['allRules']} resources/s over all rules ({rates['resourceRules']} resource rules, {rates['stackRules']} stack rules)")
    print(f"start {pack['startSeconds']['median']} s; {pack['fuzz']['cases']} of {pack['fuzz']['casesAsked']} random resources, rules that failed: {pack['fuzz']['firstSeedThatFailsByRule'] or 'none'}\n")
    print("| services | preview s | with an empty pack s | with the pack s | any pack adds | the pack adds | of that its own |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for one in pack["previews"]:
        print(
            f"| {one['services']} | {one['withoutSeconds']['median']} | {one['withEmptyPackSeconds']['median']} | {one['withSeconds']['median']} "
            f"| {one['shareOfAnyPack']:.1%} | {one['share']:.1%} ({one['addedSeconds']} s) | {one['ownShare']:.1%} |"
        )
    if "cdkNag" in pack:
        versions = pack["cdkNag"]["versions"]
        print(f"\ncdk-nag {versions['cdk-nag']} in an app of aws-cdk-lib {versions['aws-cdk-lib']}, by its start and synthesis:")
        print("| services | resources | without s | with cdk-nag s | cdk-nag adds |")
        print("| ---: | ---: | ---: | ---: | ---: |")
        for one in pack["cdkNag"]["apps"]:
            print(
                f"| {one['services']} | {one['awsResources']} | {one['withoutSeconds']['median']} | {one['withSeconds']['median']} "
                f"| {one['share']:.1%} ({one['addedSeconds']} s) |"
            )


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
