package dev.slipway.local.cloud.codebuild.execution.buildspec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BuildspecParserPropertyTest {
    @Provide
    Arbitrary<String> almostBuildspecs() {
        Arbitrary<String> piece = Arbitraries.of(
                "version: 0.2\n",
                "version: 0.1\n",
                "phases:\n",
                "  build:\n",
                "    commands:\n",
                "      - echo\n",
                "env:\n",
                "  variables:\n",
                "    A: b\n",
                "artifacts:\n",
                "  files:\n",
                "    - '**/*'\n",
                "cache: &a\n",
                "  <<: *a\n",
                "*a",
                "&a ",
                "- ",
                "? ",
                "[",
                "{",
                "}",
                "|\n",
                ">",
                "!!binary x",
                "!x",
                "\t",
                ": ",
                "\u0000",
                "\ud83d\ude00",
                "\n",
                "  ",
                "on-failure: RETRY-",
                "reports: ",
                "run-as: ",
                "null",
                "secondary-artifacts: ",
                "%YAML 9\n",
                "---\n",
                "...\n");
        return piece.list().ofMaxSize(14).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 2000)
    void readsOrSaysWhatIsWrong(@ForAll("almostBuildspecs") String text) {
        try {
            assertThat(BuildspecParser.parse(text).version()).isNotNull();
        } catch (BuildspecException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void readsOrRefusesAnyText(@ForAll String text) {
        try {
            assertThat(BuildspecParser.parse(text).version()).isNotNull();
        } catch (BuildspecException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<List<String>> commands() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .ofMinLength(1)
                .list()
                .ofMaxSize(5);
    }

    @Property
    void takesQuotedCommandsAsTheyAre(@ForAll("commands") List<String> commands) throws BuildspecException {
        StringBuilder text = new StringBuilder("version: 0.2\nphases:\n  build:\n    commands:\n      - 'true'\n");
        commands.forEach(
                one -> text.append("      - '").append(one.replace("'", "''")).append("'\n"));

        List<String> read =
                BuildspecParser.parse(text.toString()).phase(PhaseName.BUILD).commands();

        assertThat(read.subList(1, read.size())).isEqualTo(commands);
    }
}
