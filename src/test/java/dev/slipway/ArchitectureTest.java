package dev.slipway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms; those of iam are in IamArchitectureTest. Methods, because Surefire leaves out the rules that ArchUnit finds in fields. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.slipway");
    private static final String[] LIBRARIES = {"java..", "org.jspecify..", "com.google.gson.."};

    @Test
    void blueprintIsAlone() {
        uses("dev.slipway.blueprint..");
    }

    @Test
    void rolesSpeakOfIamAndBlueprint() {
        uses("dev.slipway.roles..", "dev.slipway.iam..", "dev.slipway.blueprint..");
    }

    @Test
    void configSpeaksOfBlueprint() {
        uses("dev.slipway.config..", "dev.slipway.blueprint..", "com.pulumi.exceptions..");
    }

    @Test
    void componentsKnowNoConfig() {
        uses(
                "dev.slipway.cicd..",
                "dev.slipway.blueprint..",
                "dev.slipway.roles..",
                "dev.slipway.iam..",
                "com.pulumi..");
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("dev.slipway.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** The SDK runs programs in the common pool: one that blocks a thread of it never ends on a machine with three processors. */
    @Test
    void nothingWaits() {
        noClasses()
                .should()
                .callMethod(CompletableFuture.class, "join")
                .orShould()
                .callMethod(CompletableFuture.class, "get")
                .orShould()
                .callMethod(CompletableFuture.class, "get", long.class, TimeUnit.class)
                .orShould()
                .callMethod(Future.class, "get")
                .check(CLASSES);
    }

    private static void uses(String room, String... others) {
        var allowed = Stream.of(Stream.of(room), Stream.of(others), Stream.of(LIBRARIES))
                .flatMap(names -> names)
                .toArray(String[]::new);
        classes()
                .that(resideInAnyPackage(room))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .check(CLASSES);
    }
}
