package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.NothingToDo;
import dev.slipway.local.executions.SourceBranch;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** Says where a pipeline's source is cloned from. */
@Command(
        name = "source",
        description =
                "Print the address of the pipeline's CodeCommit repository and the branch, with a tab between them.")
@NullUnmarked // picocli sets the fields
public final class SourceCommand extends PipelineCommand {
    private final Supplier<CodeCommitClient> codecommit;

    /** For picocli. */
    public SourceCommand() {
        this(Clients::open, SourceCommand::codecommit);
    }

    /** CodeCommit, as the environment names it; whoever opens it closes it. */
    static CodeCommitClient codecommit() {
        return CodeCommitClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    SourceCommand(Supplier<Clients> clients, Supplier<CodeCommitClient> codecommit) {
        super(clients);
        this.codecommit = codecommit;
    }

    @Override
    int run(Clients clients, String pipeline) {
        var source = SourceBranch.of(clients.codepipeline(), pipeline)
                .orElseThrow(() ->
                        new NothingToDo("nothing to clone: %s has no source in CodeCommit; clone it from where it is"
                                .formatted(pipeline)));
        try (var open = codecommit.get()) {
            out().println(source.url(open) + "\t" + source.branch());
            out().flush();
        }
        return DONE;
    }
}
