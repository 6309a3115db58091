package dev.slipway.iam.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionCatalogTest {
    private static final ActionCatalog CATALOG = ActionCatalog.get();

    private static ActionInfo action(String name) {
        return CATALOG.action(name).orElseThrow();
    }

    @Test
    void saysWhereItsDataComesFromAndThatIsWhatTheToolPins() throws IOException {
        CatalogHeader header = CATALOG.header();
        String pin =
                Files.readString(Path.of("tools/iam-data/requirements.txt")).strip();

        assertThat(pin)
                .isEqualTo(header.packageName() + "==" + header.version() + " --hash=sha256:" + header.wheelSha256());
        assertThat(header.source())
                .isEqualTo("https://pypi.org/project/" + header.packageName() + "/" + header.version() + "/");
        assertThat(header.fileSha256()).matches("[0-9a-f]{64}");
        assertThat(Files.readString(Path.of("tools/iam-data/generate.py")))
                .contains("RETRIEVED = \"" + LocalDate.parse(header.retrieved()) + "\"");
    }

    @Test
    void hasOneFileForEveryServiceAndNoOther() throws IOException {
        Set<String> files = new LinkedHashSet<>();
        try (Stream<Path> all = Files.list(Path.of("src/main/resources/dev/slipway/iam/catalog"))) {
            all.map(file -> file.getFileName().toString().replace(".json", "")).forEach(files::add);
        }
        Set<String> expected = new LinkedHashSet<>(CATALOG.services());
        expected.addAll(List.of("index", "facts"));

        assertThat(files).isEqualTo(expected);
    }

    @Test
    void readsEveryServiceWhole() {
        for (String service : CATALOG.services()) {
            assertThat(CATALOG.expand(service + ":*")).as(service).isNotEmpty().allSatisfy(action -> {
                assertThat(action.service()).isEqualTo(service);
                assertThat(CATALOG.action(action.fullName())).contains(action);
                assertThat(action.resourceTypes())
                        .allSatisfy(type -> assertThat(type.arn()).startsWith("arn:"));
            });
        }
        assertThat(CATALOG.expand("*")).hasSizeGreaterThan(4000);
    }

    @Test
    void knowsAnActionsLevelResourcesKeysAndDependents() {
        ActionInfo pass = action("IAM:passrole");
        assertThat(pass.fullName()).isEqualTo("iam:PassRole");
        assertThat(pass.accessLevel()).isEqualTo(AccessLevel.PERMISSIONS_MANAGEMENT);
        assertThat(pass.resourceTypes()).extracting(ResourceType::name).containsExactly("role");
        assertThat(pass.requiredTypes()).containsExactly("role");
        assertThat(pass.conditionKeys()).contains("iam:PassedToService");

        assertThat(action("ecr:GetAuthorizationToken").takesResource()).isFalse();
        assertThat(action("codebuild:StartBuild").takesResource()).isTrue();
        assertThat(action("ec2:CreateNetworkInterface").dependentActions()).contains("ec2:CreateTags");
    }

    @Test
    void expandsPatternsInAnyCase() {
        assertThat(CATALOG.expand("S3:getobjectT*"))
                .extracting(ActionInfo::fullName)
                .containsExactly("s3:GetObjectTagging", "s3:GetObjectTorrent");
        assertThat(CATALOG.expand("code*:StartB*"))
                .extracting(ActionInfo::fullName)
                .containsExactly("codebuild:StartBuild", "codebuild:StartBuildBatch");
        assertThat(CATALOG.expand("s3:Fetch*")).isEmpty();
        assertThat(CATALOG.expand("s3:" + Unknown.MARKER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, YES",
        "s3:getobject, YES",
        "s3:Get*, YES",
        "*, YES",
        "s3:ListObjects, NO",
        "s3:Fetch*, NO",
        "nosuch:Thing, NO",
        "a4b:CreateRoom, UNKNOWN",
        "GetObject, NO",
        "s3:04da6b54-80e4-46f7-96ec-b56ff0331ba9, UNKNOWN",
    })
    void knowsWhatExists(String pattern, Truth expected) {
        assertThat(CATALOG.exists(pattern)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::b/*, YES",
        "s3:GetObject, arn:aws:s3:::b*, YES",
        "s3:GetObject, arn:aws:s3:::b, NO",
        "s3:ListBucket, arn:aws:s3:::b, YES",
        "s3:ListBucket, arn:aws-cn:s3:::*, YES",
        "s3:ListBucket, arn:aws:s3:::b/*, NO",
        "s3:ListBucket, *, YES",
        "ecr:GetAuthorizationToken, *, YES",
        "ecr:GetAuthorizationToken, arn:aws:ecr:us-east-1:1:repository/x, NO",
        "ecr:PutImage, arn:aws:ecr:us-east-1:1:repository/x, YES",
        "ecr:PutImage, arn:aws:ecs:us-east-1:1:repository/x, NO",
        "iam:PassRole, arn:aws:iam::1:role/path/name, YES",
        "iam:PassRole, arn:aws:iam::1:user/name, NO",
        "kms:Decrypt, arn:aws:kms:us-east-1:1:alias/x, NO",
        "logs:PutLogEvents, arn:aws:logs:us-east-1:1:log-group:x, NO",
        "logs:PutLogEvents, arn:aws:logs:us-east-1:1:log-group:x:*, YES",
        "logs:CreateLogGroup, arn:aws:logs:us-east-1:1:log-group:x, YES",
        "codepipeline:StartPipelineExecution, arn:aws:codepipeline:us-east-1:1:p, YES",
        "codepipeline:StartPipelineExecution, arn:aws:codepipeline:us-east-1:1:p/Deploy/*, NO",
        "codeconnections:UseConnection, arn:aws:codestar-connections:us-east-1:1:connection/x, YES",
        "codestar-connections:UseConnection, arn:aws:codeconnections:us-east-1:1:connection/x, YES",
        "lambda:InvokeFunction, arn:aws:lambda:us-east-1:1:function:f:live, YES",
        "ecs:UpdateService, arn:aws:ecs:us-east-1:1:service/c/s, YES",
        "ecs:UpdateService, arn:aws:ecs:us-east-1:1:cluster/c, NO",
        "ecs:UpdateService, arn:aws:ecs:*, YES",
    })
    void knowsWhatAnArnFits(String name, String resource, Truth expected) {
        assertThat(CATALOG.fits(action(name), resource)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::U/*, YES",
        "s3:GetObject, U/*, UNKNOWN",
        "s3:GetObject, U, UNKNOWN",
        "s3:GetObject, arn:aws:sqs:us-east-1:1:U, NO",
        "ecs:UpdateService, arn:aws:ecs:U:U:service/c/s, UNKNOWN",
        "ecr:GetAuthorizationToken, U, UNKNOWN",
        "ecr:GetAuthorizationToken, arn:aws:ecr:U, NO",
    })
    void judgesOnlyTheKnownPartsOfAnArn(String name, String resource, Truth expected) {
        assertThat(CATALOG.fits(
                        action(name),
                        resource.replace("U/", Unknown.MARKER + "/").replaceAll("\\bU\\b", Unknown.MARKER)))
                .isEqualTo(expected);
    }

    @Test
    void everyActionThatAFactNamesExists() {
        SecurityFacts facts = SecurityFacts.get();
        Set<String> named = new LinkedHashSet<>();
        facts.escalationPaths().forEach(path -> named.addAll(path.actions()));
        facts.credentialExposure().forEach(fact -> named.add(fact.subject()));
        facts.dataExfiltration().forEach(fact -> named.add(fact.subject()));

        assertThat(named).hasSizeGreaterThan(60).allSatisfy(name -> assertThat(CATALOG.action(name))
                .map(ActionInfo::fullName)
                .contains(name));
        assertThat(facts.escalationPaths()).extracting(EscalationPath::id).doesNotHaveDuplicates();
        assertThat(facts.escalationPaths())
                .allSatisfy(path -> assertThat(path.source()).startsWith("https://"));
        assertThat(LocalDate.parse(facts.written())).isAfter(LocalDate.of(2026, 1, 1));
    }

    @Test
    void knowsFactsByName() {
        SecurityFacts facts = SecurityFacts.get();

        assertThat(facts.starInPractice("ecs:registertaskdefinition")).isPresent();
        assertThat(facts.starInPractice("ecs:UpdateService")).isEmpty();
        assertThat(facts.confusedDeputy("codebuild.amazonaws.com")).isPresent();
        assertThat(facts.confusedDeputy("ec2.amazonaws.com")).isEmpty();
        assertThat(facts.tenantSeparator("token.actions.githubusercontent.com")).contains("/");
        assertThat(facts.isAdminManagedPolicy("arn:aws:iam::aws:policy/AdministratorAccess"))
                .isTrue();
        assertThat(facts.isAdminManagedPolicy("arn:aws:iam::aws:policy/ReadOnlyAccess"))
                .isFalse();
    }
}
