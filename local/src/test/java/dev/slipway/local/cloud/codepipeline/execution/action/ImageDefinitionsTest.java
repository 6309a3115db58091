package dev.slipway.local.cloud.codepipeline.execution.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDefinitionsTest {
    private static final Location PLACE = new Location("bucket", "app/built/abcdefg");

    private final Path folder;

    ImageDefinitionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path zip(String name, byte[] content) throws IOException {
        var zip = folder.resolve("artifact.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
            out.closeEntry();
        }
        return zip;
    }

    private String refusal(byte[] content) throws IOException {
        var zip = zip("imagedefinitions.json", content);
        return catchThrowableOfType(
                        ActionFailure.class, () -> ImageDefinitions.read(zip, "imagedefinitions.json", PLACE))
                .reason();
    }

    @Test
    void namesImagesByContainer() throws Exception {
        var zip = zip(
                "imagedefinitions.json",
                "[{\"name\":\"web\",\"imageUri\":\"r/web:1\"},{\"name\":\"log\",\"imageUri\":\"r/log:2\"}]"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(ImageDefinitions.read(zip, "imagedefinitions.json", PLACE))
                .containsExactly(Map.entry("web", "r/web:1"), Map.entry("log", "r/log:2"));
    }

    @Test
    void saysAsAwsDoesThatTheFileIsMissing() throws IOException {
        var zip = zip("other.json", new byte[0]);
        var failure = catchThrowableOfType(
                ActionFailure.class, () -> ImageDefinitions.read(zip, "imagedefinitions.json", PLACE));
        assertThat(failure.reason())
                .isEqualTo(
                        "Did not find the image definition file imagedefinitions.json in the input artifacts ZIP file."
                                + " Verify the file is stored in your pipeline's Amazon S3 artifact bucket: bucket key: app/built/abcdefg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    {}                                                                       | it is not an array with at least one entry
                    []                                                                       | it is not an array with at least one entry
                    '[{"name":"web"}]'                                                       | 'the entry {"name":"web"} lacks name or imageUri'
                    '[{"name":"a","imageUri":"b"},{"name":"a","imageUri":"c"}]'              | the container 'a' stands twice
                    """)
    void refusesOtherJson(String content, String why) throws IOException {
        assertThat(refusal(content.getBytes(StandardCharsets.UTF_8))).endsWith(": " + why);
    }

    @Test
    void refusesMoreThanAHundredKilobytes() throws IOException {
        assertThat(refusal(new byte[(100 << 10) + 1])).endsWith(": it has more than 102400 bytes");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        assertThat(refusal(new byte[] {(byte) 0xff})).endsWith(": it is not UTF-8");
    }
}
