package dev.slipway.local.rehearsal.proof;

import java.util.List;

/**
 * What came out for one statement of one role.
 *
 * @param role name of the role
 * @param statement policy and Sid
 * @param neededBy the steps that need it
 * @param problems what is unused or not necessary
 * @param documented what only AWS's documentation asks for
 */
public record Finding(
        String role, String statement, List<String> neededBy, List<String> problems, List<Documented.Need> documented) {
    /** Copies its lists. */
    public Finding {
        neededBy = List.copyOf(neededBy);
        problems = List.copyOf(problems);
        documented = List.copyOf(documented);
    }
}
