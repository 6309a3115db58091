package dev.slipway.local.rehearsal.scene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoryTest {
    private final Story story = new Story();

    @Test
    void isAsDeclaredWhileEveryCheckIsSo() {
        story.did("pushed");
        story.shows("Failed");
        assertThat(story.check("the action fails", true, "Failed")).isTrue();

        assertThat(story.asDeclared()).isTrue();
        assertThat(story.lines())
                .containsExactly(
                        new Story.Line(Story.Kind.DID, "pushed"),
                        new Story.Line(Story.Kind.SHOWS, "Failed"),
                        new Story.Line(Story.Kind.AS_DECLARED, "the action fails"));
    }

    @Test
    void saysWhatWasExpectedAndWhatCame() {
        assertThat(story.check("no request fails", false, "3 failed")).isFalse();

        assertThat(story.asDeclared()).isFalse();
        assertThat(story.lines())
                .containsExactly(new Story.Line(Story.Kind.OTHERWISE, "expected: no request fails; got: 3 failed"));
    }
}
