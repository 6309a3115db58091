package dev.slipway.policies.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestActionTest {

    @ParameterizedTest
    @CsvSource({
        "s3:GetObjcet, s3:GetObject",
        "S3:getobjects, s3:GetObject",
        "codebuilt:StartBuild, codebuild:StartBuild",
        "ecs:UpdateServices, ecs:UpdateService",
        "sts:AssumeRol, sts:AssumeRole"
    })
    void suggestsWhatIsSpeltMostAlike(String written, String meant) {
        assertThat(NearestAction.to(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetObject", "zzzzzzzzzz:GetObject", "s3:Xyz", "s3:", ":", ""})
    void suggestsNothingWhenNothingIsAlike(String written) {
        assertThat(NearestAction.to(written)).isEmpty();
    }

    @Test
    void readsNoNameThatIsLongerThanAnyOfAws() {
        assertThat(NearestAction.to("s3:" + "x".repeat(1_000_000))).isEmpty();
    }
}
