package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.AccessLevel;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Detail;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Actions that change something are named, not matched. */
public final class ActionsAreNamed extends StatementRule {
    private static final String NAMES = "expected the names of the actions that are used";

    private static final Setting<List<String>> FAMILIES = Setting.list(
            "families",
            List.of("kms:GenerateDataKey*", "kms:ReEncrypt*"),
            Vocabulary.form(
                    "[A-Za-z0-9-]+:[A-Za-z0-9*?]*[A-Za-z0-9][A-Za-z0-9*?]*",
                    "a service and a part of the names of its actions, such as kms:ReEncrypt*"),
            "patterns whose actions are one operation, as AWS's own pages write them");

    public ActionsAreNamed() {
        super(
                About.rule("Actions that change something are named")
                        .why("A pattern grants what AWS adds to it tomorrow, and nobody can tell what of it is used.")
                        .remedy("Write out the actions that are used; patterns of actions that only read may stay.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_63", "cdk-nag AwsSolutions-IAM5", "trivy AWS-0057")
                        .frameworks("FSBP IAM.21")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege")
                        .settings(FAMILIES)
                        .build(),
                PolicyKind.IDENTITY);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        if (!attached.statement().isAllow()) {
            return;
        }
        for (String action : attached.statement().actions()) {
            if (Unknown.isIn(action)) {
                findings.notJudged(attached.at().path() + " is partly unknown until the resource is created");
            } else if (Wildcard.ofAction(action).hasWildcard() && !isFamily(action, settings)) {
                judge(attached, action, findings);
            }
        }
    }

    private static boolean isFamily(String action, Settings settings) {
        return settings.get(FAMILIES).stream().anyMatch(family -> Wildcard.ofAction(family)
                .covers(Wildcard.ofAction(action))
                .certain());
    }

    private static void judge(AttachedStatement attached, String action, Findings findings) {
        int colon = action.indexOf(':');
        String service = colon < 0 ? "" : action.substring(0, colon);
        if (isEveryActionOf(service, action)) {
            findings.violation(
                    attached.action(action),
                    action,
                    List.of(new Detail("allows every action of a service", List.of(action))),
                    NAMES);
            return;
        }
        Optional<ActionInfo> change = ActionCatalog.get().expand(action).stream()
                .filter(one -> one.accessLevel() != AccessLevel.LIST && one.accessLevel() != AccessLevel.READ)
                .findFirst();
        if (change.isPresent()) {
            findings.violation(
                    attached.action(action),
                    action,
                    List.of(new Detail(
                            "allows changes too",
                            List.of(action + " has " + change.get().fullName()))),
                    NAMES);
        } else if (Wildcard.ofAction(service).hasWildcard()
                || !ActionCatalog.get().services().contains(service.toLowerCase(Locale.ROOT))) {
            findings.notJudged(attached.at().path() + " matches actions of services that are not known here");
        }
    }

    private static boolean isEveryActionOf(String service, String action) {
        return Wildcard.ofAction(action).isAny()
                || (!service.isEmpty()
                        && Wildcard.ofAction(action)
                                .covers(Wildcard.ofAction(service + ":*"))
                                .certain());
    }
}
