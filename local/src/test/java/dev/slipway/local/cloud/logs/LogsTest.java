package dev.slipway.local.cloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.ministack.PythonEnvironment;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import dev.slipway.local.cloud.store.DamagedState;
import dev.slipway.local.cloud.store.Store;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

    private final Path folder;
    private final ServiceModel model;
    private Instant now = Instant.ofEpochMilli(START);
    private final Clock clock = new Now();
    private Store store;
    private Dispatcher logs;

    private final class Now extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    LogsTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        var python = System.getProperty("slipway.python", System.getenv().getOrDefault("SLIPWAY_PYTHON", ""));
        model = ServiceModel.load(PythonEnvironment.inspect(Path.of(python)).botocoreData(), "logs");
    }

    @BeforeEach
    void open() throws IOException {
        store = Store.open(folder.resolve("journal"));
        logs = new Dispatcher(
                Logs.open(store, folder.resolve("logs"), clock).service(model),
                (service, operation, input, caller) -> Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    private JsonNode call(String operation, String input) {
        var answer = ask(operation, input);
        assertThat(answer.path("__type").asText("")).as(answer.toString()).isEmpty();
        return answer;
    }

    private JsonNode ask(String operation, String input) {
        try {
            var body = logs.answer(
                            operation,
                            input.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                            Json.object(),
                            new Verified(Credential.ROOT, "us-east-1"))
                    .body();
            return body.isEmpty() ? Json.object() : JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String refusal(String operation, String input) {
        var answer = ask(operation, input);
        return answer.path("__type").asText() + ": " + answer.path("message").asText();
    }

    private void group() {
        call("CreateLogGroup", "{'logGroupName':'g'}");
    }

    private void stream(String name) {
        call("CreateLogStream", "{'logGroupName':'g','logStreamName':'%s'}".formatted(name));
    }

    private JsonNode put(String stream, long time, String... messages) {
        var input = Json.object().put("logGroupName", "g").put("logStreamName", stream);
        var events = input.putArray("logEvents");
        for (var message : messages) {
            events.addObject().put("timestamp", time).put("message", message);
        }
        return ask("PutLogEvents", input.toString());
    }

    private JsonNode get(String stream, String more) {
        return call("GetLogEvents", "{'logGroupName':'g','logStreamName':'%s'%s}".formatted(stream, more));
    }

    private static List<String> messages(JsonNode answer) {
        return StreamSupport.stream(answer.path("events").spliterator(), false)
                .map(event -> event.path("message").asText())
                .toList();
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder.resolve("logs"))) {
            return files.toList().get(0);
        }
    }

    @Test
    void areReadForwardToTheEndAndOnWhenMoreCame() {
        group();
        stream("s");
        for (int i = 0; i < 5; i++) {
            put("s", START + i, "line " + i);
        }
        var first = get("s", ",'startFromHead':true,'limit':3");
        assertThat(messages(first)).containsExactly("line 0", "line 1", "line 2");
        var second = get("s", ",'limit':3,'nextToken':" + first.path("nextForwardToken"));
        assertThat(messages(second)).containsExactly("line 3", "line 4");
        var end = second.path("nextForwardToken");
        var nothing = get("s", ",'nextToken':" + end);
        assertThat(messages(nothing)).isEmpty();
        assertThat(nothing.path("nextForwardToken")).isEqualTo(end);
        put("s", START + 4, "line 5");
        assertThat(messages(get("s", ",'nextToken':" + end))).containsExactly("line 5");
    }

    @Test
    void areReadBackwardFromTheEnd() {
        group();
        stream("s");
        for (int i = 0; i < 5; i++) {
            put("s", START + i, "line " + i);
        }
        var last = get("s", ",'limit':2");
        assertThat(messages(last)).containsExactly("line 3", "line 4");
        var before = get("s", ",'limit':2,'nextToken':" + last.path("nextBackwardToken"));
        assertThat(messages(before)).containsExactly("line 1", "line 2");
        var first = get("s", ",'limit':2,'nextToken':" + before.path("nextBackwardToken"));
        assertThat(messages(first)).containsExactly("line 0");
        assertThat(messages(get("s", ",'nextToken':" + first.path("nextBackwardToken"))))
                .isEmpty();
        assertThat(messages(get("s", ",'nextToken':" + first.path("nextForwardToken"))))
                .containsExactly("line 1", "line 2", "line 3", "line 4");
    }

    @Test
    void thatComeLateStandWhereTheyBelong() throws IOException {
        group();
        stream("s");
        put("s", START + 10, "ten");
        put("s", START + 30, "thirty");
        put("s", START + 20, "twenty");
        put("s", START + 10, "ten again");
        for (int round = 0; round < 2; round++) {
            var all = get("s", ",'startFromHead':true");
            assertThat(messages(all)).containsExactly("ten", "ten again", "twenty", "thirty");
            assertThat(messages(get(
                            "s",
                            ",'startFromHead':true,'startTime':%d,'endTime':%d".formatted(START + 11, START + 30))))
                    .containsExactly("twenty");
            reopen();
        }
        var until = get("s", ",'startFromHead':true,'limit':3").path("nextForwardToken");
        put("s", START + 5, "five");
        assertThat(messages(get("s", ",'nextToken':" + until))).containsExactly("thirty");
    }

    @Test
    void areFilteredOverAllStreamsInTheOrderOfTime() {
        group();
        stream("a/1");
        stream("a/2");
        stream("b");
        put("a/1", START, "error one", "fine");
        put("a/2", START + 1, "error two");
        put("b", START + 2, "error three");
        put("a/1", START + 3, "ERROR four");
        var found = new ArrayList<String>();
        var token = "";
        do {
            var page = call(
                    "FilterLogEvents", "{'logGroupName':'g','limit':1,'filterPattern':'error'%s}".formatted(token));
            found.addAll(messages(page));
            token = page.has("nextToken") ? ",'nextToken':" + page.path("nextToken") : "";
        } while (!token.isEmpty());
        assertThat(found).containsExactly("error one", "error two", "error three");
        assertThat(messages(call(
                        "FilterLogEvents",
                        "{'logGroupName':'g','logStreamNamePrefix':'a/','startTime':%d,'endTime':%d}"
                                .formatted(START + 1, START + 3))))
                .containsExactly("error two", "ERROR four");
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'g','filterPattern':'?two ?fine'}")))
                .containsExactly("fine", "error two");
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'g','filterPattern':'-error %FOUR|our%'}")))
                .containsExactly("ERROR four");
        var ids = StreamSupport.stream(
                        call("FilterLogEvents", "{'logGroupName':'g'}")
                                .path("events")
                                .spliterator(),
                        false)
                .map(event -> event.path("eventId").asText());
        assertThat(ids).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void pagesAreNoLongerThanAnAnswerMayBe() {
        group();
        stream("s");
        var long1 = "x".repeat(400_000);
        for (int i = 0; i < 5; i++) {
            put("s", START + i, long1 + i);
        }
        var first = get("s", ",'startFromHead':true");
        assertThat(messages(first)).containsExactly(long1 + 0, long1 + 1);
        assertThat(messages(get("s", ""))).containsExactly(long1 + 3, long1 + 4);
    }

    @Test
    void ofABatchAreRefusedAsOnAws() {
        group();
        stream("s");
        var hour = Duration.ofHours(1).toMillis();
        assertThat(
                        ask(
                                "PutLogEvents",
                                "{'logGroupName':'g','logStreamName':'s','logEvents':[{'timestamp':2,'message':'b'},{'timestamp':1,'message':'a'}]}"))
                .isEqualTo(Json.object()
                        .put("__type", "InvalidParameterException")
                        .put("message", "Log events in a single PutLogEvents request must be in chronological order."));
        assertThat(put("s", START, "x".repeat(600_000), "x".repeat(600_000))
                        .path("message")
                        .asText())
                .isEqualTo("Upload too large: 1200052 bytes exceeds limit of 1048576");
        var events = Stream.of(-15 * 24 * hour, 0L, 3 * hour)
                .map(offset -> "{'timestamp':%d,'message':'%d'}".formatted(START + offset, offset))
                .toList();
        var answer = call("PutLogEvents", "{'logGroupName':'g','logStreamName':'s','logEvents':%s}".formatted(events));
        assertThat(answer.path("rejectedLogEventsInfo"))
                .isEqualTo(Json.object().put("tooNewLogEventStartIndex", 2).put("tooOldLogEventEndIndex", 1));
        assertThat(messages(get("s", ""))).containsExactly("0");
        assertThat(refusal(
                        "PutLogEvents",
                        "{'logGroupName':'no','logStreamName':'s','logEvents':[{'timestamp':1,'message':'a'}]}"))
                .isEqualTo("ResourceNotFoundException: The specified log group does not exist: no");
        assertThat(refusal("CreateLogGroup", "{'logGroupName':'a:b'}"))
                .startsWith("InvalidParameterException: 1 validation error detected: Value 'a:b' at 'logGroupName'");
    }

    @Test
    void areForgottenAfterTheirGroupsRetention() throws IOException {
        group();
        stream("s");
        put("s", START, "x".repeat(100_000));
        now = now.plus(Duration.ofDays(2));
        put("s", now.toEpochMilli(), "new");
        assertThat(Files.size(onlyFile())).isGreaterThan(100_000);
        call("PutRetentionPolicy", "{'logGroupName':'g','retentionInDays':1}");
        assertThat(messages(get("s", ",'startFromHead':true"))).containsExactly("new");
        assertThat(Files.size(onlyFile())).isLessThan(100);
        now = now.plus(Duration.ofDays(1)).plusMillis(1);
        assertThat(messages(get("s", ""))).isEmpty();
        assertThat(messages(call("FilterLogEvents", "{'logGroupName':'g'}"))).isEmpty();
        reopen();
        assertThat(messages(get("s", ""))).isEmpty();
        assertThat(refusal("PutRetentionPolicy", "{'logGroupName':'g','retentionInDays':2}"))
                .startsWith("InvalidParameterException: retentionInDays is 2, expected one of [1, 3, 5,");
    }

    @Test
    void costTheSameWhateverIsKept() throws IOException {
        group();
        stream("s");
        var sizes = new ArrayList<Long>();
        for (int round = 0; round < 3; round++) {
            var file = onlyFile();
            var journal = journalSize();
            var before = Files.size(file);
            put("s", START, "one line");
            sizes.add(Files.size(file) - before);
            assertThat(journalSize()).isEqualTo(journal);
            var many = IntStream.range(0, 5_000).mapToObj("line %d"::formatted).toArray(String[]::new);
            put("s", START, many);
        }
        assertThat(sizes).containsExactly(68L, 68L, 68L);
    }

    private long journalSize() throws IOException {
        try (var files = Files.list(folder.resolve("journal"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void areThereAgainAndWhatAKillCutShortIsNot() throws IOException {
        group();
        stream("s");
        put("s", START, "kept");
        var whole = Files.size(onlyFile());
        put("s", START + 1, "half");
        try (var file = new RandomAccessFile(onlyFile().toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }
        reopen();
        assertThat(messages(get("s", ""))).containsExactly("kept");
        put("s", START + 2, "after");
        reopen();
        assertThat(messages(get("s", ""))).containsExactly("kept", "after");
        assertThat(Files.size(onlyFile())).isGreaterThan(whole);
    }

    @Test
    void thatAreDamagedOrMissingAreNamed() throws IOException {
        group();
        stream("s");
        put("s", START, "text");
        var file = onlyFile();
        var bytes = Files.readAllBytes(file);
        close();
        for (int at : new int[] {2, 45, bytes.length - 1}) {
            var damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(this::open)
                    .isInstanceOf(DamagedState.class)
                    .hasMessage(
                            "%s is damaged (%s at byte 0 has a wrong checksum)",
                            file, at < Batch.HEAD ? "the head of the batch" : "the batch");
            store.close();
            assertThat(file).hasBinaryContent(damaged);
        }
        Files.delete(file);
        assertThatThrownBy(this::open).isInstanceOf(DamagedState.class).hasMessage(file + " is missing");
        store.close();
        Files.write(file, bytes);
        Files.write(folder.resolve("logs/000000000000007.log"), bytes);
        assertThatThrownBy(this::open)
                .isInstanceOf(DamagedState.class)
                .hasMessageEndingWith("is damaged (no log stream has it)");
        store.close();
        Files.delete(folder.resolve("logs/000000000000007.log"));
        open();
        assertThat(messages(get("s", ""))).containsExactly("text");
    }

    @Test
    void goWithTheirStreamAndGroup() throws IOException {
        group();
        stream("s");
        stream("t");
        put("s", START, "text");
        call("DeleteLogStream", "{'logGroupName':'g','logStreamName':'s'}");
        assertThat(refusal("GetLogEvents", "{'logGroupName':'g','logStreamName':'s'}"))
                .isEqualTo("ResourceNotFoundException: The specified log stream does not exist: s");
        stream("s");
        assertThat(messages(get("s", ""))).isEmpty();
        call("DeleteLogGroup", "{'logGroupName':'g'}");
        assertThat(folder.resolve("logs")).isEmptyDirectory();
        reopen();
        assertThat(call("DescribeLogGroups", "{}").path("logGroups")).isEmpty();
    }

    @Test
    void streamsAreToldByNameAndByTime() {
        group();
        stream("a");
        stream("b");
        stream("c");
        put("b", START + 1, "b");
        put("a", START + 2, "a");
        assertThat(names(call("DescribeLogStreams", "{'logGroupName':'g','limit':2}")))
                .containsExactly("a", "b");
        assertThat(names(
                        call("DescribeLogStreams", "{'logGroupName':'g','orderBy':'LastEventTime','descending':true}")))
                .containsExactly("a", "b", "c");
        var shown = call("DescribeLogStreams", "{'logGroupName':'g','logStreamNamePrefix':'b'}")
                .path("logStreams");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("lastEventTimestamp").asLong()).isEqualTo(START + 1);
        assertThat(shown.get(0).path("arn").asText())
                .isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:g:log-stream:b");
    }

    private static List<String> names(JsonNode answer) {
        return StreamSupport.stream(answer.path("logStreams").spliterator(), false)
                .map(stream -> stream.path("logStreamName").asText())
                .toList();
    }

    @Test
    void groupsHaveTagsKeysAndProtection() {
        call("CreateLogGroup", "{'logGroupName':'g','tags':{'a':'1'},'kmsKeyId':'arn:aws:kms:k'}");
        var arn = "arn:aws:logs:us-east-1:000000000000:log-group:g";
        call("TagResource", "{'resourceArn':'%s','tags':{'b':'2'}}".formatted(arn));
        call("UntagLogGroup", "{'logGroupName':'g','tags':['a']}");
        assertThat(call("ListTagsForResource", "{'resourceArn':'%s'}".formatted(arn)))
                .isEqualTo(Json.object("tags", Json.object().put("b", "2")));
        call("PutLogGroupDeletionProtection", "{'logGroupIdentifier':'g','deletionProtectionEnabled':true}");
        assertThat(refusal("DeleteLogGroup", "{'logGroupName':'g'}"))
                .isEqualTo(
                        "ValidationException: the log group g is protected: call PutLogGroupDeletionProtection first");
        call("DisassociateKmsKey", "{'logGroupName':'g'}");
        var group = call("DescribeLogGroups", "{'logGroupNamePrefix':'g'}")
                .path("logGroups")
                .get(0);
        assertThat(group.path("arn").asText()).isEqualTo(arn + ":*");
        assertThat(group.has("kmsKeyId")).isFalse();
        assertThat(group.path("deletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(refusal("PutSubscriptionFilter", "{}"))
                .isEqualTo(
                        "UnknownOperationException: the local cloud does not have logs:PutSubscriptionFilter: it keeps groups, streams and events; filters, queries, destinations and deliveries are not in it");
    }
}
