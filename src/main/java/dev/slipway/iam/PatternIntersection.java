package dev.slipway.iam;

import java.util.Arrays;

/** Whether two patterns have a text in common. */
final class PatternIntersection {
    private PatternIntersection() {}

    /**
     * An unknown part is taken as text that only a star of the other pattern is sure to match, so true means that the patterns meet
     * whatever is unknown.
     */
    static boolean meet(int[] one, int[] other) {
        int common = 0;
        int shorter = Math.min(one.length, other.length);
        while (common < shorter && one[common] >= 0 && other[common] >= 0) {
            if (one[common] != other[common]) {
                return false;
            }
            common++;
        }
        // reach[j] for row i: some text leads through i tokens of one and j tokens of the other.
        boolean[] reach = new boolean[other.length + 1];
        boolean[] next = new boolean[other.length + 1];
        reach[common] = true;
        for (int i = common; i <= one.length; i++) {
            boolean any = false;
            for (int j = common; j <= other.length; j++) {
                if (!reach[j]) {
                    continue;
                }
                any = true;
                boolean starOne = i < one.length && one[i] == PatternTokens.STAR;
                boolean starOther = j < other.length && other[j] == PatternTokens.STAR;
                if (starOne) {
                    next[j] = true;
                }
                if (j < other.length && (starOne || starOther)) {
                    reach[j + 1] = true;
                }
                if (starOther && i < one.length) {
                    next[j] = true;
                }
                if (i < one.length && j < other.length && same(one[i], other[j])) {
                    next[j + 1] = true;
                }
            }
            if (i == one.length) {
                return reach[other.length];
            }
            if (!any) {
                return false;
            }
            boolean[] spare = reach;
            reach = next;
            next = spare;
            Arrays.fill(next, false);
        }
        return false;
    }

    private static boolean same(int one, int other) {
        if (one >= 0 && other >= 0) {
            return one == other;
        }
        return one != PatternTokens.UNKNOWN
                && other != PatternTokens.UNKNOWN
                && one != PatternTokens.STAR
                && other != PatternTokens.STAR;
    }
}
