package dev.slipway.local.cloud.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.executions.Approvals;
import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.NothingToDo;
import dev.slipway.local.executions.Retries;
import dev.slipway.local.executions.UnknownName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;

/** The JSON behind the page. */
final class PageApi {
    private static final int NEWEST = 200;
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
    private static final String DEFAULT_REGION = "us-east-1";

    private final PageSources sources;
    private final PageToken token;

    PageApi(PageSources sources, PageToken token) {
        this.sources = sources;
        this.token = token;
    }

    /** An answer with its status. */
    record Reply(int status, String json) {
        static Reply ok(Object value) {
            return new Reply(200, PageJson.write(value));
        }

        static Reply error(int status, String message) {
            return new Reply(status, PageJson.write(Map.of("error", message)));
        }
    }

    private interface Work {
        Optional<?> run();
    }

    private static Reply reply(Work work) {
        try {
            return work.run().map(Reply::ok).orElseGet(() -> Reply.error(404, "there is no such thing"));
        } catch (UnknownName | PipelineNotFoundException e) {
            return Reply.error(404, String.valueOf(e.getMessage()));
        } catch (NothingToDo e) {
            return Reply.error(409, String.valueOf(e.getMessage()));
        } catch (AwsServiceException e) {
            return Reply.error(409, e.awsErrorDetails().errorMessage());
        } catch (SdkException e) {
            return Reply.error(503, "the local cloud did not answer: " + e.getMessage());
        }
    }

    /** Answers a reading request; path without what stands before {@code api/}. */
    Reply get(List<String> path, Map<String, String> query) {
        return reply(() -> read(path, query));
    }

    private Optional<?> read(List<String> path, Map<String, String> query) {
        return switch (path.size()) {
            case 1 ->
                switch (path.get(0)) {
                    case "session" -> Optional.of(Map.of("token", token.value()));
                    case "pipelines" -> Optional.of(page(query).list());
                    case "calls" -> Optional.of(sources.calls().apply(NEWEST));
                    case "deliveries" -> Optional.of(sources.deliveries().apply(NEWEST));
                    default -> Optional.empty();
                };
            case 2 ->
                switch (path.get(0)) {
                    case "pipelines" -> Optional.of(page(query).one(path.get(1)));
                    case "calls" -> path.get(1).equals("denied") ? Optional.of(denied()) : Optional.empty();
                    default -> Optional.empty();
                };
            case 3 ->
                path.get(0).equals("pipelines") && path.get(2).equals("service")
                        ? page(query).service(path.get(1))
                        : Optional.empty();
            case 4 ->
                isExecution(path) ? Optional.of(page(query).execution(path.get(1), path.get(3))) : Optional.empty();
            case 5 ->
                isExecution(path) && path.get(4).equals("log")
                        ? Optional.of(page(query).log(path.get(1), path.get(3)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isExecution(List<String> path) {
        return path.get(0).equals("pipelines") && path.get(2).equals("executions");
    }

    /** What the page shows of pipelines in the region that a request names. */
    PipelinePage page(Map<String, String> query) {
        return new PipelinePage(clients(query), sources);
    }

    private Clients clients(Map<String, String> query) {
        var region = query.getOrDefault("region", DEFAULT_REGION);
        if (!REGION.matcher(region).matches()) {
            throw new UnknownName("region is '%s', expected one such as us-east-1".formatted(region));
        }
        return sources.clients().apply(region);
    }

    /** The newest calls that were denied, however many were allowed since. */
    private List<CallEntry> denied() {
        return sources.calls().apply(Integer.MAX_VALUE).stream()
                .filter(call -> !call.allowed())
                .limit(NEWEST)
                .toList();
    }

    /** Answers a request that changes something. */
    Reply post(List<String> path, Map<String, String> query, JsonNode wish) {
        return reply(() -> change(path, query, wish));
    }

    private Optional<?> change(List<String> path, Map<String, String> query, JsonNode wish) {
        if (path.size() == 3 && path.get(0).equals("pipelines") && path.get(2).equals("start")) {
            var started = clients(query).codepipeline().startPipelineExecution(request -> request.name(path.get(1)));
            return Optional.of(Map.of("execution", started.pipelineExecutionId()));
        }
        if (path.size() != 5 || !isExecution(path)) {
            return Optional.empty();
        }
        var codepipeline = clients(query).codepipeline();
        var pipeline = path.get(1);
        var execution = path.get(3);
        switch (path.get(4)) {
            case "approve" -> {
                var approvals = new Approvals(codepipeline);
                var waiting = approvals.require(
                        pipeline, execution, wish.path("action").asText());
                approvals.answer(
                        pipeline,
                        waiting,
                        wish.path("approved").asBoolean(),
                        wish.path("summary").asText());
            }
            case "retry" -> {
                var retries = new Retries(codepipeline);
                var failed = retries.require(pipeline, wish.path("stage").asText());
                if (!failed.execution().equals(execution)) {
                    throw new NothingToDo("execution %s is not the one that failed in stage %s: that is %s"
                            .formatted(execution, failed.stage(), failed.execution()));
                }
                retries.retry(pipeline, failed, wish.path("all").asBoolean());
            }
            case "stop" ->
                codepipeline.stopPipelineExecution(request -> request.pipelineName(pipeline)
                        .pipelineExecutionId(execution)
                        .abandon(wish.path("abandon").asBoolean())
                        .reason("stopped on the page of the local cloud"));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Map.of("execution", execution));
    }
}
