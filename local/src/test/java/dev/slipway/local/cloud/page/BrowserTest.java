package dev.slipway.local.cloud.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.executions.PretendServices;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/**
 * The page in a browser. With {@code -Dslipway.screenshots=true} it also takes the pictures of docs/images, from the same data.
 */
@NeedsTool({Tool.CHROMIUM, Tool.CHROMEDRIVER})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final String MESSAGE = "Make the page blue";
    private static final String WEB = "#/pipelines/" + PageServer.WEB;

    private Browser browser;
    private PageServer page;
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(62);

    @BeforeAll
    void open() throws IOException {
        browser = Browser.open();
    }

    @AfterAll
    void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        page = new PageServer();
        browser.screen(1100, 1200, false);
    }

    @AfterEach
    void stop() throws Exception {
        page.close();
    }

    private void log(String... lines) {
        for (var line : lines) {
            page.services.write(PretendServices.place(PageServer.BUILD), at.plusSeconds(5), line + "\n");
        }
    }

    @Test
    void pipelinesAreListedAndLeadToTheirExecution() {
        page.building(at, MESSAGE);
        browser.go(page.address(""));
        browser.await("both pipelines", () -> browser.all(".pipeline").size() == 2);
        assertThat(browser.texts(".pipeline .name")).containsExactly("slipway-local-api", "slipway-local-web");
        browser.one("[data-key=slipway-local-web]").click();
        browser.awaitText("h1", PageServer.WEB);
        browser.await("stages", () -> browser.all(".stage").size() == 4);
        assertThat(browser.texts(".stage h3")).containsExactly("Source", "Build", "Approve", "Deploy");
        assertThat(browser.texts(".stage > .badge"))
                .containsExactly("✓ Succeeded", "● In progress", "○ Not begun", "○ Not begun");
    }

    @Test
    void theLogGrowsWhileTheBuildRuns() {
        page.building(at, MESSAGE);
        log("[Container] Entering phase BUILD");
        browser.go(page.address(WEB));
        browser.awaitText(".log", "[Container] Entering phase BUILD");
        log("[Container] Running command make");
        browser.awaitText(".log", "[Container] Entering phase BUILD [Container] Running command make");
    }

    @Test
    void aFailedBuildShowsItsCommandAndWhatThatPrinted() {
        page.failing(at);
        browser.go(page.address(WEB));
        browser.awaitText(".failed .error", "The build failed in phase BUILD: exit status 3");
        assertThat(browser.run("return document.querySelector('.failed pre').textContent"))
                .isEqualTo("$ bash test\nFAIL  the page");
    }

    @Test
    void anApprovalIsAnsweredByItsButton() {
        page.building(at, MESSAGE);
        page.waiting(at);
        browser.go(page.address(WEB));
        browser.await("buttons", () -> browser.all(".wishes button").size() == 4);
        assertThat(browser.texts(".wishes button"))
                .containsExactly("Approve Approve", "Reject Approve", "Stop", "Stop and abandon");
        browser.all(".wishes button").get(0).click();
        browser.await("the approval", () -> !page.pipelines.wishes().isEmpty());
        assertThat(page.pipelines.wishes())
                .containsExactly("approval slipway-local-web/Approve/Approve token-1 Approved ");
    }

    @Test
    void aDeploymentShowsTasksAndTraffic() {
        page.building(at, MESSAGE);
        page.deploying(at);
        browser.go(page.address(WEB));
        browser.await("the tasks", () -> browser.all("table").size() == 3);
        assertThat(browser.texts("article > .slot:nth-of-type(3) tbody tr"))
                .containsExactly(
                        "new web:5 1 of 1 running in progress ECS deployment ecs-svc/2 in progress.",
                        "old web:4 1 of 1 running completed ECS deployment ecs-svc/1 completed.",
                        "0a1b2c3d web:4 running healthy 1200 0",
                        "6a7b8c9d web:5 running initial 34 0");
        assertThat(browser.texts(".numbers div"))
                .containsExactly(
                        "Requests to web:4 1200", "Requests to web:5 34", "Requests 1234", "Failed requests 0");
    }

    @Test
    void aMaliciousCommitMessageStaysText() {
        var message = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>&amp;";
        page.building(at, message);
        log("<b>bold</b><script>document.title='broken'</script>");
        browser.go(page.address(WEB));
        browser.awaitText(".summary .message", message);
        browser.awaitText(".log", "<b>bold</b><script>document.title='broken'</script>");
        assertThat(browser.all("main img, main script, main b")).isEmpty();
        assertThat(browser.run("return document.title")).isEqualTo(PageServer.WEB + " · Slipway local cloud");
    }

    @Test
    void callsAreFilteredByDecision() {
        records();
        browser.go(page.address("#/calls"));
        browser.awaitText("section > p[role=status]", "3 of the newest 3 calls of roles");
        browser.one("#denied").click();
        browser.awaitText("section > p[role=status]", "1 of the newest 1 denied calls of roles");
        assertThat(browser.texts("tbody td:nth-child(4)")).containsExactly("ecs:TagResource");
    }

    private void records() {
        page.calls.addAll(List.of(
                new CallEntry(
                        at.plusSeconds(53),
                        "slipway-local-web-pipeline",
                        "11111111",
                        "ecs:TagResource",
                        "arn:aws:ecs:us-east-1:000000000000:task-definition/web:*",
                        false,
                        List.of(),
                        "User: arn:aws:sts::000000000000:assumed-role/slipway-local-web-pipeline/11111111 is not authorized to perform: ecs:TagResource on resource: arn:aws:ecs:us-east-1:000000000000:task-definition/web:* because no identity-based policy allows the ecs:TagResource action"),
                new CallEntry(
                        at.plusSeconds(31),
                        "slipway-local-web-build",
                        "AWSCodeBuild-5e0f7d3c",
                        "ecr:PutImage",
                        "arn:aws:ecr:us-east-1:000000000000:repository/slipway-local/web",
                        true,
                        List.of("build/PushImage"),
                        ""),
                new CallEntry(
                        at,
                        "slipway-local-web-events",
                        "rule",
                        "codepipeline:StartPipelineExecution",
                        "arn:aws:codepipeline:us-east-1:000000000000:slipway-local-web",
                        true,
                        List.of("start/StartPipeline"),
                        "")));
        page.deliveries.add(new DeliveryEntry(
                at,
                "slipway-local-web",
                "arn:aws:codepipeline:us-east-1:000000000000:slipway-local-web",
                "CodeCommit Repository State Change",
                "DELIVERED",
                1,
                PageServer.ID));
    }

    @Test
    void theKeyboardReachesEverything() {
        page.building(at, MESSAGE);
        browser.go(page.address(""));
        browser.await("both pipelines", () -> browser.all(".pipeline").size() == 2);
        var seen = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            browser.press(Keys.TAB);
            seen.add(String.valueOf(
                    browser.run("return document.activeElement.textContent.trim().split(/\\s|✓|●/)[0]")));
        }
        assertThat(seen)
                .containsExactly(
                        "Skip", "Slipway", "Pipelines", "IAM", "Events", "slipway-local-api", "slipway-local-web");
        browser.press(Keys.ENTER);
        browser.awaitText("h1", PageServer.WEB);
        assertThat(browser.focused()).isEqualTo("<main id=\"main\" tabindex=\"-1\">");
    }

    @Test
    void screenReadersFindLandmarksAndHearOfChanges() {
        page.building(at, MESSAGE);
        browser.go(page.address(WEB));
        browser.await("stages", () -> browser.all(".stage").size() == 4);
        assertThat(browser.all("header, main, nav[aria-label], h1")).hasSize(4);
        assertThat(browser.run("return document.documentElement.lang")).isEqualTo("en");
        assertThat(browser.run("return document.querySelector('.unseen[role=status]').textContent"))
                .isEqualTo("Stage Build: InProgress");
        page.waiting(at);
        browser.await("the announcement", () -> "Stage Approve: InProgress"
                .equals(browser.run("return document.querySelector('.unseen[role=status]').textContent")));
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('button,a,input')].filter(e => !e.textContent.trim() && !e.labels?.length).length"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @CsvSource({"320,false", "320,true", "1100,false", "1100,true"})
    void everyViewFitsTheScreenWithEnoughContrast(int width, boolean dark) {
        page.building(at, MESSAGE + " " + "and-a-word-that-is-too-long-for-a-phone".repeat(4));
        page.deploying(at);
        log("[Container] " + "x".repeat(300));
        records();
        browser.screen(width, 800, dark);
        for (var view : List.of("", WEB, "#/calls", "#/events")) {
            browser.go(page.address(view));
            browser.awaitText("#connection", "live");
            browser.await("content of " + view, () -> !browser.all("tbody tr, .pipeline")
                    .isEmpty());
            assertThat(browser.run(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("pixels that %s is too wide", view)
                    .isEqualTo(0L);
            assertThat((List<?>) browser.run(CONTRAST))
                    .as("texts of %s that are hard to read", view)
                    .isEmpty();
        }
    }

    /** The texts whose contrast with what is behind them is less than 4.5, the least that WCAG 2 allows. */
    private static final String CONTRAST =
            """
            const channels = (color) => color.match(/[\\d.]+/g).map(Number);
            const light = (color) => { const [r, g, b] = channels(color).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const behind = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; const [, , , a = 1] = channels(c); if (a > 0) return c; } return 'rgb(255, 255, 255)'; };
            return [...document.body.querySelectorAll('*')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).filter((e) => {
              const a = light(getComputedStyle(e).color), b = light(behind(e));
              return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
            }).map((e) => e.outerHTML);
            """;

    @Test
    void nothingMovesWhileStatesChange() {
        page.building(at, MESSAGE);
        log("[Container] Entering phase BUILD");
        browser.go(page.address(WEB));
        browser.awaitText(".log", "[Container] Entering phase BUILD");
        browser.run(
                "window.shift = 0; new PerformanceObserver((l) => l.getEntries().forEach((e) => { window.shift += e.value; })).observe({ type: 'layout-shift' });");
        page.waiting(at);
        log("[Container] Phase complete: BUILD State: SUCCEEDED");
        browser.await("buttons", () -> browser.all(".wishes button").size() == 4);
        assertThat(((Number) browser.run("return window.shift")).doubleValue()).isLessThan(0.1);
    }

    @Test
    void aCloudThatWasAwayIsFoundAgain() throws Exception {
        browser.go(page.address(""));
        browser.awaitText("#connection", "live");
        page.close();
        browser.awaitText("#connection", "reconnecting");
    }

    @Test
    void takesThePicturesOfTheDocs() throws IOException {
        page.building(at, MESSAGE);
        page.deploying(at);
        log(
                "[Container] 2026/01/05 10:00:05.104000 Entering phase BUILD",
                "[Container] 2026/01/05 10:00:05.105000 Running command ./test/run",
                "12 tests passed",
                "[Container] 2026/01/05 10:00:09.411000 Running command docker buildx build --push --tag \"$IMAGE_URI\" .",
                "#7 pushing manifest for 127.0.0.1:4566/slipway-local/web:3f2c1a9d",
                "[Container] 2026/01/05 10:00:38.020000 Phase complete: BUILD State: SUCCEEDED");
        records();
        picture("page", WEB, 1100, 1360, false);
        picture("page-dark", WEB, 1100, 1360, true);
        picture("page-phone", WEB, 320, 900, false);
        picture("page-calls", "#/calls", 1100, 480, false);
    }

    private void picture(String name, String view, int width, int height, boolean dark) throws IOException {
        browser.screen(width, height, dark).go(page.address(view));
        browser.awaitText("#connection", "live");
        browser.await("content", () -> !browser.all("tbody tr").isEmpty());
        var picture = browser.picture();
        assertThat(picture.length).isGreaterThan(5_000);
        if (Boolean.getBoolean("slipway.screenshots")) {
            Files.write(Files.createDirectories(Path.of("../docs/images")).resolve(name + ".png"), picture);
        }
    }
}
