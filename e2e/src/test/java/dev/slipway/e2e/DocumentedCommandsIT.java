package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages tell a reader to type is true: every block is checked, and those that need nothing but stack local are run on it, with the
 * answers that the pages show.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DocumentedCommandsIT {
    /** By page and first line; the last of them stops the cloud. */
    private static final List<String> RUN = List.of(
            "docs/local-cloud.md: ./slipway local env",
            "docs/local-cloud.md: git clone -q http://127.0.0.1:4566/v1/repos/hello && cd hello",
            "docs/aws.md: aws s3api create-bucket --region eu-west-1 --bucket acme-pulumi-state \\",
            "README.md: ./slipway local start");

    private final Checkout checkout = Checkout.withSimulatedTasks("documented");
    private final CommandRules rules = new CommandRules(checkout);
    private List<ShellBlock> blocks = List.of();
    private String outputs = "";

    @BeforeAll
    void bringUp() throws IOException {
        checkout.slipway("local", "start").ok();
        checkout.slipway("up", "local", "--yes", "--skip-preview").ok();
        outputs =
                checkout.slipway("pulumi", "local", "stack", "output", "--json").ok();
        var pages = new TreeSet<>(List.of("README.md", "CONTRIBUTING.md"));
        try (Stream<Path> docs = Files.list(checkout.root().resolve("docs"))) {
            docs.map(page -> "docs/" + page.getFileName())
                    .filter(page -> page.endsWith(".md"))
                    .forEach(pages::add);
        }
        blocks = pages.stream()
                .flatMap(page -> ShellBlock.of(page, checkout.read(page)).stream())
                .toList();
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    @Order(1)
    void everyBlockIsTypedRight(@TempDir Path folder) throws Exception {
        var problems = new ArrayList<String>();
        var aws = new ArrayList<Rehearsed.Call>();
        for (var i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            // Pages about the local cloud begin with "local env"; its Region stays.
            var environment = block.page().startsWith("docs/local-")
                    ? Map.of("AWS_REGION", "us-east-1")
                    : Map.<String, String>of();
            var rehearsed = Rehearsed.of(block.script(), folder.resolve(Integer.toString(i)), outputs, environment);
            if (rehearsed.exit() != 0
                    || rehearsed.failedInside()
                    || rehearsed.calls().isEmpty()) {
                problems.add("%s: ended with %d after %s: %s"
                        .formatted(block.place(), rehearsed.exit(), rehearsed.calls(), rehearsed.said()));
            }
            rehearsed.calls().stream()
                    .peek(call -> {
                        if (call.program().equals("aws")) {
                            aws.add(call);
                        }
                    })
                    .flatMap(call -> rules.problems(call).stream())
                    .forEach(problem -> problems.add(block.place() + ": " + problem));
        }
        var said = rules.aws(aws);
        for (var i = 0; i < aws.size(); i++) {
            // One page shows how the local cloud refuses what is wrong.
            if (!said.get(i).isEmpty() && !aws.get(i).toString().contains("{\"name\":\"a b\"")) {
                problems.add("%s: %s".formatted(aws.get(i), said.get(i)));
            }
        }
        assertThat(aws).hasSizeGreaterThan(10);
        assertThat(problems).isEmpty();
    }

    @Test
    @Order(2)
    void whatNeedsOnlyStackLocalRunsOnItAndAnswersAsShown() {
        for (var name : RUN) {
            var block = blocks.stream().filter(one -> name(one).equals(name)).findFirst();
            assertThat(block).as(name).isPresent();
            run(block.get());
        }
    }

    private static String name(ShellBlock block) {
        return block.page() + ": " + block.script().lines().findFirst().orElse("");
    }

    private void run(ShellBlock block) {
        var script = new StringBuilder(
                """
                set +e
                pulumi() { :; }
                export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
                mkdir -p programs && ln -sf "%s/bin/aws" programs/aws && PATH=$PWD/programs:$PATH
                """
                        .formatted(rules.buildTools()));
        for (var command : block.commands()) {
            script.append(here(command.text())).append("\nprintf '\\036%d\\036' \"$?\"\n");
        }
        var said = checkout.shell("{ %s\n} 2>&1".formatted(script)).ok().split("\036", -1);
        for (var i = 0; i < block.commands().size(); i++) {
            var command = block.commands().get(i);
            var answer = said[2 * i];
            var as = block.place() + ": " + command.text() + "\n" + answer;
            assertThat(said[2 * i + 1])
                    .as(as)
                    .matches(command.answer().contains("An error occurred (") ? "[1-9][0-9]*" : "0");
            if (!command.answer().isEmpty()) {
                assertThat(same(answer)).as(as).isEqualTo(same(here(command.answer())));
            }
        }
    }

    /** The pages have the usual port. */
    private String here(String text) {
        return text.replace("127.0.0.1:4566", "127.0.0.1:" + checkout.port());
    }

    /** Without what is another each time. */
    private static String same(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\\b[0-9a-f]{40}\\b", "COMMIT");
    }
}
