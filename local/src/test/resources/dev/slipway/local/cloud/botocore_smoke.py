"""Takes every service of the local cloud through create, get, list, update and delete with botocore's own parser.

Called with the cloud's endpoint; prints one line for each service, or ends with what was wrong.
"""

import datetime
import json
import sys
import urllib.error
import urllib.request

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

REGION = "us-east-1"
ACCOUNT = "000000000000"
ODD_KEY = "a b/ü+x~'()*!.txt"


def session(secret="test"):
    made = botocore.session.Session()
    made.set_credentials("test", secret)
    return made


def client(service, secret="test", **config):
    return session(secret).create_client(
        service,
        region_name=REGION,
        endpoint_url=sys.argv[1],
        config=Config(retries={"max_attempts": 0}, **config),
    )


def same(got, expected):
    if got != expected:
        raise AssertionError(f"got {got!r}, expected {expected!r}")


def refused(code, call, **arguments):
    try:
        answer = call(**arguments)
    except ClientError as error:
        same(error.response["Error"]["Code"], code)
        return
    raise AssertionError(f"got {answer!r}, expected {code}")


def role(service):
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": f"{service}.amazonaws.com"}}
        ],
    }
    made = client("iam").create_role(RoleName=service, AssumeRolePolicyDocument=json.dumps(trust))
    return made["Role"]["Arn"]


def pairs(tags):
    return [{"Key": key, "Value": value} for key, value in tags]


def codecommit():
    api = client("codecommit")
    made = api.create_repository(repositoryName="app", repositoryDescription="first", tags={"a": "1"})
    arn = made["repositoryMetadata"]["Arn"]
    same(arn, f"arn:aws:codecommit:{REGION}:{ACCOUNT}:app")
    same(type(made["repositoryMetadata"]["creationDate"]), datetime.datetime)
    commit = api.put_file(
        repositoryName="app", branchName="main", filePath="README.md", fileContent=b"\x00\xffhi", name="Ada"
    )["commitId"]
    same(api.get_file(repositoryName="app", filePath="README.md")["fileContent"], b"\x00\xffhi")
    same(api.get_branch(repositoryName="app", branchName="main")["branch"]["commitId"], commit)
    same(api.get_commit(repositoryName="app", commitId=commit)["commit"]["author"]["name"], "Ada")
    same(api.batch_get_commits(repositoryName="app", commitIds=[commit])["commits"][0]["commitId"], commit)
    pages = api.get_paginator("get_differences").paginate(repositoryName="app", afterCommitSpecifier="main")
    same([d["afterBlob"]["path"] for page in pages for d in page["differences"]], ["README.md"])
    api.update_repository_description(repositoryName="app", repositoryDescription="second")
    same(api.get_repository(repositoryName="app")["repositoryMetadata"]["repositoryDescription"], "second")
    api.update_repository_name(oldName="app", newName="renamed")
    pages = api.get_paginator("list_repositories").paginate()
    same([r["repositoryName"] for page in pages for r in page["repositories"]], ["renamed"])
    arn = arn.replace(":app", ":renamed")
    api.tag_resource(resourceArn=arn, tags={"b": "2"})
    api.untag_resource(resourceArn=arn, tagKeys=["a"])
    same(api.list_tags_for_resource(resourceArn=arn)["tags"], {"b": "2"})
    refused("RepositoryNameExistsException", api.create_repository, repositoryName="renamed")
    api.delete_repository(repositoryName="renamed")
    refused("RepositoryDoesNotExistException", api.get_repository, repositoryName="renamed")


def codebuild():
    api = client("codebuild")
    project = dict(
        name="app",
        source={"type": "CODEPIPELINE", "buildspec": "buildspec.yml"},
        artifacts={"type": "CODEPIPELINE"},
        environment={
            "type": "LINUX_CONTAINER",
            "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
            "computeType": "BUILD_GENERAL1_SMALL",
            "privilegedMode": True,
            "environmentVariables": [{"name": "A", "value": "ü", "type": "PLAINTEXT"}],
        },
        cache={"type": "LOCAL", "modes": ["LOCAL_DOCKER_LAYER_CACHE", "LOCAL_SOURCE_CACHE"]},
        serviceRole=role("codebuild"),
        tags=[{"key": "a", "value": "1"}],
    )
    made = api.create_project(**project)["project"]
    same(made["source"], {**project["source"], "insecureSsl": False})
    same({name: made[name] for name in ("name", "cache", "serviceRole", "tags")},
         {name: project[name] for name in ("name", "cache", "serviceRole", "tags")})
    same(made["environment"]["environmentVariables"], project["environment"]["environmentVariables"])
    same(type(made["created"]), datetime.datetime)
    api.update_project(name="app", timeoutInMinutes=30, description="changed")
    found = api.batch_get_projects(names=["app", "missing"])
    same(found["projectsNotFound"], ["missing"])
    same([(p["timeoutInMinutes"], p["description"]) for p in found["projects"]], [(30, "changed")])
    same(api.list_projects()["projects"], ["app"])
    same(api.list_builds()["ids"], [])
    refused("ResourceAlreadyExistsException", api.create_project, **project)
    refused("ResourceNotFoundException", api.update_project, name="missing")
    refused("InvalidInputException", api.start_build, projectName="app")
    api.delete_project(name="app")
    same(api.list_projects()["projects"], [])


