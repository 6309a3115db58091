package dev.slipway.local.command;

import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pipeline a command is about. */
@NullUnmarked // picocli sets the fields
final class PipelineArguments {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name of the stack, such as local.")
    String stack;

    @Parameters(
            index = "1",
            paramLabel = "SERVICE",
            description = "Name of the service in the stack's settings, or of its pipeline.")
    String service;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            defaultValue = "slipway",
            hidden = true,
            description = "Name of the Pulumi project.")
    String project;
}
