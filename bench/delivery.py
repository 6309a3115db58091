"""Measures what happens to a commit on the local cloud: from push to live, builds and their caches, many pipelines, events, memory."""

import json
import statistics
import subprocess
import sys
import time
import urllib.request

PIPELINE = "slipway-local-web"
POLL_SECONDS = 0.1
LIMIT_SECONDS = 600
BUILD_COMMANDS = {"INSTALL", "PRE_BUILD", "BUILD", "POST_BUILD"}


def measure(checkout, runs, pipelines, events):
    """Runs on a checkout whose stack local is up and live, as ./slipway demo leaves it."""
    figures = push_to_live(checkout, runs)
    figures["memory"] = memory(checkout)
    figures["caches"] = caches(checkout, runs)
    figures["pipelinesAtOnce"] = at_once(checkout, pipelines)
    figures["events"] = event_rate(checkout, events)
    figures["memoryAfterwards"] = memory(checkout)
    return figures


def until(what, look):
    """Looks again and again until there is something."""
    end = time.monotonic() + LIMIT_SECONDS
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            sys.exit(f"bench: waited {LIMIT_SECONDS} s for {what}, in vain")
        time.sleep(POLL_SECONDS)


def push_to_live(checkout, runs):
    """The first commit was the demo's, with all caches empty; each further one changes a line of the page."""
    codepipeline = checkout.client("codepipeline")
    codecommit = checkout.client("codecommit")
    codebuild = checkout.client("codebuild")
    url = page_url(checkout)
    # The oldest of all found an empty repository: a new pipeline starts at once.
    first = next(one for one in reversed(executions(codepipeline, PIPELINE)) if one["status"] == "Succeeded")
    cold = detail(codepipeline, codebuild, PIPELINE, first["pipelineExecutionId"])
    warm, seen = [], []
    for run in range(runs):
        mark = f"bench-{run}-{time.time_ns()}"
        head = codecommit.get_branch(repositoryName="web", branchName="main")["branch"]["commitId"]
        page = codecommit.get_file(repositoryName="web", filePath="www/index.html")["fileContent"]
        started = time.monotonic()
        codecommit.put_file(
            repositoryName="web",
            branchName="main",
            filePath="www/index.html",
            fileContent=page.replace(b"</html>", f"<!-- {mark} --></html>".encode()),
            parentCommitId=head,
        )
        until("the page to show the change", lambda mark=mark: mark in fetch(url))
        seen.append(time.monotonic() - started)
        newest = pushed_execution(codepipeline, PIPELINE)
        until("the end of the execution", lambda newest=newest: ended(codepipeline, PIPELINE, newest))
        warm.append(detail(codepipeline, codebuild, PIPELINE, newest))
    return {
        "pushToLiveSeconds": spread(seen),
        "coldExecution": cold,
        "warmExecution": {key: round(statistics.median(one[key] for one in warm), 3) for key in warm[0]},
    }


def page_url(checkout):
    ecs, balancers = checkout.client("ecs"), checkout.client("elbv2")
    service = ecs.describe_services(cluster="slipway-local", services=[PIPELINE])["services"][0]
    group = service["loadBalancers"][0]["targetGroupArn"]
    balancer = balancers.describe_target_groups(TargetGroupArns=[group])["TargetGroups"][0]["LoadBalancerArns"][0]
    for listener in balancers.describe_listeners(LoadBalancerArn=balancer)["Listeners"]:
        if listener["DefaultActions"][0].get("TargetGroupArn") == group:
            return json.loads(fetch(f"{checkout.endpoint}/_slipway/listeners"))[listener["ListenerArn"]] + "/"
    sys.exit(f"bench: no listener serves {PIPELINE}")


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode()
    except OSError as error:
        return str(error)


def executions(codepipeline, pipeline):
    return codepipeline.list_pipeline_executions(pipelineName=pipeline)["pipelineExecutionSummaries"]


def pushed_execution(codepipeline, pipeline):
    """The execution that the event of a push has started; the first of all is that of the creation, which found no branch."""
    events = (one for one in executions(codepipeline, pipeline) if one["trigger"]["triggerType"] == "CloudWatchEvent")
    return next((one["pipelineExecutionId"] for one in events), None)


def ended(codepipeline, pipeline, execution):
    status = codepipeline.get_pipeline_execution(pipelineName=pipeline, pipelineExecutionId=execution)["pipelineExecution"]["status"]
    if status in ("Failed", "Stopped", "Superseded", "Cancelled"):
        sys.exit(f"bench: execution {execution} of {pipeline} is {status}")
    return status == "Succeeded"


