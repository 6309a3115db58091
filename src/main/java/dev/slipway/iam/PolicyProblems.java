package dev.slipway.iam;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What AWS would refuse in a document. */
final class PolicyProblems {
    private static final int SHOWN = 80;

    private final List<String> problems = new ArrayList<>();
    private final boolean onResource;

    private PolicyProblems(boolean onResource) {
        this.onResource = onResource;
    }

    /** The problems that a document has wherever it is attached. */
    static List<String> of(PolicyDocument document) {
        PolicyProblems problems = new PolicyProblems(false);
        problems.document(document);
        return List.copyOf(problems.problems);
    }

    /** All problems of a document attached there. */
    static List<String> of(PolicyDocument document, PolicyKind kind) {
        PolicyProblems problems = new PolicyProblems(kind == PolicyKind.RESOURCE);
        problems.document(document);
        int index = 0;
        for (Statement statement : document.statements()) {
            problems.attached(name(statement, index++), statement, kind);
        }
        return List.copyOf(problems.problems);
    }

    private void document(PolicyDocument document) {
        List<Statement> statements = document.statements();
        if (statements.isEmpty() && document.complete()) {
            problems.add("no statement: expected at least one");
        }
        Set<String> sids = new HashSet<>();
        boolean principals = false;
        boolean noPrincipals = false;
        int index = 0;
        for (Statement statement : statements) {
            String name = name(statement, index++);
            statement(name, statement);
            if (statement.sid() != null && !statement.sid().isEmpty() && !sids.add(statement.sid())) {
                problems.add(name + ": a second statement with this Sid; expected each Sid once");
            }
            principals |= statement.hasPrincipal();
            noPrincipals |= !statement.hasPrincipal();
        }
        if (principals && noPrincipals) {
            problems.add(
                    "some statements have a principal and some have none: expected all (resource or trust policy) or none"
                            + " (identity policy)");
        }
    }

    private void statement(String name, Statement statement) {
        sid(name, statement);
        either(name, "Action", statement.actions(), "NotAction", statement.notActions());
        if (statement.actions().isEmpty() && statement.notActions().isEmpty()) {
            problems.add(name + ": no action; expected Action or NotAction with at least one value");
        }
        either(name, "Resource", statement.resources(), "NotResource", statement.notResources());
        either(name, "Principal", statement.principals(), "NotPrincipal", statement.notPrincipals());
        if (!statement.hasPrincipal()
                && statement.resources().isEmpty()
                && statement.notResources().isEmpty()) {
            problems.add(
                    name + ": neither principal nor resource; expected resources (identity policy), principals (trust"
                            + " policy) or both (resource policy)");
        }
        statement.actions().forEach(action -> action(name, action));
        statement.notActions().forEach(action -> action(name, action));
        statement.resources().forEach(resource -> resource(name, resource));
        statement.notResources().forEach(resource -> resource(name, resource));
        principals(name, statement.principals());
        principals(name, statement.notPrincipals());
        conditions(name, statement.conditions());
    }

    private void sid(String name, Statement statement) {
        String sid = statement.sid();
        // AWS takes spaces and more in the Sids of resource policies, but letters and digits alone in IAM's own
        // policies.
        // Policies of repositories name no resource, so where the document is attached counts too.
        boolean resourcePolicy = onResource
                || (statement.hasPrincipal()
                        && !(statement.resources().isEmpty()
                                && statement.notResources().isEmpty()));
        if (sid == null || resourcePolicy || Unknown.isIn(sid)) {
            return;
        }
        for (int i = 0; i < sid.length(); i++) {
            if (!isAlphanumeric(sid.charAt(i))) {
                problems.add(name + ": Sid with character '" + sid.charAt(i)
                        + "'; expected letters A-Z, a-z and digits only");
                return;
            }
        }
    }

    private void either(String name, String one, List<?> ones, String other, List<?> others) {
        if (!ones.isEmpty() && !others.isEmpty()) {
            problems.add(name + ": both " + one + " and " + other + "; expected one of them");
        }
    }

