package dev.slipway.local;

import dev.slipway.local.command.ApproveCommand;
import dev.slipway.local.command.HistoryCommand;
import dev.slipway.local.command.LogsCommand;
import dev.slipway.local.command.RetryCommand;
import dev.slipway.local.command.SourceCommand;
import dev.slipway.local.command.StartCommand;
import dev.slipway.local.command.StopCommand;
import dev.slipway.local.command.WatchCommand;
import dev.slipway.local.rehearsal.ProveCommand;
import dev.slipway.local.rehearsal.RehearseCommand;
import dev.slipway.local.rehearsal.SeedCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the local cloud. */
@Command(
        name = "slipway-local",
        description = "The embedded local cloud of Slipway.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            ShowCommand.class,
            WatchCommand.class,
            HistoryCommand.class,
            LogsCommand.class,
            ApproveCommand.class,
            RetryCommand.class,
            StopCommand.class,
            StartCommand.class,
            RehearseCommand.class,
            ProveCommand.class,
            SeedCommand.class,
            SourceCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    /**
     * Runs one subcommand and exits with its code.
     *
     * @param args the subcommand and its options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The commands as the launcher offers them: a wrong call is one line that says what is wrong, and where to read on. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCommandName("./slipway")
                .setParameterExceptionHandler((wrong, arguments) -> {
                    var command = wrong.getCommandLine();
                    var message = String.valueOf(wrong.getMessage());
                    command.getErr()
                            .println("slipway: error: %s; %s --help says what it takes"
                                    .formatted(
                                            message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1),
                                            command.getCommandSpec().qualifiedName()));
                    command.getErr().flush();
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                });
    }
}