def action(category, provider, configuration, taken=(), made=()):
    return {
        "name": category,
        "actionTypeId": {"category": category, "owner": "AWS", "provider": provider, "version": "1"},
        "configuration": configuration,
        "inputArtifacts": [{"name": name} for name in taken],
        "outputArtifacts": [{"name": name} for name in made],
        "runOrder": 1,
    }


def triggers(api):
    executions = api.list_pipeline_executions(pipelineName="app")["pipelineExecutionSummaries"]
    return [execution["trigger"]["triggerType"] for execution in executions]


def codepipeline():
    api = client("codepipeline")
    client("s3").create_bucket(Bucket="artifacts")
    source = action("Source", "CodeCommit", {"RepositoryName": "app", "BranchName": "main"}, made=["source"])
    deploy = action("Deploy", "ECS", {"ClusterName": "c", "ServiceName": "s"}, taken=["source"])
    pipeline = {
        "name": "app",
        "roleArn": role("codepipeline"),
        "artifactStore": {"type": "S3", "location": "artifacts"},
        "pipelineType": "V2",
        "executionMode": "QUEUED",
        "stages": [{"name": "Source", "actions": [source]}, {"name": "Deploy", "actions": [deploy]}],
    }
    made = api.create_pipeline(pipeline=pipeline, tags=[{"key": "a", "value": "1"}])
    same(made["pipeline"], {**pipeline, "version": 1})
    same(made["tags"], [{"key": "a", "value": "1"}])
    got = api.get_pipeline(name="app")
    same(got["pipeline"], {**pipeline, "version": 1})
    arn = got["metadata"]["pipelineArn"]
    changed = {**pipeline, "executionMode": "SUPERSEDED"}
    same(api.update_pipeline(pipeline=changed)["pipeline"], {**changed, "version": 2})
    same([(p["name"], p["version"]) for p in api.list_pipelines()["pipelines"]], [("app", 2)])
    same([s["stageName"] for s in api.get_pipeline_state(name="app")["stageStates"]], ["Source", "Deploy"])
    same(triggers(api), ["CreatePipeline"])
    api.tag_resource(resourceArn=arn, tags=[{"key": "b", "value": "2"}])
    api.untag_resource(resourceArn=arn, tagKeys=["a"])
    same(api.list_tags_for_resource(resourceArn=arn)["tags"], [{"key": "b", "value": "2"}])
    refused("PipelineNameInUseException", api.create_pipeline, pipeline=pipeline)
    turned = {**pipeline, "name": "turned", "stages": pipeline["stages"][::-1]}
    refused("InvalidStructureException", api.create_pipeline, pipeline=turned)
    api.start_pipeline_execution(name="app")
    same(triggers(api), ["StartPipelineExecution", "CreatePipeline"])
    api.delete_pipeline(name="app")
    refused("PipelineNotFoundException", api.get_pipeline, name="app")


def codedeploy():
    api = client("codedeploy")
    api.create_application(applicationName="app", computePlatform="Server", tags=pairs([("a", "1")]))
    same(api.get_application(applicationName="app")["application"]["computePlatform"], "Server")
    api.create_deployment_config(
        deploymentConfigName="half", minimumHealthyHosts={"type": "FLEET_PERCENT", "value": 50}
    )
    api.create_deployment_group(
        applicationName="app", deploymentGroupName="group", serviceRoleArn=role("codedeploy"),
        deploymentConfigName="half",
    )
    api.update_deployment_group(
        applicationName="app", currentDeploymentGroupName="group", newDeploymentGroupName="renamed"
    )
    group = api.get_deployment_group(applicationName="app", deploymentGroupName="renamed")["deploymentGroupInfo"]
    same(group["deploymentConfigName"], "half")
    same(api.list_deployment_groups(applicationName="app")["deploymentGroups"], ["renamed"])
    refused("DeploymentConfigInUseException", api.delete_deployment_config, deploymentConfigName="half")
    arn = f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:application:app"
    api.tag_resource(ResourceArn=arn, Tags=pairs([("b", "2")]))
    api.untag_resource(ResourceArn=arn, TagKeys=["a"])
    same(api.list_tags_for_resource(ResourceArn=arn)["Tags"], pairs([("b", "2")]))
    api.delete_deployment_group(applicationName="app", deploymentGroupName="renamed")
    api.delete_deployment_config(deploymentConfigName="half")
    refused("DeploymentConfigDoesNotExistException", api.get_deployment_config, deploymentConfigName="half")
    api.delete_application(applicationName="app")
    same(api.list_applications()["applications"], [])


