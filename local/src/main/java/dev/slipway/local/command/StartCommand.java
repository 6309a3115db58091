package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;

/** Starts an execution. */
@Command(name = "start", description = "Start an execution from the newest revision of the sources.")
@NullUnmarked // picocli sets the fields
public final class StartCommand extends PipelineCommand {
    @Option(
            names = "--variable",
            paramLabel = "NAME=VALUE",
            description = "Value of a variable that the pipeline declares; as often as needed.")
    private Map<String, String> variables = Map.of();

    /** For picocli. */
    public StartCommand() {
        this(Clients::open);
    }

    StartCommand(Supplier<Clients> clients) {
        super(clients);
    }

    @Override
    int run(Clients clients, String pipeline) {
        var values = variables.entrySet().stream()
                .map(entry -> PipelineVariable.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        var execution = clients.codepipeline()
                .startPipelineExecution(request -> request.name(pipeline).variables(values.isEmpty() ? null : values))
                .pipelineExecutionId();
        out().println("started execution %s: follow it with ./slipway watch %s".formatted(execution, words()));
        return DONE;
    }
}
