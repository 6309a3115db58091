package dev.slipway.local.command;

import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.NothingToDo;
import dev.slipway.local.executions.PipelineNames;
import dev.slipway.local.executions.UnknownName;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A command about one pipeline. It ends with 0 when what was asked for is so, with 1 when it is not, and with 2 when it was called
 * wrongly.
 */
@Command(mixinStandardHelpOptions = true, exitCodeOnExecutionException = 1)
@NullUnmarked // picocli sets the fields
abstract class PipelineCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG = 2;
    static final int LINES_OF_A_FAILURE = 20;

    @Mixin
    private PipelineArguments arguments;

    @Spec
    private CommandSpec spec;

    private final Supplier<Clients> clients;

    PipelineCommand(Supplier<Clients> clients) {
        this.clients = clients;
    }

    /** Does it, and returns the exit code. */
    abstract int run(Clients clients, String pipeline) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        try (var open = clients.get()) {
            return run(
                    open,
                    PipelineNames.of(
                            PipelineNames.all(open.codepipeline()),
                            arguments.project,
                            arguments.stack,
                            arguments.service));
        } catch (UnknownName e) {
            return say(WRONG, e.getMessage());
        } catch (NothingToDo e) {
            return say(FAILED, e.getMessage());
        } catch (SdkException e) {
            return say(FAILED, reason(e));
        }
    }

    private int say(int code, String reason) {
        err().println("slipway: error: " + reason);
        return code;
    }

    /** The SDK lists its classes where a setting of the user's is missing. */
    private static String reason(SdkException e) {
        var message = String.valueOf(e.getMessage());
        if (message.startsWith("Unable to load credentials")) {
            return "no AWS credentials found: run aws sso login, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY";
        }
        if (message.startsWith("Unable to load region")) {
            return "no Region found: set aws:region in the stack's file, or AWS_REGION";
        }
        return message;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** How the user names the pipeline, for a command to be typed. */
    String words() {
        return arguments.stack + " " + arguments.service;
    }
}
