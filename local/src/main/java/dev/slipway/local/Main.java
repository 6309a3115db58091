package dev.slipway.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the local cloud. */
@Command(
        name = "slipway-local",
        description = "The embedded local cloud of Slipway.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class, ShowCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private Main() {}

    /**
     * Runs one subcommand and exits with its code.
     *
     * @param args the subcommand and its options
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
