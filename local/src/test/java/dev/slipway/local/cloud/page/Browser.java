package dev.slipway.local.cloud.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Patience;
import dev.slipway.testing.Tool;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a window. Tests that open it say so by {@link dev.slipway.testing.NeedsTool}. */
final class Browser implements AutoCloseable {

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    static Browser open() throws IOException {
        var profile = Files.createTempDirectory("slipway-browser");
        var options = new ChromeOptions();
        options.setBinary(Tool.CHROMIUM.get().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-color-profile=srgb",
                "--lang=en-GB",
                "--user-data-dir=" + profile);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Tool.CHROMEDRIVER.get().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), profile);
    }

    /** Makes the window a screen of this size, in light or dark. */
    Browser screen(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    Browser go(URI address) {
        driver.get("about:blank"); // else a change of the fragment alone would not load the page
        driver.get(address.toString());
        return this;
    }

    Browser press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement one(String css) {
        await("there is %s".formatted(css), () -> all(css).size() == 1);
        return driver.findElement(By.cssSelector(css));
    }

    /** Waits until an element shows exactly this text, with single blanks. */
    void awaitText(String css, String text) {
        await(
                "%s shows '%s'".formatted(css, text),
                () -> all(css).stream().map(Browser::text).toList().contains(text));
    }

    private static String text(WebElement element) {
        return element.getText().replaceAll("\\s+", " ").strip();
    }

    /** The texts that elements show, with single blanks. */
    List<String> texts(String css) {
        return all(css).stream().map(Browser::text).toList();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String focused() {
        return String.valueOf(run("return document.activeElement.outerHTML.split('>')[0] + '>'"));
    }

    void await(String what, BooleanSupplier condition) {
        var until = Instant.now().plus(Patience.LIMIT);
        while (Instant.now().isBefore(until)) {
            if (holds(condition)) {
                return;
            }
            pause();
        }
        assertThat(text(driver.findElement(By.tagName("body")))).as(what).isEqualTo("not after " + Patience.LIMIT);
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (StaleElementReferenceException drawnAnew) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
