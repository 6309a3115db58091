package dev.slipway;

import com.pulumi.Context;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a program against a fake AWS. */
public final class Program {
    private Program() {}

    /** Runs the platform's stack with this configuration. */
    public static TestResult platform(String stack, Map<String, String> config, FakeAws aws) {
        return run(stack, config, aws, PlatformStack::define);
    }

    /** Runs a program of its own. */
    public static TestResult run(FakeAws aws, Runnable program) {
        return run("test", Map.of(), aws, context -> program.run());
    }

    private static TestResult run(String stack, Map<String, String> config, FakeAws aws, Consumer<Context> program) {
        try {
            return PulumiTestInternal.builder()
                    .options(TestOptions.builder()
                            .projectName("slipway")
                            .stackName(stack)
                            .preview(false)
                            .build())
                    .config(config)
                    .mocks(aws)
                    .build()
                    .runTest(program);
        } finally {
            PulumiTest.cleanup();
        }
    }

    /** What the user is told: the messages of all failures. */
    public static List<String> messages(TestResult result) {
        return result.errors();
    }
}
