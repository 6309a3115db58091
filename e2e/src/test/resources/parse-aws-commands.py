"""Reads AWS CLI command lines as JSON from standard input, and writes what is wrong with each: parsed by the CLI itself, sent nowhere."""

import contextlib
import io
import json
import sys

import awscli.clidriver
from awscli.customizations.commands import BasicCommand
from botocore.validate import ParamValidator

problems = []


def validate(self, service_name, operation_name, parameters, parsed_globals):
    model = self._session.get_service_model(service_name).operation_model(operation_name)
    report = ParamValidator().validate(parameters, model.input_shape) if model.input_shape else None
    if report is not None and report.has_errors():
        problems.append(report.generate_report())
    return 0


def subclasses(of):
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


awscli.clidriver.CLIOperationCaller.invoke = validate
results = []
for words in json.load(sys.stdin):
    problems.clear()
    said = io.StringIO()
    driver = awscli.clidriver.create_clidriver()
    for command in subclasses(BasicCommand):
        if "_run_main" in command.__dict__:
            command._run_main = lambda self, parsed_args, parsed_globals: 0
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            code = driver.main(words)
        except SystemExit as end:
            code = end.code
    if code:
        problems.append(said.getvalue().strip().splitlines()[-1] if said.getvalue().strip() else f"exit code {code}")
    results.append("; ".join(problems))
json.dump(results, sys.stdout)
