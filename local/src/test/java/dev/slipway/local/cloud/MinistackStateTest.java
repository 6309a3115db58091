package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.ministack.Ministack;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.iam.model.Role;

/** What ministack keeps: appended entry by entry, folded when it has grown, refused when it is damaged. */
class MinistackStateTest {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    private static final String QUEUE = "http://127.0.0.1/000000000000/queue";

    private final Path folder;
    private final Path state;

    MinistackStateTest(@TempDir Path folder) {
        this.folder = folder;
        this.state = folder.resolve("state");
    }

    private Ministack start() throws StartFailure {
        var ministack = Ministack.start(PythonEnvironment.inspect(CloudProcess.python()), folder, 1);
        ministack.awaitReady();
        return ministack;
    }

    private static void role(MinistackClients clients, String name) {
        clients.iam().createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
        clients.iam().putRolePolicy(r -> r.roleName(name).policyName("own").policyDocument(POLICY));
    }

    private static Set<String> roles(MinistackClients clients) {
        return clients.iam().listRolesPaginator().roles().stream()
                .map(Role::roleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Kills the process and returns when another one has taken over what is on disk. */
    private static void kill(Ministack ministack) throws InterruptedException {
        var killed = ministack.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        for (int tries = 0; ministack.pid() == killed && tries < 3_000; tries++) {
            Thread.sleep(20);
        }
        assertThat(ministack.pid()).isNotEqualTo(killed);
    }

    private long written() throws IOException {
        try (var files = Files.list(state)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** What the journal takes for one role with a policy, one session and one group of rules. */
    private long[] costs(MinistackClients clients, String name) throws IOException {
        var costs = new long[3];
        var before = written();
        role(clients, name);
        costs[0] = written() - before;
        before = written();
        clients.sts().assumeRole(r -> r.roleArn("arn:aws:iam::000000000000:role/" + name)
                .roleSessionName("session"));
        costs[1] = written() - before;
        before = written();
        var group = clients.ec2("us-east-1")
                .createSecurityGroup(r -> r.groupName(name).description("a group"))
                .groupId();
        clients.ec2("us-east-1").authorizeSecurityGroupIngress(r -> r.groupId(group)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(80)
                        .toPort(80)
                        .ipRanges(IpRange.builder().cidrIp("10.0.0.0/8").build())
                        .build()));
        costs[2] = written() - before;
        return costs;
    }

    @Test
    void aCallWritesTheSameWhateverIsKept() throws Exception {
        try (var ministack = start();
                var clients = new MinistackClients(ministack)) {
            // The first use makes a default network.
            costs(clients, "first-000");
            var few = costs(clients, "early-000");
            for (int i = 0; i < 60; i++) {
                costs(clients, "among-%03d".formatted(i));
            }
            var many = costs(clients, "later-000");
            for (int i = 0; i < few.length; i++) {
                // Times are numbers of different length.
                assertThat(many[i]).isCloseTo(few[i], Offset.offset(40L)).isLessThan(6_000);
            }
        }
    }

    @Test
    void readersWriteNothing() throws Exception {
        try (var ministack = start();
                var clients = new MinistackClients(ministack)) {
            role(clients, "role");
            var before = written();
            for (int i = 0; i < 20; i++) {
                assertThat(roles(clients)).containsExactly("role");
            }
            assertThat(written()).isEqualTo(before);
        }
    }

    @Test
    void aFoldedJournalHasEverythingAndWhatIsGoneStaysGone() throws Exception {
        var body = "x".repeat(200_000);
        try (var ministack = start();
                var clients = new MinistackClients(ministack)) {
            for (int i = 0; i < 10; i++) {
                role(clients, "role-" + i);
            }
            clients.iam().deleteRolePolicy(r -> r.roleName("role-3").policyName("own"));
            clients.iam().deleteRole(r -> r.roleName("role-3"));
            clients.json()
                    .call(
                            "us-east-1",
                            "sqs",
                            "AmazonSQS.CreateQueue",
                            Json.object().put("QueueName", "queue"));
            // A queue is one entry, so that some messages are enough for the journal to be folded.
            for (int i = 0; i < 12; i++) {
                clients.json()
                        .call(
                                "us-east-1",
                                "sqs",
                                "AmazonSQS.SendMessage",
                                Json.object().put("QueueUrl", QUEUE).put("MessageBody", body));
            }
            role(clients, "role-after");
            kill(ministack);
            assertThat(files()).doesNotContain("0.journal");
            assertThat(roles(clients))
                    .containsExactlyInAnyOrderElementsOf(IntStream.of(0, 1, 2, 4, 5, 6, 7, 8, 9)
                            .mapToObj("role-%d"::formatted)
                            .collect(Collectors.toCollection(() -> new TreeSet<>(Set.of("role-after")))));
            assertThat(clients.queueAttribute(
                            "arn:aws:sqs:us-east-1:000000000000:queue", "ApproximateNumberOfMessages"))
                    .hasValue("12");
        }
    }

    private Set<String> files() throws IOException {
        try (var files = Files.list(state)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void whatAKillCutShortIsDroppedAndOtherDamageIsNamed() throws Exception {
        var journal = state.resolve("0.journal");
        byte[] whole;
        try (var ministack = start();
                var clients = new MinistackClients(ministack)) {
            role(clients, "kept");
            role(clients, "lost");
            whole = Files.readAllBytes(journal);
        }
        Files.write(journal, Arrays.copyOf(whole, whole.length - 5));
        try (var ministack = start();
                var clients = new MinistackClients(ministack)) {
            assertThat(roles(clients)).containsExactly("kept", "lost");
            assertThat(clients.iam().listRolePolicies(r -> r.roleName("lost")).policyNames())
                    .isEmpty();
        }
        for (int at : new int[] {1, 20, 200}) {
            var damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(journal, damaged);
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(journal.toString())
                    .hasMessageContaining("at byte 0 has a wrong checksum");
            assertThat(journal).hasBinaryContent(damaged);
        }
        Files.move(journal, state.resolve("1.journal"));
        assertThatThrownBy(this::start).hasMessageContaining("0.journal is damaged (it is missing)");
    }
}
