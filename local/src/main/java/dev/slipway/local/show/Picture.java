package dev.slipway.local.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pipeline as boxes with arrows between them, as many beside each other as the width takes. */
public final class Picture {
    private static final String ARROW = " → ";
    private static final int SMALLEST_WIDTH = 20;

    private Picture() {}

    /**
     * Draws a pipeline.
     *
     * @param pipeline what to draw
     * @param width columns of the terminal, at least 20
     * @return lines, each ended by a line break
     */
    public static String draw(PipelineView pipeline, int width) {
        if (width < SMALLEST_WIDTH) {
            throw new IllegalArgumentException(
                    "width is %d, expected at least %d columns".formatted(width, SMALLEST_WIDTH));
        }
        var boxes = pipeline.stages().stream()
                .map(stage -> box(stage, width - 2 * ARROW.length()))
                .toList();
        return rows(boxes, width).stream().map(Picture::join).collect(Collectors.joining());
    }

    /** The lines of a box, all of the same length. */
    private static List<String> box(PipelineView.Stage stage, int most) {
        var content = new ArrayList<String>();
        for (var group : stage.groups()) {
            if (!content.isEmpty()) {
                content.add("  ↓");
            }
            for (var action : group) {
                content.add(action.name());
                content.add("  " + action.detail());
            }
        }
        var inner = Stream.concat(Stream.of(stage.name() + " ─"), content.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        var width = Math.min(inner, most - 4);
        var lines = new ArrayList<String>();
        var title = cut(stage.name(), width - 2);
        lines.add("┌─ " + title + " " + "─".repeat(width - title.length() - 1) + "┐");
        content.forEach(line -> lines.add("│ " + pad(cut(line, width), width) + " │"));
        lines.add("└" + "─".repeat(width + 2) + "┘");
        return lines;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** The boxes of each row; a row but the first starts with the arrow that leads to it. */
    private static List<List<List<String>>> rows(List<List<String>> boxes, int width) {
        var rows = new ArrayList<List<List<String>>>();
        var used = 0;
        for (var box : boxes) {
            var size = box.get(0).length();
            if (rows.isEmpty() || used + ARROW.length() + size > width) {
                var first = new ArrayList<List<String>>();
                if (!rows.isEmpty()) {
                    first.add(List.of());
                }
                used = first.size() * ARROW.length() + size;
                first.add(box);
                rows.add(first);
            } else {
                rows.get(rows.size() - 1).add(box);
                used += ARROW.length() + size;
            }
        }
        return rows;
    }

    private static String join(List<List<String>> boxes) {
        var height = boxes.stream().mapToInt(List::size).max().orElse(0);
        var picture = new StringBuilder();
        for (int line = 0; line < height; line++) {
            var text = new StringBuilder();
            for (int i = 0; i < boxes.size(); i++) {
                if (i > 0) {
                    text.append(line == 1 ? ARROW : " ".repeat(ARROW.length()));
                }
                var box = boxes.get(i);
                var empty = box.isEmpty() ? "" : " ".repeat(box.get(0).length());
                text.append(line < box.size() ? box.get(line) : empty);
            }
            picture.append(text.toString().stripTrailing()).append('\n');
        }
        return picture.toString();
    }
}
