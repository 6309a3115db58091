package dev.slipway.iam;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether one pattern matches all that another matches.
 *
 * <p>The texts of the inner pattern that are hardest to match have, for every wildcard, characters that the outer pattern does not
 * name: only wildcards match them. So it is enough to follow the inner pattern through the outer one with such a character, for every
 * number of them until nothing new comes.
 */
final class PatternContainment {
    private static final int FRESH = -9;
    private static final int MOST_STEPS = 20_000;

    private final int[] outer;

    private PatternContainment(int[] outer) {
        this.outer = outer;
    }

    /** For patterns without unknown parts. {@link Truth#UNKNOWN} only when the patterns are absurdly tangled. */
    static Truth covers(Wildcard outer, Wildcard inner) {
        int common = Math.min(outer.prefix(), inner.prefix());
        for (int i = 0; i < common; i++) {
            if (outer.tokens()[i] != inner.tokens()[i]) {
                return Truth.NO;
            }
        }
        int size = outer.tokens().length;
        if (outer.isLiteral()) {
            return Truth.of(inner.equals(outer));
        }
        if (inner.prefix() < outer.prefix()) {
            return Truth.NO;
        }
        if (outer.prefix() == size - 1 && outer.tokens()[size - 1] == PatternTokens.STAR) {
            return Truth.YES;
        }
        if (inner.equals(outer)) {
            return Truth.YES;
        }
        return new PatternContainment(outer.tokens()).follow(inner.tokens());
    }

    /** Whether unknown parts of the inner pattern could be such that the outer one, which has none, covers it. */
    static boolean mayCover(Wildcard outer, Wildcard inner) {
        return outer.isAny()
                || new PatternContainment(outer.tokens()).follow(inner.tokens()).possible();
    }

    private record Point(int at, BitSet states) {}

    private Truth follow(int[] inner) {
        Deque<Point> open = new ArrayDeque<>();
        Set<Point> seen = new HashSet<>();
        BitSet start = new BitSet(outer.length + 1);
        start.set(0);
        visit(new Point(0, settled(start)), open, seen);
        while (!open.isEmpty()) {
            if (seen.size() > MOST_STEPS) {
                return Truth.UNKNOWN;
            }
            Point point = open.pop();
            if (point.states().isEmpty()) {
                return Truth.NO;
            }
            if (point.at() == inner.length) {
                if (!point.states().get(outer.length)) {
                    return Truth.NO;
                }
                continue;
            }
            int token = inner[point.at()];
            int next = point.at() + 1;
            switch (token) {
                case PatternTokens.STAR -> {
                    visit(new Point(next, point.states()), open, seen);
                    visit(new Point(point.at(), step(point.states(), FRESH)), open, seen);
                }
                case PatternTokens.ONE -> visit(new Point(next, step(point.states(), FRESH)), open, seen);
                case PatternTokens.UNKNOWN -> {
                    BitSet anywhere = new BitSet(outer.length + 1);
                    anywhere.set(point.states().nextSetBit(0), outer.length + 1);
                    visit(new Point(next, anywhere), open, seen);
                }
                default -> visit(new Point(next, step(point.states(), token)), open, seen);
            }
        }
        return Truth.YES;
    }

    private static void visit(Point point, Deque<Point> open, Set<Point> seen) {
        if (seen.add(point)) {
            open.push(point);
        }
    }

    private BitSet step(BitSet states, int token) {
        BitSet after = new BitSet(outer.length + 1);
        for (int at = states.nextSetBit(0); at >= 0 && at < outer.length; at = states.nextSetBit(at + 1)) {
            if (outer[at] == PatternTokens.STAR) {
                after.set(at);
            } else if (outer[at] == PatternTokens.ONE || outer[at] == token) {
                after.set(at + 1);
            }
        }
        return settled(after);
    }

    /** Passes stars that match nothing, and forgets what stands before the last star reached: from there less can be matched. */
    private BitSet settled(BitSet states) {
        int lastStar = -1;
        for (int at = states.nextSetBit(0); at >= 0 && at < outer.length; at = states.nextSetBit(at + 1)) {
            if (outer[at] == PatternTokens.STAR) {
                states.set(at + 1);
                lastStar = at;
            }
        }
        if (lastStar > 0) {
            states.clear(0, lastStar);
        }
        return states;
    }
}
