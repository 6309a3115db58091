package dev.slipway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The arrows between the rooms. */
@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] LIBRARIES = {"java..", "org.jspecify..", "com.google.gson.."};

    @ArchTest
    static final ArchRule iamIsAlone = uses("dev.slipway.iam..");

    @ArchTest
    static final ArchRule blueprintIsAlone = uses("dev.slipway.blueprint..");

    @ArchTest
    static final ArchRule rolesSpeakOfIamAndBlueprint =
            uses("dev.slipway.roles..", "dev.slipway.iam..", "dev.slipway.blueprint..");

    @ArchTest
    static final ArchRule configSpeaksOfBlueprint =
            uses("dev.slipway.config..", "dev.slipway.blueprint..", "com.pulumi.exceptions..");

    @ArchTest
    static final ArchRule componentsKnowNoConfig = uses(
            "dev.slipway.cicd..",
            "dev.slipway.blueprint..",
            "dev.slipway.roles..",
            "dev.slipway.iam..",
            "com.pulumi..");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("dev.slipway.(*)..").should().beFreeOfCycles();

    /** The SDK runs programs in the common pool: one that blocks a thread of it never ends on a machine with three processors. */
    @ArchTest
    static final ArchRule nothingWaits = noClasses()
            .should()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(CompletableFuture.class, "get", long.class, TimeUnit.class)
            .orShould()
            .callMethod(Future.class, "get");

    private static ArchRule uses(String room, String... others) {
        var allowed = new String[others.length + LIBRARIES.length + 1];
        allowed[0] = room;
        System.arraycopy(others, 0, allowed, 1, others.length);
        System.arraycopy(LIBRARIES, 0, allowed, others.length + 1, LIBRARIES.length);
        return classes().that(resideInAnyPackage(room)).should().onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }
}
