package dev.slipway.local.provider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AutoNameTest {
    @Property
    void aNameIsTheUrnNameAndSevenHexDigits(
            @ForAll @AlphaChars @StringLength(min = 1, max = 56) String name, @ForAll byte[] seed) {
        String generated = AutoName.of("name", 64).generate(name, seed);

        assertThat(generated).matches(name + "-[0-9a-f]{7}");
        assertThat(AutoName.of("name", 64).generate(name, seed)).isEqualTo(generated);
    }

    @Test
    void namesThatAwsWantsInLowerCaseAreSo() {
        assertThat(AutoName.lowerCase("bucket", 63).generate("Artifacts", "seed".getBytes(StandardCharsets.UTF_8)))
                .matches("artifacts-[0-9a-f]{7}");
    }

    @Test
    void aNameThatWouldBeTooLongIsRefused() {
        assertThatThrownBy(() -> AutoName.of("name", 32).generate("a".repeat(25), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("got the name \"" + "a".repeat(25)
                        + "\", which with 8 random characters is longer than the 32 that AWS allows; set \"name\" or"
                        + " shorten the name");
    }
}
