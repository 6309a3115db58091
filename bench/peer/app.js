// As many resources as a stack of Slipway has on AWS, of the same kinds, in an app of the AWS CDK: node app.js SERVICES [nag].
// With "nag", cdk-nag judges them too.
const { App, Stack, Validations, aws_codebuild, aws_codecommit, aws_codepipeline, aws_ecr, aws_ecs, aws_events, aws_iam, aws_kms, aws_logs, aws_s3, aws_sns } = require('aws-cdk-lib');

// AWS takes 500 resources in one stack of CloudFormation.
const SERVICES_OF_A_STACK = 40;
const REGION = 'us-east-1';
const ACCOUNT = '000000000000';

function statement(action, resource, effect = 'Allow') {
  return { Version: '2012-10-17', Statement: [{ Effect: effect, Action: action, Resource: resource }] };
}

function trust(service) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] };
}

function shared(stack) {
  const root = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' };
  const key = new aws_kms.CfnKey(stack, 'Key', { enableKeyRotation: true, keyPolicy: { Version: '2012-10-17', Statement: [root] } });
  new aws_kms.CfnAlias(stack, 'Alias', { aliasName: `alias/${stack.stackName}`, targetKeyId: key.ref });
  const closed = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  const logs = new aws_s3.CfnBucket(stack, 'AccessLogs', { publicAccessBlockConfiguration: closed });
  const bucket = new aws_s3.CfnBucket(stack, 'Artifacts', {
    versioningConfiguration: { status: 'Enabled' },
    loggingConfiguration: { destinationBucketName: logs.ref },
    publicAccessBlockConfiguration: closed,
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.attrArn } }],
    },
  });
  for (const [id, one] of Object.entries({ AccessLogsPolicy: logs, ArtifactsPolicy: bucket })) {
    const insecure = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [one.attrArn, `${one.attrArn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    new aws_s3.CfnBucketPolicy(stack, id, { bucket: one.ref, policyDocument: { Version: '2012-10-17', Statement: [insecure] } });
  }
  const topic = new aws_sns.CfnTopic(stack, 'Approvals', { kmsMasterKeyId: key.ref });
  new aws_sns.CfnTopicPolicy(stack, 'ApprovalsPolicy', {
    topics: [topic.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'codestar-notifications.amazonaws.com' }, Action: 'sns:Publish', Resource: topic.ref }],
    },
  });
  const cluster = new aws_ecs.CfnCluster(stack, 'Cluster', { clusterSettings: [{ name: 'containerInsights', value: 'enabled' }] });
  return { key, bucket, cluster };
}

function service(stack, name, { key, bucket, cluster }) {
  const source = new aws_codecommit.CfnRepository(stack, `${name}Source`, { repositoryName: name });
  const images = new aws_ecr.CfnRepository(stack, `${name}Images`, {
    imageTagMutability: 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key.attrArn },
  });
  const logs = new aws_logs.CfnLogGroup(stack, `${name}Logs`, { logGroupName: `/aws/codebuild/${name}`, retentionInDays: 30 });
  const build = new aws_iam.CfnRole(stack, `${name}BuildRole`, { assumeRolePolicyDocument: trust('codebuild.amazonaws.com') });
  new aws_iam.CfnPolicy(stack, `${name}BuildRights`, {
    policyName: 'build',
    roles: [build.ref],
    policyDocument: statement(['ecr:PutImage', 'ecr:UploadLayerPart', 'ecr:InitiateLayerUpload', 'logs:PutLogEvents'], [images.attrArn, logs.attrArn]),
  });
  const project = new aws_codebuild.CfnProject(stack, `${name}Build`, {
    artifacts: { type: 'CODEPIPELINE' },
    source: { type: 'CODEPIPELINE' },
    serviceRole: build.attrArn,
    encryptionKey: key.attrArn,
    environment: { type: 'LINUX_CONTAINER', computeType: 'BUILD_GENERAL1_SMALL', image: 'aws/codebuild/standard:7.0', privilegedMode: true },
  });
  const role = new aws_iam.CfnRole(stack, `${name}PipelineRole`, { assumeRolePolicyDocument: trust('codepipeline.amazonaws.com') });
  new aws_iam.CfnPolicy(stack, `${name}PipelineRights`, {
    policyName: 'pipeline',
    roles: [role.ref],
    policyDocument: statement(['codebuild:StartBuild', 'codebuild:BatchGetBuilds'], project.attrArn),
  });
  const action = (category, owner, provider, configuration, more) => ({
    name: provider,
    actionTypeId: { category, owner, provider, version: '1' },
    configuration,
    ...more,
  });
  const pipeline = new aws_codepipeline.CfnPipeline(stack, `${name}Pipeline`, {
    pipelineType: 'V2',
    roleArn: role.attrArn,
    artifactStore: { type: 'S3', location: bucket.ref, encryptionKey: { id: key.attrArn, type: 'KMS' } },
    stages: [
      {
        name: 'Source',
        actions: [action('Source', 'AWS', 'CodeCommit', { RepositoryName: name, BranchName: 'main' }, { outputArtifacts: [{ name: 'source' }] })],
      },
      {
        name: 'Build',
        actions: [
          action('Build', 'AWS', 'CodeBuild', { ProjectName: project.ref }, { inputArtifacts: [{ name: 'source' }], outputArtifacts: [{ name: 'image' }] }),
        ],
      },
      { name: 'Deploy', actions: [action('Deploy', 'AWS', 'ECS', { ClusterName: cluster.ref, ServiceName: name }, { inputArtifacts: [{ name: 'image' }] })] },
    ],
  });
  const starter = new aws_iam.CfnRole(stack, `${name}RuleRole`, { assumeRolePolicyDocument: trust('events.amazonaws.com') });
  new aws_events.CfnRule(stack, `${name}Rule`, {
    eventPattern: { source: ['aws.codecommit'], resources: [source.attrArn] },
    targets: [{ id: 'pipeline', arn: `arn:aws:codepipeline:${REGION}:${ACCOUNT}:${pipeline.ref}`, roleArn: starter.attrArn }],
  });
}

const count = Number(process.argv[2]);
const app = new App({ outdir: `${__dirname}/cdk.out` });
let stack, common;
for (let i = 0; i < count; i++) {
  if (i % SERVICES_OF_A_STACK === 0) {
    stack = new Stack(app, `Bench${i / SERVICES_OF_A_STACK}`, { env: { account: ACCOUNT, region: REGION } });
    common = shared(stack);
  }
  service(stack, `svc${String(i).padStart(3, '0')}`, common);
}
if (process.argv[3] === 'nag') {
  const { AwsSolutionsChecks } = require('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
const resources = app.synth().stacks.map((one) => Object.keys(one.template.Resources).length);
console.log(resources.reduce((sum, one) => sum + one, 0));