    private void action(String name, String action) {
        if (action.equals("*") || Unknown.isIn(action)) {
            return;
        }
        int colon = action.indexOf(':');
        boolean good = colon > 0 && colon < action.length() - 1;
        for (int i = 0; good && i < action.length(); i++) {
            char c = action.charAt(i);
            good = i == colon
                    || isAlphanumeric(c)
                    || c == '*'
                    || c == '?'
                    || (i < colon && c == '-')
                    || (i > colon && (c == '_' || c == '.' || c == '-' || c == '/'));
        }
        if (!good) {
            problems.add(name + ": action " + quoted(action) + "; expected service:Action, such as s3:GetObject, or *");
        }
    }

    private void resource(String name, String resource) {
        if (resource.equals("*") || Unknown.isIn(resource) || resource.startsWith("${")) {
            return;
        }
        if (!resource.startsWith("arn:")) {
            problems.add(name + ": resource " + quoted(resource)
                    + "; expected an ARN, arn:partition:service:region:account:resource, or *");
        }
    }

    private void principals(String name, List<Principal> principals) {
        for (Principal principal : principals) {
            String value = principal.value();
            if (Unknown.isIn(value)) {
                continue;
            }
            switch (principal.type()) {
                case ANYONE, UNKNOWN -> {
                    if (principals.size() > 1) {
                        problems.add(name + ": principal * beside others; expected * alone");
                    }
                }
                case AWS -> {
                    if (!isAwsPrincipal(value)) {
                        problems.add(name + ": AWS principal " + quoted(value)
                                + "; expected *, a 12-digit account id, or an ARN without wildcards");
                    }
                }
                case SERVICE -> {
                    if (value.indexOf('.') < 0 && !value.equals("*")) {
                        problems.add(name + ": service principal " + quoted(value)
                                + "; expected a name such as codebuild.amazonaws.com");
                    }
                }
                case FEDERATED, CANONICAL_USER -> {}
            }
        }
    }

    private static boolean isAwsPrincipal(String value) {
        if (value.equals("*")) {
            return true;
        }
        if (value.startsWith("arn:")) {
            return value.indexOf('*') < 0 && value.indexOf('?') < 0;
        }
        // After its role or user is deleted AWS shows the principal as its unique id.
        boolean uniqueId = value.startsWith("AROA") || value.startsWith("AIDA") || value.startsWith("AGPA");
        return uniqueId || (value.length() == 12 && value.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private void conditions(String name, List<Condition> conditions) {
        Set<String> seen = new HashSet<>();
        for (Condition condition : conditions) {
            if (Unknown.isIn(condition.operator())) {
                continue;
            }
            if (condition.parsedOperator().isEmpty()) {
                problems.add(name + ": condition operator " + quoted(condition.operator())
                        + "; expected one of AWS's, such as StringEquals, ArnLike, Bool");
            }
            if (condition.key().isEmpty()) {
                problems.add(name + ": condition " + condition.operator() + " without a key; expected one such as"
                        + " aws:SourceAccount");
            }
            if (condition.values().isEmpty()) {
                problems.add(name + ": condition " + condition.operator() + " " + condition.key()
                        + " without values; expected at least one");
            }
            if (!seen.add(condition.operator().toLowerCase(Locale.ROOT) + " "
                    + condition.key().toLowerCase(Locale.ROOT))) {
                problems.add(name + ": condition " + condition.operator() + " " + condition.key()
                        + " twice; expected all its values in one condition");
            }
        }
    }

    private void attached(String name, Statement statement, PolicyKind kind) {
        boolean resource =
                !(statement.resources().isEmpty() && statement.notResources().isEmpty());
        if (kind == PolicyKind.IDENTITY && statement.hasPrincipal()) {
            problems.add(name
                    + ": a principal in an identity policy; expected none: the principal is whoever has the policy");
        }
        if (kind != PolicyKind.IDENTITY && !statement.hasPrincipal()) {
            problems.add(name + ": no principal in a " + kind.text() + "; expected Principal");
        }
        if (kind == PolicyKind.TRUST && resource) {
            problems.add(name + ": a resource in a trust policy; expected none: the resource is the role");
        }
        if (kind == PolicyKind.TRUST) {
            for (String action : statement.actions()) {
                if (!action.regionMatches(true, 0, "sts:", 0, 4) && !Unknown.isIn(action)) {
                    problems.add(name + ": action " + quoted(action)
                            + " in a trust policy; expected actions of sts, such as sts:AssumeRole");
                }
            }
        }
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String name(Statement statement, int index) {
        return statement.sid() == null || statement.sid().isEmpty()
                ? "statement " + index
                : "statement " + quoted(statement.sid());
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\"";
    }
}
