package dev.slipway.iam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IamArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.slipway.iam");

    @Test
    void needsNothingButTheJdkAndGson() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.slipway.iam..", "java..", "com.google.gson..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theModelKnowsNothingOfWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.slipway.iam")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.slipway.iam.*..")
                .check(CLASSES);
        slices().matching("dev.slipway.iam.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void usesNoRegularExpressions() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex")
                .check(CLASSES);
    }
}
