package dev.slipway.policies;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The framework can be used without our rules, and rules know nothing but what they are written with. */
@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    void roomsKnowOnlyTheirNeighbours(JavaClasses classes) {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.slipway..")
                .layer("iam")
                .definedBy("dev.slipway.iam..")
                .layer("model")
                .definedBy("dev.slipway.policies.model..")
                .layer("evaluation")
                .definedBy("dev.slipway.policies.evaluation..")
                .layer("report")
                .definedBy("dev.slipway.policies.report..")
                .layer("rules")
                .definedBy("dev.slipway.policies.rules..")
                .layer("server")
                .definedBy("dev.slipway.policies")
                .layer("testkit")
                .definedBy("dev.slipway.policies.testkit..")
                .whereLayer("iam")
                .mayOnlyBeAccessedByLayers("rules")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("evaluation")
                .mayOnlyBeAccessedByLayers("report", "server", "testkit")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("testkit")
                .whereLayer("testkit")
                .mayNotBeAccessedByAnyLayer()
                .check(classes);
    }

    @ArchTest
    void onlyTheListOfRulesNamesRules(JavaClasses classes) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.slipway.policies.rules..")
                .and()
                .doNotHaveSimpleName("PlatformPack")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.slipway.policies.rules..")
                .check(classes);
    }

    @ArchTest
    void onlyTheServerSpeaksTheProtocol(JavaClasses classes) {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.slipway.policies.model..",
                        "dev.slipway.policies.evaluation..",
                        "dev.slipway.policies.report..",
                        "dev.slipway.policies.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", "io.grpc..", "pulumirpc..", "com.pulumi..")
                .check(classes);
    }
}
