package dev.slipway.local.cloud.codebuild.execution.files;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of files as buildspecs have them, relative to a folder: {@code *} and {@code ?} stay within one name, {@code [a-z]} is one
 * character of a set, {@code **} stands for any number of folders. Names that start with a dot match like any other.
 *
 * <p>Matching takes time proportional to the product of the lengths at worst, whatever the pattern.
 */
public final class FileGlob {
    private static final String ANY_FOLDERS = "**";

    private final String pattern;
    private final List<String> names;

    private FileGlob(String pattern, List<String> names) {
        this.pattern = pattern;
        this.names = names;
    }

    /** Reads a pattern. A leading {@code ./} and empty names are dropped. */
    public static FileGlob of(String pattern) {
        List<String> names = split(pattern);
        // A trailing "**" means every file below, as "**/*" does.
        if (!names.isEmpty() && names.get(names.size() - 1).equals(ANY_FOLDERS)) {
            names.add("*");
        }
        return new FileGlob(pattern, List.copyOf(names));
    }

    /** The pattern as it was given. */
    public String pattern() {
        return pattern;
    }

    /** Whether it has any wildcard. */
    public boolean isLiteral() {
        return names.stream().noneMatch(name -> name.contains("*") || name.contains("?") || name.contains("["));
    }

    /** Whether a relative path, with slashes, matches. */
    public boolean matches(String path) {
        List<String> parts = split(path);
        boolean[] reached = new boolean[parts.size() + 1];
        reached[0] = true;
        for (String name : names) {
            reached = name.equals(ANY_FOLDERS) ? anyFolders(reached) : oneName(reached, name, parts);
        }
        return reached[parts.size()];
    }

    private static boolean[] anyFolders(boolean[] reached) {
        boolean[] next = new boolean[reached.length];
        boolean any = false;
        for (int i = 0; i < reached.length; i++) {
            any |= reached[i];
            next[i] = any;
        }
        return next;
    }

    private static boolean[] oneName(boolean[] reached, String name, List<String> parts) {
        boolean[] next = new boolean[reached.length];
        for (int i = 0; i < parts.size(); i++) {
            next[i + 1] = reached[i] && matchesName(name, parts.get(i));
        }
        return next;
    }

    /** One star needs to be remembered only: an earlier one never gains by matching more. */
    private static boolean matchesName(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starName = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starName = n;
                continue;
            }
            int width = p < pattern.length() ? matchesOne(pattern, p, name.charAt(n)) : 0;
            if (width > 0) {
                p += width;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The length of the pattern's element at p if it matches the character, else 0. */
    private static int matchesOne(String pattern, int p, char c) {
        char element = pattern.charAt(p);
        if (element == '?') {
            return 1;
        }
        int end = element == '[' ? pattern.indexOf(']', p + 2) : -1;
        if (end < 0) {
            return element == c ? 1 : 0;
        }
        boolean negated = pattern.charAt(p + 1) == '!' || pattern.charAt(p + 1) == '^';
        boolean in = false;
        for (int i = negated ? p + 2 : p + 1; i < end; i++) {
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= pattern.charAt(i) == c;
            }
        }
        return in != negated ? end - p + 1 : 0;
    }

    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                String part = path.substring(start, i);
                if (!part.isEmpty() && !part.equals(".")) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
