package dev.slipway.config;

import java.util.List;

/**
 * A configuration that must not pass.
 *
 * @param name what is wrong
 * @param yaml what stands below {@code config:}
 * @param inSchema whether the JSON schema can see it too; what lies between two settings it cannot
 * @param problems all that the reader says
 */
record BadConfig(String name, String yaml, boolean inSchema, List<String> problems) {
    private static final String DEPLOY = "{deploy: {clusterName: c}}";

    static final List<BadConfig> TABLE = List.of(
            schema(
                    "no services",
                    "aws:region: eu-west-1",
                    "slipway:services: got no services, expected at least one: add it to Pulumi.dev.yaml, or select another stack with \"pulumi stack select\""),
            schema(
                    "empty services",
                    "slipway:services: {}",
                    "slipway:services: got no services, expected at least one: add it to Pulumi.dev.yaml, or select another stack with \"pulumi stack select\""),
            schema(
                    "services that are a list",
                    "slipway:services: [web]",
                    "slipway:services: got a list, expected a mapping from service names to settings"),
            schema(
                    "services that are a word",
                    "slipway:services: web",
                    "slipway:services: got \"web\", expected a mapping from service names to settings"),
            schema(
                    "misspelt section",
                    "slipway:service: {web: {}}\nslipway:services: {web: " + DEPLOY + "}",
                    "slipway:service: got an unknown setting, expected one of defaults, services, artifacts, approvals, trial, tags; did you mean \"services\"?"),
            schema(
                    "misspelt setting",
                    "slipway:services: {web: {deploy: {clusterName: c, timeoutMinuts: 5}}}",
                    "slipway:services.web.deploy.timeoutMinuts: got an unknown setting, expected one of target, clusterName, serviceName, containerName, timeoutMinutes, executionMode, approval, approvalTimeoutMinutes, onFailure, retryMode, trial; did you mean \"timeoutMinutes\"?"),
            schema(
                    "setting unlike any other",
                    "slipway:services: {web: {deploy: {clusterName: c}, qqqqqqqqqq: 1}}",
                    "slipway:services.web.qqqqqqqqqq: got an unknown setting, expected one of source, build, deploy"),
            schema(
                    "text instead of a number",
                    "slipway:services: {web: {deploy: {clusterName: c, timeoutMinutes: soon}}}",
                    "slipway:services.web.deploy.timeoutMinutes: got \"soon\", expected a whole number from 1 to 60"),
            schema(
                    "number out of range",
                    "slipway:services: {web: {deploy: {clusterName: c, timeoutMinutes: 61}}}",
                    "slipway:services.web.deploy.timeoutMinutes: got 61, expected a whole number from 1 to 60"),
            schema(
                    "number that is not whole",
                    "slipway:services: {web: {deploy: {clusterName: c, timeoutMinutes: 5.5}}}",
                    "slipway:services.web.deploy.timeoutMinutes: got 5.5, expected a whole number from 1 to 60"),
            schema(
                    "number instead of a text",
                    "slipway:services: {web: {deploy: {clusterName: 7}}}",
                    "slipway:services.web.deploy.clusterName: got 7, expected the name of an ECS cluster as text; quote it"),
            schema(
                    "word instead of true or false",
                    "slipway:services: {web: {deploy: {clusterName: c}, source: {adopt: \"yes\"}}}",
                    "slipway:services.web.source.adopt: got \"yes\", expected true or false"),
            schema(
                    "unknown choice",
                    "slipway:services: {web: {deploy: {clusterName: c, executionMode: QUEUE}}}",
                    "slipway:services.web.deploy.executionMode: got \"QUEUE\", expected one of QUEUED, SUPERSEDED, PARALLEL; did you mean \"QUEUED\"?"),
            schema(
                    "choice that is a list",
                    "slipway:services: {web: {deploy: {clusterName: c, onFailure: [RETRY]}}}",
                    "slipway:services.web.deploy.onFailure: got a list, expected one of NONE, RETRY, ROLLBACK"),
            schema(
                    "unknown source",
                    "slipway:services: {web: {deploy: {clusterName: c}, source: {provider: Subversion}}}",
                    "slipway:services.web.source.provider: got \"Subversion\", expected one of CodeCommit"),
            schema(
                    "compute type that Docker does not run on",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {computeType: BUILD_LAMBDA_1GB}}}",
                    "slipway:services.web.build.computeType: got \"BUILD_LAMBDA_1GB\", expected one of BUILD_GENERAL1_SMALL, BUILD_GENERAL1_MEDIUM, BUILD_GENERAL1_LARGE, BUILD_GENERAL1_XLARGE, BUILD_GENERAL1_2XLARGE"),
            schema(
                    "retention that CloudWatch Logs does not know",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {logRetentionDays: 31}}}",
                    "slipway:services.web.build.logRetentionDays: got 31, expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days"),
            schema(
                    "retention of the bucket",
                    "slipway:services: {web: " + DEPLOY + "}\nslipway:artifacts: {expirationDays: 0}",
                    "slipway:artifacts.expirationDays: got 0, expected a whole number from 1 to 3650"),
            schema(
                    "window of the key",
                    "slipway:services: {web: " + DEPLOY + "}\nslipway:artifacts: {keyDeletionWindowDays: 6}",
                    "slipway:artifacts.keyDeletionWindowDays: got 6, expected a whole number from 7 to 30"),
            schema(
                    "name of a service",
                    "slipway:services: {Web_1: " + DEPLOY + "}",
                    "slipway:services.Web_1: got \"Web_1\", expected the name of a service in this stack: 1 to 32 characters, lower-case letters, digits and single -, first a letter; resources are named after it"),
            schema(
                    "name of an ECR repository",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {repositoryName: Web}}}",
                    "slipway:services.web.build.repositoryName: got \"Web\", expected the name of an ECR repository: 2 to 256 characters, lower-case letters and digits, separated by single . _ - or /"),
            schema(
                    "name of a CodeCommit repository",
                    "slipway:services: {web: {deploy: {clusterName: c}, source: {repositoryName: web.git}}}",
                    "slipway:services.web.source.repositoryName: got \"web.git\", expected the name of a CodeCommit repository: 1 to 100 characters, letters, digits and . _ -, not ending in .git"),
            schema(
                    "name of a bucket",
                    "slipway:services: {web: " + DEPLOY + "}\nslipway:artifacts: {bucketName: My.Bucket}",
                    "slipway:artifacts.bucketName: got \"My.Bucket\", expected the name of an S3 bucket: 3 to 63 characters, lower-case letters, digits and -, first and last a letter or digit (no dots: they break TLS names)"),
            schema(
                    "path that leaves the repository",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {dockerfile: ../Dockerfile}}}",
                    "slipway:services.web.build.dockerfile: got \"../Dockerfile\", expected a path inside the repository: 1 to 255 characters, relative, with letters, digits and . _ / @ + -, never leaving the repository"),
            schema(
                    "reserved name of a variable",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {environment: {CODEBUILD_X: a}}}}",
                    "slipway:services.web.build.environment.CODEBUILD_X: got \"CODEBUILD_X\", expected the name of an environment variable of a build: 1 to 255 characters, letters, digits and _, first no digit, not CODEBUILD_ (AWS reserves it)"),
            schema(
                    "name of a build argument",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {arguments: {BASE-IMAGE: a}}}}",
                    "slipway:services.web.build.arguments.BASE-IMAGE: got \"BASE-IMAGE\", expected the name of an argument of a Dockerfile: 1 to 100 characters, letters, digits and _, first no digit"),
            schema(
                    "tag of AWS",
                    "slipway:services: {web: " + DEPLOY + "}\nslipway:tags: {\"aws:x\": a}",
                    "slipway:tags.aws:x: got \"aws:x\", expected the name of a tag: 1 to 127 characters, letters, digits, spaces and _ . : / = + - @, not beginning with aws:"),
            schema(
                    "the same twice in a list",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {imageTagMutability: MUTABLE, movingTags: [a, a]}}}",
                    "slipway:services.web.build.movingTags[1]: got \"a\" twice, expected each once"),
            schema(
                    "range of a trial network",
                    "slipway:services: {web: " + DEPLOY + "}\nslipway:trial: {vpcCidr: 10.0.0.1/8}",
                    "slipway:trial.vpcCidr: got \"10.0.0.1/8\", expected the IPv4 range of a VPC: 10 to 18 characters, A.B.C.D/N, N from 16 to 24"),
            schema(
                    "long name of a branch",
                    "slipway:services: {web: {deploy: {clusterName: c}, source: {branch: refs/heads/main}}}",
                    "slipway:services.web.source.branch: got \"refs/heads/main\", expected the name of a Git branch: 1 to 256 characters, %s"
                            .formatted(
                                    "the short name (main, not refs/heads/main), as Git and CodeCommit allow: no space, no ~ ^ : ? * [ or backslash, no .. or @{, no part that begins with . or ends in .lock, no / or . at the end, no - at the beginning, not HEAD, not 40 hexadecimal digits")),
            schema(
                    "value of a tag that AWS reserves",
                    "slipway:services: {web: " + DEPLOY + "}\nslipway:tags: {team: \"aws:x\"}",
                    "slipway:tags.team: got \"aws:x\", expected the value of a tag: 0 to 255 characters, letters, digits, spaces and _ . : / = + - @, not beginning with aws:"),
            schema(
                    "ARN of a secret that is cut short",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {secrets: {A: \"arn:aws:secretsmanager:eu-west-1:secret:n\"}}}}",
                    "slipway:services.web.build.secrets.A: got \"arn:aws:secretsmanager:eu-west-1:secret:n\", expected a secret of Secrets Manager: 1 to 1024 characters, NAME or ARN of the secret (arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf), then optionally :JSON-KEY:VERSION-STAGE:VERSION-ID"),
            schema(
                    "alias of a key",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {secretKeyArns: [\"arn:aws:kms:eu-west-1:111122223333:alias/x\"]}}}",
                    "slipway:services.web.build.secretKeyArns[0]: got \"arn:aws:kms:eu-west-1:111122223333:alias/x\", expected the ARN of a KMS key: 20 to 400 characters, arn:aws:kms:REGION:ACCOUNT:key/ID (an alias does not work in IAM)"),
            schema(
                    "range of addresses",
                    "slipway:services: {web: " + DEPLOY + "}\nslipway:trial: {allowedCidrs: [10.0.0.0/33]}",
                    "slipway:trial.allowedCidrs[0]: got \"10.0.0.0/33\", expected an IPv4 range: 9 to 18 characters, A.B.C.D/N"),
            schema(
                    "a bad default that every service overrides",
                    "slipway:defaults: {deploy: {timeoutMinutes: 99}}\nslipway:services: {web: {deploy: {clusterName: c, timeoutMinutes: 9}}}",
                    "slipway:defaults.deploy.timeoutMinutes: got 99, expected a whole number from 1 to 60"),
            schema(
                    "a bad default is said once for two services",
                    "slipway:defaults: {deploy: {clusterName: c, timeoutMinutes: 99}}\nslipway:services: {web: {}, api: {}}",
                    "slipway:defaults.deploy.timeoutMinutes: got 99, expected a whole number from 1 to 60"),
            schema(
                    "several problems at once",
                    "slipway:default: {}\nslipway:defaults: {bild: {}}\nslipway:services: {web: {deploy: {clusterName: c c}}, api: {deploy: {clusterName: c, approval: MANAUL}}}",
                    "slipway:default: got an unknown setting, expected one of defaults, services, artifacts, approvals, trial, tags; did you mean \"defaults\"?",
                    "slipway:defaults.bild: got an unknown setting, expected one of source, build, deploy; did you mean \"build\"?",
                    "slipway:services.web.deploy.clusterName: got \"c c\", expected the name of an ECS cluster: 1 to 255 characters, letters, digits, _ and -",
                    "slipway:services.api.deploy.approval: got \"MANAUL\", expected one of NONE, MANUAL; did you mean \"MANUAL\"?"),
            schema(
                    "a conflict beside a bad setting",
                    "slipway:defaults: {deploy: {clusterName: c}}\nslipway:services: {a: {source: {repositoryName: r}}, b: {source: {repositoryName: r}}, c: {bild: {}}}",
                    "slipway:services.c.bild: got an unknown setting, expected one of source, build, deploy; did you mean \"build\"?",
                    "slipway:services.b.source.repositoryName: got the CodeCommit repository \"r\", which slipway:services.a.source.repositoryName has too, expected each its own; name another repository, or set source.adopt to true here"),
            reader(
                    "a Region that is a list",
                    "aws:region: [eu-west-1]\nslipway:services: {web: " + DEPLOY + "}",
                    "aws:region: got a list, expected the name of one AWS Region, for example eu-west-1: a stack lives in one Region; make a stack for each"),
            reader(
                    "no Region",
                    "aws:region: europe\nslipway:services: {web: " + DEPLOY + "}",
                    "aws:region: got \"europe\", expected the name of an AWS Region: 9 to 32 characters, for example eu-west-1; one Region a stack"),
            reader(
                    "a misspelt Region",
                    "aws:region: eu-west1\nslipway:services: {web: " + DEPLOY + "}",
                    "aws:region: got \"eu-west1\", expected the name of an AWS Region: 9 to 32 characters, for example eu-west-1; one Region a stack; did you mean \"eu-west-1\"?"),
            reader(
                    "a Region that nobody knows",
                    "aws:region: eu-west-7\nslipway:services: {web: " + DEPLOY + "}",
                    "aws:region: got \"eu-west-7\", expected an AWS Region, or aws:skipRegionValidation true for one that AWS opened since; did you mean \"eu-west-1\"?"),
            schema(
                    "all at once: syntax, unknown settings, conflicts, the network of the trial services",
                    """
                    aws:region: eu-west-1
                    slipway:nonsense: {}
                    slipway:tags: {Team: a, team: b}
                    slipway:trial: {vpcCidr: 10.0.0.1/8}
                    slipway:services:
                      web: {build: {timeoutMinutes: 1, movingTags: [latest]}, deploy: {target: TRIAL, timeoutMinutes: 0, trial: {listenerPort: 80, cpu: 3}}}
                      api: {deploy: {target: TRIAL, executionMode: PARALLEL, trial: {listenerPort: 80}}, source: {branch: -x}}
                      job: {deploy: {approval: MANUAL, onFailure: NONE}, bild: {}}
                    """,
                    "slipway:nonsense: got an unknown setting, expected one of defaults, services, artifacts, approvals, trial, tags",
                    "slipway:services.web.build.timeoutMinutes: got 1, expected a whole number from 5 to 2160",
                    "slipway:services.web.build: got movingTags [latest] with imageTagMutability IMMUTABLE, expected MUTABLE, or movingTags []: an immutable tag cannot move",
                    "slipway:services.web.deploy.timeoutMinutes: got 0, expected a whole number from 1 to 60",
                    "slipway:services.web.deploy.trial.cpu: got 3, expected a whole number from 256 to 16384",
                    "slipway:services.api.source.branch: got \"-x\", expected the name of a Git branch: 1 to 256 characters, the short name (main, not refs/heads/main), as Git and CodeCommit allow: no space, no ~ ^ : ? * [ or backslash, no .. or @{, no part that begins with . or ends in .lock, no / or . at the end, no - at the beginning, not HEAD, not 40 hexadecimal digits",
                    "slipway:services.api.deploy: got onFailure ROLLBACK with executionMode PARALLEL, expected QUEUED or SUPERSEDED: AWS cannot roll back parallel executions",
                    "slipway:services.job.bild: got an unknown setting, expected one of source, build, deploy; did you mean \"build\"?",
                    "slipway:services.job.deploy: got no clusterName, expected one with target EXISTING: set it here or in slipway:defaults, or set target TRIAL",
                    "slipway:trial.vpcCidr: got \"10.0.0.1/8\", expected the IPv4 range of a VPC: 10 to 18 characters, A.B.C.D/N, N from 16 to 24",
                    "slipway:services.api.deploy.trial.listenerPort: got the listener port \"80\", which slipway:services.web.deploy.trial.listenerPort has too, expected each its own; choose another port",
                    "slipway:services.job.deploy.approval: got MANUAL without a topic to ask on, expected slipway:approvals with topicArn, or with emails, or {} for a topic without subscribers",
                    "slipway:tags.team: got a name that differs from another tag's (\"Team\") only in case, expected different names: IAM takes them for the same"),
            reader(
                    "a range that does not begin at its beginning",
                    "slipway:services: {web: " + DEPLOY
                            + "}\nslipway:trial: {vpcCidr: 10.0.1.0/16, allowedCidrs: [10.1.2.3/8]}",
                    "slipway:trial.vpcCidr: got \"10.0.1.0/16\", expected the first address of a /16: \"10.0.0.0/16\"",
                    "slipway:trial.allowedCidrs[0]: got \"10.1.2.3/8\", expected the first address of a /8: \"10.0.0.0/8\""),
            reader(
                    "a variable that the shell needs",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {environment: {PATH: /opt/bin}, secrets: {AWS_SECRET_ACCESS_KEY: s}}}}",
                    "slipway:services.web.build.environment.PATH: got \"PATH\", expected another variable: the shell of the build needs its own; set it in the buildspec for the command that needs it",
                    "slipway:services.web.build.secrets.AWS_SECRET_ACCESS_KEY: got \"AWS_SECRET_ACCESS_KEY\", expected another variable: the build would lose the credentials of its role; set it in the buildspec for the command that needs it"),
            reader(
                    "the name of a trial service that makes too long names of roles",
                    "slipway:services: {web: {deploy: {target: TRIAL, serviceName: %s, trial: {listenerPort: 80}}}}"
                            .formatted("s".repeat(60)),
                    "slipway:services.web.deploy.serviceName: got a name that makes the role name \"%s-execution\" of 70 characters, expected at most 64; choose a shorter name: the roles of a trial service are named after it"
                            .formatted("s".repeat(60))),
            reader(
                    "the same wrong for many services",
                    "slipway:services: {a: {}, b: {}, c: {}, d: {}, e: {}}",
                    "slipway:services.a.deploy: got no clusterName, expected one with target EXISTING: set it here or in slipway:defaults, or set target TRIAL; the same for 4 other services: b, c, d and 1 more"),
            reader(
                    "no cluster",
                    "slipway:services: {web: {}}",
                    "slipway:services.web.deploy: got no clusterName, expected one with target EXISTING: set it here or in slipway:defaults, or set target TRIAL"),
            reader(
                    "a cluster for a trial service",
                    "slipway:services: {web: {deploy: {target: TRIAL, clusterName: c, trial: {listenerPort: 80}}}}",
                    "slipway:services.web.deploy: got clusterName \"c\" with target TRIAL, expected none: the trial cluster is created by this stack"),
            reader(
                    "a trial service without a port",
                    "slipway:services: {web: {deploy: {target: TRIAL}}}",
                    "slipway:services.web.deploy: got no trial.listenerPort, expected one with target TRIAL: the port at which the load balancer shows the service"),
            reader(
                    "a size that Fargate does not have",
                    "slipway:services: {web: {deploy: {target: TRIAL, trial: {listenerPort: 80, cpu: 1024, memory: 512}}}}",
                    "slipway:services.web.deploy.trial: got memory 512 with cpu 1024, expected 2048 to 8192 MiB in steps of 1024"),
            reader(
                    "the same listener port twice",
                    "slipway:defaults: {deploy: {target: TRIAL, trial: {listenerPort: 80}}}\nslipway:services: {web: {}, api: {}}",
                    "slipway:services.api.deploy.trial.listenerPort: got the listener port \"80\", which slipway:services.web.deploy.trial.listenerPort has too, expected each its own; choose another port"),
            reader(
                    "the same source repository created twice",
                    "slipway:defaults: {source: {repositoryName: shop}, deploy: {clusterName: c}}\nslipway:services: {web: {}, api: {}}",
                    "slipway:services.api.source.repositoryName: got the CodeCommit repository \"shop\", which slipway:services.web.source.repositoryName has too, expected each its own; name another repository, or set source.adopt to true here"),
            reader(
                    "the same image repository",
                    "slipway:defaults: {build: {repositoryName: shop}, deploy: {clusterName: c}}\nslipway:services: {web: {}, api: {}}",
                    "slipway:services.api.build.repositoryName: got the ECR repository \"shop\", which slipway:services.web.build.repositoryName has too, expected each its own; name another repository"),
            reader(
                    "the same ECS service",
                    "slipway:defaults: {deploy: {clusterName: c, serviceName: shop}}\nslipway:services: {web: {}, api: {}}",
                    "slipway:services.api.deploy.serviceName: got the ECS service \"c/shop\", which slipway:services.web.deploy.serviceName has too, expected each its own; deploy each to its own: two pipelines on one service undo each other's work"),
            reader(
                    "an approval without a topic",
                    "slipway:services: {web: {deploy: {clusterName: c, approval: MANUAL}}}",
                    "slipway:services.web.deploy.approval: got MANUAL without a topic to ask on, expected slipway:approvals with topicArn, or with emails, or {} for a topic without subscribers"),
            reader(
                    "addresses for a topic that exists",
                    "slipway:services: {web: " + DEPLOY
                            + "}\nslipway:approvals: {topicArn: \"arn:aws:sns:eu-west-1:111122223333:t\", emails: [a@example.org]}",
                    "slipway:approvals: got emails with topicArn, expected one of them: subscribe the addresses to your own topic yourself"),
            reader(
                    "rollback of parallel executions",
                    "slipway:services: {web: {deploy: {clusterName: c, executionMode: PARALLEL}}}",
                    "slipway:services.web.deploy: got onFailure ROLLBACK with executionMode PARALLEL, expected QUEUED or SUPERSEDED: AWS cannot roll back parallel executions"),
            reader(
                    "tags that cannot move",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {movingTags: [latest]}}}",
                    "slipway:services.web.build: got movingTags [latest] with imageTagMutability IMMUTABLE, expected MUTABLE, or movingTags []: an immutable tag cannot move"),
            reader(
                    "a variable that is plain and secret",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {environment: {A: b}, secrets: {A: s}}}}",
                    "slipway:services.web.build: got the variable A in environment and in secrets, expected it in one of them"),
            reader(
                    "a variable of the standard build",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {environment: {DOCKERFILE: b}}}}",
                    "slipway:services.web.build.environment.DOCKERFILE: got the variable DOCKERFILE, expected another name: the standard build sets it itself"),
            reader(
                    "a build argument as a variable",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {environment: {BUILD_ARG_A: b}}}}",
                    "slipway:services.web.build.environment.BUILD_ARG_A: got the variable BUILD_ARG_A, expected another name: arguments of the Dockerfile are given by build arguments"),
            reader(
                    "a key in the secret for Docker Hub",
                    "slipway:services: {web: {deploy: {clusterName: c}, build: {dockerHubSecret: \"hub:password\"}}}",
                    "slipway:services.web.build.dockerHubSecret: got \"hub:password\", expected the secret alone, without a key: the keys are given (username and password)"));

    private static BadConfig schema(String name, String yaml, String... problems) {
        return new BadConfig(name, yaml, true, List.of(problems));
    }

    private static BadConfig reader(String name, String yaml, String... problems) {
        return new BadConfig(name, yaml, false, List.of(problems));
    }

    /** The whole file. */
    String file() {
        return "config:\n" + yaml.indent(2);
    }

    @Override
    public String toString() {
        return name;
    }
}