def detail(codepipeline, codebuild, pipeline, execution):
    """Seconds of an execution: in all, in commands of the build, in the deployment, and the rest, which is the engine's own."""
    runs = codepipeline.list_action_executions(pipelineName=pipeline, filter={"pipelineExecutionId": execution})["actionExecutionDetails"]
    total = (max(run["lastUpdateTime"] for run in runs) - min(run["startTime"] for run in runs)).total_seconds()
    build = next(run for run in runs if run["stageName"] == "Build")
    phases = codebuild.batch_get_builds(ids=[build["output"]["executionResult"]["externalExecutionId"]])["builds"][0]["phases"]
    commands = sum(
        (phase["endTime"] - phase["startTime"]).total_seconds() for phase in phases if phase["phaseType"] in BUILD_COMMANDS
    )
    deploy = sum((run["lastUpdateTime"] - run["startTime"]).total_seconds() for run in runs if run["stageName"] == "Deploy")
    return {
        "seconds": round(total, 2),
        "buildCommandsSeconds": round(commands, 2),
        "deploymentSeconds": round(deploy, 2),
        "engineShare": round((total - commands - deploy) / total, 3),
    }


WORK = "for i in $(seq 12); do head -c 100000000 /dev/zero | sha256sum; done > cache/made"
CACHED = {
    "none": {"type": "NO_CACHE"},
    "LOCAL_CUSTOM_CACHE": {"type": "LOCAL", "modes": ["LOCAL_CUSTOM_CACHE"]},
    "S3": {"type": "S3"},
}


def caches(checkout, runs):
    """A build that does some work unless a cache has its result; and the sample's image with and without the layer cache."""
    figures = {name: cache(checkout, name, kind, runs) for name, kind in CACHED.items()}
    figures["LOCAL_DOCKER_LAYER_CACHE"] = layers(checkout, runs)
    for one in figures.values():
        one["warmOverCold"] = round(one["warmSeconds"]["median"] / one["coldSeconds"], 2)
    return figures


def cache(checkout, name, kind, runs):
    project = f"bench-cache-{name.lower().replace('_', '-')}"
    bucket = "bench-cache"
    checkout.client("s3").create_bucket(Bucket=bucket)
    role = build_role(checkout, project, bucket)
    spec = {
        "version": 0.2,
        "phases": {"build": {"commands": [f"mkdir -p cache; [ -s cache/made ] || {{ {WORK}; }}"]}},
        "cache": {"paths": ["cache/**/*"]},
    }
    create_project(checkout, project, role, spec, kind | ({"location": f"{bucket}/{project}"} if name == "S3" else {}), privileged=False)
    return cold_and_warm(checkout, project, runs)


LAYERS = """set -e
cat > Dockerfile <<'END'
FROM localhost/slipway/busybox
RUN for i in $(seq 12); do head -c 100000000 /dev/zero | sha256sum; done > /made
END
docker build --quiet .
"""


def layers(checkout, runs):
    project = "bench-cache-docker-layers"
    role = build_role(checkout, project, "bench-cache")
    spec = {"version": 0.2, "phases": {"build": {"commands": [LAYERS]}}}
    create_project(checkout, project, role, spec, {"type": "LOCAL", "modes": ["LOCAL_DOCKER_LAYER_CACHE"]}, privileged=True)
    return cold_and_warm(checkout, project, runs)


