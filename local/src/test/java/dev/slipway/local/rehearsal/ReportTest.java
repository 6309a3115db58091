package dev.slipway.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.rehearsal.scene.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Outcome BAD = new Outcome(
            "web",
            "crash-loop",
            Outcome.Verdict.OTHERWISE,
            "",
            List.of(
                    new Story.Line(Story.Kind.DID, "pushed 1234567: a version that crashes"),
                    new Story.Line(Story.Kind.SHOWS, "Deploy/Deploy Failed"),
                    new Story.Line(Story.Kind.AS_DECLARED, "no request fails"),
                    new Story.Line(Story.Kind.OTHERWISE, "expected: a rollback; got: nothing")),
            Duration.ofSeconds(12));
    private static final Outcome UNFIT = new Outcome(
            "web",
            "approval-rejected",
            Outcome.Verdict.DOES_NOT_FIT,
            "pipeline web asks nobody",
            List.of(),
            Duration.ZERO);

    @Test
    void tellsTheStory() {
        assertThat(Report.story(BAD))
                .isEqualTo(
                        """

                        web crash-loop: NOT as declared
                          did   pushed 1234567: a version that crashes
                          aws   Deploy/Deploy Failed
                          ok    no request fails
                          NOT   expected: a rollback; got: nothing
                        """);
    }

    @Test
    void endsWithATable() {
        assertThat(Report.table(List.of(BAD, UNFIT)))
                .isEqualTo(
                        """

                        SERVICE  REHEARSAL          RESULT           CHECKS  TIME
                        web      crash-loop         NOT as declared  1 of 2  12 s
                        web      approval-rejected  does not fit                   pipeline web asks nobody
                        """);
    }

    @Test
    void onlyWhatDoesNotFitIsFineWithoutAStory() {
        assertThat(BAD.fine()).isFalse();
        assertThat(UNFIT.fine()).isTrue();
    }
}
