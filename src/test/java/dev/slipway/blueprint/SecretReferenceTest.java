package dev.slipway.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretReferenceTest {
    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-AbCdEf";

    @ParameterizedTest
    @CsvSource({
        "hub, arn:aws-cn:secretsmanager:cn-north-1:444455556666:secret:hub-??????",
        "prod/hub:key:AWSCURRENT, arn:aws-cn:secretsmanager:cn-north-1:444455556666:secret:prod/hub-??????",
        ARN + ", " + ARN,
        ARN + ":key:stage, " + ARN
    })
    void namesTheResourceOfAPolicy(String reference, String resource) {
        assertThat(new SecretReference(reference).resourceArn("aws-cn", "cn-north-1", "444455556666"))
                .isEqualTo(resource);
    }

    @Test
    void addsAKeyToASecretThatIsGivenWhole() {
        assertThat(new SecretReference("hub").key("username").value()).isEqualTo("hub:username");
        assertThat(new SecretReference(ARN).key("username").value()).isEqualTo(ARN + ":username");
        assertThatThrownBy(() -> new SecretReference(ARN + ":x").key("username"))
                .hasMessage(
                        "got \"%s:x\", expected the secret alone, without a key: the keys are given".formatted(ARN));
    }
}
