"""Speaks CBOR to the local cloud, as the SDKs for Go, Java, JavaScript and Rust do to CloudWatch by now; botocore prefers JSON.

Called with the cloud's endpoint and the keys of a user who may nothing; prints one line for each answer.
"""

import datetime
import sys

import botocore.model
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS = ("smithy-rpc-v2-cbor",)
AT = datetime.datetime.now(datetime.timezone.utc)
seen = []


def client(key, secret, token=None):
    session = botocore.session.Session()
    session.set_credentials(key, secret, token)
    made = session.create_client(
        "cloudwatch",
        region_name="us-east-1",
        endpoint_url=sys.argv[1],
        config=Config(retries={"max_attempts": 0}),
    )
    if made.meta.service_model.resolved_protocol != "smithy-rpc-v2-cbor":
        raise AssertionError("botocore does not speak CBOR to CloudWatch")
    made.meta.events.register("before-parse.cloudwatch.*", lambda response_dict, **_: seen.append(response_dict))
    return made


def show(what, call, **arguments):
    try:
        call(**arguments)
        said = "answered"
    except ClientError as refused:
        error = refused.response["Error"]
        said = f"{refused.response['ResponseMetadata']['HTTPStatusCode']} {error['Code']}: {error['Message']}"
    headers = {name.lower(): value for name, value in seen[-1]["headers"].items()}
    print(f"{what} | {headers.get('content-type')} | {headers.get('smithy-protocol')} | {said}")


root = client("test", "test")
show("a metric", root.put_metric_data, Namespace="Own", MetricData=[{"MetricName": "Größe", "Timestamp": AT, "Value": 2.5}])
metrics = root.list_metrics(Namespace="Own")["Metrics"]
print([(metric["Namespace"], metric["MetricName"]) for metric in metrics])
root.put_metric_alarm(
    AlarmName="high", Namespace="Own", MetricName="Größe", Statistic="Sum", Period=60, EvaluationPeriods=1,
    Threshold=1.5, ComparisonOperator="GreaterThanThreshold",
)
alarm = root.describe_alarms(AlarmNames=["high"])["MetricAlarms"][0]
print(alarm["AlarmName"], alarm["Threshold"], type(alarm["AlarmConfigurationUpdatedTimestamp"]).__name__)
show("an absent dashboard", root.get_dashboard, DashboardName="absent")
show("a wrong secret", client("test", "wrong").list_metrics)
show("an unknown key", client("AKIAUNKNOWN", "wrong").list_metrics)
show("a bogus token", client("test", "test", "bogus").list_metrics)
show("a user who may nothing", client(sys.argv[2], sys.argv[3]).list_metrics)
