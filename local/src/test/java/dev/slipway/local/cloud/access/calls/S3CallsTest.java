package dev.slipway.local.cloud.access.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.signature.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares what requests to S3 need with a table; condition keys are shown for keys alone. */
class S3CallsTest {
    private static final S3Calls CALLS = new S3Calls(new KnownFacts());

    private static String told(String method, String target, Map<String, List<String>> headers, String body) {
        var parts = target.split("\\?", 2);
        var all = new HashMap<>(headers);
        all.putIfAbsent("host", List.of("127.0.0.1:4566"));
        var request = new SignedRequest(
                method, parts[0], parts.length == 2 ? parts[1] : null, all, body.getBytes(StandardCharsets.UTF_8));
        return CALLS.requests(S3Wire.of(request, "us-east-1")).stream()
                .map(call -> call.action() + " "
                        + String.join(" ", call.resources()).replace("arn:aws:", "")
                        + call.context().getOrDefault("kms:EncryptionContext:aws:s3:arn", List.of()).stream()
                                .map(arn -> " for " + arn.replace("arn:aws:", ""))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /                         | s3:ListAllMyBuckets *
                    GET    | /b?list-type=2&prefix=a   | s3:ListBucket s3:::b
                    HEAD   | /b                        | s3:ListBucket s3:::b
                    PUT    | /b                        | s3:CreateBucket s3:::b
                    DELETE | /b                        | s3:DeleteBucket s3:::b
                    GET    | /b?versioning             | s3:GetBucketVersioning s3:::b
                    PUT    | /b?policy                 | s3:PutBucketPolicy s3:::b
                    DELETE | /b?policy                 | s3:DeleteBucketPolicy s3:::b
                    DELETE | /b?lifecycle              | s3:PutLifecycleConfiguration s3:::b
                    GET    | /b?versions               | s3:ListBucketVersions s3:::b
                    GET    | /b?uploads                | s3:ListBucketMultipartUploads s3:::b
                    GET    | /b/a/b%20c                | s3:GetObject s3:::b/a/b c
                    HEAD   | /b/a?versionId=1          | s3:GetObjectVersion s3:::b/a
                    PUT    | /b/a                      | s3:PutObject s3:::b/a
                    DELETE | /b/a                      | s3:DeleteObject s3:::b/a
                    DELETE | /b/a?versionId=1          | s3:DeleteObjectVersion s3:::b/a
                    GET    | /b/a?tagging              | s3:GetObjectTagging s3:::b/a
                    POST   | /b/a?uploads              | s3:PutObject s3:::b/a
                    DELETE | /b/a?uploadId=u           | s3:AbortMultipartUpload s3:::b/a
                    GET    | /b/a?uploadId=u           | s3:ListMultipartUploadParts s3:::b/a
                    GET    | /kept/a                   | s3:GetObject s3:::kept/a; kms:Decrypt kms:us-east-1:000000000000:key/k for s3:::kept/a
                    PUT    | /kept/a                   | s3:PutObject s3:::kept/a; kms:GenerateDataKey kms:us-east-1:000000000000:key/k for s3:::kept/a
                    PUT    | /kept-bucket-key/a        | s3:PutObject s3:::kept-bucket-key/a; kms:GenerateDataKey kms:us-east-1:000000000000:key/k for s3:::kept-bucket-key
                    PUT    | /kept/a?uploadId=u&partNumber=1 | s3:PutObject s3:::kept/a; kms:GenerateDataKey kms:us-east-1:000000000000:key/k for s3:::kept/a; kms:Decrypt kms:us-east-1:000000000000:key/k for s3:::kept/a
                    """)
    void tellWhatRequestsNeed(String method, String target, String expected) {
        assertThat(told(method, target, Map.of(), "")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    x-amz-copy-source                          | /kept/from%20here?versionId=1 | s3:PutObject s3:::b/a; s3:GetObjectVersion s3:::kept/from here; kms:Decrypt kms:us-east-1:000000000000:key/k for s3:::kept/from here
                    x-amz-tagging                              | a=b                      | s3:PutObject s3:::b/a; s3:PutObjectTagging s3:::b/a
                    x-amz-acl                                  | private                  | s3:PutObject s3:::b/a; s3:PutObjectAcl s3:::b/a
                    x-amz-server-side-encryption-aws-kms-key-id | alias/mine              | s3:PutObject s3:::b/a; kms:GenerateDataKey kms:us-east-1:000000000000:key/k for s3:::b/a
                    x-amz-server-side-encryption               | AES256                   | s3:PutObject s3:::b/a
                    host                                       | c.s3.localhost:4566      | s3:PutObject s3:::c/b/a
                    """)
    void headWhatHeadersAskFor(String header, String value, String expected) {
        assertThat(told("PUT", "/b/a", Map.of(header, List.of(value)), "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <Delete><Object><Key>a&amp;b</Key></Object><Object><Key>c</Key><VersionId>1</VersionId></Object></Delete> | s3:DeleteObject s3:::b/a&b; s3:DeleteObjectVersion s3:::b/c
                    <Delete/>                                                                                                | s3:DeleteObject s3:::b/*
                    """)
    void judgeEveryObjectThatIsDeleted(String body, String expected) {
        assertThat(told("POST", "/b?delete", Map.of(), body)).isEqualTo(expected);
    }
}
