package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ministack is killed, time and again, while clients that never try again are at work. */
class MinistackDeathTest {
    private static final int CALLS = 60;
    private static final int KILLS = 3;
    private static final int CLIENTS = 4;

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C impatient(
            B builder, LocalCloud cloud) {
        return builder.endpointOverride(URI.create(cloud.endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(
                        c -> c.retryStrategy(r -> r.maxAttempts(1)).addExecutionInterceptor(new WithoutExpect()))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Java's own client gives up a request with "Expect: 100-continue" whose answer is long in coming: "Incomplete output stream". */
    private static final class WithoutExpect implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().copy(request -> request.removeHeader("Expect"));
        }
    }

    @Test
    void everyCallIsAnsweredAndCarriedOutOnce(@TempDir Path state) throws Exception {
        try (var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
                var iam = impatient(IamClient.builder(), cloud);
                var sqs = impatient(SqsClient.builder(), cloud);
                var s3 = impatient(S3Client.builder().forcePathStyle(true), cloud);
                var codecommit = impatient(CodeCommitClient.builder(), cloud)) {
            var queue = sqs.createQueue(r -> r.queueName("counted")).queueUrl();
            s3.createBucket(r -> r.bucket("kept"));
            var done = new AtomicInteger();
            var pool = Executors.newFixedThreadPool(CLIENTS);
            try {
                var calls = new ArrayList<Future<?>>();
                for (var number = 0; number < CALLS; number++) {
                    var name = "n" + number;
                    Callable<?> call =
                            switch (number % CLIENTS) {
                                // A second time is an error.
                                case 0 -> () -> iam.createUser(r -> r.userName(name));
                                // A second time is a second message.
                                case 1 ->
                                    () -> sqs.sendMessage(r -> r.queueUrl(queue).messageBody(name));
                                case 2 ->
                                    () -> s3.putObject(r -> r.bucket("kept").key(name), RequestBody.fromString(name));
                                // A service of ours that asks ministack on the way.
                                default -> () -> codecommit.createRepository(r -> r.repositoryName(name));
                            };
                    calls.add(pool.submit(() -> {
                        call.call();
                        return done.incrementAndGet();
                    }));
                }
                for (var kill = 1; kill <= KILLS; kill++) {
                    while (done.get() < kill * CALLS / (KILLS + 2)) {
                        Thread.onSpinWait();
                    }
                    var child = ProcessHandle.of(cloud.ministackPid()).orElseThrow();
                    child.destroyForcibly();
                    child.onExit().join();
                }
                for (var call : calls) {
                    call.get();
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(iam.listUsers().users()).extracting(User::userName).containsExactlyInAnyOrderElementsOf(of(0));
            assertThat(sqs.getQueueAttributes(r ->
                                    r.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                            .attributes()
                            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .isEqualTo(Integer.toString(of(1).size()));
            for (var key : of(2)) {
                assertThat(s3.getObjectAsBytes(r -> r.bucket("kept").key(key)).asUtf8String())
                        .isEqualTo(key);
            }
            assertThat(codecommit.listRepositories(r -> {}).repositories()).hasSize(of(3).size());
        }
    }

    private static List<String> of(int kind) {
        return IntStream.range(0, CALLS)
                .filter(number -> number % CLIENTS == kind)
                .mapToObj(number -> "n" + number)
                .toList();
    }
}
