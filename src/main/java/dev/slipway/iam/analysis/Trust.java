package dev.slipway.iam.analysis;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Principal;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.analysis.TrustedParty.Breadth;
import dev.slipway.iam.catalog.SecurityFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whom a trust or resource policy lets in. */
public final class Trust {
    private static final Set<String> SOURCE_KEYS =
            Set.of("aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths");
    private static final Set<String> CALLER_KEYS = Set.of(
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:userid",
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourceowner",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourceip",
            "aws:vpcsourceip",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "kms:calleraccount",
            "s3:dataaccesspointaccount",
            "sts:externalid");
    private static final String OIDC = "oidc-provider/";

    private Trust() {}

    /** Everybody whom allow statements let in, one entry for each principal of each statement. */
    public static List<TrustedParty> of(PolicyDocument document) {
        List<TrustedParty> parties = new ArrayList<>();
        for (Statement statement : document.statements()) {
            if (!statement.isAllow()) {
                continue;
            }
            for (Principal principal : statement.principals()) {
                Breadth breadth = breadth(principal);
                parties.add(new TrustedParty(statement, principal, breadth, narrowed(statement, principal, breadth)));
            }
            if (!statement.notPrincipals().isEmpty()) {
                Truth narrowed = narrowed(statement, Principal.anyone(), Breadth.ANYONE);
                parties.add(new TrustedParty(statement, Principal.anyone(), Breadth.ANYONE, narrowed));
            }
        }
        return parties;
    }

    private static Breadth breadth(Principal principal) {
        if (principal.isAnyone()) {
            return Breadth.ANYONE;
        }
        String value = principal.value();
        if (Unknown.isWhole(value)) {
            return Breadth.UNKNOWN;
        }
        return switch (principal.type()) {
            case ANYONE -> Breadth.ANYONE;
            case AWS ->
                value.endsWith(":root") || (!value.startsWith("arn:") && value.length() == 12)
                        ? Breadth.ACCOUNT
                        : Breadth.IDENTITY;
            case SERVICE -> Breadth.SERVICE;
            case FEDERATED -> value.contains(":saml-provider/") ? Breadth.SAML_PROVIDER : Breadth.OIDC_PROVIDER;
            case CANONICAL_USER -> Breadth.CANONICAL_USER;
            case UNKNOWN -> Breadth.UNKNOWN;
        };
    }

    private static Truth narrowed(Statement statement, Principal principal, Breadth breadth) {
        return switch (breadth) {
            case ANYONE, ACCOUNT ->
                Narrowing.by(statement, key -> CALLER_KEYS.contains(key) || key.startsWith("aws:principaltag/"));
            case SERVICE -> Narrowing.by(statement, SOURCE_KEYS::contains);
            case OIDC_PROVIDER -> bySubject(statement, host(principal.value()));
            case SAML_PROVIDER -> Narrowing.by(statement, key -> key.startsWith("saml:"));
            case IDENTITY, CANONICAL_USER -> Truth.YES;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    /** The host, and path, of an OIDC provider, which its condition keys start with. */
    private static String host(String provider) {
        String resource = Arn.parse(provider).map(Arn::resource).orElse(provider);
        String host = resource.startsWith(OIDC) ? resource.substring(OIDC.length()) : resource;
        return host.toLowerCase(Locale.ROOT);
    }

    private static Truth bySubject(Statement statement, String host) {
        // A Cognito identity pool is named by the audience; its subjects are its users.
        boolean cognito = host.equals("cognito-identity.amazonaws.com");
        if (cognito) {
            return Narrowing.by(statement, key -> key.equals(host + ":aud"));
        }
        Truth any = Truth.NO;
        for (Condition condition : statement.conditions()) {
            boolean unknown = Unknown.isIn(condition.key()) || Unknown.isIn(condition.operator()) || Unknown.isIn(host);
            if (unknown) {
                any = any.or(Truth.UNKNOWN);
            } else if (condition.isOn(host + ":sub")) {
                any = any.or(Narrowing.narrows(condition).and(namesTenant(condition, host)));
            }
        }
        return any;
    }

    /** Whether every value holds to one tenant of a provider that many share. */
    private static Truth namesTenant(Condition condition, String host) {
        boolean patterns = condition
                .parsedOperator()
                .map(ConditionOperator::test)
                .filter(test -> test == ConditionOperator.Test.STRING_LIKE)
                .isPresent();
        if (!patterns) {
            return Truth.YES;
        }
        Optional<String> separator = SecurityFacts.get().tenantSeparator(host);
        Truth all = Truth.YES;
        for (String value : condition.values()) {
            all = all.and(namesTenant(value, separator));
        }
        return all;
    }

    private static Truth namesTenant(String value, Optional<String> separator) {
        int wildcard = 0;
        while (wildcard < value.length() && value.charAt(wildcard) != '*' && value.charAt(wildcard) != '?') {
            wildcard++;
        }
        String fixed = value.substring(0, wildcard);
        if (wildcard == value.length()) {
            return Truth.YES;
        }
        // Before the first colon stands what kind of subject it is: repo:org/app:ref:...,
        // project_path:group/project:...
        int tenant = fixed.indexOf(':') + 1;
        boolean named = separator
                .map(end -> fixed.indexOf(end, tenant) > tenant)
                .orElseGet(() -> tenant > 0 ? fixed.length() > tenant : !fixed.isEmpty() && value.indexOf(':') < 0);
        return named ? Truth.YES : Unknown.isIn(fixed) ? Truth.UNKNOWN : Truth.NO;
    }
}