def build_role(checkout, name, bucket):
    iam = checkout.client("iam")
    trust = {"Effect": "Allow", "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole"}
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
    rights = [
        {"Effect": "Allow", "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"},
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": f"arn:aws:s3:::{bucket}/*"},
    ]
    iam.put_role_policy(RoleName=name, PolicyName="build", PolicyDocument=policy(*rights))
    return arn


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def create_project(checkout, name, role, spec, kind, privileged):
    checkout.client("codebuild").create_project(
        name=name,
        source={"type": "NO_SOURCE", "buildspec": json.dumps(spec)},
        artifacts={"type": "NO_ARTIFACTS"},
        environment={
            "type": "LINUX_CONTAINER",
            "image": "aws/codebuild/amazonlinux-x86_64-standard:6.0",
            "computeType": "BUILD_GENERAL1_SMALL",
            "privilegedMode": privileged,
        },
        cache=kind,
        serviceRole=role,
    )


def cold_and_warm(checkout, project, runs):
    cold = build(checkout, project)
    return {"coldSeconds": round(cold, 2), "warmSeconds": spread([build(checkout, project) for _ in range(runs)])}


def build(checkout, project):
    codebuild = checkout.client("codebuild")
    started = codebuild.start_build(projectName=project)["build"]["id"]

    def done():
        one = codebuild.batch_get_builds(ids=[started])["builds"][0]
        return one if one["buildComplete"] else None

    one = until(f"the build of {project}", done)
    if one["buildStatus"] != "SUCCEEDED":
        sys.exit(f"bench: build {started} is {one['buildStatus']}: {[phase.get('contexts') for phase in one['phases']]}")
    return (one["endTime"] - one["startTime"]).total_seconds()


def at_once(checkout, count):
    """Many pipelines that are started in the same moment; their builds only write what the deployment wants to read."""
    if count == 0:
        return None
    name = f"local-many-{count}"
    services = [f"many-{i:02}" for i in range(count)]
    existing(checkout, services)
    settings = {"build": {"buildspec": "buildspec.yml"}, "deploy": {"clusterName": "many", "executionMode": "QUEUED"}}
    (checkout.root / f"Pulumi.{name}.yaml").write_text(
        json.dumps(
            {"config": {"aws:region": "us-east-1", "slipway:defaults": settings, "slipway:services": {one: {} for one in services}}}
        )
    )
    checkout.slipway("up", name, "--yes", "--skip-preview")
    codecommit, codepipeline = checkout.client("codecommit"), checkout.client("codepipeline")
    started = time.monotonic()
    for one in services:
        content = [{"name": one, "imageUri": "localhost/slipway/busybox"}]
        spec = {
            "version": 0.2,
            "phases": {"build": {"commands": [f"echo '{json.dumps(content)}' > imagedefinitions.json"]}},
            "artifacts": {"files": ["imagedefinitions.json"]},
        }
        codecommit.put_file(repositoryName=one, branchName="main", filePath="buildspec.yml", fileContent=json.dumps(spec).encode())
    pushed = time.monotonic() - started
    names = [f"slipway-{name}-{one}" for one in services]
    for one in names:
        execution = until(f"the push to {one} to start its pipeline", lambda one=one: pushed_execution(codepipeline, one))
        until(f"the end of {one}", lambda one=one, execution=execution: ended(codepipeline, one, execution))
    return {"pipelines": count, "pushesSeconds": round(pushed, 2), "allSucceededSeconds": round(time.monotonic() - started, 2)}


def existing(checkout, services):
    """Services without tasks: a deployment to them is complete at once."""
    ecs = checkout.client("ecs")
    ecs.create_cluster(clusterName="many")
    for one in services:
        container = {"name": one, "image": "localhost/slipway/busybox", "memory": 64, "essential": True}
        ecs.register_task_definition(family=one, containerDefinitions=[container])
        ecs.create_service(cluster="many", serviceName=one, taskDefinition=one, desiredCount=0)


def event_rate(checkout, count):
    """Changes of branches, each an event that a rule brings to a queue."""
    codecommit, events, sqs = checkout.client("codecommit"), checkout.client("events"), checkout.client("sqs")
    queue = sqs.create_queue(QueueName="bench-events")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = {"source": ["aws.codecommit"], "detail": {"repositoryName": ["bench-events"]}}
    events.put_rule(Name="bench-events", EventPattern=json.dumps(pattern))
    events.put_targets(Rule="bench-events", Targets=[{"Id": "queue", "Arn": arn}])
    codecommit.create_repository(repositoryName="bench-events")
    commit = codecommit.put_file(repositoryName="bench-events", branchName="main", filePath="a", fileContent=b"a")["commitId"]
    started = time.monotonic()
    for i in range(count):
        codecommit.create_branch(repositoryName="bench-events", branchName=f"branch-{i}", commitId=commit)

    def arrived():
        attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
        return int(attributes["ApproximateNumberOfMessages"]) > count

    until(f"{count} events", arrived)
    return {"events": count, "perSecond": round(count / (time.monotonic() - started))}


def memory(checkout):
    """Resident memory of the local cloud: of its own process, and of ministack's."""
    pid = (checkout.root / ".slipway" / "cloud.pid").read_text().strip()
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss=,command="], check=True, capture_output=True, text=True).stdout
    rows = [line.split(None, 3) for line in listed.splitlines()]
    own = next(int(row[2]) for row in rows if row[0] == pid)
    ministack = sum(int(row[2]) for row in rows if row[1] == pid and "python" in row[3])
    return {"cloudMiB": own // 1024, "ministackMiB": ministack // 1024}


def spread(seconds):
    return {"min": round(min(seconds), 2), "median": round(statistics.median(seconds), 2), "max": round(max(seconds), 2)}


def report(figures):
    live, cold, warm = figures["pushToLiveSeconds"], figures["coldExecution"], figures["warmExecution"]
    print(f"\nfrom push to live, warm: {live['median']} s ({live['min']} to {live['max']})\n")
    print("| execution | s | build commands s | deployment s | the engine's own share |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, one in (("cold", cold), ("warm", warm)):
        print(f"| {name} | {one['seconds']} | {one['buildCommandsSeconds']} | {one['deploymentSeconds']} | {one['engineShare']:.1%} |")
    print("\n| cache | cold s | warm s | warm / cold |\n| --- | ---: | ---: | ---: |")
    for name, one in figures["caches"].items():
        print(f"| {name} | {one['coldSeconds']} | {one['warmSeconds']['median']} | {one['warmOverCold']} |")
    many = figures["pipelinesAtOnce"]
    if many:
        print(f"\n{many['pipelines']} pipelines at once: all succeeded {many['allSucceededSeconds']} s after the first push")
    print(f"events: {figures['events']['perSecond']} a second")
    for name, one in (("", figures["memory"]), (" afterwards", figures["memoryAfterwards"])):
        print(f"memory of the local cloud{name}: {one['cloudMiB']} MiB, and ministack {one['ministackMiB']} MiB")
