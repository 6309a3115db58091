package dev.slipway.cicd;

import dev.slipway.blueprint.RoleName;

/** Names of roles: known before they exist, so that a preview shows every document that names them. */
final class RoleNames {
    private RoleNames() {}

    static String of(String component, String base, String purpose) {
        return Checked.text(component, "name of the " + purpose + " role", RoleName.RULE, base + "-" + purpose);
    }
}
