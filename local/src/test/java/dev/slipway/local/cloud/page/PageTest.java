package dev.slipway.local.cloud.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.executions.PretendServices;
import dev.slipway.testing.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's API tells what is so, changes it only for the page itself, and answers nobody but a browser on this machine. */
class PageTest {
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Patience.LIMIT).build();
    private PageServer page;

    @BeforeEach
    void start() throws Exception {
        page = new PageServer();
    }

    @AfterEach
    void stop() throws Exception {
        page.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(page.address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(page.address(path))
                        .header("X-Slipway-Token", token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String token() throws Exception {
        return JSON.readTree(get("api/session").body()).path("token").asText();
    }

    private void same(String path, String expected) throws Exception {
        var answer = get(path);
        assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree(expected));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static final String SUMMARY =
            """
            {"id":"11111111-aaaa-4000-8000-000000000001",
             "progress":{"status":"InProgress","started":"2026-01-05T10:00:00Z","updated":"2026-01-05T10:00:00Z"},
             "trigger":"CloudWatchEvent","triggerDetail":"arn:aws:events:us-east-1:000000000000:rule/web",
             "mode":"QUEUED","type":"STANDARD",
             "revisions":[{"action":"Source","id":"3f2c1a9d5e6b7c8091a2b3c4d5e6f70812345678","message":"Blue"}]}""";

    @Test
    void listsPipelinesWithTheirNewestExecution() throws Exception {
        same(
                "api/pipelines",
                "[{\"name\":\"slipway-local-api\",\"latest\":null},{\"name\":\"slipway-local-web\",\"latest\":null}]");
        same("api/pipelines/slipway-local-web", "{\"name\":\"slipway-local-web\",\"executions\":[]}");
        page.building(AT, "Blue");
        same("api/pipelines/slipway-local-web", "{\"name\":\"slipway-local-web\",\"executions\":[" + SUMMARY + "]}");
    }

    @Test
    void showsAnExecutionWithWhatMayBeDone() throws Exception {
        page.building(AT, "Blue");
        page.waiting(AT);
        same(
                "api/pipelines/slipway-local-web/executions/" + PageServer.ID,
                """
                {"view":{"pipeline":"slipway-local-web","summary":%s,"statusSummary":"","stages":[
                  {"name":"Source","progress":{"status":"Succeeded","started":"2026-01-05T10:00:00Z","updated":"2026-01-05T10:00:02Z"},
                   "waiting":"","actions":[{"name":"Source","category":"Source","provider":"CodeCommit","subject":"web@main","runOrder":1,
                    "attempt":1,"progress":{"status":"Succeeded","started":"2026-01-05T10:00:00Z","updated":"2026-01-05T10:00:02Z"},
                    "summary":"Blue","error":"","externalId":"3f2c1a9d"}]},
                  {"name":"Build","progress":{"status":"Succeeded","started":"2026-01-05T10:00:02Z","updated":"2026-01-05T10:00:40Z"},
                   "waiting":"","actions":[{"name":"Build","category":"Build","provider":"CodeBuild","subject":"slipway-local-web","runOrder":1,
                    "attempt":1,"progress":{"status":"Succeeded","started":"2026-01-05T10:00:02Z","updated":"2026-01-05T10:00:40Z"},
                    "summary":"","error":"","externalId":"slipway-local-web:5e0f7d3c-0000-4000-8000-000000000000"}]},
                  {"name":"Approve","progress":{"status":"InProgress","started":"2026-01-05T10:00:40Z","updated":"2026-01-05T10:00:40Z"},
                   "waiting":"","actions":[{"name":"Approve","category":"Approval","provider":"Manual","subject":"","runOrder":1,
                    "attempt":1,"progress":{"status":"InProgress","started":"2026-01-05T10:00:40Z","updated":"2026-01-05T10:00:40Z"},
                    "summary":"","error":"","externalId":"ask"}]},
                  {"name":"Deploy","progress":{"status":"","started":null,"updated":null},
                   "waiting":"","actions":[{"name":"Deploy","category":"Deploy","provider":"ECS","subject":"slipway-local/slipway-local-web",
                    "runOrder":1,"attempt":0,"progress":{"status":"","started":null,"updated":null},
                    "summary":"","error":"","externalId":""}]}]},
                 "approvals":[{"execution":"11111111-aaaa-4000-8000-000000000001","stage":"Approve","action":"Approve","token":""}],
                 "retryable":[]}"""
                        .formatted(SUMMARY));
    }

    @Test
    void showsLogsAndTheService() throws Exception {
        page.building(AT, "Blue");
        page.services.write(PretendServices.place(PageServer.BUILD), AT, "[Container] one\ntwo\n");
        same(
                "api/pipelines/slipway-local-web/executions/" + PageServer.ID + "/log",
                """
                {"build":"slipway-local-web:5e0f7d3c-0000-4000-8000-000000000000","left":0,"lines":[
                 {"time":"2026-01-05T10:00:00Z","text":"[Container] one"},{"time":"2026-01-05T10:00:00Z","text":"two"}],
                 "failure":null}""");
        assertThat(get("api/pipelines/slipway-local-web/service").statusCode()).isEqualTo(404);
        page.deploying(AT);
        var service =
                JSON.readTree(get("api/pipelines/slipway-local-web/service").body());
        assertThat(service.path("traffic"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        [{"task":"0a1b2c3d4e5f","requests":1200,"failed":0},{"task":"6a7b8c9d0e1f","requests":34,"failed":0}]"""));
        assertThat(service.at("/view/tasks").findValuesAsText("target")).containsExactly("healthy", "initial");
        assertThat(service.at("/view/deployments").findValuesAsText("revision")).containsExactly("web:5", "web:4");
        assertThat(service.path("urls")).isEqualTo(JSON.readTree("[\"http://127.0.0.1:8081\"]"));
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        page.failing(AT);
        assertThat(JSON.readTree(get("api/pipelines/slipway-local-web/executions/" + PageServer.ID + "/log")
                                .body())
                        .path("failure"))
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"phase":"BUILD","command":"bash test","reason":"exit status 3","output":["FAIL  the page"]}"""));
    }

    @Test
    void showsCallsTheDeniedOnesAloneAndDeliveries() throws Exception {
        var allowed = new CallEntry(
                AT, "web-build", "AWSCodeBuild-1", "ecr:PutImage", "arn:repo", true, List.of("build/Push"), "");
        var denied = new CallEntry(AT, "web-pipeline", "1", "ecs:TagResource", "*", false, List.of(), "User: ...");
        page.calls.addAll(List.of(denied, allowed));
        page.deliveries.add(new DeliveryEntry(AT, "web", "arn:target", "CodeCommit", "DELIVERED", 1, "id"));
        assertThat(JSON.readTree(get("api/calls").body()).findValuesAsText("action"))
                .containsExactly("ecs:TagResource", "ecr:PutImage");
        same(
                "api/calls/denied",
                """
                [{"time":"2026-01-05T10:00:00Z","role":"web-pipeline","session":"1","action":"ecs:TagResource","resource":"*",
                  "allowed":false,"statements":[],"message":"User: ..."}]""");
        same(
                "api/deliveries",
                """
                [{"time":"2026-01-05T10:00:00Z","rule":"web","target":"arn:target","event":"CodeCommit","state":"DELIVERED",
                  "attempts":1,"result":"id"}]""");
    }

    @ParameterizedTest
    @CsvSource({
        "api/pipelines/none,404,no pipeline none",
        "api/pipelines/slipway-local-web/executions/none,404,no execution 'none' of slipway-local-web: ./slipway history lists those that there are",
        "api/none,404,there is no such thing",
        "api/pipelines?region=nowhere,404,'region is ''nowhere'', expected one such as us-east-1'",
        "none.js,404,the page has no file none.js"
    })
    void saysWhatIsWrong(String path, int status, String error) throws Exception {
        var answer = get(path);
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.createObjectNode().put("error", error));
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void actionsNeedTheTokenOfThisPage() throws Exception {
        page.building(AT, "Blue");
        page.waiting(AT);
        var path = "api/pipelines/slipway-local-web/executions/" + PageServer.ID;
        for (var wrong : List.of("", "0".repeat(64))) {
            var refused = post(path + "/approve", wrong, "{\"action\":\"Approve\",\"approved\":true}");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .isEqualTo("{\"error\":\"header X-Slipway-Token is missing or stale: load the page again\"}");
        }
        assertThat(page.pipelines.wishes()).isEmpty();
        assertThat(post(path + "/approve", token(), "{\"action\":\"Approve\",\"approved\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(path + "/stop", token(), "{}").statusCode()).isEqualTo(200);
        assertThat(post("api/pipelines/slipway-local-web/start", token(), "").statusCode())
                .isEqualTo(200);
        page.pipelines.state("Build", PageServer.ID, "Failed", "");
        assertThat(post(path + "/retry", token(), "{\"stage\":\"Build\",\"all\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(page.pipelines.wishes())
                .containsExactly(
                        "approval slipway-local-web/Approve/Approve token-1 Approved ",
                        "stop slipway-local-web " + PageServer.ID
                                + " abandon=false reason=stopped on the page of the local cloud",
                        "start slipway-local-web []",
                        "retry slipway-local-web/Build " + PageServer.ID + " ALL_ACTIONS");
    }

    @Test
    void actionsThatDoNotFitSayWhy() throws Exception {
        page.building(AT, "Blue");
        var path = "api/pipelines/slipway-local-web/executions/" + PageServer.ID;
        var approve = post(path + "/approve", token(), "{}");
        assertThat(approve.body())
                .isEqualTo("{\"error\":\"nothing to approve: no approval of slipway-local-web waits\"}");
        assertThat(approve.statusCode()).isEqualTo(409);
        assertThat(post(path + "/retry", token(), "{}").statusCode()).isEqualTo(409);
        assertThat(post(path + "/approve", token(), "{").statusCode()).isEqualTo(400);
        assertThat(post(path + "/delete", token(), "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void everyAnswerForbidsForeignScripts() throws Exception {
        for (var path : List.of("", "main.js", "api/session", "api/none")) {
            var headers = new TreeMap<>(get(path).headers().map());
            headers.keySet().removeAll(List.of("content-length", "content-type", "date", "server"));
            assertThat(headers)
                    .isEqualTo(new TreeMap<>(Map.of(
                            "cache-control", List.of("no-store"),
                            "content-security-policy",
                                    List.of(
                                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
                            "cross-origin-opener-policy", List.of("same-origin"),
                            "cross-origin-resource-policy", List.of("same-origin"),
                            "referrer-policy", List.of("no-referrer"),
                            "x-content-type-options", List.of("nosniff"),
                            "x-frame-options", List.of("DENY"))));
        }
    }

    @Test
    void changesAreSentAsTheyHappen() throws Exception {
        var uri = URI.create(page.address("api/live?follow=pipelines/slipway-local-web,pipelines")
                .toString());
        var answer = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream;charset=utf-8");
        try (var lines = answer.body()) {
            var events = lines.filter(line -> !line.isEmpty()).iterator();
            assertThat(events.next()).isEqualTo("retry: 1000");
            assertThat(events.next()).isEqualTo("event: pipelines/slipway-local-web");
            assertThat(events.next()).isEqualTo("data: {\"name\":\"slipway-local-web\",\"executions\":[]}");
            assertThat(events.next()).isEqualTo("event: pipelines");
            assertThat(events.next()).startsWith("data: [");
            page.building(AT, "Blue");
            assertThat(events.next()).isEqualTo("event: pipelines/slipway-local-web");
            assertThat(JSON.readTree(events.next().substring("data: ".length())))
                    .isEqualTo(JSON.readTree("{\"name\":\"slipway-local-web\",\"executions\":[" + SUMMARY + "]}"));
        }
    }
}
