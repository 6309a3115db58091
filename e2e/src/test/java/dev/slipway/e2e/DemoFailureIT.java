package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Tool;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A demo whose sample does not build says why, fails, and can be mended by what it offers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsTool(Tool.CONTAINER_ENGINE)
class DemoFailureIT {
    private static final String BROKEN = "\nRUN echo 'FAIL  the page'; exit 3\n";

    private final Checkout checkout = Checkout.create("demo-failure");
    private final String dockerfile = checkout.read("samples/web/Dockerfile");

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    private String commits() {
        return checkout.shell("rm -rf count && git clone -q %s/v1/repos/web count && git -C count rev-list --count HEAD"
                        .formatted(checkout.endpoint()))
                .ok()
                .strip();
    }

    @Test
    @Order(1)
    void failsWithTheCommandThatFailedAndWhatItPrinted() {
        checkout.write(
                "Pulumi.local.yaml",
                checkout.read("Pulumi.local.yaml").replaceAll("(?s)\n    api:.*?listenerPort: 8082\n", "\n"));
        checkout.write("samples/web/Dockerfile", dockerfile + BROKEN);
        var said = checkout.slipway("demo").failed();
        assertThat(said)
                .contains("\nslipway: error: slipway-local-web is not live: execution ")
                .contains(
                        "\n  the build failed in phase BUILD: exit status 1\n    $ bash \"$SLIPWAY_STEPS/run\" build_image\n")
                .contains("\n    FAIL  the page\n")
                .contains("slipway: error: the sample is not live: see above.")
                .doesNotContain("\nNext:\n");
    }

    @Test
    @Order(2)
    void retriesWhenItIsRunAgainAndPushesNothingTwice() {
        assertThat(commits()).isEqualTo("1");
        assertThat(checkout.slipway("demo").failed())
                .contains("slipway: slipway-local-web was not live: stage Build is retried\n")
                .contains("\n    FAIL  the page\n");
        assertThat(commits()).isEqualTo("1");
        var watched = checkout.slipway("watch", "local", "web");
        assertThat(watched.exit()).isEqualTo(1);
        assertThat(watched.err()).startsWith("slipway: no execution runs; this is the newest, which ended ");
    }

    @Test
    @Order(3)
    void isMendedByAPushFromACloneThatNeedsNothingOfItsShell() {
        checkout.slipway("clone", "local", "web", "clone").ok();
        checkout.write("clone/Dockerfile", dockerfile);
        checkout.shell(
                        """
                        unset GIT_CONFIG_COUNT AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
                        git -C clone -c user.name=a -c user.email=a@example.com commit -qam 'Mend it'
                        git -C clone push -q
                        """)
                .ok();
        checkout.slipway("watch", "local", "web").ok();
        assertThat(checkout.slipway("demo").ok()).contains("\nNext:\n  ./slipway clone local web ../web\n");
        assertThat(commits()).isEqualTo("2");
    }

    @Test
    @Order(4)
    void showsItsCommit() {
        assertThat(checkout.shell(
                                """
                                python3 -c 'import sys, urllib.request
                                # The port of the stack may be taken by another cloud: show has the one that answers.
                                url = next(row.split()[-1] for row in sys.stdin if row.startswith("slipway-local-web "))
                                print(urllib.request.urlopen(url + "version").read().decode().strip())' \\
                                  < <(./slipway show)
                                git -C clone rev-parse HEAD""")
                        .ok()
                        .lines()
                        .distinct())
                .hasSize(1);
    }
}
