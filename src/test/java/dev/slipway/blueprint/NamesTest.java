package dev.slipway.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of good and bad texts; what AWS says about each kind is linked from its type. */
class NamesTest {
    private record Row(String kind, Function<String, Text> make, List<String> good, List<String> bad) {}

    private static Row row(String kind, Function<String, Text> make, List<String> good, String... bad) {
        return new Row(kind, make, good, List.of(bad));
    }

    private static List<String> good(String... texts) {
        return List.of(texts);
    }

    private static final Row[] ROWS = {
        row(
                "ECR repository",
                EcrRepositoryName::new,
                good("ab", "team/web", "a-b_c.d/e1", "a".repeat(256)),
                "",
                "a",
                "Web",
                "a--b",
                "-a",
                "a/",
                "a//b",
                "a b",
                "a".repeat(257)),
        row(
                "CodeCommit repository",
                CodeCommitRepositoryName::new,
                good("a", "My.Repo_1-x", "a.gitx", "a".repeat(100)),
                "",
                "a.git",
                "a/b",
                "a b",
                "a".repeat(101)),
        row("pipeline", PipelineName::new, good("a", "A.b@c_d-e", "a".repeat(100)), "", "a b", "a/b", "a".repeat(101)),
        row("project", ProjectName::new, good("ab", "A1_-"), "", "a", "-ab", "_ab", "a.b", "a".repeat(151)),
        row(
                "branch",
                BranchName::new,
                good("main", "feature/x-1", "a@b", "v1.2", "HEADER", "a/HEAD", "0123456789abcdef"),
                "",
                "/a",
                "a/",
                "a//b",
                "a..b",
                "a b",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "a.lock",
                "a.lock/b",
                "a/.b",
                ".a",
                "a.",
                "a@{1",
                "@",
                "-x",
                "HEAD",
                "refs/heads/main",
                "0123456789abcdef0123456789abcdef01234567"),
        row(
                "bucket",
                BucketName::new,
                good("abc", "a-b-1", "a".repeat(63)),
                "ab",
                "Abc",
                "a.b",
                "-ab",
                "ab-",
                "xn--ab",
                "sthree-a",
                "ab-s3alias",
                "ab--x-s3",
                "ab--table-s3",
                "a".repeat(64)),
        row("image tag", ImageTag::new, good("latest", "v1.2", "_x"), "", ".a", "-a", "a b", "a/b"),
        row("cluster", EcsClusterName::new, good("dev", "A_b-1"), "", "a.b", "a/b"),
        row(
                "tag",
                TagKey::new,
                good("team", "cost center", "a:b", "my-aws:x"),
                "",
                "aws:x",
                "AWS:x",
                "ä",
                "a".repeat(128)),
        row("tag value", TagValue::new, good("", "a b", "my aws:x"), "aws:x", "AWS:", "ä", "a".repeat(256)),
        row(
                "variable",
                BuildVariableName::new,
                good("A", "_a1", "MY_CODEBUILD_X", "AWS_ACCOUNT_ID", "MY_PATH", "JAVA_HOME"),
                "",
                "1A",
                "A-B",
                "CODEBUILD_X",
                "PATH",
                "HOME",
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "BASH_ENV",
                "AWS_REGION",
                "AWS_ACCESS_KEY_ID",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_ENDPOINT_URL",
                "AWS_ENDPOINT_URL_S3",
                "DOCKER_HOST"),
        row(
                "Region",
                RegionName::new,
                good("eu-west-1", "us-gov-east-1", "eusc-de-east-1", "ap-south-9"),
                "",
                "eu",
                "eu-west1",
                "Eu-West-1",
                "eu-west-1a",
                "eu-west-1,eu-west-2"),
        row(
                "service",
                ServiceKey::new,
                good("web", "a-1-b", "w"),
                "",
                "Web",
                "1a",
                "a--b",
                "-a",
                "a-",
                "a_b",
                "a".repeat(33)),
        row(
                "topic",
                TopicArn::new,
                good("arn:aws:sns:eu-west-1:111122223333:t", "arn:aws-cn:sns:cn-north-1:111122223333:T_1"),
                "t",
                "arn:aws:sqs:eu-west-1:111122223333:t",
                "arn:aws:sns:eu-west-1:1:t",
                "arn:awsx:sns:eu-west-1:111122223333:t",
                "arn:aws:sns::111122223333:t",
                "arn:aws:sns:eu-west-1:111122223333:t:0000",
                "arn:aws:sns:eu-west-1:111122223333:t.fifo"),
        row(
                "key",
                KeyArn::new,
                good("arn:aws:kms:eu-west-1:111122223333:key/1a-2b"),
                "alias/x",
                "1a-2b",
                "arn:aws:kms:europe:111122223333:key/1a-2b",
                "arn:aws:kms:eu-west-1:111122223333:alias/x"),
        row(
                "path",
                RepositoryPath::new,
                good(".", "Dockerfile", "a/b.yml", "..a/b", "a..b"),
                "",
                "/a",
                "..",
                "../a",
                "a/../b",
                "a/..",
                "a b"),
        row(
                "range",
                Cidr::new,
                good("10.0.0.0/16", "127.0.0.1/32", "0.0.0.0/0"),
                "10.0.0.0",
                "256.0.0.0/8",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.1/8",
                "::/0"),
        row(
                "range of a VPC",
                VpcCidr::new,
                good("10.0.0.0/16", "192.168.7.0/24"),
                "10.0.0.1/8",
                "10.0.0.0/8",
                "10.0.0.0/25",
                "10.0.1.0/16"),
        row(
                "secret",
                SecretReference::new,
                good(
                        "a",
                        "prod/web:key",
                        "a:k:AWSCURRENT:1",
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:n-AbCdEf:k"),
                "",
                "a b",
                "a:b:c:d:e",
                "arn:aws:ssm:eu-west-1:111122223333:parameter/x:y",
                "arn:aws:secretsmanager:eu-west-1:secret:n",
                "arn:aws:secretsmanager:eu-west-1:1:secret:n-AbCdEf",
                "arn:x"),
        row("address", EmailAddress::new, good("a@example.org", "a.b+c@x-y.example"), "a", "a@b", "@b.c", "a@b c.d"),
        row("role", RoleName::new, good("a", "a+=,.@-_b"), "", "a/b", "a b", "a".repeat(65)),
        row(
                "load balancer",
                LoadBalancerName::new,
                good("a", "a-b"),
                "",
                "-a",
                "a-",
                "internal-a",
                "a_b",
                "a".repeat(33)),
        row("URL path", UrlPath::new, good("/", "/healthz?x=1"), "", "healthz", "/a b"),
    };

    static Stream<Arguments> goodTexts() {
        return Stream.of(ROWS)
                .flatMap(row -> row.good().stream().map(text -> Arguments.of(row.kind(), text, row.make())));
    }

    static Stream<Arguments> badTexts() {
        return Stream.of(ROWS)
                .flatMap(row -> row.bad().stream().map(text -> Arguments.of(row.kind(), text, row.make())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("goodTexts")
    void takesWhatAwsTakes(String kind, String text, Function<String, Text> make) {
        assertThat(make.apply(text).value()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badTexts")
    void refusesWhatAwsRefusesAndSaysWhatItGot(String kind, String text, Function<String, Text> make) {
        assertThatThrownBy(() -> make.apply(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("got \"" + text + "\", expected ");
    }
}
