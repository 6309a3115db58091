package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "watch local web --bogus | unknown option: '--bogus'; ./slipway watch --help says what it takes",
                "watch local web --wait=x | invalid value for option '--wait': 'x' is not a long; ./slipway watch --help says what it takes",
                "logs local | missing required parameter: 'SERVICE'; ./slipway logs --help says what it takes"
            })
    void aWrongCallIsOneLineWithWhereToReadOn(String line, String said) {
        var err = new StringWriter();
        assertThat(Main.commandLine().setErr(new PrintWriter(err)).execute(line.split(" ", -1)))
                .isEqualTo(2);
        assertThat(err).hasToString("slipway: error: " + said + "\n");
    }
}