def connections(service):
    api = client(service)
    made = api.create_connection(ConnectionName="forge", ProviderType="GitHub", Tags=pairs([("a", "1")]))
    arn = made["ConnectionArn"]
    same(arn.rpartition("/")[0], f"arn:aws:{service}:{REGION}:{ACCOUNT}:connection")
    same(api.get_connection(ConnectionArn=arn)["Connection"]["ConnectionStatus"], "PENDING")
    same([c["ConnectionArn"] for c in api.list_connections()["Connections"]], [arn])
    host = api.create_host(
        Name="own", ProviderType="GitHubEnterpriseServer", ProviderEndpoint="https://git.example.com"
    )["HostArn"]
    api.update_host(HostArn=host, ProviderEndpoint="https://new.example.com")
    same(api.get_host(HostArn=host)["ProviderEndpoint"], "https://new.example.com")
    same([h["HostArn"] for h in api.list_hosts()["Hosts"]], [host])
    api.tag_resource(ResourceArn=arn, Tags=pairs([("b", "2")]))
    api.untag_resource(ResourceArn=arn, TagKeys=["a"])
    same(api.list_tags_for_resource(ResourceArn=arn)["Tags"], pairs([("b", "2")]))
    api.delete_host(HostArn=host)
    api.delete_connection(ConnectionArn=arn)
    refused("ResourceNotFoundException", api.get_connection, ConnectionArn=arn)
    refused("ResourceNotFoundException", api.get_host, HostArn=host)


def notifications():
    api = client("codestar-notifications")
    events = ["codepipeline-pipeline-pipeline-execution-failed"]
    topic = {"TargetType": "SNS", "TargetAddress": f"arn:aws:sns:{REGION}:{ACCOUNT}:alerts"}
    rule = dict(
        Name="rule", EventTypeIds=events, Resource=f"arn:aws:codepipeline:{REGION}:{ACCOUNT}:app", Targets=[topic],
        DetailType="BASIC", Tags={"a": "1"},
    )
    arn = api.create_notification_rule(**rule)["Arn"]
    api.update_notification_rule(Arn=arn, Status="DISABLED")
    got = api.describe_notification_rule(Arn=arn)
    same([got["Status"], got["Name"], got["Tags"]], ["DISABLED", "rule", {"a": "1"}])
    same([event["EventTypeId"] for event in got["EventTypes"]], events)
    same([r["Arn"] for r in api.list_notification_rules()["NotificationRules"]], [arn])
    same([t["TargetAddress"] for t in api.list_targets()["Targets"]], [topic["TargetAddress"]])
    api.unsubscribe(Arn=arn, TargetAddress=topic["TargetAddress"])
    same(api.list_targets()["Targets"], [])
    same(api.tag_resource(Arn=arn, Tags={"b c": "2"})["Tags"], {"a": "1", "b c": "2"})
    api.untag_resource(Arn=arn, TagKeys=["b c"])
    same(api.list_tags_for_resource(Arn=arn)["Tags"], {"a": "1"})
    refused("ResourceAlreadyExistsException", api.create_notification_rule, **rule)
    api.delete_notification_rule(Arn=arn)
    refused("ResourceNotFoundException", api.describe_notification_rule, Arn=arn)


def status(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read().partition(b"<Code>")[2].partition(b"</Code>")[0]


def presigned_addresses():
    client("s3").create_bucket(Bucket="odd")
    client("s3").put_object(Bucket="odd", Key=ODD_KEY, Body=b"here")
    for version in ("s3", "s3v4"):
        for secret, bucket, expected in (
            ("test", "odd", (200, b"here")),
            ("test", "missing", (404, b"NoSuchBucket")),
            ("wrong", "odd", (403, b"SignatureDoesNotMatch")),
        ):
            address = client("s3", secret, signature_version=version).generate_presigned_url(
                "get_object", Params={"Bucket": bucket, "Key": ODD_KEY}
            )
            same((version, secret, bucket, status(address)), (version, secret, bucket, expected))
    for query in ("AWSAccessKeyId=test", "X-Amz-Credential=test/20261123/us-east-1/s3/aws4_request"):
        same((query, status(f"{sys.argv[1]}/odd?{query}")), (query, (403, b"SignatureDoesNotMatch")))


def absent_services():
    for service, operation in (("rekognition", "list_collections"), ("amplify", "list_apps")):
        api = client(service)
        try:
            getattr(api, operation)()
        except ClientError as error:
            same(error.response["Error"]["Code"], "UnknownOperationException")
            same(error.response["Error"]["Message"], f"the local cloud has no service '{service}'")
        else:
            raise AssertionError(f"{service} answered")


def main():
    for name, check in {
        "codecommit": codecommit,
        "codebuild": codebuild,
        "codepipeline": codepipeline,
        "codedeploy": codedeploy,
        "codeconnections": lambda: connections("codeconnections"),
        "codestar-connections": lambda: connections("codestar-connections"),
        "codestar-notifications": notifications,
        "presigned addresses": presigned_addresses,
        "absent services": absent_services,
    }.items():
        check()
        print(name)


main()
