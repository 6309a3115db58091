package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformPackTest {
    private final List<Rule> rules = PlatformPack.pack().rules();

    @Test
    void listsEveryRuleThatIsWritten() {
        Set<String> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.slipway.policies.rules")
                        .stream()
                        .filter(type -> type.isAssignableTo(Rule.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(rules.stream().map(rule -> rule.getClass().getName()).collect(Collectors.toSet()))
                .isEqualTo(written);
    }

    @Test
    void isSortedByServiceAndName() {
        assertThat(rules)
                .isSortedAccordingTo(Comparator.comparing(Rule::service).thenComparing(Rule::id));
    }

    @Test
    void namesRulesAfterTheirClasses() {
        assertThat(rules.stream().filter(rule -> rule.getClass().getSimpleName().equals("ImageTagsAreImmutable")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.id()).isEqualTo("image-tags-are-immutable"))
                .satisfies(rule -> assertThat(rule.service()).isEqualTo("ecr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.dev.json", "config.prod.json"})
    void hasConfigurationsWithoutAProblem(String file) throws IOException {
        try (PackHarness pack = PackHarness.start(PlatformPack.pack())) {
            pack.configure(Files.readString(Path.of(file)).replace("\"json\", \"sarif\", \"junit\"", ""));
            assertThat(pack.preview(Program.parse("")).diagnostics()).isEmpty();
        }
    }
}
