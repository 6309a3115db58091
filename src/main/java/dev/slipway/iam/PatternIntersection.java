package dev.slipway.iam;

import java.util.Arrays;

/** Whether two patterns have a text in common. */
final class PatternIntersection {
    private static final int END = Integer.MIN_VALUE;

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
        // reach[j] for row i: some text leads through i tokens of one and j tokens of the other. Only low to high can
        // be true.
        boolean[] reach = new boolean[other.length + 2];
        boolean[] next = new boolean[other.length + 2];
        reach[common] = true;
        int low = common;
        int high = common;
        for (int i = common; i <= one.length; i++) {
            int nextLow = other.length + 1;
            int nextHigh = -1;
            int left = i < one.length ? one[i] : END;
            for (int j = low; j <= high; j++) {
                if (!reach[j]) {
                    continue;
                }
                int right = j < other.length ? other[j] : END;
                // A star may match nothing, or what the other token matches.
                if (isStar(left) || (left != END && takes(right, left))) {
                    next[j] = true;
                    nextLow = Math.min(nextLow, j);
                    nextHigh = Math.max(nextHigh, j);
                }
                if (isStar(right) || (right != END && takes(left, right))) {
                    reach[j + 1] = true;
                    high = Math.max(high, j + 1);
                }
                if (same(left, right)) {
                    next[j + 1] = true;
                    nextLow = Math.min(nextLow, j + 1);
                    nextHigh = Math.max(nextHigh, j + 1);
                }
            }
            if (i == one.length) {
                return high >= other.length && reach[other.length];
            }
            if (nextHigh < 0) {
                return false;
            }
            Arrays.fill(reach, low, high + 1, false);
            boolean[] spare = reach;
            reach = next;
            next = spare;
            low = nextLow;
            high = nextHigh;
        }
        return false;
    }

    private static boolean isStar(int token) {
        return token == PatternTokens.STAR || token == PatternTokens.PART;
    }

    /** Whether a star goes on past the other token. */
    private static boolean takes(int star, int token) {
        if (token == END) {
            return false;
        }
        return star == PatternTokens.STAR
                || (star == PatternTokens.PART && token != ':' && token != PatternTokens.UNKNOWN);
    }

    /** Whether both tokens match some one character. */
    private static boolean same(int left, int right) {
        if (left >= 0 && right >= 0) {
            return left == right;
        }
        return isOneCharacter(left) && isOneCharacter(right);
    }

    private static boolean isOneCharacter(int token) {
        return token >= 0 || token == PatternTokens.ONE;
    }
}
